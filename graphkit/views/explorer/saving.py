"""The explorer as one offline file: a part of the graph with all of its evidence, to be sent on.

What is in it was chosen: entities, the facts between them, every statement of these, and answers
to the questions of the catalogue on the days of saving, as far as they rest on these facts and no
others. Whoever opens it can turn both clocks and read every source, and needs no graphkit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from graphkit.errors import BadValue, GraphkitError
from graphkit.questions.answer import Answer
from graphkit.questions.ask import ask, clock
from graphkit.questions.catalogue import Question, catalogue
from graphkit.questions.entities import find_key
from graphkit.stores.base import Store
from graphkit.views.explorer.about import about
from graphkit.views.explorer.asking import told
from graphkit.views.explorer.detail import entities, evidence_around
from graphkit.views.explorer.first import MOST, first_view, focused
from graphkit.views.explorer.scene import EMPTY, Scene, scene_among
from graphkit.views.explorer.shell import saved_page
from graphkit.views.explorer.start import fragment
from graphkit.views.offline import check_page_name
from graphkit.writing import write_whole

__all__ = ["page_around", "page_of", "save"]

_WHOLE = 3_000  # entities up to which a graph is saved whole unless a part of it is asked for
_AROUND = 1_500  # entities that are saved around a focus
_ROWS = 300  # of one answer
_ASKED = 8  # entities that each question about one entity is asked of

_ALL = (
    "MATCH (e:Entity) WHERE e.key IS NOT NULL AND e.names IS NOT NULL AND e.same_as IS NULL "
    "RETURN e.key LIMIT $most"
)


def save(
    store: Store,
    path: str | PathLike[str],
    focus: Sequence[str] = (),
    as_of: str | date | None = None,
    known_on: str | date | None = None,
) -> Path:
    """Write the page to `path`, whole or not at all, and return the path.

    `focus` are names: what is within two steps of them is saved. Without, it is the whole graph,
    or, of more than 3,000 entities, the view that the explorer begins with. Raises `UnknownName`,
    and `BadValue` where the file cannot be written.
    """
    check_page_name(path)
    named = [find_key(store, each) for each in focus]
    return write_whole(path, [page_around(store, named, as_of, known_on).encode()])


def page_around(
    store: Store,
    focus: Sequence[str],
    as_of: str | date | None = None,
    known_on: str | date | None = None,
    *,
    small: bool = False,
) -> str:
    """The page of what is around these entities, by key, or of the whole, as `save` says; a
    `small` one holds no more than is seen first.
    """
    first = focused(store, focus, 2, MOST) if focus else first_view(store)
    keys = first["nodes"]["key"]
    if focus and not small:
        keys = focused(store, focus, 2, _AROUND)["nodes"]["key"]
    elif not small and store.counts()["entities"] <= _WHOLE:
        keys = sorted(key for (key,) in store.query(_ALL, {"most": _WHOLE}))
    start = fragment((), as_of, known_on)
    days = clock(as_of), clock(known_on)
    return page_of(store, keys, *days, first=first, asked=focus, start=start)


def page_of(
    store: Store,
    keys: Sequence[str],
    as_of: str,
    known_on: str,
    *,
    first: Scene | None = None,
    asked: Sequence[str] = (),
    answers: Sequence[Answer] = (),
    start: str = "",
) -> str:
    """The page of these entities. It begins with `first`, a scene of some of them, or with all;
    it holds these answers, and those to questions about one entity for those `asked`, else for
    the best connected ones.
    """
    scene = scene_among(store, keys)
    held = scene["nodes"]["key"]
    if not held:
        raise GraphkitError(
            "there is nothing to save; load a pack first: graphkit load autos-china"
        )
    until = max(known_on, clock(None))  # the page turns its clocks to all that is known by now
    proofs = evidence_around(store, held, as_of, until)
    said = [each for one in proofs for each in one["statements"]]
    counts = {  # what `Store.counts` counts, of what the page holds
        "entities": len(held),
        "sources": len({each["source"]["key"] for each in said}),
        "statements": sum(not each["rule"] for each in said),
        "facts": len(scene["edges"]["fact"]),
    }
    about_it = {**about(store, counts), "complete": True}
    facts = {each["fact"] for each in proofs}
    foreseen = _foreseen(store, asked or _best(scene), as_of, known_on)
    saved = {
        "about": about_it,
        "scene": scene,
        "first": _places(scene, first or scene),
        "entities": entities(store, held, until),
        "evidence": proofs,
        "answers": [_kept(each, facts) for each in [*answers, *foreseen]],
        "as_of": as_of,
        "known_on": known_on,
    }
    return saved_page(about_it["title"], saved, start)


def _places(scene: Scene, first: Scene) -> dict[str, list[Any]]:
    """The places in `scene` of what is seen first, and where it is drawn."""
    place = {key: number for number, key in enumerate(scene["nodes"]["key"])}
    facts = {fact: number for number, fact in enumerate(scene["edges"]["fact"])}
    nodes = first["nodes"]
    shown = [number for number, key in enumerate(nodes["key"]) if key in place]
    return {
        "nodes": [place[nodes["key"][number]] for number in shown],
        "edges": [facts[fact] for fact in first["edges"]["fact"] if fact in facts],
        "x": [nodes["x"][number] for number in shown],
        "y": [nodes["y"][number] for number in shown],
    }


def _best(scene: Scene) -> list[str]:
    """The entities with the most facts in the store."""
    nodes = scene["nodes"]
    order = sorted(range(len(nodes["key"])), key=lambda each: (-nodes["degree"][each], each))
    return [nodes["key"][each] for each in order[:_ASKED]]


def _foreseen(store: Store, asked: Sequence[str], as_of: str, known_on: str) -> Iterator[Answer]:
    """The answers to what is likely to be asked."""
    for question in catalogue().values():
        for parameters in _fillings(question, asked):
            try:
                yield ask(store, question, as_of=as_of, known_on=known_on, named=parameters)
            except BadValue:
                continue  # asked of what it is not about, such as the routes of a ministry


def _fillings(question: Question, asked: Sequence[str]) -> list[dict[str, str]]:
    """What a question can be asked with when nobody is there to say: nothing, or one entity."""
    needed = [each for each in question.parameters if not each.optional]
    if not needed:
        return [{}]
    if len(needed) == 1 and needed[0].type == "entity":
        return [{needed[0].name: key} for key in asked]
    return []


def _kept(answer: Answer, held: set[str]) -> dict[str, Any]:
    """The rows whose facts are all in the page; the note says if others are not."""
    kept = [at for at, facts in enumerate(answer.row_facts) if held.issuperset(facts)][:_ROWS]
    left = len(answer) - len(kept)
    note = f"{left:,} of {len(answer):,} rows are not in this page." if left else ""
    shown = replace(
        answer,
        rows=[answer.rows[at] for at in kept],
        row_facts=[answer.row_facts[at] for at in kept],
        proofs=[answer.proofs[at] for at in kept] if answer.proofs else [],
        note=" ".join(filter(None, (answer.note, note))),
    )
    return {**told(shown, len(kept)), "graph": EMPTY}
