"""Golden answers for every question of the catalogue, on the packs that come with graphkit."""

from __future__ import annotations

import pytest
from golden_files import FOLDER, Case, cases

from graphkit.graph import Graph
from graphkit.questions.catalogue import catalogue
from graphkit.questions.evidence import STALE_MONTHS
from graphkit.statement import Batch

golden = pytest.mark.parametrize("case", cases(), ids=str)


def test_every_question_has_golden_answers_and_every_file_a_question() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(catalogue())


@golden
def test_the_answer_is_the_one_that_the_sources_give(seeds: Graph, case: Case) -> None:
    rows = {case.row(row) for row in case.ask(seeds)}
    missing, surplus = case.rows - rows, rows - case.rows
    assert not missing
    assert not (case.whole and surplus)


@golden
def test_each_row_rests_on_the_sources_in_which_it_can_be_checked(seeds: Graph, case: Case) -> None:
    answer = case.ask(seeds)
    for number, row in enumerate(answer):
        wanted = case.sources.get(case.row(row), frozenset())
        if wanted:
            told = {each["source"] for each in answer.evidence_of(number)}
            for again, other in enumerate(answer):
                if case.row(other) == case.row(row):
                    told |= {each["source"] for each in answer.evidence_of(again)}
            assert wanted <= told


@golden
def test_every_source_named_in_a_golden_answer_can_be_found(records: Batch, case: Case) -> None:
    known = {each.key: each for each in records.sources}
    for key in frozenset().union(*case.sources.values()):
        assert known[key].url or (known[key].publisher and known[key].title)


@golden
def test_no_row_without_evidence(seeds: Graph, case: Case) -> None:
    """But for what an answer says of a thing that nobody says anything of."""
    answer = case.ask(seeds)
    silent = {"which-entity": "ties", "checkpoints": "sources", "may-build": "sources"}
    for row, facts in zip(answer, answer.row_facts, strict=True):
        if answer.question in silent and not row[silent[answer.question]]:
            continue
        assert facts
    proven = {each["fact"] for each in answer.evidence}
    assert set(answer.facts) <= proven


def test_a_fact_that_nobody_told_of_for_two_years_is_marked(seeds: Graph) -> None:
    def marks(as_of: str, known_on: str) -> dict[str, tuple[str, bool]]:
        answer = seeds.ask("routes", "NIO", as_of=as_of, known_on=known_on)
        return {each["sentence"]: (each["last_said"], each["stale"]) for each in answer.evidence}

    assert not any(old for _, old in marks("2023-12-10", "2023-12-10").values())
    now = marks("2026-11-23", "2026-11-23")
    assert any(old for _, old in now.values())
    assert all(last < "2024-12" for last, old in now.values() if old)
    months = next(each for each in catalogue()["stale"].parameters if each.name == "months")
    assert months.default == STALE_MONTHS


def test_a_question_is_found_by_a_shorter_name(seeds: Graph) -> None:
    clocks = {"as_of": "2023-12-10", "known_on": "2023-12-01"}
    short = seeds.ask("whose-licence", "NIO", **clocks)
    assert short.question == "who-builds-on-whose-licence"
    assert {row["licence_holder"] for row in short} == {"JAC Motors"}
    assert short.rows == seeds.ask("who-builds-on-whose-licence", "NIO", **clocks).rows
