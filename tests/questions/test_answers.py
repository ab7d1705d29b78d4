"""Golden answers for every question of the catalogue, on the packs that come with graphkit."""

from __future__ import annotations

import pytest
from golden_files import FOLDER, Case, cases

from graphkit.graph import Graph
from graphkit.questions.catalogue import catalogue
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
