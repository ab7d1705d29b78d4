"""What comes back: rows, the statements behind them, and the graph that they draw.

An answer carries its evidence with it, read from the store when it is first looked at, so the
store must be open until then. Nothing here knows an engine or a file format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any

from graphkit.errors import BadValue
from graphkit.questions.display import html_table, text_table
from graphkit.questions.proof import Proof, with_statements
from graphkit.stores.base import Rows
from graphkit.wording import counted

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Answer", "Found", "Row"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found(Rows):
    """What a question in Python found: its rows, a proof of each or none at all, and a note for
    the reader of the whole answer, above all why it is empty or what it does not cover. The rows
    are `ordered`, or to be sorted from left to right."""

    proofs: list[Proof] = field(default_factory=list)
    note: str = ""
    ordered: bool = True


@dataclass(frozen=True)
class Answer:
    """The answer to one question.

    `rows` are dicts by column, in a fixed order. `row_facts` gives, for each row, the ids of the
    facts that it rests on. `note` says in a sentence why there are no rows, where there are none,
    or what holds of the answer as a whole. `proofs` are the trees of `questions.proof`, for each
    row those that led to it; empty where the question gives none.
    """

    question: str
    parameters: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: list[Row]
    row_facts: list[tuple[str, ...]] = field(repr=False, default_factory=list)
    note: str = ""
    proofs: list[list[Proof]] = field(repr=False, default_factory=list)
    _read_evidence: Callable[[Sequence[str]], list[Row]] = field(
        repr=False, compare=False, default=lambda _facts: []
    )
    _read_graph: Callable[[Sequence[str]], nx.MultiDiGraph[str]] | None = field(
        repr=False, compare=False, default=None
    )

    _make_receipt: Callable[[Answer], dict[str, Any]] | None = field(
        repr=False, compare=False, default=None
    )
    _show: Callable[[Answer, str | PathLike[str]], Any] | None = field(
        repr=False, compare=False, default=None
    )

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __str__(self) -> str:
        """The answer as a table of text."""
        return text_table(self._title, self.columns, self.rows, self.note)

    __repr__ = __str__  # what a terminal shows of a value, as of a table of pandas

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return html_table(self._title, self.columns, self.rows, self.note)

    @property
    def _title(self) -> str:
        count = counted(len(self.rows), "rows")
        days = [self.parameters.get(each) for each in ("as_of", "known_on")]
        when = f" as of {days[0]}, as known on {days[1]}" if all(days) else ""
        return f"{self.question}: {count}{when}"

    @property
    def facts(self) -> list[str]:
        """The ids of all facts behind the answer, each once, in order of appearance."""
        return list(dict.fromkeys(fact for facts in self.row_facts for fact in facts))

    @cached_property
    def evidence(self) -> list[Row]:
        """Every statement behind the answer that could be known on its `known_on`, as dicts with
        fact, sentence, source, publisher, url, published, quote, … (see `questions.evidence`)."""
        return self._read_evidence(self.facts)

    def evidence_of(self, row: int) -> list[Row]:
        """The statements behind one row, counted from 0."""
        wanted = set(self.row_facts[row])
        return [each for each in self.evidence if each["fact"] in wanted]

    def proof(self, row: int) -> list[Proof]:
        """The proofs of one row, counted from 0, down to the statements."""
        trees = self.proofs[row] if self.proofs else []
        return [with_statements(each, self.evidence_of(row)) for each in trees]

    def receipt(self) -> dict[str, Any]:
        """The answer as one JSON object that anyone can prove again, offline or against a store.

        See `questions.receipts`. Raises `BadValue` for what is no question of the catalogue.
        """
        if self._make_receipt is None:
            raise BadValue(f"{self.question!r} has no receipt", "ask a question of the catalogue")
        return self._make_receipt(self)

    def show(self, output: str | PathLike[str] = "answer.html") -> Any:
        """The answer as a table and a picture side by side, to explore further.

        In a notebook, this is the explorer as a widget; elsewhere it is written to one offline
        file, whose path is returned. Raises `BadValue` for what is no answer of a graph.
        """
        if self._show is None:
            raise BadValue(f"{self.question!r} cannot be shown", "ask it of an open graph")
        return self._show(self, output)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a DataFrame with the answer's columns, in types that know of "not there"."""
        from graphkit.questions.frames import pandas_frame

        return pandas_frame(self.to_arrow())

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars DataFrame; polars has to be installed."""
        from graphkit.questions.frames import polars_frame

        return polars_frame(self.to_arrow())

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table with the answer's columns."""
        from graphkit.questions.frames import rows_table

        return rows_table(self.columns, self.rows)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The facts behind the answer as edges between entities, on the answer's two clocks."""
        import networkx as nx

        return nx.MultiDiGraph() if self._read_graph is None else self._read_graph(self.facts)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain JSON values: question, parameters, columns, rows, row_facts, proofs
        (without the statements, which are the evidence of their facts), evidence and note."""
        return {
            "question": self.question,
            "parameters": dict(self.parameters),
            "columns": list(self.columns),
            "rows": self.rows,
            "row_facts": [list(facts) for facts in self.row_facts],
            "proofs": self.proofs,
            "evidence": self.evidence,
            "note": self.note,
        }
