"""The words that statements and sources choose from: confidence, polarity, stage, licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "ALIAS_LANGUAGES",
    "CONFIDENCES",
    "IDENTITY_VERDICTS",
    "LICENCE_KINDS",
    "POLARITIES",
    "SOURCE_KINDS",
    "STAGES",
    "VERDICTS",
    "SourceKind",
    "confidences_allowed",
]


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of publisher, and the highest confidence that it alone can lend a statement."""

    name: str
    doc: str
    ceiling: str


# Highest first. `inferred` is not here: only rules give it, never a file.
CONFIDENCES: tuple[str, ...] = ("confirmed", "reported", "rumoured")

POLARITIES: Mapping[str, str] = {
    "asserted": "the source says that it is so",
    "denied": "the source says that it is not so",
    "refused": "an authority refused it",
    "rumour-denied": "a rumour that it is so was denied by someone it names",
}

# Only `closed` makes a fact; the others are statements about something that is not, or not yet.
STAGES: Mapping[str, str] = {
    "closed": "done: the deal closed, the contract in force, the right in use",
    "agreed": "agreed or signed, not yet closed",
    "planned": "planned, announced or in talks",
    "rumoured": "talked about by people other than the parties",
    "called-off": "agreed or planned once, and given up",
}

# What a decision says of a statement, or of an earlier decision.
VERDICTS: Mapping[str, str] = {
    "set-aside": "the statement does not count",
    "upheld": "the statement counts, and what cannot be right beside it does not",
    "withdrawn": "an earlier decision is taken back",
}

# What a judgement says of two entities, or of an earlier judgement.
IDENTITY_VERDICTS: Mapping[str, str] = {
    "same": "they are one, and answer as one",
    "different": "they are two, and are not proposed again",
    "unsure": "it cannot be told yet; they stay two, and are not proposed again",
    "withdrawn": "an earlier judgement is taken back",
}

# Whether the licence confers the right to make or sell the product, which is what "builds on
# whose licence" asks for unless told otherwise.
LICENCE_KINDS: Mapping[str, bool] = {
    "qualification": True,
    "drug_right": True,
    "design": True,
    "chip_ip": True,
    "spectrum": True,
    "technology": False,
    "brand": False,
}

SOURCE_KINDS: Mapping[str, SourceKind] = {
    each.name: each
    for each in (
        SourceKind("official-register", "a register or list kept by an authority", "confirmed"),
        SourceKind("official", "an authority's own announcement, law or decision", "confirmed"),
        SourceKind("filing", "a filing with a regulator, exchange or court", "confirmed"),
        SourceKind("company-release", "a party's own statement, in full", "confirmed"),
        SourceKind("press", "a named publication with an editor", "reported"),
        SourceKind("reference", "an encyclopaedia, data set or market study", "reported"),
        SourceKind(
            "aggregator", "a copy, wiki, forum, blog or database of others' texts", "reported"
        ),
    )
}

ALIAS_LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "pinyin": "Chinese in Latin letters",
    "ja": "Japanese",
    "ko": "Korean",
    "de": "German",
    "fr": "French",
    "ru": "Russian",
    "it": "Italian",
    "pt": "Portuguese",
    "legal": "name in the register of companies",
    "former": "a name it no longer uses",
    "ticker": "exchange and symbol",
}


def confidences_allowed(source_kind: str) -> tuple[str, ...]:
    """The confidences that a source of this kind may lend by itself, highest first."""
    ceiling = SOURCE_KINDS[source_kind].ceiling
    return CONFIDENCES[CONFIDENCES.index(ceiling) :]
