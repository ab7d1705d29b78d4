"""What of a receipt still holds: by itself, and against a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import graphkit
from graphkit.errors import GraphkitError
from graphkit.ingest.files import refuse
from graphkit.questions.ask import ask
from graphkit.questions.catalogue import CLOCKS, Question, catalogue
from graphkit.questions.receipts.bundle import bundle
from graphkit.questions.receipts.parsing import Receipt, parse
from graphkit.questions.receipts.replaying import replay, told
from graphkit.questions.receipts.sealing import canonical, is_sealed
from graphkit.statement import Statement
from graphkit.stores.base import Store
from graphkit.stores.lookup import reader_of
from graphkit.stores.records import record

__all__ = ["Finding", "Verification", "verify"]


class Finding(NamedTuple):
    """One thing that does not hold. `kind` is a word for programs, `message` for people."""

    kind: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


@dataclass(frozen=True, slots=True)
class Verification:
    """What came out: what was checked, what of it does not hold, what a reader should know."""

    question: str
    checked: tuple[str, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything that was checked holds."""
        return not self.findings

    def __str__(self) -> str:
        """A few lines for a person."""
        count = len(self.findings)
        things = "1 thing does not hold" if count == 1 else f"{count} things do not hold"
        head = "holds" if self.holds else things
        return "\n".join(
            [
                f"{self.question}: {head}; checked: {', '.join(self.checked)}.",
                *(f"  {each}" for each in self.findings),
                *(f"  Note: {each}" for each in self.notes),
            ]
        )


def verify(
    receipt: Receipt | Mapping[str, Any], store: Store | None = None, *, guarded: bool = True
) -> Verification:
    """Check a receipt by itself, and, where a store is given, against that.

    By itself: the hashes, the facts worked out again from the statements, and the rows, the
    question asked again of them; `guarded` in a process of its own with limits, for a receipt
    may come from anybody. Against a store: the rows of today, and each statement and source.

    Raises `InputError` for what is no receipt, or one that cannot be asked again.
    """
    read = receipt if isinstance(receipt, Receipt) else parse(dict(receipt))
    made = read.made
    question = catalogue().get(made["question"])
    if question is None:
        refuse(read.file, f"this version has no question {made['question']!r}", column="question")
    replayed = replay(read, guarded=guarded)
    findings = [*_hashes(read), *_facts(read, replayed.facts)]
    checked, notes = ["hashes", "facts"], []
    if made["graphkit"] != graphkit.__version__:
        notes.append(f"it was written by graphkit {made['graphkit']}")
    if replayed.answer is not None:
        checked.append("rows")
        findings += _compare(made, replayed.answer, "its own statements")
    else:
        notes.append("it carries too few statements to ask the question again of them alone")
    if store is not None:
        checked.append("the store")
        findings += _against(read, question, store)
    return Verification(made["question"], tuple(checked), tuple(findings), tuple(notes))


def _hashes(read: Receipt) -> Iterator[Finding]:
    made = read.made
    if not is_sealed(made):
        yield Finding("altered", "sha256", "is not the hash of the rest: it was altered")
    if made["facts_sha256"] != sha256(canonical(made["facts"])).hexdigest():
        yield Finding("altered", "facts_sha256", "is not the hash of the facts: one was altered")
    quotes = {each["statement"]: each["sha256"] for each in made["quotes"]}
    said = {each.key: each.quote for each in read.batch.statements if each.quote}
    for key in sorted(quotes.keys() | said.keys()):
        if quotes.get(key) != sha256(said.get(key, "").encode("utf-8", "replace")).hexdigest():
            yield Finding("altered", key, "its quote is not the one that was written down")


