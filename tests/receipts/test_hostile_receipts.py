"""Files that are no receipts: one clear error with the place, whatever they are."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graphkit
from graphkit.errors import InputError
from graphkit.questions.receipts import read, verify
from graphkit.questions.receipts.parsing import parse

Made = dict[str, Any]
CLOCKS = {"as_of": "2026-11-23", "known_on": "2026-11-23"}


@pytest.fixture(scope="module")
def receipt(tmp_path_factory: pytest.TempPathFactory) -> Made:
    with graphkit.open(tmp_path_factory.mktemp("small") / "store") as graph:
        graph.load("phones")
        return graph.ask("licence-dates", "BB Merah Putih", **CLOCKS).receipt()


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is not the JSON of a receipt"),
    "text": (b"hello", "is not the JSON of a receipt"),
    "cut short": (b'{"receipt": 1, "rows": [', "is not the JSON of a receipt"),
    "a list": (b"[]", "is not an object"),
    "a number": (b"1", "is not an object"),
    "not UTF-8": (b'{"receipt": "\xff"}', "is not UTF-8"),
    "UTF-16": ('{"receipt": 1}'.encode("utf-16"), "is not UTF-8"),
    "deep lists": (b"[" * 100_000, "is nested too deeply"),
    "deep objects": (b'{"a":' * 100_000, "is nested too deeply"),
    "deep and whole": (b'{"a":' + b"[" * 200 + b"]" * 200 + b"}", "is nested too deeply"),
    "a name twice": (b'{"receipt": 1, "receipt": 1}', "a name stands twice"),
    "not a number": (b'{"receipt": NaN}', "NaN is not a number"),
    "an endless number": (b'{"receipt": -Infinity}', "-Infinity is not a number"),
    "a very long number": (b'{"receipt": ' + b"9" * 5000 + b"}", "is not the JSON of a receipt"),
    "of a later format": (b'{"receipt": 2}', "is a receipt of format 2, not 1 (upgrade graphkit)"),
    "of no format": (b"{}", "is missing"),
    "of a strange format": (b'{"receipt": true}', "is missing"),
}


@pytest.mark.parametrize(("raw", "says"), FILES.values(), ids=FILES.keys())
def test_a_file_that_is_no_receipt(raw: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_bytes(raw)
    with pytest.raises(InputError) as caught:
        read(path)
    [problem] = caught.value.problems
    assert says in str(problem)
    assert problem.file == str(path)


def test_a_file_that_is_not_there_or_no_file_or_too_large(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(65 * 2**20)
    for path, says in (
        (tmp_path / "none", "is missing"),
        (tmp_path, "is a folder"),
        (large, "is larger"),
    ):
        with pytest.raises(InputError, match=says):
            read(path)


def _set(*path: str | int, to: Any) -> Callable[[Made], None]:
    def change(made: Made) -> None:
        place: Any = made
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = to

    return change


CHANGES: dict[str, tuple[Callable[[Made], None], str]] = {
    "rows that are text": (_set("rows", to="x"), "rows: is not a list"),
    "a row that is text": (_set("rows", 0, to="x"), "rows: is not a list"),
    "a row that is short": (_set("rows", 0, to=[]), "not as long as columns"),
    "rows without facts": (_set("row_facts", to=[]), "row_facts: is not as long as rows"),
    "facts that are numbers": (_set("row_facts", 0, to=[1]), "row_facts: is not text"),
    "a proof too many": (_set("proofs", to=[[]] * 999), "proofs: is not as long as rows"),
    "an unknown part": (_set("extra", to=1), "extra: is not part of a receipt"),
    "a clock that is no day": (_set("parameters", "as_of", to="now"), "parameters.as_of: 'now'"),
    "a clock that is a number": (_set("parameters", "known_on", to=1), "known_on: is not text"),
    "a list for a parameter": (_set("parameters", "company", to=[]), "is not text or a number"),
    "a parameter too many": (_set("parameters", "else", to="x"), "has no parameter 'else'"),
    "an entity not there": (_set("parameters", "company", to="nio"), "be asked again"),
    "an unknown question": (_set("question", to="x"), "question: this version has no question 'x'"),
    "a statement that is text": (_set("statements", 0, to="x"), "statements.0: is not an object"),
    "an unknown relation": (_set("statements", 0, "relation", to="EATS"), "no statement that"),
    "a statement by a rule": (_set("statements", 0, "rule", to="x"), "no statement that"),
    "a statement with a name too many": (_set("statements", 0, "x", to="y"), "'x'"),
    "a date that is none": (_set("statements", 0, "valid_from", to="soon"), "is not a date"),
    "a date that is a number": (_set("statements", 0, "valid_from", to=3), "is not text"),
    "a polarity of no kind": (_set("statements", 0, "polarity", to="maybe"), "is not one of"),
    "a share that is text": (_set("statements", 0, "details", to={"share": "x"}), "of its type"),
    "details that are a list": (_set("statements", 0, "details", to=[]), "is not an object"),
    "text for an attribution": (_set("statements", 0, "attribution", to="x"), "is not a list"),
    "a source that is not there": (_set("statements", 0, "source", to="x"), "is not there"),
    "a statement of an unknown entity": (_set("statements", 0, "subject", to="x"), "no entity has"),
    "a statement without an object": (_set("statements", 0, "object", to=""), "does not go with"),
    "a source read on no day": (_set("sources", 0, "retrieved", to="x"), "is not a day"),
    "a source without a title": (lambda m: m["sources"][0].pop("title"), "is not a record"),
    "an entity of no kind": (_set("entities", 0, "kind", to="Dog"), "not a kind of"),
    "aliases that are text": (_set("entities", 0, "aliases", to="x"), "is not a list"),
    "an alias of three": (_set("entities", 0, "aliases", to=[["a"] * 3]), "is not a language"),
    "entities twice": (lambda m: m["entities"].extend(m["entities"] * 30_000), "more than 50,000"),
    "a decision on nothing": (
        _set("decisions", to=[{"dataset": "d", "row": "r", "verdict": "upheld", "who": "w",
                               "decided_on": "2020-01-01", "why": "y", "statement": "x:y"}]),
        "no statement has the key",
    ),
    "a decision without a day": (_set("decisions", to=[{"dataset": "d"}]), "is not a record"),
    "a quote without a hash": (_set("quotes", to=[{"statement": "x"}]), "does not give statement"),
    "a fact without an id": (_set("facts", to=[{}]), "facts.fact: is not text"),
    "text that is half a character": (
        _set("entities", 0, "name", to="\ud800"), "not"
    ),
    "very many statements of one fact": (
        lambda m: m["statements"].extend(
            {**m["statements"][0], "row": f"x{n}"} for n in range(2000)
        ),
        "more than 1,000 are of one fact",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "says"), CHANGES.values(), ids=CHANGES.keys())
def test_a_receipt_that_is_wrong_inside(
    change: Callable[[Made], None], says: str, receipt: Made
) -> None:
    made = copy.deepcopy(receipt)
    change(made)
    with pytest.raises(InputError) as caught:
        verify(made, guarded=False)
    assert len(caught.value.problems) == 1
    assert says in str(caught.value)


def test_one_that_could_never_be_proven_is_given_up(
    receipt: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred companies that all own each other, and none of which holds a right."""
    monkeypatch.setattr("graphkit.questions.receipts.replaying.SECONDS", 3)
    names = [f"c{number}" for number in range(100)]
    source = receipt["sources"][0]["key"]
    made = {
        **copy.deepcopy(receipt),
        "question": "may-build",
        "parameters": {"company": "c0", **CLOCKS},
        "entities": [{"key": name, "kind": "Company", "name": name} for name in names],
        "statements": [
            {"dataset": "d", "subject": one, "relation": "ACQUIRED", "object": other,
             "source": source, "row": f"{one}-{other}"}
            for one in names for other in names if one != other
        ],
        "decisions": [],
    }  # fmt: skip
    with pytest.raises(InputError, match="cannot be proven again within 3 seconds"):
        verify(made)


