"""What a command says where it was given nothing, or something bad: words that fit the command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import UnknownName
from graphkit.questions.ask import find_question

Typed = Callable[..., tuple[str, str]]


@pytest.mark.parametrize("command", ["verify", "check"])
def test_what_only_reads_does_not_say_that_it_wrote_nothing(
    typed: Typed, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "bad"
    file.write_text("{}", "utf-8")
    said = typed(command, str(file))[1]
    assert said.startswith("1 problem:\n")
    assert "written" not in said


def test_what_writes_says_that_it_wrote_nothing(typed: Typed, tmp_path: Path) -> None:
    said = typed("load", str(tmp_path / "nowhere"))[1]
    assert said.startswith("1 problem:\n")
    assert said.endswith("\nNothing was written.\n")


def test_an_export_of_an_empty_store_says_which_is_empty(typed: Typed, tmp_path: Path) -> None:
    _, said = typed("export", "-o", str(tmp_path / "out"), "--quiet")
    where = tmp_path / "store"
    assert said == f"The store {where} is empty; load a pack first: graphkit load autos-china\n"
    assert (tmp_path / "out").is_dir()


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("owns", "four-roles"),
        ("owner", "four-roles"),
        ("OWNS_BRAND", "four-roles"),
        ("regulators", "chain-to-regulator"),
        ("licence-histry", "licence-history"),
        ("who-builds", "who-builds-on-whose-licence"),
    ],
)
def test_a_question_is_suggested_by_its_spelling_title_or_relations(
    written: str, first: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        find_question(written)
    assert caught.value.suggestions[0] == first


def test_no_question_is_suggested_that_has_nothing_of_the_word() -> None:
    with pytest.raises(UnknownName) as caught:
        find_question("xyzzy")
    assert caught.value.suggestions == ()


def test_the_help_of_an_export_tells_one_thing_of_the_days_it_holds(typed: Typed) -> None:
    said = " ".join(typed("export", "--help")[0].split())
    assert "without --as-of, facts of all times" in said
    assert "in the world on this day; facts of all times if not given" in said
