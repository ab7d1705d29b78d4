"""The routes to market: what lets a party build, and what a relation therefore implies.

`Relation.route` names one of these, so that the vocabulary is the one place that says which
relation lets whom build on what. How certain a route is, is decided by rules elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["GRANTED_KINDS", "ROUTES", "RouteKind"]


@dataclass(frozen=True, slots=True)
class RouteKind:
    """One way of building what one sells.

    `builder` says which end of the relation builds on the other: its subject or its object.
    `sentence` claims what the rule infers, with {builder} and {other}. A `mere` step only passes
    on to whose route it is; the route is called after the step behind it.
    """

    name: str
    builder: str
    sentence: str
    doc: str
    mere: bool = False


ROUTES: Mapping[str, RouteKind] = {
    each.name: each
    for each in (
        RouteKind(
            "own",
            "subject",
            "{builder} has a right of its own: {other}",
            "It holds a right, or is on a register that permits",
        ),
        RouteKind(
            "borrowed",
            "subject",
            "{builder} builds on the licence of {other}",
            "It uses another's licence of a kind that confers the right to make or sell",
        ),
        RouteKind(
            "contract-made",
            "object",
            "{builder} is made by {other}, and builds on its licence",
            "Another makes for it, and has a right where it has none itself",
        ),
        RouteKind(
            "bought",
            "subject",
            "{builder} bought {other}, and builds as it does",
            "It bought control of a company that may build, and the deal closed",
        ),
        RouteKind(
            "controlled",
            "subject",
            "{builder} controls {other}, and builds as it does",
            "It owns more than half of a company that may build",
        ),
        RouteKind(
            "assets",
            "subject",
            "{builder} bought assets of {other}, and then had a right of its own",
            "It bought plants or rights, and got a right of its own then or later",
        ),
        RouteKind(
            "made-by",
            "object",
            "{builder} is made by {other}, and may be built as far as it may build",
            "A product, or a brand, is built by its maker",
        ),
        RouteKind(
            "brand-owner",
            "object",
            "{builder} belongs to {other}, and builds as it does",
            "A brand builds as its owner does",
            mere=True,
        ),
        RouteKind(
            "sold-under",
            "object",
            "{builder} is sold under {other}, and is built as it is",
            "A product may be built by whoever builds for its brand",
            mere=True,
        ),
    )
}

# The kinds of licence that an authority grants. The others are the lender's own to give: nobody
# holds them as a qualification, and being allowed to make cars does not stand in for them.
GRANTED_KINDS: frozenset[str] = frozenset({"qualification", "drug_right", "spectrum"})
