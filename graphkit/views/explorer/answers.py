"""What each request is answered with: a verb and its fields in, plain JSON values out. No HTTP.

`Session` holds what belongs together for as long as a page is open: the store and the index of
its names. A query of the reader's own runs elsewhere (`stores.console`); what it found is drawn
here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pydantic import ValidationError

from graphkit.errors import BadValue, UnknownName
from graphkit.questions.ask import clock
from graphkit.questions.entities import find_key
from graphkit.stores.base import Store
from graphkit.stores.console import ConsoleRows
from graphkit.views.explorer import requests
from graphkit.views.explorer.about import about, news
from graphkit.views.explorer.asking import answer_to, scene_of_rows
from graphkit.views.explorer.detail import entities, evidence
from graphkit.views.explorer.find import Index, read_names
from graphkit.views.explorer.first import built_on, first_view, focused, neighbourhood
from graphkit.views.explorer.path import find_path
from graphkit.views.explorer.saving import page_of

__all__ = ["VERBS", "Session", "found", "parse"]

Answered = dict[str, Any]

VERBS: Mapping[str, type[requests.Request]] = {
    each.__name__.lower(): each
    for each in (
        requests.About,
        requests.News,
        requests.View,
        requests.Expand,
        requests.Search,
        requests.Entity,
        requests.Evidence,
        requests.Path,
        requests.Ask,
        requests.Cypher,
        requests.Save,
    )
}


def parse(verb: str, fields: Any) -> requests.Request:
    """The request of a verb; raises `UnknownName` and `BadValue`."""
    if verb not in VERBS:
        raise UnknownName("request", verb, sorted(VERBS))
    try:
        return VERBS[verb].model_validate(fields)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadValue(f"{where}: {first['msg']}" if where else first["msg"]) from exc


class Session:
    """Answers requests from one store; not to be shared between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.index = Index(partial(read_names, store))
        self._counted: tuple[str, Mapping[str, int]] = ("", {})

    def answer(self, request: requests.Request) -> Answered:
        """The answer, as plain JSON values; raises a `GraphkitError`."""
        return _ANSWERS[type(request)](self, request)

    def counts(self) -> Mapping[str, int]:
        """As `Store.counts`, counted again once the store holds something else: of a million
        facts that takes seconds, and every page that is opened asks for it.
        """
        mark = self.store.mark()
        if mark != self._counted[0]:
            self._counted = mark, self.store.counts()
        return self._counted[1]

    def shown(self, rows: ConsoleRows) -> Answered:
        """The answer to a query of the reader's own, with what it returned of the graph."""
        return {
            "columns": list(rows.columns),
            "rows": [list(row) for row in rows],
            "more": f"there are more than these {len(rows):,} rows" if rows.more else "",
            "graph": scene_of_rows(self.store, rows),
        }


def _about(session: Session, _request: requests.About) -> Answered:
    told = about(session.store, session.counts())
    session.index.seen(told["mark"])
    return told


def _news(session: Session, _request: requests.News) -> Answered:
    told = news(session.store)
    session.index.seen(told["mark"])
    return told


def _view(session: Session, request: requests.View) -> Answered:
    if not request.focus:
        return first_view(session.store, request.limit)
    keys = [find_key(session.store, each) for each in request.focus]
    return focused(session.store, keys, request.depth, request.limit)


def _expand(session: Session, request: requests.Expand) -> Answered:
    key = find_key(session.store, request.key)
    if request.builds:
        return built_on(session.store, key, request.limit)
    return neighbourhood(session.store, key, request.beside, request.limit)


def _search(session: Session, request: requests.Search) -> Answered:
    return found(session.index, request)


def found(index: Index, request: requests.Search) -> Answered:
    """The answer to a search."""
    return {"found": index.search(request.text, request.limit)}


def _entity(session: Session, request: requests.Entity) -> Answered:
    key = find_key(session.store, request.key)
    return entities(session.store, [key], clock(request.known_on))[0]


def _evidence(session: Session, request: requests.Evidence) -> Answered:
    days = clock(request.as_of), clock(request.known_on)
    return evidence(session.store, request.fact, *days)


def _path(session: Session, request: requests.Path) -> Answered:
    ends = find_key(session.store, request.start), find_key(session.store, request.end)
    return find_path(session.store, *ends, clock(request.as_of), clock(request.known_on))


def _ask(session: Session, request: requests.Ask) -> Answered:
    days = clock(request.as_of), clock(request.known_on)
    asked = request.question, request.parameters
    return answer_to(session.store, *asked, *days, limit=request.limit)


def _save(session: Session, request: requests.Save) -> Answered:
    days = clock(request.as_of), clock(request.known_on)
    html = page_of(session.store, request.keys, *days, start=request.start)
    return {"filename": f"graphkit-{days[0]}.html", "html": html}


_ANSWERS: Mapping[type[requests.Request], Callable[[Session, Any], Answered]] = {
    requests.About: _about,
    requests.News: _news,
    requests.View: _view,
    requests.Expand: _expand,
    requests.Search: _search,
    requests.Entity: _entity,
    requests.Evidence: _evidence,
    requests.Path: _path,
    requests.Ask: _ask,
    requests.Save: _save,
}
