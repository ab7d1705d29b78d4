"""What every offline page is made of: data that is not run, and scripts that are named.

Data travels as JSON in a script element that is not run; the scripts that are run are named by
hash in the page's own policy, which forbids everything else, requests included.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from graphkit.errors import BadValue

__all__ = ["asset", "check_page_name", "json_text", "policy"]

# Inside a script element these could end it, open a comment, or break a line of JavaScript.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


_ENDINGS = frozenset({"", ".html", ".htm"})


def check_page_name(path: str | PathLike[str]) -> None:
    """Raises `BadValue` for a name that promises something else than a page, as `nio.pdf` does,
    or is that of a table: no browser would open it, and the table would be gone."""
    target = Path(path)
    if target.suffix.lower() not in _ENDINGS:
        raise BadValue(
            f"{target} does not end in .html, and what is written is a page for a browser",
            f"name it {target.with_suffix('.html')}",
        )


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
