"""The commands by which the graph leaves: files for other tools, and the MCP server."""

from __future__ import annotations

from functools import partial

import click

from graphkit.cli.options import (
    Where,
    clocks,
    command,
    opened,
    password_for,
    quiet_option,
    store_options,
)
from graphkit.export import FORMATS

__all__: list[str] = []

_ANY = "MATCH (e:Entity) RETURN e.key LIMIT 1"


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
@partial(clocks, otherwise="facts of all times")
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
            f"The store {graph.store.url} is empty; load a pack first: graphkit load autos-china",
            err=True,
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
