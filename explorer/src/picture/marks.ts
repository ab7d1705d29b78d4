/** Marks: every kind's silhouette from one texture, tinted with its ink. A sigma node program. */
import { NodeProgram, type NodeProgramType } from "sigma/rendering";
import type Sigma from "sigma";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { DISC, openMarks } from "./crowd.ts";
import { drawnRadius } from "./hits.ts";
import { MARK_FRAGMENT, MARK_VERTEX, RIM, RING_FRAGMENT, RING_VERTEX, SPREAD } from "./shaders.ts";

const CELL = 96; // pixels of one silhouette in the texture
const EDGE = 12; // of the silhouettes' own units, from the middle as far as any reaches
const REACH = EDGE * SPREAD; // from the middle to the edge of a cell
const OUTLINE = 1.6; // of the same, how far the rim of paper reaches beyond a silhouette
const [WAYS, STEP] = [48, 0.5]; // in which, and how finely, it is looked how far a silhouette reaches

export interface Marks {
  /** SVG paths; a node's `mark` is a place in it. */
  paths: string[];
  /** Red, green and blue of the paper, 0 to 1. */
  paper: [number, number, number];
}
interface MarkData extends NodeDisplayData {
  mark: number;
  ring: number;
  /** Drawn above all others. */
  front: boolean;
}

const CORNERS = [-1, -1, 1, -1, -1, 1, -1, 1, 1, -1, 1, 1]; // of two triangles
const UNIFORMS = ["u_matrix", "u_viewport", "u_sizeRatio", "u_cells", "u_atlas", "u_paper"] as const;

/** Stands for a program of sigma that draws what the picture does not have. */
export const Nothing = class {
  reallocate(): void {}
  process(): void {}
  render(): void {}
  kill(): void {}
} as unknown as NodeProgramType;

