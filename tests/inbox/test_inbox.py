"""From a text to the graph: nothing without a yes, a no is remembered, and it is a pack."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import graphkit
from graphkit.cli.options import cli
from graphkit.errors import BadValue, UnknownName
from graphkit.inbox import Names, Proposal
from graphkit.inbox.asking import ask, program
from graphkit.inbox.box import Box
from graphkit.inboxing import open_inbox
from graphkit.resolving import entities_of
from graphkit.statement import Batch, Dataset, Entity, Source

HERE = Path(__file__).parent
TEXT = (
    "JAC manufactures cars for NIO. NIO is using the qualification of JAC.\n"
    "NIO licensed a design from JAC. NIO and JAC have worked hand in hand since 2016.\n"
)
ABOUT = ("--title", "On NIO", "--publisher", "Press", "--published", "2023-12")


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[graphkit.Graph]:
    with graphkit.open(tmp_path / "store") as opened:
        opened.store.write(
            Batch(
                (Dataset("names", "Names", "2026-01-01"),),
                (
                    Entity("nio", "Company", "NIO", (("zh-Hans", "蔚来"),), (("country", "CN"),)),
                    Entity("jac", "Company", "JAC"),
                ),
            )
        )
        yield opened


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(graph: graphkit.Graph, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["inbox", *arguments, "--store", graph.store.url], input=typed)


def ids(output: str) -> dict[str, str]:
    """The proposals by what they say."""
    lines = [line.split("  ", 1) for line in output.splitlines() if "  " in line]
    return {said: key for key, said in lines if len(key) == 10}


def facts(graph: graphkit.Graph) -> int:
    return graph.store.counts()["facts"]


def test_nothing_enters_the_graph_without_a_yes(graph: graphkit.Graph, text: Path) -> None:
    made = run(graph, str(text), *ABOUT)
    assert made.exit_code == 0, made.output
    said = ids(made.output)
    assert "JAC manufactures for NIO" in said
    box = text.with_name("article-inbox")
    graph.load(box)
    assert facts(graph) == 0

    key = said["JAC manufactures for NIO"]
    assert "1 accepted" in run(graph, str(box), "--yes", key, "--no", "rest", "--who", "Ada").output
    graph.load(box)
    assert facts(graph) == 1
    (row,) = graph.why("NIO").rows
    assert "JAC manufactures cars for NIO." in str(row)
    assert TEXT[0:30] in graph.cypher("MATCH (s:Statement) RETURN s.quote AS q").rows[0]["q"]


def test_a_no_is_remembered_when_the_text_is_read_again(graph: graphkit.Graph, text: Path) -> None:
    run(graph, str(text), *ABOUT)
    box = text.with_name("article-inbox")
    run(graph, str(box), "--no", "rest", "--who", "Ada")
    again = run(graph, str(text), *ABOUT)
    assert "0 new proposals" in again.output
    assert "0 wait, 0 accepted, 3 rejected" in again.output


def test_nobody_accepts_what_is_left_unread(graph: graphkit.Graph, text: Path) -> None:
    run(graph, str(text), *ABOUT)
    box = str(text.with_name("article-inbox"))
    refused = run(graph, box, "--yes", "rest", "--who", "Ada")
    assert refused.exit_code == 2
    assert "can only be rejected" in refused.output


def test_an_answer_can_be_changed(graph: graphkit.Graph, text: Path) -> None:
    said = ids(run(graph, str(text), *ABOUT).output)
    key, box = said["JAC manufactures for NIO"], str(text.with_name("article-inbox"))
    assert "1 accepted" in run(graph, box, "--yes", key, "--who", "Ada").output
    assert "0 accepted, 1 rejected" in run(graph, box, "--no", key, "--who", "Bo").output
    assert len((Path(box) / "statements.csv").read_text("utf-8").splitlines()) == 1


def test_what_is_licensed_has_to_be_told(graph: graphkit.Graph, text: Path) -> None:
    made = run(graph, str(text), *ABOUT)
    box = str(text.with_name("article-inbox"))
    vague = ids(made.output)["NIO builds on the licence of JAC"]
    with pytest.raises(BadValue, match="does not say what is licensed"):
        CliRunner().invoke(
            cli, ["inbox", box, "--yes", vague, "--who", "Ada", "--store", graph.store.url],
            catch_exceptions=False,
        )  # fmt: skip
    done = run(graph, box, "--yes", vague, "--licence-kind", "design", "--who", "Ada")
    assert "1 accepted" in done.output
    graph.load(box)
    kinds = graph.cypher(
        "MATCH ()-[r:USES_LICENCE_OF]->() RETURN DISTINCT r.licence_kind AS k"
    ).rows
    assert kinds == [{"k": "design"}]


def test_a_yes_that_no_pack_may_have_changes_nothing(graph: graphkit.Graph, text: Path) -> None:
    """Or nobody could answer any more: the folder has to be a pack."""
    said = ids(run(graph, str(text), *ABOUT).output)
    folder = text.with_name("article-inbox")
    made = said["JAC manufactures for NIO"]
    # What is licensed is told of several at once, and means those that licence something.
    done = run(graph, str(folder), "--yes", made, "--licence-kind", "design", "--who", "Ada")
    assert "1 accepted" in done.output
    assert len(graph.load(folder).batch.statements) == 1  # type: ignore[union-attr]
    table = folder / "proposals.csv"
    table.write_text(table.read_text("utf-8").replace(",asserted,", ",perhaps,"), "utf-8")
    vague = said["NIO builds on the licence of JAC"]
    answer = ("--licence-kind", "design", "--who", "Ada")
    before = {each.name: each.read_text("utf-8") for each in folder.iterdir()}
    refused = run(graph, str(folder), "--yes", vague, *answer)
    assert "cannot be accepted as it was read: polarity" in str(refused.exception)
    assert {each.name: each.read_text("utf-8") for each in folder.iterdir()} == before
    assert "1 rejected" in run(graph, str(folder), "--no", made, "--who", "Ada").output


def test_a_yes_needs_the_store_with_the_names(
    graph: graphkit.Graph, text: Path, tmp_path: Path
) -> None:
    (key, *_) = ids(run(graph, str(text), *ABOUT).output).values()
    with graphkit.open(tmp_path / "other") as other:
        other.store.write(Batch(entities=(Entity("else", "Company", "Else"),)))
        made = run(other, str(text.with_name("article-inbox")), "--yes", key, "--who", "Ada")
    assert "the store has no entity" in str(made.exception)


def test_by_hand_in_the_terminal(graph: graphkit.Graph, text: Path) -> None:
    run(graph, str(text), *ABOUT)
    made = run(graph, str(text.with_name("article-inbox")), "--who", "Ada", typed="y\nn\nnext\n")
    assert "1 wait, 1 accepted, 1 rejected" in made.output


def test_a_model_only_proposes_what_stands_there(graph: graphkit.Graph, text: Path) -> None:
    command = shlex.join(
        [sys.executable, str(HERE / "recorded_model.py"), str(HERE / "recording.json")]
    )
    asked = ask(program(command), TEXT, Names(entities_of(graph.store)))
    (made,) = asked.proposals
    assert (made.subject, made.relation, made.object) == ("jac", "MANUFACTURES_FOR", "nio")
    assert (made.valid_from, made.by, asked.dropped) == ("2016", "model", 3)
    assert TEXT[made.start : made.end] == made.quote

    said = run(graph, str(text), *ABOUT, "--model", command)
    assert "3 proposals of the model were dropped" in said.output
    assert "4 wait" in said.output


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        ("", "name a program"),
        ("no-such-program-here", "gave no answer"),
        (shlex.join([sys.executable, "-c", "print('hello')"]), "gave no answer"),
        (shlex.join([sys.executable, "-c", "print('[]')"]), "no list of proposals"),
    ],
)
def test_a_model_that_fails_is_told(graph: graphkit.Graph, model: str, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        ask(program(model), TEXT, Names(entities_of(graph.store)))


def test_a_spreadsheet_does_not_run_what_a_text_says(graph: graphkit.Graph, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("=cmd|' /C calc'!A0 JAC manufactures cars for NIO.", "utf-8")
    said = ids(run(graph, str(path), *ABOUT).output)
    box = tmp_path / "bad-inbox"
    assert ",'=cmd" in (box / "proposals.csv").read_text("utf-8")
    run(graph, str(box), "--yes", said["JAC manufactures for NIO"], "--who", "Ada")
    graph.load(box)
    quote = graph.cypher("MATCH (s:Statement) RETURN s.quote AS q").rows[0]["q"]
    assert quote.startswith("=cmd")


@given(st.text(alphabet="'=+-@1x", max_size=6))
def test_a_quote_is_read_back_as_it_was_written(quote: str) -> None:
    """A text may have an apostrophe before a sign, too: the folder keeps it apart from its own."""
    source = Source("s", "On NIO", "Press", "press", "2026-01-01")
    made = Proposal("jac", "MANUFACTURES_FOR", "nio", f"{quote}.", 0, 9)
    with TemporaryDirectory() as home:
        box = Box(Path(home) / "box")
        box.take([made])
        box.write(source, {}, "2026-01-01")
        assert Box(box.folder).entries == box.entries


def test_many_are_rejected_in_one_go(
    graph: graphkit.Graph, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing the folder once for each would take hours for a long text."""
    run(graph, str(text), *ABOUT)
    folder = text.with_name("article-inbox")
    table, before = folder / "proposals.csv", (folder / "proposals.csv").read_bytes()
    found, written = open_inbox(graph.store, folder), []
    monkeypatch.setattr(found, "write", partial(written.append, "once"))
    keys = list(found.box.entries)
    with pytest.raises(UnknownName):
        found.reject([*keys, "none"], who="Ada")
    assert (len(found.box.waiting()), written, table.read_bytes()) == (3, [], before)
    found.reject(keys, who="Ada")
    found.reject(keys, who="Ada")
    assert (len(found.box.waiting()), written) == (0, ["once"])


