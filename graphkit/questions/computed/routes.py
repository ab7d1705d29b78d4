"""The question `routes`: every chain from a company to a right, the certain and short ones first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.links import Links
from graphkit.questions.routes import Route, routes
from graphkit.stores.base import Rows, Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: By which routes may a company build, through whom, and resting on which qualification?
help: |
  Every chain from the company to a holder and its right: own, borrowed, contract, bought,
  controlled, in any combination up to six steps. A chain is as certain as its weakest step.
parameters:
  company: {type: entity, help: the company or brand}
columns:
  route: own, borrowed, contract, bought or controlled
  through: the parties on the way, the company first and the holder last
  rests_on: what the holder holds or is listed in; empty where nobody says
  certainty: yes or possible
  valid_from: since when the last step, or the right, holds
  because: the rules of the steps, in order
  sources: keys of the sources
example: routes Xiaomi --as-of 2023-12-10
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Rows:
    """The routes of one company."""
    links = Links(store, parameters["as_of"], parameters["known_on"])
    columns = ("route", "through", "rests_on", "certainty", "valid_from", "because", "sources",
               "facts")
    found = routes(links, links.party(parameters["company"]))
    return Rows(columns, [_row(each) for each in found])


def _row(route: Route) -> tuple[Any, ...]:
    links = [step.link for step in route.steps]
    if route.right is not None:
        links.append(route.right)
    return (
        route.kind,
        [party.name for party in route.through],
        None if route.right is None else route.right.other.name,
        route.certainty,
        links[-1].valid_from,
        [step.rule for step in route.steps] or ["own"],
        [source for link in links for source in link.sources],
        list(route.facts),
    )
