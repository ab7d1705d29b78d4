"""The page of rules tells of those in the vocabulary, of each and of no others."""

from __future__ import annotations

import re
from pathlib import Path

from graphkit.model import ROUTES, RULES

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def test_each_rule_has_a_paragraph_and_a_sentence() -> None:
    headed = re.findall(r"^(?:- )?\*\*(`[^*]+`)\.\*\*", PAGE, re.MULTILINE)
    assert sorted(re.findall(r"`([a-z-]+)`", " ".join(headed))) == sorted(RULES)
    assert all(re.fullmatch(r"[A-Z][^.]+\.", text) for text in RULES.values())


def test_each_route_has_a_line() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", PAGE[: PAGE.index("**Verdict.**")], re.MULTILINE)
    assert sorted(re.findall(r"`([a-z-]+)`", " ".join(rows))) == sorted(ROUTES)
