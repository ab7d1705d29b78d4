"""The commands that show the graph in a browser: one picture, and the explorer."""

from __future__ import annotations

import click

from graphkit.cli.options import (
    Where,
    clocks,
    command,
    opened,
    quiet_option,
    store_options,
)

__all__: list[str] = []


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
