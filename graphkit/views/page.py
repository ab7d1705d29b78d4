"""One HTML file that opens anywhere, without a network: the picture, its legend, its tables.

The writer is ours. Data travels as JSON in a script element that is not run; the scripts that are
run are named by hash in the page's own policy, which forbids everything else, requests included.
vis-network is read out of the installed pyvis when a page is written, so no copy is kept here.
"""

from __future__ import annotations

import json
import os
import shutil
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from graphkit.errors import BadValue, GraphkitError
from graphkit.values import clean_text
from graphkit.views import markup, style
from graphkit.views.picture import drawing
from graphkit.views.records import read

if TYPE_CHECKING:
    import networkx

__all__ = ["page_html", "write_page"]

_VIS = "lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = ("labels.js", "paint.js", "page.js")
_FAILED = (
    "addEventListener('error', () => { const note = document.getElementById('failed');"
    " if (note && !document.documentElement.dataset.ready) note.hidden = false; });"
)
# Inside a script element these could end it, open a comment, or break a line of JavaScript.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def page_html(graph: networkx.MultiDiGraph[Any], *, title: str, subtitle: str = "") -> str:
    """The page for a graph whose nodes and edges carry what `graphkit.views` says.

    Raises `GraphkitError` where the installed pyvis lacks the vis-network that the page needs.
    """
    things, links = read(graph)
    scripts = (_FAILED, _vis_network(), *map(_asset, _SCRIPTS))
    return Template(_asset("page.html")).substitute(
        policy=_policy(scripts),
        title=escape(clean_text(title) or "graphkit"),
        subtitle=escape(clean_text(subtitle)),
        light=style.PAPER.light,
        dark=style.PAPER.dark,
        css=_asset("page.css"),
        summary=markup.summary(things, links),
        notes=markup.notes(things),
        legend=markup.legend(things, links),
        facts=markup.facts_table(links),
        names=markup.names_table(things),
        licences=escape(_asset("notices.txt")),
        data=_json(drawing(things, links)),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def write_page(
    graph: networkx.MultiDiGraph[Any],
    path: str | os.PathLike[str],
    *,
    title: str,
    subtitle: str = "",
) -> Path:
    """Write the page to `path`, whole or not at all, and return the path.

    A file that is there is replaced; its folder has to exist. Raises `BadValue` where the file
    cannot be written, with the reason, and leaves what was there untouched.
    """
    target = Path(path)
    content = page_html(graph, title=title, subtitle=subtitle).encode()
    try:
        _replace(target, content)
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or str(exc)
        raise BadValue(
            f"{target}: cannot write the picture: {reason}",
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


def _json(data: Mapping[str, Any]) -> str:
    """JSON that can stand in a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _policy(scripts: tuple[str, ...]) -> str:
    """The Content-Security-Policy under which these scripts run and nothing else does."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=8)
def _asset(name: str) -> str:
    return (files("graphkit.views") / "assets" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _vis_network() -> str:
    """vis-network with its licence notice, as one script."""
    try:
        source = (files("pyvis") / _VIS).read_text(encoding="utf-8")
    except OSError as exc:
        raise GraphkitError(
            f"the installed pyvis has no {_VIS}; install pyvis 0.3.2 again"
        ) from exc
    # A browser hashes a script with its line ends normalised; the map is a file we do not ship.
    code, _, _ = source.replace("\r\n", "\n").replace("\r", "\n").partition("//# sourceMappingURL=")
    return code
