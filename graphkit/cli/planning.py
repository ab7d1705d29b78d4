"""The commands that look before they write, and take back: plan, apply, history, undo."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli.options import (
    Where,
    allow_share_option,
    command,
    loading_options,
    opened,
    quiet_option,
    store_options,
    style_option,
)

__all__: list[str] = []


@command(
    "plan data/",
    "plan data/ --mapping vpic.yaml -o plan.json",
    "plan my-pack --keep-going",
    'plan my-pack --close my-pack:r7 --who "A. Analyst" --why "the page of May lists it as ended"',
    writes=True,
)
@loading_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the plan to a file that `graphkit apply` carries out.",
)
@click.option(
    "--close",
    multiple=True,
    metavar="KEY",
    help="Accept that a statement is missing because it ended; may be given several times.",
)
@click.option("--close-dropped", is_flag=True, help="Accept that for all that is proposed.")
@click.option(
    "--retract",
    multiple=True,
    metavar="KEY",
    help="Accept that a statement is missing because it was never so.",
)
@click.option("--who", default="", help="Who accepts that.")
@click.option("--why", default="", help="On what ground.")
@click.option("--all", "every", is_flag=True, help="Show every difference, not a screenful.")
@store_options
@quiet_option
def plan(
    packs: tuple[str, ...],
    how: dict[str, Any],
    output: str | None,
    every: bool,
    where: Where,
    quiet: bool,
    **accepted: Any,
) -> None:
    """Show what a load would change; nothing is written to the graph.

    What would be added, corrected (our error), re-dated or closed (the world's change), merged,
    what is doubtful, and what was in an earlier delivery of a data set and is not in this one.
    """
    from graphkit.cli.output import progress_bar
    from graphkit.planning import lines
    from graphkit.planning.guard import harms, totals

    with opened(where) as graph:
        with progress_bar(quiet) as progress:
            made = graph.plan(*packs, **how, progress=progress, **accepted)
        if not quiet:
            harm = harms(made.differences, totals(graph.store))
            for line in lines(made, harm, **({"most": None} if every else {})):
                click.echo(line)
    if output:
        path = made.write(output)
        if not quiet:
            click.echo(f"\nWrote {click.format_filename(path)}; `graphkit apply` carries it out.")
    if made.refused:
        raise SystemExit(1)


@command("apply plan.json", "apply plan.json --allow-share 0.6", writes=True)
@click.argument("file", type=click.Path(dir_okay=False))
@allow_share_option
@store_options
@quiet_option
def apply(file: str, allow_share: float, where: Where, quiet: bool) -> None:
    """Carry out a plan: exactly what it says, once.

    It is refused if the graph has changed since the plan was made, and if the file was altered.
    """
    from graphkit.cli.output import progress_bar

    with opened(where) as graph:
        with progress_bar(quiet) as progress:
            applied = graph.apply(file, allow_share=allow_share, progress=progress)
        if not quiet:
            click.echo(str(applied))


@command("history", "history -f json")
@style_option
@store_options
def history(style: str, where: Where) -> None:
    """List every run: what was written, when, by which command."""
    from graphkit.cli.output import write_history

    with opened(where) as graph:
        write_history(graph.history(), style)


@command("undo run-12", "undo run-12 --and-later", writes=True)
@click.argument("run")
@click.option(
    "--and-later",
    is_flag=True,
    help="Take all later runs back with it: the graph is then what it was before it.",
)
@store_options
@quiet_option
def undo(run: str, and_later: bool, where: Where, quiet: bool) -> None:
    """Take a run back exactly: a load, a plan, a decision, or an undo.

    `graphkit history` names the runs. A run on which later ones build is not taken back by itself.
    What is taken back stays in the history, and can be had again by undoing the undo.
    """
    from graphkit.cli.output import progress_bar

    with opened(where) as graph:
        with progress_bar(quiet) as progress:
            made = graph.undo(run, and_later=and_later, progress=progress)
        if not quiet:
            click.echo(str(made))
