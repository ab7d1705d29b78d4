/** What the parts of the page share: the state, the graph, who answers, and the verbs of the page. */
import type { Backend } from "../backend/backend.ts";
import type { About, Key, Model } from "../contract.ts";
import type { Seen, Stage } from "../core/derive.ts";
import type { Choice, Store, Task } from "../core/state.ts";
import type { Result } from "../tasks.ts";
import type { World } from "../core/world.ts";
import type { Picture } from "../picture/picture.ts";

export interface Context {
  readonly store: Store;
  readonly world: World;
  readonly about: About;
  readonly model: Model;
  readonly backend: Backend;
  readonly root: HTMLElement;
  /** None where the browser cannot draw; the table and the tree say the same. */
  readonly picture: Picture | null;
  /** What is on the stage, and what is seen of it on the two days. */
  readonly stage: Stage;
  readonly seen: Seen;
  /** The first and last day that the sliders reach. */
  readonly range: { valid: readonly [string, string]; known: readonly [string, string] };
  /** Called after each change of the state, the stage or the graph. */
  onSeen(hear: () => void): void;

  /** What the last task came to; null where there is none. */
  readonly result: Result | null;
  choose(choice: Choice, show?: boolean): void;
  /** Begin a task, or fill in more of it; null puts it away. */
  begin(task: Task | null): void;
  /** Show a party where it stands, or in a picture of its own where it is not on the stage. */
  open(key: Key): Promise<void>;
  /** A picture of these and their neighbours alone; of none, the first view. */
  focus(keys: readonly Key[]): Promise<void>;
  expand(key: Key): Promise<void>;
  collapse(key: Key): void;
  follow(key: Key): Promise<void>;
  /** Why there is less on the stage than there is open; "" where all of it is shown. */
  readonly alone: string;
  /** What was left out of what is on the stage; "" where nothing was. */
  readonly cut: string;
  /** Take back what is shown alone. */
  whole(): void;
  home(): Promise<void>;
  link(): string;
  /** Wait for it, and tell the reader if it fails. */
  attempt(work: Promise<unknown>): Promise<void>;
  tell(message: string, problem?: boolean): void;
}
