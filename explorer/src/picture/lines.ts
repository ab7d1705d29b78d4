/** Lines as one sigma edge program: of what is in sight, as many and as finely as can be drawn at once. */
import { EdgeProgram, type EdgeProgramType } from "sigma/rendering";
import type Sigma from "sigma";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor, indexToColor } from "sigma/utils";
import { NUMBERS, chosenOf, inSight } from "./crowd.ts";
import { HEAD_FRAGMENT, HEAD_VERTEX, LINE_FRAGMENT, LINE_VERTEX } from "./shaders.ts";

const FINE = 5_000; // lines in sight that are smooth, have ends and can be pointed at
const MOST = 20_000; // that are drawn at all: more are a grey plane, and slow where no graphics card helps
const MOVING = 1_500; // while the picture moves
const STEPS = 14; // straight pieces that a bow is made of
const COARSE = 2; // where there are very many
export const HEADS = ["", "arrow", "vee", "circle", "box"] as const;

export interface LineData extends EdgeDisplayData {
  /** How far its middle is off the straight, in shares of its length; for a loop, which one it is. */
  bend: number;
  /** A place in `HEADS`. */
  head: number;
  dashed: number;
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

const UNIFORMS = ["u_matrix", "u_viewport", "u_sizeRatio"] as const;
type Uniform = (typeof UNIFORMS)[number];

/** Draws the lines that it is handed. */
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

  draw(lines: Float32Array, params: RenderParams): void {
    this.array = lines;
    this.capacity = lines.length / NUMBERS;
    this.verticesCount = this.capacity * this.VERTICES;
    this.render(params);
  }

  override processVisibleItem(): void {} // the lines come as a whole, to `draw`

  override setUniforms({ matrix, width, height, sizeRatio }: RenderParams, { gl, uniformLocations }: Parameters<EdgeProgram["setUniforms"]>[1]) {
    const places = uniformLocations as Record<Uniform, WebGLUniformLocation>;
    gl.uniformMatrix3fv(places.u_matrix, false, matrix);
    gl.uniform2f(places.u_viewport, width, height);
    gl.uniform1f(places.u_sizeRatio, sizeRatio);
  }
}

const strip = (steps: number): number[][] => Array.from({ length: steps + 1 }, (_, step) => [[step / steps, 1], [step / steps, -1]]).flat();

class SmoothProgram extends CourseProgram {
  override getDefinition() {
    return this.define(LINE_VERTEX, LINE_FRAGMENT, "a_step", strip(STEPS));
  }
}

class RoughProgram extends CourseProgram {
  override getDefinition() {
    return this.define(LINE_VERTEX, LINE_FRAGMENT, "a_step", strip(COARSE));
  }
}

class HeadProgram extends CourseProgram {
  override getDefinition() {
    return this.define(HEAD_VERTEX, HEAD_FRAGMENT, "a_corner", [[0, -1], [1, -1], [0, 1], [1, 1]]);
  }
}

/** The program for all lines; it writes down in `drawn` what it drew. Where not all are drawn, those that were added first are. */
export function lineProgram(drawn: Drawn): EdgeProgramType {
  return class {
    drawLabel = undefined;
    private lines = new Float32Array();
    private loud = new Uint8Array();
    private shown = new Float32Array();
    private readonly smooth: CourseProgram;
    private readonly heads: CourseProgram;
    private readonly rough: CourseProgram;

    constructor(gl: WebGLRenderingContext, picking: WebGLFramebuffer | null, private readonly sigma: Sigma) {
      this.smooth = new SmoothProgram(gl, picking, sigma);
      this.heads = new HeadProgram(gl, picking, sigma);
      this.rough = new RoughProgram(gl, null, sigma);
    }

    reallocate(count: number): void {
      this.lines = new Float32Array(count * NUMBERS);
      this.loud = new Uint8Array(count);
    }

    process(id: number, place: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData): void {
      const { bend, head, dashed, size, color, loud } = data as LineData;
      const hidden = data.hidden || source.hidden || target.hidden;
      this.loud[place] = Number(loud);
      this.lines.set([source.x, source.y, target.x, target.y, bend, hidden ? 0 : size, head, dashed,
        source.size, target.size, floatColor(color), indexToColor(id)], place * NUMBERS);
    }

    render(params: RenderParams): void {
      const seen = inSight(this.lines, params.matrix);
      const moving = isMoving(this.sigma);
      const most = moving ? MOVING : MOST;
      const lines = this.gathered(chosenOf(seen, this.loud, most));
      const fine = seen.length <= Math.min(FINE, most);
      if (!moving) Object.assign(drawn, { fine, left: seen.length - lines.length / NUMBERS });
      if (!fine) return this.rough.draw(lines, params);
      this.smooth.draw(lines, params);
      this.heads.draw(lines, params);
    }

    kill(): void {
      for (const program of [this.smooth, this.heads, this.rough]) program.kill();
    }

    private gathered(places: readonly number[]): Float32Array {
      const length = places.length * NUMBERS;
      if (this.shown.length < length) this.shown = new Float32Array(length);
      places.forEach((place, row) => this.shown.set(this.lines.subarray(place * NUMBERS, (place + 1) * NUMBERS), row * NUMBERS));
      return this.shown.subarray(0, length);
    }
  } as unknown as EdgeProgramType;
}

/** Whether the picture is dragged, or on its way to another place. */
function isMoving(sigma: Sigma): boolean {
  const mouse = sigma.getMouseCaptor();
  return sigma.getCamera().isAnimated() || mouse.isMoving || mouse.draggedEvents > 0 || mouse.currentWheelDirection !== 0 || sigma.getTouchCaptor().isMoving;
}

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
