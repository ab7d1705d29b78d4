"""Show the explorer where the user is: in a cell of a notebook, if this runs in one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from html import escape
from typing import Any

from graphkit.stores.base import Store

__all__ = ["Frame", "in_cell", "in_notebook"]

HEIGHT = 640  # pixels


def in_notebook() -> bool:
    """Whether a page can be shown below what runs: in Jupyter, VS Code or marimo."""
    marimo = sys.modules.get("marimo")
    if marimo is not None and marimo.running_in_notebook():
        return True
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and shell.has_trait("kernel")


def in_cell(store: Store, start: str, page: Callable[[], str], height: int = HEIGHT) -> Any:
    """What a notebook shows: the live explorer, or, where anywidget is missing, a saved page.

    `page` writes that page when it is needed.
    """
    try:
        from graphkit.views.explorer.widget import Explorer
    except ImportError:
        return Frame(page(), height)
    return Explorer(store, start, height)


class Frame:
    """A saved page in a frame that can neither reach the notebook nor any network."""

    def __init__(self, html: str, height: int = HEIGHT) -> None:
        self._html = html
        self._height = height

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="graphkit explorer" srcdoc="{escape(self._html)}" '
            'sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width: 100%; height: {self._height}px; border: 0"></iframe>'
        )
