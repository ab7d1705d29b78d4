import assert from "node:assert/strict";
import { test } from "node:test";
import { HttpBackend } from "../src/backend/http.ts";
import { Watched } from "../src/backend/watched.ts";
import { type Reply, WidgetBackend } from "../src/backend/widget.ts";
import type { News } from "../src/contract.ts";
import { World } from "../src/core/world.ts";
import { scene, version } from "./worlds.ts";

test("an answer that is cut short is no answer", async () => {
  globalThis.fetch = () => Promise.resolve(new Response('{"found": [', { status: 200 }));
  await assert.rejects(new HttpBackend("api/", "t").ask("search", { text: "a" }), /broke off/);
});

test("of two cells that show one widget, each takes the answers to what it asked", async () => {
  const hearers = new Set<(reply: Reply) => void>();
  const sent: { id: number }[] = [];
  const model = {
    send: (message: unknown) => { sent.push(message as { id: number }); },
    on: (_: string, hear: (reply: Reply) => void) => { hearers.add(hear); },
    off: (_: string, hear: (reply: Reply) => void) => { hearers.delete(hear); },
  };
  const cells = [new WidgetBackend(model), new WidgetBackend(model)];
  const answers = cells.map((each, place) => each.ask("search", { text: String(place) }));
  for (const place of [1, 0]) for (const hear of hearers) hear({ id: sent[place].id, answer: place });
  assert.deepEqual(await Promise.all(answers), [0, 1]);
});

test("while the reader asks, and no more often than that, it is looked whether the graph is another", async () => {
  const asked: string[] = [];
  const inner = { live: true, ask: async (verb: string) => { asked.push(verb); return verb === "news" ? { mark: "b", notice: "" } : {}; } };
  const watched = new Watched(inner as never);
  const heard: News[] = [];
  watched.hear = (news) => heard.push(news);
  await watched.ask("search", { text: "a" });
  await watched.ask("search", { text: "b" });
  await Promise.resolve();
  assert.deepEqual(asked, ["search", "news", "search"]);
  assert.deepEqual(heard, [{ mark: "b", notice: "" }]);
});

test("what comes again is as it came last, and stays where it is", () => {
  const world = new World();
  world.add(scene(["a", "b"], [["a OWNS b", [version(["2018-01-01", "2018-01-01"])]]]));
  const again = scene(["b", "a", "c"], [["a OWNS b", [version(["2019-01-01", "2019-01-01"])]], ["c OWNS a", []]]);
  again.nodes.name[0] = "Renamed";
  const { things, links } = world.add(again);
  assert.deepEqual([things, links], [[1, 0, 2], [0, 1]]);
  assert.deepEqual([world.things[1].name, world.links[0].versions[0][0], world.links[0].source], ["Renamed", "2019-01-01", 0]);
  assert.deepEqual(world.things.map((each) => each.links), [[0, 1], [0], [1]]);
});
