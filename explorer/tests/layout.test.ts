import assert from "node:assert/strict";
import { test } from "node:test";
import { layers } from "../src/core/layers.ts";
import { type Place, placeNew } from "../src/core/place.ts";
import { relax } from "../src/core/relax.ts";
import { bendsOf } from "../src/picture/bends.ts";

test("chains run from left to right, down to the authority", () => {
  const places = layers([0, 1, 2, 3, 4], [{ source: 0, target: 1 }, { source: 1, target: 2 }, { source: 2, target: 3 }, { source: 4, target: 2 }]);
  const x = (thing: number) => (places.get(thing) as Place)[0];
  assert.ok(x(0) < x(1) && x(1) < x(2) && x(2) < x(3));
  assert.equal(x(4), x(1));
});

test("a circle of ties does not end the layout, and everything has a place of its own", () => {
  const places = layers([0, 1, 2, 3], [{ source: 0, target: 1 }, { source: 1, target: 0 }, { source: 1, target: 2 }, { source: 2, target: 2 }]);
  assert.equal(new Set([...places.values()].map(String)).size, 4);
});

test("a thousand things and a long chain are laid out without a stack overflow", () => {
  const things = Array.from({ length: 20_000 }, (_, thing) => thing);
  const places = layers(things, things.slice(1).map((thing) => ({ source: thing - 1, target: thing })));
  assert.equal(places.size, 20_000);
});

test("new marks keep clear of those that are there and of one another, near what they hang on", () => {
  const taken = new Map<number, Place>([[0, [0, 0]], [1, [400, 0]]]);
  const fresh = Array.from({ length: 30 }, (_, place) => place + 10);
  const found = placeNew(fresh, taken, () => [0]);
  const all = [...taken.values(), ...found.values()];
  all.forEach(([x, y], one) => all.slice(one + 1).forEach(([a, b]) => assert.ok(Math.abs(x - a) >= 40 || Math.abs(y - b) >= 40, `${x} ${y} and ${a} ${b}`)));
  for (const [x, y] of found.values()) assert.ok(Math.hypot(x, y) < 500);
  assert.deepEqual(placeNew(fresh, taken, () => [0]), found, "the same again");
});

test("two lines between the same two marks bend apart, whichever way they point", () => {
  const links = [{ source: 0, target: 1 }, { source: 1, target: 0 }, { source: 0, target: 2 }];
  const bends = bendsOf(links, [0, 1, 2]);
  const side = (place: number) => (bends.get(place) as number) * (links[place].source < links[place].target ? 1 : -1);
  assert.notEqual(side(0), side(1));
  assert.equal(bends.get(2), 0);
});

test("what hangs together is laid out by itself, apart from the rest, and the same each time", () => {
  const things = [0, 1, 2, 3, 4, 5, 6];
  const ties = [{ source: 0, target: 1 }, { source: 1, target: 2 }, { source: 3, target: 4 }];
  const places = relax(things, ties, new Map());
  assert.deepEqual(relax(things, ties, new Map()), places);
  const all = [...places.values()];
  all.forEach(([x, y], one) => all.slice(one + 1).forEach(([a, b]) => assert.ok(Math.abs(x - a) > 60 || Math.abs(y - b) > 30, `${x} ${y} and ${a} ${b}`)));
});
