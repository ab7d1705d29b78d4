"""The picture as a pyvis `Network`: what is where, and which line bends which way.

pyvis is the model only. Its own page writer runs hostile names and fetches from outside, so it is
never called, and nothing of pyvis's leaves this module: the page gets plain data. No HTML here.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphkit.views import layout, style
from graphkit.views.records import Link, Thing

__all__ = ["READABLE", "drawing", "present"]

READABLE = 500  # nodes up to which the picture is meant to be read as a whole

_RADIUS = 15.0  # pixels, of a node's mark
_FOCUS_RADIUS = 20.0
_LINE_UNITS = 22  # Latin letters in a line of a label; a Chinese character counts two
_LINES = 3
_UNIT_WIDTH = 7.2
_LINE_HEIGHT = 17.0
_LABELLED = 80  # nodes up to which every name has room of its own
_BEND = 30.0  # pixels between the middles of parallel lines
_DODGE = 44.0  # pixels by which a line goes around a node that stands in its way

_DODGED = 150  # nodes up to which lines go around; among more, straight lines read better

Point = tuple[float, float]


def drawing(things: Sequence[Thing], links: Sequence[Link]) -> dict[str, Any]:
    """Nodes and edges as the page's script takes them, with the styles that they refer to.

    Numbers, texts, lists and dicts only. `marks` and `lines` are the kinds and relations present,
    in the order of the model; a node's `mark` and an edge's `line` are places in them.
    """
    # pyvis brings IPython with it, which is slow to import and needed only when a page is made.
    from pyvis.network import Network

    network = Network(directed=True)
    kinds = present((each.kind for each in things), style.KIND_STYLES)
    relations = present((each.relation for each in links), style.RELATION_STYLES)
    points = _points(things, links)
    for thing, (x, y) in zip(things, points, strict=True):
        network.add_node(
            thing.number,
            label="\n".join(_wrapped(thing.name)),
            color=style.kind_style(thing.kind).ink.light,
            size=_FOCUS_RADIUS if thing.focus else _RADIUS,
            x=x,
            y=y,
            name=thing.name,
            names=list(thing.names),
            mark=kinds.index(thing.kind),
            focus=thing.focus,
        )
    bends = _bends(links, points)
    for link in links:
        length = math.dist(points[link.tail], points[link.head])
        line = relations.index(link.relation)
        network.add_edge(link.tail, link.head, **_edge(link, bends[link.number], length, line))
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "marks": [_mark(kind) for kind in kinds],
        "lines": [_line(relation) for relation in relations],
        "paper": [style.PAPER.light, style.PAPER.dark],
    }


def present(names: Iterable[str], known: Mapping[str, object]) -> list[str]:
    """The names that occur, each once: those of `known` in its order, then the others sorted."""
    found = set(names)
    return [name for name in known if name in found] + sorted(found - known.keys())


def _mark(kind: str) -> dict[str, str]:
    look = style.kind_style(kind)
    return {
        "word": look.word,
        "path": look.path,
        "light": look.ink.light,
        "dark": look.ink.dark,
    }


def _line(relation: str) -> dict[str, str]:
    look = style.line_style(relation)
    return {"word": look.word, "light": look.ink.light, "dark": look.ink.dark}


def _units(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _wrapped(name: str) -> list[str]:
    """A name in at most `_LINES` lines, broken at blanks where there are any; "…" if cut."""
    lines = [""]
    for word in name.split(" "):
        rest = word
        if lines[-1] and _units(lines[-1]) + 1 + _units(rest) <= _LINE_UNITS:
            lines[-1] += f" {rest}"
            continue
        if lines[-1]:
            lines.append("")
        for letter in rest:
            if _units(lines[-1] + letter) > _LINE_UNITS:
                lines.append("")
            lines[-1] += letter
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], lines[_LINES - 1][:-1] + "…"]


def _points(things: Sequence[Thing], links: Sequence[Link]) -> list[Point]:
    """Where each node's mark stands, with room below it for its name."""
    roomy = len(things) <= _LABELLED
    boxes, lifts = [], []
    for thing in things:
        lines = _wrapped(thing.name)
        letters = max(map(_units, lines)) + (1 if thing.focus else 0)
        width = letters * _UNIT_WIDTH + 18 if roomy else 72.0
        below = len(lines) * _LINE_HEIGHT + 8 if roomy else 12.0
        boxes.append((max(width, 64.0), 2 * _FOCUS_RADIUS + below + 10))
        lifts.append(below / 2)
    placed = layout.place(len(things), [(each.tail, each.head) for each in links], boxes)
    return [(x, round(y - lift, 1)) for (x, y), lift in zip(placed, lifts, strict=True)]


