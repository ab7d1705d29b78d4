r"""Cypher as tokens, and in a form in which every engine must see the same tokens. Pure.

What a query reaches for is judged on tokens, so what is a string, a comment or a quoted name to
us has to be one to the engine. Texts in which engines differ are therefore not passed on as they
are: comments become blanks, and a `\u0027`, which ends a string for one engine and stands in it
for another, becomes the character that it stands for. Whether a query is valid is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from graphkit.errors import QueryError

__all__ = ["Kind", "Text", "Token", "labels", "read"]

# What no alternative matches (odd white space, controls, stray marks) separates tokens: an engine
# that gives it another meaning refuses the query.
_TOKEN = re.compile(
    r"""
      (?P<comment> //[^\n\r]*+ | /\*.*?\*/ )
    | (?P<string> '(?:[^'\\]++|\\.)*+' | "(?:[^"\\]++|\\.)*+" )
    | (?P<name> `(?:[^`]++|``)*+` )
    | (?P<word> [^\W\d]\w*+ )
    | (?P<number> \d++ )
    | (?P<open> /\* | ['"`] )
    | (?P<mark> [!-~] )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9A-Fa-f]{4})|.)", re.DOTALL)
_CODE = re.compile(r"(?<!\\)(?:\\\\)*\\u(?P<code>00[0-7][0-9A-Fa-f])")
_BEFORE_LABEL = frozenset({":", "|", "&", "!"})
_NOT_BLANK = re.compile(r"[^\s]")
_CLOSING = {"/*": "comment", "'": "string", '"': "string", "`": "quoted name"}
_SPECIAL = {"'": "\\'", '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Kind(Enum):
    """What a token is; a name is an identifier in back-ticks, a mark any other character."""

    STRING = auto()
    NAME = auto()
    WORD = auto()
    NUMBER = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token, at its place in the text that is to be run.

    `value` is a name without its back-ticks, every other token as written.
    """

    kind: Kind
    value: str
    at: int

    @property
    def named(self) -> bool:
        """Whether it is an identifier, quoted or not."""
        return self.kind in {Kind.NAME, Kind.WORD}

    @property
    def word(self) -> str:
        """A word in capitals, "" for every other token."""
        return self.value.upper() if self.kind is Kind.WORD else ""

    @property
    def mark(self) -> str:
        """A mark, "" for every other token."""
        return self.value if self.kind is Kind.MARK else ""


@dataclass(frozen=True, slots=True)
class Text:
    """A query: the text to run, as many lines as were written, and its tokens."""

    text: str
    tokens: tuple[Token, ...]


def read(written: str) -> Text:
    """A query as tokens.

    Raises `QueryError` for what is opened and never closed, and for a backslash outside of
    strings and quoted names.
    """
    parts: list[str] = []
    tokens: list[Token] = []
    length = last = 0
    for match in _TOKEN.finditer(written):
        part = match[0]
        gap = written[last : match.start()]
        last = match.end()
        parts.append(gap)
        length += len(gap)
        if match.lastgroup == "comment":
            part = _NOT_BLANK.sub(" ", part)
        elif match.lastgroup == "open" or part == "\\":
            raise QueryError(_complaint(written, match))
        else:
            part, token = _token(str(match.lastgroup), part, length)
            tokens.append(token)
        parts.append(part)
        length += len(part)
    return Text("".join([*parts, written[last:]]), tuple(tokens))


def labels(text: Text) -> list[str]:
    """The labels of nodes and types of edges that a query names, each once. A colon in curly
    brackets stands in a map, and is no label's; what joins labels does so only behind a colon."""
    found: dict[str, None] = {}
    open_: list[str] = []
    before, behind_colon = "", False
    for token in text.tokens:
        if token.mark in {"(", "[", "{"}:
            open_.append(token.mark)
        elif token.mark in {")", "]", "}"} and open_:
            open_.pop()
        if token.mark == ":":
            behind_colon = open_[-1:] not in ([], ["{"])
        elif behind_colon and token.named and before in _BEFORE_LABEL:
            found[token.value] = None
        elif token.mark not in _BEFORE_LABEL:
            behind_colon = False
        before = token.mark
    return list(found)


def _token(group: str, part: str, at: int) -> tuple[str, Token]:
    """A token, and the text that stands for it."""
    kind = Kind[group.upper()]
    if kind is Kind.STRING:
        part = _ESCAPE.sub(_unescaped, part)
    elif kind is Kind.NAME:
        part = _CODE.sub(_decoded, part)
        return part, Token(kind, part[1:-1].replace("``", "`"), at)
    return part, Token(kind, part, at)


def _unescaped(match: re.Match[str]) -> str:
    # Only what is ASCII can end a string or begin an escape; the rest is left to the engine.
    if match["code"] is None or int(match["code"], 16) > 0x7F:
        return match[0]
    character = chr(int(match["code"], 16))
    return _SPECIAL.get(character, character)


def _decoded(match: re.Match[str]) -> str:
    character = chr(int(match["code"], 16))
    return match[0][: -len("\\u0000")] + ("``" if character == "`" else character)


def _complaint(written: str, match: re.Match[str]) -> str:
    line = written.count("\n", 0, match.start()) + 1
    column = match.start() - written.rfind("\n", 0, match.start())
    place = f"line {line}, column {column}"
    if match[0] == "\\":
        return f"a backslash stands outside of any string at {place}; write the character itself"
    return f"the {_CLOSING[match[0]]} that begins at {place} is never closed"
