"""Values as people write them, read into one canonical form. No I/O, no model.

Every function takes text and returns the canonical value, or raises `BadValue` with a hint.
An empty cell is never passed here: absence is decided by the caller. The library of near names is
loaded when it is first needed: most runs do not need it.

Dates are known to the day, the month or the year, and "by" or "after" a date, so a date is a
pair of bounds. `MIN_DATE` and `MAX_DATE` stand for "no bound": they sort below and above every
real date, so that bounds compare as plain text in Python, in Cypher and in a spreadsheet.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from graphkit.errors import BadValue

__all__ = [
    "MAX_DATE",
    "MIN_DATE",
    "Money",
    "When",
    "clean_text",
    "count",
    "country",
    "day",
    "end_span",
    "flag",
    "fold",
    "key",
    "lei",
    "money",
    "nearest",
    "next_day",
    "number",
    "safe_cell",
    "share",
    "shown",
    "span",
    "text",
    "url",
    "uscc",
    "when",
    "wikidata",
]

MIN_DATE = "0001-01-01"
MAX_DATE = "9999-12-31"

_DATE_HINT = (
    "write 2023, 2023-12, 2023-12-04, by 2023-12, after 2023-12-04, 2023-10..2023-12 or ~2023-12"
)
_DAY_HINT = "write it as 2023-12-04"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:\-]{0,127}", re.ASCII)
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}", re.ASCII)
_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(rf"\d{{8}}[{_USCC_DIGITS}]{{10}}", re.ASCII)
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)
# Control and bidirectional-override characters can hide or reorder what a reader sees, and a
# terminal obeys some of them; U+FFFD is what a decoder leaves of bytes that were not text.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ufeff\ud800-\udfff]"
)
_LONGEST_TEXT = 4_000
_LONGEST_DATE = 40  # no date is longer; it also bounds what the cache of dates can hold
_LONGEST_NUMBER = 40
_LONGEST_NAME = 200  # characters that are compared with the known names
_NEAR = 72  # of 100, from where two names may be the same one misspelt
_SHOWN = 60  # characters of a bad value that a message repeats
_WIDEN = {"day": 31, "month": 92, "year": 366}  # days that "~" adds on either side


class When(NamedTuple):
    """A date as far as it is known.

    `text` is what was written, canonically; the date lies in [`earliest`, `latest`], both
    ISO days and both inclusive, `MIN_DATE` or `MAX_DATE` where that side is open.
    """

    text: str
    earliest: str
    latest: str

    @property
    def end(self) -> tuple[str, str]:
        """The bounds of an *exclusive* end: "until 2024-04" ends in [2024-04-01, 2024-05-01]."""
        return self.earliest, next_day(self.latest)


class Money(NamedTuple):
    """An amount in whole and part units of an ISO 4217 currency."""

    amount: float
    currency: str


def shown(written: str) -> str:
    """A value as a message repeats it: quoted, escaped, and cut where it is long."""
    return repr(written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…")


def _spaced(written: str) -> str:
    """Every run of white space as one blank, none at the ends."""
    return " ".join(written.split())


@lru_cache(maxsize=65_536)
def next_day(iso: str) -> str:
    """The day after an ISO day; `MAX_DATE` has none and stays."""
    if iso == MAX_DATE:
        return iso
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()


def _shift(iso: str, days: int) -> str:
    try:
        return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()
    except OverflowError:
        return MIN_DATE if days < 0 else MAX_DATE


def _period(written: str, hint: str = _DATE_HINT) -> tuple[str, str, str]:
    """First day, last day and precision of `2023`, `2023-12` or `2023-12-04`."""
    match = _DATE.fullmatch(written)
    if match is None:
        raise BadValue(f"{shown(written)} is not a date", hint)
    year, month, day_ = (int(part) if part else 0 for part in match.groups())
    if not 1000 <= year <= 9998 or (match[2] and not 1 <= month <= 12):
        raise BadValue(f"{shown(written)} is not a date in the calendar", hint)
    if match[2] is None:
        return f"{year:04}-01-01", f"{year:04}-12-31", "year"
    last = monthrange(year, month)[1]
    if match[3] is None:
        return f"{written}-01", f"{written}-{last:02}", "month"
    if not 1 <= day_ <= last:
        raise BadValue(f"{shown(written)} is not a date in the calendar", hint)
    return written, written, "day"


@lru_cache(maxsize=65_536)
def when(written: str) -> When:
    """A date with its bounds, from `2023`, `2023-12-04`, `by D`, `after D`, `D..D` or `~D`.

    "by D" is any time up to the end of D; "after D" any time from the start of D;
    "D..D" between the two, both inclusive; "~D" about D: 31 days, 92 days or 366 days more on
    either side of a day, a month or a year.
    """
    if len(written) > _LONGEST_DATE:
        raise BadValue(f"{shown(written)} is not a date", _DATE_HINT)
    clean = _spaced(written)
    if clean.startswith("by "):
        _, latest, _ = _period(clean[3:])
        return When(clean, MIN_DATE, latest)
    if clean.startswith("after "):
        earliest, _, _ = _period(clean[6:])
        return When(clean, earliest, MAX_DATE)
    if clean.startswith("~"):
        about = clean[1:].strip()
        first, last, precision = _period(about)
        days = _WIDEN[precision]
        return When(f"~{about}", _shift(first, -days), _shift(last, days))
    if ".." in clean:
        left, right = (part.strip() for part in clean.split("..", 1))
        earliest, latest = _period(left)[0], _period(right)[1]
        if earliest > latest:
            raise BadValue(f"{clean!r} ends before it begins", "write the earlier date first")
        return When(f"{left}..{right}", earliest, latest)
    first, last, _ = _period(clean)
    return When(clean, first, last)


@lru_cache(maxsize=65_536)
def span(earliest: str, latest: str) -> str:
    """Two inclusive bounds as `when` would be written; "" where neither side is bounded."""
    if earliest == latest:
        return "" if earliest in {MIN_DATE, MAX_DATE} else earliest
    if earliest == MIN_DATE:
        return "" if latest == MAX_DATE else f"by {latest}"
    if latest == MAX_DATE:
        return f"after {earliest}"
    for written in (earliest[:4], earliest[:7]):
        if _period(written)[:2] == (earliest, latest):
            return written
    return f"{earliest}..{latest}"


@lru_cache(maxsize=65_536)
def end_span(earliest: str, latest: str) -> str:
    """The bounds of an exclusive end (`When.end`) as `when` would be written; an end that is known
    to the day, as this day."""
    known = latest in {earliest, MAX_DATE}
    return span(earliest, latest if known else _shift(latest, -1))


def day(written: str) -> str:
    """One whole day as ISO text, for a clock: `2023-12-04`."""
    clean = written.strip()
    match = _DATE.fullmatch(clean)
    if match is None or match[3] is None:
        raise BadValue(f"{shown(written)} is not a day", _DAY_HINT)
    return _period(clean, _DAY_HINT)[0]


def clean_text(written: str) -> str:
    """Text in NFC, white space folded to single blanks, no control characters, as it may be shown.

    For text that must not fail (an error message, a terminal): what is unsafe is dropped.
    """
    return _spaced(unicodedata.normalize("NFC", _UNSAFE.sub("", written)))


def text(written: str) -> str:
    """A name or a sentence: NFC, single blanks, at most 4,000 characters, nothing unseen in it."""
    if written.isascii() and written.isprintable() and len(written) <= _LONGEST_TEXT:
        # The only white space that is printable is the blank.
        return _spaced(written) if "  " in written else written.strip()
    unsafe = _UNSAFE.search(written)
    if unsafe:
        raise BadValue(
            f"holds the character U+{ord(unsafe[0]):04X}, which cannot be shown",
            "remove it, or save the file as UTF-8",
        )
    if len(written) > _LONGEST_TEXT:
        raise BadValue(
            f"is {len(written):,} characters long", f"at most {_LONGEST_TEXT:,} are kept in a cell"
        )
    return _spaced(unicodedata.normalize("NFC", written))


def fold(name: str) -> str:
    """A name as it is compared: compatibility form, case folded, single blanks."""
    if name.isascii():
        return _spaced(name).lower()
    # Folding the case of a compatibility form can leave another form that is not one.
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _spaced(unicodedata.normalize("NFKC", folded))


def key(written: str) -> str:
    """An identifier of ours: ASCII letters, digits and `. _ : -`, 1 to 128 characters."""
    if _KEY.fullmatch(written) is None:
        raise BadValue(
            f"{shown(written)} is not a key",
            "use letters a-z, digits and . _ : -, beginning with a letter or digit",
        )
    return written


def number(written: str) -> float:
    """A finite decimal number; `,` may group thousands."""
    if _NUMBER.fullmatch(written.strip()) is None or len(written) > _LONGEST_NUMBER:
        raise BadValue(f"{shown(written)} is not a number", "write it as 1234.5 or 1,234.5")
    return float(written.strip().replace(",", ""))


def count(written: str) -> int:
    """A whole number of 0 or more; `,` may group thousands."""
    wrong = BadValue(f"{shown(written)} is not a count", "write a whole number, 0 or more")
    try:
        value = number(written)
    except BadValue:
        raise wrong from None
    if value < 0 or value != int(value):
        raise wrong
    return int(value)


def share(written: str) -> float:
    """A percentage from 0 to 100, as the number of percent: `49%`, `49 %` and `49` are 49.0."""
    value = number(written.strip().removesuffix("%").rstrip())
    if not 0 <= value <= 100:
        raise BadValue(f"{shown(written)} is not between 0 and 100 percent", "write 49% or 49")
    return value


def money(written: str) -> Money:
    """An amount with its ISO 4217 currency first: `CNY 16,000,000`."""
    currency, _, amount = written.strip().partition(" ")
    if _CURRENCY.fullmatch(currency) is None or not amount:
        raise BadValue(
            f"{shown(written)} is not an amount", "write the currency first: CNY 16,000,000"
        )
    return Money(number(amount), currency)


def flag(written: str) -> bool:
    """`yes` or `no` (also `true`, `false`), in any case."""
    match written.strip().casefold():
        case "yes" | "true":
            return True
        case "no" | "false":
            return False
    raise BadValue(f"{shown(written)} is neither yes nor no", "write yes or no")


def url(written: str) -> str:
    """An http or https address with a host and without a password, unchanged."""
    clean = written.strip()
    try:
        parts = urlsplit(clean)
        host, secret = parts.hostname, parts.password or parts.username
    except ValueError as exc:
        raise BadValue(f"{shown(written)} is not a web address", "write https://…") from exc
    if parts.scheme not in {"http", "https"} or not host or len(clean.split()) > 1:
        raise BadValue(
            f"{shown(written)} is not a web address", "write https://…, or leave it empty"
        )
    if secret:
        raise BadValue("the web address holds a user name or password", "remove it")
    return text(clean)


def country(written: str) -> str:
    """An ISO 3166-1 alpha-2 code: two capital letters."""
    if written == "UK":
        raise BadValue("'UK' is not the code of a country", "write GB")
    if _COUNTRY.fullmatch(written) is None:
        raise BadValue(f"{shown(written)} is not the code of a country", "write two letters: CN")
    return written


def wikidata(written: str) -> str:
    """A Wikidata item: Q and its number."""
    if _WIKIDATA.fullmatch(written) is None:
        raise BadValue(f"{shown(written)} is not a Wikidata item", "write it as Q312")
    return written


def lei(written: str) -> str:
    """A Legal Entity Identifier, ISO 17442, with its check digits (ISO 7064, MOD 97-10)."""
    code = _compact(written)
    if not _LEI.fullmatch(code) or int("".join(str(int(each, 36)) for each in code)) % 97 != 1:
        raise BadValue(
            f"{shown(written)} is not a LEI",
            "20 letters and digits of which the last two check the rest; compare with the register",
        )
    return code


def uscc(written: str) -> str:
    """A Unified Social Credit Code of China, GB 32100-2015, with its check character (MOD 31)."""
    code = _compact(written)
    digits = [_USCC_DIGITS.find(each) for each in code]
    if (
        not _USCC.fullmatch(code)
        or sum(digit * 3**place for place, digit in enumerate(digits[:-1])) % 31 != -digits[-1] % 31
    ):
        raise BadValue(
            f"{shown(written)} is not a Unified Social Credit Code",
            "18 letters and digits of which the last checks the rest; compare with the register",
        )
    return code


def _compact(written: str) -> str:
    """An identifier without the blanks and hyphens that people write into it, in capitals."""
    return re.sub(r"[\s-]", "", written).upper() if written.isascii() else ""


def nearest(written: str, known: Iterable[str], *, count: int = 3) -> list[str]:
    """Up to `count` of the known names that `written` may have been meant as, best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        written[:_LONGEST_NAME],
        list(known),
        scorer=fuzz.WRatio,
        processor=fold,
        limit=count,
        score_cutoff=_NEAR,
    )
    return [name for name, _, _ in found]


def safe_cell(written: str) -> str:
    """Text for a spreadsheet: what a program might run as a formula gets an apostrophe first.

    See OWASP, CSV injection. A number with its sign is left alone.
    """
    if written[:1] in {"=", "+", "-", "@", "\t", "\r"} and _NUMBER.fullmatch(written) is None:
        return f"'{written}"
    return written
