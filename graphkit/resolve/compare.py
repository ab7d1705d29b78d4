"""How alike two entities are: features that a person can read, and a score made of them. Pure.

The score is a logistic model of the features of the best pair of names and of the two records.
Its weights were fitted to the training half of `benchmarks/resolution/pairs.csv`
(`benchmarks/resolution/fit.py` prints them anew); the thresholds come from the same half. An
identifier that both have decides by itself: one LEI is one legal entity, two are two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from graphkit.model import IDENTIFIERS
from graphkit.resolve.features import features_of, units_apart
from graphkit.resolve.meaning import translates
from graphkit.resolve.names import Name, asides, is_han, parse
from graphkit.resolve.weights import INTERCEPT, WEIGHTS
from graphkit.statement import Entity

__all__ = ["Comparison", "Profile", "compare", "features_of", "profile_of", "record_features"]

Features = dict[str, float]


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
    `translation` is the Chinese name proper and the other where the one is the other in
    translation, else empty.
    """

    score: float
    features: Mapping[str, float]
    names: tuple[str, str] = ("", "")
    translation: tuple[str, ...] = ()

    @property
    def reasons(self) -> str:
        """The features that are not nothing, as `core 0.91; country_same 1`, and what is a
        translation: `长城 is great wall in translation`."""
        said = [f"{name} {value:.2g}" for name, value in self.features.items() if value]
        if self.translation:
            said.append("{} is {} in translation".format(*self.translation))
        return "; ".join(said)


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
    # Last, so that of two names that are as like, that which is written by itself is the reason.
    names.update(dict.fromkeys(part for name in written for part in asides(name)))
    return Profile(entity.key, entity.kind, tuple(names), str(details.get("country", "")), ids)


def _scripts(name: str) -> list[str]:
    """A name, or the two that it is where the other script stands in brackets."""
    head, bracket, rest = name.replace("（", "(").replace("）", ")").partition("(")
    inner, closed, after = rest.partition(")")
    if bracket and closed and head.strip() and not after.strip() and is_han(head) != is_han(inner):
        return [head, inner] if len(inner) > 2 else [head]
    return [name]


def record_features(left: Profile, right: Profile) -> Features:
    """The features of two records beside their best pair of names."""
    both = bool(left.country and right.country)
    # Of registered names that are spelt the same: how far apart the nearest two are.
    registered = [
        units_apart(one, other)
        for one in left.names
        for other in right.names
        if one.form and other.form and one.han == other.han and one.joined == other.joined
    ]
    return {
        "country_same": float(both and left.country == right.country),
        "country_differs": float(both and left.country != right.country),
        "registered_apart": float(min(4, min(registered, default=0))),
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
    best: tuple[float, Features, Name, Name] | None = None
    for one in left.names:
        for other in right.names:
            made = dict(features_of(one, other))
            odds = _odds(made)
            if best is None or odds > best[0]:
                best = odds, made, one, other
    if best is None:
        return Comparison(0.0, {"no_name": 1.0})
    odds, made, one, other = best
    record = record_features(left, right)
    return Comparison(
        _score(INTERCEPT + odds + _odds(record)),
        {**made, **record, **_doubts(one, other), **_apart_in_chinese(left, right)},
        (one.written, other.written),
        _translation(one, other) if made["rendered"] else (),
    )


def _doubts(left: Name, right: Name) -> Features:
    """What weighs nothing, and keeps a machine from judging: words of the tables or places that one
    of two names has and the other has not, though it may have another of their kind (who makes
    engines does not make batteries), and a name that is only a part of what was written."""
    words = left.han == right.han and (left.said, left.places) != (right.said, right.places)
    made = {"words_differ": words, "aside": left.aside or right.aside}
    return {name: 1.0 for name, told in made.items() if told}


def _apart_in_chinese(left: Profile, right: Profile) -> Features:
    """That both have Chinese names, none of one in common: it weighs nothing, for papers shorten
    and rename, but two that are one in Latin letters alone are not told from namesakes."""
    one, other = ({each.hanzi for each in side.names if each.hanzi} for side in (left, right))
    return {"hanzi_differ": 1.0} if one and other and one.isdisjoint(other) else {}


def _translation(left: Name, right: Name) -> tuple[str, ...]:
    """The names proper of a Chinese name and a Latin one that translates it."""
    han, latin = (left, right) if left.han else (right, left)
    return (han.hanzi, " ".join(latin.core)) if translates(han, latin) else ()
