"""Ask one question of the catalogue: arguments in, an `Answer` out.

The only place where arguments meet a question: names become keys, clocks become days, and what
is missing or unknown becomes one clear error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from graphkit.errors import BadValue, UnknownName
from graphkit.questions.answer import Answer, Found, Row
from graphkit.questions.catalogue import Parameter, Question, catalogue
from graphkit.questions.entities import find_key
from graphkit.questions.evidence import graph_of, statements_of
from graphkit.stores.base import Store
from graphkit.values import count, day, end_span, flag, fold, share, span, text

__all__ = ["ask", "clock", "find_question"]

_MOST_MEANT = 3
_SPELT_ALIKE = 75
_WORD = re.compile("[a-z]+")
_RELATION = re.compile("[:|]([A-Z_]+)")
_ANY = "MATCH (s:Statement) RETURN s.key LIMIT 1"
_ANY_KNOWN = "MATCH (s:Statement) WHERE s.known_earliest <= $known_on RETURN s.key LIMIT 1"
_FIRST_KNOWN = "MATCH (s:Statement) RETURN min(s.known_earliest) AS first"


def clock(given: str | date | None) -> str:
    """A clock as an ISO day; today where none is given."""
    if given is None:
        return date.today().isoformat()
    return day(given.isoformat()[:10] if isinstance(given, date) else str(given))


def find_question(name: str) -> Question:
    """The question of that name, also a shorter one; `UnknownName` with the nearest otherwise."""
    known = {each: question for question in catalogue().values() for each in question.also}
    known.update(catalogue())
    if name in known:
        return known[name]
    raise UnknownName("question", name, _meant(name, known), "`graphkit questions` lists them")


def _meant(written: str, known: Mapping[str, Question]) -> list[str]:
    """Up to three questions that may be meant: those spelt alike; else those with a word of it in
    their title or a relation; else those that are spelt a little alike."""
    from rapidfuzz import process

    near = process.extract(written, list(known), limit=_MOST_MEANT, score_cutoff=50)
    if found := [each for each, score, _ in near if score >= _SPELT_ALIKE]:
        return found
    words = [each for each in _WORD.findall(fold(written)) if len(each) >= 3]
    hits = {each.name: sum(_speaks_of(each, word) for word in words) for each in known.values()}
    told = sorted((-count, name) for name, count in hits.items() if count)
    return [name for _, name in told[:_MOST_MEANT]] or [each for each, _, _ in near]


def _speaks_of(question: Question, word: str) -> int:
    """Whether a word, whatever its ending, is in the name or the title of a question (2), or in
    its help or a relation that its query follows (1)."""
    relations = " ".join(_RELATION.findall(question.cypher))
    title, rest = f"{question.name} {question.sentence}", f"{question.help} {relations}"
    for text_, worth in ((title, 2), (rest, 1)):
        if any(_one_word(word, other) for other in _WORD.findall(fold(text_))):
            return worth
    return 0


def _one_word(one: str, other: str) -> bool:
    """Whether two words are one but for their endings: owns and owner."""
    from rapidfuzz.distance import Prefix

    return Prefix.similarity(one, other) >= max(3, 0.6 * max(len(one), len(other)))


def ask(
    store: Store,
    question: Question,
    arguments: Iterable[Any] = (),
    *,
    as_of: str | date | None = None,
    known_on: str | date | None = None,
    named: Mapping[str, Any] | None = None,
) -> Answer:
    """Run `question` with `arguments` in the order of its parameters, and `named` ones.

    Raises `BadValue` for an argument too many, missing or malformed, `UnknownName` for a name.
    """
    given = _given(question, list(arguments), dict(named or {}))
    clocks = {"as_of": clock(as_of), "known_on": clock(known_on)}
    values = {
        each.name: _named_value(store, each, given[each.name])
        for each in question.parameters
        if given.get(each.name) is not None
    }
    parameters = values | clocks
    if question.compute is None:
        read = store.query(question.text(values), parameters)
        said = Found(read.columns, read.rows, ordered=False)
    else:
        said = question.compute(store, parameters)
    told = _dated(said.columns, said.rows)
    rows, row_facts, made_of = _rows(said.columns, told, ordered=said.ordered)
    why = "" if rows or said.note else _why_empty(store, clocks)
    return Answer(
        question=question.name,
        parameters=parameters,
        columns=tuple(question.columns),
        rows=rows,
        row_facts=row_facts,
        note=" ".join(filter(None, (said.note, why, _ahead(clocks)))),
        proofs=[[said.proofs[n] for n in each] for each in made_of] if said.proofs else [],
        _read_evidence=lambda facts: statements_of(
            store, facts, clocks["known_on"], clocks["as_of"]
        ),
        _read_graph=lambda facts: graph_of(store, facts, clocks["as_of"], clocks["known_on"]),
        _make_receipt=lambda answer: _receipt(store, answer),
    )


def _receipt(store: Store, answer: Answer) -> dict[str, Any]:
    from graphkit.questions.receipts import make

    return make(store, answer)


def _given(question: Question, arguments: list[Any], named: dict[str, Any]) -> dict[str, Any]:
    names = [each.name for each in question.parameters]
    for each in arguments:
        name, equals, _ = str(each).partition("=")
        if equals and name.strip().replace("-", "_") in names:
            raise BadValue(f"{each!r} is a parameter with its value", f"write it as -p {each}")
    if len(arguments) > len(names):
        takes = f"takes {', '.join(names)}" if names else "takes no argument"
        raise BadValue(f"{question.name} was given {len(arguments)} arguments", f"it {takes}")
    given = {each.name: each.default for each in question.parameters if each.default is not None}
    given |= dict(zip(names, arguments, strict=False))
    for name, value in named.items():
        if name not in names:
            raise BadValue(
                f"{question.name} has no parameter {name!r}",
                f"it has {', '.join([*names, 'as_of', 'known_on'])}",
            )
        given[name] = value
    for each in question.parameters:
        if not each.optional and (given.get(each.name) is None or given[each.name] == ""):
            raise BadValue(
                f"{question.name} needs {each.name}: {each.help}",
                question.example and f"for example: graphkit {question.example}",
            )
    return given


def _named_value(store: Store, parameter: Parameter, given: Any) -> Any:
    """As `_value`; what is wrong with it is said with the name of the parameter."""
    try:
        return _value(store, parameter, given)
    except BadValue as exc:
        raise BadValue(f"{parameter.name}: {exc.message}", exc.hint) from exc


def _value(store: Store, parameter: Parameter, given: Any) -> Any:
    match parameter.type:
        case "entity":
            return find_key(store, text(str(given)))
        case "name":
            return fold(text(str(given)))
        case "count":
            return count(str(given))
        case "share":
            return share(str(given))
        case "day":
            return clock(given)
        case "flag":
            return flag(str(given))
    return text(str(given))


def _dated(columns: tuple[str, ...], found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows with dates that were given as their two bounds written as people write them."""
    dates = [
        (place, end_span if name == "valid_to" else span)
        for place, name in enumerate(columns)
        if (name == "valid_to" or name.endswith("_from"))
        and any(type(row[place]) is list for row in found)
    ]
    if not dates:
        return found
    rows = [list(row) for row in found]
    for row in rows:
        for place, write in dates:
            row[place] = write(*row[place]) or None
    return [tuple(row) for row in rows]


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _flat(each)
    elif value is not None:
        yield value


