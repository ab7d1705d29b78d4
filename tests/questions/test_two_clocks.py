"""The laws of the two clocks, for every question on the packs that come with graphkit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from golden_files import Case, cases
from hypothesis import given, settings
from hypothesis import strategies as st

import graphkit
from graphkit.graph import Graph
from graphkit.model import RELATIONS
from graphkit.statement import Batch, Source, knowledge_bounds
from graphkit.values import MAX_DATE, MIN_DATE, When, when

# One case for each question and arguments.
ASKED = list({(each.question, each.arguments, each.named): each for each in cases()}.values())
TODAY = "2026-11-23"
DAYS = st.dates(date(2015, 1, 1), date(2026, 11, 23)).map(date.isoformat)
# On these days something is told or happens in many packs.
BUSY = st.sampled_from([
    "2017-05-24", "2018-10-01", "2020-03-23", "2020-12-10", "2021-05-24", "2023-11-15",
    "2023-12-01", "2023-12-04", "2023-12-06", "2023-12-08", "2023-12-10", "2023-12-31",
    "2024-04-15", "2024-07-12", "2024-12-11", "2024-12-13", "2025-11-03", "2026-06-17", TODAY,
])  # fmt: skip
laws = settings(max_examples=200, derandomize=True)


def heard(case: Case, known_on: str) -> str:
    """The day of knowledge that a question is held to: a later one, if it names one itself."""
    return max(known_on, dict(case.named).get("to", known_on))


def earliest(source: Source) -> str:
    """The first day on which a document can have been read."""
    return source.retrieved if source.published is None else source.published.earliest


@laws
@given(case=st.sampled_from(ASKED), as_of=BUSY | DAYS, known_on=BUSY | DAYS)
def test_no_answer_uses_what_was_published_later(
    seeds: Graph, records: Batch, case: Case, as_of: str, known_on: str
) -> None:
    sources = {each.key: each for each in records.sources}
    statements = {each.key: each for each in records.statements}
    known_on = heard(case, known_on)
    answer = case.ask(seeds, as_of=as_of, known_on=known_on)
    for each in answer.evidence:
        assert earliest(sources[each["source"]]) <= known_on
        if not each["rule"]:
            statement = statements[each["statement"]]
            assert knowledge_bounds(statement, sources[statement.source])[0] <= known_on
    for row in answer:
        assert all(earliest(sources[key]) <= known_on for key in row.get("sources", ()))


@laws
@given(case=st.sampled_from(ASKED), as_of=BUSY | DAYS, known_on=BUSY | DAYS)
def test_rows_facts_and_sources_belong_together(
    seeds: Graph, case: Case, as_of: str, known_on: str
) -> None:
    known_on = heard(case, known_on)
    answer = case.ask(seeds, as_of=as_of, known_on=known_on)
    assert set(answer.facts) == {each["fact"] for each in answer.evidence}
    for number, row in enumerate(answer):
        if "sources" in row:
            evidence, named = answer.evidence_of(number), set(row["sources"])
            assert named <= {each["source"] for each in evidence}
            if case.question == "timeline":
                continue  # it names the sources of the date alone
            for fact in answer.row_facts[number]:  # no leg of an argument without its source
                assert named & {each["source"] for each in evidence if each["fact"] == fact}


def _days(stated: When | None) -> Iterator[str]:
    if stated is not None:
        yield stated.earliest
        yield stated.latest


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


@pytest.fixture(scope="session")
def quiet(records: Batch) -> list[tuple[str, str]]:
    """Spans of days, the first and the last of each, in which nothing begins, ends or is told."""
    events: set[str] = set()
    for each in records.sources:
        events.update((each.retrieved, *_days(each.published)))
    for claim in records.statements:
        dates = [claim.valid_from, claim.valid_to, claim.expected_to]
        if RELATIONS[claim.relation].value == "date":
            dates.append(when(claim.value))
        events.update(day for stated in dates for day in _days(stated))
    known = sorted(day for day in events if MIN_DATE < day < MAX_DATE)
    spans = []
    for one, other in pairwise(known):
        # An end known to the day, and what a denial of that day leaves, count from the next.
        first = _next(one)
        last = (date.fromisoformat(other) - timedelta(days=1)).isoformat()
        if first < last:
            spans.append((first, last))
    return spans


@laws
@given(case=st.sampled_from(ASKED), data=st.data())
def test_where_nothing_happens_the_day_makes_no_difference(
    seeds: Graph, quiet: list[tuple[str, str]], case: Case, data: st.DataObject
) -> None:
    first, last = data.draw(st.sampled_from(quiet))
    known_on = heard(case, data.draw(BUSY))
    one, other = (case.ask(seeds, as_of=day, known_on=known_on) for day in (first, last))
    assert one.rows == other.rows
    assert one.row_facts == other.row_facts


@pytest.mark.parametrize("known_on", ["2020-04-01", "2023-12-01", "2023-12-10"])
def test_what_was_published_later_changes_no_earlier_answer(
    seeds: Graph, records: Batch, tmp_path: Path, known_on: str
) -> None:
    """A store that never heard of the later documents answers the same."""
    sources = {each.key: each for each in records.sources}
    told = [each for each in records.statements if earliest(sources[each.source]) <= known_on]
    with graphkit.open(tmp_path) as then:
        then.store.write(Batch(records.datasets, records.entities, records.sources, tuple(told)))
        for case in (each for each in ASKED if heard(each, known_on) == known_on):
            for as_of in (case.as_of, known_on):
                now = case.ask(seeds, as_of=as_of, known_on=known_on)
                assert now.rows == case.ask(then, as_of=as_of, known_on=known_on).rows
