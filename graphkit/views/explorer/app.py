"""The explorer's requests over HTTP: a page, its two assets, and a POST for each verb.

The app describes itself at `/openapi.json`, for whoever builds on it; no page of documentation
is served, because such pages load their scripts from elsewhere. What is let in at all is decided
by `gate`; which thread answers, by `lanes`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
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
from graphkit.views.explorer.answers import VERBS, Session
from graphkit.views.explorer.lanes import Lane
from graphkit.views.explorer.refusals import problem, refusal
from graphkit.views.explorer.shell import ASSETS, served_page

__all__ = ["make_app"]

SECONDS = 60.0  # that a request may take in the store
_CONSOLE_SECONDS, _CONSOLE_MEMORY, _CONSOLES = 20.0, 1024, 2
_STATUS = (
    (StoreBusy, 503),
    (StoreError, 502),
    (UnknownName, 404),
    (QueryError, 422),
    (BadValue, 422),
)
_SLOW = (requests.Ask, requests.Save)


class _Plain(Response):
    """JSON in UTF-8 of values that are plain already."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def make_app(store: Store, token: str, start: str = "", seconds: float = SECONDS) -> FastAPI:
    """The app over the place of `store`, which it opens anew for each of its threads.

    `token` goes into the page; `start` is the fragment that the page begins with.
    """
    app = FastAPI(
        title="graphkit explorer",
        version=graphkit.__version__,
        description="Every request is a POST of JSON with the header `X-Graphkit-Token`.",
        docs_url=None,
        redoc_url=None,
        default_response_class=_Plain,
    )
    again = partial(open_store, store.url, **store.login)
    app.state.lanes = [Lane("quick", again, seconds), Lane("slow", again, seconds)]
    quick, slow = app.state.lanes
    consoles = asyncio.Semaphore(_CONSOLES)

    async def console(asked: requests.Cypher) -> ConsoleRows:
        run = partial(
            run_guarded,
            store.url,
            asked.text,
            asked.parameters,
            **store.login,
            row_limit=asked.limit,
            seconds=_CONSOLE_SECONDS,
            memory_mb=_CONSOLE_MEMORY,
        )
        async with consoles:
            return await asyncio.to_thread(run)

    async def answer(asked: requests.Request) -> Response:
        if isinstance(asked, requests.Cypher):
            found = await console(asked)
            return _Plain(await quick.run(lambda session: session.shown(found)))
        lane = slow if isinstance(asked, _SLOW) else quick
        return _Plain(await lane.run(partial(_answered, asked=asked)))

    for verb, shape in VERBS.items():
        _add_verb(app, verb, shape, answer)
    _add_page(app, token, start)
    _add_refusals(app)
    return app


def _answered(session: Session, asked: requests.Request) -> Any:
    return session.answer(asked)


def _add_verb(
    app: FastAPI,
    verb: str,
    shape: type[requests.Request],
    answer: Callable[[requests.Request], Awaitable[Response]],
) -> None:
    async def endpoint(asked: requests.Request) -> Response:
        return await answer(asked)

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
