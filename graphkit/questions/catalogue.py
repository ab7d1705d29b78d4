"""The catalogue: each question is one `.cypher` file whose comment header says what it promises.

    // question: Who builds on whose licence?
    // help: |
    //   What the answer means, in a few lines.
    // parameters:
    //   company: {type: entity, optional: true, help: only this company}
    // columns:
    //   company: who builds
    //   sources: keys of the sources
    // example: ask who-builds-on-whose-licence --as-of 2023-12-10
    // also: [whose-licence]
    MATCH …

The file's name is the question's; it is also found by the shorter ones under `also`. What Cypher
cannot say is a module in `computed`, with the same header. Every question has the two clocks
`as_of` and `known_on`, too.
A pattern ` {key: $company}` of an optional parameter is left out where none is given, so that one
text serves the whole graph and one company, and both use an index. The last RETURN gives the
promised columns in their order, then `facts`: the ids of the facts that the row rests on. A column
that ends in `_from` may be given as a list of two bounds, inclusive, and `valid_to` as one of two
bounds of an exclusive end; they are then written as people write dates.

A file that breaks any of this is refused when the catalogue is read, with file and line.
Parameters are only ever passed to the engine as parameters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module, resources
from typing import Any

import yaml

from graphkit.errors import CatalogueError
from graphkit.questions.answer import Found
from graphkit.stores.base import Store
from graphkit.stores.upsert import ANY_KIND

__all__ = ["CLOCKS", "Parameter", "Question", "catalogue", "parse"]

CLOCKS = ("as_of", "known_on")

_HEADER_KEYS = ("question", "help", "parameters", "columns", "example", "also")
_TYPES = ("entity", "name", "text", "count", "share", "day", "flag")
_USED = re.compile(r"\$([A-Za-z_]\w*)")
_RETURN = re.compile(
    r"^RETURN (?:DISTINCT )?(.*?)(?=^(?:UNION|ORDER BY|LIMIT)\b|\Z)", re.MULTILINE | re.DOTALL
)
_ALIAS = re.compile(r"(?:\bAS\s+)?(\w+)\s*$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to be told.

    `type` is entity (a name or key), name (of many, or a part of one, as names are compared),
    text, count, share, day or flag.
    """

    name: str
    type: str
    help: str
    optional: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class Question:
    """One entry of the catalogue. `columns` maps each promised column to what it means, and
    `also` has shorter names of it."""

    name: str
    sentence: str
    help: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    example: str
    also: tuple[str, ...] = ()
    cypher: str = ""
    compute: Callable[[Store, Mapping[str, Any]], Found] | None = None

    @property
    def place(self) -> str:
        """The file that its header stands in."""
        return f"{self.name}.cypher" if self.compute is None else _module(self.name)

    def text(self, given: Mapping[str, Any]) -> str:
        """The Cypher to run when just these parameters are given."""
        text = self.cypher
        for each in self.parameters:
            if each.optional and each.default is None and given.get(each.name) is None:
                text = text.replace(_anchor(each.name), "")
        # Keys are indexed for each kind of node; by the label that they share, an engine may
        # have to look through all of them.
        return text.replace(":Entity {key: ", f":{ANY_KIND} {{key: ")


def _anchor(name: str) -> str:
    return f" {{key: ${name}}}"


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Question]:
    """Every question by name, in order of name."""
    folder = resources.files(__package__)
    found = [
        parse(each.name.removesuffix(".cypher"), each.read_text("utf-8"))
        for each in (folder / "cypher").iterdir()
        if each.name.endswith(".cypher")
    ]
    found += [
        _computed(each.name.removesuffix(".py"))
        for each in (folder / "computed").iterdir()
        if each.name.endswith(".py") and not each.name.startswith("_")
    ]
    made = {each.name: each for each in sorted(found, key=lambda each: each.name)}
    names = set(made)
    for each in made.values():
        for also in each.also:
            if also in names:
                raise _fail(each.place, 1, f"{also!r} under `also` is a name of another question")
            names.add(also)
    return made


def _computed(module: str) -> Question:
    name = module.replace("_", "-")
    code = import_module(f"{__package__}.computed.{module}")
    head = _header(_module(name), code.HEADER)
    return replace(_question(name, _module(name), head), compute=code.answer)


def _module(name: str) -> str:
    return f"{name.replace('-', '_')}.py, HEADER"


