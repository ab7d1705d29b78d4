"""How each kind of node and each relation is drawn: kind -> colour and shape, relation -> line.

Colour never speaks alone: a kind has a silhouette of its own, a relation a pair of colour and
line end that no other has, and a dash says that a fact is only possible. Every ink comes in two,
for light and for dark paper. Only what things look like: no HTML, no graph, no positions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graphkit import model

__all__ = [
    "CERTAINTIES",
    "HEADS",
    "KIND_STYLES",
    "PAPER",
    "RELATION_STYLES",
    "Certainty",
    "Ink",
    "KindStyle",
    "LineStyle",
    "kind_style",
    "line_style",
]


@dataclass(frozen=True, slots=True)
class Ink:
    """One colour as `#rrggbb`, for light and for dark paper."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class KindStyle:
    """A kind of node: its word, its ink, and its silhouette.

    `path` is an SVG path within -12 to 12 on both axes, filled by the even-odd rule; the legend
    and the picture draw from the same one.
    """

    word: str
    ink: Ink
    path: str


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A relation: its words, its ink, its width in pixels, and the end at its object.

    `head` is a name in `HEADS`, or "" for a relation that has no direction.
    """

    word: str
    ink: Ink
    head: str
    width: float


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure a fact is on the day asked about: its words, and its dash in pixels on and off."""

    word: str
    dash: tuple[int, int] | None


PAPER = Ink("#ffffff", "#14181f")

CERTAINTIES: Mapping[str, Certainty] = {
    "yes": Certainty("yes", None),
    "possible": Certainty("possible", (7, 6)),
    "no": Certainty("no", (2, 6)),
}

# Line ends that vis-network knows, as the SVG path that the legend draws with its tip at 0, 0.
HEADS: Mapping[str, str] = {
    "arrow": "M0 0L-11 -4.5L-8.5 0L-11 4.5Z",
    "vee": "M0 0L-11 -5.5L-6 0L-11 5.5Z",
    "circle": "M0 0a4.5 4.5 0 1 0 -9 0a4.5 4.5 0 1 0 9 0Z",
    "box": "M0 -4.5H-9V4.5H0Z",
}


def _star(points: int, outer: float, inner: float) -> str:
    """A star's outline, first point up."""
    corners = []
    for step in range(2 * points):
        radius = inner if step % 2 else outer
        angle = math.pi * step / points
        corners.append(f"{radius * math.sin(angle):.1f} {-radius * math.cos(angle):.1f}")
    return f"M{'L'.join(corners)}Z"


_DISC = "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0 -22 0Z"
_TAG = "M-12 -8.5H3L12 0L3 8.5H-12ZM-9 0a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0Z"
_SQUARE = "M-9.5 -9.5H9.5V9.5H-9.5Z"
_FACTORY = "M-12 10V-2L-5 -7V-2L2 -7V-2H5.5L6.5 -11H10.5L12 -2V10Z"
_FIGURE = "M-5 -6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0ZM-10 11.5V9a8 8 0 0 1 8 -7H2a8 8 0 0 1 8 7V11.5Z"
_TEMPLE = (
    "M0 -12L12 -5V-2.5H-12V-5ZM-10 -1H-6V6.5H-10ZM-2 -1H2V6.5H-2ZM6 -1H10V6.5H6ZM-12 8H12V11H-12Z"
)
_SHEET = "M-9 -11.5H3.5L9 -6V11.5H-9ZM-5.5 -3H5.5V-1H-5.5ZM-5.5 1H5.5V3H-5.5ZM-5.5 5H2V7H-5.5Z"
_RING = "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0 -22 0ZM-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z"

KIND_STYLES: Mapping[str, KindStyle] = {
    label: KindStyle(label, Ink(light, dark), path)
    for label, light, dark, path in (
        ("Company", "#2b5c9e", "#7fb0ee", _DISC),
        ("Brand", "#a8327e", "#f08bc8", _TAG),
        ("Product", "#0f7b72", "#4fc7bb", _SQUARE),
        ("Plant", "#8a5a1e", "#d6a566", _FACTORY),
        ("Person", "#6b5fb5", "#b3a8f5", _FIGURE),
        ("Authority", "#414b57", "#b4bfcc", _TEMPLE),
        ("Qualification", "#a96d00", "#f0c04f", _star(9, 12, 8.8)),
        ("Register", "#57752a", "#a9cc6f", _SHEET),
    )
}

_LICENCE = Ink("#c2341d", "#ff8468")
_MAKING = Ink("#1f6fb8", "#6db3f5")
_DEAL = Ink("#8746b4", "#c792ee")
_OWNERSHIP = Ink("#23803f", "#67c983")
_RIGHT = Ink("#986800", "#e3b341")
_RULE = Ink("#5a6675", "#a3afbf")
_PEOPLE = Ink("#a04a6f", "#e79abb")
_OTHER = Ink("#757b84", "#949ba6")

# Relations of one family share an ink; within it the end tells them apart.
_LINES: Mapping[str, tuple[Ink, str]] = {
    "USES_LICENCE_OF": (_LICENCE, "arrow"),
    "MANUFACTURES_FOR": (_MAKING, "arrow"),
    "MAKES": (_MAKING, "vee"),
    "OPERATES": (_MAKING, "circle"),
    "DECLARED_MAKER_OF": (_MAKING, "box"),
    "ACQUIRED": (_DEAL, "arrow"),
    "ACQUIRED_ASSETS_OF": (_DEAL, "box"),
    "OWNS": (_OWNERSHIP, "arrow"),
    "OWNS_BRAND": (_OWNERSHIP, "vee"),
    "BRAND_OF": (_OWNERSHIP, "circle"),
    "HOLDS": (_RIGHT, "arrow"),
    "LISTED_IN": (_RIGHT, "vee"),
    "CLEARED": (_RIGHT, "circle"),
    "APPLIED_FOR": (_RIGHT, "box"),
    "ISSUED_BY": (_RULE, "arrow"),
    "REQUIRES": (_RULE, "circle"),
    "HARDER_THAN": (_RULE, "box"),
    "LEADS": (_PEOPLE, "arrow"),
    "SUCCEEDED_BY": (_OTHER, "arrow"),
    "COMPETES_WITH": (_OTHER, ""),
}


def _words(name: str) -> str:
    return name.replace("_", " ").lower()


RELATION_STYLES: Mapping[str, LineStyle] = {
    name: LineStyle(
        _words(name),
        ink,
        head,
        3.0 if model.RELATIONS[name].route == "borrowed" else 2.0,
    )
    for name, (ink, head) in _LINES.items()
}


def kind_style(kind: str) -> KindStyle:
    """The style of a kind; a kind outside the model is drawn as a grey ring under its own word."""
    return KIND_STYLES.get(kind) or KindStyle(kind or "other", _OTHER, _RING)


def line_style(relation: str) -> LineStyle:
    """The style of a relation; one outside the model is a grey line under its own words."""
    known = RELATION_STYLES.get(relation)
    return known or LineStyle(_words(relation) or "other", _OTHER, "vee", 2.0)
