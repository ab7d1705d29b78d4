"""A process of our own beside this one, which is told its task and tells what it did."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, cast

from graphkit.stores.starting import command_of

__all__ = ["beside"]


@contextmanager
def beside(
    module: str, task: Mapping[str, Any], environment: Mapping[str, str] | None = None
) -> Iterator[IO[bytes]]:
    """Run `main` of a module of this package in a process, with the task as one line of JSON on
    its standard input; gives its standard output. It ends with the block."""
    with subprocess.Popen(  # noqa: S603 - this very interpreter
        command_of(module, heeding=True),
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
