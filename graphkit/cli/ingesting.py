"""The commands that bring facts in: check and load, for packs and for tables of others."""

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
    reading_options,
    store_options,
)
from graphkit.wording import counted

__all__: list[str] = []


@command("check seeds/autos-china", "check seeds my-pack", "check data/ --mapping vpic.yaml")
@reading_options
@quiet_option
def check(packs: tuple[str, ...], how: dict[str, Any], quiet: bool) -> None:
    """Check packs, or tables under a mapping: every problem as file:line:column.

    Nothing is written.
    """
    from graphkit.cli.output import progress_bar
    from graphkit.loading import check_mapped, read

    if how["mapping"] is not None:
        with progress_bar(quiet) as progress:
            checked = check_mapped(packs, **how, progress=progress)
        if not quiet:
            click.echo(str(checked))
        return
    with progress_bar(quiet) as progress:
        batch = read(packs, progress=progress)
    if not quiet:
        click.echo(
            f"No problems in {counted(len(batch.datasets), 'packs')}: "
            f"{counted(len({each.key for each in batch.entities}), 'entities')}, "
            f"{counted(len(batch.sources), 'sources')}, "
            f"{counted(len(batch.statements), 'statements')}."
        )


@command(
    "load seeds/autos-china",
    "load seeds --store ./graph",
    "load my-pack --keep-going",
    "load data/ --mapping vpic.yaml --keep-going --budget 5%",
    "load seeds --store neo4j://localhost:7687 --user neo4j",
    writes=True,
)
@loading_options
@allow_share_option
@store_options
@quiet_option
def load(
    packs: tuple[str, ...], how: dict[str, Any], allow_share: float, where: Where, quiet: bool
) -> None:
    """Check packs and load them: all of it or nothing, and never twice.

    A pack is a folder, a folder of packs, or the name of a bundled pack. With --mapping, tables
    of others are loaded: files, or folders of them.
    """
    from graphkit.cli.output import progress_bar

    with opened(where) as graph:
        with progress_bar(quiet) as progress:
            report = graph.load(*packs, **how, allow_share=allow_share, progress=progress)
        if not quiet:
            click.echo(str(report))
        if report.refused:
            raise SystemExit(1)


@command(
    "map manufacturer_make.csv",
    "map manufacturer_make.csv -o vpic.yaml",
    "map makers.xlsx --sheet 2026 -o makers.yaml",
    writes=True,
)
@click.argument("file", type=click.Path())
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Save the mapping, ready to edit."
)
@click.option("--force", is_flag=True, help="With -o: replace a file that is there.")
@click.option(
    "--facts",
    type=click.IntRange(0),
    default=5,
    show_default=True,
    help="How many of the first facts to show.",
)
@click.option("--sheet", default="", metavar="NAME", help="Which sheet of a workbook.")
@click.option("--member", default="", metavar="NAME", help="Which file of a .zip.")
@click.option("--records", default="", metavar="PATH", help="Where in a JSON document the list is.")
@quiet_option
def map_(
    file: str, output: str | None, force: bool, facts: int, quiet: bool, **options: str
) -> None:
    """Propose a mapping for a table: what its columns look like, and the first facts.

    A table is CSV, TSV, JSON, JSON lines, Excel or Parquet, also packed as .gz or .zip. What is
    printed is the mapping itself; -o saves it.
    """
    from graphkit.ingest.mapping.propose import propose_mapping
    from graphkit.values import clean_text

    proposal = propose_mapping(file, output, facts=facts, replace=force, **options)
    columns = counted(len(proposal.looks), "columns")
    about = f"{file} ({proposal.how}): {columns}. The first facts would be:"
    told = [clean_text(about)]
    told += [f"  {each}" for each in proposal.facts]
    if proposal.unused:
        told.append(clean_text(f"Not used: {', '.join(proposal.unused)}"))
    if proposal.doubts:
        told += ["To be looked at first:", *(f"  {each}" for each in proposal.doubts)]
    if proposal.torn:
        told.append("Rows that do not fit the columns, and are refused until they are mended:")
        told += [f"  {each}" for each in proposal.torn]
    if output is None:
        click.echo(proposal.text, nl=False)
    elif not quiet:
        click.echo("\n".join(told))
        name = click.format_filename(output)
        click.echo(f"Wrote {name}; edit it, then: graphkit check {file} --mapping {name}")
    if output is None and not quiet:
        click.echo("\n".join(told), err=True)


@command("bulk seeds -o import", "bulk data/ --mapping vpic.yaml -o import", writes=True)
@reading_options
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    required=True,
    help="The folder to write to; it must not be there yet, or be empty.",
)
@quiet_option
def bulk(packs: tuple[str, ...], output: str, how: dict[str, Any], quiet: bool) -> None:
    """Check packs, or tables under a mapping, and write files for Neo4j's offline importer.

    For a graph that is too large to load over Bolt. Prints the command that makes a database of
    the files, which is then opened like any other.
    """
    from graphkit.bulking import bulk
    from graphkit.cli.output import progress_bar, write_import

    with progress_bar(quiet) as progress:
        made = bulk(packs, output, **how, progress=progress)
    write_import(made, quiet=quiet)
