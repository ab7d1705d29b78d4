"""The graph in the user's hands: the verbs of the command line, in Python.

    with graphkit.open() as graph:
        graph.load("autos-china")
        answer = graph.ask("who-builds-on-whose-licence", as_of="2023-12-10")
        answer.rows, answer.evidence, answer.to_pandas()

Each verb is a line or two here; what it does stands in the package that it calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from graphkit.errors import StoreError
from graphkit.export.outlets import Outlets
from graphkit.questions.answer import Answer
from graphkit.questions.ask import ask, clock, find_question
from graphkit.questions.entities import find_key
from graphkit.questions.evidence import graph_around
from graphkit.stores import open_store
from graphkit.stores.base import Progress, Store

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.inboxing import Taken
    from graphkit.ingest.mapping import Budget
    from graphkit.loading import LoadReport, MappedReport
    from graphkit.planning import Applied, Plan
    from graphkit.resolving import Candidate
    from graphkit.statement import Decision, Judgement
    from graphkit.stores.base import Change
    from graphkit.stores.runs import Run

__all__ = ["Graph", "open"]

Day = str | date


def open(  # noqa: A001 - graphkit.open reads best
    url: str | PathLike[str] | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> Graph:
    """Open a graph: a folder, a `neo4j://` address, or by default `$GRAPHKIT_STORE`, else the
    platform's data folder. A folder that is not there yet is made on the first load.

    A server is used as `user` with `password` in `database`; what is not given comes from
    `NEO4J_USER`, `NEO4J_PASSWORD` and `NEO4J_DATABASE`. Raises `StoreError`, which says what to
    do about it.
    """
    return Graph(open_store(url, user=user, password=password, database=database))


class Graph(Outlets):
    """A loaded graph, open until `close`; also a context manager."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def load(
        self,
        *packs: str | PathLike[str],
        keep_going: bool = False,
        mapping: str | PathLike[str] | None = None,
        budget: Budget | None = None,
        resolve: bool = False,
        allow_share: float = 0.2,
        progress: Progress | None = None,
    ) -> LoadReport | MappedReport:
        """Check and load packs: folders, folders of packs, or names of bundled ones; with a
        `mapping` (a YAML file), tables of others: files, or folders of them.

        All of it or nothing; a second load changes nothing. With `keep_going`, good rows are
        loaded and bad ones, up to the `budget`, written to a quarantine folder. With a mapping
        and `resolve`, an entity with an identifier or the very name of one in the graph is that
        one; for what is only alike, or came without it before, see `duplicates`. Raises
        `InputError`, and `TooMuchChanged` where more than `allow_share` of a data set's statements
        would be corrected.
        """
        from graphkit.loading import load, load_mapped

        if mapping is not None:
            from graphkit.resolving import finder

            return load_mapped(
                self.store,
                packs,
                mapping,
                keep_going=keep_going,
                budget=budget,
                resolve=finder(self.store).resolved if resolve else None,
                allow_share=allow_share,
                progress=progress,
            )
        return load(
            self.store, packs, keep_going=keep_going, allow_share=allow_share, progress=progress
        )

    def plan(
        self,
        *packs: str | PathLike[str],
        keep_going: bool = False,
        mapping: str | PathLike[str] | None = None,
        budget: Budget | None = None,
        resolve: bool = False,
        close: Iterable[str] = (),
        close_dropped: bool = False,
        retract: Iterable[str] = (),
        who: str = "",
        why: str = "",
        progress: Progress | None = None,
    ) -> Plan:
        """What a load would change: added, corrected, re-dated, closed, merged, doubtful, and what
        has dropped out since the last delivery. Nothing is written to the graph; `apply` carries
        the plan out. With `keep_going`, bad rows are left out of the plan and written to a
        quarantine folder; what they told of is not taken to have dropped out.

        `close` and `retract` accept, by the keys of statements, that something dropped out because
        it ended or was never so; `close_dropped` accepts all that is proposed. `who` accepts it,
        and `why`. Raises `InputError` as `load` does.
        """
        from graphkit import loading
        from graphkit.planning import Acceptance
        from graphkit.resolving import finder

        return loading.plan(
            self.store,
            packs,
            mapping,
            accepted=Acceptance(tuple(close), close_dropped, tuple(retract), who, why),
            keep_going=keep_going,
            budget=budget,
            resolve=finder(self.store).resolved if resolve else None,
            progress=progress,
        )

    def apply(
        self,
        plan: Plan | str | PathLike[str],
        *,
        allow_share: float = 0.2,
        progress: Progress | None = None,
    ) -> Applied:
        """Carry out a plan, as it is or from its file: exactly that, once.

        Raises `StoreMoved` where the store has changed since it was made, `TooMuchChanged` where
        it changes more than `allow_share` of a data set, `InputError` for a file that was altered.
        """
        from graphkit import planning

        return planning.apply(self.store, plan, allow_share=allow_share, progress=progress)

    def ask(
        self,
        question: str,
        *arguments: Any,
        as_of: Day | None = None,
        known_on: Day | None = None,
        **named: Any,
    ) -> Answer:
        """Ask a question of the catalogue; both clocks default to today.

        Raises `UnknownName` (with suggestions) and `BadValue`.
        """
        answer = ask(
            self.store,
            find_question(question),
            arguments,
            as_of=as_of,
            known_on=known_on,
            named=named,
        )
        return replace(answer, _show=self._show)

    def _show(self, answer: Answer, output: str | PathLike[str]) -> Any:
        from graphkit.views.explorer.opening import show_answer

        return show_answer(self.store, answer, output)

    def why(self, name: str, as_of: Day | None = None, known_on: Day | None = None) -> Answer:
        """Every statement about an entity, with its source and words."""
        return self.ask("why", name, as_of=as_of, known_on=known_on)

    def decide(
        self, statement: str, verdict: str, *, who: str, why: str, decided_on: Day | None = None
    ) -> Decision:
        """Set a statement aside, or uphold it, on a stated ground, from a day on (today).

        `statement` is its key, as the question `conflicts` gives it.
        """
        from graphkit.deciding import decide

        return decide(self.store, statement, verdict, who=who, why=why, decided_on=decided_on)

    def judge(
        self,
        left: str,
        right: str,
        verdict: str,
        *,
        who: str,
        why: str,
        judged_on: Day | None = None,
    ) -> Judgement:
        """Judge two entities, by key, to be the `same`, `different` or `unsure`, on a stated
        ground. What is the same answers as one, on every day of both clocks."""
        from graphkit.judging import judge

        return judge(self.store, left, right, verdict, who=who, why=why, judged_on=judged_on)

    def duplicates(self, least: float | None = None) -> list[Candidate]:
        """The pairs of entities that may be one and that nobody judged, best first, each with its
        score (at least `least`) and the features that say why."""
        from graphkit.resolve import DOUBTFUL
        from graphkit.resolving import candidates

        return candidates(self.store, DOUBTFUL if least is None else least)

    def resolve(self, found: Iterable[Candidate] | None = None) -> list[Judgement]:
        """Judge those duplicates to be the same of which a machine may be sure; each judgement
        carries its score and features, and can be withdrawn."""
        from graphkit.resolving import judge_automatically

        return judge_automatically(self.store, self.duplicates() if found is None else found)

    def judge_from(self, path: str | PathLike[str], *, who: str = "") -> Change:
        """Judge as a table with the columns of `judgements.csv` says; all of it or nothing."""
        from graphkit.resolving import judge_from

        return judge_from(self.store, Path(path), who=who)

    def withdraw(
        self, key: str, *, who: str, why: str, withdrawn_on: Day | None = None
    ) -> Decision | Judgement:
        """Take a decision or a judgement back, by its key: what was set aside counts again, those
        who were one answer each for itself."""
        from graphkit import deciding, judging

        if judging.is_judgement(self.store, key):
            return judging.withdraw(self.store, key, who=who, why=why, judged_on=withdrawn_on)
        return deciding.withdraw(self.store, key, who=who, why=why, decided_on=withdrawn_on)

    def history(self) -> list[Run]:
        """Every run, the oldest first: each load, plan, decision and undo that changed anything."""
        return self.store.history()

    def undo(
        self, run: str | Run, *, and_later: bool = False, progress: Progress | None = None
    ) -> Run:
        """Take a run of the history back, or one by its name (`run-12`): every record is again
        what it was before. With `and_later`, all later runs are taken back with it.

        Raises `StoreError`, with the reason, where later runs build on it.
        """
        key = str(getattr(run, "key", run))
        return self.store.undo(key, and_later=and_later, progress=progress)

    def inbox(self, text: str | PathLike[str], folder: str | PathLike[str], **about: Any) -> Taken:
        """Put what a text may state into a folder of proposals that wait for a yes or a no.

        `about` gives title, publisher, and if known published, link, kind, language; `model` asks
        a language model, too. Nothing is written to the graph. Raises `InputError`, `BadValue`.
        """
        from graphkit.inboxing import take

        return take(self.store, Path(text), Path(folder), **about)

    def receipt(self, answer: Answer, path: str | PathLike[str]) -> Path:
        """Write an answer of this graph with its statements to a file that anyone can check
        again with `graphkit verify`; returns its path."""
        from graphkit.questions.receipts import make, write

        return write(make(self.store, answer), path)

    def cypher(self, text: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """Run a reading query of your own. Raises `QueryError`."""
        found = self.store.query(text, parameters)
        return Answer("cypher", {"text": text, **(parameters or {})}, found.columns, found.dicts())

    def around(
        self, name: str, as_of: Day | None = None, known_on: Day | None = None, depth: int = 2
    ) -> nx.MultiDiGraph[str]:
        """The graph around an entity on one day, each edge with its evidence, to draw or study."""
        key = find_key(self.store, name)
        return graph_around(self.store, key, clock(as_of), clock(known_on), depth)

    def show(
        self,
        name: str,
        output: str | PathLike[str] = "graph.html",
        as_of: Day | None = None,
        known_on: Day | None = None,
        depth: int = 2,
    ) -> Path:
        """Draw what is around an entity as one offline HTML file; returns its path."""
        from graphkit.views import write_page

        day, known = clock(as_of), clock(known_on)
        graph = self.around(name, day, known, depth)
        focus = (about["name"] for _, about in graph.nodes(data=True) if about.get("focus"))
        notice = self.store.notice()
        subtitle = f"as of {day}, as known on {known}{notice and f'. Take care: {notice}'}"
        return write_page(graph, Path(output), title=next(focus, name), subtitle=subtitle)

    def explore(
        self,
        *focus: str,
        as_of: Day | None = None,
        known_on: Day | None = None,
        output: str | PathLike[str] | None = None,
        **served: Any,
    ) -> Any:
        """Explore the graph, beginning with what is around `focus`, names of entities, if given.

        In a notebook, this is the explorer as a widget. With `output` it is written to one
        offline file, whose path is returned. Else it is served to a browser until Ctrl-C, where
        `served` may say `host`, `port`, `open_browser` and `announce`, which gets the address.
        Raises `UnknownName`, and `StoreError` where the port is taken.
        """
        from graphkit.views.explorer.opening import explore

        return explore(self.store, focus, as_of, known_on, output=output, **served)

    def __str__(self) -> str:
        """Where the graph is, and how much is in it."""
        counts = ", ".join(f"{count:,} {name}" for name, count in self.store.counts().items())
        return f"The graph at {self.store.url}: {counts}"

    def __repr__(self) -> str:
        """What a terminal shows: the same as a table of text; of a closed graph, where it was."""
        from graphkit.questions.display import text_table

        try:
            return text_table(*self._contents())
        except StoreError as exc:
            return f"<graphkit.Graph: {exc}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: how many records of each sort."""
        from graphkit.questions.display import html_table

        return html_table(*self._contents())

    def _contents(self) -> tuple[str, tuple[str, ...], list[dict[str, str]], str]:
        counts = self.store.counts()
        rows = [{"records": name, "count": f"{count:,}"} for name, count in counts.items()]
        hint = "explore() opens it; ask(), to_pandas() and to_networkx() read it"
        return f"The graph at {self.store.url}", ("records", "count"), rows, hint

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
