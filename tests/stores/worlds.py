"""Small worlds for the tests of the stores: one to check by eye, and random ones."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.values import Money, when

HOSTILE = "'}) DETACH DELETE n //"


def dataset(name: str = "autos") -> Dataset:
    return Dataset(name, name.title(), "2026-11-23", publisher="Test", licence="CC0-1.0")


def company(key: str, name: str = "", *aliases: tuple[str, str], **details: str) -> Entity:
    return Entity(key, "Company", name or key.upper(), aliases, tuple(details.items()))


def source(key: str, published: str | None = "2023-12-10", **more: str) -> Source:
    known = when(published) if published else None
    return Source(key, f"Title of {key}", "Press", "press", "2026-11-23", published=known, **more)


def licence(row: str, subject: str, object_: str, source_: str, **more: object) -> Statement:
    details = (("licence_kind", "qualification"),)
    fields: dict[str, object] = {"details": details, "quote": "a phrase", "row": row, **more}
    return Statement("autos", subject, "USES_LICENCE_OF", source_, object_, **fields)  # type: ignore[arg-type]


ENTITIES = (
    company("nio", "NIO", ("zh-Hans", "蔚来"), country="CN"),
    company("jac", "JAC Motors", ("legal", "Anhui Jianghuai Automobile Group Corp., Ltd.")),
    company("evil", HOSTILE, ("en", '"); MATCH (n) DETACH DELETE n; //')),
    Entity("miit", "Authority", "MIIT"),
    Entity("access", "Qualification", "MIIT access", (), (("confers_right", True), ("order", 2.0))),
)
SOURCES = (source("pandaily"), source("filing", "2016-05"), source("undated", None))
STATEMENTS = (
    licence("r1", "nio", "jac", "filing", valid_from=when("2016-04"), expected_to=when("2021-05")),
    licence("r2", "nio", "jac", "pandaily", valid_to=when("2023-12-05"), attribution=("A", "B")),
    licence("r3", "evil", "jac", "undated", summary=HOSTILE),
    Statement("autos", "jac", "HOLDS", "filing", "access", details=(("number", "N 1"),), quote="q"),
    Statement("autos", "access", "ISSUED_BY", "filing", "miit", quote="q", row="r5"),
    Statement(
        "autos", "nio", "ACQUIRED", "pandaily", "evil", valid_from=when("2023-12"), quote="q",
        details=(("price", Money(3.16e9, "CNY")), ("share", 51.0)), row="r6",
    ),
    Statement("autos", "nio", "founded", "filing", value="2014-11", quote="q", row="r7"),
    Statement(
        "autos", "evil", "HOLDS", "pandaily", "access", polarity="denied", quote="q", row="r8"
    ),
)  # fmt: skip
WORLD = Batch((dataset(),), ENTITIES, SOURCES, STATEMENTS)


def batch(*records: Dataset | Entity | Source | Statement) -> Batch:
    """A batch of these records, whatever their kind."""
    return joined([Batch(**{_FIELDS[type(each)]: (each,)}) for each in records])  # type: ignore[arg-type]


_FIELDS = {Dataset: "datasets", Entity: "entities", Source: "sources", Statement: "statements"}


def joined(batches: Iterable[Batch]) -> Batch:
    """All the records of several batches, in order, none twice."""
    parts: tuple[list[object], ...] = ([], [], [], [])
    for each in batches:
        records = (each.datasets, each.entities, each.sources, each.statements)
        for part, found in zip(parts, records, strict=True):
            part.extend(found)
    return Batch(*(tuple(dict.fromkeys(part)) for part in parts))  # type: ignore[arg-type]


_DAYS = ("2014", "2016-04", "2016-05-07", "by 2020", "after 2021-03", "~2022-06", "2023-12-04")
_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
_OPTIONAL_DAYS = st.none() | st.sampled_from(_DAYS).map(when)
_COMPANIES = tuple(f"c{number}" for number in range(4))


@st.composite
def entities(draw: st.DrawFn) -> tuple[Entity, ...]:
    """Four companies, each said once or twice with different aliases and details."""
    made = []
    for key in _COMPANIES:
        for _ in range(draw(st.integers(1, 2))):
            aliases = draw(st.lists(st.tuples(st.just("en"), _NAMES), max_size=2))
            country = draw(st.sampled_from(["", "CN", "DE"]))
            details = (("country", country),) if country else ()
            made.append(Entity(key, "Company", f"Name of {key}", tuple(aliases), details))
    return (*made, Entity("q1", "Qualification", "Q 1", (), (("confers_right", True),)))


@st.composite
def sources(draw: st.DrawFn) -> tuple[Source, ...]:
    """Three sources, dated or not."""
    days = draw(st.lists(st.none() | st.sampled_from(_DAYS), min_size=3, max_size=3))
    return tuple(source(f"s{number}", day) for number, day in enumerate(days))


@st.composite
def statements(draw: st.DrawFn, row: str) -> Statement:
    """One statement of a few relations, ceasing among them."""
    relation = draw(
        st.sampled_from(
            ["USES_LICENCE_OF", "MANUFACTURES_FOR", "OWNS", "COMPETES_WITH", "HOLDS", "ceased"]
        )
    )
    company_ = st.sampled_from(_COMPANIES)
    details: list[tuple[str, object]] = []
    if relation == "USES_LICENCE_OF":
        details.append(("licence_kind", draw(st.sampled_from(["qualification", "brand"]))))
    if relation in {"USES_LICENCE_OF", "MANUFACTURES_FOR"}:
        details += draw(st.sampled_from([[], [("product", "P")], [("scope", " x ")]]))
    if relation == "OWNS":
        details += draw(st.sampled_from([[], [("share", 51.0)], [("price", Money(1.5, "CNY"))]]))
    return Statement(
        draw(st.sampled_from(["a", "b"])),
        draw(company_),
        relation,
        draw(st.sampled_from(["s0", "s1", "s2"])),
        "" if relation == "ceased" else "q1" if relation == "HOLDS" else draw(company_),
        "2022-06" if relation == "ceased" else "",
        draw(_OPTIONAL_DAYS),
        draw(_OPTIONAL_DAYS),
        draw(_OPTIONAL_DAYS),
        draw(st.sampled_from(["asserted", "asserted", "asserted", "denied", "refused"])),
        draw(st.sampled_from(["closed", "closed", "closed", "planned"])),
        draw(st.sampled_from(["confirmed", "reported", "rumoured"])),
        quote="q",
        attribution=tuple(draw(st.lists(_NAMES, max_size=2))),
        details=tuple(details),  # type: ignore[arg-type]
        row=row,
    )


@st.composite
def worlds(draw: st.DrawFn) -> Batch:
    """A small random batch without data sets, so that its parts may come in any order."""
    count = draw(st.integers(1, 10))
    said = tuple(draw(statements(row=f"r{number}")) for number in range(count))
    return Batch((), draw(entities()), draw(sources()), said)


@st.composite
def loads(draw: st.DrawFn, world: Batch) -> list[Batch]:
    """The records of a world in several batches, each after what it points at, in random order."""
    said = draw(st.permutations(world.statements))
    cuts = sorted(draw(st.lists(st.integers(0, len(said)), max_size=3)))
    parts = [said[a:b] for a, b in zip([0, *cuts], [*cuts, len(said)], strict=True)]
    entities_ = draw(st.permutations(world.entities))
    sources_ = draw(st.permutations(world.sources))
    made, known = [], set()
    for part in parts:
        named = {end for each in part for end in (each.subject, each.object, each.source)} - known
        named |= draw(st.sets(st.sampled_from(sorted({e.key for e in entities_}))))
        known |= named
        some = (
            tuple(e for e in entities_ if e.key in named),
            tuple(s for s in sources_ if s.key in named),
        )
        made.append(Batch((), *some, tuple(part)))
    # What no statement named, and what was held back of an entity, comes last.
    made.append(Batch((), tuple(entities_), tuple(sources_), ()))
    return made