/** The program for these marks; `marks.paper` is read at each drawing. */
export function markProgram(marks: Marks): NodeProgramType {
  const textures = new Map<WebGLRenderingContext | WebGL2RenderingContext, WebGLTexture>();

  class MarkProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
    /** Without sigma's second drawing, which it would read back to know what is under the pointer. */
    constructor(gl: WebGLRenderingContext, _: WebGLFramebuffer | null, sigma: Sigma) {
      super(gl, null, sigma);
    }

    override getDefinition() {
      return this.define(MARK_VERTEX, MARK_FRAGMENT);
    }

    protected define(vertex: string, fragment: string) {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
      return {
        VERTICES: CORNERS.length / 2, VERTEX_SHADER_SOURCE: vertex, FRAGMENT_SHADER_SOURCE: fragment,
        METHOD: TRIANGLES, UNIFORMS,
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_mark", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_corner", size: 2, type: FLOAT },
        ],
      };
    }

    override processVisibleItem(_: number, at: number, data: NodeDisplayData) {
      const { x, y, size, color, mark } = data as MarkData;
      const { array } = this;
      const ink = floatColor(color);
      for (let corner = 0; corner < CORNERS.length; corner += 2) {
        [array[at], array[at + 1], array[at + 2], array[at + 3], array[at + 4]] = [x, y, size, mark, ink];
        [array[at + 5], array[at + 6]] = [CORNERS[corner], CORNERS[corner + 1]];
        at += this.ATTRIBUTES_ITEMS_COUNT;
      }
    }

    override setUniforms({ matrix, width, height, sizeRatio }: RenderParams, { gl, uniformLocations: to }: Parameters<NodeProgram["setUniforms"]>[1]) {
      const places = to as Record<(typeof UNIFORMS)[number], WebGLUniformLocation>;
      gl.uniformMatrix3fv(places.u_matrix, false, matrix);
      gl.uniform2f(places.u_viewport, width, height);
      gl.uniform1f(places.u_sizeRatio, sizeRatio);
      gl.uniform1f(places.u_cells, marks.paths.length);
      gl.uniform3f(places.u_paper, ...marks.paper);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, this.texture(gl));
      gl.uniform1i(places.u_atlas, 0);
    }

    private texture(gl: WebGLRenderingContext | WebGL2RenderingContext): WebGLTexture {
      let texture = textures.get(gl);
      if (!texture) {
        texture = gl.createTexture() as WebGLTexture;
        textures.set(gl, texture);
        gl.bindTexture(gl.TEXTURE_2D, texture);
        gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, atlas(marks.paths));
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
      }
      return texture;
    }
  }

  /** What is above the rest, with rings. */
  class FrontProgram extends MarkProgram {
    override getDefinition() {
      const plain = this.define(RING_VERTEX, RING_FRAGMENT);
      return { ...plain, ATTRIBUTES: [...plain.ATTRIBUTES, { name: "a_ring", size: 1, type: WebGLRenderingContext.FLOAT }] };
    }

    override processVisibleItem(id: number, at: number, data: NodeDisplayData) {
      super.processVisibleItem(id, at, data);
      for (let corner = 1; corner <= this.VERTICES; corner += 1) this.array[at + corner * this.ATTRIBUTES_ITEMS_COUNT - 1] = (data as MarkData).ring;
    }

    draw(all: readonly NodeDisplayData[], params: RenderParams): void {
      this.reallocate(all.length);
      all.forEach((data, row) => this.process(0, row, data));
      this.render(params);
    }
  }

  return class extends MarkProgram {
    private readonly front: FrontProgram;
    private readonly inFront = new Map<number, NodeDisplayData>();
    private readonly outlines = marks.paths.map(discsOf);
    private room = new Float32Array();
    private where: Float32Array = new Float32Array();
    private open: readonly number[] = [];

    constructor(gl: WebGLRenderingContext, picking: WebGLFramebuffer | null, sigma: Sigma) {
      super(gl, picking, sigma);
      this.front = new FrontProgram(gl, picking, sigma);
    }

    override reallocate(capacity: number): void {
      super.reallocate(capacity);
      this.inFront.clear();
    }

    override process(id: number, row: number, data: NodeDisplayData): void {
      if ((data as MarkData).front && !data.hidden) this.inFront.set(row, data);
      else this.inFront.delete(row);
      super.process(id, row, data);
    }

    override render(params: RenderParams): void {
      this.renderOpen(params);
      if (this.inFront.size) this.front.draw([...this.inFront].sort(([one], [other]) => one - other).map(([, data]) => data), params);
    }

    override kill(): void {
      this.front.kill();
      super.kill();
    }

    /** Draw the marks that something is to be seen of. */
    private renderOpen(params: RenderParams): void {
      const { array: all, verticesCount: vertices, STRIDE: stride } = this;
      const shown = this.openOf(this.discs(params), params);
      if (this.room.length < all.length) this.room = new Float32Array(all.length);
      shown.forEach((row, to) => this.room.set(all.subarray(row * stride, (row + 1) * stride), to * stride));
      [this.array, this.verticesCount] = [this.room.subarray(0, shown.length * stride), shown.length * this.VERTICES];
      super.render(params);
      [this.array, this.verticesCount] = [all, vertices];
    }

    /** `openMarks`, worked out again only where a mark came, went or moved: most steps of a clock change none. */
    private openOf(discs: Float32Array, params: RenderParams): readonly number[] {
      if (discs.length !== this.where.length || discs.some((number, at) => number !== this.where[at])) {
        [this.where, this.open] = [discs, openMarks(discs, params)];
      }
      return this.open;
    }

    /** Where marks are on the screen, as `openMarks` wants them. */
    private discs({ matrix: [ax, ay, , bx, by, , cx, cy], width, height, sizeRatio }: RenderParams): Float32Array {
      const { array: all, STRIDE: stride } = this;
      const count = this.verticesCount / this.VERTICES;
      const found = new Float32Array(count * DISC);
      for (let row = 0; row < count; row += 1) { // for each mark of each frame
        const [from, to] = [row * stride, row * DISC];
        const [x, y, size] = [all[from], all[from + 1], all[from + 2]];
        if (!size) continue; // hidden
        const radius = drawnRadius(size, sizeRatio) + RIM;
        found[to] = (x * ax + y * bx + cx + 1) * width / 2;
        found[to + 1] = (x * ay + y * by + cy + 1) * height / 2;
        found[to + 2] = radius * this.outlines[all[from + 3]].core;
        found[to + 3] = radius * this.outlines[all[from + 3]].reach;
      }
      return found;
    }
  };
}

/** Around the middle of a silhouette with its rim: the disc that it fills, and the one that it stays within; in shares of its radius. */
function discsOf(path: string): { core: number; reach: number } {
  const context = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
  const shape = new Path2D(path);
  const filled = (far: number) => Array.from({ length: WAYS }, (_, way) => way * 2 * Math.PI / WAYS)
    .filter((angle) => context.isPointInPath(shape, far * Math.cos(angle), far * Math.sin(angle))).length;
  let [core, reach] = [0, EDGE * Math.SQRT2];
  while (core < EDGE && filled(core + STEP) === WAYS) core += STEP;
  while (reach > core && !filled(reach - STEP)) reach -= STEP;
  return { core: core && (core + OUTLINE - STEP) / EDGE, reach: (reach + OUTLINE) / EDGE };
}

/** Side by side: the silhouette in red, with a rim around it and its holes filled in green. */
function atlas(paths: readonly string[]): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = CELL * paths.length;
  canvas.height = CELL;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.fillStyle = "#000";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.globalCompositeOperation = "lighter";
  paths.forEach((path, place) => {
    const shape = new Path2D(path);
    context.setTransform(CELL / 2 / REACH, 0, 0, CELL / 2 / REACH, CELL * (place + 0.5), CELL / 2);
    context.lineJoin = "round";
    context.lineWidth = OUTLINE * 2;
    context.fillStyle = context.strokeStyle = "#0f0";
    context.fill(shape);
    context.stroke(shape);
    context.fillStyle = "#f00";
    context.fill(shape, "evenodd");
  });
  return canvas;
}
