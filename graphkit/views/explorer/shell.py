"""The page around the bundle: what the explorer is before its script runs, served or saved.

The script, the style sheet and the notices of what is in them are built from `explorer/` and lie
in `views/assets`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from string import Template
from typing import Any
from urllib.parse import quote

from graphkit.values import clean_text
from graphkit.views.offline import asset, json_text, policy

__all__ = ["ASSETS", "saved_page", "served_page"]

ASSETS: Mapping[str, Callable[[], str]] = {
    name: partial(asset, name) for name in ("explorer.js", "explorer.css")
}


def served_page(token: str, start: str = "") -> str:
    """The page that talks to the server; it holds the token and none of the graph."""
    mark = escape(quote(token))
    return _page(
        "graphkit explorer",
        {"mode": "served", "api": "api/", "token": token, "start": start},
        head=f'<link rel="stylesheet" href="explorer.css?token={mark}">',
        script=f'<script type="module" src="explorer.js?token={mark}"></script>',
    )


def saved_page(title: str, saved: Mapping[str, Any], start: str = "") -> str:
    """The page that holds all that it shows, and asks nothing of any network."""
    script = asset("explorer.js")
    return _page(
        title,
        {"mode": "saved", "saved": saved, "start": start},
        head=(
            f'<meta http-equiv="Content-Security-Policy" content="{policy([script])}">\n'
            f"<style>{asset('explorer.css')}</style>"
        ),
        script=f'<script type="module">{script}</script>',
    )


def _page(title: str, boot: Mapping[str, Any], *, head: str, script: str) -> str:
    return Template(asset("explorer.html")).substitute(
        head=head,
        title=escape(clean_text(title)),
        notices=escape(asset("explorer-notices.txt")),
        data=json_text(boot),
        script=script,
    )
