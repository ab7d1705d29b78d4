"""How answers look in a terminal and in a pipe: tables, JSON, CSV, and a progress bar.

Text from the graph is data: it is never read as markup, and control characters are dropped.
"""

from __future__ import annotations

import csv
import json
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from graphkit.questions.answer import Answer
from graphkit.questions.catalogue import Question
from graphkit.questions.display import cell_text
from graphkit.values import clean_text, safe_cell
from graphkit.wording import counted

if TYPE_CHECKING:
    from graphkit.stores.base import Progress
    from graphkit.stores.bulk import Bulk
    from graphkit.stores.runs import Run

__all__ = [
    "asked",
    "progress_bar",
    "waiting",
    "write_answer",
    "write_catalogue",
    "write_history",
    "write_import",
    "write_question",
]

MOST_FOOTNOTES = 40
_WORD = 20  # characters that a column is never narrower than, where it has words as long
_GAP = 2  # blanks that a column costs beside its own width
_DATES = frozenset({"valid_from", "valid_to", "second_from", "bought"})


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress | None]:
    """A bar on standard error with what is done, how fast, and the time left; None where nobody
    would see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total, rate="")
            bar.update(tasks[step], completed=done, total=total)
            speed = bar.tasks[tasks[step]].speed
            bar.update(tasks[step], rate=f"{speed:,.0f}/s" if speed else "")

        yield report


@contextmanager
def waiting(quiet: bool, what: str) -> Iterator[None]:
    """`what` is going on, on standard error, while it does; nothing where nobody would see it."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


@contextmanager
def asked(style: str) -> Iterator[Callable[[Answer], Answer]]:
    """A question is being asked, which may take a server seconds; the block hands what it gets to
    the function, for its evidence, where that is shown, is a second look at the store."""

    def read(answer: Answer) -> Answer:
        if style != "csv" and answer.rows:
            _ = answer.evidence
        return answer

    with waiting(False, "Asking …"):
        yield read


def write_import(made: Bulk, *, quiet: bool) -> None:
    """What was written for the importer, and the command that imports it."""
    if not quiet:
        counts = ((name, getattr(made.written, name).added) for name in _COUNTED)
        click.echo(f"Wrote {', '.join(counted(count, name) for name, count in counts)}. Import:\n")
    folder = shlex.quote(click.format_filename(made.folder))
    lines = [f"cd {folder} && neo4j-admin database import full neo4j", *made.arguments]
    click.echo(" \\\n  ".join(lines))
    if not quiet:
        click.echo(f"\nThe same is in {click.format_filename(made.folder / 'import.sh')}.")


_COUNTED = ("entities", "sources", "statements", "facts")


