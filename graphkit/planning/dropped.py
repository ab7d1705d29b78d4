"""What was in an earlier delivery of a data set and is not in this one.

That it is missing may mean that it ended, that it was never so, or nothing at all; only a person
can tell. So it stays as it was told, and is proposed for closing. Who accepts that makes a further
statement: that by the day of this delivery the fact had ended, with the delivery as its source. Who
finds that it was never so sets the statement aside. Both are records that can be taken back.

No record says in which of several deliveries a statement was. So only of a data set that was
delivered once before is it told that the fact had not ended by then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graphkit.decisions import Standing, in_force, standing_since
from graphkit.errors import BadValue
from graphkit.model import RELATIONS
from graphkit.planning.differences import Difference, sentence
from graphkit.statement import LOCAL, Batch, Dataset, Decision, Source, Statement, digest
from graphkit.stores.base import Store
from graphkit.stores.lookup import Reader
from graphkit.stores.runs import Run, undone
from graphkit.values import nearest, when

__all__ = ["Dropped", "accept", "delivered_once", "find_dropped", "returned"]

LAST_DAY = "9999-12-30"  # whatever was decided by then
_KEYS = (
    "MATCH (s:Statement) WHERE s.key IS NOT NULL AND s.rule IS NULL AND s.dataset IN $names "
    "RETURN s.key AS key"
)
_CLOSINGS = (
    f"MATCH (s:Statement) WHERE s.dataset = '{LOCAL}' AND s.row STARTS WITH 'closed-' "
    "RETURN s.key AS key, s.note AS note"
)
_CLOSES = "closes "  # before the key of the statement that a closing is of


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement that the newer delivery has not; `closable` where closing is proposed.

    Where something else tells that it ended, and where it was set aside, that is settled: it is not
    among them. What is set aside tells nothing.
    """

    statement: Statement
    closable: bool

    def difference(self, names: Mapping[str, str], once: frozenset[str]) -> Difference:
        """As a plan shows it; `once` are the data sets that were delivered once."""
        last = "the last" if self.statement.dataset in once else "an earlier"
        after = "closing is proposed: --close" if self.closable else "stays as it was told"
        return Difference(
            "dropped",
            "statement",
            self.statement.key,
            sentence(self.statement, names),
            "",
            f"in {last} delivery",
            after,
            (self.statement.key,),
        )


def delivered_once(store: Store) -> frozenset[str]:
    """The data sets that came into a store by one load, and were not delivered again."""
    runs = store.history()
    taken_back = undone(runs)
    loads: dict[str, dict[str, Run]] = {}
    for run in runs:
        if run.number in taken_back or run.command not in {"load", "apply", "write"}:
            continue
        if not run.what:
            return frozenset()  # written from Python, which does not say what of
        for name in _datasets_of(run):
            loads.setdefault(name, {}).setdefault(run.load or run.key, run)
    first = {name: next(iter(made.values())) for name, made in loads.items() if len(made) == 1}
    # What an importer brought before the history began was a delivery, too.
    whole = {run.key for run in runs if run.report.datasets.added == len(_datasets_of(run))}
    return frozenset(name for name, run in first.items() if run.key in whole)


def _datasets_of(run: Run) -> list[str]:
    """The data sets that a load was of; a part of a larger one is numbered beside them."""
    return [name for name in run.what.split(", ") if " " not in name]


def find_dropped(store: Store, reader: Reader, batch: Batch, whole: Iterable[str]) -> list[Dropped]:
    """What these data sets, of which the batch has the `whole`, said before and say no more."""
    names = sorted(whole)
    if not names:
        return []
    brought = {each.key for each in batch.statements}
    rows = store.query(_KEYS, {"names": names})
    missing = [key for (key,) in rows if key not in brought]
    found = reader.statements("key", missing)
    facts = {each.fact for each in found.values() if _may_end(each)}
    told = reader.statements("fact", facts)
    settled = _set_aside({*found, *told}, reader)
    held: set[str] = set()  # facts that others still assert, or whose end is known
    ended: set[str] = set()
    for key, each in told.items():
        if key in settled or not each.makes_fact:
            continue
        if each.valid_to is not None:
            ended.add(each.fact)
        elif key not in found:
            held.add(each.fact)
    for each in batch.statements:
        if each.makes_fact and each.key not in settled:
            (ended if each.valid_to else held).add(each.fact)
    return [
        Dropped(each, _may_end(each) and each.fact not in held)
        for key, each in sorted(found.items())
        if key not in settled and each.fact not in ended
    ]


def _set_aside(statements: Iterable[str], reader: Reader) -> set[str]:
    """Those of these statements that somebody has set aside, for good."""
    return {
        key
        for key, spans in reader.decided(statements).items()
        if (last := in_force(spans, LAST_DAY)) is not None and last.verdict == "set-aside"
    }


def _may_end(statement: Statement) -> bool:
    relation = RELATIONS[statement.relation]
    ends = not relation.is_attribute and not relation.event
    return ends and statement.makes_fact and statement.valid_to is None


