/** Lines: straight or bent, whole or dashed, each with its relation's end. Two sigma edge programs. */
import { EdgeProgram, type EdgeProgramType, createEdgeCompoundProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { HEAD_FRAGMENT, HEAD_VERTEX, LINE_FRAGMENT, LINE_VERTEX } from "./shaders.ts";

const STEPS = 14; // straight pieces that a bow is made of
const COARSE = 2; // where there are very many
export const HEADS = ["", "arrow", "vee", "circle", "box"] as const;

export interface LineData extends EdgeDisplayData {
  /** How far its middle is off the straight, in shares of its length; for a loop, which one it is. */
  bend: number;
  /** A place in `HEADS`. */
  head: number;
  dashed: number;
}

const UNIFORMS = ["u_matrix", "u_viewport", "u_sizeRatio"] as const;
type Uniform = (typeof UNIFORMS)[number];

abstract class CourseProgram extends EdgeProgram<Uniform> {
  protected define(vertex: string, fragment: string, name: string, corners: number[][]) {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;
    return {
      VERTICES: corners.length, VERTEX_SHADER_SOURCE: vertex, FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLE_STRIP, UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_bend", size: 1, type: FLOAT },
        { name: "a_look", size: 3, type: FLOAT },
        { name: "a_radii", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name, size: 2, type: FLOAT }],
      CONSTANT_DATA: corners,
    };
  }

  override processVisibleItem(id: number, at: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData) {
    const { bend, head, dashed, size, color } = data as LineData;
    this.array.set([source.x, source.y, target.x, target.y, bend, size, head, dashed,
      source.size, target.size, floatColor(color), id], at);
  }

  override setUniforms({ matrix, width, height, sizeRatio }: RenderParams, { gl, uniformLocations }: Parameters<EdgeProgram["setUniforms"]>[1]) {
    const places = uniformLocations as Record<Uniform, WebGLUniformLocation>;
    gl.uniformMatrix3fv(places.u_matrix, false, matrix);
    gl.uniform2f(places.u_viewport, width, height);
    gl.uniform1f(places.u_sizeRatio, sizeRatio);
  }
}

function lineProgram(steps: number): EdgeProgramType {
  const strip = Array.from({ length: steps + 1 }, (_, step) => [[step / steps, 1], [step / steps, -1]]).flat();
  return class extends CourseProgram {
    override getDefinition() {
      return this.define(LINE_VERTEX, LINE_FRAGMENT, "a_step", strip);
    }
  } as EdgeProgramType;
}

class HeadProgram extends CourseProgram {
  override getDefinition() {
    return this.define(HEAD_VERTEX, HEAD_FRAGMENT, "a_corner", [[0, -1], [1, -1], [0, 1], [1, 1]]);
  }
}

export const FactProgram = createEdgeCompoundProgram([lineProgram(STEPS), HeadProgram as EdgeProgramType]);
/** For thousands of lines: rough, and without ends. */
export const PlainProgram = lineProgram(COARSE);

/** Where a line is at `t` from 0 to 1, in pixels; what the shader does, for words on lines and SVG. */
export function courseAt(from: Point, to: Point, bend: number, t: number): Point {
  const over = control(from, to, bend);
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * from.x + b * over.x + c * to.x, y: a * from.y + b * over.y + c * to.y };
}

/** The control point of the bow; y runs down here, as on the screen. */
export function control(from: Point, to: Point, bend: number): Point {
  return { x: (from.x + to.x) / 2 + (to.y - from.y) * bend, y: (from.y + to.y) / 2 - (to.x - from.x) * bend };
}

export interface Point {
  x: number;
  y: number;
}
