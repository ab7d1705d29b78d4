"""Carries out loads, plans and undos on an embedded store, some of them killed half way.

Run as `run_crasher.py FOLDER STEPS`, where STEPS is JSON: a list of act (load, plan, undo,
undo-later), number, and the call that touches a file at which its process kills itself, or null.
Each step is a process of its own, forked before the engine was used. Prints a line of JSON for
each: the state before and after, whether it was done or killed, and the state once it is done.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from crasher import done, forked, killed_at, outcome
from run_worlds import BATCHES

from graphkit.errors import InputError, StoreError
from graphkit.stores.embedded import EmbeddedStore
from graphkit.stores.revision import moved, shift


def step(folder: Path, act: str, number: int, kill: int | None, wanted: str) -> str:
    """Do one thing; `wanted` is the run to undo. Tells what it came to."""
    with EmbeddedStore(folder) as store:
        batch = BATCHES[number % len(BATCHES)]
        try:
            if act == "plan":
                planned, mark = store.plan(batch)
                expected = mark, moved(mark, shift(planned.taken.revision))
            if kill is not None:
                killed_at(kill)
            if act == "load":
                store.write(batch)
            elif act == "plan":
                store.write(batch, expected=expected)
            else:
                store.undo(wanted, and_later=act == "undo-later")
        except (InputError, StoreError) as exc:
            return f"refused: {exc}"
        finally:
            sys.setprofile(None)
    return "done"


def state(folder: Path) -> dict[str, Any]:
    """What the store holds, for whoever opens it next."""
    with EmbeddedStore(folder) as store:
        runs = [[each.before, each.after, list(each.undoes)] for each in store.history()]
        return {"mark": store.mark(), "hash": store.content_hash(), "runs": runs}


def main(folder: Path, steps: list[tuple[str, int, int | None]]) -> None:
    for act, number, kill in steps:
        before = done(partial(state, folder))
        runs = before["runs"]
        if act.startswith("undo") and not runs:
            continue
        wanted = f"run-{number % len(runs) + 1}" if runs else ""
        told = outcome(*forked(partial(step, folder, act, number, kill, wanted)))
        after = done(partial(state, folder))
        if told is None and after == before:
            # Killed before it counted: the same again does it.
            again = done(partial(step, folder, act, number, None, wanted))
        else:
            again = told
        line = {"before": before, "told": told, "after": after, "again": again}
        line |= {"act": act, "wanted": wanted, "final": done(partial(state, folder))}
        print(json.dumps(line), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
