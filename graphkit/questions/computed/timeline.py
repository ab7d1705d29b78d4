"""The question `timeline`: a company's routes through time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.links import Links
from graphkit.questions.proof import route_proof
from graphkit.questions.routes import left_out
from graphkit.questions.timeline import timeline
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: By which routes has a company built through time, and who shows each change?
help: |
  Every change of a route up to the day asked for, as known on one day, between the earliest and
  the latest day that the sources allow: begins, may begin (never certain), in doubt, certain
  again, ends, is over (it never was certain). An empty bound means that no source limits that
  side.
parameters:
  company: {type: entity, help: "the company, brand or product"}
columns:
  when: when it changed, as far as is known
  change: begins, may begin, in doubt, certain again, ends or is over
  route: own, borrowed, contract-made, bought, controlled, assets or made-by
  through: the parties on the way, the company first
  rests_on: what the holder holds, is listed in or lends
  earliest: no earlier than this day
  latest: by this day; of an end, the first day on which it is surely over
  may_build: "from then on, by any route: yes, possible, denied or not known"
  sources: keys of the sources whose dates make the bounds
example: timeline NIO
"""
_COLUMNS = ("when", "change", "route", "through", "rests_on", "earliest", "latest", "may_build",
            "sources", "facts")  # fmt: skip


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The events."""
    links = Links(store, parameters["known_on"])
    found = timeline(links, links.party(parameters["company"]), parameters["as_of"])
    rows = [
        (
            each.when or None,
            each.change,
            each.route.kind,
            [party.name for party in each.route.through],
            links.party(each.route.right.key).name if each.route.right.key else None,
            each.earliest or None,
            each.latest or None,
            each.verdict,
            [source for shown in each.shown_by for source in shown.told_by],
            list(dict.fromkeys([*each.route.facts, *(shown.fact for shown in each.shown_by)])),
        )
        for each in found.events
    ]
    proofs = [route_proof(links, each.route) for each in found.events]
    return Found(_COLUMNS, rows, proofs, left_out(found.deepest))
