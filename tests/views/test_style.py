"""Every word of the vocabulary has a look of its own, which a reader can tell on either paper."""

from __future__ import annotations

import re

import pytest

from graphkit import model
from graphkit.views import style

RELATIONS = [name for name, each in model.RELATIONS.items() if not each.is_attribute]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_kind_and_no_other_has_a_style() -> None:
    assert list(style.KIND_STYLES) == list(model.KINDS)


def test_every_relation_and_no_other_has_a_style() -> None:
    assert set(style.RELATION_STYLES) == set(RELATIONS)


def test_kinds_differ_in_colour_and_in_shape() -> None:
    looks = style.KIND_STYLES.values()
    assert len({look.path for look in looks}) == len(looks)
    assert len({look.ink.light for look in looks}) == len(looks)
    assert len({look.ink.dark for look in looks}) == len(looks)


def test_no_two_relations_share_colour_and_end() -> None:
    looks = style.RELATION_STYLES.values()
    assert len({(look.ink, look.head) for look in looks}) == len(looks)


def test_only_a_relation_without_direction_has_no_arrow() -> None:
    for name, look in style.RELATION_STYLES.items():
        assert (look.head == "") == model.RELATIONS[name].symmetric, name
        assert look.head == "" or look.head in style.HEADS


@pytest.mark.parametrize(
    ("name", "ink"),
    [(name, look.ink) for name, look in style.KIND_STYLES.items()]
    + [(name, look.ink) for name, look in style.RELATION_STYLES.items()],
)
def test_inks_stand_out_from_either_paper(name: str, ink: style.Ink) -> None:
    assert contrast(ink.light, style.PAPER.light) >= 3
    assert contrast(ink.dark, style.PAPER.dark) >= 3


@pytest.mark.parametrize("look", style.KIND_STYLES.values(), ids=list(style.KIND_STYLES))
def test_silhouettes_are_closed_paths(look: style.KindStyle) -> None:
    assert re.fullmatch(r"[MLHVAZmlhvaz0-9 .\-]+", look.path)
    assert look.path.startswith("M")
    assert look.path.endswith("Z")


def test_what_the_model_does_not_know_is_drawn_in_grey_under_its_own_word() -> None:
    assert style.kind_style("Statement").word == "Statement"
    assert style.line_style("SOME_THING").word == "some thing"
    assert style.line_style("").word == "other"
