"""How counts are said."""

from __future__ import annotations

import pytest

from graphkit.wording import counted


@pytest.mark.parametrize(
    ("count", "things", "said"),
    [
        (0, "sources", "0 sources"),
        (1, "sources", "1 source"),
        (1, "new entities", "1 new entity"),
        (1_234, "parties", "1,234 parties"),
    ],
)
def test_a_count_agrees_with_its_noun(count: int, things: str, said: str) -> None:
    assert counted(count, things) == said
