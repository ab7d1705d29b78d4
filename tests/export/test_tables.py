"""The graph as tables and as a NetworkX graph, on both engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import pandas as pd
import pyarrow as pa
import pytest
from export_worlds import HOSTILE_WORLD
from neo4j_server import Server

import graphkit
from graphkit.errors import UnknownName
from graphkit.graph import Graph
from graphkit.model import RELATIONS
from graphkit.questions.answer import Answer
from graphkit.stores.projection import DAYS
from graphkit.values import MAX_DATE

DAY = {"as_of": "2023-12-10", "known_on": "2026-11-23"}


def test_every_edge_is_a_fact_as_known_today(seeds: Graph) -> None:
    _, edges = seeds.to_pandas()
    told = seeds.cypher(
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.known_to = $open "
        "RETURN r.key AS key, a.key AS subject, type(r) AS relation, b.key AS object",
        {"open": MAX_DATE},
    )
    columns_ = ["key", "subject", "relation", "object"]
    assert {tuple(row) for row in edges[columns_].itertuples(index=False)} == {
        tuple(row[name] for name in columns_) for row in told
    }


def test_types_know_of_what_is_not_there(seeds: Graph) -> None:
    nodes, edges = seeds.to_pandas()
    for name in DAYS:
        assert edges[name].dtype == "datetime64[s]"
    for name in ("relation", "confidence", "polarity", "licence_kind", "status", "price_currency"):
        assert isinstance(edges[name].dtype, pd.CategoricalDtype)
    assert edges["share"].dtype == pd.Float64Dtype()
    assert edges["sure"].dtype == edges["control"].dtype == pd.BooleanDtype()
    assert edges["subject"].dtype == nodes["name"].dtype == pd.StringDtype("pyarrow")
    assert isinstance(nodes["kind"].dtype, pd.CategoricalDtype)
    assert edges["share"].isna().any()
    assert edges["share"].max() == 100
    assert len(edges.explode("sources")) == edges["sources"].list.len().sum()
    assert edges.merge(nodes, left_on="subject", right_on="key").shape[0] == len(edges)


def test_open_sides_are_not_there_and_old_years_are(hostile: Graph) -> None:
    _, edges = hostile.to_pandas(relations=["USES_LICENCE_OF"])
    assert edges["valid_to_latest"].isna().all()
    assert edges["valid_from_earliest"].min() == pd.Timestamp("1620-01-01")
    assert edges["valid_from_latest"].max() == pd.Timestamp("2300-12-31")
    by = edges[edges["valid_from"] == "by 2020"]
    assert by["valid_from_earliest"].isna().all()
    assert (by["valid_from_latest"] == pd.Timestamp("2020-12-31")).all()


def test_a_day_gives_what_may_hold_on_it_and_how_surely(seeds: Graph) -> None:
    graph = seeds.to_networkx(**DAY)
    around = seeds.around("NIO", DAY["as_of"], DAY["known_on"])
    for subject, object_, key, edge in around.edges(keys=True, data=True):
        assert graph[subject][object_][key]["certainty"] == edge["certainty"]
    assert {each for *_, each in graph.edges(data="certainty")} == {"yes", "possible"}
    everything = seeds.to_networkx(known_on=DAY["known_on"])
    assert graph.number_of_edges() < everything.number_of_edges()
    assert not any("certainty" in each for *_, each in everything.edges(data=True))


def test_nothing_is_known_before_it_was_published(seeds: Graph) -> None:
    _, edges = seeds.to_pandas(known_on="2020-01-01")
    assert 0 < len(edges) < 500
    assert (edges["known_from"] <= pd.Timestamp("2020-01-01")).all()


def test_attributes_in_networkx_have_types_and_none_is_empty(seeds: Graph) -> None:
    graph = seeds.to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    _, edges = seeds.to_pandas()
    assert graph.number_of_edges() == len(edges)
    types = {
        name: {type(edge[name]) for *_, edge in graph.edges(data=True) if name in edge}
        for name in ("valid_from_earliest", "known_from", "share", "sure", "sources", "valid_from")
    }
    assert types == {
        "valid_from_earliest": {date},
        "known_from": {date},
        "share": {float},
        "sure": {bool},
        "sources": {list},
        "valid_from": {str},
    }
    assert all(value is not None for *_, edge in graph.edges(data=True) for value in edge.values())
    assert graph.nodes["nio"]["name"] == "NIO"
    assert "蔚来" in graph.nodes["nio"]["names"]
    keys = {id(node) for edge in graph.edges() for node in edge}
    assert len(keys) <= graph.number_of_nodes(), "a key is kept once, however many edges it has"


def test_an_answer_gives_the_same_edges_as_the_graph(seeds: Graph) -> None:
    graph = seeds.to_networkx(**DAY)
    answer = seeds.ask("who-builds-on-whose-licence", **DAY).to_networkx()
    assert answer.number_of_edges() > 10
    for subject, object_, key, edge in answer.edges(keys=True, data=True):
        assert edge == graph[subject][object_][key]
        assert edge["known_from"] <= date(2026, 11, 23)
    for node, about in answer.nodes(data=True):
        assert about == {name: graph.nodes[node][name] for name in ("name", "kind", "names")}


def test_networkx_itself_made_the_same_graph(seeds: Graph) -> None:
    ours = seeds.to_networkx()
    theirs: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    theirs.add_nodes_from(ours.nodes(data=True))
    theirs.add_edges_from(ours.edges(keys=True, data=True))
    assert nx.utils.graphs_equal(ours, theirs)
    assert dict(ours.in_degree()) == dict(theirs.in_degree())
    ours.remove_node("nio")
    assert all("nio" not in edge for edge in ours.edges())


def test_relations_kinds_and_isolated_nodes_are_chosen(seeds: Graph) -> None:
    nodes, edges = seeds.to_pandas(relations=["USES_LICENCE_OF"], kinds=["Company"])
    assert set(edges["relation"]) == {"USES_LICENCE_OF"}
    assert set(nodes["kind"]) == {"Company"}
    touched, same = seeds.to_pandas(
        relations=["USES_LICENCE_OF"], kinds=["Company"], isolated=False
    )
    assert len(same) == len(edges)
    assert set(touched["key"]) == {*edges["subject"], *edges["object"]} < set(nodes["key"])
    nothing, no_edges = seeds.to_pandas(known_on="1900-01-01", isolated=False)
    assert len(nothing) == len(no_edges) == 0
    assert list(no_edges.columns) == list(seeds.to_pandas()[1].columns)


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"relations": ["USES_LICENSE_OF"]}, "did you mean USES_LICENCE_OF"),
        ({"kinds": ["Firm"]}, "no kind of node is called 'Firm'"),
        ({"relations": ["founded"]}, "no relation between nodes is called 'founded'"),
    ],
)
def test_a_name_that_the_vocabulary_lacks_is_one_clear_error(
    seeds: Graph, part: dict[str, list[str]], says: str
) -> None:
    with pytest.raises(UnknownName, match=says):
        seeds.to_networkx(**part)  # type: ignore[arg-type]


def test_arrow_polars_and_pandas_say_the_same(seeds: Graph) -> None:
    _, arrow = seeds.to_arrow()
    _, polars = seeds.to_polars()
    _, pandas = seeds.to_pandas()
    assert arrow.num_rows == polars.height == len(pandas)
    assert polars["key"].to_list() == pandas["key"].tolist() == arrow["key"].to_pylist()
    assert polars["share"].sum() == pytest.approx(pandas["share"].sum())


def test_answers_are_tables_too(seeds: Graph) -> None:
    answer = seeds.ask("who-builds-on-whose-licence", **DAY)
    frame = answer.to_pandas()
    assert list(frame.columns) == list(answer.columns)
    assert frame["licence_holder"].tolist() == [row["licence_holder"] for row in answer.rows]
    assert answer.to_polars().height == answer.to_arrow().num_rows == len(answer)
    mixed = seeds.cypher("UNWIND [1, 'a', null] AS x RETURN x").to_pandas()
    assert mixed["x"].tolist() == ["1", "a", pd.NA]


def test_a_column_of_nothing_is_text() -> None:
    rows = [{"who": None, "sources": []}, {"who": None, "sources": []}]
    answer = Answer("nothing", {}, ("who", "sources"), rows)
    assert answer.to_arrow().schema.types == [pa.string(), pa.list_(pa.string())]
    assert answer.to_pandas()["sources"].dtype == pd.ArrowDtype(pa.list_(pa.string()))


def test_separators_in_data_do_not_shift_columns(hostile: Graph) -> None:
    nodes, edges = (each.to_pylist() for each in hostile.to_arrow())
    assert {each["key"]: each["name"] for each in nodes} == {
        each.key: each.name for each in HOSTILE_WORLD.entities
    }
    aliases = {each["key"]: each["aliases"] for each in nodes}
    for entity in HOSTILE_WORLD.entities:
        assert aliases[entity.key] == [":".join(pair) for pair in entity.aliases]
    assert {each["scope"] for each in edges if each["scope"]} == {
        dict(each.details)["scope"]
        for each in HOSTILE_WORLD.statements
        if each.relation == "USES_LICENCE_OF"
    }


@pytest.mark.slow
def test_both_engines_give_the_same_tables(neo4j_server: Server, tmp_path: Path) -> None:
    with (
        graphkit.open(neo4j_server.url, **neo4j_server.login) as served,
        graphkit.open(tmp_path / "store") as embedded,
    ):
        for graph in (served, embedded):
            graph.load("rail")
            graph.store.write(HOSTILE_WORLD)
        # A server plans the query of each relation anew: a day is asked of those that are there.
        there = sorted({each["relation"] for each in embedded.to_arrow()[1].to_pylist()})
        for part in (
            {},
            {**DAY, "relations": there},
            {"known_on": "2022-01-01", "relations": ["OWNS"], "isolated": False},
        ):
            ours, theirs = embedded.to_arrow(**part), served.to_arrow(**part)  # type: ignore[arg-type]
            for mine, other in zip(ours, theirs, strict=True):
                assert mine.to_pylist() == other.to_pylist()
                assert mine.schema == other.schema


def test_every_relation_has_a_column_for_each_of_its_fields(tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "nothing") as empty:
        nodes, edges = empty.to_arrow()
    fields = {
        each.name
        for relation in RELATIONS.values()
        if not relation.is_attribute
        for each in relation.fields
    }
    assert fields <= set(edges.column_names)
    assert pa.types.is_dictionary(nodes.schema.field("kind").type)
