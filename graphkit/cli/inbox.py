"""The command that reads an article and asks about what it may state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.options import Where, command, opened, store_options
from graphkit.wording import counted

if TYPE_CHECKING:
    from graphkit.inbox import Passed
    from graphkit.inbox.box import Entry
    from graphkit.inboxing import Inbox, Taken

__all__: list[str] = []

_SHOWN = 20  # sentences that were passed over and are listed
_WIDE = 160  # characters of each


@command(
    'inbox article.txt --title "NIO is listed" --publisher Pandaily --published 2023-12-05',
    'inbox article-inbox --who "A. Analyst"',
    'inbox article-inbox --yes 1a2b3c4d5e --no rest --who "A. Analyst"',
    "load article-inbox",
    writes=True,
)
@click.argument("file", type=click.Path())
@click.option("--title", default="", help="Title of the text.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--published", default="", metavar="DAY", help="When, as far as it is known.")
@click.option("--url", "link", default="", metavar="URL", help="Where it stands.")
@click.option("--kind", default="press", show_default=True, help="Kind of source.")
@click.option("--pack", metavar="FOLDER", help="Where the proposals go; FILE-inbox if not given.")
@click.option(
    "--model",
    metavar="COMMAND",
    help="Ask a language model, too: a program of yours that reads JSON and writes JSON.",
)
@click.option("--list", "listed", is_flag=True, help="Show what waits; ask nothing.")
@click.option("--yes", multiple=True, metavar="ID", help="Accept a proposal.")
@click.option("--no", multiple=True, metavar="ID", help="Reject a proposal; `rest`: all others.")
@click.option("--licence-kind", default="", help="With --yes: what is licensed.")
@click.option("--who", default="", help="Who answers.")
@store_options
def inbox(
    file: str,
    pack: str | None,
    listed: bool,
    yes: tuple[str, ...],
    no: tuple[str, ...],
    licence_kind: str,
    who: str,
    model: str | None,
    where: Where,
    **about: str,
) -> None:
    """An article becomes proposed statements that wait for a yes or a no.

    FILE is a text, or the folder that was made of one. Nothing enters the graph without a yes: what
    is accepted is a pack in that folder, and is loaded as any other.
    """
    path = Path(file)
    passed: tuple[Passed, ...] = ()
    with opened(where) as graph:
        if path.is_dir():
            from graphkit.inboxing import open_inbox

            found = open_inbox(graph.store, path)
            _answer(found, yes, no, who=who, licence_kind=licence_kind)
            if not yes and not no and not listed:
                _ask(found, who)
        else:
            made = _take(graph.store, path, pack, model, about)
            found, passed = made.inbox, made.passed
        if listed or not path.is_dir():
            for each in found.box.waiting():
                _show(found, each)
        _tell_passed(passed)
        _tell(found)


def _take(
    store: Any, path: Path, pack: str | None, model: str | None, about: dict[str, str]
) -> Taken:
    from graphkit.cli.output import waiting
    from graphkit.inbox.asking import program
    from graphkit.inboxing import take

    for name in ("title", "publisher"):
        if not about[name]:
            raise click.UsageError(f"Say who says it: --{name} is missing.")
    folder = Path(pack) if pack else path.with_name(f"{path.stem}-inbox")
    with waiting(False, "Reading the text …"):
        made = take(store, path, folder, model=program(model) if model else None, **about)
    click.echo(f"{counted(made.new, 'new proposals')} in {folder}.")
    if made.dropped:
        click.echo(f"{made.dropped:,} proposals of the model were dropped: not in the text.")
    if made.cut:
        click.echo("The text is longer than is read; its end was left out.", err=True)
    return made


def _answer(
    found: Inbox, yes: tuple[str, ...], no: tuple[str, ...], *, who: str, licence_kind: str
) -> None:
    if (yes or no) and not who.strip():
        raise click.UsageError("Say who answers: --who is missing.")
    if "rest" in yes:
        raise click.UsageError("All others can only be rejected; accept each proposal by its id.")
    for key in yes:
        found.answer(key, "yes", who=who, licence_kind=licence_kind)
    rest = [each.key for each in found.box.waiting()] if "rest" in no else []
    found.reject((*(key for key in no if key != "rest"), *rest), who=who)


def _ask(found: Inbox, who: str) -> None:
    from graphkit.model import LICENCE_KINDS

    waiting = found.box.waiting()
    if not waiting:
        return
    who = who or click.prompt("Who answers")
    for each in waiting:
        _show(found, each)
        answer = click.prompt("yes, no, next or quit", type=click.Choice(["y", "n", "next", "q"]))
        if answer == "q":
            break
        if answer == "n":
            found.answer(each.key, "no", who=who)
        elif answer == "y":
            kind = ""
            if each.lacks:
                kind = click.prompt("What is licensed", type=click.Choice(list(LICENCE_KINDS)))
            found.answer(each.key, "yes", who=who, licence_kind=kind)


def _show(found: Inbox, entry: Entry) -> None:
    from graphkit.model import RELATIONS
    from graphkit.values import clean_text

    told = entry.proposal
    said = RELATIONS[told.relation].sentence.format(
        subject=found.name(told.subject), object=found.name(told.object)
    )
    more = [
        told.polarity if told.polarity != "asserted" else "",
        told.stage if told.stage != "closed" else "",
        f"from {told.valid_from}" if told.valid_from else "",
        f"to {told.valid_to}" if told.valid_to else "",
        told.share,
        entry.licence_kind,
    ]
    aside = ", ".join(filter(None, more))
    click.echo(f"\n{entry.key}  " + clean_text(f"{said}{f' ({aside})' if aside else ''}"))
    click.echo("  " + clean_text(f"“{told.quote}” [{told.start}-{told.end}, {told.by}]"))


def _tell_passed(passed: tuple[Passed, ...]) -> None:
    """What a reader has to look at by eye: the rules were silent there."""
    if not passed:
        return
    click.echo(f"\nPassed over: {counted(len(passed), 'sentences')} naming parties of the store.")
    for each in passed[:_SHOWN]:
        quote = each.quote if len(each.quote) <= _WIDE else f"{each.quote[:_WIDE].rstrip()} …"
        click.echo(f"  line {each.line} [{each.start}-{each.end}] “{quote}”")
    if len(passed) > _SHOWN:
        click.echo(f"  … and {len(passed) - _SHOWN:,} more: `graph.inbox(…).passed` has them all.")


def _tell(found: Inbox) -> None:
    entries = found.box.entries.values()
    yes, no = (sum(each.answer == answer for each in entries) for answer in ("yes", "no"))
    waiting = len(found.box.waiting())
    click.echo(f"\n{waiting:,} wait, {yes:,} accepted, {no:,} rejected.")
    folder = found.box.folder
    if waiting:
        click.echo(f"To answer: graphkit inbox {folder}")
    if yes:
        click.echo(f"To load what was accepted: graphkit load {folder}")
