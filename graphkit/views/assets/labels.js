// Where names can stand without touching one another: pure arithmetic in screen pixels.
"use strict";
globalThis.graphkitLabels = (() => {
  const CELL = 64;
  const GAP = 2;

  // The rectangles that are taken, looked up by the cells of a grid that they lie in.
  class Taken {
    constructor() {
      this.cells = new Map();
    }

    // Calls `visit` with what is in each cell that the box touches, until it returns true; whether it did.
    some(box, visit) {
      const [right, bottom] = [Math.floor(box.right / CELL), Math.floor(box.bottom / CELL)];
      for (let x = Math.floor(box.left / CELL); x <= right; x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= bottom; y += 1) {
          const key = x * 100003 + y;
          let cell = this.cells.get(key);
          if (!cell) this.cells.set(key, cell = []);
          if (visit(cell)) return true;
        }
      }
      return false;
    }

    add(box) {
      this.some(box, (cell) => { cell.push(box); });
    }

    // Whether nothing but what belongs to `owner` lies in the box.
    free(box, owner) {
      const touches = (other) => other.owner !== owner
        && box.left < other.right + GAP && other.left < box.right + GAP
        && box.top < other.bottom + GAP && other.top < box.bottom + GAP;
      return !this.some(box, (cell) => cell.some(touches));
    }
  }

  const box = (left, top, width, height, owner) =>
    ({ left, top, right: left + width, bottom: top + height, owner });

  // What it costs to stand below, above, right, left and at the four corners of a mark, before any
  // line is looked at.
  const HABIT = [0, 0.3, 0.6, 0.7, 1.5, 1.5, 1.6, 1.6];
  const TRIES = 4;
  const REACH = [3, 9, 16, 24, 34, 46]; // pixels from a mark at which its lines are looked at

  // How much of the lines that leave a mark a text in this box would cover. A line is a `ray`: its
  // direction, one pixel long, and a weight.
  const covered = ({ x, y, radius, rays }, place) => rays.reduce((sum, ray) => sum + (REACH.some((far) => {
    const [across, down] = [x + ray.x * (radius + far), y + ray.y * (radius + far)];
    return across > place.left - GAP && across < place.right + GAP
      && down > place.top - GAP && down < place.bottom + GAP;
  }) ? ray.weight : 0), 0);

  // The places around a mark where its text may stand, best first.
  const places = (item) => {
    const { x, y, radius, width, height, owner } = item;
    const [out, slant] = [radius + 3, radius * 0.7 + 2];
    return [
      box(x - width / 2, y + out, width, height, owner),
      box(x - width / 2, y - out - height, width, height, owner),
      box(x + out + 2, y - height / 2, width, height, owner),
      box(x - out - 2 - width, y - height / 2, width, height, owner),
      box(x + slant, y + slant, width, height, owner),
      box(x - slant - width, y + slant, width, height, owner),
      box(x + slant, y - slant - height, width, height, owner),
      box(x - slant - width, y - slant - height, width, height, owner),
    ].map((place, side) => ({ place, cost: covered(item, place) + HABIT[side] }))
      .sort((one, other) => one.cost - other.cost)
      .map(({ place }) => place);
  };

  // `items` (most important first) with the `box` where each one's text stands inside `frame`.
  // One that finds no room is left out; an `eager` one may cover marks that are not `firm`, a
  // `must` one anything. Where an eager one found none, those go first and all is tried again.
  const arrange = (items, marks, frame) => {
    let best;
    let order = items;
    for (let round = 0; round < TRIES; round += 1) {
      const result = once(order, marks, frame);
      if (!best || result.left.length < best.left.length) best = result;
      if (result.left.length === 0) break;
      order = [...result.left, ...order.filter((item) => !result.left.includes(item))];
    }
    return best;
  };
  const once = (items, marks, frame) => {
    const inside = (each) => each.left >= frame.left && each.right <= frame.right
      && each.top >= frame.top && each.bottom <= frame.bottom;
    const taken = new Taken();
    const firm = new Taken();
    for (const mark of marks) {
      const square = box(mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius, mark.owner);
      taken.add(square);
      if (mark.firm) firm.add(square);
    }
    const placed = [];
    const left = []; // the eager ones that found no room
    for (const item of items) {
      const open = places(item);
      const found = open.find((each) => inside(each) && taken.free(each, item.owner))
        ?? (item.eager ? open.find((each) => inside(each) && firm.free(each, item.owner)) : undefined)
        ?? (item.must ? open.find(inside) ?? open[0] : undefined);
      if (found) {
        taken.add(found);
        firm.add(found);
        placed.push({ item, box: found });
      } else if (item.eager) {
        left.push(item);
      }
    }
    return { placed, taken, left };
  };

  // The small boxes that a line of text of this length covers when it is turned by `angle`.
  const slanted = (x, y, angle, width, height, owner) => {
    const count = Math.max(1, Math.ceil(width / height));
    return Array.from({ length: count }, (_, index) => {
      const along = ((index + 0.5) / count - 0.5) * width;
      return box(x + along * Math.cos(angle) - height / 2, y + along * Math.sin(angle) - height / 2, height, height, owner);
    });
  };

  return { arrange, slanted };
})();
