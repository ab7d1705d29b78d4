"""Measures of lending on graphs that are small enough to work out by hand."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pandas as pd
import pytest

from graphkit import analysis
from graphkit.errors import BadValue


def lent(*pairs: str, kind: str = "qualification", **about: str) -> nx.MultiDiGraph[str]:
    """A graph in which the first letter of each pair builds on the licence of the second."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for pair in pairs:
        graph.add_edge(*pair, relation="USES_LICENCE_OF", licence_kind=kind, **about)
    for node in graph:
        graph.nodes[node]["name"] = node.upper()
    return graph


def test_brokers_are_those_through_whom_others_build() -> None:
    found = analysis.brokers(lent("ab", "cb", "bd", "ed"))
    assert found.index.tolist() == ["d", "b"]
    assert found["borrowers"].tolist() == [2, 2]
    assert found["reached"].tolist() == [4, 2]
    assert found.loc["b", "between"] == pytest.approx(2 / 12)  # a-d and c-d, of 4 * 3 pairs
    assert found.loc["d", "name"] == "D"


def test_depth_counts_a_circle_once() -> None:
    assert analysis.depth(lent("ab", "bc", "xc")).to_dict() == {"a": 2, "b": 1, "x": 1}
    assert analysis.depth(lent("ab", "ba", "bc", "ca", "za")).to_dict() == {"z": 1}


def test_licences_that_confer_nothing_and_other_relations_do_not_count() -> None:
    graph = lent("ab", kind="brand")
    graph.add_edge("a", "c", relation="OWNS")
    assert len(analysis.lending(graph)) == 0
    assert analysis.brokers(graph).empty
    assert analysis.depth(graph).empty


def test_what_is_possible_is_not_certain() -> None:
    graph = lent("ab", certainty="possible")
    graph.add_edge("c", "b", relation="USES_LICENCE_OF", licence_kind="design", certainty="yes")
    assert analysis.lending(graph).number_of_edges() == 2
    assert list(analysis.lending(graph, certain=True).edges) == [("c", "b")]
    with pytest.raises(BadValue, match="not of one day"):
        analysis.lending(lent("ab"), certain=True)


def test_concentration_runs_from_many_to_one() -> None:
    assert analysis.concentration(["x"] * 5) == 10_000
    assert analysis.concentration("abcd") == 2_500
    assert analysis.concentration(["x", "x", "y", "z"]) == pytest.approx(50**2 + 2 * 25**2)
    with pytest.raises(BadValue, match="nothing to count"):
        analysis.concentration([])


def test_months_to_the_first_right_of_its_own_have_bounds() -> None:
    routes = pd.DataFrame(
        [
            ("A", "own", "2020-06", "yes", "2015"),
            ("A", "own", "2020-01-15", "yes", "2015"),
            ("A", "borrowed", "2016", "yes", "2015"),
            ("B", "own", "by 2020", "yes", "2015-01-01"),
            ("C", "own", "2018-01-01", "yes", None),
            ("D", "own", "2016-01-01", "yes", "2015-01-01"),
            ("E", "own", "2018-01-01", "possible", "2015-01-01"),
            ("F", "own", "2018-01-01", "possible", "2015-01-01"),
            ("F", "own", "2019-01-01", "yes", "2015-01-01"),
        ],
        columns=["company", "route", "valid_from", "certainty", "founded"],
    )
    found = analysis.months_to_listing(routes).set_index("company")
    assert list(found.index) == ["D", "F", "A"]
    assert found.loc["D"].tolist() == pytest.approx([11.99, 11.99], abs=0.01)
    assert found.loc["F"].tolist() == pytest.approx([36, 48], abs=0.1)
    assert found.loc["A"].tolist() == pytest.approx([48.5, 60.5], abs=0.1)


def dated(*rows: tuple[str | None, str | None, str | None, str | None]) -> pd.DataFrame:
    names = ["valid_from_earliest", "valid_from_latest", "valid_to_earliest", "valid_to_latest"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.apply(pd.to_datetime).astype("datetime64[s]")


def test_survival_is_kaplan_and_meiers() -> None:
    """Ends after 1 and 3 years; after 2 years one is still there: 3/4, then half of that."""
    start = ("2020-01-01", "2020-01-01")
    edges = dated(
        (*start, "2021-01-01", "2021-01-01"),
        ("2021-01-01", "2021-01-01", None, None),
        (*start, "2023-01-01", "2023-01-01"),
        ("2000-01-01", "2000-01-01", None, None),
        (None, "2020-01-01", None, None),
    )
    table = analysis.survival(edges, "2023-01-01")
    assert table.attrs["left_out"] == 1
    for _, curve in table.groupby("bound"):
        assert curve["at_risk"].tolist() == [4, 3, 2, 1]
        assert curve["ended"].tolist() == [1, 0, 1, 0]
        assert curve["surviving"].tolist() == pytest.approx([0.75, 0.75, 0.375, 0.375])


def test_bounds_give_two_curves_and_a_doubtful_end_is_no_end() -> None:
    edges = dated(
        ("2020-01-01", "2020-12-31", "2021-06-01", "2022-01-01"),
        ("2020-01-01", "2020-01-01", "2021-01-01", None),
    )
    table = analysis.survival(edges, date(2024, 1, 1)).set_index("bound")
    least, most = table.loc["at_least"], table.loc["at_most"]
    assert least["ended"].sum() == most["ended"].sum() == 1
    assert least["months"].tolist() == pytest.approx([5, 12], abs=0.1)
    assert most["months"].tolist() == pytest.approx([24, 48], abs=0.1)


def test_nothing_to_survive_is_an_empty_table() -> None:
    assert analysis.survival(dated(), "2024-01-01").empty
