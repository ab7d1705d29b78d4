"""The question `smallest-cut`: the fewest losses that stop one company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.computed.stress import cut_names
from graphkit.questions.cuts import smallest_cut
from graphkit.questions.exposure import Exposure, Node
from graphkit.questions.links import Links
from graphkit.questions.proof import route_proof
from graphkit.questions.routes import MOST, listing
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: What is the smallest set of companies whose loss stops a company?
help: |
  A minimum cut between the company and every right that its routes rest on, for each line of
  what it builds (kind of licence, product, territory). Its own rights count as one, lost by
  suspension. Sure: not even a possible route is left; possible: no certain one is left. There
  may be other sets of the same size.
parameters:
  company: {type: entity, help: "the company, brand or product"}
columns:
  builds: what is concerned, by kind of licence, product and territory
  certainty: whether the loss surely stops it (yes), or leaves possible routes only (possible)
  size: how many have to be lost
  cut: which
  sources: keys of the sources
example: ask smallest-cut NIO --as-of 2022-06-01
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The smallest cuts, line by line."""
    day, company = parameters["as_of"], parameters["company"]
    links = Links(store, parameters["known_on"], since=day, until=day)
    links.fetch_around(company)
    world = World(links, day)
    exposure = Exposure(world)
    found, more, _ = listing(world, links.party(company))
    facts = [fact for route in found for fact in route.facts]
    sources = [source for route in found for link in route.links for source in link.sources]
    rows, proofs = [], []
    for line, parties in sorted(exposure.lines.items()):
        if company not in parties:
            continue
        graph = exposure.graph(line, [company])
        start = graph.numbers[Node("party", company)]
        for sure in (False, True):
            cut = smallest_cut(graph, start, links.is_company, sure=sure)
            if cut:
                names = cut_names(links, company, cut)
                certainty = "possible" if sure else "yes"
                words = exposure.words(line, company)
                rows.append((words, certainty, len(cut), names, sources, facts))
                proofs.append(
                    {
                        "claim": f"no route is left without {', '.join(names)}",
                        "rule": "minimum cut",
                        "certainty": certainty,
                        "because": [route_proof(links, each) for each in found],
                    }
                )
    note = f"Of each line the first {MOST} routes are shown as its proof." if more else ""
    if not rows:
        note = f"Nothing can be cut: no route of {links.party(company).name} is known on that day."
    return Found(("builds", "certainty", "size", "cut", "sources", "facts"), rows, proofs, note)
