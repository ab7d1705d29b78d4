"""The explorer in a cell of a notebook: the same page, which asks the kernel instead of a server.

Needs anywidget, the extra `notebook`. A message `{id, verb, request}` is answered with `{id,
answer}`, or with `{id, error}` as over HTTP. The kernel answers between cells, never during one.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import anywidget
import traitlets

from graphkit.errors import GraphkitError
from graphkit.stores.base import Store
from graphkit.stores.console import run_guarded
from graphkit.views.explorer import requests
from graphkit.views.explorer.answers import Session, parse
from graphkit.views.explorer.refusals import refusal
from graphkit.views.explorer.timed import TimedStore
from graphkit.views.offline import asset

__all__ = ["Explorer"]

_SECONDS = 60.0  # that one request may take


class Explorer(anywidget.AnyWidget):
    """The explorer on a store, which has to stay open for as long as the cell is used.

    `start` is the fragment that the page begins with, `height` its height in pixels.
    """

    _esm = asset("explorer.js")
    _css = asset("explorer.css")
    start = traitlets.Unicode("").tag(sync=True)
    height = traitlets.Int(640).tag(sync=True)

    def __init__(self, store: Store, start: str = "", height: int = 640) -> None:
        super().__init__(start=start, height=height)
        self._timed = TimedStore(store)
        self._session = Session(self._timed)
        self.on_msg(self._hear)

    def __repr__(self) -> str:
        """What is seen where nothing runs widgets; anywidget shows 110 characters of it."""
        return (
            "The explorer of graphkit, to be seen where widgets run; "
            "explore(output='page.html') makes a file of it"
        )

    def _hear(self, _widget: Any, message: Any, _buffers: Any) -> None:
        """Answer a message of the page; what is no request of ours is not answered."""
        if isinstance(message, dict) and isinstance(message.get("id"), int):
            verb, fields = str(message.get("verb", "")), message.get("request")
            try:
                answer = {"answer": self._answer(parse(verb, fields))}
            except GraphkitError as exc:
                answer = refusal(exc)
            self.send({"id": message["id"], **answer})

    def _answer(self, request: requests.Request) -> Any:
        self._timed.allow(_SECONDS)
        if not isinstance(request, requests.Cypher):
            return self._session.answer(request)
        run = partial(run_guarded, self._timed.url, request.text, request.parameters)
        found = run(**self._timed.login, row_limit=request.limit, seconds=_SECONDS)
        self._timed.allow(_SECONDS)
        return self._session.shown(found)
