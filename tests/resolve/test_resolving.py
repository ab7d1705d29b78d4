"""Duplicates in a store: found with reasons, judged by a person, a file or a machine, parted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphkit
from graphkit.cli.options import cli
from graphkit.errors import InputError
from graphkit.resolving import candidates, judge_automatically
from graphkit.statement import Batch, Entity, Source, Statement

ENTITIES = (
    Entity("jac", "Company", "JAC Motors", (("zh-Hans", "江淮汽车"),), (("country", "CN"),)),
    Entity("jianghuai-qiche", "Company", "江淮汽車", (), (("country", "CN"),)),
    Entity("jac-group", "Company", "JAC Group", (), (("country", "CN"),)),
    Entity("steyr", "Company", "Magna Steyr", (), (("country", "AT"),)),
    Entity("magna-steyr-2", "Company", "MAGNA STEYR", (), (("country", "AT"),)),
    Entity("nio", "Company", "NIO", (), (("country", "CN"),)),
    Entity("nio-brand", "Brand", "NIO"),
)
SOURCE = Source("s", "S", "Press", "press", "2026-01-01")
OWNS = Statement("w", "jac-group", "OWNS", "s", "jac", quote="q", row="r1")


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[graphkit.Graph]:
    with graphkit.open(tmp_path / "store") as opened:
        opened.store.write(Batch(entities=ENTITIES, sources=(SOURCE,), statements=(OWNS,)))
        yield opened


def pairs(graph: graphkit.Graph) -> set[tuple[str, str]]:
    return {each.pair for each in graph.duplicates()}


def run(graph: graphkit.Graph, *arguments: str, typed: str = "") -> str:
    made = CliRunner().invoke(cli, ["resolve", *arguments, "--store", graph.store.url], input=typed)
    assert made.exit_code == 0, made.output
    return made.output


def test_candidates_leave_out_what_is_tied_or_judged(graph: graphkit.Graph) -> None:
    assert ("jac", "jianghuai-qiche") in pairs(graph)
    assert ("jac", "jac-group") not in pairs(graph)  # one owns the other
    assert ("nio", "nio-brand") not in pairs(graph)  # another kind
    graph.judge("jac", "jianghuai-qiche", "different", who="Ada", why="two firms")
    assert ("jac", "jianghuai-qiche") not in pairs(graph)


def test_a_machine_judges_what_is_sure_and_says_why(graph: graphkit.Graph) -> None:
    made = {each.pair: each for each in graph.resolve()}
    assert set(made) == {("jac", "jianghuai-qiche"), ("magna-steyr-2", "steyr")}
    sure = made["magna-steyr-2", "steyr"]
    assert sure.who == "graphkit: names"
    assert float(sure.score) > 0.94
    assert "core_same 1" in sure.features
    assert not graph.resolve()
    graph.withdraw(sure.key, who="Ada", why="two plants")
    shown = graph.cypher("MATCH (e:Company {key: 'magna-steyr-2'}) RETURN e.same_as AS s").rows
    assert shown == [{"s": None}]


def test_a_machine_never_joins_what_a_person_parted(graph: graphkit.Graph) -> None:
    third = Entity("steyr-3", "Company", "Magna Steyr AG", (), (("country", "AT"),))
    graph.store.write(Batch(entities=(third,)))
    graph.judge("steyr", "steyr-3", "different", who="Ada", why="two firms")
    for each in graph.resolve():
        assert each.pair != ("steyr", "steyr-3")
    ends = graph.cypher(
        "MATCH (e:Company) WHERE e.key IN ['steyr', 'steyr-3'] "
        "RETURN coalesce(e.same_as, e.key) AS k"
    ).rows
    assert len({each["k"] for each in ends}) == 2


def test_a_machine_does_not_judge_again_what_was_taken_back(graph: graphkit.Graph) -> None:
    made = {each.pair: each for each in graph.resolve()}
    pair = ("magna-steyr-2", "steyr")
    graph.withdraw(made[pair].key, who="Ada", why="two firms of one name")
    found = candidates(graph.store)
    assert [each.pair for each in found] == [pair]  # a person may judge it anew
    assert judge_automatically(graph.store, found, judged_on="2031-01-01") == []
    assert [each.pair for each in candidates(graph.store)] == [pair]


def test_what_is_said_of_one_of_two_that_are_one_is_said_of_both(graph: graphkit.Graph) -> None:
    """A machine that proposed it would be refused, and nothing else judged."""
    graph.judge("nio", "steyr", "same", who="Ada", why="for the test")
    graph.judge("steyr", "magna-steyr-2", "different", who="Ada", why="two firms")
    assert ("magna-steyr-2", "nio") not in pairs(graph)
    found = [*candidates(graph.store)]
    assert {each.pair for each in graph.resolve(found)} == {("jac", "jianghuai-qiche")}


def test_by_hand_in_the_terminal(graph: graphkit.Graph) -> None:
    count = len(graph.duplicates())
    said = run(graph, "--who", "Ada", typed="s\none stock exchange code\n" + "n\n" * (count - 1))
    assert "because: " in said
    assert "1 judged." in said
    made = graph.cypher("MATCH (j:Judgement) RETURN j.who AS who, j.why AS why").rows
    assert made == [{"who": "Ada", "why": "one stock exchange code"}]


def test_a_list_is_filled_in_and_read_back(graph: graphkit.Graph, tmp_path: Path) -> None:
    listed = run(graph, "--list", "--format", "csv")
    rows = listed.splitlines()
    assert rows[0] == "left,left_name,right,right_name,verdict,why,score,features"
    filled = [rows[0]] + [
        row.replace(",,", ",same,by hand,", 1).replace("by hand,,", "by hand,")
        if "steyr" in row
        else row
        for row in rows[1:]
    ]
    file = tmp_path / "mine.csv"
    file.write_text("\n".join(filled) + "\n", "utf-8")
    assert "1 judgement added" in run(graph, "--from", str(file), "--who", "Ada")
    assert "0 judgements added, 1 were there already" in run(
        graph, "--from", str(file), "--who", "Ada"
    )
    assert ("magna-steyr-2", "steyr") not in pairs(graph)


def test_auto_and_withdraw_on_the_command_line(graph: graphkit.Graph) -> None:
    said = run(graph, "--auto")
    assert "2 pairs judged to be the same" in said
    key = said.split("\n")[1].split()[0]
    assert "is withdrawn" in run(graph, "--withdraw", key, "--who", "Ada", "--why", "a slip")


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("jac,nobody,same,Ada,why", "mine.csv:2:right: no entity has the key 'nobody'"),
        ("jac,nio,equal,Ada,why", "mine.csv:2:verdict"),
        ("jac,jac-group,same,Ada,why", "the two were judged to be one"),
        ("jac,nio,same,,why", "mine.csv:2:who: is empty"),
    ],
)
def test_a_bad_file_changes_nothing(
    graph: graphkit.Graph, tmp_path: Path, row: str, place: str
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"left,right,verdict,who,why\n{row}\n", "utf-8")
    before = graph.store.content_hash()
    with pytest.raises(InputError, match=place):
        graph.judge_from(file)
    assert graph.store.content_hash() == before


def test_options_that_exclude_each_other(graph: graphkit.Graph) -> None:
    made = CliRunner().invoke(cli, ["resolve", "--list", "--auto", "--store", graph.store.url])
    assert made.exit_code == 2
    assert "Give one of" in made.output
