"""How a process of our own is started: this interpreter, with the code that this one has.

By `subprocess` and not by `multiprocessing`, which would run the caller's own script again. What
the process is told and what it may do is not decided here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

__all__ = ["command_of"]

_START = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).main()"
)


def command_of(module: str, *, heeding: bool = False) -> list[str]:
    """The command that runs `main` of a module of this package.

    Python's own variables (`PYTHONHASHSEED`, …) count only where it is to be `heeding` them. Code
    that lies in the current folder is not run in any case, unless this process would run it, too.
    """
    path = [str(Path(each).absolute()) for each in sys.path]
    return [sys.executable, "-P" if heeding else "-I", "-c", _START, json.dumps(path), module]
