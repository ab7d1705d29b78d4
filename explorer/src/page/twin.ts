/** The picture's twins: the answer or the facts as a table, and the parties as a tree. */
import type { Cell } from "../contract.ts";
import { CERTAINTY_NAMES, CONFIDENCE, FROM_EARLIEST, FROM_LATEST, SOURCES, TO_EARLIEST, TO_LATEST, endText, spanText } from "../core/clock.ts";
import { sentenceOf, wordOf } from "../core/sentence.ts";
import { rowsOf } from "../tasks.ts";
import { answerTable } from "./answer.ts";
import type { Context } from "./context.ts";
import { el, replace } from "./dom.ts";
import { table } from "./table.ts";
import { tree } from "./tree.ts";

const COLUMNS = ["fact", "relation", "start", "end", "certainty", "confidence", "sources"];

export function twin(context: Context): HTMLElement {
  const { store } = context;
  const rows = el("div", { class: "gk-rows" });
  const branches = tree(context, () => store.state.side === "tree");
  const host = el("div", { class: "gk-twin" }, rows, branches);
  let drawn: readonly unknown[] = [];
  context.onSeen(() => {
    const { side, chosen } = store.state;
    const [asTable, asTree] = [side === "table" || side === "both", side === "tree"];
    host.hidden = side === "picture";
    rows.hidden = !asTable;
    branches.hidden = !asTree;
    if (!asTable) { drawn = []; return; }
    const now = [context.result, context.seen, side, chosen && "row" in chosen ? chosen.row : null];
    if (now.every((each, place) => each === drawn[place])) return;
    drawn = now;
    const { result } = context;
    replace(rows, result && rowsOf(result) ? answerTable(context, result) : factTable(context));
  });
  return host;
}

/** The facts that are seen on these days, as rows. */
export function factRows({ world, model, seen, stage }: Context): { columns: string[]; rows: Cell[][]; facts: string[] } {
  const shown = [...stage.links].filter((place) => seen.links[place]);
  return {
    columns: COLUMNS, facts: shown.map((place) => world.links[place].fact),
    rows: shown.map((place) => {
      const { relation, source, target, versions } = world.links[place];
      const version = versions[seen.versions[place]];
      return [
        sentenceOf(model, relation, world.things[source].name, world.things[target].name), wordOf(model.relations, relation),
        spanText(version[FROM_EARLIEST], version[FROM_LATEST], model), endText(version[TO_EARLIEST], version[TO_LATEST], model),
        CERTAINTY_NAMES[seen.links[place] as 0 | 1 | 2], version[CONFIDENCE],
        [...new Set(version[SOURCES].map((each) => world.sources[each].publisher))].filter(Boolean),
      ];
    }),
  };
}

function factTable(context: Context): HTMLElement {
  const { columns, rows, facts } = factRows(context);
  if (!rows.length) return el("p", { class: "gk-soft" }, "No fact is shown on these days.");
  return table({ caption: "The facts in the picture", columns, rows, choose: (row) => context.choose({ fact: facts[row] }) });
}