def parse(name: str, text: str) -> Question:
    """Read one question file; `CatalogueError` names the file and the line that breaks a rule."""
    lines = text.splitlines()
    height = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    place = f"{name}.cypher"
    head = _header(place, "\n".join(line[2:].removeprefix(" ") for line in lines[:height]))
    question = replace(_question(name, place, head), cypher="\n".join(lines[height:]).strip())
    _check_parameters(question, height)
    _check_columns(question, height)
    return question


def _question(name: str, place: str, head: Mapping[str, Any]) -> Question:
    return Question(
        name=name,
        sentence=str(head["question"]),
        help=str(head.get("help", "")).strip(),
        parameters=tuple(_parameters(place, head.get("parameters") or {})),
        columns={str(key): str(value) for key, value in head["columns"].items()},
        example=str(head.get("example", "")).strip(),
        also=tuple(map(str, head.get("also", ()))),
    )


def _fail(place: str, line: int, message: str) -> CatalogueError:
    return CatalogueError(f"{place}:{line}: {message}")


def _header(place: str, text: str) -> dict[str, Any]:
    try:
        head = yaml.safe_load(text)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        raise _fail(place, mark.line + 1 if mark else 1, "the header is not YAML") from exc
    if not isinstance(head, dict):
        raise _fail(place, 1, "the file begins with a comment header: question, columns, …")
    for unknown in set(head) - set(_HEADER_KEYS):
        raise _fail(place, 1, f"unknown header key {unknown!r}; known: {', '.join(_HEADER_KEYS)}")
    for needed in ("question", "columns"):
        if not head.get(needed):
            raise _fail(place, 1, f"the header has no {needed!r}")
    if not isinstance(head["columns"], dict):
        raise _fail(place, 1, "`columns` maps each column to what it means")
    return head


def _parameters(place: str, declared: Mapping[str, Any]) -> Iterator[Parameter]:
    for each, about in declared.items():
        extra = set(about) - {"type", "help", "optional", "default"}
        if extra or about.get("type") not in _TYPES or "help" not in about:
            raise _fail(
                place,
                1,
                f"parameter {each!r} takes type ({', '.join(_TYPES)}), help, optional and default",
            )
        if each in CLOCKS:
            raise _fail(place, 1, f"{each!r} is a clock; every question has it")
        yield Parameter(
            each,
            about["type"],
            about["help"],
            bool(about.get("optional", "default" in about)),
            about.get("default"),
        )


def _check_parameters(question: Question, height: int) -> None:
    """Declared is used, used is declared, and both clocks are read."""
    declared = {each.name for each in question.parameters} | set(CLOCKS)
    code = question.cypher
    used: dict[str, int] = {}
    for number, line in enumerate(code.splitlines(), height + 1):
        for match in _USED.finditer(line):
            used.setdefault(match[1], number)
    for name, number in used.items():
        if name not in declared:
            raise _fail(question.place, number, f"${name} is not declared under `parameters`")
    for name in sorted(declared - set(used)):
        raise _fail(question.place, height + 1, f"the parameter {name!r} is never used")
    for each in question.parameters:
        if each.optional and each.default is None and _anchor(each.name) not in code:
            raise _fail(
                question.place,
                used[each.name],
                f"an optional parameter stands as a pattern '{_anchor(each.name)}'",
            )


def _split(items: str) -> list[str]:
    """The items of a RETURN, split at the commas that stand outside brackets and strings."""
    parts, depth, quote = [""], 0, ""
    for char in items:
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"`":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and not depth:
            parts.append("")
            continue
        parts[-1] += char
    return parts


def _check_columns(question: Question, height: int) -> None:
    """Every top-level RETURN gives the promised columns in order, then `facts`."""
    promised = [*question.columns, "facts"]
    returns = list(_RETURN.finditer(question.cypher))
    if not returns:
        raise _fail(question.place, height + 1, "no line begins with RETURN")
    for match in returns:
        found = [_ALIAS.search(part.strip()) for part in _split(match[1])]
        given = [each[1] if each else "?" for each in found]
        if given != promised:
            line = height + 1 + question.cypher.count("\n", 0, match.start())
            raise _fail(
                question.place,
                line,
                f"RETURN gives {', '.join(given)}; the header promises {', '.join(promised)}",
            )
