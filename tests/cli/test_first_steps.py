"""What somebody meets who types a command for the first time: help, slips, waits, a full disk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest

from graphkit.cli.output import write_answer
from graphkit.errors import BadValue
from graphkit.packs import bundled_packs
from graphkit.questions.answer import Answer
from graphkit.views import write_page

Typed = Callable[..., tuple[str, str]]
COMMAND = [sys.executable, "-m", "graphkit"]


def test_the_help_shows_a_first_session_line_by_line(typed: Typed) -> None:
    lines = typed("--help")[0].splitlines()
    assert "    graphkit load autos-china" in lines
    assert "    graphkit why NIO --as-of 2022-06-01" in lines


@pytest.mark.parametrize("name", ["may-build", "may_build"])
def test_a_question_typed_as_a_command_is_told_how_it_is_asked(typed: Typed, name: str) -> None:
    said = typed(name, "NIO Inc.", "--as-of", "2023-12-10")[1]
    assert "graphkit ask may-build 'NIO Inc.' --as-of 2023-12-10\n" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("load", "autos-chna"), "did you mean autos-china?"),
        (("check", "xyzzy"), f"or a bundled pack: {', '.join(bundled_packs())}"),
        (("ask", "xyzzy"), "`graphkit questions` lists them"),
    ],
)
def test_a_name_that_there_is_not_leads_to_those_that_there_are(
    typed: Typed, arguments: tuple[str, ...], says: str
) -> None:
    assert says in typed(*arguments)[1]


def test_a_load_that_is_broken_off_says_where_to_see_what_was_written(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graphkit.graph.Graph.load", interrupted)
    said = typed("load", "seed-article")[1]
    assert "`graphkit history` shows what was written" in said
    assert said.endswith("Aborted!\n")


@pytest.mark.parametrize("style", ["csv", "json"])
def test_output_that_cannot_be_written_is_told_in_one_line(style: str) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no device that is always full here")
    with full.open("w") as disk:
        done = subprocess.run(
            [*COMMAND, "questions", "-f", style],
            stdout=disk, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "graphkit: cannot write the answer: No space left on device\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "may-build", "NIO"), "Asking"),
        (("why", "NIO"), "Asking"),
        (("routes", "NIO"), "Asking"),
        (("inbox", "article.txt", "--title", "A", "--publisher", "B"), "Reading the text"),
    ],
)
def test_what_may_take_seconds_says_that_it_is_at_work(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    pty = pytest.importorskip("pty")
    (tmp_path / "article.txt").write_text("NIO was made by JAC.", "utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "GRAPHKIT_STORE": str(tmp_path / "store"), "TERM": "xterm"}
    subprocess.run(
        [*COMMAND, *arguments],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs, env=environment,
        check=False, timeout=60,
    )  # fmt: skip
    os.close(theirs)
    seen = os.read(ours, 100_000).decode()
    os.close(ours)
    assert says in seen


def test_the_heads_of_a_table_are_whole_on_80_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {
        "company": "Example Motors",
        "mode": "borrowed",
        "licence_holder": "JAC Motors",
        "qualification": "qualification",
        "valid_from": "2026-01-01..2026-01-10",
        "certainty": "yes",
        "sources": [],
    }
    monkeypatch.setenv("COLUMNS", "80")
    write_answer(Answer("made-up", {}, tuple(row), [row | {"sources": ["a"]}]), "table")
    shown = capsys.readouterr().out
    assert all(word in shown.split() for word in ("sources", "certainty", "qualification"))
    assert max(map(len, shown.splitlines())) <= 80


def test_a_key_is_not_broken_where_rows_can_stand_one_under_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {
        "left": "chongqing-lifan-automobile",
        "left_name": "Chongqing Lifan Automobile",
        "right": "tianjin-faw-huali-automobile",
        "right_name": "Tianjin FAW Huali",
        "score": "0.2113",
        "features": "core 0.55; words_left_over 0.5; place_missing 1",
    }
    monkeypatch.setenv("COLUMNS", "80")
    write_answer(Answer("made-up", {}, tuple(row), [row]), "table")
    shown = capsys.readouterr().out
    assert row["left"] in shown
    assert row["features"] in shown


@pytest.mark.parametrize("name", ["nio.pdf", "entities.csv"])
def test_a_page_is_not_written_under_the_name_of_something_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "entities.csv").write_text("key,kind,name\n", "utf-8")
    with pytest.raises(BadValue, match=r"name it .*\.html"):
        write_page(networkx.MultiDiGraph(), tmp_path / name, title="NIO")
    assert (tmp_path / "entities.csv").read_text("utf-8") == "key,kind,name\n"
