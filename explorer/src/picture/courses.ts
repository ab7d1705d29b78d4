/** All lines of the picture as numbers: what the programs draw from, and what the pointer is held against. */
import { DASHED, INK, NUMBERS, type View, WIDTH, chosenOf, inSight, withRoom } from "./crowd.ts";
import { lineAt } from "./hits.ts";

const FINE = 5_000; // lines in sight that are smooth, have ends and can be pointed at
const MOST = 20_000; // that are drawn at all: more are a grey plane, and slow where no graphics card helps
const MOVING = 1_500; // while the picture moves

export interface Course {
  from: readonly [number, number];
  to: readonly [number, number];
  /** How far its middle is off the straight, in shares of its length; for a loop, which one it is. */
  bend: number;
  /** A place in `HEADS`. */
  head: number;
  /** Sizes of the marks at both ends. */
  sizes: readonly [number, number];
}
export interface LineLook {
  /** 0 hides the line. */
  width: number;
  /** As sigma packs colours. */
  ink: number;
  dashed: boolean;
  /** It is drawn however many there are, and on top. */
  loud: boolean;
}

/** What was drawn when the picture last stood still. */
export interface Drawn {
  /** Lines in sight that were left out. */
  left: number;
  /** Whether they have ends and can be pointed at. */
  fine: boolean;
}

export class Courses implements Drawn {
  left = 0;
  fine = true;
  numbers = new Float32Array();
  private loud = new Uint8Array();
  private pointed: { rows: readonly number[]; view: View } | null = null;

  /** Put these there, all hidden; where not all can be drawn, the first are. */
  arrange(all: readonly Course[]): void {
    this.numbers = new Float32Array(all.length * NUMBERS);
    this.loud = new Uint8Array(all.length);
    this.pointed = null;
    all.forEach(({ from, to, bend, head, sizes }, row) => {
      this.numbers.set([...from, ...to, bend, 0, head, 0, ...sizes, 0], row * NUMBERS);
    });
  }

  paint(row: number, { width, ink, dashed, loud }: LineLook): void {
    const at = row * NUMBERS;
    this.numbers[at + WIDTH] = width;
    this.numbers[at + DASHED] = Number(dashed);
    this.numbers[at + INK] = ink;
    this.loud[row] = Number(loud);
  }

  /** The rows that are to be drawn in this view, and whether finely. */
  shown(view: View, moving: boolean): { rows: readonly number[]; fine: boolean } {
    const seen = inSight(this.numbers, view.matrix);
    const most = moving ? MOVING : MOST;
    const rows = withRoom(this.numbers, chosenOf(seen, this.loud, most), this.loud, view);
    const fine = seen.length <= Math.min(FINE, most);
    this.pointed = fine ? { rows, view } : null;
    if (!moving) [this.left, this.fine] = [seen.length - rows.length, fine];
    return { rows, fine };
  }

  /** The row of the line at a point of the screen, or -1. */
  at(x: number, y: number): number {
    return this.pointed ? lineAt(this.numbers, this.pointed.rows, this.pointed.view, x, y) : -1;
  }
}
