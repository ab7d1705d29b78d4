"""What every command shares: the group, examples in the help, and the common options.

Only click is imported here: help, completion and a mistyped command must answer at once.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

import graphkit

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.ingest.mapping import Budget

__all__ = [
    "FORMATS",
    "Where",
    "address",
    "allow_share_option",
    "cli",
    "clocks",
    "command",
    "complete_question",
    "loading_options",
    "named_values",
    "opened",
    "parameters",
    "password_for",
    "quiet_option",
    "reading_options",
    "store_options",
    "style_option",
    "tell",
]

FORMATS = ("table", "json", "csv")
Where = dict[str, "str | None"]


class _Command(click.Command):
    """A command whose help ends with examples, as they are typed.

    One that `writes` says of input that it refuses that nothing was written, and when it is broken
    off, where to see what was.
    """

    def __init__(
        self, *args: Any, examples: tuple[str, ...] = (), writes: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.writes = writes

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            if self.writes:
                click.echo(
                    "Broken off. `graphkit history` shows what was written to the graph; the same "
                    "command does the rest.",
                    err=True,
                )
            raise
        except Exception as exc:
            from graphkit.errors import InputError

            # A note that is there already says what was.
            if self.writes and isinstance(exc, InputError) and not hasattr(exc, "__notes__"):
                exc.add_note("Nothing was written.")
            raise

    def format_epilog(
        self,
        ctx: click.Context,  # noqa: ARG002 - click passes it
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Examples"):
            for each in self.examples:
                formatter.write_text(f"graphkit {each}")


class _Group(click.Group):
    """The commands; a question of the catalogue that is typed like one is told how it is asked."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as exc:
            if asked := _as_question(args):
                raise click.UsageError(f"'{args[0]}' is a question: {asked}", ctx) from exc
            raise


def _as_question(typed: Sequence[str]) -> str:
    """How a question is asked that was typed in the place of a command; empty if it is none."""
    from graphkit.questions.catalogue import catalogue

    names = {name: each.name for each in catalogue().values() for name in (each.name, *each.also)}
    name = names.get(typed[0].replace("_", "-"))
    return f"graphkit ask {shlex.join([name, *typed[1:]])}" if name else ""


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(graphkit.__version__, "--version", prog_name="graphkit")
def cli() -> None:
    """Who builds on whose licence, since when, and who says so.

    \b
    A first session:
      graphkit load autos-china
      graphkit ask who-builds-on-whose-licence --as-of 2023-12-10
      graphkit why NIO --as-of 2022-06-01
      graphkit show NIO --as-of 2023-12-10 -o nio.html
    """  # noqa: D301 - click wants the character itself, not a backslash and a b


def command(*examples: str, writes: bool = False) -> Callable[[Callable[..., None]], click.Command]:
    """A command of the group, named like the function, with these examples in its help.

    `writes` marks one that takes input into a store or a file.
    """

    def made(function: Callable[..., None]) -> click.Command:
        name = function.__name__.rstrip("_").replace("_", "-")
        return cli.command(name, cls=_Command, examples=examples, writes=writes)(function)

    return made


def store_options(function: Callable[..., None]) -> Callable[..., None]:
    """`--store`, `--user` and `--database`, handed on together as `where`."""

    def gather(**given: Any) -> None:
        where = {each: given.pop(each) for each in ("url", "user", "database")}
        function(where=where, **given)

    _like(gather, function)
    for option in (
        click.option("--database", metavar="NAME", help="Database of a server; its default one."),
        click.option(
            "--user",
            metavar="NAME",
            help="User of a server; the password comes from NEO4J_PASSWORD or a prompt.",
        ),
        click.option(
            "--store",
            "url",
            metavar="WHERE",
            help="Folder or address of the graph; by "
            "default $GRAPHKIT_STORE, else the platform's data folder.",
        ),
    ):
        gather = option(gather)
    return gather


@contextmanager
def opened(where: Where) -> Iterator[Graph]:
    """The graph that the options name; asks for a server's password where none is set.

    What is to be told with every answer goes to standard error, but not of a command that writes.
    """
    with graphkit.open(where["url"], password=password_for(where), **_rest(where)) as graph:
        command = click.get_current_context().command
        if not getattr(command, "writes", False):
            tell(graph.store.notice())
        yield graph


def tell(notice: str) -> None:
    """Tell on standard error what is to be told with every answer, if there is anything."""
    if notice:
        click.echo(f"Note: {notice}.", err=True)


def address(where: Where) -> str:
    """Where the graph is: as given, else as the environment says, else the platform's folder."""
    from graphkit.stores import default_folder

    return where["url"] or os.environ.get("GRAPHKIT_STORE") or str(default_folder())


