"""The part of a graph that an export writes, read from the store when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.export.dates import plain
from graphkit.export.networks import records
from graphkit.export.report import Loss
from graphkit.export.tables import Selection, Tables, read_tables
from graphkit.export.writing import LIST
from graphkit.model import KINDS, RELATIONS
from graphkit.questions.rereading import attributes_of
from graphkit.statement import Entity
from graphkit.stores.base import Store
from graphkit.stores.columns import Read, read_table
from graphkit.stores.projection import (
    DATASET,
    DECISION,
    JUDGEMENT,
    SOURCE,
    STATEMENT,
    Column,
    declared_of,
    entity_columns,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Part", "Row"]

Row = dict[str, Any]


class Part:
    """Nodes and edges of a selection, and the records behind them.

    Records are those that could be known on the day of knowledge, whatever time they speak of.
    Rows are dicts by column without what is not there.
    """

    def __init__(self, store: Store, selection: Selection) -> None:
        self.selection = selection
        self._store = store

    @cached_property
    def tables(self) -> Tables:
        """The nodes and edges as Arrow tables."""
        return read_tables(self._store, self.selection)

    @cached_property
    def nodes(self) -> list[Row]:
        """The nodes, sorted by key."""
        return _rows(self.tables.nodes)

    @cached_property
    def answering(self) -> list[Row]:
        """The nodes that answer for themselves, sorted by key: those that were judged to be the
        same as another are shown with that one, which has their names."""
        return [each for each in self.nodes if "same_as" not in each]

    def names_of(self, node: Row) -> list[tuple[str, str]]:
        """The other names of a node with their languages; "" is the language of the name of one
        that was judged to be the same."""
        aliases = [each.partition(":")[::2] for each in node["aliases"]]
        told = {node["name"], *(name for _, name in aliases)}
        return [*aliases, *(("", name) for name in node["names"] if name not in told)]

    def merged_lost(self) -> Loss:
        """What a format leaves out that shows entities judged to be one as one."""
        count = len(self.nodes) - len(self.answering)
        return Loss(
            "nodes judged to be another", count, "the one that stands for both has its names"
        )

    @cached_property
    def edges(self) -> list[Row]:
        """The edges, sorted by key."""
        return _rows(self.tables.edges)

    @cached_property
    def judgements(self) -> list[Row]:
        """What was judged to be one and the same, or not, sorted by key."""
        return _rows(self._read("Judgement", JUDGEMENT))

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each node by key."""
        keys, names = (self.tables.nodes[each].to_pylist() for each in ("key", "name"))
        return dict(zip(keys, names, strict=True))

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every entity by key as packs declared it, whatever others it stands for, also what is no
        node of the selection: its statements may name it."""
        return {
            row["key"]: declared_of(row).own
            for kind in KINDS
            for row in _rows(self._read(kind, entity_columns(kind), "n.names IS NOT NULL"))
        }

    @cached_property
    def statements(self) -> list[Row]:
        """The statements of the selection's relations and nodes, attributes and those that a rule
        inferred among them, sorted by key. An end is inferred only of what was asserted by then.
        """
        told = _rows(self._read("Statement", STATEMENT, "n.known_earliest <= $known_on"))
        asserted = {
            each["fact"]
            for each in told
            if "rule" not in each and (each["polarity"], each["stage"]) == ("asserted", "closed")
        }
        nodes, chosen = self.names.keys(), set(self.selection.relations)
        return [
            each
            for each in told
            if ("rule" not in each or each["fact"] in asserted)
            and each["subject"] in nodes
            and each.get("object", each["subject"]) in nodes
            and (each["relation"] in chosen or RELATIONS[each["relation"]].is_attribute)
        ]

    @cached_property
    def sources(self) -> list[Row]:
        """The documents that could be read by the day of knowledge, sorted by key; of a part of the
        graph, those that its statements cite."""
        known = "coalesce(n.published_earliest, n.retrieved) <= $known_on"
        found = _rows(self._read("Source", SOURCE, known))
        if self.selection.whole:
            return found
        cited = {each["source"] for each in self.statements}
        return [each for each in found if each["key"] in cited]

    @cached_property
    def datasets(self) -> list[Row]:
        """The data sets, sorted by key."""
        return _rows(self._read("Dataset", DATASET))

    @cached_property
    def decisions(self) -> list[Row]:
        """The decisions on its statements that were made by the day of knowledge, sorted by key."""
        made = _rows(self._read("Decision", DECISION, "n.decided_on <= $known_on"))
        told = {each["key"] for each in self.statements}
        on = {each["key"] for each in made if each.get("statement") in told}
        return [each for each in made if not on.isdisjoint({each["key"], each.get("withdraws")})]

    def value_of(self, key: str, attribute: str) -> str:
        """A day, month or year on which all who assert it agree; "" where there is none. Rumours
        and what is set aside do not count, nor does what is denied or may be known only later."""
        told = self._values.get((key, attribute), set())
        return plain(next(iter(told))) if len(told) == 1 else ""

    @cached_property
    def _values(self) -> dict[tuple[str, str], set[str]]:
        told: dict[tuple[str, str], set[str]] = defaultdict(set)
        subjects = {each["subject"] for each in self.statements if "value" in each}
        for claim, version in attributes_of(self._store, subjects, self.selection.known_on):
            if version.confidence != "rumoured":
                # One that is not sure counts against the others, and is not given itself.
                value = claim.value if version.sure else ""
                told[claim.subject, claim.relation].add(value)
        return told

    def sentence(self, edge: Row) -> str:
        """An edge read aloud."""
        return RELATIONS[edge["relation"]].sentence.format(
            subject=self.names[edge["subject"]], object=self.names[edge["object"]]
        )

    def evidence_lost(self) -> tuple[Loss, ...]:
        """What a file of nodes and edges alone leaves out."""
        values = sum(RELATIONS[each["relation"]].is_attribute for each in self.statements)
        told = len(self.statements) - values
        return (
            Loss("statements", told, "quotes, denials and plans have no place in a file of edges"),
            Loss("values of nodes", values, "what sources give a node is a statement, too"),
            *self.judged_lost(),
        )

    def judged_lost(self) -> tuple[Loss, ...]:
        """What a format leaves out that knows neither decisions nor judgements."""
        why = "what came of them shows in the edges alone"
        return (
            Loss("decisions", len(self.decisions), why),
            Loss("judgements", len(self.judgements), why),
        )

    def lists_lost(self) -> Loss:
        """What a format without lists makes of them."""
        rows = (*self.nodes, *self.edges)
        count = sum(isinstance(each, list) for row in rows for each in row.values())
        return Loss("lists", count, f"their items are joined to one text with '{LIST}'")

    def _read(self, label: str, columns: Sequence[Column], only: str = "") -> pa.Table:
        reads = [
            Read(each.name, f"n.`{each.name}`", "text" if each.type == "date" else each.type)
            for each in columns
        ]
        # What is without these is not ours: a server may hold data of others.
        match = f"MATCH (n:{label}) WHERE n.key IS NOT NULL AND n.name IS NOT NULL"
        match += f" AND {only}" if only else ""
        parameters = {"known_on": self.selection.known_on} if "$known_on" in only else {}
        return read_table(self._store, match, reads, parameters, f"n:{label}").sort_by("key")


def _rows(table: pa.Table) -> list[Row]:
    return records(table, "key", keep=True)[1]
