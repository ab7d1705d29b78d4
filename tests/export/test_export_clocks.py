"""What leaves a graph for a day of knowledge, and with which doubt: no more than was known then."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.analysis import survival
from graphkit.export.formats import FORMATS
from graphkit.graph import Graph
from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.values import when


def _world(folder: Path, *claims: tuple[str, str, str, dict[str, str]]) -> Graph:
    """Claims about companies, each of a source `sN` of its own that was published when `told`."""
    sources, statements = [], []
    for number, (subject, relation, object_, given) in enumerate(claims):
        said: dict[str, Any] = dict(given)
        told = when(said.pop("told", "2024-06-01"))
        said |= {name: when(said[name]) for name in ("valid_from", "valid_to") if name in said}
        what = "value" if relation in {"founded", "ceased"} else "object"
        said |= {what: object_, "row": f"r{number}", "quote": "q"}
        if relation == "USES_LICENCE_OF":
            said["details"] = (("licence_kind", "qualification"),)
        key = f"s{number}"
        sources.append(Source(key, f"title {key}", "P", "press", "2026-01-01", published=told))
        statements.append(Statement("d", subject, relation, key, **said))
    names = sorted({each for s, _, o, _ in claims for each in (s, o) if not each[0].isdigit()})
    entities = tuple(Entity(name, "Company", name.upper()) for name in names)
    graph = graphkit.open(folder / "store")
    dataset = Dataset("d", "D", "2026-01-01")
    graph.store.write(Batch((dataset,), entities, tuple(sources), tuple(statements)))
    return graph


def _text(graph: Graph, folder: Path, name: str, **part: Any) -> str:
    """All files of an export, one after the other."""
    place = folder / f"{name}-out"
    graph.export(
        place if not FORMATS[name].suffix else place / f"g{FORMATS[name].suffix}", name, **part
    )
    files = sorted(
        each for each in place.rglob("*") if each.is_file() and "losses" not in each.name
    )
    return "\n".join(each.read_text(encoding="utf-8") for each in files)


ENDED_BY = (
    "a",
    "USES_LICENCE_OF",
    "b",
    {"valid_from": "2015-03", "valid_to": "by 2020", "told": "2021"},
)


def test_what_ended_by_some_day_is_never_open_nor_sure(tmp_path: Path) -> None:
    with _world(tmp_path, ENDED_BY) as graph:
        (edge,) = [edge for *_, edge in graph.to_networkx().edges(data=True)]
        assert (edge["valid_to_earliest"], edge["valid_to_latest"]) == (
            date.min,
            date(2021, 1, 1),
        )
        gexf = _text(graph, tmp_path, "gexf")
        assert 'value="yes"' not in gexf
        assert re.findall(r"<graph .*?>", gexf)[0].count("0001") == 0
        assert "`valid_to_earliest`: '9999-12-31'" not in _text(graph, tmp_path, "cypher")
        _, edges = graph.to_pandas()
        known = survival(edges, "2024-01-01")
        assert known[known["bound"] == "at_least"]["months"].tolist() == [0.0]
        around = graph.around("a", as_of="2018-06-01")
        (shown,) = [edge for *_, edge in around.edges(data=True)]
        assert shown["valid_to_earliest"] == date.min


def test_a_source_of_an_open_past_is_known_from_the_first_day_on(tmp_path: Path) -> None:
    with _world(tmp_path, ("a", "OWNS", "b", {"told": "by 2021"})) as graph:
        for name in FORMATS:
            if name not in {"xlsx", "parquet"}:
                text = _text(graph, tmp_path, name, known_on="2020-01-01")
                assert "`known_from`: '9999-12-31'" not in text


LATER = (
    ("a", "USES_LICENCE_OF", "b", {"valid_from": "2015", "told": "2023-01-01"}),
    ("b", "ceased", "2019-05-05", {"told": "2019-06-01"}),
)


@pytest.mark.parametrize("name", ["jsonld", "cypher", "csv"])
def test_nothing_of_what_was_published_later_is_exported(tmp_path: Path, name: str) -> None:
    with _world(tmp_path, *LATER) as graph:
        text = _text(graph, tmp_path, name, known_on="2020-01-01")
        assert "title s1" in text
        assert "title s0" not in text
        assert "builds on the licence" not in text
        assert "party-ceased" not in text
        assert "party-ceased" in _text(graph, tmp_path, "cypher")


def test_nothing_says_until_when_it_was_known_like_this(tmp_path: Path) -> None:
    claims = (
        ("a", "OWNS", "b", {"told": "2016-01-01"}),
        ("a", "OWNS", "b", {"told": "2019-01-01", "valid_to": "2018"}),
    )
    with _world(tmp_path, *claims) as graph:
        for name in ("jsonld", "cypher", "csv", "gexf", "graphml"):
            assert "2019-01-01" not in _text(graph, tmp_path, name, known_on="2017-01-01")
        around = graph.around("a", as_of="2017-01-01", known_on="2017-01-01")
        assert [edge for *_, edge in around.edges(data=True) if "known_to" in edge] == []


def test_an_end_is_inferred_of_what_is_known_alone(tmp_path: Path) -> None:
    with _world(tmp_path, *LATER) as graph:
        for company in "ab":
            before = graph.why(company, as_of="2018-01-01", known_on="2020-01-01").rows
            assert not [row for row in before if row["rule"]]
            since = graph.why(company, as_of="2018-01-01", known_on="2024-01-01").rows
            assert [row for row in since if row["rule"]]


@pytest.mark.parametrize("name", ["jsonld", "ftm", "bods"])
def test_a_founding_that_somebody_denies_is_not_exported(tmp_path: Path, name: str) -> None:
    claims = (
        ("a", "founded", "2009", {"told": "2020-01-01"}),
        ("a", "founded", "2009", {"told": "2021-01-01", "polarity": "denied"}),
        ("b", "founded", "2011", {"told": "2021-01..2021-12"}),
    )
    with _world(tmp_path, *claims) as graph:
        given = re.compile(r'(founding|incorporation)Date": \[?"(\d+)')
        told = {
            on: {each[1] for each in given.findall(_text(graph, tmp_path, name, known_on=on))}
            for on in ("2020-06-01", "2021-06-01", "2022-06-01")
        }
        assert told == {"2020-06-01": {"2009"}, "2021-06-01": set(), "2022-06-01": {"2011"}}


def test_bods_ends_nothing_before_it_began(tmp_path: Path) -> None:
    claims = (
        ("a", "OWNS", "b", {"valid_from": "2023-06-15", "valid_to": "2023"}),
        ("a", "OWNS", "c", {"valid_from": "2023-06-15", "valid_to": "2023-07-01"}),
    )
    with _world(tmp_path, *claims) as graph:
        said = json.loads(_text(graph, tmp_path, "bods"))
        interests = [i for each in said for i in each["recordDetails"].get("interests", ())]
        days = sorted((each["startDate"], each["endDate"]) for each in interests)
        assert days == [("2023-06-15", "2023-07-01"), ("2023-06-15", "2023-12-31")]


def _facts(graph: Graph, **part: Any) -> set[tuple[Any, ...]]:
    return {
        (subject, object_, key, edge["sure"], *edge["sources"])
        for subject, object_, key, edge in graph.to_networkx(**part).edges(data=True, keys=True)
    }


PARTS: dict[str, dict[str, Any]] = {
    "relation": {"relations": ["OWNS"]},
    "day": {"known_on": "2018-01-01"},
    "joined": {"isolated": False},
    "kinds": {"kinds": ["Company"]},
    "few": {"kinds": ["Brand"]},
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_can_be_loaded_whatever_was_decided_and_judged(tmp_path: Path, part: str) -> None:
    claims = (
        ("a", "USES_LICENCE_OF", "b", {"told": "2016-01-01"}),
        ("a", "OWNS", "c", {"told": "2020-01-01"}),
        ("d", "OWNS", "b", {"told": "2017-01-01"}),
    )
    about = {"who": "A", "why": "a test"}
    with _world(tmp_path, *claims) as graph:
        graph.decide("d:r0", "set-aside", **about, decided_on="2017-01-01")
        graph.decide("d:r1", "set-aside", **about, decided_on="2017-01-01")
        graph.judge("a", "d", "same", **about)
        graph.judge("b", "c", "different", **about)
        graph.export(tmp_path / "out", "csv", **PARTS[part])
        known_on = PARTS[part].get("known_on")
        facts = _facts(graph, **PARTS[part])
    with graphkit.open(tmp_path / "again") as again:
        again.load(tmp_path / "out")
        assert _facts(again, known_on=known_on) == facts


@pytest.mark.parametrize("name", ["ftm", "bods", "dot", "jsonld"])
def test_companies_judged_to_be_one_are_one(tmp_path: Path, name: str) -> None:
    claims = (
        ("a", "OWNS", "b", {"told": "2016-01-01"}),
        ("same-a", "founded", "2010", {"told": "2017-01-01"}),
    )
    with _world(tmp_path, *claims) as graph:
        graph.judge("a", "same-a", "same", who="A", why="a test")
        text = _text(graph, tmp_path, name)
        assert not re.search(r'"(recordId|id)": "same-a"|"same-a" \[', text)
        if name != "dot":
            assert "SAME-A" in text
            assert "2010" in text


def test_linked_data_claims_no_doubtful_fact_in_the_words_of_others(tmp_path: Path) -> None:
    claims = (
        ("a", "OWNS", "b", {"told": "2016-01-01"}),
        ("a", "OWNS", "c", {"told": "2016-01-01", "confidence": "rumoured"}),
        ("a", "OWNS", "d", {"told": "2016-01-01", "polarity": "denied"}),
        ("a", "OWNS", "e", {"told": "2016-01-01", "stage": "planned"}),
    )
    with _world(tmp_path, *claims) as graph:
        said = json.loads(_text(graph, tmp_path, "jsonld"))["@graph"]
    facts = [each for each in said if "gk:Fact" in each["@type"]]
    classes = {each["schema:description"]: set(each["@type"]) - {"gk:Fact"} for each in facts}
    assert classes == {
        "A owns a share of B": {"gk:OWNS", "fibo-fnd-oac-own:Ownership"},
        "possibly: A owns a share of C": {"gk:OWNS"},
    }
    told = {each["schema:description"] for each in said if "schema:Claim" in each["@type"]}
    assert {"denied: A owns a share of D", "planned: A owns a share of E"} <= told
