"""A name leads to its entity on every engine, in whatever case, width or form it is written."""

from __future__ import annotations

import pytest
from worlds import batch, company, dataset

from graphkit.errors import UnknownName
from graphkit.questions.ask import ask, find_question
from graphkit.questions.entities import find_key, namesakes
from graphkit.statement import Batch, Judgement
from graphkit.stores.base import Store
from graphkit.values import fold

# A name as it is stored, and others by which it is looked for.
WRITTEN = {
    "Gebrüder Straße": ["GEBRÜDER STRASSE", "gebrüder strasse"],
    "GROSSE WERKE": ["Große Werke"],
    "比亚迪（深圳）": ["比亚迪(深圳)"],
    "吉利(宁波)": ["吉利（宁波）"],
    "ＮＩＯ蔚来": ["NIO蔚来", "nio蔚来", "ｎｉｏ蔚来"],
    "SAIC上汽": ["ＳＡＩＣ上汽", "saic上汽"],
    "ÉLECTRICITÉ": ["électricité", "E\u0301lectricite\u0301"],
    "ΛΌΓΟΣ": ["λόγος"],
    "İstanbul": ["i̇stanbul"],
    "Ⅲ号 ㈱": ["iii号 (株)"],
    "plain": ["PLAIN", "Ｐｌａｉｎ"],
}


@pytest.fixture
def named(store: Store) -> Store:
    store.write(batch(dataset(), *(company(f"c{at}", name) for at, name in enumerate(WRITTEN))))
    return store


def test_a_name_is_found_however_it_is_written(named: Store) -> None:
    which = find_question("which-entity")
    for at, (stored, written) in enumerate(WRITTEN.items()):
        for each in (stored, *written):
            assert fold(each) == fold(stored), each
            assert find_key(named, each) == f"c{at}", each
            for part in (each, each[2:]):
                keys = {row["key"] for row in ask(named, which, named={"text": part}).rows}
                assert f"c{at}" in keys, part


def test_names_that_are_longer_than_an_index_entry_are_found(store: Store) -> None:
    """A name has up to 4,000 characters, an entity any number; engines index 32,000 bytes."""
    names = [(f"{at}名" * 1_300)[:4_000] for at in range(10)]
    others = [("en", each) for each in names[1:]]
    store.write(batch(dataset(), company("long", names[0], *others), company("short", "Short")))
    assert [find_key(store, each) for each in names] == ["long"] * 10
    assert find_key(store, "SHORT") == "short"
    which = find_question("which-entity")
    assert [row["key"] for row in ask(store, which, named={"text": "9名9名"}).rows] == ["long"]


def test_names_that_are_one_when_compared_are_told_apart_by_nobody(named: Store) -> None:
    named.write(
        batch(dataset("more"), company("other", "Grosse Werke"), company("k", "K", ("de", "Größe")))
    )
    assert find_key(named, "Grosse Werke") == "other"  # as it is written
    with pytest.raises(UnknownName, match=r"single entity .*c1 .*other"):
        find_key(named, "große werke")
    assert find_key(named, "GRÖSSE") == "k"


def test_a_name_that_others_have_is_told_of(named: Store) -> None:
    named.write(batch(dataset("more"), company("other", "plain"), company("k", "Alone")))
    assert "it is unclear: plain." in namesakes(named, ["other", "k"])[0]
    assert namesakes(named, ["k"]) == namesakes(named, ["c10", "other"]) == ()


def test_the_names_of_those_that_were_judged_one_are_found(named: Store) -> None:
    same = Judgement("local", "j1", "same", "Ada", "2026-01-01", "a ground", "c0", "c2")
    named.write(Batch(judgements=(same,)))
    for name in ("gebrüder strasse", "比亚迪(深圳)"):
        assert find_key(named, name) == "c0"
    named.write(batch(dataset(), company("c0", "Another", ("de", "Straße"))))
    with pytest.raises(UnknownName):
        find_key(named, "gebrüder strasse")
    assert find_key(named, "STRASSE") == find_key(named, "比亚迪(深圳)") == "c0"
