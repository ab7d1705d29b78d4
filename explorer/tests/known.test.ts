import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConflictView, DecisionView } from "../src/contract.ts";
import { conflictsKnown, inForce } from "../src/core/known.ts";

const decision = (verdict: string, counts_from: string, counts_to = "9999-12-31"): DecisionView =>
  ({ key: `${verdict}${counts_from}`, statement: "s", verdict, who: "", why: "", decided_on: counts_from, counts_from, counts_to });

test("the newest decision counts, until it is withdrawn; two of one day that disagree do not", () => {
  const made = [decision("upheld", "2020-01-01"), decision("set-aside", "2021-01-01", "2022-01-01"), decision("upheld", "2023-01-01"), decision("set-aside", "2023-01-01")];
  const told = ["2019-12-31", "2020-06-01", "2021-01-01", "2022-01-01", "2023-01-01"].map((day) => inForce(made, day).map((each) => each.verdict).join());
  assert.deepEqual(told, ["", "upheld", "set-aside", "upheld", ""]);
});

test("a contradiction is none before both sides could be known, nor decided before it was", () => {
  const claim = (statement: string, sentence: string, known_from: string) => ({ statement, sentence, polarity: "asserted", known_from });
  const conflict: ConflictView = {
    kind: "starts-differ", decided_on: "2024-01-01", hint: "graphkit withdraw",
    claims: [claim("s", "a: 2019", "2020-01-01"), claim("t", "a: 2019", "2020-06-01"), claim("u", "a: 2021", "2022-01-01")],
  };
  const on = (day: string, mine = "s") => conflictsKnown([conflict], new Set([mine]), day).map(({ sentence, isOpen, hint }) => [sentence, isOpen, hint]);
  assert.deepEqual(on("2021-01-01"), []);
  assert.deepEqual(on("2023-01-01"), [["a: 2019; a: 2019; a: 2021", true, ""]]);
  assert.deepEqual(on("2024-01-01"), [["a: 2019; a: 2019; a: 2021", false, "graphkit withdraw"]]);
  assert.deepEqual(on("2024-01-01", "of another fact"), []);
});
