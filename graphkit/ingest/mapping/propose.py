"""A mapping proposed for a table that nobody has mapped yet, as YAML with comments, to be edited.

Which columns name entities, of which kind, and which relation joins them is guessed from their
names; what could be read otherwise, and what is left out, is said with the proposal.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from os import PathLike
from pathlib import Path

import yaml

from graphkit.errors import BadValue
from graphkit.ingest.files import refuse
from graphkit.ingest.mapping.foreign import ForeignTable, open_foreign
from graphkit.ingest.mapping.looks import Look, look_at
from graphkit.ingest.mapping.making import Maker
from graphkit.ingest.mapping.meanings import EDITED, bound_of
from graphkit.ingest.mapping.parse import read_mapping
from graphkit.ingest.mapping.records import Record
from graphkit.ingest.mapping.references import leaves, problem_of, record_reader, used_by
from graphkit.ingest.mapping.roles import Thing, is_product, relation_of, things_of
from graphkit.ingest.mapping.templates import BOUNDS, parse_template
from graphkit.ingest.rows import Fault
from graphkit.ingest.tables import Row, Torn
from graphkit.model import RELATIONS
from graphkit.values import clean_text, shown
from graphkit.writing import write_whole

__all__ = ["Proposal", "propose", "propose_mapping"]

_ROWS = 2_000
_MOST_TORN = 5  # rows that are told of one by one
_BOUNDS = tuple(filter(None, BOUNDS.values()))
_TERM = {"valid_to": "   # or expected_to, where it is the end of a term that was agreed"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping as text, and what it was made from: how the table is written, its columns, and
    sentences of the first facts it makes. `torn` says of rows that do not fit the columns where
    they are, what is wrong and what to do; `doubts` what can be read otherwise; `unused` are the
    columns of which it makes nothing."""

    text: str
    how: str
    looks: tuple[Look, ...]
    facts: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


def propose(
    path: Path, *, today: date, rows: int = 3, options: Mapping[str, str] | None = None
) -> Proposal:
    """A mapping for one table; `options` say where in the file it is (sheet, member, records).
    Raises `InputError`, also where no column names anything."""
    told = {name: value for name, value in (options or {}).items() if value}
    # No column is used before the mapping is there: a cell that cannot be read hides no row.
    with open_foreign(path, told, used=lambda _: False, guess=True) as table:
        how, looks = table.how, _looks(table)
    usable = [each for each in looks if each.what != "empty" and _can_be_named(each.column)]
    things = things_of(usable)
    if not things:
        listed = ", ".join(shown(each.column) for each in looks)
        refuse(path, f"has no column that looks like a name, of {listed}", "write the mapping")
    text = _text(path, how, looks, usable, things, today, told)
    facts, torn = _tried(path, text, rows)
    doubts = tuple(clean_text(doubt) for each in usable if (doubt := _doubt(each)))
    body = text.partition("\ntables:\n")[2]
    unused = tuple(each.column for each in looks if f"$({each.column})" not in body)
    return Proposal(text, how, looks, facts, torn, doubts, unused)


def propose_mapping(
    table: str | PathLike[str],
    output: str | PathLike[str] | None = None,
    *,
    facts: int = 5,
    replace: bool = False,
    **options: str,
) -> Proposal:
    """A mapping proposed for a table, saved as `output` if given. Of a file that holds more than
    one table, the `sheet`, `member` or place of the `records` is told as in a mapping. Raises
    `InputError`, also where a file of that name is there and is not to be replaced, and `BadValue`
    where it cannot be written.
    """
    proposal = propose(Path(table), today=date.today(), rows=facts, options=options)
    if output is not None:
        if not replace and os.path.lexists(output):
            refuse(output, "is there already", "choose another name, or replace it with --force")
        write_whole(output, [proposal.text.encode()])
    return proposal


def _doubt(look: Look) -> str:
    """What of a column a person has to look at before anything is loaded."""
    if look.other:
        return (
            f"{look.column}: reads as {look.format}, and as well as {look.other}; "
            "say which is meant"
        )
    if look.what == "name" and (bound := bound_of(look.words)):
        return (
            f"{look.column}: is called like a date, and most of it is not written in one way that "
            f"reads as one (the first is {shown(look.example)}); give {bound} a format, or a list "
            "of them, or mend the cells"
        )
    return ""


