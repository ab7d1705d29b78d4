"""Kills writers of an embedded store, and tells what was there before and after each kill.

Run as `crasher.py FOLDER HOW COUNT`: HOW is `steps` (at every call that touches a file, before and
after it) or `times` (after COUNT random delays). Every writer and every reader is a process of its
own, forked before the engine was used. Prints one line of JSON a kill.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from worlds import batch, company, dataset, licence, source

from graphkit.stores.embedded import EmbeddedStore

TOUCHING = {"write", "fsync", "truncate", "rename", "replace", "unlink", "open", "save", "mkdir"}


def load(number: int) -> Any:
    """A load that adds to, and changes, what the one before it said."""
    return batch(
        dataset(),
        company(f"c{number}"),
        company("shared", f"Name {number}"),
        source("s", f"20{10 + number % 80}"),
        licence(f"r{number}", f"c{number}", "shared", "s"),
        licence("same", "shared", f"c{number}", "s"),
    )


def forked(work: Callable[[], object]) -> tuple[int, int]:
    """A process that does the work, and the end of a pipe on which it tells its outcome."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.close(reading)
    try:
        os.write(writing, json.dumps(work()).encode())
    finally:
        os._exit(0)


def outcome(pid: int, reading: int) -> Any:
    """What the process told, once it has ended; None where it was killed before."""
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(told) if told else None


def done(work: Callable[[], object]) -> Any:
    return outcome(*forked(work))


def killed_at(step: int) -> None:
    """Have this process kill itself at the given call that touches a file, or return from one."""
    left = step

    def watch(_: object, event: str, function: object) -> None:
        nonlocal left
        if event in {"c_call", "c_return"} and getattr(function, "__name__", "") in TOUCHING:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.setprofile(watch)


def main(folder: Path, how: str, count: int) -> None:
    def write(number: int, step: int | None = None) -> bool:
        with EmbeddedStore(folder) as store:
            if step is not None:
                killed_at(step)
            store.write(load(number))
            sys.setprofile(None)
        return True

    def state() -> tuple[str, int]:
        with EmbeddedStore(folder) as store:
            found = store.query("MATCH (n:Company) RETURN count(n)").rows[0][0]
            return store.content_hash(), found

    chance = random.Random(7)
    began = time.perf_counter()
    done(lambda: write(0))
    span = time.perf_counter() - began
    for number in range(1, 10_000 if how == "steps" else count + 1):
        before = done(state)
        if how == "steps":
            told = outcome(*forked(partial(write, number, number - 1)))
        else:
            pid, reading = forked(partial(write, number))
            time.sleep(chance.uniform(0, span))
            os.kill(pid, signal.SIGKILL)
            told = outcome(pid, reading)
        after = done(state)
        again = done(partial(write, number))
        line = {"before": before, "told": told, "after": after, "again": again}
        print(json.dumps({**line, "final": done(state)}), flush=True)  # noqa: T201
        if how == "steps" and told:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
