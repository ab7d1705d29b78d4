"""The commands that ask, draw and export, and the way in. Each is one call of the library.

Everything but click is imported when a command runs.
"""

from __future__ import annotations

import sys

import click

import graphkit.cli.inbox
import graphkit.cli.ingesting
import graphkit.cli.planning
import graphkit.cli.reasoning
import graphkit.cli.resolving  # noqa: F401 - their commands join the group
from graphkit.cli.options import (
    Where,
    address,
    cli,
    clocks,
    command,
    complete_question,
    named_values,
    opened,
    parameters,
    password_for,
    quiet_option,
    store_options,
    style_option,
)
from graphkit.export import FORMATS

__all__ = ["cli", "main"]

_ANY = "MATCH (e:Entity) RETURN e.key LIMIT 1"


@command("questions", "questions checkpoints", "questions -f json")
@click.argument("name", required=False, shell_complete=complete_question)
@style_option
def questions(name: str | None, style: str) -> None:
    """List the catalogue of questions, or explain one of them."""
    from graphkit.cli.output import write_catalogue, write_question
    from graphkit.questions.ask import find_question
    from graphkit.questions.catalogue import catalogue

    if name:
        write_question(find_question(name), style)
    else:
        write_catalogue(catalogue().values(), style)


@command(
    "ask who-builds-on-whose-licence --as-of 2023-12-10",
    "ask licence-history NIO -f json",
    "ask licence-hubs -p at_least=3",
    "ask may-build NIO --as-of 2023-12-10 --receipt answer.json",
)
@click.argument("question", shell_complete=complete_question)
@click.argument("arguments", nargs=-1)
@parameters
@click.option(
    "--receipt",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the answer with its proof to a file that `verify` can check.",
)
@clocks
@style_option
@store_options
def ask(
    question: str,
    arguments: tuple[str, ...],
    named: tuple[str, ...],
    receipt: str | None,
    as_of: str | None,
    known_on: str | None,
    style: str,
    where: Where,
) -> None:
    """Ask a question of the catalogue; `graphkit questions` lists them."""
    from graphkit.cli.output import write_answer

    with opened(where) as graph:
        values = named_values(named)
        answer = graph.ask(question, *arguments, as_of=as_of, known_on=known_on, **values)
        if receipt:
            graph.receipt(answer, receipt)
        write_answer(answer, style)


@command("why NIO --as-of 2022-06-01", "why 蔚来 -f json")
@click.argument("name")
@clocks
@style_option
@store_options
def why(name: str, as_of: str | None, known_on: str | None, style: str, where: Where) -> None:
    """Show the evidence on a company: sources, words and dates."""
    from graphkit.cli.output import write_answer

    with opened(where) as graph:
        write_answer(graph.why(name, as_of, known_on), style)


@command(
    'cypher "MATCH (a)-[r:USES_LICENCE_OF]->(b) RETURN a.name, b.name"',
    'cypher "MATCH (c:Company {key: \\$key}) RETURN c.name" -p key=nio',
)
@click.argument("text")
@parameters
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=10_000,
    show_default=True,
    help="How many rows at the most.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1),
    default=30.0,
    show_default=True,
    help="How long it may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=1024,
    show_default=True,
    metavar="MB",
    help="How much memory it may take.",
)
@click.option("--write", is_flag=True, help="Allow changes; on a Neo4j server only.")
@style_option
@store_options
def cypher(
    text: str,
    named: tuple[str, ...],
    rows: int,
    seconds: float,
    memory: int,
    write: bool,
    style: str,
    where: Where,
) -> None:
    """Run a Cypher query of your own, in a process of its own that only reads."""
    from graphkit.cli.output import write_answer
    from graphkit.questions.answer import Answer
    from graphkit.stores.console import run_guarded

    values = named_values(named)
    found = run_guarded(
        address(where),
        text,
        values,
        user=where["user"],
        database=where["database"],
        password=password_for(where),
        write=write,
        row_limit=rows,
        seconds=seconds,
        memory_mb=memory,
    )
    write_answer(Answer("cypher", {"text": text, **values}, found.columns, found.dicts()), style)
    if found.more:
        click.echo(f"There are more than these {rows:,} rows; --rows allows more.", err=True)


@command("show NIO --as-of 2023-12-10 -o nio.html", "show 小米 --depth 1")
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
@clocks
@store_options
@quiet_option
def show(
    name: str,
    output: str,
    depth: int,
    as_of: str | None,
    known_on: str | None,
    where: Where,
    quiet: bool,
) -> None:
    """Draw what is around a company as one offline HTML page."""
    from graphkit.cli.output import waiting

    with opened(where) as graph, waiting(quiet, "Drawing …"):
        path = graph.show(name, output, as_of, known_on, depth)
    if not quiet:
        click.echo(f"Wrote {click.format_filename(path)}; open it in a browser.")


