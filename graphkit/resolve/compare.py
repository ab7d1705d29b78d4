"""How alike two entities are: features that a person can read, and a score made of them. Pure.

The score is a logistic model of the features of the best pair of names and of the two records.
Its weights were fitted to the training half of `benchmarks/resolution/pairs.csv`
(`benchmarks/resolution/fit.py` prints them anew); the thresholds come from the same half. An
identifier that both have decides by itself: one LEI is one legal entity, two are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import NamedTuple

from rapidfuzz import fuzz

from graphkit.model import IDENTIFIERS
from graphkit.resolve.names import Name, is_han, parse
from graphkit.resolve.weights import INTERCEPT, WEIGHTS
from graphkit.statement import Entity

__all__ = ["Comparison", "Profile", "compare", "features_of", "profile_of", "record_features"]

Features = dict[str, float]

_SAME_SPELLING = 0.999


class Profile(NamedTuple):
    """What of an entity is compared; `names` are taken apart, tickers are in `ids`."""

    key: str
    kind: str
    names: tuple[Name, ...]
    country: str
    ids: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score of two entities, 0 to 1, and what it is made of.

    `features` have their values by name; `names` are the two that are most alike, as written.
    """

    score: float
    features: Mapping[str, float]
    names: tuple[str, str] = ("", "")

    @property
    def reasons(self) -> str:
        """The features that are not nothing, as `core 0.91; country_same 1`."""
        return "; ".join(f"{name} {value:.2g}" for name, value in self.features.items() if value)


def profile_of(entity: Entity) -> Profile:
    """What of an entity is compared."""
    details = dict(entity.details)
    ids = {
        each.name: frozenset((str(details[each.name]),))
        for each in IDENTIFIERS
        if each.name in details
    }
    tickers = frozenset(name.upper() for kind, name in entity.aliases if kind == "ticker")
    if tickers:
        ids["ticker"] = tickers
    written = [entity.name, *(name for kind, name in entity.aliases if kind != "ticker")]
    names = dict.fromkeys(parse(part) for name in written for part in _scripts(name))
    return Profile(entity.key, entity.kind, tuple(names), str(details.get("country", "")), ids)


def _scripts(name: str) -> list[str]:
    """A name, or the two that it is where the other script stands in brackets."""
    head, bracket, rest = name.replace("（", "(").replace("）", ")").partition("(")
    inner, closed, after = rest.partition(")")
    if bracket and closed and head.strip() and not after.strip() and is_han(head) != is_han(inner):
        return [head, inner] if len(inner) > 2 else [head]
    return [name]


def _is_acronym(short: Name, long: Name) -> bool:
    """Whether one is the initials of the other: TSMC, or PBOC with the small words."""
    letters = short.joined
    if short.han or long.han or not 3 <= len(letters) <= 6 or len(short.core) > 1:
        return False
    every = [word for word in long.written.split() if word not in {"and", "the"}]
    spoken = ("".join(word[0] for word in words) for words in (every, [*_without_of(every)]))
    return any(len(each) >= 3 and each.startswith(letters) for each in spoken)


def _without_of(words: list[str]) -> Iterator[str]:
    return (word for word in words if word != "of")


def _numbers(name: Name) -> frozenset[str]:
    """The words that number companies of one name: digits, single letters, Roman numerals."""
    return frozenset(
        word
        for word in name.core
        if any(letter.isdigit() for letter in word) or len(word) == 1 or word in _ROMAN
    )


_ROMAN = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"})


@lru_cache(maxsize=262_144)
def features_of(left: Name, right: Name) -> tuple[tuple[str, float], ...]:
    """The features of a pair of names, in the order of `WEIGHTS`; symmetric."""
    one, two = left.joined, right.joined
    core = max(
        fuzz.ratio(one, two),
        fuzz.ratio("".join(sorted(left.core)), "".join(sorted(right.core))),
    ) / 100  # fmt: skip
    same = core >= _SAME_SPELLING
    words, others = frozenset(left.core), frozenset(right.core)
    overlap = len(words & others) / max(1, len(words | others))
    shorter = min(len(one), len(two))
    both_common = bool(left.common and right.common)
    both_places, both_forms = bool(left.places and right.places), bool(left.form and right.form)
    made = {
        "core": core,
        "core_same": float(same),
        "core_near": max(0.0, core - 0.8) * 5 if not same else 0.0,
        "core_far": max(0.0, 0.75 - core) * 4,
        "core_short": float(shorter <= 3),
        "core_long": min(shorter, 16) / 16 if same else 0.0,
        "words_left_over": 0.0 if same else 1.0 - overlap,
        "one_begins_the_other": float(
            not same and bool(words & others) and (words < others or others < words)
        ),
        "written_same": float(left.written == right.written),
        "written_near": max(0.0, fuzz.ratio(left.written, right.written) / 100 - 0.8) * 5,
        "numbers_differ": float(_numbers(left) != _numbers(right)),
        "core_same_common_differ": float(same and both_common and left.common != right.common),
        "common_differ": float(min(2, len(left.common ^ right.common)) if both_common else 0),
        "common_missing": float(bool(left.common) != bool(right.common)),
        "apart": float(min(3, len(left.apart ^ right.apart))),
        "core_same_apart": float(same and left.apart != right.apart),
        "place_differs": float(both_places and not left.places & right.places),
        "place_same": float(bool(left.places & right.places)),
        "place_missing": float(bool(left.places) != bool(right.places)),
        "form_differs": float(both_forms and left.form != right.form),
        "other_script": float(left.han != right.han),
        "initials": float(not same and (_is_acronym(left, right) or _is_acronym(right, left))),
    }
    return tuple(made.items())


def record_features(left: Profile, right: Profile) -> Features:
    """The features of two records beside their names."""
    both = bool(left.country and right.country)
    return {
        "country_same": float(both and left.country == right.country),
        "country_differs": float(both and left.country != right.country),
    }


def _odds(features: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in features.items())


def _score(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def compare(left: Profile, right: Profile) -> Comparison:
    """How alike two entities are. Entities of different kinds are not alike at all."""
    if left.kind != right.kind:
        return Comparison(0.0, {"kind_differs": 1.0})
    shared = left.ids.keys() & right.ids.keys()
    for scheme in sorted(shared):
        if left.ids[scheme] & right.ids[scheme]:
            return Comparison(1.0, {f"{scheme}_same": 1.0})
    if shared - {"ticker"}:
        return Comparison(0.0, {f"{scheme}_differs": 1.0 for scheme in sorted(shared)})
    best: tuple[float, Features, tuple[str, str]] | None = None
    for one in left.names:
        for other in right.names:
            made = dict(features_of(one, other))
            odds = _odds(made)
            if best is None or odds > best[0]:
                best = odds, made, (one.written, other.written)
    if best is None:
        return Comparison(0.0, {"no_name": 1.0})
    record = record_features(left, right)
    return Comparison(_score(INTERCEPT + best[0] + _odds(record)), {**best[1], **record}, best[2])
