"""An article's proposals in a folder, with the names of a store. Where `inbox` and the store meet.

Nothing is written to the store: what somebody says yes to is a pack, and loads as any pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from graphkit import values
from graphkit.errors import BadValue, InputError, UnknownName
from graphkit.inbox import Names, Passed, passed_over, propose
from graphkit.inbox.asking import Model, ask
from graphkit.inbox.box import Box, Entry, is_box
from graphkit.inbox.reading import LONGEST_TEXT
from graphkit.ingest import read_pack
from graphkit.ingest.directory import Directory
from graphkit.ingest.documents import SourceReader
from graphkit.ingest.files import open_text, refuse
from graphkit.ingest.rows import Fault
from graphkit.model import SOURCE_KINDS
from graphkit.questions.ask import clock
from graphkit.resolving import entities_of
from graphkit.statement import Dataset, Entity, Source
from graphkit.stores.base import Store

__all__ = ["Inbox", "Taken", "open_inbox", "take"]


class Taken(NamedTuple):
    """What became of a text: its inbox, how many proposals are new, how many of a model's were
    dropped, whether the text was longer than is read, and the sentences that name parties of the
    store and of which nothing is proposed."""

    inbox: Inbox
    new: int
    dropped: int = 0
    cut: bool = False
    passed: tuple[Passed, ...] = ()


class Inbox:
    """A folder of proposals, open for answers."""

    def __init__(self, box: Box, source: Source, entities: dict[str, Entity], day: str) -> None:
        self.box, self.source, self.entities = box, source, entities
        self._day = day

    def name(self, key: str) -> str:
        """What an entity is called."""
        return self.entities[key].name if key in self.entities else key

    def answer(self, key: str, answer: str, *, who: str, licence_kind: str = "") -> Entry:
        """Say yes or no to a proposal, and write it down.

        Raises as `Box.answer` does, and `BadValue` where a yes makes a statement that no pack may
        have, as one that ends before it begins; then nothing is changed.
        """
        before = self.box.entries.get(key)
        if before is not None and answer == "yes":
            for end in (before.proposal.subject, before.proposal.object):
                if end not in self.entities:
                    raise BadValue(f"the store has no entity {end!r}", "open the one that was read")
        entry = self.box.answer(
            key, answer, who=who, answered_on=self._day, licence_kind=licence_kind
        )
        try:
            self.box.check(self.source, self.entities, self.source.retrieved)
        except InputError as exc:
            if before is not None:
                self.box.entries[key] = before
            first = exc.problems[0]
            raise BadValue(
                f"{key} cannot be accepted as it was read: {first.column}: {first.message}",
                "say no, and write the statement into a pack of your own",
            ) from exc
        self.write()
        return entry

    def reject(self, keys: Iterable[str], *, who: str) -> None:
        """Say no to these proposals, all or none, and write that down once.

        Raises as `Box.answer` does.
        """
        before = dict(self.box.entries)
        try:
            for key in keys:
                self.box.answer(key, "no", who=who, answered_on=self._day)
        except (BadValue, UnknownName):
            self.box.entries = before
            raise
        if self.box.entries != before:
            self.write()

    def write(self) -> None:
        """Write the folder."""
        self.box.write(self.source, self.entities, self.source.retrieved)


def take(
    store: Store,
    path: Path,
    folder: Path,
    *,
    title: str,
    publisher: str,
    published: str = "",
    link: str = "",
    kind: str = "press",
    language: str = "",
    model: Model | None = None,
    day: str | date | None = None,
) -> Taken:
    """Read a text and put what it may state into a folder, where earlier answers stay.

    Raises `InputError` for a file that is no text in UTF-8, `BadValue` for what is said of it.
    """
    with open_text(path) as file:
        text = file.read()
    if (folder.is_symlink() or folder.exists()) and not is_box(folder):
        refuse(folder, "is there already and is no inbox", "name another folder with --pack")
    if kind not in SOURCE_KINDS:
        choices = ", ".join(SOURCE_KINDS)
        raise BadValue(f"there is no kind of source {kind!r}", f"write one of {choices}")
    values.key(folder.absolute().name)
    today = clock(day)
    source = _source(
        {
            "key": f"inbox-{sha256(text.encode()).hexdigest()[:12]}",
            "title": title,
            "publisher": publisher,
            "kind": kind,
            "retrieved": today,
            "url": link,
            "published": published,
            "language": language,
            "note": f"read from a text of {len(text):,} characters",
        }
    )
    entities = {each.key: each for each in entities_of(store)}
    if not entities:
        raise BadValue("the store has no names yet", "load a pack first: graphkit load autos-china")
    names, box = Names(entities.values()), Box(folder)
    proposals = propose(text, names)
    new = box.take(proposals)
    dropped = 0
    if model is not None:
        asked = ask(model, text, names)
        new += box.take(asked.proposals)
        proposals += asked.proposals
        dropped = asked.dropped
    inbox = Inbox(box, source, entities, today)
    inbox.write()
    passed = tuple(passed_over(text, names, proposals))
    return Taken(inbox, new, dropped, len(text) > LONGEST_TEXT, passed)


def _source(said: dict[str, str]) -> Source:
    """The source, by the rules by which its row in the pack will be read."""
    given = {name: clean for name, each in said.items() if (clean := each.strip())}
    faults: list[Fault] = []
    nobody = Dataset("inbox", "Inbox", said["retrieved"])
    source = SourceReader(Directory(), nobody).read(given, faults)
    if source is None:
        raise BadValue(f"{faults[0].column}: {faults[0].message}", faults[0].hint)
    return source


def open_inbox(store: Store, folder: Path, *, day: str | date | None = None) -> Inbox:
    """An inbox that was made before. Raises `InputError` where the folder is none."""
    if not is_box(folder):
        refuse(folder, "is no inbox", "make one from a text: graphkit inbox article.txt --title …")
    box = Box(folder)
    batch = read_pack(folder)
    entities = {each.key: each for each in (*batch.entities, *entities_of(store))}
    return Inbox(box, batch.sources[0], entities, clock(day))