def _looks(table: ForeignTable) -> tuple[Look, ...]:
    """What the columns look like, by the first rows."""
    found = [row for row in islice(table.rows, _ROWS) if not isinstance(row, Torn)]
    names = list(table.columns)
    if not names:
        every = (leaf for row in found for leaf in leaves(row.given))
        names = [name for name in dict.fromkeys(every) if "[]" not in name]
    return tuple(look_at(name, _cells(table, name, found)) for name in names)


def _told(table: ForeignTable, torn: list[Torn]) -> tuple[str, ...]:
    told = [
        clean_text(f"{_where(table, row.line)}: {row.message} ({row.hint})")
        for row in torn[:_MOST_TORN]
    ]
    return (*told, *([f"and {len(torn) - len(told):,} more"] if len(torn) > len(told) else []))


def _where(table: ForeignTable, row: int) -> str:
    file, line = table.place(row)
    return f"{Path(file).name}:{line}" if line else Path(file).name


def _cells(table: ForeignTable, name: str, rows: Iterable[Row | Record]) -> Iterable[str]:
    read = table.reader(name) if table.columns else record_reader(name)
    for row in rows:
        try:
            yield read(row.given)[0]
        except BadValue:
            yield ""


def _can_be_named(column: str) -> bool:
    try:
        whole = parse_template(f"$({column})").references == (column,)
        return whole and not problem_of(column)
    except BadValue:
        return False  # it cannot be written in a mapping; the comments still list it


def _text(
    path: Path,
    how: str,
    looks: tuple[Look, ...],
    usable: list[Look],
    things: list[Thing],
    today: date,
    options: Mapping[str, str],
) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", path.name.split(".")[0].lower()).strip("-") or "table"
    lines = [
        f"# A proposal for {clean_text(path.name)} ({how}), made {today.isoformat()}. Check every",
        "# line: which column means what was guessed from names and first rows.",
        "#",
        *(f"#   {_described(each)}" for each in looks),
        "dataset:",
        f"  name: {name}",
        f"  title: {_quoted(clean_text(path.name))}",
        f"  retrieved: {today.isoformat()}   # when the table was fetched",
        "  # publisher: … and licence: …",
        "sources:",
        f"  {name}:",
        f"    title: {_quoted(clean_text(path.name))}",
        "    publisher: unknown           # who publishes the table",
        "    kind: reference              # or official-register, filing, aggregator …",
        "    # url: https://…             # and published: the day of its edition",
        "tables:",
        f"  - file: {_quoted(path.name)}",
        *(f"    {name}: {_quoted(value)}" for name, value in options.items()),
    ]
    encoding = how.partition(",")[0]
    if "," in how and encoding != "utf-8":
        lines.append(f"    encoding: {encoding}   # a guess: compare names with the original")
    lines.append("    entities:")
    for thing in things:
        lines += _entity(thing, usable, name, only=len(things) == 1)
    lines += _statements(things, usable)
    return "\n".join(lines) + "\n"


def _described(look: Look) -> str:
    what = {
        "empty": f"empty in the first {_ROWS:,} rows",
        "sort": "one of a few words",
        "label": "an id",
        "identifier": look.field,
    }
    example = f", as {shown(clean_text(look.example))}" if look.example else ""
    filled = f", {int(100 * look.filled)}% filled" if 0 < look.filled < 1 else ""
    return f"{clean_text(look.column)}: {what.get(look.what, look.what)}{filled}{example}"


def _entity(thing: Thing, usable: list[Look], name: str, *, only: bool) -> list[str]:
    lines = [f"      {thing.label}:", f"        kind: {thing.kind}"]
    if thing.id_ is not None:
        key = f"{name}-{thing.label}-$({thing.id_.column})"
        lines.append(f"        key: {_quoted(key)}")
    else:
        lines.append("        # no key: it is made of the name, and equal names are one entity")
    lines.append(f"        name: {_reference(thing.look)}")
    for look in usable:
        field = look.field if look.what == "identifier" else look.what
        if only and look.what in {"identifier", "country"}:
            lines.append(f"        {field}: {_reference(look)}")
    if thing.look.filled < 1:
        lines.append(f'        where: [{{value: {_reference(thing.look)}, is_not: ""}}]')
    return lines


