/** Lines as one sigma program. To sigma it is one of nodes, so that lines are on the same layer as marks: each layer costs. */
import { NodeProgram, type NodeProgramType } from "sigma/rendering";
import type Sigma from "sigma";
import type { RenderParams } from "sigma/types";
import type { Courses } from "./courses.ts";
import { HEAD, type View, isStraight } from "./crowd.ts";
import { HEAD_FRAGMENT, HEAD_VERTEX, LINE_FRAGMENT, LINE_VERTEX, PIECES } from "./shaders.ts";
import { Strip, chained } from "./strips.ts";

const COARSE = 2; // where there are very many
export const HEADS = ["", "arrow", "vee", "circle", "box"] as const;

const UNIFORMS = ["u_matrix", "u_viewport", "u_sizeRatio"] as const;
type Uniform = (typeof UNIFORMS)[number];

/** Draws the strip that it is handed. */
abstract class CourseProgram extends NodeProgram<Uniform> {
  protected define(vertex: string, fragment: string) {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;
    return {
      VERTICES: 1, VERTEX_SHADER_SOURCE: vertex, FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLE_STRIP, UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_bend", size: 1, type: FLOAT },
        { name: "a_look", size: 3, type: FLOAT },
        { name: "a_radii", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_corner", size: 2, type: FLOAT },
      ],
    };
  }

  draw({ array, vertices }: Strip, params: RenderParams): void {
    this.array = array;
    this.verticesCount = vertices;
    this.render(params);
  }

  override processVisibleItem(): void {} // the lines come as a whole, to `draw`

  override setUniforms({ matrix, width, height, sizeRatio }: RenderParams, { gl, uniformLocations }: Parameters<NodeProgram["setUniforms"]>[1]) {
    const places = uniformLocations as Record<Uniform, WebGLUniformLocation>;
    gl.uniformMatrix3fv(places.u_matrix, false, matrix);
    gl.uniform2f(places.u_viewport, width, height);
    gl.uniform1f(places.u_sizeRatio, sizeRatio);
  }
}

class LineProgram extends CourseProgram {
  override getDefinition() {
    return this.define(LINE_VERTEX, LINE_FRAGMENT);
  }
}

class HeadProgram extends CourseProgram {
  override getDefinition() {
    return this.define(HEAD_VERTEX, HEAD_FRAGMENT);
  }
}

const bow = (steps: number): Float32Array =>
  chained(Array.from({ length: steps + 1 }, (_, step) => [[step / steps, 1], [step / steps, -1]]).flat());
const [STRAIGHT, SMOOTH, ROUGH] = [1, PIECES, COARSE].map(bow);
const POINT = chained([[0, -1], [1, -1], [0, 1], [1, 1]]);
const NOTHING = new Float32Array();

/** The program for all lines, which sigma knows nothing of: they are drawn from `courses`. */
export function lineProgram(courses: Courses, viewOf: (params: RenderParams) => View): NodeProgramType {
  return class {
    private readonly lines: CourseProgram;
    private readonly heads: CourseProgram;
    private readonly strips = { lines: new Strip(), heads: new Strip() };

    constructor(gl: WebGLRenderingContext, _: WebGLFramebuffer | null, private readonly sigma: Sigma) {
      this.lines = new LineProgram(gl, null, sigma);
      this.heads = new HeadProgram(gl, null, sigma);
    }

    reallocate(): void {}
    process(): void {}

    render(params: RenderParams): void {
      const { numbers } = courses;
      const view = viewOf(params);
      const { rows, fine } = courses.shown(view, isMoving(this.sigma));
      const given = { ...params, matrix: view.matrix };
      this.lines.draw(this.strips.lines.of(numbers, rows, (at) => (isStraight(numbers, at) ? STRAIGHT : fine ? SMOOTH : ROUGH)), given);
      if (fine) this.heads.draw(this.strips.heads.of(numbers, rows, (at) => (numbers[at + HEAD] ? POINT : NOTHING)), given);
    }

    kill(): void {
      for (const program of [this.lines, this.heads]) program.kill();
    }
  } as unknown as NodeProgramType;
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
