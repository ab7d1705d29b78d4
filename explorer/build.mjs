/**
 * Builds the bundle, its style sheet and the notices of what is in it, into the Python package.
 *
 *   node build.mjs           writes the files
 *   node build.mjs --check   writes nothing, and fails if they differ from what is there
 *   node build.mjs --tests   builds the tests into .tests/, for node's own runner
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "graphkit", "views", "assets");

if (process.argv.includes("--tests")) {
  const out = join(here, ".tests");
  rmSync(out, { recursive: true, force: true });
  await build({
    absWorkingDir: here, entryPoints: readdirSync(join(here, "tests")).filter((name) => name.endsWith(".test.ts")).map((name) => `tests/${name}`),
    outdir: out, outExtension: { ".js": ".mjs" }, bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "warning",
  });
} else {
  const files = await bundle();
  const stale = [...files].filter(([name, text]) => read(join(assets, name)) !== text).map(([name]) => name);
  if (!process.argv.includes("--check")) {
    mkdirSync(assets, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(assets, name), text);
    for (const [name, text] of files) console.log(`${name} ${(Buffer.byteLength(text) / 1024).toFixed(0)} KB`);
  } else if (stale.length) {
    console.error(`Not what explorer/ builds: ${stale.join(", ")}. Run npm run build in explorer/ and commit the result.`);
    process.exit(1);
  }
}

/** Name -> text of every file that is built. */
async function bundle() {
  const common = {
    absWorkingDir: here, bundle: true, minify: true, write: false, metafile: true, legalComments: "none", charset: "utf8",
    target: ["chrome111", "firefox113", "safari16.4"], logLevel: "warning",
  };
  const script = await build({ ...common, entryPoints: ["src/main.ts"], format: "esm", define: { "process.env.NODE_ENV": '"production"' } });
  const style = await build({ ...common, entryPoints: ["src/style/index.css"], outfile: "explorer.css" });
  return new Map([
    ["explorer.js", script.outputFiles[0].text],
    ["explorer.css", style.outputFiles[0].text],
    ["explorer-notices.txt", notices(script.metafile)],
  ]);
}

/** The packages that are in the bundle, each with version, licence and the text of its licence. */
function notices(metafile) {
  const used = new Set();
  for (const [path, input] of Object.entries(Object.values(metafile.outputs)[0].inputs)) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (found && input.bytesInOutput) used.add(found[1]);
  }
  const parts = [...used].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} has no licence file`);
    return `${about.name} ${about.version} (${about.license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  return `The explorer's script contains the following packages, each under its own licence.\n${rule}${parts.join(rule)}`;
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