def test_a_folder_that_cannot_be_written_is_told(graph: graphkit.Graph, text: Path) -> None:
    run(graph, str(text), *ABOUT)
    folder = text.with_name("article-inbox")
    (folder / "statements.csv").unlink()
    (folder / "statements.csv").mkdir()
    told = run(graph, str(text), *ABOUT)
    assert "cannot write" in str(told.exception)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("nothing.txt", *ABOUT), "is missing"),
        (("article.txt",), "--title is missing"),
        (("article.txt", *ABOUT, "--kind", "gossip"), "there is no kind of source"),
        # What the pack could not be read with again is not written into it.
        (("article.txt", *ABOUT[:4], "--published", "2999"), "2999 is after the day it was read"),
        (("article.txt", *ABOUT[2:], "--title", " "), "title: is empty"),
        (("article.txt", *ABOUT, "--model", "a 'b"), 'the model "a \'b" cannot be read'),
        (("article.txt", *ABOUT, "--pack", "store"), "is there already and is no inbox"),
        (("store",), "is no inbox"),
        (("latin.txt", *ABOUT), "not UTF-8"),
    ],
)
def test_bad_input_is_one_clear_line(
    graph: graphkit.Graph, text: Path, monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...], reason: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(text.parent)
    (text.parent / "latin.txt").write_bytes(b"caf\xe9 " * 20)
    made = run(graph, *arguments)
    assert made.exit_code != 0
    assert reason in f"{made.output}{made.exception}"
    assert not (text.parent / "article-inbox").exists()


def test_what_names_parties_and_gives_nothing_is_told(graph: graphkit.Graph, text: Path) -> None:
    said = run(graph, str(text), *ABOUT).output
    assert "Passed over: 1 sentence naming parties of the store." in said
    assert "line 2 [102-150] “NIO and JAC have worked hand in hand since 2016.”" in said
    (passed,) = graph.inbox(text, text.with_name("b"), title="On NIO", publisher="Press").passed
    assert (passed.line, passed.names) == (2, ("NIO", "JAC"))