def password_for(where: Where) -> str | None:
    """A password typed unseen, if a user of a server is named and the environment has none."""
    from graphkit.stores import is_server

    named = where["user"] or os.environ.get("NEO4J_USER")
    if is_server(address(where)) and named and "NEO4J_PASSWORD" not in os.environ:
        return str(click.prompt(f"Password of {named}", hide_input=True, err=True))
    return None


def _rest(where: Where) -> Where:
    return {name: where[name] for name in ("user", "database")}


def reading_options(function: Callable[..., None]) -> Callable[..., None]:
    """PACKS, `--mapping` and `--budget`; the last two are handed on together, as `how`."""
    return _delivered(function, ("mapping", "budget"))


def loading_options(function: Callable[..., None]) -> Callable[..., None]:
    """PACKS, `--keep-going`, `--mapping`, `--budget` and `--resolve`; all but the first are handed
    on together, as `how`."""
    return _delivered(function, ("keep_going", "mapping", "budget", "resolve"))


_ONLY_MAPPED = ("budget", "resolve")  # what says nothing of packs


def _delivered(function: Callable[..., None], names: tuple[str, ...]) -> Callable[..., None]:
    options = {
        "keep_going": click.option(
            "--keep-going",
            is_flag=True,
            help="Take the good rows; write the bad ones with reasons to a quarantine folder.",
        ),
        "mapping": click.option(
            "--mapping",
            type=click.Path(dir_okay=False),
            metavar="FILE",
            help="Read tables of others, as this mapping says; `graphkit map` makes one.",
        ),
        "budget": click.option(
            "--budget",
            metavar="ROWS",
            help="With --mapping: how many rows may be bad, as 1000 or 5%; the mapping's own.",
        ),
        "resolve": click.option(
            "--resolve",
            is_flag=True,
            help="With --mapping: what has an identifier or the very name of an entity in the "
            "graph is that entity. For what is only alike, or was loaded without this before, see "
            "`graphkit resolve`.",
        ),
    }

    def gather(**given: Any) -> None:
        how = {name: given.pop(name) for name in names}
        if how["mapping"] is None and (idle := [each for each in _ONLY_MAPPED if how.get(each)]):
            raise click.UsageError(f"--{idle[0]} goes with --mapping: a pack has keys of its own.")
        how["budget"] = _budget_of(how["budget"])
        function(how=how, **given)

    _like(gather, function)
    for name in reversed(names):
        gather = options[name](gather)
    packs = click.argument("packs", nargs=-1, required=True, shell_complete=_complete_pack)
    return packs(gather)


def _like(gather: Callable[..., None], function: Callable[..., None]) -> None:
    """Give a function that stands before a command's its name, help and options."""
    gather.__doc__ = function.__doc__
    gather.__name__ = function.__name__
    gather.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]


def _budget_of(written: str | None) -> Budget | None:
    """The error budget, if one is given."""
    from graphkit.ingest.mapping import read_budget

    return None if written is None else read_budget(written)


def quiet_option(function: Callable[..., None]) -> Callable[..., None]:
    """`--quiet`."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but what was asked for.")(
        function
    )


def allow_share_option(function: Callable[..., None]) -> Callable[..., None]:
    """`--allow-share`."""
    return click.option(
        "--allow-share",
        type=click.FloatRange(0, 1),
        default=0.2,
        show_default=True,
        metavar="SHARE",
        help="How much of a data set may be corrected, retracted or re-dated at once.",
    )(function)


def clocks(function: Callable[..., None], *, otherwise: str = "today") -> Callable[..., None]:
    """`--as-of` and `--known-on`; `otherwise` is what is meant without `--as-of`."""
    function = click.option(
        "--known-on", metavar="DAY", help="As it could be known on this day; today if not given."
    )(function)
    told = f"As it was in the world on this day; {otherwise} if not given."
    return click.option("--as-of", metavar="DAY", help=told)(function)


def style_option(function: Callable[..., None]) -> Callable[..., None]:
    """`--format` of an answer."""
    return click.option(
        "-f",
        "--format",
        "style",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How the answer is written.",
    )(function)


def parameters(function: Callable[..., None]) -> Callable[..., None]:
    """`--parameter NAME=VALUE`, as often as needed."""
    return click.option(
        "-p",
        "--parameter",
        "named",
        multiple=True,
        metavar="NAME=VALUE",
        help="A parameter by name; may be given several times.",
    )(function)


def named_values(pairs: tuple[str, ...]) -> dict[str, Any]:
    """What `--parameter` was given, by name."""
    named: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="-p")
        named[name.replace("-", "_")] = value
    return named


def complete_question(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Names of questions that begin like this."""
    from graphkit.questions.catalogue import catalogue

    names = [name for each in catalogue().values() for name in (each.name, *each.also)]
    return [name for name in names if name.startswith(incomplete)]


def _complete_pack(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Names of bundled packs that begin like this."""
    from graphkit.packs import bundled_packs

    return [name for name in bundled_packs() if name.startswith(incomplete)]
