import assert from "node:assert/strict";
import { test } from "node:test";
import { readLink, writeLink } from "../src/core/link.ts";
import { NO_FILTERS } from "../src/core/state.ts";
import { state } from "./worlds.ts";

test("a link brings back all that was set", () => {
  const set = state({
    focus: ["nio", "a,b\\c", "<script>"], expanded: ["jac", "\u202e&=#"], chosen: { fact: "f/1 +%" }, chain: "nio", layout: "layers", side: "both",
    filters: { ...NO_FILTERS, kinds: ["Person"], sources: ["", "a,b"].filter(Boolean) },
    task: { kind: "question", name: "routes", parameters: { company: "nio", group: true, at_least: 2 } },
  });
  const { sight, ...read } = readLink(`#${writeLink(set, { x: 12.4, y: -7, scale: 0.51234567 })}`);
  assert.deepEqual({ ...state(), ...read }, set);
  assert.deepEqual(sight, { x: 12, y: -7, scale: 0.5123 });
});

test("both days are in every link, since today is another day tomorrow; what is as ever is not", () => {
  assert.equal(writeLink(state({ asOf: "2026-01-01", knownOn: "2026-01-02" }), null), "as_of=2026-01-01&known_on=2026-01-02");
});

test("nonsense in a link is left out", () => {
  const read = readLink("#as_of=tomorrow&known_on=2024-13-77&layout=spiral&side=__proto__&task={&at=NaN 1 2&no-kinds=&focus=");
  assert.deepEqual(read, { filters: NO_FILTERS });
  assert.equal(readLink('#task={"kind":"question","name":7,"parameters":{}}').task, undefined);
  assert.deepEqual(readLink('#task={"kind":"cypher","text":"MATCH (n)"}').task, { kind: "cypher", text: "MATCH (n)" });
});
