"""The rules that shape answers, by the names that facts, proofs and conflicts cite.

One sentence each, for whoever reads an answer; `docs/rules.md` tells them at length, and a test
holds both, and the names that the code cites, to this table.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["RULES"]

RULES: Mapping[str, str] = {
    "half-open": "A fact holds from its first day up to, and without, the day on which it ends.",
    "held-by": "No source gives a start: it held by the day on which this was published.",
    "starts-differ": "The sources' starts cannot all be right; the days in dispute are possible.",
    "ends-differ": "The sources' ends cannot all be right; the days in dispute are possible.",
    "stated-end": "It has an end, which overrules the term of a contract.",
    "still-held": "It had not ended when an earlier source told of it without an end.",
    "expected-end": "It has an agreed term: after that, without word of renewal, it is possible.",
    "party-founded": "Before its founding a party has what surely stood then, and no more.",
    "party-ceased": "One of its parties ceased, which ends what that one used and lent.",
    "known-bounds": "By which day a claim could be known is not certain; until then it may count.",
    "rumour": "Only rumours tell of it, so it is possible at most.",
    "disputed": "One source says so and another denies it, so it is possible.",
    "not-yet": "A source says that it was not so on a day before, so it began after that day.",
    "decided": "Somebody decided between the statements, with a reason.",
    "judged-same": "Somebody judged that entities named here are one.",
    "stale": "No document said so in the 24 months before the day asked for.",
    "maker-to-licence": "Who makes it holds a right and it has none of its own: it builds on that.",
    "lender-has": "Who lends a licence has one, so the loan speaks for the lender's right.",
    "scope": "A chain is limited to the product, territory and kind of licence of its parts.",
    "share-replaced": "The newest stated share of an owner replaces the older ones.",
    "sold-on": "Somebody else got control later, so the older control is only possible.",
    "three-noes": "A denial, a refusal, a denied rumour and an ended right are told apart.",
    "not-listed": "A complete copy of the register does not have it.",
    "whose": "Brand, parent and subsidiary have answers of their own.",
    "group": "A holder's own rights are taken; those of companies that it controls only if asked.",
    "closed-list": "Worked out on the parties and holders that the graph knew on that day.",
}
