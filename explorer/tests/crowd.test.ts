import assert from "node:assert/strict";
import { test } from "node:test";
import { NUMBERS, chosenOf, inSight, openMarks } from "../src/picture/crowd.ts";

const PLAIN = new Float32Array([1, 0, 0, 0, 1, 0, 0, 0, 1]);
const lines = (...all: [number, number, number, number, number, number][]) =>
  new Float32Array(all.flatMap((each) => [...each, ...new Array(NUMBERS - each.length).fill(0)]));

test("a line is in sight where it may cross the view", () => {
  const all = lines([0, 0, 0.5, 0.5, 0, 2], [-3, 0, 3, 0, 0, 2], [2, 2, 3, 3, 0, 2], [0, 0, 0.5, 0.5, 0, 0]);
  assert.deepEqual(inSight(all, PLAIN), [0, 1]); // inside, across; not outside, not hidden
});

test("a bow reaches further than its ends", () => {
  assert.deepEqual(inSight(lines([-1, 1.5, 1, 1.5, 0, 2], [-1, 1.5, 1, 1.5, 0.4, 2]), PLAIN), [1]);
});

test("what is near the camera is in sight, and the rest not", () => {
  const near = new Float32Array([10, 0, 0, 0, 10, 0, -10, -10, 1]); // ten times as large, around 1 1
  assert.deepEqual(inSight(lines([1, 1, 1.05, 1.05, 0, 2], [0, 0, 0.2, 0.2, 0, 2]), near), [0]);
});

test("of too many the first are drawn, and what is loud, on top", () => {
  const loud = new Uint8Array([0, 0, 0, 0, 1]);
  assert.deepEqual(chosenOf([0, 1, 2, 3, 4], loud, 2), [0, 1, 4]);
  assert.deepEqual(chosenOf([0, 1, 4], loud, 10), [0, 1, 4]);
  assert.deepEqual(chosenOf([4, 0], loud, 10), [0, 4]);
});

test("of marks those are drawn that something is to be seen of, in their order", () => {
  const view = { width: 100, height: 100 };
  const shown = (...discs: [number, number, number, number][]) => openMarks(new Float32Array(discs.flat()), view);
  assert.deepEqual(shown([50, 50, 5, 6], [50, 50, 20, 22]), [1]); // wholly under the later one
  assert.deepEqual(shown([50, 50, 20, 22], [50, 50, 5, 6]), [0, 1]); // above it
  assert.deepEqual(shown([68, 50, 5, 6], [50, 50, 20, 22]), [0, 1]); // it looks out
  assert.deepEqual(shown([50, 50, 5, 6], [50, 50, 0, 22]), [0, 1]); // what fills no disc covers nothing
  assert.deepEqual(shown([50, 50, 5, 6], [40, 50, 8, 9], [60, 50, 8, 9]), [0, 1, 2]); // between two it is seen
  assert.deepEqual(shown([-40, 50, 5, 6], [102, 50, 5, 6], [50, 50, 5, 0]), [1]); // out of sight, at its edge, hidden
});
