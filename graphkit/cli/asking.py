"""The commands that ask: the catalogue of questions, the evidence, and Cypher of one's own."""

from __future__ import annotations

import click

from graphkit.cli.options import (
    Where,
    address,
    clocks,
    command,
    complete_question,
    named_values,
    opened,
    parameters,
    password_for,
    store_options,
    style_option,
    tell,
)

__all__: list[str] = []


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
    from graphkit.cli.output import asked, write_answer

    with opened(where) as graph:
        values = named_values(named)
        with asked(style) as read:
            answer = read(graph.ask(question, *arguments, as_of=as_of, known_on=known_on, **values))
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
    from graphkit.cli.output import asked, write_answer

    with opened(where) as graph:
        with asked(style) as read:
            answer = read(graph.why(name, as_of, known_on))
        write_answer(answer, style)


@command(
    "cypher \"MATCH (a)-[r:USES_LICENCE_OF {known_to: '9999-12-31'}]->(b) RETURN a.name, b.name\"",
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
    tell(found.notice)
    note = "" if found.rows else _unknown(text)
    answer = Answer("cypher", {"text": text, **values}, found.columns, found.dicts(), note=note)
    write_answer(answer, style)
    if found.more:
        click.echo(f"There are more than these {rows:,} rows; --rows allows more.", err=True)


def _unknown(text: str) -> str:
    """Why a query may have found nothing: it names labels or types that are near those of graphkit.
    To an engine any word is a label, and a server may hold nodes of others."""
    from graphkit.model import KINDS, RELATIONS
    from graphkit.stores.cyphertext import labels, read
    from graphkit.stores.upsert import MARKS, STATED_IN
    from graphkit.values import nearest

    known = [*KINDS, *RELATIONS, *MARKS, STATED_IN, "StoreInfo", "Run", "RunPart"]
    told = [
        f"No rows. Nothing of graphkit's is called {name}; did you mean {' or '.join(near)}?"
        for name in labels(read(text))
        if name not in known and (near := nearest(name, known))
    ]
    return "\n".join(told)