def _statements(things: list[Thing], usable: list[Look]) -> list[str]:
    if len(things) == 1:
        founded = next(
            (each for each in usable if each.what == "date" and "founded" in each.words), None
        )
        if founded is None:
            return ["    # statements: name what the rows say, see docs/mapping.md"]
        return [
            "    statements:",
            f"      - subject: {things[0].label}",
            "        relation: founded",
            f"        value: {_date(founded, '')}",
        ]
    subject, relation, object_, others = relation_of(things)
    lines = ["    statements:", f"      - subject: {subject.label}"]
    also = f"   # or {', '.join(others)}" if others else ""
    lines += [f"        relation: {relation.name}{also}", f"        object: {object_.label}"]
    for field in relation.fields:
        if field.required:
            first, *rest = field.choices or ("…",)
            more = f"   # or {', '.join(rest)}" if rest else ""
            lines.append(f"        {field.name}: {first}{more}")
    for look in usable:
        if look.what == "share" and "share" in relation.fields_by_name:
            lines.append(f"        share: {_reference(look)}")
    limit = next((each for each in usable if each.what == "name" and is_product(each)), None)
    if limit and "product" in relation.fields_by_name and all(t.look != limit for t in things):
        lines.append(f"        product: {_reference(limit)}")
    return lines + _dates(usable)


def _dates(usable: list[Look]) -> list[str]:
    lines: dict[str, str] = {}
    for look in (each for each in usable if each.what == "date"):
        words = set(look.words)
        bound = bound_of(words)
        if words & EDITED:
            if not words & {"updated", "modified"}:
                by = f"{_date(look, 'by')}   # it was written down then: it held by that day"
                lines.setdefault("valid_from", by)
        elif bound == "valid_from":
            lines[bound] = _date(look, "") + _either(look)
        elif bound:
            lines.setdefault(bound, _date(look, "") + (_either(look) or _TERM.get(bound, "")))
    return [f"        {name}: {text}" for name, text in lines.items()]


def _either(look: Look) -> str:
    return f'   # or "{look.other}": it reads either way' if look.other else ""


def _date(look: Look, bound: str) -> str:
    done = [f"format: {_quoted(look.format)}"] if look.format else []
    done += [f"as: {bound}"] if bound else []
    if not done:
        return _reference(look)
    return f"{{from: {_reference(look)}, {', '.join(done)}}}"


def _reference(look: Look) -> str:
    return _quoted(f"$({look.column})")


def _quoted(text: str) -> str:
    """A text as a YAML scalar that may also stand in a mapping on one line."""
    if re.fullmatch(r"\$\([A-Za-z_][\w.]*\)|[A-Za-z_][\w.-]*(\$\([A-Za-z_][\w.]*\))?", text):
        return text
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=10_000, default_style='"')
    return dumped.strip()


def _tried(path: Path, mapping: str, most: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Up to so many sentences of what a mapping makes of the first rows of a table, or what is
    wrong there; and which of the rows it does not get at all."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "proposal.yaml"
        file.write_text(mapping, encoding="utf-8")
        read = read_mapping(file)
    (part,) = read.parts
    with open_foreign(path, part.options, used=used_by(part.references())) as table:
        maker = Maker(read, part, table.reader, lambda _: "")
        first = list(islice(table.rows, _ROWS))
        whole = (row for row in first if not isinstance(row, Torn))
        facts = chain.from_iterable(_sentences(maker, table, row) for row in whole)
        torn = [row for row in first if isinstance(row, Torn)]
        return tuple(islice(facts, most)), _told(table, torn)


def _sentences(maker: Maker, table: ForeignTable, row: Row | Record) -> Iterable[str]:
    faults: list[Fault] = []
    made = maker.make(row.given, faults)
    where = _where(table, row.line)
    if faults:
        fault = faults[0]
        yield clean_text(f"{where}:{fault.column}: {fault.message} ({fault.hint})")
        return
    if made is None:
        return
    names = {each.key: each.name for each in made.entities}
    for each in made.statements:
        relation = RELATIONS[each.relation]
        subject = names.get(each.subject, each.subject)
        object_ = names.get(each.object, each.object) or each.value
        start = each.valid_from.text if each.valid_from else ""
        dated = f", {'' if start.startswith(_BOUNDS) else 'from '}{start}" if start else ""
        dated += f", to {each.valid_to.text}" if each.valid_to else ""
        dated += f", for a term to {each.expected_to.text}" if each.expected_to else ""
        said = relation.sentence.format(subject=subject, object=object_)
        yield clean_text(f"{said}{dated} ({where})")
    if not made.statements:
        for entity in made.entities:
            yield clean_text(f"{entity.name} is a {entity.kind} ({where})")
