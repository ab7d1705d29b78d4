"""The command that finds and judges duplicates: in the terminal, from a file, or automatically."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.options import Where, command, opened, store_options, style_option
from graphkit.wording import counted

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.resolving import Candidate

__all__: list[str] = []

_ANSWERS = {"s": "same", "d": "different", "u": "unsure"}


@command(
    'resolve --who "A. Analyst"',
    "resolve --list --format csv > judgements.csv",
    'resolve --from judgements.csv --who "A. Analyst"',
    "resolve --auto",
    'resolve --withdraw local:1a2b3c4d --who "A. Analyst" --why "two firms of one name"',
    writes=True,
)
@click.option("--list", "listed", is_flag=True, help="Only list the candidates; judge nothing.")
@click.option(
    "--from",
    "file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Judge as a table with the columns of judgements.csv says.",
)
@click.option(
    "--auto", is_flag=True, help="Judge those to be the same of which a machine may be sure."
)
@click.option("--withdraw", metavar="KEY", help="Take a judgement back.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="Leave out candidates below this score, from 0 to 1; 0.2 if not given.",
)
@click.option("--who", default="", help="Who judges.")
@click.option("--why", default="", help="On what ground.")
@style_option
@store_options
def resolve(
    listed: bool,
    file: str | None,
    auto: bool,
    withdraw: str | None,
    least: float | None,
    who: str,
    why: str,
    style: str,
    where: Where,
) -> None:
    """Entities that may be one, with reasons: same, different, or unsure.

    Nothing is decided by guess. What is judged to be the same answers as one; what was judged can
    be taken back. Without an option, asks about one pair after the other.
    """
    if sum(map(bool, (listed, file, auto, withdraw))) > 1:
        raise click.UsageError("Give one of --list, --from, --auto and --withdraw.")
    with opened(where) as graph:
        if file:
            made = graph.judge_from(file, who=who)
            click.echo(
                f"{counted(made.added, 'judgements')} added, {made.unchanged:,} were there already."
            )
        elif withdraw:
            graph.withdraw(withdraw, who=who, why=why)
            click.echo(f"{withdraw} is withdrawn.")
        elif auto:
            _automatically(graph)
        else:
            found = graph.duplicates(least)
            if listed:
                _list(found, style)
            else:
                _ask(graph, found, who)


def _automatically(graph: Graph) -> None:
    found = graph.duplicates()
    made = graph.resolve(found)
    left = len(found) - len(made)
    click.echo(
        f"{counted(len(made), 'pairs')} judged to be the same; {left:,} are left for a person."
    )
    for each in made:
        click.echo(f"  {each.key}  {each.left} = {each.right}  {each.score}  {each.features}")


def _list(found: list[Candidate], style: str) -> None:
    from graphkit.cli.output import write_answer
    from graphkit.questions.answer import Answer

    shown = ("left", "left_name", "right", "right_name", "score", "features")
    columns = shown if style == "table" else (*shown[:4], "verdict", "why", *shown[4:])
    rows = [
        {
            "left": each.left.key,
            "left_name": each.left.name,
            "right": each.right.key,
            "right_name": each.right.name,
            "verdict": "",
            "why": "",
            "score": f"{each.comparison.score:.4f}",
            "features": each.comparison.reasons,
        }
        for each in found
    ]
    write_answer(Answer("resolve", {}, columns, rows), style)


def _ask(graph: Graph, found: list[Candidate], who: str) -> None:
    if not found:
        click.echo("No two entities look like one, apart from those that were judged.")
        return
    click.echo(
        f"{counted(len(found), 'pairs')} may be one. Each answer is written at once; q stops."
    )
    who = who or click.prompt("Who judges")
    judged = 0
    for number, each in enumerate(found, 1):
        _show(each, f"{number} of {len(found)}")
        answer = click.prompt(
            "same, different, unsure, next or quit",
            type=click.Choice([*_ANSWERS, "n", "q"]),
            show_choices=True,
        )
        if answer == "q":
            break
        if answer in _ANSWERS:
            why = click.prompt("Why", default=f"judged by its names: {each.comparison.reasons}")
            judged += _judge(graph, each, _ANSWERS[answer], who, why)
    click.echo(f"{judged:,} judged.")


def _judge(graph: Graph, candidate: Candidate, verdict: str, who: str, why: str) -> bool:
    """Write one judgement; what contradicts it is told, and the next pair is asked about."""
    from graphkit.errors import InputError

    left, right = candidate.pair
    try:
        graph.judge(left, right, verdict, who=who, why=why)
    except InputError as exc:
        click.echo(str(exc), err=True)
        return False
    return True


def _show(candidate: Candidate, title: str) -> None:
    from graphkit.values import clean_text

    click.echo(f"\n{title}: score {candidate.comparison.score:.2f}")
    for each in (candidate.left, candidate.right):
        details: dict[str, Any] = dict(each.details)
        about = ", ".join(f"{name} {value}" for name, value in details.items())
        names = "; ".join(each.names)
        click.echo("  " + clean_text(f"{each.key}: {names}{f' ({about})' if about else ''}"))
    click.echo(f"  because: {candidate.comparison.reasons}")
