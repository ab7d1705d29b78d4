"""What the process of one query may still do once its store is open. Knows no store, no query.

These are limits of the operating system, so they hold whatever the engine does. Where the
platform has none (Windows), or does not keep to them (memory on macOS), the engine's own refusals
and the clock that the parent keeps are all there is.
"""

from __future__ import annotations

import math
import signal
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["confine", "used_most"]

_LATE = 5  # seconds after which a process ends itself, should its parent be gone


def confine(memory_mb: int, seconds: float, *, files: bool) -> None:
    """From now on: `memory_mb` more memory than is in use, no file may grow, no core is dumped;
    without `files`, nothing at all can be opened, no file and no address. The process ends soon
    after `seconds` in any case.
    """
    if sys.platform == "win32":
        return
    import resource

    limits = {resource.RLIMIT_DATA: _memory_in_use() + memory_mb * 2**20}
    limits |= {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if not files:
        limits[resource.RLIMIT_NOFILE] = 0
    for limit, value in limits.items():
        # A limit that is stricter already stays.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    signal.alarm(math.ceil(seconds) + _LATE)


def used_most(memory_mb: int) -> bool:
    """Whether this process has used more than half of so much memory at any time."""
    if sys.platform == "win32":
        return False
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # in KB, on macOS in bytes
    return used > memory_mb * (2**19 if sys.platform == "darwin" else 2**9)


def _memory_in_use() -> int:
    """Bytes that count against `RLIMIT_DATA`: private and writable, not the mapped store."""
    if sys.platform == "win32":
        return 0
    import resource

    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
