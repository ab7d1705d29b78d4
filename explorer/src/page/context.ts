/** What the parts of the page share: the state, the graph, who answers, and the verbs of the page. */
import type { Backend } from "../backend/backend.ts";
import type { About, Key, Model, Scene } from "../contract.ts";
import type { Seen, Stage } from "../core/derive.ts";
import type { Store } from "../core/state.ts";
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

  choose(choice: { node: Key } | { fact: string } | null, show?: boolean): void;
  /** Bring a party onto the stage, with its neighbours if asked. */
  open(key: Key, expand?: boolean): Promise<void>;
  expand(key: Key): Promise<void>;
  collapse(key: Key): void;
  follow(key: Key): Promise<void>;
  /** Show this alone on the stage until it is taken back with null. */
  showAlone(scene: Scene | null): void;
  home(): void;
  link(): string;
  tell(message: string, problem?: boolean): void;
}
