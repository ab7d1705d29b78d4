/**
 * Shapes as one strip of triangles, hung together by triangles without area: one call draws them all. Pure.
 * (Where no graphics card helps, each instance of an instanced drawing costs as much as a whole one.)
 */
import { NUMBERS } from "./crowd.ts";

const EACH = NUMBERS + 2; // numbers of one corner: those of its line, and where it is in the shape

/** The corners of a shape, the first and the last doubled. */
export function chained(corners: readonly (readonly number[])[]): Float32Array<ArrayBuffer> {
  return new Float32Array([corners[0], ...corners, corners[corners.length - 1]].flat());
}

export class Strip {
  array = new Float32Array();
  vertices = 0;
  private room = new Float32Array();

  /** A shape for each of these lines; `shapeOf` is asked with the number at which a line begins. */
  of(lines: Float32Array, places: readonly number[], shapeOf: (at: number) => Float32Array): this {
    const shapes = places.map((place) => shapeOf(place * NUMBERS));
    this.vertices = shapes.reduce((sum, shape) => sum + shape.length / 2, 0);
    if (this.room.length < this.vertices * EACH) this.room = new Float32Array(this.vertices * EACH);
    const { room } = this;
    let to = 0;
    for (let row = 0; row < places.length; row += 1) { // for each line of each frame
      const [shape, from] = [shapes[row], places[row] * NUMBERS];
      for (let corner = 0; corner < shape.length; corner += 2) {
        for (let number = 0; number < NUMBERS; number += 1) room[to + number] = lines[from + number];
        room[to + NUMBERS] = shape[corner];
        room[to + NUMBERS + 1] = shape[corner + 1];
        to += EACH;
      }
    }
    this.array = room.subarray(0, to);
    return this;
  }
}
