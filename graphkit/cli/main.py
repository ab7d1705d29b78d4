"""The way in, with every command, and the completion of their names.

Everything but click is imported when a command runs.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any

import click

import graphkit.cli.asking
import graphkit.cli.inbox
import graphkit.cli.ingesting
import graphkit.cli.leaving
import graphkit.cli.planning
import graphkit.cli.reasoning
import graphkit.cli.resolving
import graphkit.cli.showing  # noqa: F401 - their commands join the group
from graphkit.cli.options import cli, command

__all__ = ["cli", "main"]


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


# A full disk, an exhausted quota, a broken device: stores and files tell of theirs as errors of
# graphkit, so that what is left is of the output.
_OUTPUT_FAILS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


def _close_output() -> None:
    """Let what was not written go: the interpreter would try again, and complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _any_script(stream: Any) -> None:
    """Let names in any script be written to a stream that may have been opened for a few only, as
    the pipes of Windows are: as UTF-8, or, where a terminal or the user wants another encoding,
    with escapes for what that has not."""
    if not isinstance(stream, io.TextIOWrapper) or codecs.lookup(stream.encoding).name == "utf-8":
        return
    if stream.isatty() or "PYTHONIOENCODING" in os.environ:
        stream.reconfigure(errors="backslashreplace")
    else:
        stream.reconfigure(encoding="utf-8")


def main() -> None:
    """Run the command line: exit code 0 for an answer, 1 for bad input, 2 for wrong usage."""
    _any_script(sys.stdout)
    _any_script(sys.stderr)
    try:
        try:
            cli()
        finally:
            sys.stdout.flush()  # what goes wrong with the last of it is told below, too
    except BrokenPipeError:
        _close_output()
        raise SystemExit(0) from None
    except OSError as exc:
        if exc.errno not in _OUTPUT_FAILS:
            raise
        _close_output()
        click.echo(f"graphkit: cannot write the answer: {exc.strerror}", err=True)
        raise SystemExit(1) from None
    except Exception as exc:
        from graphkit.errors import GraphkitError, InputError
        from graphkit.values import clean_text

        if not isinstance(exc, GraphkitError):
            raise
        head = "" if isinstance(exc, InputError) else "graphkit: "
        told = "\n".join([f"{head}{exc}", *getattr(exc, "__notes__", ())])
        for line in told.splitlines():
            click.echo(clean_text(line), err=True)
        raise SystemExit(1) from None
