/** The picture: sigma draws marks and lines, `names` writes on them; this keeps them in step. */
import Graph from "graphology";
import Sigma from "sigma";
import { createNodeCompoundProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import type { Ink, Model } from "../contract.ts";
import { changes } from "../core/derive.ts";
import type { Seen, Stage } from "../core/derive.ts";
import { kindLook, lineLook } from "../core/looks.ts";
import type { World } from "../core/world.ts";
import { bendsOf } from "./bends.ts";
import { Courses, type Drawn } from "./courses.ts";
import type { View as Seeing } from "./crowd.ts";
import { drawnRadius } from "./hits.ts";
import { HEADS, type Point, lineProgram } from "./lines.ts";
import { type Accent, BUSY, DASHED, FAINT, HIDDEN, LOUD, PRESENT, RINGED, linkCodes, mixed, sizeOf, thingCodes } from "./look.ts";
import { type Marks, Nothing, markProgram } from "./marks.ts";
import { Names } from "./names.ts";
import { type Projection, Sheet } from "./sheet.ts";
import { CAPTION, captionRows } from "./text.ts";
import { View } from "./view.ts";

const STILL = 30; // milliseconds after which sigma knows that a drag has ended
const UNUSED = ["edges", "edgeLabels", "hovers", "hoverNodes"]; // layers of sigma that would be laid over the others for nothing

export interface Heard {
  node(place: number): void;
  edge(place: number): void;
  ground(): void;
  open(place: number): void;
  hover(what: { node?: number; edge?: number } | null, at: { x: number; y: number }): void;
  moved(): void;
  /** How many names and lines in sight found no room, and whether lines can be pointed at. */
  drawn(names: number, lines: Drawn): void;
}

export class Picture {
  readonly view: View;
  private graph = new Graph({ multi: true, type: "directed" });
  private readonly sigma: Sigma;
  private readonly marks: Marks;
  private readonly kinds: string[];
  /** On a phone held upright the picture takes a quarter turn, since pictures are wider than high. */
  private readonly turned: boolean;
  private places: ReadonlyMap<number, readonly [number, number]> = new Map();
  private bends: ReadonlyMap<number, number> = new Map();
  private ranked: number[] = [];
  private drawn: number[] = [];
  private ground = "";
  private dark = false;
  private things: Uint8Array = new Uint8Array();
  private links: Uint8Array = new Uint8Array();
  private readonly courses = new Courses();
  private readonly inks = new Map<string, string>();
  private rows: ReadonlyMap<number, number> = new Map();
  private readonly names: Names;
  private readonly resized = new ResizeObserver(() => { this.sigma.scheduleRender(); });
  private accent: Accent = { loud: null, things: new Set(), links: new Set() };

  /** Raises where this browser has no WebGL. */
  constructor(private readonly world: World, private readonly model: Model, private readonly host: HTMLElement,
    private readonly isDark: () => boolean, heard: Heard) {
    this.kinds = Object.keys(model.kinds);
    this.marks = { paths: [...this.kinds.map((kind) => model.kinds[kind].path), model.others.kind.path], paper: [1, 1, 1] };
    this.sigma = new Sigma(this.graph, host, {
      allowInvalidContainer: true, renderLabels: false, enableEdgeEvents: true, enableCameraRotation: false,
      zIndex: false, defaultDrawNodeHover: () => undefined,
      nodeProgramClasses: { circle: createNodeCompoundProgram([lineProgram(this.courses, (params) => this.seeing(params)), markProgram(this.marks)]) },
      nodeHoverProgramClasses: { circle: Nothing }, edgeProgramClasses: { arrow: Nothing, line: Nothing } as never, // nor are sigma's own compiled
      nodeReducer: (key) => this.nodeLook(Number(key)),
      stagePadding: 0, minCameraRatio: 0.002, maxCameraRatio: 80,
      zoomToSizeRatioFunction: (ratio) => (ratio < 1 ? Math.sqrt(ratio) : ratio ** 0.8), doubleClickZoomingRatio: 1,
    });
    const layers = this.sigma.getCanvases();
    const gl = (layers.nodes.getContext("webgl2") ?? layers.nodes.getContext("webgl")) as WebGLRenderingContext;
    this.names = new Names(layers.labels.getContext("2d") as CanvasRenderingContext2D);
    Object.assign(this.sigma, {
      clear: () => { // names clear their own layer, and the others are empty
        gl.bindFramebuffer(gl.FRAMEBUFFER, null); // sigma leaves its own bound
        gl.clear(gl.COLOR_BUFFER_BIT);
      },
      resetWebGLTexture: () => undefined, // sigma would read from it what is under the pointer
      getNodeAtPosition: ({ x, y }: Point) => this.markAt(x, y)?.toString() ?? null,
      getEdgeAtPoint: (x: number, y: number) => this.drawn[this.courses.at(x, y)]?.toString() ?? null,
    });
    for (const name of UNUSED) layers[name].style.display = "none";
    this.turned = host.clientHeight > 1.1 * host.clientWidth;
    this.view = new View(this.sigma, host, () => this.places, this.turned);
    this.view.keepScale();
    this.hear(heard);
    this.resized.observe(host);
    this.sigma.on("resize", () => this.names.forget()); // which empties the layer
    this.sigma.on("afterRender", () => {
      if (this.graph.order) heard.drawn(this.names.draw(this.sheet()), this.courses);
      else this.names.clear();
      heard.moved();
    });
  }

  /** Put these on the stage at these places; what stays, stays where it is told. */
  arrange(stage: Stage, given: ReadonlyMap<number, readonly [number, number]>): void {
    const places = this.turned ? new Map([...given].map(([place, [x, y]]) => [place, [-y, x] as const])) : given;
    this.places = places;
    this.names.forget();
    this.bends = bendsOf(this.world.links, stage.links);
    const degree = (place: number) => this.world.things[place].degree;
    this.ranked = byWeight(stage.things, degree);
    this.drawn = byWeight(stage.links, (place) => Math.min(degree(this.world.links[place].source), degree(this.world.links[place].target)));
    this.things = new Uint8Array();
    this.links = new Uint8Array();
    this.graph.clear();
    this.graph = new Graph({ multi: true, type: "directed" }); // sigma would hear of each addition by itself
    for (const place of [...this.ranked].reverse()) { // the best known on top
      const [x, y] = places.get(place) as readonly [number, number];
      this.graph.addNode(place, { x, y });
    }
    this.rows = new Map(this.drawn.map((place, row) => [place, row])); // lines between the best known first: where there are too many, these are drawn
    this.courses.arrange(this.drawn.map((place) => {
      const { source, target, relation } = this.world.links[place];
      const at = (thing: number) => places.get(thing) as readonly [number, number];
      const size = (thing: number) => sizeOf(this.world, thing, this.ranked.length);
      return { from: at(source), to: at(target), bend: this.bends.get(place) ?? 0, head: HEADS.indexOf(lineLook(this.model, relation).head as (typeof HEADS)[number]), sizes: [size(source), size(target)] };
    }));
  }

  /** Paint what is seen on this day, and what stands out; only what has changed is touched. */
  paint(seen: Seen, accent: Accent): void {
    this.accent = accent;
    this.ground = this.paper();
    const [things, links] = [thingCodes(seen, accent), linkCodes(seen, accent)];
    const whole = this.things.length === 0;
    const nodes = whole ? [] : changes(this.things, things).filter((place) => this.places.has(place)).map(String);
    const edges = changes(whole ? undefined : this.links, links);
    [this.things, this.links] = [things, links];
    this.paintLines(edges);
    if (this.sigma.getGraph() !== this.graph) this.sigma.setGraph(this.graph);
    else if (whole) this.sigma.refresh();
    else if (nodes.length) this.sigma.refresh({ partialGraph: { nodes }, skipIndexation: true, schedule: true });
    else if (edges.length) this.sigma.scheduleRender();
  }

  /** After a change between light and dark. */
  repaint(): void {
    this.ground = this.paper();
    this.inks.clear();
    this.paintLines([...this.rows.keys()]);
    this.sigma.refresh();
  }

  /** What is on the screen now. */
  sheet(): Sheet {
    const style = getComputedStyle(this.host);
    return new Sheet({
      world: this.world, model: this.model, dark: this.isDark(), face: style.fontFamily, text: style.color,
      ...this.sigma.getDimensions(), projection: this.projection(), places: this.places, ranked: this.ranked,
      drawn: this.drawn, bends: this.bends, things: this.things, links: this.links, loud: this.accent.loud,
      sizes: (place) => sizeOf(this.world, place, this.ranked.length),
      sizeRatio: this.sigma.getRenderParams().sizeRatio,
    });
  }

  /** All layers as one picture in pixels of the screen, with a caption below it. */
  canvas(caption: string): HTMLCanvasElement {
    this.sigma.refresh(); // the drawing buffers are only whole right after a drawing
    const layers = this.sigma.getCanvases();
    const whole = document.createElement("canvas");
    const { width } = this.sigma.getDimensions();
    const ratio = layers.nodes.width / width;
    const rows = captionRows(caption, width);
    [whole.width, whole.height] = [layers.nodes.width, layers.nodes.height + (rows.length * CAPTION.line + CAPTION.margin) * ratio];
    const context = whole.getContext("2d") as CanvasRenderingContext2D;
    context.fillStyle = this.paper();
    context.fillRect(0, 0, whole.width, whole.height);
    for (const name of ["nodes", "labels"]) context.drawImage(layers[name], 0, 0);
    const style = getComputedStyle(this.host);
    context.fillStyle = style.color;
    context.font = `${CAPTION.size * ratio}px ${style.fontFamily}`;
    rows.forEach((row, place) => context.fillText(row, CAPTION.margin * ratio, layers.nodes.height + (place + 0.7) * CAPTION.line * ratio));
    return whole;
  }

  close(): void {
    this.resized.disconnect();
    this.sigma.kill();
  }

  /** The thing whose mark is on top at a point of the screen. */
  private markAt(x: number, y: number): number | undefined {
    const { scale, left, top } = this.projection();
    const { sizeRatio } = this.sigma.getRenderParams();
    return this.ranked.find((place) => {
      const [across, up] = this.places.get(place) as readonly [number, number];
      const reach = drawnRadius(sizeOf(this.world, place, this.ranked.length), sizeRatio) * 1.15 + 2;
      return this.things[place] && Math.hypot(left + across * scale - x, top - up * scale - y) <= reach;
    });
  }

  private projection(): Projection {
    const [zero, one] = [this.sigma.graphToViewport({ x: 0, y: 0 }), this.sigma.graphToViewport({ x: 1, y: 0 })];
    return { scale: one.x - zero.x, left: zero.x, top: zero.y };
  }

  /** The same for what is drawn. */
  private seeing({ width, height, sizeRatio }: Pick<Seeing, "width" | "height" | "sizeRatio">): Seeing {
    const { scale, left, top } = this.projection();
    const matrix = new Float32Array([2 * scale / width, 0, 0, 0, 2 * scale / height, 0, 2 * left / width - 1, 1 - 2 * top / height, 1]);
    return { matrix, width, height, sizeRatio };
  }

  private paper(): string {
    this.dark = this.isDark(); // not for each mark: asking the browser takes time
    const paper = this.dark ? this.model.paper.dark : this.model.paper.light;
    this.marks.paper = [1, 3, 5].map((at) => Number.parseInt(paper.slice(at, at + 2), 16) / 255) as [number, number, number];
    return paper;
  }

  private nodeLook(place: number) {
    const thing = this.world.things[place];
    const code = this.things[place] ?? HIDDEN;
    const known = this.kinds.indexOf(thing.kind);
    const look = kindLook(this.model, thing.kind);
    const [x, y] = this.places.get(place) as readonly [number, number];
    return {
      x, y, hidden: code === HIDDEN, label: null,
      color: this.inkOf(look, code & FAINT ? (code & PRESENT ? 0.72 : 0.66) : 0),
      size: sizeOf(this.world, place, this.ranked.length), mark: known < 0 ? this.kinds.length : known,
      ring: code & RINGED ? 1 : 0, front: Boolean(code & LOUD),
    };
  }

  private paintLines(places: readonly number[]): void {
    for (const place of places) {
      const row = this.rows.get(place);
      if (row === undefined) continue;
      const code = this.links[place];
      const look = lineLook(this.model, this.world.links[place].relation);
      const width = code & BUSY ? look.width * 0.85 + (code & RINGED ? 2 : 0) : 0;
      this.courses.paint(row, { width, ink: floatColor(this.inkOf(look, code & FAINT ? 0.82 : 0)), dashed: Boolean(code & DASHED), loud: Boolean(code & LOUD) });
    }
  }

  /** A colour, with this share of the ground in it. */
  private inkOf(look: Ink, share: number): string {
    const plain = this.dark ? look.dark : look.light;
    const key = `${plain} ${share}`;
    let ink = this.inks.get(key);
    if (ink === undefined) this.inks.set(key, ink = share ? mixed(plain, this.ground, share) : plain);
    return ink;
  }

  private hear(heard: Heard): void {
    const { sigma } = this;
    let hovered = "";
    const hover = (name: string, what: { node?: number; edge?: number } | null, at: { x: number; y: number }) => {
      if (name === hovered) return;
      hovered = name;
      this.host.style.cursor = what ? "pointer" : "";
      heard.hover(what, at);
    };
    sigma.on("clickNode", ({ node }) => heard.node(Number(node)));
    sigma.on("clickEdge", ({ edge }) => heard.edge(Number(edge)));
    sigma.on("clickStage", () => heard.ground());
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => { preventSigmaDefault(); heard.open(Number(node)); });
    sigma.on("enterNode", ({ node, event }) => hover(`n${node}`, { node: Number(node) }, event));
    sigma.on("leaveNode", ({ event }) => hover("", null, event));
    sigma.on("enterEdge", ({ edge, event }) => hover(`e${edge}`, { edge: Number(edge) }, event));
    sigma.on("leaveEdge", ({ event }) => hover("", null, event));
    sigma.getMouseCaptor().on("mouseup", () => window.setTimeout(() => sigma.scheduleRender(), STILL)); // all lines again
  }
}

/** The heaviest first; of two as heavy, the one with the lower place. */
function byWeight(places: Iterable<number>, weight: (place: number) => number): number[] {
  const weighed = new Map([...places].map((place) => [place, weight(place)]));
  return [...weighed.keys()].sort((one, other) => (weighed.get(other) as number) - (weighed.get(one) as number) || one - other);
}
