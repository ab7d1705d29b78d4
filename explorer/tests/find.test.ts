import assert from "node:assert/strict";
import { test } from "node:test";
import { findPath } from "../src/core/path.ts";
import { SearchIndex, fold } from "../src/core/search.ts";

const party = (key: string, name: string, names: [string, string][] = [], degree = 0) => ({ key, name, names, kind: "Company", country: "", industry: "", degree });
const INDEX = new SearchIndex([
  party("nio", "NIO", [["zh-Hans", "蔚来汽车"], ["pinyin", "wei lai qi che"]], 9),
  party("citroen", "Citroën"),
  party("jac", "JAC Motors", [["zh-Hans", "江淮汽车"]], 5),
  party("jianglai", "Jianglai Advanced Manufacturing"),
  party("genio", "Genio"),
]);
const keys = (text: string) => INDEX.find(text).map((each) => each.key);

test("names are found in English, Chinese and pinyin, with and without spaces and accents", () => {
  assert.equal(keys("nio")[0], "nio");
  assert.equal(keys("蔚来")[0], "nio");
  assert.equal(keys("weilai")[0], "nio");
  assert.equal(keys("Wei Lai")[0], "nio");
  assert.deepEqual(keys("citroen"), ["citroen"]);
  assert.deepEqual(keys("CITROËN"), ["citroen"]);
});

test("a whole name stands before a beginning, and that before a middle; the better connected first", () => {
  assert.deepEqual(keys("nio"), ["nio", "genio"]);
  assert.deepEqual(keys("汽车"), ["nio", "jac"]);
  assert.deepEqual(keys("motors"), ["jac"]);
});

test("it says by which name it was found; nothing is found in nothing", () => {
  assert.deepEqual(INDEX.find("江淮").map((each) => [each.matched, each.language]), [["江淮汽车", "zh-Hans"]]);
  assert.deepEqual(keys("  "), []);
  assert.deepEqual(keys("$(){}[]*.+?"), []);
  assert.equal(fold("  A.B—C  "), "a b c");
});

const net = (ties: [number, number, 0 | 1 | 2][]) => ({
  around: (thing: number) => ties.flatMap(([one, other, sure], link) => (sure && (one === thing || other === thing) ? [link] : [])),
  across: (link: number, thing: number) => (ties[link][0] === thing ? ties[link][1] : ties[link][0]),
  certainty: (link: number) => ties[link][2],
});

test("a path is the shortest, and of two as short the more certain one", () => {
  const ties: [number, number, 0 | 1 | 2][] = [[0, 1, 1], [1, 3, 2], [0, 2, 2], [2, 3, 2], [0, 4, 2], [4, 5, 2], [5, 3, 2]];
  assert.deepEqual(findPath(net(ties), 0, 3).map((way) => way.link), [2, 3]);
  assert.deepEqual(findPath(net(ties), 3, 0).map((way) => [way.from, way.to]), [[3, 2], [2, 0]]);
});

test("there is no path through what does not hold, and none to itself", () => {
  assert.deepEqual(findPath(net([[0, 1, 0]]), 0, 1), []);
  assert.deepEqual(findPath(net([[0, 1, 2]]), 0, 0), []);
});
