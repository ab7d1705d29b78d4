import assert from "node:assert/strict";
import { test } from "node:test";
import { boundsText, certaintyAt, eventDays, isYetToCome, spanText, versionAt } from "../src/core/clock.ts";
import { clamp, dayNumber, dayOf, isDay } from "../src/core/days.ts";
import { MODEL, version } from "./worlds.ts";

const held = version(["2018-01-01", "2018-12-31"], ["2023-12-01", "2024-04-18"]);

test("a fact is possible between its bounds, certain within them, and half-open", () => {
  const told = ["2017-12-31", "2018-01-01", "2018-12-30", "2018-12-31", "2023-11-30", "2023-12-01", "2024-04-17", "2024-04-18"];
  assert.deepEqual(told.map((day) => certaintyAt(held, day)), [0, 1, 1, 2, 2, 1, 1, 0]);
});

test("what is not sure is at most possible", () => {
  const unsure = version(["2018-01-01", "2018-01-01"], undefined, { sure: false });
  assert.equal(certaintyAt(unsure, "2020-01-01"), 1);
});

test("the version is the one known on the day", () => {
  const versions = [version(["2018-01-01", "2018-01-01"], undefined, { known: ["2019-01-01", "2020-01-01"] }),
    version(["2018-06-01", "2018-06-01"], undefined, { known: ["2020-01-01", "9999-12-31"] })];
  assert.deepEqual(["2018-12-31", "2019-01-01", "2019-12-31", "2020-01-01", "2026-01-01"].map((day) => versionAt(versions, day)), [-1, 0, 0, 1, 1]);
});

test("what is not known yet is told from what was set aside by then", () => {
  const versions = [version(["2018-01-01", "2018-01-01"], undefined, { known: ["2019-01-01", "2020-01-01"] })];
  assert.deepEqual(["2018-12-31", "2020-01-01"].map((day) => [versionAt(versions, day), isYetToCome(versions, day)]), [[-1, true], [-1, false]]);
});

test("open beginnings and ends are no events", () => {
  const days = eventDays([[held], [version(["0001-01-01", "2015-05-05"])]], MODEL);
  assert.deepEqual(days.valid, ["2015-05-05", "2018-01-01", "2018-12-31", "2023-12-01", "2024-04-18"]);
  assert.deepEqual(days.known, ["2020-01-01"]);
});

test("bounds are written as people write them", () => {
  const told = [["2018-01-01", "2018-01-01"], ["0001-01-01", "2018-05-01"], ["2018-05-01", "9999-12-31"], ["2018-01-01", "2018-12-31"], ["9999-12-31", "9999-12-31"], ["0001-01-01", "9999-12-31"]]
    .map(([earliest, latest]) => spanText(earliest, latest, MODEL));
  assert.deepEqual(told, ["2018-01-01", "by 2018-05-01", "after 2018-05-01", "2018", "", ""]);
  assert.deepEqual([["2024-02-01", "2024-02-29"], ["2023-12-01", "2023-12-31"], ["2024-02-01", "2024-02-28"], ["2023-12-01", "2024-01-31"], ["2023-10-02", "2023-10-31"]]
    .map(([earliest, latest]) => spanText(earliest, latest, MODEL)), ["2024-02", "2023-12", "2024-02-01 … 2024-02-28", "2023-12-01 … 2024-01-31", "2023-10-02 … 2023-10-31"]);
});

test("the end of a term is no end that is told to have come", () => {
  const told = (to?: [string, string]) => boundsText(version(["2018-01-01", "2018-01-01"], to), MODEL);
  assert.equal(told(["2024-05-01", "9999-12-31"]), "began 2018-01-01, may have ended, after 2024-05-01");
  assert.equal(told(["2024-04-01", "2024-05-01"]), "began 2018-01-01, ended 2024-04");
  assert.equal(told(["2024-04-18", "2024-04-18"]), "began 2018-01-01, ended 2024-04-18");
  assert.equal(told(["0001-01-01", "2024-05-01"]), "began 2018-01-01, ended by 2024-04-30");
  assert.equal(told(["2024-04-01", "2024-06-16"]), "began 2018-01-01, ended 2024-04-01 … 2024-06-15");
  assert.equal(told(), "began 2018-01-01, no end known");
});

test("days become numbers and come back", () => {
  for (const day of ["0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "9999-12-31"]) assert.equal(dayOf(dayNumber(day)), day);
  assert.equal(dayNumber("2024-03-01") - dayNumber("2024-02-28"), 2);
  assert.deepEqual(["2024-02-30", "2024-2-1", "", "yesterday", "2024-13-01"].map(isDay), [false, false, false, false, false]);
  assert.equal(clamp("1980-01-01", "1990-01-01", "2000-01-01"), "1990-01-01");
});
