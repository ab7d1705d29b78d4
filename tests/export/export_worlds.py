"""A small world that tries to break the files it is written to."""

from __future__ import annotations

from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.values import Money, when

PAYLOADS = (
    "'}) DETACH DELETE n //",
    '"}]; MATCH (n) DETACH DELETE n; //',
    "\\u0027}) DETACH DELETE n //",
    "back\\slash\\",
    "ends in a backslash \\\\",
    '=HYPERLINK("https://example.org","x")',
    "@SUM(1+1)",
    "+1+1",
    "-2+3",
    "</edge><script>alert(1)</script>",
    "a & b < c > d \"e\" 'f'",
    "蔚来汽车 🚗 한국어",
    "one | two | three",
    "A -> B; label=x",
    "{subject} %s {{0}}",
    "null",
    "' OR 1=1; //",
    "`; DROP CONSTRAINT x; //",
    "../../etc/passwd",
)
# Text that no pack can hold, and that a caller of the library can write all the same.
UNSEEN = (
    "tab\tand\nnewline", "carriage\rreturn", "separators \x1f and \x1e, or %1E and %25",
    "control \x01\x08", "\u2028line",
)  # fmt: skip

_DAYS = ("1620", "by 2020", "after 2021-03", "~2022-06", "2016-04-01..2019", "2023-12-04", "2300")


def _entities() -> tuple[Entity, ...]:
    return (
        *(
            Entity(f"c{n}", "Company", text, (("en", f"also {text}"), ("zh-Hans", f"公司{n}")))
            for n, text in enumerate((*PAYLOADS, *UNSEEN))
        ),
        Entity("q", "Qualification", "Q", (), (("confers_right", True), ("order", 1.0))),
        Entity("m", "Authority", "M"),
        Entity("b", "Brand", "B"),
        Entity("p", "Person", "P"),
        Entity("alone", "Company", "Alone", (), (("country", "CN"), ("note", "- a note"))),
    )


def _statements() -> tuple[Statement, ...]:
    texts = (*PAYLOADS, *UNSEEN)
    said = [
        Statement(
            "hostile", f"c{n}", "USES_LICENCE_OF", "s", f"c{(n + 1) % len(texts)}",
            valid_from=when(_DAYS[n % len(_DAYS)]),
            details=(("licence_kind", "qualification"), ("scope", text)),
            quote=text, attribution=(text, "B"), row=f"r{n}",
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    said += [
        Statement("hostile", "c0", "HOLDS", "s", "q", valid_to=when("2024-04"), row="h", quote="q"),
        Statement("hostile", "q", "ISSUED_BY", "s", "m", row="i", quote="q"),
        Statement("hostile", "c1", "OWNS", "s", "c2", details=(("share", 49.5),), row="o"),
        Statement(
            "hostile", "c1", "ACQUIRED", "s", "c3", valid_from=when("2020"), row="a", quote="q",
            details=(("price", Money(3.16e17, "CNY")), ("share", 51.0)),
        ),
        Statement("hostile", "c2", "OWNS_BRAND", "s", "b", row="b", quote="q"),
        Statement("hostile", "p", "LEADS", "s", "c2", row="l", quote="q", confidence="rumoured"),
        Statement("hostile", "c2", "founded", "s", value="2014-11", row="f", quote="q"),
        Statement("hostile", "c2", "HOLDS", "s", "q", polarity="denied", row="d", quote="q"),
    ]  # fmt: skip
    return tuple(said)


HOSTILE_WORLD = Batch(
    (Dataset("hostile", "Hostile: '\"}) //", "2026-01-01", publisher="=Publisher"),),
    _entities(),
    (
        Source(
            "s", "=Title", "@Publisher", "press", "2026-01-01",
            url="https://example.org/?a=1&b='x'", published=when("2023-12-10"),
        ),
    ),
    _statements(),
)  # fmt: skip
