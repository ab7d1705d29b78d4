"""A YAML file held against the JSON schema: plain values with their lines, and every problem.

`Page` is also what later checks blame: a path of names into the file becomes `file:line:column`,
where the column is the last name of the path.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

from graphkit.errors import Problem
from graphkit.ingest import yamls
from graphkit.ingest.mapping.schema import schema
from graphkit.ingest.rows import did_you_mean
from graphkit.values import clean_text, shown

__all__ = ["Page", "read_page"]

_DEEPEST = 9
_MOST_LISTED = 12  # choices that a hint lists
Path_ = tuple[str | int, ...]


class Page:
    """A mapping file as plain values, the line of each by its path, and the problems so far."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.lines: dict[Path_, int] = {(): 1}
        self.data: Any = None

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest thing around it that the file has."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def blame(self, path: Path_, message: str, hint: str = "") -> None:
        """Note a problem with what stands at this path."""
        names = [each for each in path if isinstance(each, str)]
        column = clean_text(names[-1]) if names else ""
        self.problems.append(Problem(str(self.file), self.line(path), column, message, hint))

    def plain(self, value: yamls.Value, path: Path_) -> Any:
        """A YAML value without its lines, which are noted; empty values are left out."""
        match value:
            case yamls.Scalar(line, text):
                self.lines.setdefault(path, line)
                return text
            case yamls.Sequence(line, items):
                self.lines.setdefault(path, line)
                return [self.plain(each, (*path, at)) for at, each in enumerate(items)]
            case yamls.Mapping(line, pairs):
                self.lines.setdefault(path, line)
                return self._mapping(pairs, path)

    def _mapping(self, pairs: list[tuple[yamls.Scalar, Any]], path: Path_) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in pairs:
            here = (*path, name.text)
            if name.text in made:
                self.lines[here] = name.line
                self.blame(here, "stands here twice", "delete one of them")
                continue
            self.lines[here] = name.line
            made[name.text] = self.plain(value, here)
        return made


def read_page(file: Path) -> Page:
    """A mapping as its schema wants it, or with the problems that it has. Raises `InputError`
    for what is no YAML.
    """
    page = Page(file)
    page.data = page.plain(yamls.read_yaml(file, _DEEPEST), ())
    validator = jsonschema.Draft202012Validator(schema())
    for error in validator.iter_errors(page.data):
        path = tuple(error.absolute_path)
        for each, message, hint in _said(error):
            page.blame((*path, *each), message, hint)
    return page


def _said(error: Any) -> Iterator[tuple[Path_, str, str]]:
    """What is wrong, in our own words, and where below the place of the error."""
    given, rule = error.instance, error.validator_value
    match error.validator:
        case "additionalProperties":
            known = error.schema["properties"]
            for name in given:
                if name not in known:
                    yield (name,), f"{shown(name)} is not known here", _near(name, known)
        case "required":
            missing = error.message.split("'")[1]
            yield (missing,), "is missing", f"write {missing}: …"
        case "enum":
            word = shown(given) if isinstance(given, str) else "a list or a mapping"
            yield (), f"{word} is not one of the choices", _near(given, rule)
        case "type":
            yield (), f"is {_called(given)}, not {_wanted(rule)}", _written(rule)
        case "minItems" | "minProperties":
            yield (), "is empty", "write at least one"
        case _:
            yield (), clean_text(error.message), ""


def _near(word: Any, known: Any) -> str:
    listed = list(known)
    few = ", ".join(listed) if len(listed) <= _MOST_LISTED else ""
    otherwise = f"write one of {few}" if few else "`docs/mapping.md` has the whole list"
    return did_you_mean(word, listed, otherwise) if isinstance(word, str) else otherwise


def _called(given: Any) -> str:
    if isinstance(given, dict):
        return "a mapping of names and values"
    return "a list" if isinstance(given, list) else "a text"


def _wanted(rule: Any) -> str:
    words = {"object": "a mapping of names and values", "array": "a list"}
    return words.get(rule, "one text") if isinstance(rule, str) else "one text"


def _written(rule: Any) -> str:
    return {"object": "write name: value", "array": "begin each with a dash"}.get(
        rule if isinstance(rule, str) else "", "write one text"
    )
