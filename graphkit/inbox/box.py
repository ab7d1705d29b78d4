"""Proposals and the answers to them, kept as a folder that is a pack.

`proposals.csv` holds every proposal with its answer; the other files are those of a pack and hold
what somebody said yes to, and nothing else. So the folder loads as any pack does, at any time, and
a proposal that was answered no is remembered when the text is read again.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from graphkit.errors import BadValue, UnknownName
from graphkit.inbox.rules import Proposal
from graphkit.ingest import read_pack
from graphkit.ingest.csvs import read_csv
from graphkit.ingest.files import refuse
from graphkit.ingest.opening import bared, guarded
from graphkit.ingest.tables import Row
from graphkit.model import LICENCE_KINDS, RELATIONS
from graphkit.statement import Entity, Source
from graphkit.values import nearest, text, when
from graphkit.writing import write_whole

__all__ = ["PROPOSALS", "Box", "Entry", "is_box"]

PROPOSALS = "proposals.csv"
ANSWERS = ("yes", "no")
_SAID = ("id", "answer", "who", "answered_on", "licence_kind")
_PROPOSED = tuple(each.name for each in fields(Proposal))
_COLUMNS = (*_SAID, *_PROPOSED)
_ENTITY = ("key", "kind", "name", "aliases", "country", "industry", "lei", "wikidata", "uscc")
_SOURCE = ("key", "title", "publisher", "kind", "published", "retrieved", "url", "language", "note")
_STATEMENT = (
    *("id", "subject", "relation", "object", "valid_from", "valid_to", "expected_to"),
    *("polarity", "stage", "confidence", "source", "quote", "note", "licence_kind", "share"),
)
# What the words of a sentence say is licensed; where they say nothing, the person has to.
_KINDS = (
    ("qualification", ("qualification", "资质", "資質", "production licen", "manufacturing licen")),
    ("brand", ("brand", "trademark", "品牌", "商标", "eyewear", "fragrance")),
    ("drug_right", ("drug", "vaccine", "biosimilar", "molecule", "药")),
    ("spectrum", ("spectrum", "频谱")),
    ("chip_ip", ("architecture", "x86", "mips", " ip ", "instruction set")),
    ("technology", ("technolog", "patent", "process", "know-how", "技术", "专利")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal and its answer: `yes`, `no`, or "" while it waits."""

    key: str
    proposal: Proposal
    answer: str = ""
    who: str = ""
    answered_on: str = ""
    licence_kind: str = ""

    @property
    def lacks(self) -> str:
        """What has to be told before a yes; "" if nothing."""
        named = RELATIONS[self.proposal.relation].fields_by_name.get("licence_kind")
        return "licence_kind" if named and named.required and not self.licence_kind else ""


def is_box(path: Path) -> bool:
    """Whether a path is a folder of proposals."""
    return os.path.isfile(path / PROPOSALS)  # noqa: PTH113 - a path may be no path at all


