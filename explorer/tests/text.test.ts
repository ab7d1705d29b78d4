import assert from "node:assert/strict";
import { test } from "node:test";
import type { Model } from "../src/contract.ts";
import { accept, complete } from "../src/core/completion.ts";
import { readableOf, textOf, toCsv } from "../src/core/csv.ts";
import { kindLook, lineLook } from "../src/core/looks.ts";
import { fill, sentenceOf } from "../src/core/sentence.ts";
import { MODEL } from "./worlds.ts";

const VOCABULARY = { ...MODEL, kinds: { Company: { doc: "a legal entity" } }, properties: { Company: ["key", "name"], USES_LICENCE_OF: ["fact", "known_to"], Source: ["url"] } } as unknown as Model;
const offers = (text: string) => complete(text, text.length, VOCABULARY).offers.map((each) => each.text);

test("after a colon come labels in brackets and relations in square ones", () => {
  assert.deepEqual(offers("MATCH (a:Com"), ["Company"]);
  assert.deepEqual(offers("MATCH (a:Company)-[r:USES"), ["USES_LICENCE_OF"]);
  assert.deepEqual(offers("MATCH (a)-[r:HOLDS|ISS"), ["ISSUED_BY"]);
});

test("after a point come the properties of what the name stands for", () => {
  assert.deepEqual(offers("MATCH (a:Company) RETURN a."), ["key", "name"]);
  assert.deepEqual(offers("MATCH (a)-[r:USES_LICENCE_OF]->(b) WHERE r.kn"), ["known_to"]);
  assert.ok(offers("RETURN x.").includes("url"));
});

test("words are offered, whole queries at the beginning, and nothing inside a string", () => {
  assert.ok(offers("MATCH (a) RET").includes("RETURN"));
  assert.ok(offers("").some((each) => each.startsWith("MATCH (a)-[r:HOLDS]")));
  assert.deepEqual(offers("MATCH (a {name: 'Com"), []);
  assert.deepEqual(offers("MATCH (a {name: 'It\\'s :"), []);
});

test("what is accepted takes the place of what was typed", () => {
  const { from, offers: [first] } = complete("MATCH (a:Com", 12, VOCABULARY);
  assert.deepEqual(accept("MATCH (a:Com)", 12, from, first), { text: "MATCH (a:Company)", position: 16 });
  assert.deepEqual(accept("RETURN cou", 10, 7, { text: "count( )", sort: "word", doc: "" }), { text: "RETURN count( )", position: 13 });
});

test("a spreadsheet is given no formulas, and every text comes back whole", () => {
  const text = toCsv(["a", "b"], [["=1+1", -5], ['say "hi", now', "line\nbreak"], ["@x", "-1"], [null, true]]);
  assert.equal(text, 'a,b\r\n\'=1+1,-5\r\n"say ""hi"", now","line\nbreak"\r\n\'@x,\'-1\r\n,yes\r\n');
});

test("values are written as people read them", () => {
  assert.deepEqual([["a", null, "b"], { name: "NIO", key: "nio" }, { fact: "f1" }, { x: 1 }, 0, false, null, undefined].map((each) => textOf(each as never)),
    ["a, b", "NIO", "f1", '{"x":1}', "0", "no", "", ""]);
});

test("large numbers are told apart where they are read, and years are no large numbers", () => {
  assert.deepEqual([3160000000, 2023, 4.62, "12345", null].map(readableOf), ["3,160,000,000", "2023", "4.62", "12345", ""]);
});

test("a name that looks like a pattern stays a name", () => {
  assert.equal(fill("{subject} owns {object}", "{object}", "$& {subject}"), "{object} owns $& {subject}");
  assert.equal(sentenceOf(MODEL, "__proto__", "a", "b"), "a – b");
});

test("what the vocabulary does not have is drawn and read all the same, whatever it is called", () => {
  const others = { kind: { path: "M0 0" }, relation: { head: "vee" } };
  const model = { ...MODEL, kinds: { Company: { path: "M1 1" } }, others } as unknown as Model;
  assert.equal(kindLook(model, "Company").path, "M1 1");
  assert.notEqual(lineLook(model, "HOLDS"), others.relation);
  for (const name of ["", "Ship", "constructor", "__proto__"]) {
    assert.equal(kindLook(model, name), others.kind);
    assert.equal(lineLook(model, name), others.relation);
    assert.equal(sentenceOf(model, name, "A", "B"), "A – B");
  }
});
