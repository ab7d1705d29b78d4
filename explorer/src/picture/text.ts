/** Names broken into lines, and how wide they come out. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const LINE = 20; // letters; a Chinese one counts as two
const LINES = 2;

const units = (text: string): number => [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);

/** At most two lines of some twenty letters; what is longer ends with "…". */
export function wrap(name: string): string[] {
  const words = name.split(/\s+/).flatMap((word) => (units(word) > LINE ? pieces(word) : [word]));
  const lines = [""];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (!last) lines[lines.length - 1] = word;
    else if (units(last) + units(word) + 1 <= LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES - 1), `${lines[LINES - 1]}…`];
}

function pieces(word: string): string[] {
  const found = [""];
  for (const letter of word) {
    if (units(found[found.length - 1]) + units(letter) > LINE) found.push("");
    found[found.length - 1] += letter;
  }
  return found;
}

/** What stands below a picture that is saved, in pixels. */
export const CAPTION = { size: 12, line: 18, margin: 14 };
const NARROW = 0.56; // of its size, that a letter is wide at the most on average

/** A caption in lines that fit this width. */
export function captionRows(caption: string, width: number): string[] {
  const most = Math.max(20, Math.floor((width - 2 * CAPTION.margin) / (CAPTION.size * NARROW)));
  const rows = [""];
  for (const word of caption.split(" ")) {
    const row = rows[rows.length - 1];
    if (row && units(row) + units(word) + 1 > most) rows.push(word);
    else rows[rows.length - 1] = row ? `${row} ${word}` : word;
  }
  return rows;
}

const MANY = 20_000; // measured texts that are kept

export class Gauge {
  private readonly context = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
  private readonly widths = new Map<string, number>();

  width(text: string, font: string): number {
    const key = `${font}\n${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      if (this.widths.size > MANY) this.widths.clear();
      this.context.font = font;
      width = this.context.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }
}
