/** The address of the page says what is seen: loading it again restores that, back and forward go from step to step. */
import type { App } from "../app.ts";

const REST = 400; // milliseconds that nothing moves before the address is written; browsers limit how often it may be

export class Address {
  private timer = 0;
  private step = "";
  private arriving = false;

  constructor(private readonly app: App) {
    this.step = this.stepNow();
    app.onSeen(() => { if (!this.arriving && this.stepNow() !== this.step) this.advance(); else this.later(); });
    app.moved = () => this.later();
    window.addEventListener("popstate", () => void this.arrive());
  }

  /** The address with what is seen now, wherever it is sent. */
  get link(): string {
    return `${location.href.split("#")[0]}#${this.app.link()}`;
  }

  /** Load the page anew, at what is seen now. */
  again(): void {
    this.write();
    location.reload();
  }

  write(): void {
    clearTimeout(this.timer);
    history.replaceState(null, "", this.link);
  }

  /** What the reader would go back from; clocks, filters and where he looks are no steps. */
  private stepNow(): string {
    const { focus, expanded, chain, task } = this.app.store.state;
    return JSON.stringify([focus, expanded, chain, task]);
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => { if (!this.arriving) this.write(); }, REST);
  }

  private advance(): void {
    clearTimeout(this.timer);
    this.step = this.stepNow();
    history.pushState(null, "", this.link);
    this.later(); // the picture is still on its way
  }

  private async arrive(): Promise<void> {
    clearTimeout(this.timer);
    this.arriving = true;
    try {
      await this.app.attempt(this.app.visit(location.hash));
    } finally {
      this.arriving = false;
      this.step = this.stepNow();
    }
  }
}