@command(
    "explore",
    "explore NIO --as-of 2023-12-10",
    "explore --save licences.html",
    "explore NIO Xiaomi --save evs.html --as-of 2023-12-10",
)
@click.argument("focus", nargs=-1)
@click.option(
    "--save",
    "output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the page to one offline file, to open or send, and serve nothing.",
)
@clocks
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    help="Port to listen on; by default 7117, or a free one if that is taken.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; any but a local one lets others in who have the link.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.1),
    default=60.0,
    show_default=True,
    help="How long one question or query may take.",
)
@store_options
@quiet_option
def explore(
    focus: tuple[str, ...],
    output: str | None,
    as_of: str | None,
    known_on: str | None,
    port: int | None,
    host: str,
    no_browser: bool,
    seconds: float,
    where: Where,
    quiet: bool,
) -> None:
    """Explore the graph in your browser, beginning with what is around FOCUS, if given.

    The page is served by this program until you press Ctrl-C. A saved page holds what is within
    two steps of FOCUS, or, without, the whole of a graph of up to 3,000 entities.
    """

    def announce(address: str) -> None:
        click.echo(address)
        if not quiet:
            click.echo("Only who has this address can read the graph. Ctrl-C ends it.", err=True)

    from graphkit.cli.output import waiting

    with opened(where) as graph:
        if output:
            with waiting(quiet, "Reading the graph …"):
                path = graph.explore(*focus, as_of=as_of, known_on=known_on, output=output)
            if not quiet:
                click.echo(f"Wrote {click.format_filename(path)}; open it in a browser.")
            return
        graph.explore(
            *focus,
            as_of=as_of,
            known_on=known_on,
            host=host,
            port=port,
            open_browser=not no_browser,
            seconds=seconds,
            announce=announce,
        )


@command(
    "export --format csv -o out/",
    "export --format gexf -o licences.gexf --relation USES_LICENCE_OF --no-isolated",
    "export --format graphml -o cars.graphml --as-of 2023-12-10",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(list(FORMATS)),
    default="csv",
    show_default=True,
    help="What to write: " + "; ".join(f"{each.name}: {each.doc}" for each in FORMATS.values()),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    required=True,
    help="The file, or for packs the folder, to write; made if it is not there.",
)
@click.option("--relation", "relations", multiple=True, metavar="NAME", help="Only this relation.")
@click.option("--kind", "kinds", multiple=True, metavar="NAME", help="Only nodes of this kind.")
@click.option("--no-isolated", is_flag=True, help="Leave out nodes that no edge touches.")
@clocks
@store_options
@quiet_option
def export(
    style: str,
    output: str,
    relations: tuple[str, ...],
    kinds: tuple[str, ...],
    no_isolated: bool,
    as_of: str | None,
    known_on: str | None,
    where: Where,
    quiet: bool,
) -> None:
    """Write the graph for other tools; without --as-of, facts of all times.

    What the format cannot carry stands in a report beside the files, losses.json.
    """
    from graphkit.cli.output import waiting

    with opened(where) as graph, waiting(quiet, "Reading and writing …"):
        report = graph.export(
            output,
            style,
            as_of=as_of,
            known_on=known_on,
            relations=relations or None,
            kinds=kinds or None,
            isolated=not no_isolated,
        )
        empty = not any(report.carried.values()) and not graph.cypher(_ANY).rows
    if not quiet:
        click.echo(str(report))
    if empty:
        click.echo(
            "The store holds nothing; load a pack first: graphkit load autos-china", err=True
        )


@command("mcp", "mcp --store ./graph", "mcp --store neo4j://localhost:7687 --user neo4j")
@store_options
def mcp(where: Where) -> None:
    """Serve the graph to a language model's client, over MCP on standard input and output."""
    from graphkit.errors import StoreError

    try:
        from graphkit.mcp import serve
    except ImportError as exc:
        raise StoreError(
            'the MCP server needs the mcp package: pip install "graphkit-licensing[mcp]"'
        ) from exc
    serve(
        where["url"],
        user=where["user"],
        password=password_for(where),
        database=where["database"],
    )


@command(
    "completion bash >> ~/.bashrc", "completion fish > ~/.config/fish/completions/graphkit.fish"
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes graphkit's commands in your shell."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(cli, {}, "graphkit", "_GRAPHKIT_COMPLETE").source())


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
