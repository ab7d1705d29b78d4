"""The attributes: what a statement may give a node as a value."""

from __future__ import annotations

from graphkit.model.kinds import KINDS
from graphkit.model.terms import Field, Relation

__all__ = ["ATTRIBUTES", "PARTY"]

PARTY = ("Company", "Brand")  # what can build on a licence

ATTRIBUTES: tuple[Relation, ...] = (
    Relation(
        "founded",
        PARTY,
        (),
        "{subject} was founded in {object}",
        "{subject}成立于{object}",
        "When it was founded",
        value="date",
        single="ever",
        maps={"ftm": "incorporationDate", "schema": "foundingDate"},
    ),
    Relation(
        "ceased",
        PARTY,
        (),
        "{subject} ceased on {object}",
        "{subject}于{object}停止运营",
        "When it was wound up, collapsed or stopped working; ends what it uses and lends, by rule",
        value="date",
        single="ever",
        maps={"ftm": "dissolutionDate", "schema": "dissolutionDate"},
    ),
    Relation(
        "first_delivery",
        ("Company", "Brand", "Product"),
        (),
        "{subject} was first delivered in {object}",
        "{subject}首次交付于{object}",
        "When customers first received it",
        value="date",
        single="ever",
        maps={"schema": "releaseDate"},
    ),
    Relation(
        "full_name",
        ("Company", "Brand", "Product"),
        (),
        "the full name of {subject} is “{object}”",
        "{subject}的全称为“{object}”",
        "Name in a registration or catalogue, where it differs from the usual one",
        value="text",
        single="at a time",
        maps={"schema": "legalName"},
    ),
    Relation(
        "tail_mark",
        ("Company", "Brand", "Product"),
        (),
        "{subject} carries the tail mark “{object}”",
        "{subject}的尾标为“{object}”",
        "Name of the licensed maker that the car must carry at its tail",
        value="text",
        single="at a time",
    ),
    Relation(
        "capacity",
        ("Company", "Plant", "Qualification"),
        (),
        "{subject} has a capacity of {object} units a year",
        "{subject}年产能为{object}",
        "Units a year that it may make or can make",
        value="number",
        single="at a time",
    ),
    Relation(
        "valuation",
        ("Company", "Plant", "Product"),
        (),
        "{subject} was valued at {object}",
        "{subject}估值{object}",
        "A price asked, a book value or a valuation; what was paid is `price` of the deal",
        value="money",
        single="at a time",
    ),
    Relation(
        "remark",
        tuple(KINDS),
        (),
        "on {subject}: {object}",
        "关于{subject}：{object}",
        "A claim that the vocabulary has no relation for, in our own words; no rule uses it",
        value="text",
        fields=(
            Field(
                "claim_type",
                "choice",
                "what sort of claim",
                (
                    "fact",
                    "process",
                    "history",
                    "opinion",
                    "intention",
                    "speculation",
                    "attribution",
                    "silence",
                    "pointer",
                ),
            ),
        ),
    ),
)