def _unique(values: list[Any]) -> tuple[str, ...]:
    """The texts in lists, or in lists of lists, sorted and each once."""
    if len(values) == 1 and values[0] and len(values[0]) == 1 and type(values[0][0]) is str:
        return tuple(values[0])
    return tuple(sorted(set(_flat(values))))


def _hashable(value: Any) -> Any:
    return tuple(map(_hashable, value)) if isinstance(value, list) else value


def _rows(
    columns: tuple[str, ...], found: list[tuple[Any, ...]], *, ordered: bool
) -> tuple[list[Row], list[tuple[str, ...]], list[list[int]]]:
    """Rows with `sources` and `facts` flat and unique, sorted from left to right where the
    question has not put them in an order of its own; and the numbers of those each was made of.

    Rows that differ only in what they rest on are one row, which is as certain as the most
    certain of them: a doubtful second way to the same answer does not make it doubtful.
    """
    shown = columns[:-1]
    beside = {"certainty", "sources", "facts"}
    places = [place for place, name in enumerate(columns) if name not in beside]
    told = shown.index("sources") if "sources" in shown else None
    sure = shown.index("certainty") if "certainty" in shown else None
    read = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
    made_of: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(found):
        made_of.setdefault(_key(read(row)), []).append(place)
    rows: list[Row] = []
    row_facts: list[tuple[str, ...]] = []
    order = list(made_of) if ordered else _sorted(list(made_of))
    for key in order:
        alike = [found[place] for place in made_of[key]]
        made = dict(zip(shown, alike[0], strict=False))
        if sure is not None and any(row[sure] == "yes" for row in alike):
            made["certainty"] = "yes"
        if told is not None:
            made["sources"] = list(_unique([row[told] for row in alike]))
        rows.append(made)
        row_facts.append(_unique([row[-1] for row in alike]))
    return rows, row_facts, [made_of[key] for key in order]


def _key(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    """What tells a row from another; lists become tuples, which may stand as a key."""
    return cells if list not in map(type, cells) else _hashable(list(cells))


def _sorted(keys: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """A total order: left to right, numbers as numbers, the empty last."""
    gaps = [place for place, column in enumerate(zip(*keys, strict=True)) if None in column]
    if not gaps:
        return sorted(keys)

    def whole(row: tuple[Any, ...]) -> tuple[Any, ...]:
        cells = list(row)
        for place in gaps:
            cells[place] = (cells[place] is None, cells[place])
        return tuple(cells)

    return sorted(keys, key=whole)


def _ahead(clocks: Mapping[str, str]) -> str:
    """That an answer looks ahead, where it does: nobody has told yet of such a day."""
    as_of, known_on = clocks["as_of"], clocks["known_on"]
    if as_of <= known_on:
        return ""
    return (
        f"{as_of} is after {known_on}, up to which sources are read: what had no known end by "
        "then is taken to go on."
    )


def _why_empty(store: Store, clocks: Mapping[str, str]) -> str:
    # Whole stores are not counted for it: an empty answer is to come as fast as any other.
    if not store.query(_ANY).rows:
        return "The store is empty. Load a pack first, for example: graphkit load autos-china"
    if not store.query(_ANY_KNOWN, {"known_on": clocks["known_on"]}).rows:
        first = store.query(_FIRST_KNOWN).rows[0][0]
        return (
            f"Nothing in the store could be known by {clocks['known_on']}; "
            f"the first source is of {first}."
        )
    return (
        f"Nothing in the store answers this for {clocks['as_of']} "
        f"as known on {clocks['known_on']}: not known, which is not the same as no."
    )