class Box:
    """The proposals of one text. `source` and `entities` are None until the text was read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, Entry] = {}
        if is_box(folder):
            self._read()

    def take(self, proposals: Iterable[Proposal]) -> int:
        """Add proposals that are not there yet, whatever was answered to others; how many."""
        new = 0
        for each in proposals:
            if each.key not in self.entries:
                self.entries[each.key] = Entry(each.key, each, licence_kind=_licence_kind(each))
                new += 1
        return new

    def waiting(self) -> list[Entry]:
        """The proposals without an answer, in the order of the text."""
        return [each for each in self.entries.values() if not each.answer]

    def accepted(self) -> list[Entry]:
        """Those that somebody said yes to."""
        return [each for each in self.entries.values() if each.answer == "yes"]

    def answer(
        self, key: str, answer: str, *, who: str, answered_on: str, licence_kind: str = ""
    ) -> Entry:
        """Say yes or no to a proposal; a later answer takes the place of an earlier one.

        Raises `UnknownName` for another id, `BadValue` where nobody answers, or where a yes
        leaves open what is licensed.
        """
        if key not in self.entries:
            raise UnknownName("proposal", key, nearest(key, self.entries))
        if answer not in ANSWERS:
            raise BadValue(f"{answer!r} is no answer", "write yes or no")
        if not who.strip():
            raise BadValue("who is empty", "an answer names who gave it")
        if licence_kind and licence_kind not in LICENCE_KINDS:
            choices = ", ".join(LICENCE_KINDS)
            raise BadValue(f"{licence_kind!r} is no kind of licence", f"write one of {choices}")
        known = self.entries[key]
        fields = RELATIONS[known.proposal.relation].fields_by_name
        kind = licence_kind if "licence_kind" in fields else ""  # told of several answers at once
        entry = replace(known, answer=answer, who=text(who), answered_on=answered_on,
                        licence_kind=kind or known.licence_kind)  # fmt: skip
        if answer == "yes" and entry.lacks:
            choices = ", ".join(LICENCE_KINDS)
            raise BadValue(f"{key}: the sentence does not say what is licensed",
                           f"say it with --licence-kind: {choices}")  # fmt: skip
        self.entries[key] = entry
        return entry

    def check(self, source: Source, entities: Mapping[str, Entity], retrieved: str) -> None:
        """Raises `InputError` where what was accepted is no sound pack."""
        with TemporaryDirectory() as home:
            draft = Box(Path(home) / self.folder.absolute().name)
            draft.entries = self.entries
            draft.write(source, entities, retrieved)
            read_pack(draft.folder)

    def write(self, source: Source, entities: Mapping[str, Entity], retrieved: str) -> None:
        """Write the folder: the proposals, and the pack of what was accepted.

        Raises `InputError` or `BadValue` where that cannot be written.
        """
        accepted = self.accepted()
        named = {key for each in accepted for key in (each.proposal.subject, each.proposal.object)}
        about = {
            "name": self.folder.absolute().name,
            "title": f"Inbox: {source.title}",
            "summary": "What somebody accepted of what was proposed from one text.",
            "retrieved": retrieved,
        }
        files = {
            "dataset.yaml": yaml.safe_dump(about, allow_unicode=True, sort_keys=False),
            "sources.csv": _table(_SOURCE, [_source_row(source)]),
            "entities.csv": _table(_ENTITY, [_entity_row(entities[key]) for key in sorted(named)]),
            "statements.csv": _table(
                _STATEMENT, [_statement_row(each, source) for each in accepted]
            ),
            PROPOSALS: _table(_COLUMNS, map(_entry_row, self.entries.values()), safe=True),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            refuse(self.folder, f"cannot be written: {exc.strerror}", "name another folder")
        for name, content in files.items():
            write_whole(self.folder / name, [content.encode()])

    def _read(self) -> None:
        path = self.folder / PROPOSALS
        for row in read_csv(path).rows:
            if not isinstance(row, Row):
                refuse(path, row.message, row.hint, line=row.line)
            given = {name: bared(cell) for name, cell in row.given.items()}
            if missing := {"id", "subject", "relation", "object", "quote"} - given.keys():
                refuse(path, f"{min(missing)} is empty", "read the text again", line=row.line)
            if given.get("answer", "yes") not in ANSWERS:
                refuse(path, f"{given['answer']!r} is no answer", "write yes or no", line=row.line,
                       column="answer")  # fmt: skip
            if given["relation"] not in RELATIONS:
                refuse(path, f"there is no relation {given['relation']!r}", line=row.line,
                       column="relation")  # fmt: skip
            told = {name: given[name] for name in _PROPOSED if name in given}
            said = {name: given.get(name, "") for name in _SAID[1:]}
            self.entries[given["id"]] = Entry(given["id"], _proposal(told), **said)


def _proposal(told: Mapping[str, str]) -> Proposal:
    start, end = (int(told[name]) if told.get(name, "").isdecimal() else 0
                  for name in ("start", "end"))  # fmt: skip
    texts = {name: cell for name, cell in told.items() if name not in {"start", "end"}}
    return Proposal(start=start, end=end, **texts)


def _licence_kind(proposal: Proposal) -> str:
    if "licence_kind" not in RELATIONS[proposal.relation].fields_by_name:
        return ""
    quote = proposal.quote.casefold()
    return next((kind for kind, words in _KINDS if any(word in quote for word in words)), "")


def _table(columns: Iterable[str], rows: Iterable[Mapping[str, str]], *, safe: bool = False) -> str:
    names, out = list(columns), io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        cells = [row.get(name, "") for name in names]
        writer.writerow(map(guarded, cells) if safe else cells)
    return out.getvalue()


def _entry_row(entry: Entry) -> dict[str, str]:
    told = {name: str(getattr(entry.proposal, name)) for name in _PROPOSED}
    return {"id": entry.key, **{name: getattr(entry, name) for name in _SAID[1:]}, **told}


def _entity_row(entity: Entity) -> dict[str, str]:
    details = {name: str(value) for name, value in entity.details if name in _ENTITY}
    return {"key": entity.key, "kind": entity.kind, "name": entity.name, **details}


def _source_row(source: Source) -> dict[str, str]:
    row = {name: getattr(source, name) for name in _SOURCE if name != "published"}
    return {**row, "published": source.published.text if source.published else ""}


def _statement_row(entry: Entry, source: Source) -> dict[str, str]:
    told = entry.proposal
    row = {name: getattr(told, name) for name in _PROPOSED if name in _STATEMENT}
    end = told.valid_to
    if end and when(end).earliest > source.known[1]:
        row |= {"valid_to": "", "expected_to": end}  # of a time to come when it was written
    note = f"characters {told.start} to {told.end} of the text, proposed by {told.by}, accepted by "
    return {
        **row,
        "id": entry.key,
        "source": source.key,
        "confidence": "rumoured" if told.stage == "rumoured" else "reported",
        "note": f"{note}{entry.who} on {entry.answered_on}",
        "licence_kind": entry.licence_kind,
    }
