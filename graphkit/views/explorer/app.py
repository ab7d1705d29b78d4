"""The explorer's requests over HTTP: a page, its two assets, and a POST for each verb.

The app describes itself at `/openapi.json`, for whoever builds on it; no page of documentation
is served, because such pages load their scripts from elsewhere. What is let in at all is decided
by `gate`; which thread answers, by `lanes`.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

import graphkit
from graphkit.errors import BadValue, GraphkitError, QueryError, StoreBusy, StoreError, UnknownName
from graphkit.stores import open_store
from graphkit.stores.base import Store
from graphkit.stores.console import ConsoleRows, run_guarded
from graphkit.views.explorer import requests
from graphkit.views.explorer.answers import VERBS, Session, found
from graphkit.views.explorer.find import Index, Names, read_names
from graphkit.views.explorer.lanes import Lane
from graphkit.views.explorer.refusals import problem, refusal
from graphkit.views.explorer.shell import ASSETS, served_page
from graphkit.views.explorer.timed import TimedStore

__all__ = ["SECONDS", "Explorer", "make_app"]

SECONDS = 60.0  # that a request may take in the store
_CONSOLE_MEMORY, _CONSOLES = 1024, 2  # MB of each query, and how many run at once
_STATUS = (
    (StoreBusy, 503),
    (StoreError, 502),
    (UnknownName, 404),
    (QueryError, 422),
    (BadValue, 422),
)
_SLOW = (requests.Ask, requests.Save)
_SAVING = 5  # times as long as another request may take: a page holds hundreds of answers


class _Plain(Response):
    """JSON in UTF-8 of values that are plain already."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


class Explorer:
    """The requests answered, each by the thread that is for it.

    The store that is given is read by the quick one, and may not be used by others meanwhile; for
    whole questions, and to read all names, the same place is opened once more.
    """

    def __init__(self, store: Store, seconds: float = SECONDS) -> None:
        self._store = store
        self._seconds = seconds
        self._quick = Lane("quick", partial(_Timed, store))
        self._slow = Lane("slow", lambda: _Timed(self._again()))
        self._names = Lane("names", lambda: Index(self._read_names))
        self._consoles = [Lane("console", object) for _ in range(_CONSOLES)]

    def warm(self) -> None:
        """Have the names read, which takes a second for every twenty thousand."""
        self._names.begin(Index.refresh)

    async def answer(self, asked: requests.Request) -> Any:
        """The answer as plain JSON values; raises a `GraphkitError`."""
        if isinstance(asked, requests.Search):
            return await self._names.run(lambda index: found(index, asked))
        if isinstance(asked, requests.Cypher):
            rows = await self._console(asked)
            return await self._quick.run(lambda timed: timed.shown(rows, self._seconds))
        lane = self._slow if isinstance(asked, _SLOW) else self._quick
        seconds = self._seconds * (_SAVING if isinstance(asked, requests.Save) else 1)
        answer = await lane.run(lambda timed: timed.answer(asked, seconds))
        if isinstance(asked, requests.About | requests.News):
            self._names.begin(partial(Index.seen, mark=answer["mark"]))
        return answer

    async def _console(self, asked: requests.Cypher) -> ConsoleRows:
        run = partial(
            run_guarded,
            self._store.url,
            asked.text,
            asked.parameters,
            **self._store.login,
            row_limit=asked.limit,
            seconds=self._seconds,
            memory_mb=_CONSOLE_MEMORY,
        )
        lane = min(self._consoles, key=lambda each: each.waiting)
        return await lane.run(lambda _: run())

    def _again(self) -> Store:
        return open_store(self._store.url, **self._store.login)

    def _read_names(self) -> Names:
        with self._again() as store:
            return read_names(store)

    def close(self) -> None:
        """Let the threads end."""
        lanes: tuple[Lane[Any], ...] = (self._quick, self._slow, self._names, *self._consoles)
        for lane in lanes:
            lane.close()


class _Timed:
    """A session each of whose answers may take so many seconds."""

    def __init__(self, store: Store) -> None:
        self._store = TimedStore(store)
        self._session = Session(self._store)

    def answer(self, asked: requests.Request, seconds: float) -> Any:
        self._store.allow(seconds)
        return self._session.answer(asked)

    def shown(self, rows: ConsoleRows, seconds: float) -> Any:
        self._store.allow(seconds)
        return self._session.shown(rows)


def make_app(explorer: Explorer, token: str, start: str = "") -> FastAPI:
    """The app. `token` goes into the page; `start` is the fragment that the page begins with."""
    app = FastAPI(
        title="graphkit explorer",
        version=graphkit.__version__,
        description="Every request is a POST of JSON with the header `X-Graphkit-Token`.",
        docs_url=None,
        redoc_url=None,
        default_response_class=_Plain,
    )
    for verb, shape in VERBS.items():
        _add_verb(app, verb, shape, explorer)
    _add_page(app, token, start)
    _add_refusals(app)
    return app


def _add_verb(app: FastAPI, verb: str, shape: type[requests.Request], explorer: Explorer) -> None:
    async def endpoint(asked: requests.Request) -> Response:
        return _Plain(await explorer.answer(asked))

    # What FastAPI reads to check and to describe the body.
    endpoint.__annotations__["asked"] = shape
    endpoint.__doc__ = shape.__doc__
    app.post(f"/api/{verb}", name=verb)(endpoint)


def _add_page(app: FastAPI, token: str, start: str) -> None:
    @app.get("/", include_in_schema=False)
    async def page() -> Response:
        return Response(served_page(token, start), media_type="text/html; charset=utf-8")

    def add(name: str, media_type: str) -> None:
        @app.get(f"/{name}", include_in_schema=False)
        async def asset() -> Response:
            return Response(ASSETS[name](), media_type=f"{media_type}; charset=utf-8")

    add("explorer.js", "text/javascript")
    add("explorer.css", "text/css")


def _add_refusals(app: FastAPI) -> None:
    @app.exception_handler(GraphkitError)
    async def refused(_request: Request, error: GraphkitError) -> Response:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
        return _Plain(refusal(error), status_code=status)

    @app.exception_handler(RequestValidationError)
    async def misshapen(_request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        return _Plain(problem(f"{where}: {first['msg']}"), status_code=422)

    @app.exception_handler(HTTPException)
    async def unknown(_request: Request, error: HTTPException) -> Response:
        return _Plain(problem(str(error.detail)), status_code=error.status_code)

    @app.exception_handler(Exception)
    async def failed(_request: Request, _error: Exception) -> Response:
        return _Plain(problem("graphkit failed; its terminal says how"), status_code=500)
