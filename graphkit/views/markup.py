"""The parts of the page that need no script: legend, table of the facts, notes.

Everything of the user's passes through `html.escape` here, quotes included, and stands only in
element text or in a quoted attribute. Texts are English; names and quotes stay in their language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from graphkit.views import style
from graphkit.views.picture import READABLE, present
from graphkit.views.records import Link, Proof, Thing
from graphkit.wording import counted

__all__ = ["facts_table", "legend", "names_table", "notes", "summary"]

_FACT_COLUMNS = ("Fact", "Relation", "Start", "End", "Certainty", "Confidence", "Sources")
_NAME_COLUMNS = ("Name", "Kind", "Other names")


def summary(things: Sequence[Thing], links: Sequence[Link]) -> str:
    """How much there is: `12 names, 1 fact`."""
    return f"{counted(len(things), 'names')}, {counted(len(links), 'facts')}"


def notes(things: Sequence[Thing]) -> str:
    """What a reader should know about this picture as a whole; "" if nothing."""
    if not things:
        return '<p class="note nothing">Nothing to show: no name and no fact was found.</p>'
    if len(things) > READABLE:
        return (
            f'<p class="note">This picture is made for up to {READABLE} names and holds '
            f"{len(things):,}: zoom in, search for a name, or ask a narrower question.</p>"
        )
    return ""


def legend(things: Sequence[Thing], links: Sequence[Link]) -> str:
    """The kinds and relations present, and what a dash means."""
    kinds = "".join(_kind(name) for name in present((t.kind for t in things), style.KIND_STYLES))
    lines = "".join(
        _line(style.line_style(name))
        for name in present((link.relation for link in links), style.RELATION_STYLES)
    )
    dashed = {"possible", *(link.certainty for link in links)} if links else set()
    lines += "".join(
        f"<li>{_stroke(each.dash, '', 2)}<span>{each.word} on the day asked about</span></li>"
        for name, each in style.CERTAINTIES.items()
        if each.dash and name in dashed
    )
    groups = (("Names", kinds), ("Lines", lines))
    return "".join(
        f"<div><h2>{title}</h2><ul>{items}</ul></div>" for title, items in groups if items
    )


def facts_table(links: Sequence[Link]) -> str:
    """A row for each fact, with all that is known about it: what the lines say, without them."""
    return _table("facts", "The facts", _FACT_COLUMNS, map(_fact_row, links)) if links else ""


def names_table(things: Sequence[Thing]) -> str:
    """A row for each node, with its kind and its other names."""
    return _table("names", "The names", _NAME_COLUMNS, map(_name_row, things)) if things else ""


def _table(key: str, title: str, columns: Sequence[str], rows: Iterable[str]) -> str:
    heads = "".join(f'<th scope="col">{column}</th>' for column in columns)
    return (
        f'<section><h2 id="{key}-title">{title}</h2>'
        f'<div class="scroll" role="region" aria-labelledby="{key}-title" tabindex="0">'
        f'<table id="{key}" aria-labelledby="{key}-title"><thead><tr>{heads}</tr></thead>'
        f"<tbody>\n{''.join(rows)}</tbody></table></div></section>"
    )


def _ink(ink: style.Ink) -> str:
    return f'class="ink" style="--light:{ink.light};--dark:{ink.dark}"'


def _kind(kind: str) -> str:
    look = style.kind_style(kind)
    mark = f'<svg viewBox="-13 -13 26 26" aria-hidden="true"><path d="{look.path}"/></svg>'
    return f"<li {_ink(look.ink)}>{mark}<span>{escape(look.word)}</span></li>"


def _line(look: style.LineStyle) -> str:
    end = f'<path d="{style.HEADS[look.head]}" transform="translate(44 8)"/>' if look.head else ""
    stroke = _stroke(None, end, look.width)
    return f"<li {_ink(look.ink)}>{stroke}<span>{escape(look.word)}</span></li>"


def _stroke(dash: tuple[int, int] | None, end: str, width: float) -> str:
    pattern = f' stroke-dasharray="{dash[0]} {dash[1]}"' if dash else ""
    reach = 38 if end else 44
    return (
        '<svg class="line" viewBox="0 0 48 16" aria-hidden="true">'
        f'<line x1="4" y1="8" x2="{reach}" y2="8" stroke-width="{width:g}"{pattern}/>{end}</svg>'
    )


def _fact_row(link: Link) -> str:
    proofs = "".join(map(_proof, link.proofs))
    return _row(
        f'id="fact-{link.number}"',
        f'<button type="button" data-fact="{link.number}">{escape(link.sentence)}</button>',
        _FACT_COLUMNS[1:],
        (
            escape(style.line_style(link.relation).word),
            escape(link.valid_from) or _absent("not stated"),
            escape(link.valid_to) or _absent("none stated"),
            escape(style.CERTAINTIES[link.certainty].word),
            escape(link.confidence) or _absent("not stated"),
            f"<ul>{proofs}</ul>" if proofs else _absent("none"),
        ),
    )


def _name_row(thing: Thing) -> str:
    others = "".join(f"<li>{escape(name)}</li>" for name in thing.names)
    return _row(
        f'id="name-{thing.number}"',
        f'<button type="button" data-name="{thing.number}">{escape(thing.name)}</button>',
        _NAME_COLUMNS[1:],
        (
            escape(style.kind_style(thing.kind).word),
            f"<ul>{others}</ul>" if others else _absent("none"),
        ),
    )


def _row(attributes: str, head: str, columns: Sequence[str], values: Sequence[str]) -> str:
    pairs = zip(columns, values, strict=True)
    cells = "".join(f'<td data-column="{column}">{value}</td>' for column, value in pairs)
    return f'<tr {attributes}><th scope="row">{head}</th>{cells}</tr>\n'


def _absent(words: str) -> str:
    return f'<span class="absent">{words}</span>'


def _proof(proof: Proof) -> str:
    """One source: who, when, the words quoted or else a summary."""
    who = escape(proof.publisher) or "source without a name"
    if proof.url:
        address = escape(proof.url, quote=True)
        who = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{who}</a>'
    title = f", <i>{escape(proof.title)}</i>" if proof.title else ""
    when = f", <span>{escape(proof.published)}</span>" if proof.published else ""
    stance = f"<strong>{escape(proof.stance)}</strong>" if proof.stance else ""
    quote = f"<q>{escape(proof.quote)}</q>" if proof.quote else ""
    gist = f"<p>{escape(proof.summary)}</p>" if proof.summary else ""
    return f"<li><cite>{who}</cite>{title}{when}{stance}{quote}{gist}</li>"
