"""What every offline page is made of: data that is not run, scripts that are named, a file that
is whole.

Data travels as JSON in a script element that is not run; the scripts that are run are named by
hash in the page's own policy, which forbids everything else, requests included.
"""

from __future__ import annotations

import json
import os
import shutil
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import uuid4

from graphkit.errors import BadValue

__all__ = ["asset", "json_text", "policy", "write_whole"]

# Inside a script element these could end it, open a comment, or break a line of JavaScript.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """The text of a file in `views/assets`."""
    return (files("graphkit.views") / "assets" / name).read_text(encoding="utf-8")


def json_text(data: Mapping[str, Any]) -> str:
    """JSON that can stand in a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def policy(scripts: Iterable[str]) -> str:
    """The Content-Security-Policy under which these scripts run and nothing else does."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'"
    )


def write_whole(content: str, path: str | os.PathLike[str]) -> Path:
    """Write a page to `path`, whole or not at all; `BadValue` says why it cannot be written."""
    target = Path(path)
    try:
        _replace(target, content.encode())
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or str(exc)
        raise BadValue(
            f"{target}: cannot write the page: {reason}",
            "give a file in a folder that exists and that you may write to",
        ) from exc
    return target


def _replace(target: Path, content: bytes) -> None:
    """Put `content` at `target` by way of a file beside it, so that no reader sees half of it."""
    if target.exists() and not target.is_file():
        target.write_bytes(content)  # a pipe or device: to replace it would break the machine
        return
    home = target.resolve()  # a link stays a link
    draft = home.with_name(f".graphkit-{uuid4().hex}.part")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if home.exists():
            shutil.copymode(home, draft)
        draft.replace(home)
    finally:
        draft.unlink(missing_ok=True)
