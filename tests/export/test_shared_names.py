"""Packs of a store in which entities share names: they come back with the same content."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from export_worlds import PAYLOADS
from hypothesis import example, given, settings
from hypothesis import strategies as st

import graphkit
from graphkit.export import FORMATS
from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.values import when

PACKS = [name for name, each in FORMATS.items() if not each.suffix]
# No key of an entity is like another's name by chance alone.
NAMES = ("Tesla", "TESLA", "tesla", "a0", "A1", "Ｔｅｓｌａ", "特斯拉", *PAYLOADS)
SOURCE = Source("s", "A paper", "Press", "press", "2026-01-01", published=when("2024-05-01"))

names = st.sampled_from(NAMES)
aliases = st.lists(
    st.tuples(st.sampled_from(("en", "legal")), names.filter(lambda name: "|" not in name)),
    max_size=3,
)


def _world(*entities: tuple[str, list[tuple[str, str]]]) -> list[Batch]:
    """Companies of these names, each of which builds on the next, half of them in a second pack."""
    known = [
        Entity(f"a{n}", "Company", name, tuple(sorted({*others})))
        for n, (name, others) in enumerate(entities)
    ]
    batches = []
    for half, dataset in enumerate(("one", "two")):
        said = [
            Statement(
                dataset, f"a{n}", "USES_LICENCE_OF", "s", f"a{(n + 1) % len(known)}",
                details=(("licence_kind", "qualification"),), quote="on its licence", row=f"r{n}",
            )
            for n in range(half, len(known), 2)
        ]  # fmt: skip
        about = (Dataset(dataset, "T", "2026-01-01"),)
        batches.append(Batch(about, tuple(known), (SOURCE,), tuple(said)))
    return batches


def _comes_back(folder: Path, batches: list[Batch], name: str) -> None:
    with graphkit.open(folder / "store") as graph, graphkit.open(folder / "again") as again:
        for batch in batches:
            graph.store.write(batch)
        report = graph.export(folder / "out", name)
        assert "with the same content hash" in report.comes_back
        again.load(folder / "out")
        assert again.store.content_hash() == graph.store.content_hash()
        assert again.store.counts() == graph.store.counts()


@pytest.mark.parametrize("name", PACKS)
def test_a_maker_and_its_make_of_one_name_come_back(tmp_path: Path, name: str) -> None:
    _comes_back(tmp_path, _world(("Tesla", []), ("TESLA", [("zh-Hans", "特斯拉")])), name)
    about = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*/*.yaml")]
    assert len(about) == 2
    assert all("shared_names: true\n" in each for each in about)


def test_only_packs_in_which_names_are_shared_say_so(tmp_path: Path) -> None:
    apart = (Entity("x", "Company", "X"), Entity("y", "Brand", "Y"))
    with graphkit.open(tmp_path / "store") as graph:
        for batch in _world(("Tesla", []), ("TESLA", [])):
            graph.store.write(batch)
        owns = Statement("apart", "x", "OWNS_BRAND", "s", "y", quote="its brand", row="r")
        graph.store.write(Batch((Dataset("apart", "T", "2026-01-01"),), apart, (SOURCE,), (owns,)))
        graph.export(tmp_path / "out", "csv")
    about = tmp_path / "out" / "apart" / "dataset.yaml"
    assert "shared_names" not in about.read_text(encoding="utf-8")


def test_an_alias_that_no_pack_can_hold_is_left_out_and_told(tmp_path: Path) -> None:
    [batch, _] = _world(("Tesla", [("en", "one | two"), ("en", "Tesla Inc")]), ("Ford", []))
    with graphkit.open(tmp_path / "store") as graph, graphkit.open(tmp_path / "again") as again:
        graph.store.write(batch)
        report = graph.export(tmp_path / "out", "csv")
        assert "as far as it was exported" in report.comes_back
        assert [each.count for each in report.lost if each.what == "aliases"] == [1]
        again.load(tmp_path / "out")
        [[left]] = again.store.query("MATCH (n:Company {key: 'a0'}) RETURN n.names")
        assert left == ["Tesla", "Tesla Inc"]


@settings(max_examples=25)
@given(st.lists(st.tuples(names, aliases), min_size=2, max_size=6))
@example([("Tesla", []), ("a0", []), ("Ford", [("en", "a1")])])
def test_whatever_names_are_shared_the_packs_come_back(
    entities: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _comes_back(Path(folder), _world(*entities), "parquet")
