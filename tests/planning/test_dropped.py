"""What a newer delivery has not: what is proposed, and the records that a person's yes makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from planning_pack import ROWS, Delivery

import graphkit
from graphkit import loading
from graphkit.errors import BadValue
from graphkit.planning.differences import Difference
from graphkit.statement import Source
from graphkit.stores.runs import Note
from graphkit.values import when

ADA = {"who": "Ada", "why": "the page lists it no more"}
PROPOSED = "closing is proposed: --close"


def dropped(graph: graphkit.Graph, pack: str) -> dict[str, str]:
    found = graph.plan(pack).differences
    return {each.key: each.after for each in found if each.operation == "dropped"}


def test_what_is_proposed_is_told_word_for_word(graph: graphkit.Graph, deliver: Delivery) -> None:
    plan = graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-06-01"))
    assert [each for each in plan.differences if each.operation == "dropped"] == [
        Difference(
            "dropped",
            "statement",
            "cars:r3",
            "Beta owns a share of Gamma",
            "",
            "in the last delivery",
            "closing is proposed: --close",
            ("cars:r3",),
        )
    ]


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_it_is_told_by_the_names_of_parties_that_dropped_out_with_it(
    graph: graphkit.Graph, deliver: Delivery, kept: int
) -> None:
    """Of c, b and a in turn: c is only an object of what drops out, a only a subject."""
    pack = deliver(ROWS[kept])
    gone = {1: "c,Company,Gamma\n", 2: "b,Company,Beta\n", 3: "a,Company,Alpha\n"}[kept]
    entities = deliver.folder / "entities.csv"
    entities.write_text(entities.read_text().replace(gone, ""))
    told = {each.key: each.text for each in graph.plan(pack).differences}
    texts = {
        "cars:r1": "Alpha manufactures for Beta",
        "cars:r2": "Alpha manufactures for Gamma",
        "cars:r3": "Beta owns a share of Gamma",
        "cars:r4": "Alpha acquired Gamma",
    }
    del texts[f"cars:r{kept}"]
    assert told == texts


def test_a_closing_is_a_statement_of_the_delivery_itself(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    plan = graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-06-01"), close=["cars:r3"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert (closing.subject, closing.relation, closing.object) == ("b", "OWNS", "c")
    assert (closing.valid_from, closing.valid_to) == (None, when("2026-01-01..2026-06-01"))
    assert (closing.confidence, closing.quote, closing.attribution) == ("reported", "", ())
    assert closing.note == "closes cars:r3"
    assert len(closing.row) == len("closed-") + 12
    assert closing.summary == (
        "in the delivery of 2026-01-01, not in that of 2026-06-01; closed by Ada: "
        "the page lists it no more"
    )
    assert [each for each in plan.batch.sources if each.key == closing.source] == [
        Source(
            "delivery-cars-2026-06-01",
            "Cars, as delivered on 2026-06-01",
            "cars",
            "aggregator",
            "2026-06-01",
        )
    ]


def test_a_closing_keeps_what_sets_the_fact_apart_and_its_doubt(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    """Of one delivery made twice on a day it is only known by when the fact had ended."""
    doubted = "p,a,MANUFACTURES_FOR,b,,,s,w,rumoured,X,P,2030,Somebody"
    more = "product,plant,expected_to,attribution"
    graph.load(deliver(*ROWS[1:], doubted, more=more))
    pack = deliver(*ROWS[1:])
    with (deliver.folder / "dataset.yaml").open("a") as about:
        about.write("publisher: The makers\n")
    plan = graph.plan(pack, close=["cars:p"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert (closing.confidence, closing.expected_to, closing.attribution) == ("rumoured", None, ())
    assert {each.publisher for each in plan.batch.sources if each.key == closing.source} == {
        "The makers"
    }
    assert dict(closing.details) == {"product": "X"}
    assert closing.valid_to == when("by 2026-01-01")
    assert closing.summary == (
        "not in the delivery of 2026-01-01; closed by Ada: the page lists it no more"
    )


def test_a_closing_of_what_is_confirmed_is_only_reported(tmp_path: Path, deliver: Delivery) -> None:
    sources = deliver.folder / "sources.csv"
    sources.write_text(sources.read_text().replace("s,T,P,press", "s,T,P,filing"))
    with graphkit.open(tmp_path / "confirmed") as graph:
        graph.load(deliver(*ROWS[1:], "d,a,OWNS,b,2018,,s,words,confirmed"))
        plan = graph.plan(deliver(*ROWS[1:], day="2026-06-01"), close=["cars:d"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert closing.confidence == "reported"


def test_what_is_taken_back_is_a_decision_of_the_day_of_the_delivery(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    plan = graph.plan(deliver(*ROWS[1:3], day="2026-06-01"), retract=["cars:r3", "cars:r4"], **ADA)
    made = plan.batch.decisions
    assert {each.statement for each in made} == {"cars:r3", "cars:r4"}
    assert {(each.verdict, each.who, each.why, each.decided_on) for each in made} == {
        ("set-aside", "Ada", ADA["why"], "2026-06-01")
    }
    assert {each.dataset for each in made} == {"local"}
    rows = {each.row for each in made}
    assert len(rows) == 2
    assert {len(each) for each in rows} == {8}
    graph.apply(plan)
    assert dropped(graph, deliver(*ROWS[1:3], day="2026-06-01")) == {}
    again = graph.plan(deliver(*ROWS[1:3], day="2026-07-01"))
    assert not again.count("dropped")  # what was set aside is settled


@pytest.mark.parametrize(
    ("more", "proposed"),
    [
        ("n1,b,OWNS,c,2019,,t,other words,", "stays as it was told"),  # somebody still says so
        ("n1,b,OWNS,c,,2023,t,other words,", None),  # it has ended: that is settled
        ("n1,a,OWNS,c,,2023,t,other words,", PROPOSED),  # of another fact
        ("n1,b,OWNS,c,2019,,t,other words,,denied", PROPOSED),  # who denies it does not say so
        ("n1,b,OWNS,c,,2023,t,other words,,denied", PROPOSED),  # nor that it ended
    ],
)
@pytest.mark.parametrize("by", ["the delivery", "others"])
def test_a_fact_that_is_told_otherwise(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path, by: str, more: str, proposed: str
) -> None:
    rest = [*ROWS[1:3], ROWS[4]]
    if by == "others":
        theirs = Delivery(tmp_path / "others")
        theirs(more.replace(",t,", ",u,"), more="polarity")
        for file, was, now in (("dataset.yaml", "cars", "others"), ("sources.csv", "\nt,", "\nu,")):
            path = theirs.folder / file
            path.write_text(path.read_text().replace(was, now).replace("s,T,P,press,2020\n", ""))
        graph.load(theirs.folder)
    else:
        rest.append(more)
    assert dropped(graph, deliver(*rest, day="2026-06-01", more="polarity")) == (
        {"cars:r3": proposed} if proposed else {}
    )


@pytest.mark.parametrize(
    "row",
    [
        "d,a,ACQUIRED,b,2016,,s,words,",  # what happens once does not end
        "d,a,founded,,,,s,words,,,2003",
        "d,a,OWNS,b,2018,2020,s,words,",  # says itself when it ended
        "d,a,OWNS,b,2018,,s,words,,denied",
    ],
)
def test_what_cannot_be_closed_stays_as_it_was_told(
    graph: graphkit.Graph, deliver: Delivery, row: str
) -> None:
    graph.load(deliver(*ROWS[1:], row, more="polarity,value"))
    pack = deliver(*ROWS[1:], day="2026-06-01")
    assert dropped(graph, pack) == {"cars:d": "stays as it was told"}
    with pytest.raises(BadValue, match="cars:d is not proposed for closing"):
        graph.plan(pack, close=["cars:d"], **ADA)


def test_what_is_set_aside_holds_nothing(graph: graphkit.Graph, deliver: Delivery) -> None:
    rest = [*ROWS[1:3], ROWS[4], "n1,b,OWNS,c,,,t,other words,"]
    graph.load(deliver(*ROWS[1:], rest[-1]))
    pack = deliver(*rest, day="2026-06-01")
    assert dropped(graph, pack) == {"cars:r3": "stays as it was told"}
    graph.decide("cars:n1", "set-aside", **ADA)
    assert dropped(graph, pack) == {"cars:r3": PROPOSED}


def test_what_was_upheld_or_is_set_aside_no_more_is_told(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    pack = deliver(*ROWS[1:3], day="2026-06-01")
    graph.decide("cars:r3", "upheld", **ADA)
    decision = graph.decide("cars:r4", "set-aside", **ADA)
    assert dropped(graph, pack) == {"cars:r3": PROPOSED}
    graph.withdraw(decision.key, **ADA)
    assert dropped(graph, pack) == {"cars:r3": PROPOSED, "cars:r4": "stays as it was told"}


def test_what_is_not_proposed_is_refused_with_a_near_key(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    pack = deliver(*ROWS[1:3], ROWS[4], day="2026-06-01")
    with pytest.raises(BadValue) as near:
        graph.plan(pack, close=["cars:r33"], **ADA)
    assert (near.value.message, near.value.hint) == (
        "cars:r33 is not proposed for closing",
        "did you mean cars:r3?",
    )
    with pytest.raises(BadValue) as far:
        graph.plan(pack, retract=["zzzz"], **ADA)
    with pytest.raises(BadValue) as two:
        graph.plan(deliver(*ROWS[1:3], day="2026-06-01"), retract=["cars:r5"], **ADA)
    assert two.value.hint == "did you mean cars:r3 or cars:r4?"
    assert (far.value.message, far.value.hint) == (
        "zzzz is not proposed as dropped",
        "the plan lists what is",
    )
    for accepted in ("close", "retract"):
        with pytest.raises(BadValue, match=r"^x1 is not proposed"):  # the first of them
            graph.plan(pack, **{**ADA, accepted: [f"x{n}" for n in range(9, 0, -1)]})  # type: ignore[arg-type]


@pytest.mark.parametrize("accepted", ["close", "retract"])
@pytest.mark.parametrize(
    "by", [{}, {"who": "Ada"}, {"who": " ", "why": "w"}, {"who": "A", "why": ""}]
)
def test_what_nobody_accepts_on_a_ground_is_refused(
    graph: graphkit.Graph, deliver: Delivery, accepted: str, by: dict[str, str]
) -> None:
    pack = deliver(*ROWS[1:3], ROWS[4], day="2026-06-01")
    with pytest.raises(BadValue) as nobody:
        graph.plan(pack, **{accepted: ["cars:r3"]}, **by)  # type: ignore[arg-type]
    assert (nobody.value.message, nobody.value.hint) == (
        "who and why are empty",
        "name who accepts this, and on what ground",
    )


def test_what_was_closed_and_is_there_again_is_told(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    """Until the closing is taken back; then it may be closed anew."""
    rest = [*ROWS[1:3], ROWS[4]]
    keys = []
    for month in ("06", "07"):
        plan = graph.plan(deliver(*rest, day=f"2026-{month}-01"), close=["cars:r3"], **ADA)
        [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
        graph.apply(plan)
        assert dropped(graph, deliver(*rest, day=f"2026-{month}-02")) == {}
        pack = deliver(*ROWS[1:], day=f"2026-{month}-03")
        assert [
            each
            for each in graph.plan(pack).differences
            if each.operation == "doubtful" and each.what == "statement"
        ] == [
            Difference(
                "doubtful",
                "statement",
                "cars:r3",
                "Beta owns a share of Gamma",
                "",
                f"closed as dropped ({closing.key})",
                "is in this delivery again; take the closing back with `graphkit decide` or `undo`",
                ("cars:r3",),
            )
        ]
        graph.decide(closing.key, "set-aside", who="Ada", why="it was an oversight")
        assert graph.plan(pack).differences == ()
        assert dropped(graph, deliver(*rest, day=f"2026-{month}-04")) == {"cars:r3": PROPOSED}
        keys.append(closing.key)
    assert len(set(keys)) == 2


def test_what_was_taken_back_and_counts_again_can_be_taken_back_anew(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    pack = deliver(*ROWS[1:3], ROWS[4], day="2026-06-01")
    for _ in range(2):
        plan = graph.plan(pack, retract=["cars:r3"], **ADA)
        [decision] = plan.batch.decisions
        graph.apply(plan)
        assert dropped(graph, pack) == {}
        graph.withdraw(decision.key, **ADA)
        assert dropped(graph, pack) == {"cars:r3": PROPOSED}


def test_all_that_is_proposed_is_closed_but_for_what_is_taken_back(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    more = [f"x{n},a,OWNS,c,2018,,s,words,,e{n}" for n in range(6, 0, -1)]
    graph.load(deliver(*ROWS[1:], *more, more="episode"))
    lost = [f"cars:x{n}" for n in range(1, 7)]
    pack = deliver(*ROWS[1:], day="2026-06-01")
    assert list(dropped(graph, pack)) == lost
    plan = graph.plan(pack, close_dropped=True, retract=lost[:2], **ADA)
    made = [each for each in plan.batch.statements if each.dataset == "local"]
    assert [each.note for each in made] == [f"closes {each}" for each in lost[2:]]
    assert [each.statement for each in plan.batch.decisions] == lost[:2]
    plan = graph.plan(pack, retract=lost, **ADA)
    assert [each.statement for each in plan.batch.decisions] == lost


def test_of_two_deliveries_of_one_day_nothing_lies_between(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    plan = graph.plan(deliver(*ROWS[1:3], ROWS[4]), close=["cars:r3"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert closing.valid_to == when("by 2026-01-01")


def test_what_was_missing_before_is_not_told_of_the_delivery_before(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    """Nobody accepted that it dropped out of the second delivery; the third must not say that the
    second had it."""
    graph.load(deliver(*ROWS[1:3], ROWS[4], day="2026-02-01"))
    pack = deliver(*ROWS[1:3], ROWS[4], day="2026-03-01")
    [found] = [each for each in graph.plan(pack).differences if each.operation == "dropped"]
    assert found.before == "in an earlier delivery"
    plan = graph.plan(pack, close=["cars:r3"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert closing.valid_to == when("by 2026-03-01")
    assert closing.summary.startswith("not in the delivery of 2026-03-01; closed by Ada")
    graph.undo("run-2")  # so the first delivery is the only one again
    plan = graph.plan(pack, close=["cars:r3"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert closing.valid_to == when("2026-01-01..2026-03-01")


SECOND = "2026-02-01"
Before = Callable[[graphkit.Graph, Delivery], object]


def anew(graph: graphkit.Graph, deliver: Delivery) -> None:
    graph.undo("run-1")
    graph.load(deliver(*ROWS[1:]))


def imported(graph: graphkit.Graph, deliver: Delivery) -> None:
    """As an importer brings it, which makes no load of the history."""
    graph.undo("run-1")
    batch = loading.read([deliver(*ROWS[1:])])
    graph.store.write(batch, note=Note("import", "cars"))
    graph.load(deliver(*ROWS[1:], day=SECOND))


HISTORIES: dict[str, tuple[Before, str]] = {
    "a decision": (
        lambda graph, _: graph.decide("cars:r1", "set-aside", **ADA),
        "in the last delivery",
    ),
    "undone and loaded again": (anew, "in the last delivery"),
    "a second load": (
        lambda graph, deliver: graph.load(deliver(*ROWS[1:], day=SECOND)),
        "in an earlier delivery",
    ),
    "a second delivery by a plan": (
        lambda graph, deliver: graph.apply(graph.plan(deliver(*ROWS[1:], day=SECOND))),
        "in an earlier delivery",
    ),
    "a second delivery by Python": (
        lambda graph, deliver: graph.store.write(
            loading.read([deliver(*ROWS[1:], day=SECOND)])
        ),
        "in an earlier delivery",
    ),
    "a second load after an import": (imported, "in an earlier delivery"),
}  # fmt: skip


@pytest.mark.parametrize("history", HISTORIES)
def test_it_is_told_of_the_last_delivery_only_where_there_was_no_other(
    graph: graphkit.Graph, deliver: Delivery, history: str
) -> None:
    happens, told = HISTORIES[history]
    happens(graph, deliver)
    plan = graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-06-01"))
    [found] = [each for each in plan.differences if each.operation == "dropped"]
    assert (found.key, found.before) == ("cars:r3", told)


def test_packs_that_are_loaded_together_are_each_delivered_once(
    tmp_path: Path, deliver: Delivery
) -> None:
    with graphkit.open(tmp_path / "both") as graph:
        graph.load(deliver(*ROWS[1:]), "phones")
        plan = graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-06-01"), "phones")
    [found] = [each for each in plan.differences if each.operation == "dropped"]
    assert (found.key, found.before) == ("cars:r3", "in the last delivery")


def test_a_load_in_portions_is_one_delivery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.loading.tables._LOT", 8)
    mapping, table = tmp_path / "m.yaml", tmp_path / "makes.csv"
    mapping.write_text(
        "dataset: {name: makes, title: M, retrieved: 2026-01-01}\n"
        "sources: {s: {title: S, publisher: P, kind: reference}}\n"
        "tables:\n"
        "  - file: makes.csv\n"
        "    entities: {maker: {kind: Company, name: Maker}, make: {kind: Brand, name: $(make)}}\n"
        "    statements: [{id: $(make), subject: maker, relation: OWNS_BRAND, object: make}]\n"
    )
    makes = [f"m{n}\n" for n in range(20)]
    with graphkit.open(tmp_path / "store") as graph:
        table.write_text("".join(["make\n", *makes]))
        graph.load(table, mapping=mapping)
        assert len(graph.history()) > 1
        table.write_text("".join(["make\n", *makes[1:]]))
        [found] = graph.plan(table, mapping=mapping).differences
        assert (found.key, found.before) == ("makes:m0", "in the last delivery")


def test_what_was_upheld_later_cannot_be_set_aside_by_an_earlier_delivery(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    graph.decide("cars:r3", "upheld", who="Bo", why="seen", decided_on="2026-08-01")
    pack = deliver(*ROWS[1:3], ROWS[4], day="2026-06-01")
    with pytest.raises(BadValue, match="cars:r3 was upheld by Bo on 2026-08-01, and the delivery"):
        graph.plan(pack, retract=["cars:r3"], **ADA)
    pack = deliver(*ROWS[1:3], ROWS[4], day="2026-09-01")
    graph.apply(graph.plan(pack, retract=["cars:r3"], **ADA), allow_share=1)
    assert not graph.plan(pack).count("dropped")


def test_what_was_set_aside_and_a_newer_delivery_has_is_told_once(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    gone = graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-06-01"), retract=["cars:r3"], **ADA)
    [decision] = gone.batch.decisions
    graph.apply(gone)
    pack = deliver(*ROWS[1:], day="2026-07-01")
    plan = graph.plan(pack)
    assert plan.differences == (
        Difference(
            "doubtful",
            "statement",
            "cars:r3",
            "Beta owns a share of Gamma",
            "",
            f"set aside by Ada on 2026-06-01 ({decision.key})",
            "is in this delivery again, and does not count; if it should, `graphkit withdraw`",
            ("cars:r3",),
        ),
    )
    graph.apply(plan)
    assert graph.plan(pack).differences == ()
    graph.withdraw(decision.key, **ADA)
    assert graph.plan(deliver(*ROWS[1:], day="2026-08-01")).differences == ()
