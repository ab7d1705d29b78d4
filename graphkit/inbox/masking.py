"""A sentence as phrases are held against it: a numbered mark for each name, one way to write what
is written in several, and the words by which a text calls a company again. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphkit.inbox.sentences import ABBREVIATED, Mention
from graphkit.resolve.names import is_han, simplified

__all__ = ["CLOSED", "MENTION", "OPEN", "THE_COMPANY", "mask"]

# A mention in a sentence is masked as these brackets around its number.
OPEN, CLOSED = "\u27e6", "\u27e7"
MENTION = f"{OPEN}\\d+{CLOSED}"
# How a company is called again.
THE_COMPANY = (
    r"[Tt]h(?:e|is) (?:company|firm|group|start-?up|carmaker|automaker|chipmaker|drugmaker|"
    r"brewer|manufacturer|business)\b"
)

# A number in brackets, as an encyclopaedia has them for its sources.
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|citation needed|note \d+)\]")
# Blanks between a name and Chinese words.
_BLANK = re.compile(f"(?<={CLOSED}) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?={OPEN})")
# Full stops that end no sentence: U.S., Corp.
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
_ABBREVIATED = re.compile(rf"\b({ABBREVIATED})\.(?=[ ,)])")
_MARKS = str.maketrans(
    {OPEN: " ", CLOSED: " ", "\n": " ", "\t": " ", "’": "'", "‘": "'", "‑": "-", "–": "-",
     "（": "(", "）": ")"}
    | dict.fromkeys('"“”«»「」《》')
)  # fmt: skip


def mask(text: str, mentions: Iterable[Mention]) -> str:
    """The sentence with a numbered mark for each name, the same for one that stands again."""
    plain = simplified(text) if is_han(text) else text
    text = plain if len(plain) == len(text) else text
    made: list[str] = []
    last = 0
    first: dict[tuple[str, ...], int] = {}
    for number, each in enumerate(mentions):
        mark = f"{OPEN}{first.setdefault(each.keys, number)}{CLOSED}"
        made += [_plain(text[last : each.start]), mark]
        last = each.end
    return _BLANK.sub("", _FOOTNOTE.sub("", "".join([*made, _plain(text[last:])])))


def _plain(text: str) -> str:
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text.translate(_MARKS))
    return _ABBREVIATED.sub(r"\1", text)
