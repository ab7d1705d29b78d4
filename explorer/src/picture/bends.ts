/** Lines between the same two marks lie side by side, whichever way they point; a lone one is straight. */
const STEP = 0.22; // of a line's length, between neighbours
const MANY = 2 ** 26; // more marks than any picture has

export interface Ends {
  source: number;
  target: number;
}

/** The bend of each link, by place in `links`: given for the lower end first, so that two ways part. */
export function bendsOf(links: readonly Ends[], which: Iterable<number>): Map<number, number> {
  const groups = new Map<number, number[]>();
  for (const place of which) {
    const { source, target } = links[place];
    const pair = Math.min(source, target) * MANY + Math.max(source, target);
    const group = groups.get(pair);
    if (group) group.push(place);
    else groups.set(pair, [place]);
  }
  const bends = new Map<number, number>();
  for (const group of groups.values()) {
    const loop = links[group[0]].source === links[group[0]].target;
    group.sort((one, other) => one - other).forEach((place, order) => {
      const aside = (order - (group.length - 1) / 2) * Math.min(STEP, 1.2 / group.length);
      const turned = links[place].source > links[place].target ? -aside : aside;
      bends.set(place, loop ? order : turned);
    });
  }
  return bends;
}
