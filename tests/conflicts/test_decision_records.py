"""Decisions as records: in packs, in stores and their logs, by the verbs, and in exports."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from conflict_worlds import batch, decided, said, withdrawn

import graphkit
from graphkit.deciding import overruled
from graphkit.errors import BadValue, InputError, UnknownName
from graphkit.ingest import read_packs, sift_packs
from graphkit.statement import Batch, Decision

START = (
    "MATCH (:Entity)-[r:HOLDS]->() WHERE r.known_from <= $on AND $on < r.known_to "
    "RETURN r.valid_from"
)
NIO = [
    said("oct", "nio", "HOLDS", "access", valid_from="2023-10-04"),
    said("dec", "nio", "HOLDS", "access", valid_from="2023-12-04"),
]


@pytest.fixture
def graph(tmp_path: Path) -> graphkit.Graph:
    opened = graphkit.open(tmp_path / "store")
    opened.store.write(batch(NIO))
    return opened


def start(graph: graphkit.Graph, on: str) -> list[str]:
    return [each for (each,) in graph.store.query(START, {"on": on})]


def test_a_decision_in_a_store_counts_from_its_day_and_is_written_once(
    graph: graphkit.Graph,
) -> None:
    report = graph.store.write(Batch(decisions=(decided("d", "oct"),)))
    assert (report.decisions.added, report.any) == (1, True)
    assert start(graph, "2024-12-31") == ["2023-10-04..2023-12-04"]
    assert start(graph, "2025-01-01") == ["2023-12-04"]
    again = graph.store.write(Batch(decisions=(decided("d", "oct"),)))
    assert (again.decisions.unchanged, again.any) == (1, False)


def test_whoever_thinks_again_on_the_same_day_is_heard(graph: graphkit.Graph) -> None:
    """Two decisions of one day that disagree would count for nothing."""
    day = "2025-01-01"
    for verdict, why, begins in (
        ("set-aside", "a slip", "2023-12-04"),
        ("upheld", "no slip", "2023-10-04"),
        ("set-aside", "a slip, after all", "2023-12-04"),
    ):
        made = graph.decide("w:oct", verdict, who="Ada", why=why, decided_on=day)
        assert (made.verdict, start(graph, day)) == (verdict, [begins])
    assert [each.command for each in graph.history()[1:]] == ["decide"] * 3


def test_a_store_made_anew_from_its_log_has_its_decisions(
    graph: graphkit.Graph, tmp_path: Path
) -> None:
    graph.store.write(Batch(decisions=(decided("d", "oct"), withdrawn("w", "d"))))
    before = graph.store.content_hash()
    graph.close()
    (tmp_path / "store" / "graph.kgl").unlink()
    with graphkit.open(tmp_path / "store") as anew:
        assert anew.store.content_hash() == before
        assert start(anew, "2025-02-01") == ["2023-12-04"]
        assert start(anew, "2025-06-01") == ["2023-10-04..2023-12-04"]


def test_the_loads_may_come_in_any_order(tmp_path: Path) -> None:
    """The statement first, as a decision must find it; all else in any order."""
    parts = [
        batch(NIO[1:]),
        Batch(decisions=(decided("d", "oct"),)),
        Batch(decisions=(decided("e", "oct", "upheld", "2025-03-01"),)),
    ]
    hashes = set()
    for number, order in enumerate(itertools.permutations(parts)):
        with graphkit.open(tmp_path / str(number)) as graph:
            graph.store.write(batch(NIO[:1]))
            for part in order:
                graph.store.write(part)
            hashes.add(graph.store.content_hash())
    assert len(hashes) == 1


def test_a_later_decision_overrules_one_until_it_is_withdrawn(graph: graphkit.Graph) -> None:
    made = graph.decide("w:oct", "set-aside", who="Ada", why="a slip", decided_on="2025-01-01")
    assert overruled(graph.store, made) is None
    later = graph.decide("w:oct", "upheld", who="Bo", why="seen", decided_on="2025-03-01")
    found = overruled(graph.store, made)
    assert found is not None
    assert (found.start, found.decision) == ("2025-03-01", later)
    graph.withdraw(later.key, who="Bo", why="misread", withdrawn_on="2025-06-01")
    assert overruled(graph.store, made) is None
    assert start(graph, "2025-06-01") == ["2023-12-04"]


def test_a_statement_that_comes_later_is_judged_by_its_own_decisions_only(
    graph: graphkit.Graph,
) -> None:
    graph.store.write(Batch(decisions=(decided("d", "oct"),)))
    graph.store.write(batch([said("nov", "nio", "HOLDS", "access", valid_from="2023-11-04")]))
    assert start(graph, "2025-01-01") == ["2023-11-04..2023-12-04"]


def test_setting_a_ceasing_aside_takes_back_the_ends_that_were_inferred(tmp_path: Path) -> None:
    uses = said("u", "jidu", "USES_LICENCE_OF", "geely", details={"licence_kind": "qualification"},
                valid_from="2023")  # fmt: skip
    world = [uses, said("c", "jidu", "ceased", "2023-12-11")]
    query = (
        "MATCH ({key: 'jidu'})-[r:USES_LICENCE_OF]->() "
        "WHERE r.known_from <= $on AND $on < r.known_to RETURN r.valid_to, r.rules"
    )
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(batch(world))
        graph.store.write(Batch(decisions=(decided("d", "c"),)))
        before, after = (
            graph.store.query(query, {"on": day}).rows for day in ("2024-12-31", "2025-01-01")
        )
        assert before == [("2023-12-11", ["party-ceased", "stated-end"])]
        assert after == [(None, ["decided"])]


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (decided("d", "nothing"), "w:d:statement: no statement has the key 'w:nothing'"),
        (decided("d", "oct", "denied"), "w:d:verdict: there is no verdict 'denied'"),
        (decided("d", "oct", on="2025"), "w:d:decided_on: '2025' is not a day"),
        (withdrawn("w", "d"), "w:w:withdraws: no decision has the key 'w:d'"),
        (Decision("w", "d", "upheld", "", "2025-01-01", " ", "w:oct"), "w:d:who: is empty"),
        (Decision("w", "d", "upheld", "A", "2025-01-01", "g"), "w:d:statement: is empty"),
        (
            Decision("w", "d", "withdrawn", "A", "2025-01-01", "g", "w:oct"),
            "takes back, and no statem",
        ),
    ],
)
def test_an_unsound_decision_is_refused_and_changes_nothing(
    decision: Decision, says: str, graph: graphkit.Graph
) -> None:
    before = graph.store.content_hash()
    with pytest.raises(InputError) as caught:
        graph.store.write(Batch(decisions=(decision,)))
    assert says in str(caught.value)
    assert graph.store.content_hash() == before


def test_a_decision_may_not_be_withdrawn_before_it_was_made_nor_a_withdrawal_at_all(
    graph: graphkit.Graph,
) -> None:
    graph.store.write(Batch(decisions=(decided("d", "oct"), withdrawn("w", "d"))))
    for decision, says in (
        (withdrawn("x", "d", "2024-12-31"), "is before that of w:d, 2025-01-01"),
        (withdrawn("x", "w", "2025-07-01"), "make a new decision instead"),
    ):
        with pytest.raises(InputError, match=says):
            graph.store.write(Batch(decisions=(decision,)))


def test_an_inferred_statement_is_not_decided_on(tmp_path: Path) -> None:
    uses = said("u", "a", "MANUFACTURES_FOR", "b", valid_from="2023")
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(batch([uses, said("c", "a", "ceased", "2023-12-11")]))
        [key] = [
            key
            for (key,) in graph.store.query(
                "MATCH (s:Statement) WHERE s.rule IS NOT NULL RETURN s.key"
            )
        ]
        with pytest.raises(InputError, match="decide on the statement that it follows from"):
            graph.decide(key, "set-aside", who="Ada", why="a ground", decided_on="2025-01-01")


def test_the_verbs_decide_withdraw_and_repeat_without_harm(graph: graphkit.Graph) -> None:
    made = graph.decide("w:oct", "set-aside", who="Ada", why="a slip", decided_on="2025-01-01")
    again = graph.decide("w:oct", "set-aside", who="Ada", why="a slip", decided_on="2025-02-01")
    assert again == made
    assert start(graph, "2025-01-01") == ["2023-12-04"]
    undone = graph.withdraw(made.key, who="Bob", why="no slip", withdrawn_on="2025-03-01")
    assert graph.withdraw(made.key, who="Cleo", why="again", withdrawn_on="2025-04-01") == undone
    assert start(graph, "2025-03-01") == ["2023-10-04..2023-12-04"]
    anew = graph.decide("w:oct", "set-aside", who="Ada", why="a slip", decided_on="2025-03-01")
    assert anew.key != made.key
    assert start(graph, "2025-03-01") == ["2023-12-04"]


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (lambda g: g.decide("w:okt", "upheld", who="A", why="g"), UnknownName, "w:oct"),
        (lambda g: g.decide("w:oct", "withdrawn", who="A", why="g"), BadValue, "set-aside or"),
        (lambda g: g.decide("w:oct", "upheld", who=" ", why="g"), BadValue, "who is empty"),
        (lambda g: g.decide("w:oct", "upheld", who="A", why=""), BadValue, "why is empty"),
        (lambda g: g.withdraw("w:d", who="A", why="g"), UnknownName, "no decision is called 'w:d'"),
    ],
)
def test_a_verb_says_what_is_wrong(
    act: Callable[[graphkit.Graph], Decision],
    error: type[Exception],
    says: str,
    graph: graphkit.Graph,
) -> None:
    with pytest.raises(error, match=says):
        act(graph)


def test_decisions_are_exported_as_known_on_a_day(graph: graphkit.Graph, tmp_path: Path) -> None:
    graph.store.write(Batch(decisions=(decided("d", "oct"), withdrawn("w", "d"))))
    graph.export(tmp_path / "out", known_on="2025-01-01")
    with (tmp_path / "out" / "w" / "decisions.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert {name: value for name, value in row.items() if value} == {
        "id": "d", "statement": "w:oct", "verdict": "set-aside", "who": "Ada",
        "decided_on": "2025-01-01", "why": "a ground",
    }  # fmt: skip


def pack(folder: Path, decisions: str, *, name: str = "one", more: str = "") -> Path:
    """A pack of two statements, and more of them, with this table of decisions.

    `|` ends a line.
    """
    place = folder / name
    place.mkdir()
    for file, text in {
        "dataset.yaml": f"name: {name}|title: One|retrieved: 2026-11-23",
        "entities.csv": "key,kind,name|nio,Company,NIO|access,Qualification,Access",
        "sources.csv": "key,title,publisher,kind,published|s,T,P,press,2024-01-01",
        "statements.csv": "id,subject,relation,object,source,quote,valid_from"
        f"|r1,nio,HOLDS,access,s,q,2023-10-04|r2,nio,HOLDS,access,s,q,2023-12-04{more}",
        "decisions.csv": decisions,
    }.items():
        (place / file).write_text(text.replace("|", "\n") + "\n", encoding="utf-8")
    return place


HEADER = "id,statement,verdict,who,decided_on,why,withdraws"


def test_a_pack_may_decide(tmp_path: Path) -> None:
    place = pack(
        tmp_path,
        f"{HEADER}|d1,r1,set-aside,Ada,2025-01-01,a slip,|d2,,withdrawn,Bob,2025-06-01,no slip,d1",
    )
    [read] = read_packs([place])
    assert read.decisions == (
        Decision("one", "d1", "set-aside", "Ada", "2025-01-01", "a slip", "one:r1"),
        Decision("one", "d2", "withdrawn", "Bob", "2025-06-01", "no slip", "", "one:d1"),
    )
    with graphkit.open(tmp_path / "store") as graph:
        assert "decisions  2 added" in str(graph.load(place))
        assert start(graph, "2025-01-01") == ["2023-12-04"]
        assert not graph.load(place).written.any


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "d1,r9,set-aside,Ada,2025-01-01,g,",
            "decisions.csv:2:statement: no statement of the pack",
        ),
        (
            "d1,r1,setaside,Ada,2025-01-01,g,",
            "2:verdict: 'setaside' is not one of the choices (did",
        ),
        ("d1,r1,set-aside,Ada,2025,g,", "2:decided_on: '2025' is not a day"),
        ("d1,r1,set-aside,,2025-01-01,,", "2:why: is empty"),
        ("d1,,set-aside,Ada,2025-01-01,g,", "2:statement: is empty"),
        ("d1,r1,set-aside,Ada,2025-01-01,g,d0", "2:withdraws: does not go with statement"),
        ("d1,,withdrawn,Ada,2025-01-01,g,", "2:withdraws: is empty"),
        ("d1,,withdrawn,Ada,2025-01-01,g,d9", "2:withdraws: the pack one has no decision 'one:d9'"),
        (
            "d1,r1,upheld,Ada,2025-01-01,g,|d1,r2,upheld,A,2025-01-01,g,",
            "3:id: d1 stands in line 2",
        ),
    ],
)
def test_what_is_wrong_with_a_decision_is_told_with_its_place(
    row: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read_packs([pack(tmp_path, f"{HEADER}|{row}")])
    assert says in str(caught.value)


def test_an_unknown_or_missing_column_of_decisions_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_packs([pack(tmp_path, "id,statment,verdict,who,why|d1,r1,upheld,Ada,g")])
    assert "statment: no column of decisions is called 'statment' (did you mean statement?)" in str(
        caught.value
    )
    assert "decided_on: this column is missing" in str(caught.value)


def test_a_decision_on_a_refused_statement_is_refused_with_it(tmp_path: Path) -> None:
    place = pack(
        tmp_path,
        f"{HEADER}|d1,r3,set-aside,Ada,2025-01-01,g,|d2,r1,set-aside,Ada,2025-01-01,g,",
        more="|r3,nobody,HOLDS,access,s,q,",
    )
    [sifted] = sift_packs([place])
    assert [each.row for each in sifted.batch.decisions] == ["d2"]
    assert sifted.quarantine is not None
    kept = (sifted.quarantine / "decisions.csv").read_text(encoding="utf-8")
    assert kept.splitlines()[1].startswith("2,statement: 'r3' was refused itself")

    statements = sifted.quarantine / "statements.csv"
    statements.write_text(statements.read_text("utf-8").replace("nobody", "nio"), "utf-8")
    [mended] = read_packs([sifted.quarantine])
    assert [each.statement for each in mended.decisions] == ["one:r3"]


def test_packs_may_decide_on_each_other_s_statements(tmp_path: Path) -> None:
    one = pack(tmp_path, HEADER)
    two = pack(tmp_path, f"{HEADER}|d1,one:r1,set-aside,Ada,2025-01-01,g,", name="two")
    (two / "statements.csv").write_text("id,subject,relation,object,source,quote\n")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load(one, two)
        assert start(graph, "2025-01-01") == ["2023-12-04"]
    (two / "decisions.csv").write_text(f"{HEADER}\nd1,one:r9,set-aside,Ada,2025-01-01,g,\n")
    with pytest.raises(
        InputError, match=r"decisions.csv:2:statement: the pack one has no statement"
    ):
        read_packs([one, two])
    with pytest.raises(InputError, match="no statement has the key 'one:r9'"):
        graphkit.open(tmp_path / "other").load(two)


def test_decisions_are_counted_and_shown_with_the_evidence(graph: graphkit.Graph) -> None:
    graph.store.write(Batch(decisions=(decided("d", "oct"), withdrawn("w", "d"))))
    assert graph.store.counts()["decisions"] == 2
    for known_on, shown in (("2024-12-31", 0), ("2025-02-01", 1), ("2025-06-01", 0)):
        why = graph.why("nio", as_of="2024-06-01", known_on=known_on)
        by_row = {row["valid_from"]: row["decisions"] for row in why}
        assert len(by_row["2023-10-04"] or ()) == shown
        assert not by_row["2023-12-04"]
        told = [each["decision"] for each in why.evidence if each["decision"]]
        assert len(told) == shown
        assert all(each.startswith("set-aside on 2025-01-01 by ") for each in told)


def test_what_was_set_aside_confirms_nothing(tmp_path: Path) -> None:
    days = {"2016-01-01": "old", "2021-01-01": "new"}
    held = [
        said(row, "nio", "HOLDS", "access", published=day, valid_from="2015")
        for day, row in days.items()
    ]
    born = [said(f"f-{row}", "nio", "founded", "2009", published=day) for day, row in days.items()]
    asked = {"as_of": "2022-06-01", "known_on": "2022-06-01"}
    with graphkit.open(tmp_path / "aside") as graph:
        graph.store.write(batch([*held, *born]))

        def told() -> tuple[list[str], list[bool], set[tuple[str, bool]]]:
            answers = [graph.ask(each, "nio", **asked) for each in ("stale", "thin-evidence")]
            evidence = [each for each in graph.why("nio", **asked).evidence if each["object"]]
            return (
                [row["last_said"] for row in answers[0]],
                [row["single_source"] for row in answers[1]],
                {(each["last_said"], each["stale"]) for each in evidence},
            )

        assert told() == ([], [False, False], {("2021-01", False)})
        for place, row in enumerate(("new", "f-new")):
            graph.store.write(Batch(decisions=(decided(f"d{place}", row, on="2021-06-01"),)))
        assert told() == (["2016-01"], [True, True], {("2016-01", True)})
        upheld = decided("u", "f-new", "upheld", on="2021-08-01")
        graph.store.write(Batch(decisions=(upheld, withdrawn("w", "d0", on="2021-09-01"))))
        assert told() == ([], [False, False], {("2021-01", False)})
