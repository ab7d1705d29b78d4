"""Diagrams of the pages, drawn as SVG when the site is built: nothing is fetched by who reads it.

A `mermaid` fence holds `a --> b --> c`, and groups as `subgraph name [title]` … `end`; of that
language nothing else is known here. Each group is a column, and every arrow points down.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, NamedTuple

import networkx as nx
from docutils import nodes
from docutils.parsers.rst import Directive

_WIDE, _HIGH = 92, 28  # of a box
_ACROSS, _DOWN = 104, 56  # from one box to the next
_NARROWEST = 124  # column, for its title
_TOP = 44  # where the first row begins, below the titles

_STYLE = """
.scrolled { overflow-x: auto; }
.diagram { font: 15px system-ui, sans-serif; width: 100%; min-width: 736px; height: auto; }
.diagram rect { fill: var(--color-background-secondary, #f8f9fb); stroke: currentColor; }
.diagram .group { fill: none; stroke: currentColor; stroke-opacity: .25; }
.diagram path { fill: none; stroke: currentColor; stroke-opacity: .55; }
.diagram text { fill: currentColor; text-anchor: middle; dominant-baseline: central; }
.diagram .title { font-size: 12px; font-style: italic; }
"""


class Drawing(NamedTuple):
    """What a fence says: its arrows, and the names of each group in order of appearance."""

    arrows: nx.DiGraph[str]
    groups: dict[str, list[str]]


def parse(text: str) -> Drawing:
    """Read the text of a fence. Raises `ValueError` for a line that is not understood."""
    arrows: nx.DiGraph[str] = nx.DiGraph()
    groups: dict[str, list[str]] = {"": []}
    group, placed = "", set()
    for line in map(str.strip, text.strip().splitlines()):
        if line.startswith("flowchart ") or not line:
            continue
        if found := re.fullmatch(r"subgraph \w+ \[(.+)\]", line):
            group = found[1]
            groups[group] = []
        elif line == "end":
            group = ""
        elif re.fullmatch(r"\w+( --> \w+)*", line):
            chain = line.split(" --> ")
            nx.add_path(arrows, chain)
            for name in chain if group else ():
                if name not in placed:
                    groups[group].append(name)
                    placed.add(name)
        else:
            raise ValueError(f"the diagram has a line that is not understood: {line!r}")
    return Drawing(arrows, _settled(arrows, groups))


def _settled(arrows: nx.DiGraph[str], groups: dict[str, list[str]]) -> dict[str, list[str]]:
    """The groups, and last what is in none."""
    placed = {name for names in groups.values() for name in names}
    rest = [name for name in arrows if name not in placed]
    return {title: names for title, names in groups.items() if names} | ({"": rest} if rest else {})


def svg(text: str) -> str:
    """The picture of a fence."""
    arrows, groups = parse(text)
    row = {
        name: number
        for number, generation in enumerate(nx.topological_generations(arrows))
        for name in generation
    }
    place: dict[str, tuple[float, float]] = {}
    drawn: list[str] = []
    left, bottom = 0.0, _TOP + _DOWN * (max(row.values()) + 1) - (_DOWN - _HIGH)
    for title, names in groups.items():
        beside: dict[int, list[str]] = {}
        for name in names:
            beside.setdefault(row[name], []).append(name)
        wide = max(_NARROWEST, _ACROSS * max(map(len, beside.values())))
        for number, level in beside.items():
            first = left + wide / 2 - (len(level) - 1) * _ACROSS / 2
            for at, name in enumerate(level):
                place[name] = (first + at * _ACROSS, _TOP + number * _DOWN + _HIGH / 2)
        if title:
            drawn.append(
                f'<rect class="group" x="{left + 2:g}" y="2" width="{wide - 4:g}" '
                f'height="{bottom + 6:g}" rx="6"/>'
            )
            lines = _wrapped(title, wide)
            for at, line in enumerate(lines):
                y = 22 + 13 * (at - (len(lines) - 1) / 2)
                drawn.append(_label(line, left + wide / 2, y, "title"))
        left += wide
    drawn.extend(_arrow(place[start], place[end]) for start, end in arrows.edges)
    drawn.extend(_box(name, *place[name]) for name in arrows)
    said = escape("; ".join(f"{start} to {end}" for start, end in arrows.edges))
    return (
        f'<svg class="diagram" role="img" viewBox="0 0 {left:g} {bottom + 10:g}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>Arrows: {said}</title>'
        f"<style>{_STYLE}</style>"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M1 1 7 4 1 7"/></marker></defs>'
        f"{''.join(drawn)}</svg>"
    )


def figure(text: str) -> str:
    """The picture of a fence in a page: where that is narrow it is scrolled, to be readable."""
    return f'<div class="scrolled" tabindex="0">{svg(text)}</div>'


def _wrapped(title: str, wide: float) -> list[str]:
    """A title in one line, or in two where it is too long for its column."""
    words = title.split()
    if len(title) * 6 < wide or len(words) == 1:
        return [title]
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(title) / 2))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _label(text: str, x: float, y: float, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _box(name: str, x: float, y: float) -> str:
    corner = f'x="{x - _WIDE / 2:g}" y="{y - _HIGH / 2:g}"'
    return f'<rect {corner} width="{_WIDE}" height="{_HIGH}" rx="4"/>{_label(name, x, y, "name")}'


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (to_x, to_y) = start, end
    y, to_y = y + _HIGH / 2, to_y - _HIGH / 2
    bend = (to_y - y) / 2
    curve = f"M{x:g} {y:g}C{x:g} {y + bend:g} {to_x:g} {to_y - bend:g} {to_x:g} {to_y:g}"
    return f'<path d="{curve}" marker-end="url(#tip)"/>'


class Diagram(Directive):
    """The directive that a `mermaid` fence becomes."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The figure, in a page of HTML."""
        return [nodes.raw("", figure("\n".join(self.content)), format="html")]


def setup(app: Any) -> dict[str, bool]:
    """Tell Sphinx."""
    app.add_directive("mermaid", Diagram)
    return {"parallel_read_safe": True}
