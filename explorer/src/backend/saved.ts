/** A saved page, which answers from what it holds and says what it does not hold. */
import type { AnswerView, Day, EntityDetail, Evidence, Key, PathAnswer, Saved, Scene, Verb, Verbs } from "../contract.ts";
import { CERTAINTY_NAMES, Certainty, certaintyAt, versionAt } from "../core/clock.ts";
import { findPath } from "../core/path.ts";
import { EMPTY_SCENE, cut } from "../core/pieces.ts";
import { relax } from "../core/relax.ts";
import { SearchIndex } from "../core/search.ts";
import { sentenceOf } from "../core/sentence.ts";
import { World } from "../core/world.ts";
import { type Backend, Refused } from "./backend.ts";

const LIVE = "Open the graph with: graphkit explore";
type Answers = { [V in Verb]: (request: Verbs[V][0]) => Verbs[V][1] };

export class SavedBackend implements Backend {
  readonly live = false;
  private readonly world = new World();
  private readonly index = new SearchIndex(this.world.things);
  private readonly evidence: Map<string, Evidence>;
  private readonly entities: Map<Key, EntityDetail>;

  constructor(private readonly saved: Saved) {
    this.world.add(saved.scene);
    this.evidence = new Map(saved.evidence.map((each) => [each.fact, each]));
    this.entities = new Map(saved.entities.map((each) => [each.key, each]));
  }

  async ask<V extends Verb>(verb: V, request: Verbs[V][0]): Promise<Verbs[V][1]> {
    return this.answers[verb](request);
  }

  private readonly answers: Answers = {
    about: () => this.saved.about,
    news: () => this.saved.about,
    view: ({ focus }) => (focus?.length ? laid(this.around(focus)) : this.first()),
    expand: ({ key }) => this.around([key]),
    search: ({ text, limit }) => ({ found: this.index.find(text, limit) }),
    entity: ({ key }) => held(this.entities.get(key), "This page holds no more about it."),
    evidence: ({ fact }) => held(this.evidence.get(fact), "This page holds no evidence of that fact."),
    path: ({ from, to, as_of, known_on }) => this.path(from, to, as_of, known_on),
    ask: (request) => this.answer(request),
    cypher: () => { throw new Refused("A saved page cannot run Cypher.", LIVE); },
    save: () => { throw new Refused("A saved page saves itself.", LIVE); },
  };

  private first(): Scene {
    const { nodes, edges, x, y } = this.saved.first;
    return cut(this.saved.scene, nodes, edges, { x, y });
  }

  private around(keys: readonly Key[]): Scene {
    const middle = keys.map((key) => held(this.world.thing(key), "This page does not hold that."));
    const { things, links: all } = this.world;
    const near = new Set([...middle, ...middle.flatMap((thing) => things[thing].links.map((link) => this.world.across(link, thing)))]);
    const links = new Set([...near].flatMap((thing) => things[thing].links.filter((link) => near.has(all[link].source) && near.has(all[link].target))));
    return cut(this.saved.scene, [...near], [...links]);
  }

  private path(from: Key, to: Key, asOf: Day, knownOn: Day): PathAnswer {
    const { world, saved: { about: { model } } } = this;
    const certainty = (link: number): Certainty => {
      const { versions } = world.links[link];
      const at = versionAt(versions, knownOn);
      return at < 0 ? Certainty.none : certaintyAt(versions[at], asOf);
    };
    const [start, end] = [from, to].map((key) => held(world.thing(key), "This page does not hold that."));
    const ways = findPath({
      around: (thing) => (thing !== start && model.kinds[world.things[thing].kind]?.hub ? [] : world.things[thing].links.filter((link) =>
        model.relations[world.links[link].relation]?.path && certainty(link) !== Certainty.none)),
      across: (link, thing) => world.across(link, thing),
      certainty,
    }, start, end);
    const names = world.things.map((each) => each.name);
    return {
      steps: ways.map((way) => {
        const { fact, relation, source, target } = world.links[way.link];
        return {
          fact, relation, from: world.things[way.from].key, to: world.things[way.to].key,
          sentence: sentenceOf(model, relation, names[source], names[target]),
          certainty: CERTAINTY_NAMES[certainty(way.link)],
        };
      }),
      scene: laid(cut(this.saved.scene, [...new Set([start, ...ways.map((way) => way.to), end])], ways.map((way) => way.link))),
      note: ways.length ? "" : "No chain of facts in this page joins the two on these days. That is not known, which is not the same as no.",
    };
  }

  private answer({ question, parameters, as_of, known_on }: Verbs["ask"][0]): AnswerView {
    const given = (each: AnswerView): boolean => each.question === question
      && [...new Set([...Object.keys(parameters), ...Object.keys(each.parameters)])]
        .filter((name) => name !== "as_of" && name !== "known_on")
        .every((name) => (parameters[name] ?? null) === (each.parameters[name] ?? null));
    const found = this.saved.answers.find((each) => given(each) && each.as_of === as_of && each.known_on === known_on)
      ?? this.saved.answers.find(given);
    const answer = held(found, "This page was saved without the answer to that.");
    return answer.graph.nodes.key.length || !answer.row_facts.length ? answer : { ...answer, graph: this.drawn(answer) };
  }

  /** The picture of an answer, from the facts it rests on as far as they are here. */
  private drawn(answer: AnswerView): Scene {
    const links = [...new Set(answer.row_facts.flat())].flatMap((fact) => this.world.link(fact) ?? []);
    const things = [...new Set(links.flatMap((link) => [this.world.links[link].source, this.world.links[link].target]))];
    return things.length ? laid(cut(this.saved.scene, things, links)) : EMPTY_SCENE;
  }
}

/** A small part of the picture is laid out anew: its nodes may be far apart in the whole. */
function laid(scene: Scene): Scene {
  const { nodes, edges } = scene;
  const ties = edges.source.map((source, row) => ({ source, target: edges.target[row] }));
  const places = relax(nodes.key.map((_, row) => row), ties, new Map(nodes.x.map((x, row) => [row, [x, nodes.y[row]]])));
  const at = (axis: 0 | 1) => nodes.key.map((_, row) => places.get(row)?.[axis] ?? 0);
  return { ...scene, nodes: { ...nodes, x: at(0), y: at(1) } };
}

function held<T>(thing: T | undefined, otherwise: string): T {
  if (thing === undefined) throw new Refused(otherwise, LIVE);
  return thing;
}
