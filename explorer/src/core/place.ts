/** Where new marks stand beside those that are there: near what they hang on, where there is room. Pure. */

export type Place = readonly [number, number];

const APART = 74; // between two marks, so that a short name fits
const FLAT = 0.62; // names are wider than high, so rows may be closer than columns
const TURN = Math.PI * (3 - Math.sqrt(5)); // the golden angle fills a disc evenly

/** Which marks are near a point, by the cells of a grid. */
class Room {
  private readonly cells = new Map<string, Place[]>();

  add(place: Place): void {
    const key = this.key(place[0], place[1]);
    const cell = this.cells.get(key);
    if (cell) cell.push(place);
    else this.cells.set(key, [place]);
  }

  free(x: number, y: number): boolean {
    for (const dx of [-APART, 0, APART]) {
      for (const dy of [-APART, 0, APART]) {
        for (const [left, top] of this.cells.get(this.key(x + dx, y + dy)) ?? []) {
          if (Math.abs(left - x) < APART && Math.abs(top - y) < APART * FLAT) return false;
        }
      }
    }
    return true;
  }

  private key(x: number, y: number): string {
    return `${Math.floor(x / APART)} ${Math.floor(y / APART)}`;
  }
}

/**
 * A place for each of `fresh`, in their order. `hangs` gives what one is joined to; what has a place
 * in `taken` keeps it. One that hangs on nothing goes to the right of everything.
 */
export function placeNew(fresh: readonly number[], taken: ReadonlyMap<number, Place>, hangs: (thing: number) => readonly number[]): Map<number, Place> {
  const room = new Room();
  for (const place of taken.values()) room.add(place);
  const found = new Map<number, Place>();
  const at = (thing: number): Place | undefined => found.get(thing) ?? taken.get(thing);
  const edge = [...taken.values()].reduce((far, [x]) => Math.max(far, x), 0);
  const centre = middle([...taken.values()]) ?? [0, 0];
  for (const thing of fresh) {
    const near = hangs(thing).map(at).filter((each) => each !== undefined);
    const start = middle(near) ?? [edge + 3 * APART, centre[1]];
    const away = near.length ? Math.atan2(start[1] - centre[1], start[0] - centre[0]) : 0;
    const place = spiral(start, away, room, near.length === 1);
    found.set(thing, place);
    room.add(place);
  }
  return found;
}

function spiral([x, y]: Place, away: number, room: Room, beside: boolean): Place {
  for (let step = beside ? 2 : 0; ; step += 1) {
    const far = APART * 0.75 * Math.sqrt(step);
    const place: Place = [Math.round(x + far * Math.cos(away + step * TURN)), Math.round(y + far * FLAT * 1.3 * Math.sin(away + step * TURN))];
    if (room.free(place[0], place[1])) return place;
  }
}

function middle(places: readonly Place[]): Place | undefined {
  if (!places.length) return undefined;
  const [x, y] = places.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0] as Place);
  return [x / places.length, y / places.length];
}
