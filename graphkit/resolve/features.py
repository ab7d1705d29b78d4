"""What two names have in common and what tells them apart, as numbers that a person can read. Pure.

Each feature is 0 where it says nothing. Their weights stand in `weights`, under the same names.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Postfix, Prefix

from graphkit.resolve.meaning import shortens, translates
from graphkit.resolve.names import Name
from graphkit.resolve.sounds import skeleton, syllables

__all__ = ["features_of", "units_apart"]

_SAME_SPELLING = 0.999
_SMALL = frozenset({"and", "of", "the"})
# Words that fit any trade: papers leave them out at will. Those of one trade tell companies apart.
_VAGUE = frozenset({"technology", "industry"})
# Words that a parent has and its listed company has not, and that papers leave out at will.
_FAMILY = frozenset({"group", "holding", "international"})


def _is_short(short: Name, long: Name, least: int) -> bool:
    """Whether a name may be an abbreviation of another: one word, of a few letters, that the other
    has not itself, and with no words of the tables that the other lacks."""
    letters = short.joined
    return (
        not short.han
        and len(short.core) == 1
        and least <= len(letters) <= 6
        and letters not in long.core
        and short.apart <= long.apart
    )


def _initials(short: Name, long: Name) -> int:
    """How many letters of the one are the initials of the other: TSMC, or PBOC with the small
    words; 0 if it is something else."""
    letters, every = short.joined, long.written.split()
    if not _is_short(short, long, 3) or long.han:
        return 0
    kept = ({"of", "and", "the"}, {"of"}, set[str]())
    spoken = ("".join(word[0] for word in every if word not in _SMALL - each) for each in kept)
    return len(letters) if any(each.startswith(letters) for each in spoken) else 0


def _abbreviates(short: Name, long: Name) -> bool:
    """Whether a short word is made of the beginnings of the other's words or syllables, in order:
    AVIC of Aviation Industry Corporation, TJFTZ of Tianjin Free Trade Zone, CHJ of Chehejia."""
    if short.han and long.han:
        return shortens(short, long)
    if not _is_short(short, long, 2):
        return False
    letters, every = short.joined, long.core if long.han else long.written.split()
    words = [word for word in every if word not in _SMALL]
    starts = "".join(piece[0] for word in words for piece in syllables(word))
    if starts == letters or (len(letters) >= 3 and starts.startswith(letters)):
        return True
    return len(letters) >= 4 and len(words) >= 3 and _begin(letters, words)


def _begin(letters: str, words: list[str]) -> bool:
    """Whether letters are one to three of each of the first words."""
    if not letters:
        return True
    return bool(words) and any(
        letters[:size] == words[0][:size] and _begin(letters[size:], words[1:])
        for size in range(1, min(3, len(letters)) + 1)
    )


def units_apart(left: Name, right: Name) -> int:
    """How many words of the tables one of two names has and the other has not."""
    return sum(
        len(one ^ other)
        for one, other in (
            (left.apart, right.apart), (left.common, right.common), (left.places, right.places),
            (left.lands, right.lands),
        )
    )  # fmt: skip


def _rendered(left: Name, right: Name) -> float:
    """Whether a Chinese and a Latin name are one by sound, as 福迪 and Foday, or by meaning, as
    极石 and Polestones; more so if they are long."""
    if left.han == right.han:
        return 0.0
    han, latin = (left, right) if left.han else (right, left)
    one, other = skeleton(left.joined), skeleton(right.joined)
    heard = min(len(one), 4) / 4 if one == other and len(one) > 1 else 0.0
    meant = min(len(han.hanzi), 2) / 2 if translates(han, latin) else 0.0
    return max(heard, meant)


def _spelling(left: Name, right: Name) -> float:
    """How alike the names proper are, whatever the order of their words."""
    ratio = fuzz.ratio(left.joined, right.joined)
    other = fuzz.ratio("".join(sorted(left.core)), "".join(sorted(right.core)))
    return float(max(ratio, other)) / 100


@lru_cache(maxsize=262_144)
def features_of(left: Name, right: Name) -> tuple[tuple[str, float], ...]:
    """The features of a pair of names, in the order of `WEIGHTS`; symmetric."""
    core = _spelling(left, right)
    same = core >= _SAME_SPELLING
    rendered = 0.0 if same else _rendered(left, right)
    made = {
        **_of_core(left, right, core, same=same),
        "rendered": rendered,
        **_of_words(left, right, same=same or rendered > 0),
    }
    return tuple(made.items())


def _slip(one: str, other: str) -> int:
    """How many letters a slip of the pen at one place takes: one that is another, two that
    changed places, one or two left out or put in; 0 where the names differ in another way."""
    start = Prefix.similarity(one, other)
    one, other = one[start:], other[start:]
    end = Postfix.similarity(one, other)
    one, other = one[: len(one) - end], other[: len(other) - end]
    fewer, more = sorted((len(one), len(other)))
    if (fewer, more) == (1, 1) or (more == 2 and one == other[::-1]):
        return 1
    return more if fewer == 0 and more <= 2 else 0


def _of_core(left: Name, right: Name, core: float, *, same: bool) -> dict[str, float]:
    shorter = min(len(left.joined), len(right.joined))
    numbered = left.numbers != right.numbers
    # A slip of the pen in a number cannot be told from another number, nor can one in Chinese.
    alike = not left.han and not right.han and not numbered
    edits = _slip(left.bare, right.bare) if alike else 0
    length = min(len(left.bare), len(right.bare))
    return {
        "core": core,
        "core_same": float(same),
        "core_near": 0.0 if same else max(0.0, core - 0.8) * 5,
        "core_short": float(shorter <= 3),
        "core_long": min(shorter, 16) / 16 if same else 0.0,
        "first_same": float(not same and left.core[:1] == right.core[:1] != ()),
        "bare_same": float(left.bare == right.bare),
        "one_edit": float(edits == 1 and length >= 6),
        "two_edits": float(edits == 2 and length >= 10),
        "written_near": max(0.0, fuzz.ratio(left.written, right.written) / 100 - 0.8) * 5,
        "numbers_differ": float(numbered),
        "other_script": max(0.0, core - 0.6) * 2.5 if left.han != right.han else 0.0,
    }


def _of_words(left: Name, right: Name, *, same: bool) -> dict[str, float]:
    trades, apart = left.common ^ right.common, left.apart ^ right.apart
    both_places, both_forms = bool(left.places and right.places), bool(left.form and right.form)
    short = max(_initials(left, right), _initials(right, left)) if not same else 0
    cut = not same and (_abbreviates(left, right) or _abbreviates(right, left))
    return {
        "initials": min(short, 5) / 4,
        "abbreviation": float(cut),
        "trades_cross": float(bool(left.common - right.common and right.common - left.common)),
        "trades_left_over": float(min(3, len(trades - _VAGUE)) if same else 0),
        "family_left_over": float(same and bool(apart & _FAMILY)),
        "unit_left_over": float(min(2, len(apart - _FAMILY)) if same else 0),
        "place_same": float(bool(left.places & right.places)),
        "place_differs": float(both_places and not left.places & right.places),
        "place_missing": float(bool(left.places) != bool(right.places)),
        "lands_left_over": float(left.lands != right.lands),
        "form_differs": float(both_forms and left.form != right.form),
    }
