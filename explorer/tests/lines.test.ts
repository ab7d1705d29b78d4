import assert from "node:assert/strict";
import { test } from "node:test";
import { type Course, Courses } from "../src/picture/courses.ts";
import { NUMBERS, type View } from "../src/picture/crowd.ts";
import { DASHED, FAINT, LOUD, RINGED, linkCodes, thingCodes } from "../src/picture/look.ts";
import { Strip, chained } from "../src/picture/strips.ts";

const WIDE = 400;
// A unit is a pixel, the middle of the screen is 0 0.
const VIEW: View = { matrix: new Float32Array([2 / WIDE, 0, 0, 0, 2 / WIDE, 0, 0, 0, 1]), width: WIDE, height: WIDE, sizeRatio: 1 };
const course = (from: [number, number], to: [number, number], bend = 0): Course => ({ from, to, bend, head: 1, sizes: [5, 5] });
const PLAIN = { width: 2, ink: 1, dashed: false, loud: false };

function drawn(all: Course[], loud: readonly number[] = []): Courses {
  const courses = new Courses();
  courses.arrange(all);
  all.forEach((_, row) => courses.paint(row, { ...PLAIN, loud: loud.includes(row) }));
  return courses;
}

test("the nearest line is under the pointer, a hidden one never, none where there is none", () => {
  const courses = drawn([course([-100, 0], [100, 0]), course([-100, 6], [100, 6]), course([0, 100], [0, 150])]);
  courses.shown(VIEW, false);
  assert.equal(courses.at(200, 201), 0);
  assert.equal(courses.at(200, 195), 1);
  assert.equal(courses.at(200, 80), 2); // upwards on the screen
  assert.equal(courses.at(200, 150), -1);
  assert.equal(courses.at(301, 200), -1); // under the mark at its end
  courses.paint(0, { ...PLAIN, width: 0 });
  courses.shown(VIEW, false);
  assert.equal(courses.at(200, 201), -1);
});

test("a bow is where it is drawn, and a loop above its mark", () => {
  const courses = drawn([course([-100, 0], [100, 0], 0.5), course([-150, -100], [-150, -100])]);
  courses.shown(VIEW, false);
  assert.equal(courses.at(200, 200), -1);
  assert.equal(courses.at(200, 150), 0); // half of its bend above the straight
  assert.equal(courses.at(50, 300 - 5 - 13 * 1.75), 1);
});

test("lines that are under others anyway have no room, what is loud is drawn last, and the rest is counted", () => {
  const same = Array.from({ length: 60 }, (_, row) => course([-100, row % 5], [100, row % 5]));
  const courses = drawn([...same, course([-100, 100], [100, 100])], [59]);
  const { rows, fine } = courses.shown(VIEW, false);
  assert.ok(rows.length < 40);
  assert.deepEqual([rows[0], rows.at(-2), rows.at(-1), fine], [0, 60, 59, true]);
  assert.equal(courses.left, 61 - rows.length);
});

test("a straight line is one piece, and shapes hang together without area between them", () => {
  const square = chained([[0, 1], [0, -1], [1, 1], [1, -1]]);
  const strip = new Strip().of(new Float32Array(3 * NUMBERS).map((_, at) => at), [2, 0], () => square);
  const each = NUMBERS + 2;
  assert.equal(strip.vertices, 12);
  assert.equal(strip.array.length, 12 * each);
  const corner = (vertex: number) => [...strip.array.subarray(vertex * each, (vertex + 1) * each)];
  assert.deepEqual(corner(0), corner(1));
  assert.deepEqual(corner(4), corner(5));
  assert.deepEqual([corner(0)[0], corner(6)[0], corner(5).slice(-2)], [2 * NUMBERS, 0, [1, -1]]);
});

test("what stands out has a code of its own, so that choosing changes how it is drawn", () => {
  const seen = { things: new Uint8Array([2, 2, 1]), links: new Uint8Array([2, 1, 0]), versions: new Int16Array(3) };
  const none = { loud: null, things: new Set<number>(), links: new Set<number>() };
  const some = { loud: { things: new Set([0]), links: new Set([1]) }, things: new Set([0]), links: new Set<number>() };
  assert.notEqual(linkCodes(seen, some)[1], linkCodes(seen, none)[1]);
  assert.equal(linkCodes(seen, some)[1] & (LOUD | DASHED | FAINT), LOUD | DASHED);
  assert.equal(linkCodes(seen, some)[0] & (LOUD | FAINT), FAINT);
  assert.equal(thingCodes(seen, some)[0] & (LOUD | RINGED | FAINT), LOUD | RINGED);
  assert.equal(thingCodes(seen, some)[1] & (LOUD | FAINT), FAINT);
  assert.equal(thingCodes(seen, none)[2] & (LOUD | FAINT), FAINT); // without a fact on this day
});