def _bends(links: Sequence[Link], points: Sequence[Point]) -> list[float]:
    """How far the middle of each line is off the straight, in pixels to the left of its arrow.

    Lines between the same two nodes lie side by side, whichever way they point; a line that is
    alone is straight unless a node stands in its way. For a line from a node to itself it is the
    count of such lines before it.
    """
    groups: dict[tuple[int, int], list[Link]] = defaultdict(list)
    for link in links:
        groups[min(link.tail, link.head), max(link.tail, link.head)].append(link)
    bends = [0.0] * len(links)
    for (low, high), group in groups.items():
        for place, link in enumerate(group):
            aside = (place - (len(group) - 1) / 2) * _BEND
            if low == high:
                bends[link.number] = float(place)
            elif len(group) == 1:
                obstacles = points if len(points) <= _DODGED else ()
                bends[link.number] = _dodge(points[link.tail], points[link.head], obstacles)
            else:
                bends[link.number] = aside if link.tail == low else -aside
    return bends


def _dodge(start: Point, end: Point, points: Sequence[Point]) -> float:
    """The bend that takes a line around the node nearest to it, 0 where none is in the way."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    nearest = 2 * _RADIUS
    bend = 0.0
    for x, y in points:
        along = ((x - start[0]) * dx + (y - start[1]) * dy) / length
        left = ((x - start[0]) * dy - (y - start[1]) * dx) / length
        if 2 * _RADIUS < along < length - 2 * _RADIUS and abs(left) < nearest:
            nearest = abs(left)
            bend = -_DODGE if left > 0 else _DODGE
    return bend


def _edge(link: Link, bend: float, length: float, line: int) -> dict[str, Any]:
    """A line's options for vis-network, and beside them what the page says about it."""
    look = style.line_style(link.relation)
    end = {"enabled": True, "type": look.head, "scaleFactor": 0.75}
    dash = style.CERTAINTIES[link.certainty].dash
    return {
        "id": link.number,
        "color": look.ink.light,
        "width": look.width,
        "dashes": list(dash) if dash else False,
        "arrows": {"to": end} if look.head else {},
        "line": line,
        "sentence": link.sentence,
        "certainty": style.CERTAINTIES[link.certainty].word,
        "start": link.valid_from,
        "end": link.valid_to,
        **(_loop(bend) if link.tail == link.head else _curve(bend, length)),
    }


def _loop(before: float) -> dict[str, Any]:
    return {"selfReference": {"size": 20 + 9 * before, "angle": math.pi / 4}}


def _curve(bend: float, length: float) -> dict[str, Any]:
    """vis-network's roundness for a bend in pixels; it bends left of the arrow when clockwise."""
    if not bend:
        return {"smooth": False}
    # The middle is off by length / 4 * (1 + r) * sin(r * pi / 2), near 0.39 * length * r * (1 + r).
    share = abs(bend) / (0.39 * max(length, 1.0))
    roundness = min((math.sqrt(1 + 4 * share) - 1) / 2, 1.0)
    kind = "curvedCW" if bend > 0 else "curvedCCW"
    return {"smooth": {"enabled": True, "type": kind, "roundness": round(roundness, 3)}}
