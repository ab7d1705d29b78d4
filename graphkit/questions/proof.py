"""Proof trees: why a route is a route, down to the statements. Plain dicts, to show or to send.

A node is a dict with `claim` (a sentence), `rule` (the rule that infers it, or "stated"),
`certainty` (yes, possible, no or not known) and `because`, a list of nodes. A node of a fact has
its id under `fact`; what stands under that are its statements, the leaves: `statement`,
`source`, `publisher`, `published`, `url`, `words`, `polarity`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphkit.model import RELATIONS, ROUTES
from graphkit.questions.link import LIFE, Denial, Link
from graphkit.questions.links import Links
from graphkit.questions.routes import Route
from graphkit.questions.without import Right

__all__ = ["Proof", "denial_proof", "route_proof", "with_statements"]

Proof = dict[str, Any]

_SHOWN_BY = {
    "licence": "{holder} holds {right}",
    "listing": "{holder} is listed in {right}",
    "loan": "{holder} has {right}, for it lends it",
    "making": "{holder} may have a right, for it makes what needs one",
}


def route_proof(links: Links, route: Route) -> Proof:
    """Why the party may build by this route."""
    node = _right(links, route.right, route.right.holder)
    for place in range(len(route.steps) - 1, -1, -1):
        step, builder = route.steps[place], route.through[place].name
        other = step.link.other.name
        sure = "yes" if step.sure and step.needed and node["certainty"] == "yes" else "possible"
        node = {
            "claim": ROUTES[step.rule].sentence.format(builder=builder, other=other),
            "rule": ", ".join(dict.fromkeys((step.rule, *step.rules))),
            "certainty": sure,
            "because": [_fact(links, step.link, "yes" if step.sure else "possible"), node],
        }
    return {
        "claim": f"{route.company.name} may build",
        "rule": route.kind,
        "certainty": route.certainty,
        "because": [node],
    }


def denial_proof(links: Links, name: str, verdict: str, against: Iterable[Link | Denial]) -> Proof:
    """Why the party may not build, or that nobody says whether it may."""
    because = [
        _fact(links, each, "no") if isinstance(each, Link) else _denial(each) for each in against
    ]
    claim = f"{name} may not build" if because else f"whether {name} may build"
    return {
        "claim": claim,
        "rule": verdict,
        "certainty": "no" if because else "not known",
        "because": because,
    }


def _right(links: Links, right: Right, key: str) -> Proof:
    names = {
        "holder": links.party(key).name,
        "right": links.party(right.key).name if right.key else "the right",
    }
    sure = "yes" if right.sure else "possible"
    return {
        "claim": _SHOWN_BY[right.shown_by].format_map(names),
        "rule": ", ".join(right.rules) or "own",
        "certainty": sure,
        "because": [_fact(links, right.link, sure)],
    }


def _fact(links: Links, link: Link, certainty: str) -> Proof:
    relation = RELATIONS[link.relation]
    ends = {"subject": links.party(link.entity).name, "object": link.other.name}
    if ROUTES[link.route].builder == "object":
        ends = {"subject": ends["object"], "object": ends["subject"]}
    return {
        **_stated(relation.sentence.format_map(ends), link.fact, certainty),
        "valid_from": link.valid_from,
        "valid_to": link.valid_to,
    }


def _denial(denial: Denial) -> Proof:
    """What speaks against a right: a claim that is not so, or one that is, as that it ceased."""
    if denial.no == "not-listed":
        return {"claim": denial.sentence, "rule": denial.no, "certainty": "yes", "because": []}
    return _stated(denial.sentence, denial.fact, "yes" if denial.relation in LIFE else "no")


def _stated(claim: str, fact: str, certainty: str) -> Proof:
    return {"claim": claim, "rule": "stated", "certainty": certainty, "because": [], "fact": fact}


def with_statements(proof: Proof, evidence: Iterable[Mapping[str, Any]]) -> Proof:
    """The proof with its leaves, from rows as `evidence.statements_of` gives them."""
    by_fact: dict[str, list[Proof]] = {}
    for row in evidence:
        by_fact.setdefault(row["fact"], []).append(
            {
                "claim": row["sentence"],
                "words": row["quote"] or row["summary"],
                **{
                    name: row[name]
                    for name in (
                        "statement",
                        "source",
                        "publisher",
                        "published",
                        "url",
                        "polarity",
                        "stage",
                        "confidence",
                        "valid_from",
                        "valid_to",
                        "rule",
                    )
                },
            }
        )
    return _filled(proof, by_fact)


def _filled(proof: Proof, by_fact: Mapping[str, list[Proof]]) -> Proof:
    if "fact" in proof:
        return {**proof, "because": by_fact.get(proof["fact"], [])}
    return {**proof, "because": [_filled(each, by_fact) for each in proof["because"]]}
