"""A world in which every name, quote and address tries to leave the place where it stands."""

from __future__ import annotations

from pathlib import Path

from payloads import PAYLOADS

from graphkit.errors import BadValue
from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.stores import open_store
from graphkit.values import clean_text, text, when

__all__ = ["NAMES", "hostile_store"]


def _readable(payload: str) -> bool:
    try:
        text(clean_text(payload))
    except BadValue:
        return False
    return bool(clean_text(payload))


NAMES = tuple(dict.fromkeys(clean_text(each) for each in PAYLOADS if _readable(each)))


def hostile_store(folder: Path) -> Path:
    """A store with an entity, a source and a fact for each payload, which stands in every field
    that takes text; returns its folder."""
    entities, sources, statements = [], [], []
    for number, payload in enumerate(NAMES):
        aliases = tuple((language, payload) for language in ("zh-Hans", "pinyin", "legal"))
        details = (("industry", payload), ("note", payload))
        entities.append(Entity(f"e{number}", "Company", payload, aliases, details))
        sources.append(
            Source(
                f"s{number}", payload, payload, "press", "2024-01-01", f"javascript:{payload}",
                when("2023-01-01"), "en", "", payload,
            )
        )  # fmt: skip
        statements.append(_statement(number, payload, "USES_LICENCE_OF", f"e{number - 1}"))
        statements.append(_statement(number, payload, "remark", ""))
    dataset = Dataset(
        "hostile", PAYLOADS[0], "2024-01-01", PAYLOADS[1], PAYLOADS[2], PAYLOADS[3], PAYLOADS[4]
    )
    batch = Batch((dataset,), tuple(entities), tuple(sources), tuple(statements), ())
    with open_store(folder) as store:
        store.write(batch)
    return folder


def _statement(number: int, payload: str, relation: str, object_: str) -> Statement:
    lent = relation == "USES_LICENCE_OF"
    details = (("licence_kind", "qualification"), ("product", payload), ("scope", payload))
    return Statement(
        "hostile",
        f"e{number}",
        relation,
        f"s{number}",
        object=(object_ if number else f"e{len(NAMES) - 1}") if lent else "",
        value="" if lent else payload,
        valid_from=when("2020-01-01"),
        confidence="reported",
        quote=payload,
        summary=payload,
        attribution=(payload, payload),
        details=details if lent else (),
        note=payload,
        row=payload if lent else f"{payload} remark",
    )
