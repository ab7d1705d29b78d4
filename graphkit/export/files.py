"""CSV tables of the graph: entities, facts, statements, sources, decisions, judgements.

Rows stream from the store table by table; a folder is written beside its place first and moved
there whole, so that a failed export leaves what was there before.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.errors import BadValue
from graphkit.stores.base import Rows, Store
from graphkit.values import safe_cell

__all__ = ["FORMATS", "export"]

FORMATS = ("csv",)

_TABLES: Mapping[str, str] = {
    "entities": """
        MATCH (e:Entity)
        RETURN e.key AS key, e.kind AS kind, e.name AS name, e.aliases AS aliases,
          e.country AS country, e.industry AS industry, e.lei AS lei, e.wikidata AS wikidata,
          e.uscc AS uscc, e.same_as AS same_as, e.note AS note
        ORDER BY key""",
    "facts": """
        MATCH (a:Entity)-[r]->(b:Entity)
        WHERE r.known_from <= $known_on AND $known_on < r.known_to
          AND ($as_of = '' OR (r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest))
        RETURN r.fact AS fact, a.key AS subject, a.name AS subject_name, type(r) AS relation,
          b.key AS object, b.name AS object_name, r.valid_from AS valid_from,
          r.valid_to AS valid_to, r.valid_from_earliest AS valid_from_earliest,
          r.valid_from_latest AS valid_from_latest, r.valid_to_earliest AS valid_to_earliest,
          r.valid_to_latest AS valid_to_latest, r.sure AS sure, r.confidence AS confidence,
          r.polarity AS polarity, r.licence_kind AS licence_kind, r.qualification AS qualification,
          r.product AS product, r.plant AS plant, r.scope AS scope, r.territory AS territory,
          r.share AS share, r.share_min AS share_min, r.share_max AS share_max,
          r.price AS price, r.price_currency AS price_currency, r.purpose AS purpose,
          r.status AS status, r.role AS role, r.rules AS rules, r.sources AS sources,
          r.statements AS statements
        ORDER BY fact""",
    "statements": """
        MATCH (s:Statement)
        WHERE s.known_earliest <= $known_on
        RETURN s.key AS statement, s.fact AS fact, s.name AS sentence, s.subject AS subject,
          s.relation AS relation, s.object AS object, s.value AS value,
          s.valid_from AS valid_from, s.valid_to AS valid_to, s.expected_to AS expected_to,
          s.polarity AS polarity, s.stage AS stage, s.confidence AS confidence,
          s.source AS source, s.quote AS quote, s.summary AS summary,
          s.attribution AS attribution, s.details AS details, s.rule AS rule
        ORDER BY statement""",
    "sources": """
        MATCH (d:Source)
        WHERE d.published_earliest IS NULL OR d.published_earliest <= $known_on
        RETURN d.key AS source, d.name AS title, d.publisher AS publisher, d.kind AS kind,
          d.url AS url, d.published AS published, d.retrieved AS retrieved, d.language AS language
        ORDER BY source""",
    "decisions": """
        MATCH (d:Decision)
        WHERE d.decided_on <= $known_on
        RETURN d.key AS decision, d.statement AS statement, d.verdict AS verdict, d.who AS who,
          d.decided_on AS decided_on, d.why AS why, d.withdraws AS withdraws
        ORDER BY decision""",
    "judgements": """
        MATCH (j:Judgement)
        RETURN j.key AS id, j.`left` AS `left`, j.`right` AS `right`, j.verdict AS verdict,
          j.who AS who, j.judged_on AS judged_on, j.why AS why, j.score AS score,
          j.features AS features, j.withdraws AS withdraws
        ORDER BY id""",
}


def export(
    store: Store,
    output: Path,
    format: str,  # noqa: A002 - the word that the command line uses
    as_of: str | None,
    known_on: str,
) -> list[Path]:
    """Write a table each of entities, facts and the records behind them into `output`.

    `facts` are the edges as known on `known_on`; with `as_of`, only what may hold on that day.
    `statements` are all that could be known by then, whatever time they speak of.
    Lists are joined with " | ". Text that a spreadsheet would run gets an apostrophe first.
    Raises `BadValue` for an unknown format or a folder that cannot be written.
    """
    if format not in FORMATS:
        raise BadValue(f"unknown format {format!r}", f"write one of {', '.join(FORMATS)}")
    clocks = {"as_of": as_of or "", "known_on": known_on}
    try:
        output.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".graphkit-", dir=output))
    except OSError as exc:
        raise BadValue(f"cannot write to {output}: {exc.strerror}", "name another folder") from exc
    try:
        written = []
        for name, query in _TABLES.items():
            _write(work / f"{name}.csv", store.query(query, clocks))
            written.append(f"{name}.csv")
        for each in written:
            (work / each).replace(output / each)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return [output / each for each in written]


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return safe_cell(" | ".join(map(str, value)))
    return safe_cell(value) if isinstance(value, str) else value
