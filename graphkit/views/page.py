"""One HTML file that opens anywhere, without a network: the picture, its legend, its tables.

The writer is ours; what keeps such a page harmless is in `offline`. vis-network is read out of the
installed pyvis when a page is written, so no copy is kept here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from graphkit.errors import GraphkitError
from graphkit.values import clean_text
from graphkit.views import markup, style
from graphkit.views.offline import asset, check_page_name, json_text, policy
from graphkit.views.picture import drawing
from graphkit.views.records import read
from graphkit.writing import write_whole

if TYPE_CHECKING:
    import networkx

__all__ = ["page_html", "write_page"]

_VIS = "lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = ("labels.js", "paint.js", "page.js")
_FAILED = (
    "addEventListener('error', () => { const note = document.getElementById('failed');"
    " if (note && !document.documentElement.dataset.ready) note.hidden = false; });"
)


def page_html(graph: networkx.MultiDiGraph[Any], *, title: str, subtitle: str = "") -> str:
    """The page for a graph whose nodes and edges carry what `graphkit.views` says.

    Raises `GraphkitError` where the installed pyvis lacks the vis-network that the page needs.
    """
    things, links = read(graph)
    scripts = (_FAILED, _vis_network(), *map(asset, _SCRIPTS))
    return Template(asset("page.html")).substitute(
        policy=policy(scripts),
        title=escape(clean_text(title) or "graphkit"),
        subtitle=escape(clean_text(subtitle)),
        light=style.PAPER.light,
        dark=style.PAPER.dark,
        css=asset("page.css"),
        summary=markup.summary(things, links),
        notes=markup.notes(things),
        legend=markup.legend(things, links),
        facts=markup.facts_table(links),
        names=markup.names_table(things),
        licences=escape(asset("notices.txt")),
        data=json_text(drawing(things, links)),
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
    check_page_name(path)
    return write_whole(path, [page_html(graph, title=title, subtitle=subtitle).encode()])


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
