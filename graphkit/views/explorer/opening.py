"""The explorer on a graph or on one answer, in a notebook or out of it: what `Graph` offers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from os import PathLike
from typing import Any

from graphkit.questions.answer import Answer
from graphkit.questions.catalogue import CLOCKS
from graphkit.questions.entities import find_key
from graphkit.stores.base import Store
from graphkit.views.explorer.notebook import in_cell, in_notebook
from graphkit.views.explorer.saving import page_around, page_of, save
from graphkit.views.explorer.start import fragment
from graphkit.views.offline import check_page_name
from graphkit.writing import write_whole

__all__ = ["explore", "show_answer"]

Day = str | date | None


def explore(
    store: Store,
    focus: Sequence[str] = (),
    as_of: Day = None,
    known_on: Day = None,
    *,
    output: str | PathLike[str] | None = None,
    **served: Any,
) -> Any:
    """Write the page to `output`, if given; else show it in the notebook, if this is one; else
    serve it (see `serving.serve` for `served`) until Ctrl-C.
    """
    if output is not None:
        return save(store, output, focus, as_of, known_on)
    keys = [find_key(store, each) for each in focus]
    start = fragment(keys, as_of, known_on)
    if in_notebook():
        return in_cell(store, start, lambda: page_around(store, keys, as_of, known_on, small=True))
    from graphkit.views.explorer.serving import serve

    return serve(store, start=start, **served)


def show_answer(store: Store, answer: Answer, output: str | PathLike[str]) -> Any:
    """The answer as table and picture: in the notebook, if this is one, else written to `output`,
    whose path is returned. Raises `BadValue` where that is no name for a page.
    """
    days = answer.parameters["as_of"], answer.parameters["known_on"]
    given = {name: value for name, value in answer.parameters.items() if name not in CLOCKS}
    start = fragment((), *days, question=answer.question, parameters=given)

    def page() -> str:
        ends = {each[end] for each in answer.evidence for end in ("subject", "object")}
        return page_of(store, sorted(ends - {"", None}), *days, start=start, answers=[answer])

    if in_notebook():
        return in_cell(store, start, page)
    check_page_name(output)
    return write_whole(output, [page().encode()])
