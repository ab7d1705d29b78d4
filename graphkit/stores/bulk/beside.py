"""A process of our own beside this one, which is told its task and tells what it did."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, cast

__all__ = ["beside"]

_START = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).main()"
)


@contextmanager
def beside(
    module: str, task: Mapping[str, Any], environment: Mapping[str, str] | None = None
) -> Iterator[IO[bytes]]:
    """Run `main` of a module of this package in a process, with the task as one line of JSON on
    its standard input; gives its standard output. It ends with the block."""
    # By subprocess and not by multiprocessing, which would run the caller's own script again.
    with subprocess.Popen(  # noqa: S603 - the interpreter itself, and code of our own
        [sys.executable, "-c", _START, json.dumps(sys.path), module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    ) as process:
        try:
            stdin = cast("IO[bytes]", process.stdin)
            stdin.write(json.dumps(task).encode() + b"\n")
            stdin.close()
            yield cast("IO[bytes]", process.stdout)
        finally:
            process.kill()
