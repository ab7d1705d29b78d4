"""The commands that reason: routes, timelines, what-ifs, conflicts, decisions and receipts.

Each verb is a question of the catalogue by another name, or one call of the library.
"""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli.options import Where, clocks, command, opened, store_options, style_option

__all__: list[str] = []


def _answer(where: Where, style: str, question: str, *arguments: str, **named: Any) -> None:
    from graphkit.cli.output import asked, write_answer

    given = {name: value for name, value in named.items() if value is not None}
    with opened(where) as graph:
        with asked(style) as read:
            answer = read(graph.ask(question, *arguments, **given))
        write_answer(answer, style)


@command("routes Xiaomi --as-of 2023-12-10", "routes NIO -f json")
@click.argument("name")
@clocks
@style_option
@store_options
def routes(name: str, style: str, where: Where, **days: str | None) -> None:
    """By which routes a company may build, through whom, on which qualification."""
    _answer(where, style, "routes", name, **days)


@command("timeline NIO", "timeline XPeng --known-on 2020-06-01")
@click.argument("name")
@clocks
@style_option
@store_options
def timeline(name: str, style: str, where: Where, **days: str | None) -> None:
    """A company's routes through time, each change with its source."""
    _answer(where, style, "timeline", name, **days)


@command("diff --from 2023-11-01 --to 2024-06-01", "diff NIO --from 2023-11-01 --to 2024-06-01")
@click.argument("name", required=False)
@click.option("--from", "since", required=True, metavar="DAY", help="The earlier day.")
@click.option("--to", "until", required=True, metavar="DAY", help="The later day.")
@clocks
@style_option
@store_options
def diff(
    name: str | None, since: str, until: str, style: str, where: Where, **days: str | None
) -> None:
    """What changed between two days: in the world, and in what we know."""
    _answer(where, style, "diff", since, until, company=name, **days)


@command(
    'stress --suspend "JAC Motors" --as-of 2022-06-01',
    "stress --fail Jiyue",
    "stress --freeze MIIT --since 2023-06-01",
    "stress --drop Pandaily --company NIO",
)
@click.option("--suspend", metavar="NAME", help="A holder whose own rights are suspended.")
@click.option(
    "--licence",
    metavar="NAME",
    help="A qualification or register that is suspended; with --suspend, only that holder's.",
)
@click.option("--freeze", metavar="NAME", help="An authority that admits nobody any more.")
@click.option("--since", metavar="DAY", help="With --freeze: from this day on.")
@click.option(
    "--undo",
    metavar="FACT",
    help="A deal: the id of a fact, or with --target the buyer or borrower.",
)
@click.option("--target", metavar="NAME", help="With --undo: the other side of the deal.")
@click.option("--fail", metavar="NAME", help="A company that fails, with all that runs through it.")
@click.option("--drop", metavar="SOURCE", help="Sources to leave out: key, title or publisher.")
@click.option(
    "--group", is_flag=True, default=None, help="With what the holder or company controls."
)
@click.option("--company", metavar="NAME", help="Only what becomes of this party.")
@clocks
@style_option
@store_options
def stress(style: str, where: Where, **named: Any) -> None:
    """Who is stranded, and who has a second route, if something is lost."""
    losses = ("suspend", "licence", "freeze", "undo", "fail", "drop")
    if not any(named[each] for each in losses):
        raise click.UsageError(f"Name what is lost: --{', --'.join(losses)}.")
    _answer(where, style, "stress", **named)


@command("conflicts", "conflicts NIO")
@click.argument("name", required=False)
@clocks
@style_option
@store_options
def conflicts(name: str | None, style: str, where: Where, **days: str | None) -> None:
    """Where sources contradict each other, side by side, and what was decided."""
    _answer(where, style, "conflicts", company=name, **days)


@command(
    'decide phones:r12b set-aside --who "A. Analyst" --why "a typing error of the page"',
    writes=True,
)
@click.argument("statement")
@click.argument("verdict", type=click.Choice(["set-aside", "upheld"]))
@click.option("--who", required=True, help="Who decides.")
@click.option("--why", required=True, help="On what ground.")
@click.option("--on", "decided_on", metavar="DAY", help="From which day on; today if not given.")
@store_options
def decide(statement: str, where: Where, **named: Any) -> None:
    """Set a statement aside, or uphold it, with a reason; `conflicts` shows the keys."""
    from graphkit.deciding import overruled

    with opened(where) as graph:
        made = graph.decide(statement, **named)
        later = overruled(graph.store, made)
    click.echo(f"{made.key}: {statement} is {made.verdict} from {made.decided_on} on.")
    if later is not None:
        told = later.decision
        click.echo(
            f"But on {later.start} it was {told.verdict} by {told.who}, and from that day on this "
            f"counts; to take that back: graphkit withdraw {told.key}"
        )


@command(
    'withdraw local:1a2b3c4d --who "A. Analyst" --why "the page was right after all"',
    writes=True,
)
@click.argument("key")
@click.option("--who", required=True, help="Who takes it back.")
@click.option("--why", required=True, help="On what ground.")
@click.option("--on", "withdrawn_on", metavar="DAY", help="From which day on; today if not given.")
@store_options
def withdraw(key: str, where: Where, **named: Any) -> None:
    """Take a decision or a judgement back; what it set aside counts again.

    That is one more record, and the history keeps both. To take back a whole run, such as a load,
    see `graphkit undo`.
    """
    with opened(where) as graph:
        graph.withdraw(key, **named)
    click.echo(f"{key} is withdrawn.")


@command("verify answer.json", "verify answer.json --against --store ./graph")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--against", is_flag=True, help="Ask again of the store, too.")
@store_options
def verify(file: str, against: bool, where: Where) -> None:
    """Check a receipt by itself, from the statements that it carries, and against a store."""
    from graphkit.questions.receipts import read
    from graphkit.questions.receipts import verify as check

    receipt = read(file)
    if against:
        with opened(where) as graph:
            found = check(receipt, graph.store)
    else:
        found = check(receipt)
    click.echo(str(found))
    if not found.holds:
        raise SystemExit(1)
