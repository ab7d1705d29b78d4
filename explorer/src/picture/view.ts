/** What part of the picture is in sight, and moving there; at once for readers who want no motion. */
import type Sigma from "sigma";

type Places = ReadonlyMap<number, readonly [number, number]>;
export interface Sight {
  x: number;
  y: number;
  /** Pixels of the screen to one unit of the graph. */
  scale: number;
}

const MARGIN = 64; // pixels above and below what is fitted, for the names
const ASIDE = 84; // and on both sides: half of a long name
const CLOSEST = 1.3; // pixels to a unit, so that two marks do not fill the screen

export class View {
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  constructor(private readonly sigma: Sigma, private readonly host: HTMLElement, private readonly places: () => Places, private readonly turned: boolean) {}

  /** Units keep their size on the screen whatever comes and goes. */
  keepScale(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    this.sigma.setCustomBBox({ x: [-width / 2, width / 2], y: [-height / 2, height / 2] });
    this.sigma.refresh(); // which is when sigma takes it up, while there is nothing to draw
  }

  fit(some?: Iterable<number>, animate = true): void {
    const all = this.places();
    const points = [...(some ?? all.keys())].flatMap((place) => { const at = all.get(place); return at ? [at] : []; });
    if (!points.length) return;
    const range = (axis: 0 | 1) => points.reduce(([low, high], at) => [Math.min(low, at[axis]), Math.max(high, at[axis])], [Infinity, -Infinity]);
    const [[left, right], [low, high]] = [range(0), range(1)];
    const { width, height } = this.sigma.resize().getDimensions();
    const [aside, margin] = [Math.min(ASIDE, width / 8), Math.min(MARGIN, width / 8)];
    const scale = Math.min((width - 2 * aside) / Math.max(right - left, 1), (height - 2 * margin) / Math.max(high - low, 1), CLOSEST);
    this.go({ x: (left + right) / 2, y: (low + high) / 2, scale }, animate);
  }

  /** Bring these into sight if they are not, without changing more than must be. */
  show(some: readonly number[]): void {
    const all = this.places();
    const { width, height } = this.sigma.resize().getDimensions();
    const inside = some.every((place) => {
      const at = all.get(place);
      if (!at) return true;
      const { x, y } = this.sigma.graphToViewport({ x: at[0], y: at[1] });
      return x > 40 && y > 40 && x < width - 40 && y < height - 40;
    });
    if (!inside || this.here().scale < 0.35) this.fit(some);
  }

  zoom(factor: number): void {
    const { x, y, scale } = this.here();
    this.go({ x, y, scale: scale * factor });
  }

  pan(right: number, down: number): void {
    const { x, y, scale } = this.here();
    this.go({ x: x + right / scale, y: y - down / scale, scale }, false);
  }

  /** The middle of what is in sight, as a link keeps it, whichever way the picture is turned. */
  sight(): Sight {
    const { x, y, scale } = this.here();
    return this.turned ? { x: y, y: -x, scale } : { x, y, scale };
  }

  restore(sight: Sight): void {
    this.sigma.resize();
    this.go(this.turned ? { x: -sight.y, y: sight.x, scale: sight.scale } : sight, false);
  }

  private here(): Sight {
    const { width, height } = this.sigma.getDimensions();
    const camera = this.sigma.getCamera();
    const { x, y } = this.sigma.viewportToGraph({ x: width / 2, y: height / 2 }, { cameraState: camera.getState() });
    return { x, y, scale: this.scaleOf(camera.ratio) };
  }

  private go({ x, y, scale }: Sight, animate = true): void {
    const camera = this.sigma.getCamera();
    const centre = this.framed(x, y);
    const ratio = camera.getBoundedRatio(this.scaleOf(1) / scale);
    const state = { ...centre, ratio, angle: 0 };
    if (animate && !this.still.matches) void camera.animate(state, { duration: 260 });
    else camera.setState(state);
  }

  /** Pixels to a unit at this ratio of the camera. */
  private scaleOf(ratio: number): number {
    const override = { cameraState: { x: 0.5, y: 0.5, angle: 0, ratio } };
    return this.sigma.graphToViewport({ x: 1, y: 0 }, override).x - this.sigma.graphToViewport({ x: 0, y: 0 }, override).x;
  }

  /** A point of the graph in the camera's own units. */
  private framed(x: number, y: number): { x: number; y: number } {
    const plain = { cameraState: { x: 0.5, y: 0.5, angle: 0, ratio: 1 } }; // whatever was drawn last
    return this.sigma.viewportToFramedGraph(this.sigma.graphToViewport({ x, y }, plain), plain);
  }
}