def _facts(read: Receipt, now: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """The facts, held against those worked out again from the statements."""
    recorded = {each["fact"]: each for each in read.made["facts"]}
    for fact in sorted({each for facts in read.made["row_facts"] for each in facts}):
        if fact not in recorded:
            yield Finding("fact", fact, "a row rests on it, and it is not among the facts")
    for fact, was in sorted(recorded.items()):
        made = now.get(fact, {"fact": fact})
        for name in sorted({*was, *made}):
            if was.get(name) != made.get(name):
                yield Finding(
                    "fact",
                    f"{fact}.{name}",
                    f"is {made.get(name)!r} by the rules, and {was.get(name)!r} in the receipt",
                )


def _compare(made: Mapping[str, Any], now: Mapping[str, Any], of: str) -> Iterator[Finding]:
    """The rows of the receipt against those of an answer in the same form."""
    if made["columns"] != now["columns"]:
        yield Finding("columns", "", f"{of} gives the columns {', '.join(now['columns'])}")
        return
    before, after = (_told(each["rows"], each["row_facts"], each["proofs"]) for each in (made, now))
    gone, new = _without(before, after), _without(after, before)
    for each in gone:
        same = next((one for one in new if set(one.facts) & set(each.facts)), None)
        if same is None:
            yield Finding("row-gone", _shown(each.row), f"{of} does not give this row")
        else:
            new.remove(same)
            what = _changed(made["columns"], each, same)
            yield Finding("row-changed", _shown(each.row), f"by {of}, {what}")
    for each in new:
        yield Finding("row-new", _shown(each.row), f"{of} gives this row as well")


class _Told(NamedTuple):
    """A row with what it rests on."""

    row: list[Any]
    facts: Sequence[str]
    proofs: Any


def _told(rows: Any, facts: Sequence[Sequence[str]], proofs: Sequence[Any]) -> list[_Told]:
    return list(map(_Told, rows, facts, proofs or [[]] * len(rows)))


def _changed(columns: Iterable[str], was: _Told, now: _Told) -> str:
    changed = [
        f"{column} is {b!r}, and {a!r} in the receipt"
        for column, a, b in zip(columns, was.row, now.row, strict=True)
        if a != b
    ]
    if not changed:
        changed = ["it rests on other facts" if was.facts != now.facts else "its proof is another"]
    return "; ".join(changed)


def _without(rows: Iterable[_Told], others: Iterable[_Told]) -> list[_Told]:
    """The rows that are not among the others, as often as they are not."""
    left = Counter(canonical(each) for each in others)
    kept = []
    for each in rows:
        mark = canonical(each)
        left[mark] -= 1
        if left[mark] < 0:
            kept.append(each)
    return kept


def _shown(row: Iterable[Any]) -> str:
    return " | ".join(str(each) for each in row if each is not None and not isinstance(each, list))


def _against(read: Receipt, question: Question, store: Store) -> Iterator[Finding]:
    parameters = read.made["parameters"]
    named = {name: value for name, value in parameters.items() if name not in CLOCKS}
    clocks = {name: parameters[name] for name in CLOCKS}
    try:
        now = ask(store, question, **clocks, named=named)
    except GraphkitError as exc:
        yield Finding("question", "", f"the store cannot answer it: {exc}")
    else:
        yield from _compare(read.made, told(now), "the store")
    yield from _records(read, store)


def _records(read: Receipt, store: Store) -> Iterator[Finding]:
    """Each statement and source that the store has not, has otherwise, or has besides."""
    reader = reader_of(store)
    known_on = read.made["parameters"]["known_on"]
    facts = {each.fact for each in read.batch.statements}
    now = bundle(reader, facts, (), known_on)
    there = reader.statements("key", {each.key for each in read.batch.statements})
    for each in read.batch.statements:
        found = there.get(each.key)
        if found is None:
            yield Finding("statement-gone", each.key, "is not in the store")
        elif found != each:
            yield Finding("statement-changed", each.key, f"differs in {_differ(each, found)}")
    for key in sorted({each.key for each in now.statements} - there.keys()):
        yield Finding("statement-new", key, "speaks of a fact of the receipt and is not in it")
    sources = reader.sources({each.key for each in read.batch.sources})
    for source in read.batch.sources:
        filed = sources.get(source.key)
        if filed is None:
            yield Finding("source-gone", source.key, "is not in the store")
        elif filed.source != source:
            names = _names(record(source), record(filed.source))
            yield Finding("source-changed", source.key, f"differs in {names}")
    decisions = {each.key: each for each in now.decisions}
    carried = {each.key: each for each in read.batch.decisions}
    for key in sorted(decisions.keys() ^ carried.keys()):
        what = "is new" if key in decisions else "is not in the store"
        yield Finding("decision", key, f"a decision on its statements {what}")


def _differ(one: Statement, other: Statement) -> str:
    return _names(one.as_record(), other.as_record())


def _names(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    return ", ".join(sorted(n for n in {*one, *other} if one.get(n) != other.get(n)))
