"""What a plan shows, what it writes, and what it refuses."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from click.testing import CliRunner
from planning_pack import ROWS, Delivery

import graphkit
from graphkit.cli.options import cli
from graphkit.errors import BadValue, GraphkitError, InputError, StoreMoved, TooMuchChanged
from graphkit.planning import Plan, lines, read

WHY = "the page lists it no more"


def told(plan: Plan) -> set[tuple[str, str, str, str]]:
    return {(each.operation, each.what, each.text, each.cause) for each in plan.differences}


def by_operation(plan: Plan, operation: str) -> list[tuple[str, str]]:
    return [(each.before, each.after) for each in plan.differences if each.operation == operation]


def test_a_first_delivery_only_adds(tmp_path: Path, deliver: Delivery) -> None:
    with graphkit.open(tmp_path / "new") as graph:
        plan = graph.plan(deliver(*ROWS[1:]))
        assert plan.differences == ()
        assert plan.report.statements.added == 4
        assert not (tmp_path / "new").exists() or graph.history() == []


def test_the_same_again_is_no_change(graph: graphkit.Graph, deliver: Delivery) -> None:
    plan = graph.plan(deliver(*ROWS[1:]))
    assert not plan.any
    assert plan.differences == ()
    assert next(lines(plan, [])).startswith("Nothing would change")
    assert graph.apply(plan).run is None


def test_bad_rows_are_left_out_and_told_apart_from_what_dropped_out(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    bad = ROWS[1].replace("2018", "2018-13")
    assert bad != ROWS[1]
    with pytest.raises(InputError, match=r"statements\.csv:2:valid_from"):
        graph.plan(deliver(bad, *ROWS[2:]))
    plan = graph.plan(deliver(bad, *ROWS[2:]), keep_going=True)
    assert not plan.any
    assert plan.differences == ()  # the fact of the bad row is in the graph, and did not end
    (folder,) = plan.quarantine
    assert f"1 row is left out; they are in {folder}" in str(plan)
    assert "2018-13" in (folder / "statements.csv").read_text("utf-8")


def test_options_of_tables_are_refused_for_packs(graph: graphkit.Graph, deliver: Delivery) -> None:
    pack, store = str(deliver(*ROWS[1:])), graph.store.url
    for name in ("load", "plan"):
        made = CliRunner().invoke(cli, [name, pack, "--resolve", "--store", store])
        assert made.exit_code == 2
        assert "--resolve goes with --mapping" in made.output
    made = CliRunner().invoke(cli, ["plan", pack, "--keep-going", "--store", store])
    assert made.exit_code == 0
    assert "Nothing would change" in made.output


def test_our_error_and_the_change_of_the_world_are_told_apart(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    corrected = "r1,a,MANUFACTURES_FOR,b,2016,,s,words,"
    ended = "n1,b,OWNS,c,,2023-05,t,words,"
    plan = graph.plan(deliver(corrected, *ROWS[2:], ended))
    assert told(plan) == {
        ("corrected", "statement", "Alpha manufactures for Beta", "correction"),
        ("re-dated", "fact", "Alpha manufactures for Beta", "correction"),
        ("closed", "fact", "Beta owns a share of Gamma", "change"),
    }
    assert by_operation(plan, "corrected") == [("valid_from: 2018", "valid_from: 2016")]
    assert by_operation(plan, "closed") == [("from 2018", "from 2018 to 2023-05")]
    text = str(plan)
    assert len(repr(plan)) < 1_000
    assert "closed (1): a fact that has an end now" in text
    assert "    + from 2018 to 2023-05" in text


def test_what_is_taken_back_doubtful_and_merged(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    denied = "r1,a,MANUFACTURES_FOR,b,2018,,s,words,"
    rumour = "n1,c,MANUFACTURES_FOR,b,2022,,t,words,rumoured"
    planned = (deliver.folder / "statements.csv").read_text().splitlines()
    assert denied in planned
    deliver(*ROWS[2:], rumour)
    text = (deliver.folder / "statements.csv").read_text().splitlines()
    text = [f"{text[0]},polarity", f"{denied},denied", *(f"{each}," for each in text[1:])]
    (deliver.folder / "statements.csv").write_text("\n".join(text) + "\n")
    plan = graph.plan(deliver.folder)
    assert ("retracted", "statement", "Alpha manufactures for Beta", "correction") in told(plan)
    assert ("retracted", "fact", "Alpha manufactures for Beta", "correction") in told(plan)
    assert ("doubtful", "fact", "Gamma manufactures for Beta", "change") in told(plan)
    other = Delivery(tmp_path / "more")
    other(ROWS[1])
    (other.folder / "dataset.yaml").write_text("name: more\ntitle: M\nretrieved: 2026-01-01\n")
    entities = "key,kind,name,aliases\na,Company,Alpha,en:Alef\nb,Company,Beta,\nc,Company,Gamma,\n"
    (other.folder / "entities.csv").write_text(entities)
    plan = graph.plan(other.folder)
    assert [each.key for each in plan.differences if each.operation == "merged"] == ["a"]


def test_apply_does_exactly_that_once(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    pack = deliver("r1,a,MANUFACTURES_FOR,b,2016,,s,words,", *ROWS[2:])
    file = graph.plan(pack).write(tmp_path / "plan.json")
    before = graph.store.content_hash()
    applied = graph.apply(file)
    assert applied.run is not None
    assert not applied.again
    assert graph.store.mark() == read(file).after
    with graphkit.open(tmp_path / "other") as other:
        other.load(pack)
        assert other.store.content_hash() == graph.store.content_hash()
    again = graph.apply(str(file))
    assert again.again
    assert again.run == applied.run
    assert len(graph.history()) == 2
    graph.undo(applied.run.key)
    assert graph.store.content_hash() == before
    assert not graph.apply(file).again


def test_a_plan_is_refused_where_the_store_has_moved_on(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    first = graph.plan(deliver("r1,a,MANUFACTURES_FOR,b,2016,,s,words,", *ROWS[2:]))
    second = graph.plan(deliver("r1,a,MANUFACTURES_FOR,b,2015,,s,words,", *ROWS[2:]))
    graph.apply(second)
    before = graph.store.content_hash()
    with pytest.raises(StoreMoved, match="make the plan again"):
        graph.apply(first)
    assert graph.store.content_hash() == before


def test_a_plan_comes_back_from_its_file_as_it_was(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    plan = graph.plan(deliver("r1,a,MANUFACTURES_FOR,b,2016,,s,words,", *ROWS[2:4]))
    assert read(plan.write(tmp_path / "plan.json")) == plan


def test_every_altered_byte_is_refused(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    plan = graph.plan(deliver("r1,a,MANUFACTURES_FOR,b,2016,,s,words,", *ROWS[2:4]))
    whole = plan.write(tmp_path / "plan.json").read_bytes()
    file = tmp_path / "altered.json"
    for place in range(0, len(whole), 3):
        changed = bytearray(whole)
        changed[place] ^= 1
        file.write_bytes(changed)
        with pytest.raises(InputError):
            read(file)
    for cut in range(0, len(whole), 11):
        file.write_bytes(whole[:cut])
        with pytest.raises(InputError):
            read(file)
    file.write_bytes(whole + b"\n")
    with pytest.raises(InputError):
        read(file)


def forged(plan: Plan, tmp_path: Path, **changed: object) -> Path:
    """The file of a plan that was altered and sealed anew."""
    return dataclasses.replace(plan, **changed).write(tmp_path / "forged.json")  # type: ignore[arg-type]


def test_a_plan_that_was_sealed_anew_by_another_is_data(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    plan = graph.plan(deliver("r1,a,MANUFACTURES_FOR,b,2016,,s,words,", *ROWS[2:]))
    before = graph.store.content_hash()
    statement = dataclasses.replace(plan.batch.statements[0], note="slipped in")
    slipped = dataclasses.replace(plan.batch, statements=(statement,))
    invented = dataclasses.replace(plan.differences[0], text="harmless")
    forgeries: list[tuple[dict[str, object], type[GraphkitError], str]] = [
        ({"differences": ()}, InputError, "does not say what it would do"),
        ({"differences": (*plan.differences, invented)}, InputError, "does not say what"),
        ({"batch": slipped}, InputError, "does not say what it would do"),
        ({"after": "0" * 64}, StoreMoved, "make the plan again"),
        ({"before": "0" * 64}, StoreMoved, "make the plan again"),
        ({"before": "zz"}, InputError, "is not a mark"),
    ]
    for changed, error, says in forgeries:
        with pytest.raises(error, match=says):
            graph.apply(forged(plan, tmp_path, **changed))
        assert graph.store.content_hash() == before


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"graphkit_plan":2,\n', "\0" * 50, "x" * 3000])
def test_what_is_no_plan_is_one_clear_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text)
    with pytest.raises(InputError, match=r"plan\.json"):
        read(file)
    with pytest.raises(InputError, match="is missing"):
        read(tmp_path / "none.json")
    with pytest.raises(InputError, match="is not a file"):
        read(tmp_path)


def many(count: int, *, since: str) -> list[str]:
    return [f"m{n},a,MANUFACTURES_FOR,b,{since},,s,words,,P{n}" for n in range(count)]


@pytest.fixture
def large(tmp_path: Path) -> tuple[graphkit.Graph, Delivery]:
    deliver = Delivery(tmp_path / "large")
    graph = graphkit.open(tmp_path / "big")
    return graph, deliver


def deliver_many(deliver: Delivery, first: int, rest: int, since: str) -> Path:
    """Forty statements, of which the first ones begin in another year."""
    rows = many(first + rest, since="2018")
    rows[:first] = many(first, since=since)
    deliver(*rows)
    table = deliver.folder / "statements.csv"
    table.write_text(table.read_text().replace("confidence\n", "confidence,product\n", 1))
    about = "name: large\ntitle: L\nretrieved: 2026-01-01\n"
    (deliver.folder / "dataset.yaml").write_text(about)
    return deliver.folder


def test_what_would_change_too_much_is_refused_unless_told_to(
    large: tuple[graphkit.Graph, Delivery],
) -> None:
    graph, deliver = large
    with graph:
        graph.load(deliver_many(deliver, 0, 40, "2018"))
        before = graph.store.content_hash()
        pack = deliver_many(deliver, 15, 25, "2012")
        plan = graph.plan(pack)
        with pytest.raises(TooMuchChanged, match=r"15 of the 40 statements of large \(38%\)"):
            graph.apply(plan)
        with pytest.raises(TooMuchChanged, match=r"graphkit plan.*--allow-share 0\.38"):
            graph.load(pack)
        assert graph.store.content_hash() == before
        with pytest.raises(BadValue, match="is no share"):
            graph.apply(plan, allow_share=38)
        assert graph.apply(plan, allow_share=0.38).run is not None
        deliver_many(deliver, 8, 32, "2011")
        graph.load(pack, allow_share=1)


def test_what_dropped_out_is_proposed_for_closing_and_stays(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    before = graph.store.content_hash()
    plan = graph.plan(deliver(ROWS[1], day="2026-06-01"))
    dropped = {each.key: each.after for each in plan.differences if each.operation == "dropped"}
    assert dropped == {
        "cars:r2": "closing is proposed: --close",
        "cars:r3": "closing is proposed: --close",
        "cars:r4": "stays as it was told",
    }
    graph.apply(plan)
    assert graph.store.counts()["statements"] == 4
    assert graph.store.query("MATCH ()-[r:OWNS]->() RETURN DISTINCT r.valid_to").rows == [(None,)]
    graph.undo("run-2")
    assert graph.store.content_hash() == before


def test_a_person_closes_or_takes_back_what_dropped_out(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    pack = deliver(ROWS[1], ROWS[4], day="2026-06-01")
    because = {"who": "Ada", "why": WHY}
    plan = graph.plan(pack, close=["cars:r2"], retract=["cars:r3"], **because)
    assert ("closed", "fact", "Alpha manufactures for Gamma", "change") in told(plan)
    assert by_operation(plan, "closed") == [("from 2018", "from 2018 to 2026-01-01..2026-06-01")]
    assert ("retracted", "fact", "Beta owns a share of Gamma", "decision") in told(plan)
    assert plan.count("dropped") == 0
    graph.apply(plan)
    row = "MATCH (s:Statement) WHERE s.dataset = 'local' RETURN s.summary, s.source"
    (closing,) = graph.store.query(row).rows
    assert closing == (
        f"in the delivery of 2026-01-01, not in that of 2026-06-01; closed by Ada: {WHY}",
        "delivery-cars-2026-06-01",
    )
    assert not graph.plan(pack).count("dropped")
    back = graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-09-01"))
    assert [each.after for each in back.differences if each.operation == "doubtful"] == [
        "is in this delivery again; take the closing back with `graphkit decide` or `undo`"
    ]


@pytest.mark.parametrize(
    ("accepted", "says"),
    [
        ({"close": ["cars:r9"], "who": "A", "why": "w"}, "not proposed for closing"),
        ({"close": ["cars:r4"], "who": "A", "why": "w"}, "not proposed for closing"),
        ({"retract": ["cars:r1"], "who": "A", "why": "w"}, "not proposed as dropped"),
        ({"close_dropped": True}, "who and why are empty"),
        ({"close_dropped": True, "who": "A", "why": " "}, "who and why are empty"),
    ],
)
def test_only_what_is_proposed_is_accepted_and_by_somebody(
    graph: graphkit.Graph, deliver: Delivery, accepted: dict[str, object], says: str
) -> None:
    with pytest.raises(BadValue, match=says):
        graph.plan(deliver(ROWS[1]), **accepted)  # type: ignore[arg-type]


def test_a_plan_of_several_packs_keeps_what_each_says_of_an_entity(tmp_path: Path) -> None:
    def pack(name: str, aliases: str) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        about = f"name: {name}\ntitle: T\nretrieved: 2026-01-01\n"
        (folder / "dataset.yaml").write_text(about)
        row = f"x,Company,X,{aliases}"
        (folder / "entities.csv").write_text(f"key,kind,name,aliases\n{row}\n")
        (folder / "sources.csv").write_text("key,title,publisher,kind\n")
        (folder / "statements.csv").write_text("subject,relation,source\n")
        return folder

    with graphkit.open(tmp_path / "planned") as graph, graphkit.open(tmp_path / "apart") as apart:
        packs = [pack("a", "en:wrong"), pack("b", "en:other")]
        file = graph.plan(*packs).write(tmp_path / "plan.json")
        graph.apply(file)
        for each in packs:
            apart.load(each)
        assert graph.store.mark() == apart.store.mark()
        plan = graph.plan(pack("a", ""))
        assert [(each.operation, each.text) for each in plan.differences] == [("corrected", "X")]
        graph.apply(plan)
        assert graph.cypher("MATCH (e:Entity) RETURN e.names").rows == [{"e.names": ["X", "other"]}]
