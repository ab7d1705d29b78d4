"""Every difference that a plan can show, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from planning_pack import ROWS, Delivery

import graphkit
from graphkit.planning.differences import Difference

ENDED = "n1,b,OWNS,c,,2023-05,t,words,"
RUMOUR = "n2,c,MANUFACTURES_FOR,b,2022,,t,words,rumoured"
MAKES, OWNS = "Alpha manufactures for Beta", "Beta owns a share of Gamma"
RUMOURED, ACQUIRED = "Gamma manufactures for Beta", "Alpha acquired Gamma"
ENTITIES = "key,kind,name,aliases\na,Company,{},{}\nb,Company,Beta,\nc,Company,Gamma,\n"


@pytest.fixture
def later(graph: graphkit.Graph, deliver: Delivery) -> graphkit.Graph:
    """A graph in which a fact has ended and another is a rumour."""
    graph.load(deliver(*ROWS[1:], ENDED, RUMOUR))
    return graph


def differences(graph: graphkit.Graph, pack: str | Path) -> list[Difference]:
    """Those of a plan; facts without their keys, which are digests."""
    return [
        Difference(each.operation, each.what, "", *_rest(each)) if each.what == "fact" else each
        for each in graph.plan(pack).differences
    ]


def _rest(each: Difference) -> tuple[str, str, str, str, tuple[str, ...]]:
    return each.text, each.cause, each.before, each.after, each.statements


def test_a_statement_that_says_another_thing(graph: graphkit.Graph, deliver: Delivery) -> None:
    row = "r1,a,MANUFACTURES_FOR,c,2016-05,2020,t,other words,rumoured"
    was = "source: s; object: b; valid_from: 2018; valid_to: nothing; confidence: reported"
    now = "source: t; object: c; valid_from: 2016-05; valid_to: 2020; confidence: rumoured"
    assert differences(graph, deliver(row, *ROWS[2:])) == [
        Difference(
            "corrected",
            "statement",
            "cars:r1",
            MAKES,
            "correction",
            f"{was}; quote: words",
            f"{now}; quote: other words",
            ("cars:r1",),
        ),
        Difference("retracted", "fact", "", MAKES, "correction", "from 2018", "", ("cars:r1",)),
    ]


def test_a_fact_that_ends(graph: graphkit.Graph, deliver: Delivery) -> None:
    assert differences(graph, deliver(*ROWS[1:], ENDED)) == [
        Difference(
            "closed", "fact", "", OWNS, "change", "from 2018", "from 2018 to 2023-05", ("cars:r3",)
        )
    ]


@pytest.mark.parametrize(
    ("end", "operation", "told", "after"),
    [
        ("", "reopened", "nothing", "from 2018"),
        ("2023-06", "re-dated", "2023-06", "from 2018 to 2023-06"),
    ],
)
def test_an_end_that_was_told_wrongly(
    later: graphkit.Graph, deliver: Delivery, end: str, operation: str, told: str, after: str
) -> None:
    row = ENDED.replace("2023-05", end)
    assert differences(later, deliver(*ROWS[1:], row, RUMOUR)) == [
        Difference(
            "corrected",
            "statement",
            "cars:n1",
            OWNS,
            "correction",
            "valid_to: 2023-05",
            f"valid_to: {told}",
            ("cars:n1",),
        ),
        Difference(
            operation,
            "fact",
            "",
            OWNS,
            "correction",
            "from 2018 to 2023-05",
            after,
            ("cars:n1", "cars:r3"),
        ),
    ]


def test_a_doubt_is_told_once(graph: graphkit.Graph, deliver: Delivery) -> None:
    pack = deliver(*ROWS[1:], RUMOUR)
    assert differences(graph, pack) == [
        Difference("doubtful", "fact", "", RUMOURED, "change", "", "only rumoured")
    ]
    graph.load(pack)
    found = differences(graph, deliver(*ROWS[1:], RUMOUR.replace("2022", "2021")))
    assert [each.operation for each in found] == ["corrected", "re-dated"]


def test_sources_that_give_other_dates(later: graphkit.Graph, deliver: Delivery) -> None:
    others = ("n3,a,ACQUIRED,c,2015,,t,words,", "n4,b,OWNS,c,,2024-05,t,words,")
    pack = deliver(*ROWS[1:], ENDED, RUMOUR, *others)
    found = {(each.operation, each.text): each for each in differences(later, pack)}
    span = "from 2015-01-01..2017-12-31"
    assert found == {
        ("re-dated", OWNS): Difference(
            "re-dated",
            "fact",
            "",
            OWNS,
            "change",
            "from 2018 to 2023-05",
            "from 2018 to 2023-05-01..2024-05-31",
            ("cars:n1", "cars:r3"),
        ),
        ("doubtful", OWNS): Difference(
            "doubtful", "fact", "", OWNS, "change", "", "sources give different ends"
        ),
        ("re-dated", ACQUIRED): Difference(
            "re-dated", "fact", "", ACQUIRED, "change", "from 2017", span, ("cars:r4",)
        ),
        ("doubtful", ACQUIRED): Difference(
            "doubtful", "fact", "", ACQUIRED, "change", "", "sources give different starts"
        ),
    }


def test_an_entity_and_a_source_that_say_another_thing(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    """A dated source that was only read again later is no difference."""
    (deliver.folder / "entities.csv").write_text(ENTITIES.format("Alfa", "en:Alef"))
    (deliver.folder / "sources.csv").write_text(
        "key,title,publisher,kind,published\ns,T,P,press,2020\nt,U,P,press,2025\n"
    )
    assert differences(graph, deliver(*ROWS[1:], day="2026-03-01")) == [
        Difference(
            "corrected",
            "entity",
            "a",
            "Alfa",
            "correction",
            "name: Alpha; aliases: nothing",
            "name: Alfa; aliases: en Alef",
        ),
        Difference(
            "corrected",
            "source",
            "t",
            "U",
            "correction",
            "retrieved: 2026-01-01; published: 2024",
            "retrieved: 2026-03-01; published: 2025",
        ),
    ]


def test_an_entity_that_two_data_sets_tell_of(graph: graphkit.Graph, tmp_path: Path) -> None:
    other = Delivery(tmp_path / "more")
    other(ROWS[1])
    (other.folder / "dataset.yaml").write_text("name: more\ntitle: M\nretrieved: 2026-01-01\n")
    (other.folder / "entities.csv").write_text(ENTITIES.format("Alpha", "en:Alef"))
    merged = [each for each in differences(graph, other.folder) if each.what == "entity"]
    assert merged == [
        Difference("merged", "entity", "a", "Alpha", "", "aliases: nothing", "aliases: en Alef")
    ]


def test_a_statement_that_is_set_aside(graph: graphkit.Graph, deliver: Delivery) -> None:
    pack = Path(deliver(*ROWS[1:]))
    (pack / "decisions.csv").write_text(
        "id,statement,verdict,who,decided_on,why\nd1,r1,set-aside,Ada,2026-01-01,a slip\n"
    )
    why = "set aside by Ada: a slip (cars:d1)"
    assert differences(graph, pack) == [
        Difference(
            "retracted", "statement", "cars:r1", MAKES, "decision", "counts", why, ("cars:r1",)
        ),
        Difference("retracted", "fact", "", MAKES, "decision", "from 2018", "", ("cars:r1",)),
    ]


@pytest.mark.parametrize(
    ("verdict", "operation", "after"),
    [("same", "merged", "answers as a"), ("unsure", "corrected", "answers for itself")],
)
def test_entities_that_are_judged_to_be_one_or_not(
    graph: graphkit.Graph, deliver: Delivery, verdict: str, operation: str, after: str
) -> None:
    file = deliver.folder / "entities.csv"
    file.write_text(f"{file.read_text()}d,Company,Alphacars\n")
    pack = Path(deliver(*ROWS[1:]))
    graph.load(pack)
    if verdict != "same":
        graph.judge("a", "d", "same", who="Ada", why="one firm", judged_on="2026-01-01")
    (pack / "judgements.csv").write_text(
        "id,left,right,verdict,who,judged_on,why\n"
        f"j1,a,d,{verdict},Ada,2026-02-01,read the register\n"
    )
    entities = [each for each in differences(graph, pack) if each.what == "entity"]
    assert [(each.operation, each.key, each.text, each.cause, each.after) for each in entities] == [
        (operation, "d", "Alphacars", "decision", after)
    ]
