"""The dates in the packs: no document is older than what it tells."""

from __future__ import annotations

from collections import defaultdict

from graphkit.model import RELATIONS
from graphkit.statement import Batch
from graphkit.values import MIN_DATE, When, when


def test_no_document_may_have_been_read_before_what_it_tells(records: Batch) -> None:
    """A document without an exact date cannot be older than the newest event in it."""
    sources = {each.key: each for each in records.sources}
    older: dict[str, set[str]] = defaultdict(set)
    for claim in records.statements:
        first, last = sources[claim.source].known
        events: list[When | None] = [claim.valid_from, claim.valid_to]
        if RELATIONS[claim.relation].value == "date":
            events.append(when(claim.value))
        for event in events:
            if event is not None and MIN_DATE < event.earliest <= last and first < event.earliest:
                older[claim.source].add(event.text)
    assert older == {}
