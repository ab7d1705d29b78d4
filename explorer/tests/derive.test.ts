import assert from "node:assert/strict";
import { test } from "node:test";
import type { Model, Version } from "../src/contract.ts";
import { chainFrom } from "../src/core/chain.ts";
import { FIELDS } from "../src/core/clock.ts";
import { changes, derive } from "../src/core/derive.ts";
import { Stages } from "../src/core/stages.ts";
import { NO_FILTERS } from "../src/core/state.ts";
import { World } from "../src/core/world.ts";
import { MODEL, scene, state, version } from "./worlds.ts";

const now = version(["2018-01-01", "2018-01-01"], undefined, { sources: [0] });
const CARS = scene(["nio", "jac", "miit-access Qualification", "miit Authority", "rival"], [
  ["nio USES_LICENCE_OF jac", [version(["2018-01-01", "2018-01-01"], ["2023-12-04", "2023-12-04"], { sources: [0, 1] })]],
  ["jac MANUFACTURES_FOR nio", [version(["2016-01-01", "2018-01-01"], undefined, { confidence: "confirmed", sources: [1] })]],
  ["jac HOLDS miit-access", [now]],
  ["miit-access ISSUED_BY miit", [now]],
  ["rival COMPETES_WITH nio", [now]],
]);

function world() {
  const made = new World();
  const part = made.add(CARS);
  return { made, stage: { things: new Set(part.things), links: new Set(part.links) } };
}

test("both clocks decide what is drawn", () => {
  const { made, stage } = world();
  const at = (asOf: string, knownOn = "2024-01-01") => [...derive(made, stage, state({ asOf, knownOn })).links];
  assert.deepEqual(at("2017-01-01"), [0, 1, 0, 0, 0]);
  assert.deepEqual(at("2022-01-01"), [2, 2, 2, 2, 2]);
  assert.deepEqual(at("2023-12-04"), [0, 2, 2, 2, 2]);
  assert.deepEqual(at("2022-01-01", "2019-12-31"), [0, 0, 0, 0, 0]);
});

test("a filter hides a kind, a relation, a confidence, or what only hidden sources say", () => {
  const { made, stage } = world();
  const drawn = (filters: Partial<typeof NO_FILTERS>) => [...derive(made, stage, state({ filters: { ...NO_FILTERS, ...filters } })).links];
  assert.deepEqual(drawn({ kinds: ["Authority"] }), [2, 2, 2, 0, 2]);
  assert.deepEqual(drawn({ relations: ["COMPETES_WITH"] }), [2, 2, 2, 2, 0]);
  assert.deepEqual(drawn({ confidences: ["confirmed"] }), [2, 0, 2, 2, 2]);
  assert.deepEqual(drawn({ sources: ["Post"] }), [2, 0, 2, 2, 2]);
  assert.deepEqual(drawn({ sources: ["Post", "Herald"] }), [0, 0, 0, 0, 0]);
  assert.deepEqual(drawn({ industries: ["autos"] }), [0, 0, 0, 0, 0]);
});

test("a party without a fact on the day stays in its place", () => {
  const { made, stage } = world();
  assert.deepEqual([...derive(made, stage, state({ asOf: "2010-01-01" })).things], [1, 1, 1, 1, 1]);
});

test("only what differs is painted again", () => {
  assert.deepEqual(changes([1, 2, 3], [1, 0, 3, 4]), [1, 3]);
  assert.deepEqual(changes(undefined, [1, 2]), [0, 1]);
});

test("a chain runs from the builder to the authority, whichever way the arrows point", () => {
  const { made } = world();
  const chain = chainFrom(made, MODEL, [1, 1, 1, 1, 1], 0);
  assert.deepEqual([...chain.things].sort(), [0, 1, 2, 3]);
  assert.deepEqual([...chain.links].sort(), [0, 1, 2, 3]);
  assert.deepEqual([...chainFrom(made, MODEL, [0, 0, 1, 1, 1], 0).things], [0]);
});

test("a chain goes on from a right to what it needs and who gives it, and from a list to who keeps it", () => {
  const now = [version(["2018-01-01", "2018-01-01"])];
  const made = new World();
  made.add(scene(["a", "right Qualification", "first Qualification", "ministry Authority", "list Register", "plant Plant"], [
    ["a HOLDS right", now], ["right REQUIRES first", now], ["first ISSUED_BY ministry", now], ["ministry OPERATES list", now], ["a OPERATES plant", now],
  ]));
  const reached = (start: number) => [...chainFrom(made, MODEL, [1, 1, 1, 1, 1], start).things].sort();
  assert.deepEqual(reached(0), [0, 1, 2, 3]);
  assert.deepEqual(reached(4), [3, 4]);
  assert.deepEqual(reached(5), [5]);
});

test("a chain follows control as it was known then, and no minority, bought or held", () => {
  const owns = (known: [string, string], fields: object): Version => { const made = version(["2015-01-01", "2015-01-01"], undefined, { known }); made[FIELDS] = fields as Version[9]; return made; };
  const made = new World();
  made.add(scene(["a", "b", "c", "d"], [
    ["a OWNS b", [owns(["2016-01-01", "2020-01-01"], { share_max: 30 }), owns(["2020-01-01", "9999-12-31"], { share_max: 30, control: true })]],
    ["a ACQUIRED c", [owns(["2016-01-01", "9999-12-31"], { share: 20 })]],
    ["a ACQUIRED d", [owns(["2016-01-01", "9999-12-31"], {})]],
  ]));
  const tie = { builder: "subject", subjects: ["Company"], objects: ["Company"] };
  const model = { ...MODEL, relations: { OWNS: { ...tie, route: "controlled" }, ACQUIRED: { ...tie, route: "bought" } } } as unknown as Model;
  const things = (known: number[]) => [...chainFrom(made, model, [1, 1, 1], 0, known).things].sort();
  assert.deepEqual(things([0, 0, 0]), [0, 3]);
  assert.deepEqual(things([1, 0, 0]), [0, 1, 3]);
});

test("an opened party brings its neighbours, and nothing that stood before moves", () => {
  const made = new World();
  const stages = new Stages(made, MODEL);
  stages.start(scene(["nio", "jac"], [["nio USES_LICENCE_OF jac", [now]]]));
  const before = stages.staged(state()).places;
  stages.open("jac", scene(["jac", "vw", "miit-access Qualification"], [["vw USES_LICENCE_OF jac", [now]], ["jac HOLDS miit-access", [now]]]));
  const after = stages.staged(state({ expanded: ["jac"] }));
  assert.equal(after.things.size, 4);
  assert.equal(after.links.size, 3);
  for (const [thing, place] of before) assert.deepEqual(after.places.get(thing), place);
  assert.equal(stages.staged(state()).things.size, 2);
  assert.deepEqual(stages.staged(state({ expanded: ["jac"] })).places, after.places);
});
