/** The layer of names stays as it is until what is written there changes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sheet } from "../src/picture/sheet.ts";

const COUNT = 500; // more than heed lines, so that only what is written counts

function pen() {
  const said: string[] = [];
  const context = {
    canvas: { width: 900, height: 900 }, said, clearRect: () => { said.length = 0; },
    measureText: () => ({ width: 40 }), strokeText: () => undefined, fillText: (text: string) => { said.push(text); },
  };
  return context as typeof context & CanvasRenderingContext2D;
}

function sheet(changed: Partial<Record<"view" | "paper", string>> = {}, quiet: readonly number[] = []): Sheet {
  const [BUSY, PRESENT] = [2, 1];
  const all = Array.from({ length: COUNT }, (_, place) => place);
  return {
    view: "here", face: "sans", text: "#000", paper: "#fff", width: 900, height: 900, loud: null, ranked: all,
    things: Uint8Array.from(all, (place) => (quiet.includes(place) ? PRESENT : BUSY)), links: new Uint8Array(),
    at: (place: number) => ({ x: (place % 25) * 36, y: Math.floor(place / 25) * 45 }), radius: () => 4,
    name: (place: number) => `Company ${place}`, ringedLinks: () => [], linksInView: () => [], ...changed,
  } as unknown as Sheet;
}

test("names are written again when one of them, the view or the ground changes, and only then", async () => {
  Object.assign(globalThis, { document: { createElement: () => ({ getContext: pen }) }, WebGL2RenderingContext: {}, WebGLRenderingContext: {} });
  const { Names } = await import("../src/picture/names.ts");
  const context = pen();
  const names = new Names(context);
  const isDrawn = (given: Sheet) => {
    context.said.length = 0;
    names.draw(given);
    return context.said.length > 0;
  };
  const left = names.draw(sheet());
  assert.ok(context.said.includes("Company 0"));
  assert.equal(isDrawn(sheet()), false);
  assert.equal(isDrawn(sheet({}, [COUNT - 1])), false);
  assert.equal(names.draw(sheet({}, [COUNT - 1])), left - 1);
  assert.equal(isDrawn(sheet({}, [0])), true);
  assert.ok(!context.said.includes("Company 0"));
  assert.equal(isDrawn(sheet({ view: "there" }, [0])), true);
  assert.equal(isDrawn(sheet({ view: "there", paper: "#000" }, [0])), true);
  names.forget();
  assert.equal(isDrawn(sheet({ view: "there", paper: "#000" }, [0])), true);
});
