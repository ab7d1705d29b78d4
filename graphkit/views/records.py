"""What a picture says, read from a graph whose attributes nobody has checked.

The one place that knows the attributes' names. Every text comes out fit to be shown (NFC, nothing
unseen in it) and is still hostile: whoever writes it escapes it. No styles, no HTML, no positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit import model
from graphkit.errors import BadValue
from graphkit.values import clean_text, url

if TYPE_CHECKING:
    import networkx

__all__ = ["Link", "Proof", "Thing", "read"]

_PLAIN = {"asserted", "closed"}  # what a source says unless told otherwise


@dataclass(frozen=True, slots=True)
class Proof:
    """One source behind a fact; any text may be empty, and `url` is http or https or empty.

    `stance` says where the source does not simply say that it is so: a denial, a plan, a rumour.
    """

    publisher: str
    title: str
    published: str
    quote: str
    summary: str
    url: str
    stance: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: its number from 0 in the graph's order, its names, its kind, whether asked about."""

    number: int
    name: str
    kind: str
    names: tuple[str, ...]
    focus: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A fact between two nodes, by their numbers; `certainty` is yes, possible or no."""

    number: int
    tail: int
    head: int
    relation: str
    sentence: str
    certainty: str
    valid_from: str
    valid_to: str
    confidence: str
    proofs: tuple[Proof, ...]


def read(graph: networkx.MultiDiGraph[Any]) -> tuple[tuple[Thing, ...], tuple[Link, ...]]:
    """The nodes and the facts of a graph, each in the graph's own order."""
    things = tuple(_thing(number, *each) for number, each in enumerate(graph.nodes(data=True)))
    numbers = {node: number for number, node in enumerate(graph.nodes)}
    links = tuple(
        _link(number, things[numbers[tail]], things[numbers[head]], data)
        for number, (tail, head, data) in enumerate(graph.edges(data=True))
    )
    return things, links


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return "" if value is None else clean_text(str(value))


def _each(data: Mapping[str, Any], name: str) -> Iterable[Any]:
    value = data.get(name)
    return value if isinstance(value, list | tuple) else ()


def _thing(number: int, key: object, data: Mapping[str, Any]) -> Thing:
    name = _text(data, "name") or clean_text(str(key)) or "(no name)"
    others = (clean_text(str(each)) for each in _each(data, "names"))
    names = tuple(dict.fromkeys(each for each in others if each and each != name))
    return Thing(number, name, _text(data, "kind"), names, bool(data.get("focus")))


def _link(number: int, tail: Thing, head: Thing, data: Mapping[str, Any]) -> Link:
    relation, certainty = _text(data, "relation"), _text(data, "certainty")
    known = model.RELATIONS.get(relation)
    pattern = known.sentence if known else "{subject} – {object}"
    return Link(
        number,
        tail.number,
        head.number,
        relation,
        _text(data, "sentence") or pattern.format(subject=tail.name, object=head.name),
        certainty if certainty in ("yes", "no") else "possible",
        _text(data, "valid_from"),
        _text(data, "valid_to"),
        _text(data, "confidence"),
        tuple(_proof(each) for each in _each(data, "evidence") if isinstance(each, Mapping)),
    )


def _proof(data: Mapping[str, Any]) -> Proof:
    try:
        address = url(_text(data, "url"))
    except BadValue:
        address = ""  # a javascript: or file: address is dropped, its source still named
    return Proof(
        _text(data, "publisher"),
        _text(data, "title"),
        _text(data, "published"),
        _text(data, "quote"),
        _text(data, "summary"),
        address,
        "; ".join(
            words[said]
            for words, said in (
                (model.POLARITIES, _text(data, "polarity")),
                (model.STAGES, _text(data, "stage")),
            )
            if said in words and said not in _PLAIN
        ),
    )
