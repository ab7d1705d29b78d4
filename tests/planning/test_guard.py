"""How much of a data set a run may change: the sums, the edges, and what is said of it."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path

import pytest
from click.testing import CliRunner
from planning_pack import ROWS, Delivery

import graphkit
from graphkit.cli.main import cli
from graphkit.errors import BadValue, InputError, TooMuchChanged
from graphkit.planning.differences import Difference
from graphkit.planning.guard import ALLOWED, LEAST, Harm, harms, refuse_harm
from graphkit.statement import Batch, Entity

HAS = {"cars": (40, 30), "cars:asia": (100, 80), "chips": (12, 12)}
MAKES = """
dataset: {name: makes, title: M, retrieved: 2026-01-01}
sources: {s: {title: S, publisher: P, kind: reference}}
tables:
  - file: makes.csv
    entities:
      maker: {kind: Company, name: $(maker)}
      make: {kind: Brand, key: make-$(id), name: $(make)}
    statements:
      - {id: $(id), subject: maker, relation: OWNS_BRAND, object: make, valid_from: $(at)}
"""


def changed(operation: str, what: str, *statements: str) -> Difference:
    return Difference(operation, what, "", "", statements=statements)


def test_what_is_changed_is_counted_for_each_data_set() -> None:
    found = [
        changed("added", "statement", "cars:r1"),
        changed("corrected", "entity", "cars:r1"),
        changed("corrected", "statement", "cars:r1"),
        changed("retracted", "statement", "cars:r2"),
        changed("re-dated", "fact", "cars:r1", "cars:r2", "chips:1"),
        changed("doubtful", "fact", "cars:r3"),
        changed("closed", "fact", "cars:asia:r1"),
        changed("reopened", "fact", "cars:r9", "unknown:r1", ":"),
    ]
    assert harms(found, HAS) == [
        Harm("cars", "statements", 2, 40),
        Harm("cars", "facts", 2, 30),
        Harm("cars:asia", "facts", 1, 80),
        Harm("chips", "facts", 1, 12),
    ]


def test_a_key_belongs_to_the_longest_name_that_is_there() -> None:
    rows = {"cars:asia:x": "cars:asia", "cars:asia": "cars", "cars:x:y:z": "cars"}
    for key, owner in rows.items():
        assert [each.dataset for each in harms([changed("closed", "fact", key)], HAS)] == [owner]


@pytest.mark.parametrize(
    ("count", "total", "allowed", "too_much"),
    [
        (LEAST, 20, 0.2, True),
        (LEAST - 1, LEAST, 0.2, False),  # a few are always allowed
        (LEAST, 50, 0.2, False),  # just the share
        (LEAST + 1, 50, 0.2, True),
        (LEAST, 0, 0.2, False),  # what has nothing loses nothing
        (50, 50, 1, False),
    ],
)
def test_the_edges_of_what_is_allowed(
    count: int, total: int, allowed: float, too_much: bool
) -> None:
    assert Harm("cars", "facts", count, total).exceeds(allowed) is too_much


def test_what_is_too_much_is_told_with_the_share_it_needs() -> None:
    found = [
        Harm("a", "statements", 12, 30),
        Harm("b", "facts", 1, 100),
        Harm("c", "facts", 1_000, 3_000),
    ]
    with pytest.raises(TooMuchChanged) as refused:
        refuse_harm(found, 0.2, lambda share: f"Allow {share}")
    assert str(refused.value) == (
        "this would change 12 of the 30 statements of a (40%), 1,000 of the 3,000 facts of c (33%);"
        " 20% are allowed. Allow 0.4"
    )
    with pytest.raises(TooMuchChanged, match=r"Allow 0\.34$"):  # enough, where 0.33 is not
        refuse_harm(found[2:], 0.2, lambda share: f"Allow {share}")
    refuse_harm(found, 0.4, str)


def test_a_doubt_that_a_plan_makes_up_about_a_fact_is_found(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    """It may point at statements that it does not change, and at nothing else."""
    plan = graph.plan(deliver("r1,a,MANUFACTURES_FOR,b,2016,,s,words,", *ROWS[2:]))
    pointing = dataclasses.replace(
        plan, differences=(*plan.differences, changed("doubtful", "statement", "cars:r2"))
    )
    invented = dataclasses.replace(
        plan, differences=(*plan.differences, changed("doubtful", "fact", "cars:r2"))
    )
    with pytest.raises(InputError, match="does not say what it would do"):
        graph.apply(invented.write(tmp_path / "invented.json"))
    assert graph.apply(pointing.write(tmp_path / "pointing.json")).run is not None


def test_a_load_that_is_refused_says_how_to_look_first(tmp_path: Path) -> None:
    deliver = Delivery(tmp_path / "cars")
    rows = [f"m{n},a,OWNS,b,2018,,s,words {n}," for n in range(LEAST)]
    with graphkit.open(tmp_path / "store") as graph:
        graph.load(deliver(*rows))
        with pytest.raises(TooMuchChanged) as refused:
            graph.load(deliver(*(each.replace("2018", "2012") for each in rows)))
        assert str(refused.value) == (
            "this would change 10 of the 10 statements of cars (100%); 20% are allowed. Look at it "
            "with `graphkit plan`, and apply the plan; or load with --allow-share 1"
        )


def test_a_load_that_is_refused_puts_nothing_into_quarantine(tmp_path: Path) -> None:
    deliver = Delivery(tmp_path / "cars")
    rows = [f"m{n},a,OWNS,b,2018,,s,words {n}," for n in range(LEAST)]
    bad = "x,a,OWNS,b,2018-13,,s,words,"
    with graphkit.open(tmp_path / "store") as graph:
        graph.load(deliver(*rows))
        before = sorted(tmp_path.iterdir())
        pack = deliver(*(each.replace("2018", "2012") for each in rows), bad)
        with pytest.raises(TooMuchChanged):
            graph.load(pack, keep_going=True)
        with pytest.raises(BadValue, match="not proposed for closing"):
            graph.plan(pack, keep_going=True, close=["cars:none"], who="Ada", why="so")
        assert sorted(tmp_path.iterdir()) == before
        (place,) = graph.load(pack, keep_going=True, allow_share=1).quarantine
        assert sorted(tmp_path.iterdir()) == sorted([*before, place])


def test_a_load_in_portions_is_held_back_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each portion by itself changes little."""
    monkeypatch.setattr("graphkit.loading.tables._LOT", 8)
    mapping, table = tmp_path / "m.yaml", tmp_path / "makes.csv"
    mapping.write_text(MAKES)
    rows = [f"r{n},Maker,Make {n},{{}}\n" for n in range(60)]
    table.write_text("id,maker,make,at\n" + "".join(rows).replace("{}", "2018"))
    with graphkit.open(tmp_path / "store") as graph:
        graph.load(table, mapping=mapping)
        table.write_text("id,maker,make,at\n" + "".join(rows).replace("{}", "2012"))
        with pytest.raises(TooMuchChanged, match="of the 60 statements of makes") as refused:
            graph.load(table, mapping=mapping)
        assert "Earlier parts of this load were written" in refused.value.__notes__[0]
        changed = graph.store.query("MATCH (s:Statement {valid_from: '2012'}) RETURN s.key").rows
        assert len(changed) <= 0.2 * 60
        graph.load(table, mapping=mapping, allow_share=1)


def test_a_load_that_is_refused_half_way_does_not_say_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.loading.tables._LOT", 8)
    mapping, table = tmp_path / "m.yaml", tmp_path / "makes.csv"
    mapping.write_text(MAKES)
    table.write_text("id,maker,make,at\n" + "".join(f"r{n},M,N {n},2018\n" for n in range(20)))
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(Batch(entities=(Entity("make-r19", "Product", "N 19"),)))
    arguments = ["load", str(table), "--mapping", str(mapping), "--store", str(tmp_path / "store")]
    refused = CliRunner().invoke(cli, arguments).exception
    assert isinstance(refused, InputError)
    assert "make-r19" in str(refused)
    assert [each.split(":")[0] for each in refused.__notes__] == [
        "Earlier parts of this load were written"
    ]


def test_the_share_that_is_allowed_is_one_everywhere() -> None:
    """Two places write it out, so that they need not import what they may not use."""
    for verb in (graphkit.Graph.load, graphkit.Graph.apply):
        assert inspect.signature(verb).parameters["allow_share"].default == ALLOWED
    for name in ("load", "apply"):
        [option] = [each for each in cli.commands[name].params if each.name == "allow_share"]
        assert option.default == ALLOWED
