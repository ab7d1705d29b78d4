"""A receipt from an answer: as few statements as give the same rows again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import graphkit
from graphkit.errors import BadValue, GraphkitError
from graphkit.questions.answer import Answer
from graphkit.questions.ask import ask, find_question
from graphkit.questions.catalogue import CLOCKS
from graphkit.questions.receipts.bundle import (
    bundle,
    fact_record,
    facts_of,
    touching,
)
from graphkit.questions.receipts.parsing import FORMAT
from graphkit.questions.receipts.sealing import canonical, seal
from graphkit.statement import Batch
from graphkit.stores import open_store
from graphkit.stores.base import Store
from graphkit.stores.lookup import reader_of
from graphkit.stores.records import entity_record, record

__all__ = ["MOST", "ask_again", "make"]

MOST = 20_000  # statements in a receipt; an answer to a whole large graph is given without replay

_NAMED = """
MATCH (e:Entity) WHERE e.key IN $names OR any(name IN e.names WHERE name IN $names)
RETURN e.key"""
_ENDS = """
UNWIND $facts AS fact MATCH (s:Statement {fact: fact}) RETURN DISTINCT s.subject, s.object"""
# Whether an industry has such a right at all decides of what a maker shows, whoever holds it.
_RIGHTS = (
    "MATCH (e:Entity) WHERE e.kind IN ['Qualification', 'Register'] AND e.industry IS NOT NULL "
    "RETURN e.key"
)
_EVERY = "MATCH (s:Statement) RETURN DISTINCT s.fact"
_ENGINE = "MATCH (i:StoreInfo {key: 'store'}) RETURN i.engine"


def make(store: Store, answer: Answer) -> dict[str, Any]:
    """The answer as one JSON object; see `docs/receipts.md` for its parts.

    It carries as few statements as give the same rows when the question is asked again of them
    alone; where no set of at most `MOST` does, those that the rows rest on, and `replay` false.
    Raises `BadValue` for an answer to more than a receipt can hold.
    """
    known_on = answer.parameters["known_on"]
    if len(answer.facts) > MOST:
        raise BadValue(
            f"the answer rests on {len(answer.facts):,} facts, and a receipt holds {MOST:,}",
            "ask about one company",
        )
    batch, replay = _smallest(store, answer)
    facts = facts_of(batch, known_on)
    records = [fact_record(fact, facts.get(fact)) for fact in sorted(answer.facts)]
    engine = store.query(_ENGINE).rows
    return seal(
        {
            "receipt": FORMAT,
            "graphkit": graphkit.__version__,
            "engine": str(engine[0][0]) if engine else "",
            "question": answer.question,
            "sentence": find_question(answer.question).sentence,
            "parameters": dict(answer.parameters),
            "columns": list(answer.columns),
            "rows": [[row[column] for column in answer.columns] for row in answer.rows],
            "row_facts": [list(facts) for facts in answer.row_facts],
            "proofs": answer.proofs,
            "note": answer.note,
            "replay": replay,
            "facts": records,
            "facts_sha256": sha256(canonical(records)).hexdigest(),
            "quotes": [
                {"statement": each.key, "sha256": sha256(each.quote.encode()).hexdigest()}
                for each in batch.statements
                if each.quote
            ],
            **_records(batch),
        }
    )


def _records(batch: Batch) -> dict[str, Any]:
    return {
        "datasets": [record(each) for each in batch.datasets],
        "entities": [entity_record(each) for each in batch.entities],
        "sources": [record(each) for each in batch.sources],
        "statements": [each.as_record() for each in batch.statements],
        "decisions": [record(each) for each in batch.decisions],
    }


def _smallest(store: Store, answer: Answer) -> tuple[Batch, bool]:
    """The smallest of a few bundles, each around the one before, that gives the rows again."""
    first: Batch | None = None
    for batch in _bundles(store, answer):
        first = first or batch
        if len(batch.statements) > MOST:
            break
        with suppress(GraphkitError):  # too few may not even have what the question names
            if _same(answer, ask_again(batch, answer.question, answer.parameters)):
                return batch, True
    return first or Batch(), False


def _bundles(store: Store, answer: Answer) -> Iterator[Batch]:
    reader, known_on = reader_of(store), answer.parameters["known_on"]
    words = sorted({*_texts(answer.rows), *_texts(answer.parameters.values())})
    named = {key for (key,) in store.query(_NAMED, {"names": words}).rows}
    facts = set(answer.facts)
    if answer.rows:  # nothing at all would give an empty answer again, and prove nothing
        yield bundle(reader, facts, named, known_on)
    beside = named | {key for (key,) in store.query(_RIGHTS).rows}
    for hubs in (False, False, True):
        near = {end for (*ends,) in store.query(_ENDS, {"facts": sorted(facts)}) for end in ends}
        facts |= touching(store, (near | named) - {None}, MOST, hubs=hubs)
        if len(facts) > MOST:
            return
        yield bundle(reader, facts, beside, known_on)
    if store.counts()["statements"] <= MOST:
        yield bundle(reader, (fact for (fact,) in store.query(_EVERY).rows), beside, known_on)


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for each in values:
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping):
            yield from _texts(each.values())
        elif isinstance(each, (list, tuple)):
            yield from _texts(each)


def ask_again(
    batch: Batch,
    question: str,
    parameters: Mapping[str, Any],
    *,
    written: Callable[[], None] = lambda: None,
) -> Answer:
    """The answer to a question of these records alone, from a store that is thrown away.

    `written` is called when they are in it.
    """
    named = {name: value for name, value in parameters.items() if name not in CLOCKS}
    clocks = {name: parameters[name] for name in CLOCKS}
    with (
        tempfile.TemporaryDirectory(prefix="graphkit-") as folder,
        open_store(Path(folder) / "store") as store,
    ):
        store.write(batch)
        written()
        return ask(store, find_question(question), **clocks, named=named)


def _same(one: Answer, other: Answer) -> bool:
    told = (one.columns, one.rows, one.row_facts, one.proofs)
    return told == (other.columns, other.rows, other.row_facts, other.proofs)