def test_what_a_process_of_its_own_refuses_is_told_with_its_place(receipt: Made) -> None:
    made = copy.deepcopy(receipt)
    made["parameters"]["company"] = "nobody"
    with pytest.raises(InputError) as caught:
        verify(made)
    assert "the question cannot be asked again: no company, brand or other" in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_a_number_that_json_does_not_have_is_refused(receipt: Made, number: float) -> None:
    made = copy.deepcopy(receipt)
    made["facts"][0]["confidence"] = [number]
    with pytest.raises(InputError, match="has a number that is not finite"):
        verify(made, guarded=False)


@given(st.data(), JSON)
def test_any_part_may_be_anything(receipt: Made, data: st.DataObject, value: Any) -> None:
    """A part replaced by any JSON value: refused, or found not to hold, or the same as before."""
    made = copy.deepcopy(receipt)
    place: Any = made
    for _ in range(data.draw(st.integers(0, 3))):
        names = list(place) if isinstance(place, dict) else list(range(len(place)))
        name = data.draw(st.sampled_from(names))
        if not isinstance(place[name], (dict, list)) or not place[name]:
            break
        place = place[name]
    names = list(place) if isinstance(place, dict) else list(range(len(place)))
    name = data.draw(st.sampled_from(names))
    same = json.dumps(place[name]) == json.dumps(value)
    place[name] = value
    try:
        holds = verify(made, guarded=False).holds
    except InputError:
        holds = False
    assert holds is same


@given(st.binary(max_size=40) | JSON.map(lambda each: json.dumps(each).encode()))
def test_any_bytes_are_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(raw)
    with pytest.raises(InputError):
        read(path)


def test_json_values_in_memory_are_read_as_suspiciously() -> None:
    with pytest.raises(InputError):
        parse({1: 2})
