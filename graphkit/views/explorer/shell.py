"""The page around the bundle: what the explorer is before its script runs.

The script and the style sheet are built from `explorer/` and lie in `views/assets`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from urllib.parse import quote

from graphkit.views.offline import asset, json_text

__all__ = ["ASSETS", "served_page"]

ASSETS: Mapping[str, Callable[[], str]] = {
    name: partial(asset, name) for name in ("explorer.js", "explorer.css")
}

_SERVED = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="explorer.css?token={token}">
<title>graphkit explorer</title>
</head>
<body>
<noscript><p>The explorer needs JavaScript.</p></noscript>
<div id="graphkit"></div>
<script type="application/json" id="graphkit-data">{data}</script>
<script src="explorer.js?token={token}"></script>
</body>
</html>
"""


def served_page(token: str, start: str = "") -> str:
    """The page that talks to the server; it holds the token and none of the graph."""
    boot = {"mode": "served", "api": "api/", "token": token, "start": start}
    return _SERVED.format(token=escape(quote(token)), data=json_text(boot))
