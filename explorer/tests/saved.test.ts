import assert from "node:assert/strict";
import { test } from "node:test";
import { SavedBackend } from "../src/backend/saved.ts";
import type { Saved } from "../src/contract.ts";
import { MODEL, scene, version } from "./worlds.ts";

test("a path in a saved page runs through no ministry, as in a live one, but may end at it", async () => {
  const now = version(["2018-01-01", "2018-01-01"]);
  const kinds = { Company: { hub: false }, Authority: { hub: true } };
  const model = { ...MODEL, kinds, relations: { OWNS: { path: true, sentence: "{subject} owns {object}" } } };
  const held = scene(["a", "ministry Authority", "b"], [["ministry OWNS a", [now]], ["ministry OWNS b", [now]]]);
  const page = new SavedBackend({ about: { model }, scene: held, evidence: [], entities: [], answers: [] } as unknown as Saved);
  const steps = async (from: string, to: string) => (await page.ask("path", { from, to, as_of: "2023-06-01", known_on: "2024-01-01" })).steps.length;
  assert.equal(await steps("a", "b"), 0);
  assert.equal(await steps("a", "ministry"), 1);
  assert.equal(await steps("ministry", "b"), 1);
});
