"""The commands. Each is one call of the library.

Everything but click is imported when a command runs: help, completion and a mistyped command must
answer at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

import graphkit

__all__ = ["cli", "main"]

FORMATS = ("table", "json", "csv")


class _Command(click.Command):
    """A command whose help ends with examples, as they are typed."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples"):
            for each in self.examples:
                formatter.write_text(f"graphkit {each}")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(graphkit.__version__, "--version", prog_name="graphkit")
def cli() -> None:
    """Who builds on whose licence, since when, and who says so.

    \b
    A first session:
      graphkit load autos-china
      graphkit ask who-builds-on-whose-licence --as-of 2023-12-10
      graphkit why NIO --as-of 2022-06-01
      graphkit show NIO --as-of 2023-12-10 -o nio.html
    """


def _command(*examples: str) -> Callable[[Callable[..., None]], click.Command]:
    return cli.command(cls=_Command, examples=examples)


def _store(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--store",
        metavar="WHERE",
        envvar="GRAPHKIT_STORE",
        help="Folder or address of the graph; by default $GRAPHKIT_STORE, else the platform's "
        "data folder.",
    )(command)


def _quiet(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but what was asked for.")(
        command
    )


def _clocks(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option(
        "--known-on", metavar="DAY", help="As it could be known on this day; today if not given."
    )(command)
    return click.option(
        "--as-of", metavar="DAY", help="As it was in the world on this day; today if not given."
    )(command)


def _format(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "-f",
        "--format",
        "style",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How the answer is written.",
    )(command)


def _complete_question(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from graphkit.questions.catalogue import catalogue

    return [name for name in catalogue() if name.startswith(incomplete)]


def _complete_pack(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from graphkit.packs import bundled_packs

    return [name for name in bundled_packs() if name.startswith(incomplete)]


@_command("check seeds/autos-china", "check seeds my-pack")
@click.argument("packs", nargs=-1, required=True, shell_complete=_complete_pack)
@_quiet
def check(packs: tuple[str, ...], quiet: bool) -> None:
    """Check packs: every problem as file:line:column; nothing is written."""
    from graphkit.cli.output import progress_bar
    from graphkit.loading import read

    with progress_bar(quiet) as progress:
        batch = read(packs, progress=progress)
    noun = "pack" if len(batch.datasets) == 1 else "packs"
    if not quiet:
        click.echo(
            f"No problems in {len(batch.datasets):,} {noun}: {len(batch.entities):,} entities, "
            f"{len(batch.sources):,} sources, {len(batch.statements):,} statements."
        )


@_command("load seeds/autos-china", "load seeds --store ./graph", "load my-pack --keep-going")
@click.argument("packs", nargs=-1, required=True, shell_complete=_complete_pack)
@click.option(
    "--keep-going",
    is_flag=True,
    help="Load the good rows; write the bad ones with reasons to a quarantine folder.",
)
@_store
@_quiet
def load(packs: tuple[str, ...], keep_going: bool, store: str | None, quiet: bool) -> None:
    """Check packs and load them: all of it or nothing, and never twice.

    A pack is a folder, a folder of packs, or the name of a bundled pack.
    """
    from graphkit.cli.output import progress_bar

    with graphkit.open(store) as graph:
        with progress_bar(quiet) as progress:
            report = graph.load(*packs, keep_going=keep_going, progress=progress)
        if not quiet:
            click.echo(str(report))
        if report.rejected:
            raise SystemExit(1)


@_command("questions", "questions checkpoints", "questions -f json")
@click.argument("name", required=False, shell_complete=_complete_question)
@_format
def questions(name: str | None, style: str) -> None:
    """List the catalogue of questions, or explain one of them."""
    from graphkit.cli.output import write_catalogue, write_question
    from graphkit.questions.ask import find_question
    from graphkit.questions.catalogue import catalogue

    if name:
        write_question(find_question(name), style)
    else:
        write_catalogue(catalogue().values(), style)


@_command(
    "ask who-builds-on-whose-licence --as-of 2023-12-10",
    "ask licence-history NIO -f json",
    "ask licence-hubs -p at_least=3",
)
@click.argument("question", shell_complete=_complete_question)
@click.argument("arguments", nargs=-1)
@click.option(
    "-p",
    "--parameter",
    "named",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter by name; may be given several times.",
)
@_clocks
@_format
@_store
def ask(
    question: str,
    arguments: tuple[str, ...],
    named: tuple[str, ...],
    as_of: str | None,
    known_on: str | None,
    style: str,
    store: str | None,
) -> None:
    """Ask a question of the catalogue; `graphkit questions` lists them."""
    from graphkit.cli.output import write_answer

    with graphkit.open(store) as graph:
        answer = graph.ask(question, *arguments, as_of=as_of, known_on=known_on, **_named(named))
        write_answer(answer, style)


@_command("why NIO --as-of 2022-06-01", "why 蔚来 -f json")
@click.argument("name")
@_clocks
@_format
@_store
def why(name: str, as_of: str | None, known_on: str | None, style: str, store: str | None) -> None:
    """Show the evidence on a company: sources, words and dates."""
    from graphkit.cli.output import write_answer

    with graphkit.open(store) as graph:
        write_answer(graph.why(name, as_of, known_on), style)


@_command(
    'cypher "MATCH (a)-[r:USES_LICENCE_OF]->(b) RETURN a.name, b.name"',
    'cypher "MATCH (c:Company {key: \\$key}) RETURN c.name" -p key=nio',
)
@click.argument("text")
@click.option(
    "-p",
    "--parameter",
    "named",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the query, as text; may be given several times.",
)
@_format
@_store
def cypher(text: str, named: tuple[str, ...], style: str, store: str | None) -> None:
    """Run a Cypher query that only reads."""
    from graphkit.cli.output import write_answer

    with graphkit.open(store) as graph:
        write_answer(graph.cypher(text, _named(named)), style)


@_command("show NIO --as-of 2023-12-10 -o nio.html", "show 小米 --depth 1")
@click.argument("name")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    default="graph.html",
    show_default=True,
    help="The HTML file to write.",
)
@click.option(
    "--depth",
    type=click.IntRange(1, 5),
    default=2,
    show_default=True,
    help="How many steps away from it.",
)
@_clocks
@_store
@_quiet
def show(
    name: str,
    output: str,
    depth: int,
    as_of: str | None,
    known_on: str | None,
    store: str | None,
    quiet: bool,
) -> None:
    """Draw what is around a company as one offline HTML page."""
    with graphkit.open(store) as graph:
        path = graph.show(name, output, as_of, known_on, depth)
    if not quiet:
        click.echo(f"Wrote {click.format_filename(path)}; open it in a browser.")


@_command("export --format csv -o out/", "export -o out/ --as-of 2023-12-10")
@click.option(
    "--format",
    "style",
    type=click.Choice(["csv"]),
    default="csv",
    show_default=True,
    help="What kind of files to write.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    required=True,
    help="The folder to write to; made if it is not there.",
)
@_clocks
@_store
@_quiet
def export(
    style: str,
    output: str,
    as_of: str | None,
    known_on: str | None,
    store: str | None,
    quiet: bool,
) -> None:
    """Write the graph to files; without --as-of, facts of all times."""
    with graphkit.open(store) as graph:
        paths = graph.export(output, style, as_of, known_on)
    if not quiet:
        for path in paths:
            click.echo(click.format_filename(path))


@_command(
    "completion bash >> ~/.bashrc", "completion fish > ~/.config/fish/completions/graphkit.fish"
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes graphkit's commands in your shell."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(cli, {}, "graphkit", "_GRAPHKIT_COMPLETE").source())


def _named(pairs: tuple[str, ...]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="-p")
        named[name.replace("-", "_")] = value
    return named


def main() -> None:
    """Run the command line: exit code 0 for an answer, 1 for bad input, 2 for wrong usage."""
    try:
        cli()
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; the interpreter must not complain of it
        raise SystemExit(0) from None
    except Exception as exc:
        from graphkit.errors import GraphkitError, InputError
        from graphkit.values import clean_text

        if not isinstance(exc, GraphkitError):
            raise
        head = "" if isinstance(exc, InputError) else "graphkit: "
        for line in f"{head}{exc}".splitlines():
            click.echo(clean_text(line), err=True)
        raise SystemExit(1) from None