def _json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell_text(value)) for value in row] for row in rows)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """The rows as a table without its empty columns, or, where the terminal is too narrow for
    that, one under another."""
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = [n for n, _ in enumerate(columns) if any(cell_text(row[n]) for row in rows)]
    heads = [columns[n].replace("_", " ") for n in shown]
    plain = [[cell_text(row[n]) for n in shown] for row in rows]
    # Two bounds may stand on two lines.
    dated = [columns[n] in _DATES for n in shown]
    cells = [
        [cell.replace("..", ".. ") if date else cell for cell, date in zip(row, dated, strict=True)]
        for row in plain
    ]
    console = Console(highlight=False)
    words = [
        max(cell_len(word) for cell in (head, *column) for word in cell.split() or ("",))
        for head, column in zip(heads, zip(*cells, strict=True), strict=True)
    ]
    needed = [min(longest, _WORD) for longest in words]
    room = console.width - _GAP * len(needed)
    if sum(needed) > room:
        _records(heads, plain)
        return
    whole = [max(map(cell_len, column)) for column in zip(heads, *cells, strict=True)]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for head, width in zip(heads, _widths(needed, whole, room), strict=True):
        table.add_column(Text(head), overflow="fold", width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _widths(least: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """How wide each column is: at least and at most that, and together no more than the room;
    of what is left the narrowest gets most, so that names stay whole where sentences are long."""
    widths = list(least)
    for _ in range(room - sum(widths)):
        wanting = [n for n, width in enumerate(widths) if width < most[n]]
        if not wanting:
            break
        widths[min(wanting, key=widths.__getitem__)] += 1
    return widths


def _records(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Each row as a block of its own, a line for each column that is not empty."""
    width = max(map(len, heads))
    for number, row in enumerate(rows, 1):
        click.echo(f"{number}.")
        for head, cell in zip(heads, row, strict=True):
            if cell:
                click.echo(f"  {head:<{width}}  {cell}")
        click.echo()


def write_answer(answer: Answer, style: str) -> None:
    """An answer as a table (empty columns left out), as one JSON object, or as CSV."""
    rows = [[row[column] for column in answer.columns] for row in answer.rows]
    if style == "json":
        _json(answer.to_dict())
    elif style == "csv":
        _csv(answer.columns, rows)
    elif rows:
        notes = _numbered(answer)
        _table(
            answer.columns,
            [
                [_cell(column, row[column], notes) for column in answer.columns]
                for row in answer.rows
            ],
        )
        _footnotes(answer, notes)
        _stale(answer)
        clocks = [answer.parameters.get(each) for each in ("as_of", "known_on")]
        count = counted(len(rows), "rows")
        click.echo(f"{count} as of {clocks[0]}, as known on {clocks[1]}." if all(clocks) else count)
        if answer.note:
            click.echo(clean_text(answer.note))
    else:
        click.echo(answer.note or "No rows.")


def _numbered(answer: Answer) -> dict[str, int]:
    """A number for each source of the answer, in order of appearance."""
    names = (name for row in answer.rows for name in row.get("sources") or ())
    return {name: number for number, name in enumerate(dict.fromkeys(names), 1)}


def _cell(column: str, value: Any, notes: Mapping[str, int]) -> Any:
    """The value; sources as their numbers."""
    return sorted(notes[name] for name in value or ()) if column == "sources" else value


def _footnotes(answer: Answer, notes: Mapping[str, int]) -> None:
    """Who says so, under the table: a line for each source, up to a screenful."""
    said = {each["source"]: each for each in answer.evidence} if notes else {}
    for name, number in list(notes.items())[:MOST_FOOTNOTES]:
        about = said.get(name, {})
        parts = (about.get("publisher"), about.get("published") or "undated", about.get("title"))
        click.echo(f"[{number}] " + clean_text(", ".join(str(part) for part in parts if part)))
    if len(notes) > MOST_FOOTNOTES:
        more = counted(len(notes) - MOST_FOOTNOTES, "more sources")
        click.echo(f"… and {more}; --format json has them all.")


def _stale(answer: Answer) -> None:
    """The facts that nobody has told of for long, under the sources."""
    old = {each["fact"]: each for each in answer.evidence if each["stale"]}
    for each in list(old.values())[:MOST_FOOTNOTES]:
        click.echo(clean_text(f"Stale, last said {each['last_said']}: {each['sentence']}"))
    if len(old) > MOST_FOOTNOTES:
        click.echo(f"… and {len(old) - MOST_FOOTNOTES:,} more that are stale.")


def write_catalogue(questions: Iterable[Question], style: str) -> None:
    """The list of questions: name, sentence, parameters and shorter names."""
    columns = ("name", "question", "parameters", "also")
    rows = [
        (
            each.name,
            each.sentence,
            ", ".join(f"[{p.name}]" if p.optional else p.name for p in each.parameters),
            ", ".join(each.also),
        )
        for each in questions
    ]
    if style == "json":
        _json([dict(zip(columns, row, strict=True)) for row in rows])
    elif style == "csv":
        _csv(columns, rows)
    else:
        _table(columns, rows)


def write_history(runs: Sequence[Run], style: str) -> None:
    """The runs of a store, the oldest first."""
    from graphkit.stores.runs import undone

    by = undone(runs)
    columns = ("run", "when", "command", "what", "changes", "state", "before", "after")
    rows = [
        (
            each.key,
            each.at,
            each.command,
            each.what,
            each.changes,
            "" if each.whole else "broken off",
            each.before,
            each.after,
        )
        for each in runs
    ]
    if style == "json":
        _json([each.as_record() for each in runs])
    elif style == "csv":
        _csv(columns, rows)
    elif rows:
        short = [
            (
                *row[:5],
                row[5] or (f"undone by {by[each.number].key}" if each.number in by else ""),
                row[6][:8],
                row[7][:8],
            )
            for each, row in zip(runs, rows, strict=True)
        ]
        _table(columns, short)
    else:
        click.echo("Nothing has been written yet.")


def write_question(question: Question, style: str) -> None:
    """One question: what it answers, what it takes, what it promises."""
    about = {
        "name": question.name,
        "question": question.sentence,
        "help": question.help,
        "parameters": {each.name: each.help for each in question.parameters},
        "columns": dict(question.columns),
        "example": f"graphkit {question.example}",
        "also": list(question.also),
        "cypher": question.cypher,
    }
    if style == "json":
        _json(about)
        return
    if style == "csv":
        _csv(("column", "meaning"), list(question.columns.items()))
        return
    click.echo(f"{question.sentence}\n\n{question.help}\n")
    for title, items in (("Parameters", about["parameters"]), ("Columns", about["columns"])):
        if isinstance(items, dict) and items:
            click.echo(f"{title}:")
            width = max(map(len, items))
            for name, meaning in items.items():
                click.echo(f"  {name:<{width}}  {meaning}")
            click.echo()
    if question.also:
        click.echo(f"Also asked as: {', '.join(question.also)}")
    click.echo(f"Example: {about['example']}")
