"""What analysts ask of a graph that no library has: who lends to whom, how deep, for how long.

Each function takes a graph or what it gives, and returns a DataFrame or a number; everything else
is NetworkX or pandas on what `Graph.to_networkx` and `to_pandas` give, as the notebooks show. None
takes what is possible for certain.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from graphkit.errors import BadValue
from graphkit.model import LICENCE_KINDS
from graphkit.values import MAX_DATE, MIN_DATE, when

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["brokers", "concentration", "depth", "lending", "months_to_listing", "survival"]

_USES = "USES_LICENCE_OF"
_DAYS_A_MONTH = 365.2425 / 12


def lending(graph: nx.MultiDiGraph[Any], *, certain: bool = False) -> nx.DiGraph[Any]:
    """Who builds on whose licence: an arrow from each borrower to its lender, once.

    Of a graph with the relation USES_LICENCE_OF; only licences of kinds that confer the right to
    make or sell. With `certain`, only edges that surely hold: `graph` must be of one day then.
    """
    import networkx as nx

    made: nx.DiGraph[Any] = nx.DiGraph()
    for borrower, lender, edge in graph.edges(data=True):
        if edge["relation"] != _USES or not LICENCE_KINDS[edge["licence_kind"]]:
            continue
        if certain and _certainty(edge) != "yes":
            continue
        made.add_edge(borrower, lender)
    made.add_nodes_from((node, graph.nodes[node]) for node in list(made))
    return made


def _certainty(edge: dict[str, Any]) -> str:
    if "certainty" not in edge:
        raise BadValue("the graph is not of one day", "give to_networkx a day: as_of=…")
    return str(edge["certainty"])


def brokers(graph: nx.MultiDiGraph[Any], *, certain: bool = False) -> pd.DataFrame:
    """The lenders, those with most borrowers first: how many build on each directly
    (`borrowers`) and through others (`reached`), and, of those who borrow themselves, the share
    of the shortest chains that run through them (`between`, 0 to 1). Indexed by key."""
    import networkx as nx
    import pandas as pd

    lent = lending(graph, certain=certain)
    between = nx.betweenness_centrality(lent)
    rows = [
        {
            "key": node,
            "name": lent.nodes[node].get("name", node),
            "borrowers": lent.in_degree(node),
            "reached": len(nx.ancestors(lent, node)),
            "between": between[node],
        }
        for node in lent
        if lent.in_degree(node)
    ]
    columns = ["key", "name", "borrowers", "reached", "between"]
    frame = pd.DataFrame(rows, columns=columns).set_index("key")
    return frame.sort_values(["borrowers", "reached", "name"], ascending=[False, False, True])


def depth(graph: nx.MultiDiGraph[Any], *, certain: bool = False) -> pd.Series[int]:
    """For each borrower, on how many others' licences in a row it builds at the most; those who
    lend to each other in a circle count as one. By key, deepest first."""
    import networkx as nx
    import pandas as pd

    lent = lending(graph, certain=certain)
    whole = nx.condensation(lent)
    deep: dict[int, int] = {}
    for group in reversed(list(nx.topological_sort(whole))):
        deep[group] = max((deep[each] + 1 for each in whole.successors(group)), default=0)
    found = {node: deep[whole.graph["mapping"][node]] for node in lent}
    series = pd.Series(found, name="depth", dtype="int64")
    return series[series > 0].sort_values(ascending=False, kind="stable")


def concentration(values: Iterable[Hashable]) -> float:
    """The Herfindahl-Hirschman index of what is counted here, for example the lender of each
    borrower: the sum of the squared shares in percent, from near 0 to 10,000 for a single one."""
    import pandas as pd

    shares = pd.Series(list(values), dtype=object).value_counts(normalize=True)
    if shares.empty:
        raise BadValue("there is nothing to count", "give at least one value")
    return float((shares * 100).pow(2).sum())


def months_to_listing(routes: pd.DataFrame) -> pd.DataFrame:
    """From the answer `routes-to-market`: how many months each company took from its founding to
    the first right of its own, as `at_least` and `at_most`, for both dates have bounds.

    Quickest first. `at_least` ends with the first right that it may have had, `at_most` with the
    first that it surely had. A company whose founding or first right has an open side is left
    out, and so is one without a sure right: that is not a zero, its time is not known.
    """
    import pandas as pd

    own = routes[routes["route"] == "own"].dropna(subset=["founded", "valid_from"])
    rows = []
    for company, told in own.groupby("company", observed=True):
        founded = when(str(told["founded"].iloc[0]))
        first = min(when(str(each)).earliest for each in told["valid_from"])
        sure = told["valid_from"][told["certainty"] == "yes"]
        last = min((when(str(each)).latest for each in sure), default=MAX_DATE)
        if not {founded.earliest, founded.latest, first, last} & {MIN_DATE, MAX_DATE}:
            rows.append((company, _months(founded.latest, first), _months(founded.earliest, last)))
    frame = pd.DataFrame(rows, columns=["company", "at_least", "at_most"])
    return frame.sort_values(["at_least", "company"], ignore_index=True)


def _months(start: str, end: str) -> float:
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return days / _DAYS_A_MONTH


def survival(edges: pd.DataFrame, until: str | date) -> pd.DataFrame:
    """A Kaplan-Meier table of how long relations last, from dated edges of all times.

    Starts and ends have bounds, so there are two curves: `at_least` counts from the latest start
    to the earliest end, `at_most` from the earliest start to the latest end. What has not ended
    for certain by the day `until` is censored: where an end may have come, at_least as of its
    earliest day, at_most as of `until`. Columns: bound, months, at_risk, ended, censored,
    surviving (the share that lasted longer). `attrs["left_out"]` counts edges whose start has an
    open side: how long they have lasted is not known.
    """
    import pandas as pd

    last = pd.Timestamp(until)
    known = edges[edges[["valid_from_earliest", "valid_from_latest"]].notna().all(axis="columns")]
    known = known[known["valid_from_earliest"] <= last]
    ended = known["valid_to_latest"].notna() & (known["valid_to_latest"] <= last)
    spans = {
        "at_least": ("valid_from_latest", known["valid_to_earliest"].fillna(last)),
        "at_most": ("valid_from_earliest", known["valid_to_latest"].fillna(last)),
    }
    tables = []
    for bound, (start, end) in spans.items():
        days = (end.where(end <= last, last) - known[start]).dt.days.clip(lower=0)
        table = _kaplan_meier(days / _DAYS_A_MONTH, ended)
        table.insert(0, "bound", bound)
        tables.append(table)
    made = pd.concat(tables, ignore_index=True)
    made.attrs["left_out"] = len(edges) - len(known)
    return made


def _kaplan_meier(months: pd.Series[float], ended: pd.Series[bool]) -> pd.DataFrame:
    import pandas as pd

    counts = pd.crosstab(months, ended).reindex(columns=[False, True], fill_value=0)
    leaving = counts.sum(axis="columns")
    at_risk = leaving[::-1].cumsum()[::-1]
    surviving = (1 - counts[True] / at_risk).cumprod()
    return pd.DataFrame(
        {
            "months": counts.index.astype(float),
            "at_risk": at_risk.to_numpy(),
            "ended": counts[True].to_numpy(),
            "censored": counts[False].to_numpy(),
            "surviving": surviving.to_numpy(),
        }
    )
