"""Receipts that somebody altered, and receipts that the world has overtaken."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graphkit
from graphkit.errors import InputError
from graphkit.ingest import read_pack
from graphkit.packs import bundled_packs
from graphkit.questions.receipts import read, verify, write
from graphkit.questions.receipts.sealing import canonical, is_sealed, seal
from graphkit.statement import Batch, Decision
from graphkit.values import when

Made = dict[str, Any]
CLOCKS = {"as_of": "2023-12-10", "known_on": "2026-11-23"}
XIAOMI = ("who-builds-on-whose-licence", "Xiaomi")


@pytest.fixture(scope="module")
def receipt(seeds: graphkit.Graph) -> Made:
    """A small receipt: who built on whose licence, for Xiaomi in 2023."""
    return seeds.ask(*XIAOMI, **CLOCKS).receipt()


@pytest.mark.parametrize("step", [41, pytest.param(1, marks=pytest.mark.slow)])
def test_every_byte_that_is_flipped_is_found(
    step: int, seeds: graphkit.Graph, tmp_path: Path
) -> None:
    """One bit of each byte: it is no receipt any more, or its hash is not that of the rest."""
    receipt = seeds.ask("licence-dates", "BB Merah Putih", **CLOCKS).receipt()
    path = write(receipt, tmp_path / "answer.json")
    raw = path.read_bytes()
    assert is_sealed(read(path).made)
    for place in range(0, len(raw), step):
        damaged = bytearray(raw)
        damaged[place] ^= 1 << place % 7
        path.write_bytes(damaged)
        try:
            made = read(path).made
        except InputError:
            continue
        assert not is_sealed(made), raw[max(0, place - 40) : place + 40]


@given(st.data())
def test_what_was_altered_is_told_whatever_it_was(receipt: Made, data: st.DataObject) -> None:
    """A value anywhere in it replaced by another of its type, the hash left as it was."""
    made = copy.deepcopy(receipt)
    place: Any = made
    while True:
        names = list(place) if isinstance(place, dict) else list(range(len(place)))
        name = data.draw(st.sampled_from(names))
        if isinstance(place[name], (dict, list)) and place[name]:
            place = place[name]
            continue
        old = place[name]
        break
    place[name] = not old if isinstance(old, bool) else f"{old}0" if isinstance(old, str) else 1
    if place[name] == old:
        return
    try:
        outcome = verify(made, guarded=False)
    except InputError:
        return
    assert not outcome.holds


def forged(receipt: Made, change: Callable[[Made], None]) -> Made:
    """An altered receipt with hashes that fit again."""
    made = copy.deepcopy(receipt)
    change(made)
    made["facts_sha256"] = sha256(canonical(made["facts"])).hexdigest()
    return seal({name: value for name, value in made.items() if name != "sha256"})


def _certainty(made: Made) -> None:
    place = made["columns"].index("certainty")
    made["rows"][0][place] = "possible" if made["rows"][0][place] == "yes" else "yes"


def _row(made: Made) -> None:
    made["rows"].pop()
    made["row_facts"].pop()
    if made["proofs"]:
        made["proofs"].pop()


def _bound(made: Made) -> None:
    made["facts"][0]["valid_from_latest"] = "2001-01-01"


def _start(made: Made) -> None:
    for each in made["statements"]:
        each["valid_from"] = "2001"


def _denial(made: Made) -> None:
    for each in made["statements"]:
        each["polarity"] = "denied"


def _lost(made: Made) -> None:
    made["statements"].clear()
    made["quotes"].clear()


def _decided(made: Made) -> None:
    made["decisions"] = [
        {
            "dataset": each["dataset"],
            "row": each["row"],
            "verdict": "set-aside",
            "who": "Eve",
            "decided_on": "2001-01-01",
            "why": "x",
            "statement": f"{each['dataset']}:{each['row']}",
        }
        for each in made["statements"]
    ]


def _quote(made: Made) -> None:
    quoted = next(each for each in made["statements"] if "quote" in each)
    quoted["quote"] = "other words"


def _later(made: Made) -> None:
    for each in made["sources"]:
        each["published"] = "2026-01-01"


FORGERIES = {
    "a verdict": (_certainty, {"row-changed"}),
    "a row left out": (_row, {"row-new"}),
    "a bound of a fact": (_bound, {"fact"}),
    "the dates of statements": (_start, {"fact", "row-changed"}),
    "what statements say": (_denial, {"fact", "row-gone"}),
    "statements left out": (_lost, {"fact", "row-gone"}),
    "statements set aside": (_decided, {"fact", "row-gone"}),
    "a quote": (_quote, {"altered"}),
    "when sources were published": (_later, {"fact", "row-changed"}),
}


@pytest.mark.parametrize(("change", "kinds"), FORGERIES.values(), ids=FORGERIES.keys())
def test_a_part_that_was_forged_does_not_fit_the_others(
    change: Callable[[Made], None], kinds: set[str], receipt: Made
) -> None:
    outcome = verify(forged(receipt, change))
    assert not outcome.holds
    assert kinds <= {each.kind for each in outcome.findings}, str(outcome)
    assert "sha256" not in {each.where for each in outcome.findings}


def test_one_forged_as_a_whole_is_found_against_the_store(
    receipt: Made, seeds: graphkit.Graph, tmp_path: Path
) -> None:
    """The dates of all statements changed, and everything worked out anew from them."""
    batch = _batch("autos-china")
    moved = replace(
        batch,
        statements=tuple(
            replace(each, valid_from=when("2020")) if each.subject == "xiaomi" else each
            for each in batch.statements
        ),
    )
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(moved)
        made = graph.ask(*XIAOMI, **CLOCKS).receipt()
    assert verify(made).holds
    outcome = verify(made, seeds.store)
    assert "statement-changed" in {each.kind for each in outcome.findings}, str(outcome)


def _batch(name: str) -> Batch:
    return read_pack(bundled_packs()[name])


QUESTION = ("licence-dates", "TCL Communication")


@pytest.fixture
def phones(tmp_path: Path) -> graphkit.Graph:
    graph = graphkit.open(tmp_path / "store")
    graph.load("phones")
    return graph


def test_what_no_longer_holds_is_told_one_by_one(phones: graphkit.Graph) -> None:
    made = phones.ask(*QUESTION, **CLOCKS).receipt()
    assert verify(made, phones.store).holds
    batch = _batch("phones")
    [source] = [each for each in batch.sources if each.key == "telecompaper-2020-02-04-tcl"]
    said = next(each for each in batch.statements if each.key == "phones:r11")
    phones.store.write(
        Batch(
            batch.datasets,
            sources=(replace(source, title="Another title"),),
            statements=(
                replace(said, valid_from=None, summary="in other words"),
                replace(said, row="new", quote="another phrase"),
            ),
            decisions=(Decision("x", "d", "set-aside", "Ada", "2026-11-01", "g", "phones:r11b"),),
        )
    )
    outcome = verify(made, phones.store)
    found = {(each.kind, each.where): each.message for each in outcome.findings}
    assert found["statement-changed", "phones:r11"] == "differs in summary, valid_from"
    assert found["source-changed", source.key] == "differs in title"
    assert "is not in it" in found["statement-new", "phones:new"]
    assert "is new" in found["decision", "x:d"]
    assert verify(made).holds
    assert "things do not hold" in str(outcome)


def test_rows_that_changed_or_came_or_went_are_told(phones: graphkit.Graph) -> None:
    made = phones.ask(*QUESTION, as_of="2018-01-01", known_on="2020-06-01").receipt()
    others = [
        each.key
        for each in _batch("phones").statements
        if each.subject == "tcl-communication" and each.relation == "USES_LICENCE_OF"
    ]
    assert made["rows"]
    for key in others:
        phones.decide(key, "set-aside", who="Ada", why="g", decided_on="2020-05-01")
    outcome = verify(made, phones.store)
    assert {"row-gone", "decision"} <= {each.kind for each in outcome.findings}


def test_against_a_store_without_it_everything_is_gone(
    phones: graphkit.Graph, tmp_path: Path
) -> None:
    made = phones.ask(*QUESTION, **CLOCKS).receipt()
    with graphkit.open(tmp_path / "other") as other:
        other.load("rail")
        outcome = verify(made, other.store)
    kinds = {each.kind for each in outcome.findings}
    assert kinds == {"question", "statement-gone", "source-gone", "decision"}
    assert "no company, brand or other entity" in str(outcome)


def test_another_version_is_told_and_does_no_harm(receipt: Made) -> None:
    outcome = verify(forged(receipt, lambda made: made.update(graphkit="0.0.1")))
    assert outcome.holds
    assert outcome.notes == ("it was written by graphkit 0.0.1",)


def test_the_file_is_plain_json_for_people_and_programs(receipt: Made, tmp_path: Path) -> None:
    path = write(receipt, tmp_path / "answer.json")
    assert json.loads(path.read_text(encoding="utf-8")) == receipt
    assert len(path.read_text(encoding="utf-8").splitlines()) > 50