def accept(
    dropped: list[Dropped],
    datasets: Iterable[Dataset],
    reader: Reader,
    *,
    once: frozenset[str],
    close: Iterable[str],
    close_all: bool,
    retract: Iterable[str],
    who: str,
    why: str,
) -> Batch:
    """The records that close or retract what a person accepts; `once` are the data sets that were
    delivered once. Raises `BadValue`."""
    proposed = {each.statement.key: each.statement for each in dropped if each.closable}
    gone = {each.statement.key: each.statement for each in dropped}
    closing = {*close, *(proposed if close_all else ())}
    setting_aside = set(retract)
    for key in sorted(closing - proposed.keys()):
        raise _not_proposed("for closing", key, proposed)
    for key in sorted(setting_aside - gone.keys()):
        raise _not_proposed("as dropped", key, gone)
    if (closing or setting_aside) and not (who.strip() and why.strip()):
        raise BadValue("who and why are empty", "name who accepts this, and on what ground")
    newest = {each.name: each for each in datasets}
    closing -= setting_aside
    before = reader.datasets({proposed[key].dataset for key in closing})
    closed = Counter(
        each.note
        for each in reader.statements("fact", {proposed[key].fact for key in closing}).values()
    )
    decided = reader.decided(setting_aside)
    sources: dict[str, Source] = {}
    statements, decisions = [], []
    for key in sorted(closing):
        was = proposed[key]
        source = _delivery(newest[was.dataset])
        sources[source.key] = source
        first = before[was.dataset].retrieved if was.dataset in once else ""
        # What was closed or set aside before, and then was not, is so anew and by another record.
        label = f"closed-{digest(key, *_again(closed[_CLOSES + key]))[:12]}"
        statements.append(_closing(was, label, first, source, who, why))
    for key in sorted(setting_aside):
        day = newest[gone[key].dataset].retrieved
        row = digest(key, "set-aside", who, day, why, *_again(len(decided.get(key, ()))))[:8]
        decisions.append(Decision(LOCAL, row, "set-aside", who, day, why, statement=key))
        _check_effect(decisions[-1], decided.get(key, ()))
    return Batch(
        sources=tuple(sources.values()),
        statements=tuple(statements),
        decisions=tuple(decisions),
    )


def _not_proposed(what: str, key: str, known: Iterable[str]) -> BadValue:
    near = nearest(key, known)
    hint = f"did you mean {' or '.join(near)}?" if near else "the plan lists what is"
    return BadValue(f"{key} is not proposed {what}", hint)


def _check_effect(new: Decision, spans: Iterable[Standing]) -> None:
    """Refuse to set aside, from the day of a delivery on, what was upheld on that day or later."""
    day = new.decided_on
    for each in standing_since(spans, day)[-1:]:
        upheld = each.decision
        if upheld.verdict != "set-aside":
            raise BadValue(
                f"{new.statement} was {upheld.verdict} by {upheld.who} on {each.start}, and the "
                f"delivery is of {day}: to set it aside from then on would change nothing",
                f"set it aside from a later day on: graphkit decide {new.statement} set-aside",
            )


def _delivery(dataset: Dataset) -> Source:
    """The delivery itself, as the document that shows what it has not."""
    return Source(
        f"delivery-{dataset.name}-{dataset.retrieved}",
        f"{dataset.title}, as delivered on {dataset.retrieved}",
        dataset.publisher or dataset.name,
        "aggregator",
        dataset.retrieved,
    )


def _again(before: int) -> list[str]:
    return [str(before)] if before else []


def _closing(
    was: Statement, label: str, first: str, source: Source, who: str, why: str
) -> Statement:
    """That what was told before had ended by the day of the delivery that has it no more; `first`
    is the day of the one that surely had it, "" where that is not known."""
    distinct = {*RELATIONS[was.relation].distinct}
    last = source.retrieved
    newer = "" < first < last
    ended = f"{first}..{last}" if newer else f"by {last}"
    told = f"in the delivery of {first}, not in that of {last}" if newer else ""
    return replace(
        was,
        dataset=LOCAL,
        row=label,
        source=source.key,
        valid_from=None,
        valid_to=when(ended),
        expected_to=None,
        confidence="rumoured" if was.confidence == "rumoured" else "reported",
        quote="",
        summary=f"{told or f'not in the delivery of {last}'}; closed by {who}: {why}",
        attribution=(),
        details=tuple((name, value) for name, value in was.details if name in distinct),
        note=f"{_CLOSES}{was.key}",
    )


def returned(
    store: Store, reader: Reader, batch: Batch, names: Mapping[str, str]
) -> Iterator[Difference]:
    """What was closed as dropped, or set aside in a plan, and is in a delivery again."""
    closings = {key: note.removeprefix(_CLOSES) for key, note in store.query(_CLOSINGS)}
    back = {each.key: each for each in batch.statements}
    told = {key for key, was in closings.items() if was in back}
    for key in sorted(told - _set_aside(told, reader)):
        each = back[closings[key]]
        yield Difference(
            "doubtful",
            "statement",
            each.key,
            sentence(each, names),
            "",
            f"closed as dropped ({key})",
            "is in this delivery again; take the closing back with `graphkit decide` or `undo`",
            (each.key,),
        )
    yield from _said_again(reader, batch, names)


def _said_again(reader: Reader, batch: Batch, names: Mapping[str, str]) -> Iterator[Difference]:
    """What somebody here set aside, and a delivery that is younger than that and than the one in
    the store has: whoever keeps the data set stands by it."""
    days = {each.name: each.retrieved for each in batch.datasets}
    before = reader.datasets(days)
    newer = {name for name, each in before.items() if each.retrieved < days[name]}
    said = {each.key: each for each in batch.statements if each.dataset in newer}
    for key, spans in sorted(reader.decided(said).items()):
        last = in_force(spans, LAST_DAY)
        if last is None or last.verdict != "set-aside" or last.dataset != LOCAL:
            continue
        if last.decided_on < days[said[key].dataset]:
            yield Difference(
                "doubtful",
                "statement",
                key,
                sentence(said[key], names),
                "",
                f"set aside by {last.who} on {last.decided_on} ({last.key})",
                "is in this delivery again, and does not count; if it should, `graphkit withdraw`",
                (key,),
            )
