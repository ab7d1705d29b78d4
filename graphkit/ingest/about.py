"""`dataset.yaml`: what a pack says about itself, and what it promises of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphkit import values
from graphkit.errors import BadValue, InputError, Problem
from graphkit.ingest import yamls
from graphkit.ingest.files import within
from graphkit.ingest.rows import Parse, did_you_mean
from graphkit.statement import Dataset
from graphkit.values import clean_text, shown

__all__ = ["DATASET_NEEDS", "DATASET_TEXTS", "FILE", "TABLES", "About", "read_about"]

FILE = "dataset.yaml"
TABLES = ("entities", "sources", "statements")

# What a data set says of itself, and what it has to say.
DATASET_NEEDS = ("name", "title", "retrieved")
DATASET_TEXTS: Mapping[str, Parse] = {
    "name": values.key,
    "title": values.text,
    "summary": values.text,
    "leaves_out": values.text,
    "publisher": values.text,
    "licence": values.text,
    "retrieved": values.day,
}
_TEXTS: Mapping[str, Parse] = {
    **DATASET_TEXTS,
    "shared_names": values.flag,
    "quarantine_of": values.key,
}


@dataclass(frozen=True, slots=True)
class About:
    """The data set, and its assertions: least and most rows by table, longest quote in words.

    With `shared_names`, its entities may have names that others have too. `quarantine_of` is set in
    a folder of refused rows: the folder beside it that they came from.
    """

    dataset: Dataset
    least: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    quote_words: int | None = None
    shared_names: bool = False
    quarantine_of: str = ""

    def broken(self, file: Path, counts: Mapping[str, int]) -> Iterator[Problem]:
        """A problem for each assertion that these counts of rows break."""
        for table in TABLES:
            least, most, count = self.least.get(table, 0), self.most.get(table), counts[table]
            if count < least:
                message = f"at least {least} {table} are asserted, and there are {count}"
            elif most is not None and count > most:
                message = f"at most {most} {table} are asserted, and there are {count}"
            else:
                continue
            hint = "are rows missing or doubled? otherwise change the assertion"
            yield Problem(str(file), 0, "assertions", message, hint)


def read_about(folder: Path) -> About:
    """The `dataset.yaml` of a pack. Raises `InputError`."""
    within(folder, folder / FILE)
    page = _Page(folder / FILE)
    top = page.fields(page.whole, (*_TEXTS, "assertions"))
    given = {name: page.scalar(name, top[name], _TEXTS[name]) for name in _TEXTS if name in top}
    known = {name: value for name, value in given.items() if value is not None}
    for name in DATASET_NEEDS:
        if name not in top:
            page.blame(page.whole.line, name, "is missing", f"write {name}: …")
    quarantine_of = known.pop("quarantine_of", "")
    shared_names = known.pop("shared_names", False)
    called = folder.absolute().name
    if "name" in known and known["name"] != called and not quarantine_of:
        message = f"{known['name']} is not the name of the folder, {shown(called)}"
        page.blame(top["name"].line, "name", message, "rename the one or the other")
    promised = page.assertions(top["assertions"]) if "assertions" in top else {}
    if page.problems:
        raise InputError(page.problems)
    return About(
        Dataset(**known), shared_names=shared_names, quarantine_of=quarantine_of, **promised
    )


class _Page:
    """A YAML file of named values, and the problems found in it so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.whole = yamls.read_yaml(path)

    def blame(self, line: int, name: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(str(self.path), line, clean_text(name), message, hint))

    def fields(self, value: yamls.Value, allowed: Iterable[str]) -> dict[str, yamls.Value]:
        """The values of a mapping that has these names, each at most once; nulls are left out."""
        found: dict[str, yamls.Value] = {}
        if not isinstance(value, yamls.Mapping):
            self.blame(value.line, "", "is not a list of names and values", "write name: value")
            return found
        for name, each in value.pairs:
            if name.text not in allowed:
                hint = did_you_mean(name.text, allowed, f"write one of {', '.join(allowed)}")
                self.blame(name.line, name.text, f"{shown(name.text)} is not known here", hint)
            elif name.text in found:
                self.blame(name.line, name.text, "stands here twice", "delete one of them")
            elif each != yamls.Scalar(each.line, ""):
                found[name.text] = each
        return found

    def scalar(self, name: str, value: yamls.Value, read: Parse) -> Any:
        """A value as `read` reads it, or None where it is blamed."""
        if not isinstance(value, yamls.Scalar):
            self.blame(value.line, name, "is a list or a mapping", "write one text")
            return None
        try:
            return read(value.text)
        except BadValue as exc:
            self.blame(value.line, name, exc.message, exc.hint)
            return None

    def assertions(self, value: yamls.Value) -> dict[str, Any]:
        """The assertions, by the names they have in `About`."""
        given = self.fields(value, ("min", "max", "quote_words"))
        promised: dict[str, Any] = {}
        for name, target in (("min", "least"), ("max", "most")):
            if name in given:
                counts = self.fields(given[name], TABLES)
                promised[target] = {
                    table: self.scalar(table, each, values.count) for table, each in counts.items()
                }
        if "quote_words" in given:
            promised["quote_words"] = self.scalar("quote_words", given["quote_words"], values.count)
        return promised
