"""Receipts of real answers: what they carry, and that they hold."""

from __future__ import annotations

import json
import shlex
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

import graphkit
from graphkit.errors import BadValue
from graphkit.questions.answer import Answer
from graphkit.questions.catalogue import Question, catalogue
from graphkit.questions.receipts import read, verify, write
from graphkit.questions.receipts.making import make
from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.values import when

DAY = "2023-12-10"
READ = "2026-11-23"  # the day on which the undated sources of the seeds were read
questions = pytest.mark.parametrize("question", catalogue().values(), ids=lambda each: each.name)


def asked(graph: graphkit.Graph, question: Question) -> Answer:
    """The answer to the question's own example, on days of our choice."""
    words = shlex.split(question.example.replace("-p ", ""))
    given = words[words.index(question.name) + 1 :]
    options = {place for n, each in enumerate(given) if each[:2] == "--" for place in (n, n + 1)}
    arguments = [each for place, each in enumerate(given) if place not in options]
    named = dict(each.split("=", 1) for each in arguments if "=" in each)
    places = [each for each in arguments if "=" not in each]
    return graph.ask(question.name, *places, as_of=DAY, known_on=READ, **named)


@questions
def test_the_receipt_of_every_question_holds(
    question: Question, seeds: graphkit.Graph, tmp_path: Path
) -> None:
    answer = asked(seeds, question)
    receipt = answer.receipt()
    assert receipt["rows"] == json.loads(json.dumps([list(row.values()) for row in answer.rows]))
    again = read(write(receipt, tmp_path / "answer.json"))
    by_itself, against = verify(again), verify(again, seeds.store)
    assert by_itself.holds, str(by_itself)
    assert against.holds, str(against)
    assert by_itself.checked == ("hashes", "facts", "rows")
    assert against.checked == ("hashes", "facts", "rows", "the store")


@pytest.mark.parametrize("known_on", ["2022-01-01", "2023-12-01", DAY, "2024-06-01"])
def test_nothing_in_it_was_published_after_the_day_of_knowledge(
    known_on: str, seeds: graphkit.Graph
) -> None:
    receipt = seeds.ask("who-builds-on-whose-licence", as_of=DAY, known_on=known_on).receipt()
    assert receipt["statements"]
    keys = [each["key"] for each in receipt["sources"]]
    query = "UNWIND $keys AS key MATCH (d:Source {key: key}) RETURN max(d.published_earliest)"
    assert seeds.store.query(query, {"keys": keys}).rows[0][0] <= known_on
    assert receipt["decisions"] == []
    assert verify(receipt).holds


def test_it_carries_what_it_rests_on_and_little_else(seeds: graphkit.Graph) -> None:
    answer = seeds.ask("licence-dates", "NIO", as_of=DAY, known_on=READ)
    receipt = answer.receipt()
    assert sorted({each["fact"] for each in receipt["facts"]}) == sorted(answer.facts)
    told = {each["statement"] for each in answer.evidence if not each["rule"]}
    carried = {f"{each['dataset']}:{each['row']}" for each in receipt["statements"]}
    assert told <= carried
    assert len(carried) < 60
    quoted = {
        f"{e['dataset']}:{e['row']}": e["quote"] for e in receipt["statements"] if "quote" in e
    }
    assert {each["statement"]: each["sha256"] for each in receipt["quotes"]} == {
        key: sha256(quote.encode()).hexdigest() for key, quote in quoted.items()
    }
    assert receipt["graphkit"] == graphkit.__version__
    assert receipt["engine"]
    assert receipt["parameters"] == {"company": "nio", "as_of": DAY, "known_on": READ}


