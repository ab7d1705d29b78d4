"""How names sound: syllables of pinyin, and consonants across languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.resolve.sounds import skeleton, syllables


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("chehejia", ("che", "he", "jia")),
        ("weima", ("wei", "ma")),
        ("tianjin", ("tian", "jin")),
        ("changan", ("chang", "an")),
        ("volkswagen", ("volkswagen",)),
    ],
)
def test_a_word_is_split_into_syllables(word: str, parts: tuple[str, ...]) -> None:
    assert syllables(word) == parts


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=60))
def test_no_letter_is_lost(word: str) -> None:
    assert "".join(syllables(word)) == word


def test_a_word_with_many_readings_is_split_once() -> None:
    assert syllables("ao" * 150 + "q") == ("ao" * 150 + "q",)


@pytest.mark.parametrize(
    ("pinyin", "written"), [("fudi", "foday"), ("jili", "geely"), ("sailisi", "seres")]
)
def test_what_sounds_alike_has_one_skeleton(pinyin: str, written: str) -> None:
    assert skeleton(pinyin) == skeleton(written)


def test_what_sounds_otherwise_has_not() -> None:
    assert skeleton("weilai") != skeleton("nio")
