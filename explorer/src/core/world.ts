/** All of the graph that the page has seen so far. It only grows; what is shown is decided elsewhere. */
import type { Key, Scene, Version } from "../contract.ts";

export interface Thing {
  key: Key;
  name: string;
  kind: string;
  names: [string, string][];
  country: string;
  industry: string;
  degree: number;
  /** Places in `World.links` of the facts at it. */
  links: number[];
}
export interface Link {
  fact: string;
  /** Places in `World.things`. */
  source: number;
  target: number;
  relation: string;
  versions: Version[];
}
export interface SourceLine {
  key: string;
  title: string;
  publisher: string;
  kind: string;
}
/** What a scene holds: places in the world, and where the scene puts each of its nodes. */
export interface Part {
  things: number[];
  links: number[];
  at: Map<number, [number, number]>;
}

const SOURCES_PLACE = 12;

export class World {
  readonly things: Thing[] = [];
  readonly links: Link[] = [];
  readonly sources: SourceLine[] = [];
  private readonly thingPlaces = new Map<Key, number>();
  private readonly linkPlaces = new Map<string, number>();
  private readonly sourcePlaces = new Map<string, number>();

  thing(key: Key): number | undefined {
    return this.thingPlaces.get(key);
  }

  link(fact: string): number | undefined {
    return this.linkPlaces.get(fact);
  }

  /** Add what is new of a scene; what is there already keeps its place, and is as the scene has it, which is newer. */
  add(scene: Scene): Part {
    const { nodes, edges, sources } = scene;
    const sourceAt = sources.key.map((key, row) => this.place(this.sourcePlaces, this.sources, key, () => ({
      key, title: sources.title[row], publisher: sources.publisher[row], kind: sources.kind[row],
    })));
    const same = sourceAt.every((at, row) => at === row); // a large scene is mostly the first
    const things = nodes.key.map((key, row) => this.place(this.thingPlaces, this.things, key, () => ({
      key, name: nodes.name[row], kind: nodes.kind[row], names: nodes.names[row],
      country: nodes.country[row], industry: nodes.industry[row], degree: nodes.degree[row],
      links: this.things[this.thingPlaces.get(key) ?? -1]?.links ?? [],
    })));
    const links = edges.fact.map((fact, row) => {
      const before = this.links.length;
      const place = this.place(this.linkPlaces, this.links, fact, () => ({
        fact, source: things[edges.source[row]], target: things[edges.target[row]], relation: edges.relation[row],
        versions: same ? edges.versions[row] : edges.versions[row].map((each) => {
          const copy: Version = [...each];
          copy[SOURCES_PLACE] = each[SOURCES_PLACE].map((source) => sourceAt[source]);
          return copy;
        }),
      }));
      if (place === before) {
        const { source, target } = this.links[place];
        this.things[source].links.push(place);
        if (target !== source) this.things[target].links.push(place);
      }
      return place;
    });
    const at = new Map(things.map((thing, row) => [thing, [nodes.x[row], nodes.y[row]] as [number, number]]));
    return { things, links, at };
  }

  /** The other end of a link. */
  across(link: number, thing: number): number {
    const { source, target } = this.links[link];
    return source === thing ? target : source;
  }

  private place<Name, Item>(places: Map<Name, number>, items: Item[], name: Name, make: () => Item): number {
    const known = places.get(name);
    if (known !== undefined) {
      Object.assign(items[known] as object, make());
      return known;
    }
    places.set(name, items.length);
    return items.push(make()) - 1;
  }
}