def test_the_same_answer_has_the_same_receipt(seeds: graphkit.Graph, tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as other:
        for name in ("phones", "seed-article", "pharma"):
            other.load(name)
        with graphkit.open(tmp_path / "another") as third:
            for name in ("pharma", "phones", "seed-article"):
                third.load(name)
            asks = [
                each.ask("conflicts", "Akeso", as_of=DAY, known_on=READ) for each in (other, third)
            ]
            one, two = (each.receipt() for each in asks)
            assert one == two


def test_it_holds_when_the_store_is_gone(tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("phones")
        path = write(
            graph.ask("conflicts", as_of=DAY, known_on=READ).receipt(), tmp_path / "answer.json"
        )
    shutil.rmtree(tmp_path / "store")
    assert verify(read(path)).holds


def test_an_empty_answer_carries_what_was_known(seeds: graphkit.Graph) -> None:
    answer = seeds.ask("licence-dates", "BlackBerry", as_of=DAY, known_on=READ)
    assert answer.rows == []
    receipt = answer.receipt()
    assert any(
        "blackberry" in {each["subject"], each.get("object")} for each in receipt["statements"]
    )
    assert receipt["note"]
    assert verify(receipt, seeds.store).holds


def test_an_answer_that_needs_too_much_says_that_it_cannot_be_asked_again(
    seeds: graphkit.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.questions.receipts.making.MOST", 5)
    receipt = make(seeds.store, seeds.ask("licence-dates", "NIO", as_of=DAY, known_on=READ))
    assert receipt["replay"] is False
    outcome = verify(receipt, seeds.store)
    assert outcome.holds
    assert outcome.checked == ("hashes", "facts", "the store")
    assert "too few statements" in outcome.notes[0]


def test_a_query_of_one_s_own_has_no_receipt(seeds: graphkit.Graph) -> None:
    with pytest.raises(BadValue, match="ask a question of the catalogue"):
        seeds.cypher("MATCH (c:Company) RETURN c.name").receipt()


def test_a_decision_goes_with_the_answer_that_it_shaped(seeds: graphkit.Graph) -> None:
    receipt = seeds.ask("conflicts", "Akeso", known_on=READ).receipt()
    assert [each["row"] for each in receipt["decisions"]] == ["d1"]
    assert verify(receipt).holds
    before = seeds.ask("conflicts", "Akeso", known_on="2026-11-22").receipt()
    assert before["decisions"] == []


def test_a_receipt_that_cannot_be_written_is_told(seeds: graphkit.Graph, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="name another file"):
        write({}, tmp_path)


def test_an_answer_on_two_that_are_one_proves_itself_offline(tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("autos-china")
        ((source,),) = graph.store.query("MATCH (s:Source) RETURN s.key ORDER BY s.key LIMIT 1")
        twin = Entity("weilai-qiche-of-hefei", "Company", "Weilai Qiche")
        said = Statement(
            "more", twin.key, "USES_LICENCE_OF", source, "geely", quote="q", row="r1",
            details=(("licence_kind", "qualification"),),
        )  # fmt: skip
        graph.store.write(Batch(entities=(twin,), statements=(said,)))
        graph.judge(twin.key, "nio", "same", who="Ada", why="the names are one")
        answer = graph.ask("who-builds-on-whose-licence", "Weilai Qiche", as_of=DAY)
        receipt = answer.receipt()
        carried = {each.get("row"): each for each in receipt["statements"]}
        assert carried["r1"]["subject"] == "nio"
        assert carried["r1"]["stated_as"] == [["subject", twin.key]]
        again = read(write(receipt, tmp_path / "answer.json"))
        assert verify(again).holds
        assert verify(again, graph.store).holds


def _small(folder: Path, *statements: Statement) -> graphkit.Graph:
    cars = (("country", "CN"), ("industry", "autos"))
    graph = graphkit.open(folder / "small")
    graph.store.write(
        Batch(
            (Dataset("d", "D", READ),),
            (
                *(Entity(key, "Company", key.upper(), (), cars) for key in ("a", "b", "c")),
                Entity(
                    "permit", "Qualification", "the permit", (), (("confers_right", True), *cars)
                ),
            ),
            tuple(Source(key, key, "P", "press", READ, published=when("2020")) for key in "st"),
            statements,
        )
    )
    return graph


def test_what_a_maker_shows_is_proven_with_the_rights_of_its_industry(tmp_path: Path) -> None:
    made = Statement("d", "a", "MANUFACTURES_FOR", "s", object="b", row="r", quote="q")
    with _small(tmp_path, made) as graph:
        answer = graph.ask("cut-points", as_of=DAY)
        receipt = answer.receipt()
        assert [row["may_stop"] for row in answer] == [1]
        assert receipt["replay"]
        assert verify(receipt, graph.store).holds


def test_a_loss_of_a_source_that_changes_nothing_has_its_receipt(tmp_path: Path) -> None:
    held = Statement("d", "a", "HOLDS", "s", object="permit", row="h", quote="q")
    beside = Statement("d", "c", "COMPETES_WITH", "t", object="a", row="c", quote="q")
    with _small(tmp_path, held, beside) as graph:
        receipt = graph.ask("stress", drop="t", as_of=DAY).receipt()
        assert receipt["rows"] == []
        assert verify(receipt, graph.store).holds
