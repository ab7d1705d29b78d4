"""Every format on real and on hostile data, opened by the tools that it is for."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import category

import igraph
import networkx as nx
import openpyxl
import pyarrow.parquet as pq
import pydot
import pytest
import rdflib
from export_worlds import HOSTILE_WORLD, PAYLOADS
from followthemoney import model as ftm_model
from libcovebods import config, data_reader, jsonschemavalidate, run_tasks, schema
from neo4j_server import Server
from pyshacl import validate

import graphkit
from graphkit import model
from graphkit.errors import BadValue, GraphkitError, UnknownName
from graphkit.export import FORMATS
from graphkit.export.ftm import EDGES
from graphkit.graph import Graph
from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.values import clean_text

DAY = {"as_of": "2023-12-10", "known_on": "2026-11-23"}
PACKS = [name for name, each in FORMATS.items() if not each.suffix]


def _export(graph: Graph, folder: Path, name: str, **part: Any) -> Path:
    place = folder / f"{name}{FORMATS[name].suffix}"
    graph.export(place, name, **part)
    return place


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("which", ["seeds", "hostile"])
def test_every_format_writes_and_tells_what_it_lost(
    request: pytest.FixtureRequest, tmp_path: Path, name: str, which: str
) -> None:
    graph = request.getfixturevalue(which)
    place = tmp_path / f"out{FORMATS[name].suffix}"
    report = graph.export(place, name)
    assert all(each.is_file() for each in report.paths)
    told = json.loads(report.paths[-1].read_text(encoding="utf-8"))
    assert told["format"] == name
    assert told["files"] == list(report.files[:-1])
    assert sum(told["carried"].values()) > 0
    assert all(each["count"] and each["what"] and each["why"] for each in told["lost"])
    assert str(tmp_path) not in json.dumps(told)
    nodes, edges = graph.to_arrow()
    counts = {*told["carried"].values(), *(each["count"] for each in told["lost"])}
    if name not in {"bods", "ftm"}:
        assert {nodes.num_rows, edges.num_rows} <= counts
    again = graph.export(place, name)
    assert again == report, "a second export says and writes the same"
    assert not list(tmp_path.rglob(".graphkit-*"))


@pytest.mark.parametrize("name", PACKS)
def test_packs_come_back_with_the_same_content(seeds: Graph, tmp_path: Path, name: str) -> None:
    report = seeds.export(tmp_path / "out", name)
    assert "same content hash" in report.comes_back
    with graphkit.open(tmp_path / "store") as again:
        again.load(tmp_path / "out")
        assert again.store.content_hash() == seeds.store.content_hash()


@pytest.mark.parametrize("name", PACKS)
def test_entities_judged_to_be_one_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("autos-china")
        graph.judge("xpeng", "li-auto", "same", who="A. Analyst", why="a test")
        graph.decide("autos-china:r12b", "set-aside", who="A. Analyst", why="a test")
        graph.export(tmp_path / "out", name)
        with graphkit.open(tmp_path / "again") as again:
            again.load(tmp_path / "out")
            assert again.store.content_hash() == graph.store.content_hash()


def test_a_part_of_the_graph_comes_back_as_far_as_it_went(seeds: Graph, tmp_path: Path) -> None:
    report = seeds.export(tmp_path / "out", "csv", known_on="2021-01-01", relations=["OWNS"])
    assert "as far as it was exported" in report.comes_back
    with graphkit.open(tmp_path / "store") as again:
        again.load(tmp_path / "out")
        assert {
            row["r"] for row in again.cypher("MATCH ()-[r]->(:Entity) RETURN type(r) AS r")
        } == {"OWNS"}


def test_spreadsheets_run_nothing(hostile: Graph, tmp_path: Path) -> None:
    hostile.export(tmp_path / "csv", "csv")
    hostile.export(tmp_path / "xlsx", "xlsx")
    for file in (tmp_path / "csv").rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            cells = [cell for row in csv.reader(opened) for cell in row]
        assert not [each for each in cells if each[:1] in {"=", "@", "+"}]
    formulas = 0
    for file in (tmp_path / "xlsx").rglob("*.xlsx"):
        for row in openpyxl.load_workbook(file).active.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            formulas += sum(str(cell.value).startswith("=HYPERLINK") for cell in row)
    assert formulas > 3, "the text itself is there, as text"


def test_readers_get_facts_with_names_and_typed_columns(seeds: Graph, tmp_path: Path) -> None:
    seeds.export(tmp_path, "parquet", **DAY)
    facts = pq.read_table(tmp_path / "facts.parquet").to_pylist()
    row = next(each for each in facts if each["subject_name"] == "NIO")
    assert row["certainty"] in {"yes", "possible"}
    assert {type(each["share"]) for each in facts} == {float, type(None)}
    assert len(facts) == seeds.to_arrow(**DAY)[1].num_rows


def test_graphml_opens_in_networkx_and_igraph(seeds: Graph, tmp_path: Path) -> None:
    place = _export(seeds, tmp_path, "graphml")
    ours, theirs = seeds.to_networkx(), nx.read_graphml(place, force_multigraph=True)
    assert set(theirs.edges(keys=True)) == set(ours.edges(keys=True))
    assert set(theirs.nodes) == set(ours.nodes)
    for subject, object_, key, edge in ours.edges(keys=True, data=True):
        read = theirs[subject][object_][key]
        for name in ("sure", "share", "valid_from", "licence_kind"):
            assert read.get(name) == edge.get(name)
        assert read["sources"] == " | ".join(edge["sources"])
    opened = igraph.Graph.Read_GraphML(str(place))
    assert (opened.vcount(), opened.ecount()) == (len(ours), ours.number_of_edges())
    assert "蔚来" in " ".join(opened.vs["names"])


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_xml_keeps_hostile_names(hostile: Graph, tmp_path: Path, name: str) -> None:
    place = _export(hostile, tmp_path, name)
    ET.parse(place)
    read = nx.read_graphml(place) if name == "graphml" else nx.read_gexf(place)
    label = "name" if name == "graphml" else "label"
    names = {about[label] for _, about in read.nodes(data=True)}
    assert set(PAYLOADS) <= names


def test_gexf_shows_each_fact_in_its_time(seeds: Graph, tmp_path: Path) -> None:
    place = _export(seeds, tmp_path, "gexf")
    read = nx.read_gexf(place)
    assert read.graph["mode"] == "dynamic"
    ours = seeds.to_networkx()
    assert {edge["id"] for *_, edge in read.edges(data=True)} == {
        key for *_, key in ours.edges(keys=True)
    }
    spaces = {"g": "http://gexf.net/1.3"}
    root = ET.parse(place).getroot()
    assert root.find("g:graph", spaces).get("timeformat") == "date"  # type: ignore[union-attr]
    [edge] = root.findall(".//g:edge[@source='jac-motors'][@target='nio']", spaces)
    assert edge.get("end") == "2024-04-17", "the last day on which it may have held"
    told = [
        (each.get("value"), each.get("start"), each.get("end"))
        for each in edge.findall(".//g:attvalue[@for='certainty']", spaces)
    ]
    assert [value for value, *_ in told] == ["possible", "yes", "possible"]
    for (_, _, end), (_, start, _) in pairwise(told):
        assert start > end  # type: ignore[operator]  # one after the other, never both


@pytest.mark.filterwarnings("ignore:'set|'parse|'leave|'enable:DeprecationWarning")  # pydot's own
def test_dot_is_read_by_its_own_parser(hostile: Graph, seeds: Graph, tmp_path: Path) -> None:
    for graph in (seeds, hostile):
        [drawn] = pydot.graph_from_dot_file(str(_export(graph, tmp_path, "dot"))) or []
        nodes, edges = graph.to_arrow()
        named = [each for each in drawn.get_nodes() if each.get_name() not in {"node", '"\\n"'}]
        assert len(named) == nodes.num_rows
        assert len(drawn.get_edges()) == edges.num_rows


def test_followthemoney_accepts_every_entity(hostile: Graph, seeds: Graph, tmp_path: Path) -> None:
    for graph in (seeds, hostile):
        text = _export(graph, tmp_path, "ftm").read_text(encoding="utf-8")
        entities = [json.loads(line) for line in text.split("\n") if line]
        known = {each["id"]: ftm_model.get(each["schema"]) for each in entities}
        assert len(known) == len(entities)
        for each in entities:
            proxy = ftm_model.get_proxy(each, cleaned=False)
            proxy.schema.validate(each)
            for name, values in each["properties"].items():
                prop = proxy.schema.properties[name]
                if prop.type.name == "entity":
                    assert all(known[value].is_a(prop.range) for value in values)
                elif name != "country":
                    assert {*map(clean_text, proxy.get(name))} == {*map(clean_text, values)}


def test_followthemoney_claims_no_more_than_the_graph(seeds: Graph, tmp_path: Path) -> None:
    text = _export(seeds, tmp_path, "ftm").read_text(encoding="utf-8")
    entities = [json.loads(line) for line in text.split("\n") if line]
    sure = {edge["fact"] for *_, edge in seeds.to_networkx().edges(data=True) if edge["sure"]}
    owned = [each for each in entities if each["schema"] == "Ownership"]
    assert len(owned) > 50
    assert {each["properties"]["recordId"][0] for each in owned} <= sure
    ended = [
        edge
        for *_, edge in seeds.to_networkx().edges(data=True)
        if "valid_to_latest" in edge and edge["relation"] == "OWNS"
    ]
    links = [each["properties"] for each in entities if "recordId" in each["properties"]]
    told = {each["recordId"][0]: each for each in links}
    assert ended
    assert all("endDate" in told[edge["fact"]] for edge in ended)


def test_a_day_that_is_rumoured_or_set_aside_is_not_exported_as_that_of_the_company(
    tmp_path: Path,
) -> None:
    def founded(key: str, value: str, **more: str) -> Statement:
        return Statement("d", key, "founded", "s", value=value, row=f"{key}{value}", **more)

    claims = [
        founded("a", "2010", confidence="rumoured"),
        *(founded("b", "2011"), founded("b", "2012", confidence="rumoured")),
        *(founded("c", "2013"), founded("c", "2014")),
    ]
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(
            Batch(
                (Dataset("d", "D", "2026-01-01"),),
                tuple(Entity(key, "Company", key.upper()) for key in "abc"),
                (Source("s", "T", "P", "press", "2026-01-01"),),
                tuple(claims),
            )
        )
        graph.decide(claims[-1].key, "set-aside", who="A. Analyst", why="a test")
        text = _export(graph, tmp_path, "ftm").read_text(encoding="utf-8")
    told = {each["id"]: each["properties"] for each in map(json.loads, text.splitlines())}
    days = {each["name"][0]: each.get("incorporationDate") for each in told.values()}
    assert days == {"A": None, "B": ["2011"], "C": ["2013"]}


# What asks the net for the codes of identifiers.
_ONLINE = {"LegacyChecks", "LegacyChecksNeedingHistory"}


@pytest.mark.parametrize("which", ["seeds", "hostile"])
def test_bods_keeps_its_own_schema_and_rules(
    request: pytest.FixtureRequest, tmp_path: Path, which: str
) -> None:
    place = _export(request.getfixturevalue(which), tmp_path, "bods")
    reader = data_reader.DataReader(str(place))
    known = schema.SchemaBODS(reader, config.LibCoveBODSConfig())
    found = [each.json() for each in jsonschemavalidate.JSONSchemaValidator(known).validate(reader)]
    assert found == []
    tasks = [each for each in run_tasks.TASK_CLASSES if each.__name__ not in _ONLINE]
    checked = run_tasks.process_additional_checks(
        reader, config.LibCoveBODSConfig(), known, [each for each in tasks if _offline(each, known)]
    )
    assert checked["additional_checks"] == []
    interests = {
        each["type"]
        for statement in json.loads(place.read_text(encoding="utf-8"))
        for each in statement["recordDetails"].get("interests", ())
    }
    assert {"shareholding", "rightsGrantedByContract"} <= interests


def _offline(task: Any, known: Any) -> bool:
    try:
        task(config.LibCoveBODSConfig(), known)
    except OSError:
        return False
    return True


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix gk: <urn:graphkit:vocabulary:> .
gk:FactShape a sh:NodeShape ; sh:targetClass gk:Fact ;
  sh:property [ sh:path gk:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:class gk:Entity ] ;
  sh:property [ sh:path gk:object ; sh:minCount 1 ; sh:maxCount 1 ; sh:class gk:Entity ] ;
  sh:property [ sh:path gk:known_from ; sh:minCount 1 ; sh:datatype xsd:date ] ;
  sh:property [ sh:path gk:valid_from_latest ; sh:datatype xsd:date ; sh:maxCount 1 ] ;
  sh:property [ sh:path gk:sure ; sh:minCount 1 ; sh:datatype xsd:boolean ] ;
  sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class gk:Statement ] .
gk:StatementShape a sh:NodeShape ; sh:targetClass gk:Statement ;
  sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:maxCount 1 ; sh:class gk:Source ] .
gk:SourceShape a sh:NodeShape ; sh:targetClass gk:Source ;
  sh:property [ sh:path schema:publisher ; sh:minCount 1 ] .
gk:EntityShape a sh:NodeShape ; sh:targetClass gk:Entity ;
  sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:datatype xsd:string ] .
"""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("which", ["seeds", "hostile"])
def test_linked_data_is_read_and_has_its_shape(
    request: pytest.FixtureRequest, tmp_path: Path, which: str
) -> None:
    graph = request.getfixturevalue(which)
    data = rdflib.Graph().parse(_export(graph, tmp_path, "jsonld"), format="json-ld")
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    conforms, _, told = validate(data, shacl_graph=shapes)
    assert conforms, told
    gk = rdflib.Namespace("urn:graphkit:vocabulary:")
    facts = set(data.subjects(rdflib.RDF.type, gk.Fact))
    assert len(facts) == graph.to_arrow()[1].num_rows
    assert not list(data.triples((None, gk.USES_LICENCE_OF, None))), "no bare triple without a day"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
def test_a_bare_triple_is_only_what_is_certain_on_the_day(seeds: Graph, tmp_path: Path) -> None:
    data = rdflib.Graph().parse(_export(seeds, tmp_path, "jsonld", **DAY), format="json-ld")
    gk = rdflib.Namespace("urn:graphkit:vocabulary:")
    _, edges = seeds.to_pandas(**DAY, relations=["USES_LICENCE_OF"])
    certain = edges[edges["certainty"] == "yes"]
    told = {
        tuple(str(each).rpartition(":")[2] for each in row) for row in data[: gk.USES_LICENCE_OF]
    }
    assert told == set(zip(certain["subject"], certain["object"], strict=True))
    issued = data.subject_objects(rdflib.URIRef("https://schema.org/issuedBy"))
    assert ("cn-car-production", "national-development-and-reform-commission") in {
        tuple(str(each).rpartition(":")[2] for each in row) for row in issued
    }


@pytest.mark.slow
@pytest.mark.parametrize("which", ["small", "hostile"])
def test_the_script_makes_the_graph_in_a_real_neo4j(
    request: pytest.FixtureRequest, neo4j_server: Server, tmp_path: Path, which: str
) -> None:
    import neo4j

    graph = request.getfixturevalue(which)
    script = _export(graph, tmp_path, "cypher").read_text(encoding="utf-8")
    login = neo4j_server.login
    with (
        neo4j.GraphDatabase.driver(
            neo4j_server.url, auth=(login["user"], login["password"]) if login else None
        ) as driver,
        driver.session() as session,
    ):
        for _ in range(2):  # a second run changes nothing
            for statement in script.split(";\n"):
                if statement:
                    session.run(statement).consume()
        found = session.run(
            "MATCH (n:Entity) RETURN n.key AS key, n.name AS name ORDER BY key"
        ).data()
        count = session.run("MATCH (:Entity)-[r]->(:Entity) RETURN count(r)").single()
        quotes = session.run("MATCH (s:Statement) RETURN s.key, s.quote").values()
    nodes, edges = graph.to_arrow()
    unseen = {each["key"] for each in found if not each["name"].isprintable()}
    ours = dict(zip(nodes["key"].to_pylist(), nodes["name"].to_pylist(), strict=True))
    theirs = {each["key"]: each["name"] for each in found}
    assert {key: ours[key] for key in ours if ours[key].isprintable()} == {
        key: name for key, name in theirs.items() if ours[key].isprintable()
    }
    assert unseen <= ours.keys()
    assert count is not None
    assert count[0] == edges.num_rows
    if which == "hostile":
        # Control characters do not survive, which the report of losses says; all else does.
        kept = {
            each.key: "".join(c for c in each.quote if c in "\t\n\r" or category(c) != "Cc")
            for each in HOSTILE_WORLD.statements
        }
        assert {key: quote or "" for key, quote in quotes} == kept


@contextmanager
def _failing(name: str, error: Exception, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def fail(*_: Any) -> None:
        raise error

    chosen = FORMATS[name]
    monkeypatch.setitem(FORMATS, name, type(chosen)(name, "", chosen.suffix, fail))  # type: ignore[misc]
    yield


@pytest.mark.parametrize("name", ["csv", "gexf"])
def test_what_fails_leaves_what_was_there(
    seeds: Graph, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _export(seeds, tmp_path, name)
    before = {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*") if each.is_file()}
    with (
        _failing(name, OSError(28, "No space left on device"), monkeypatch),
        pytest.raises(BadValue, match="No space left"),
    ):
        seeds.export(place, name)
    after = {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*") if each.is_file()}
    assert after == before


def test_a_file_that_cannot_be_put_in_its_place_leaves_all_others_as_they_were(
    seeds: Graph, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    files = sorted(seeds.export(tmp_path, "parquet", as_of="2020-01-01").files)
    before = {each: (tmp_path / each).read_bytes() for each in files[:-1]}
    (tmp_path / files[0]).unlink()
    (tmp_path / files[0]).symlink_to(tmp_path / "mine.txt")
    (tmp_path / files[-1]).unlink()
    (tmp_path / files[-1]).mkdir()
    before[files[0]] = b"mine"
    with pytest.raises(BadValue, match=r"cannot write to .*irectory"):
        seeds.export(tmp_path, "parquet")
    assert {each: (tmp_path / each).read_bytes() for each in files[:-1]} == before
    left = {each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*") if each.is_file()}
    assert left == {*files[:-1], "mine.txt"}
    (tmp_path / files[1]).unlink()
    with pytest.raises(BadValue, match=r"cannot write to .*irectory"):
        seeds.export(tmp_path, "parquet")
    assert not (tmp_path / files[1]).exists()
    assert (tmp_path / files[0]).is_symlink()


def test_places_and_formats_that_cannot_be(seeds: Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean gexf"):
        seeds.export(tmp_path, "gefx")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadValue, match="is a file"):
        seeds.export(tmp_path / "file", "csv")
    with pytest.raises(BadValue, match="cannot write"):
        seeds.export("/proc/nowhere/x.gexf", "gexf")
    assert (tmp_path / "file").read_text() == "mine"
    assert seeds.export(tmp_path, "dot").files[0] == "graph.dot", "a folder takes the file"


def test_another_export_to_the_same_folder_leaves_no_old_files(
    seeds: Graph, tmp_path: Path
) -> None:
    seeds.export(tmp_path, "csv")
    (tmp_path / "mine.txt").write_text("mine")
    seeds.export(tmp_path, "parquet")
    assert not list(tmp_path.rglob("*.csv"))
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_report_cannot_name_files_elsewhere(seeds: Graph, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "losses.json").write_text(json.dumps({"files": ["../outside.txt", str(outside)]}))
    seeds.export(folder, "parquet")
    assert outside.read_text() == "mine"


def test_a_data_set_that_no_folder_can_be_called_after_is_one_clear_error(tmp_path: Path) -> None:
    from graphkit.statement import Batch, Dataset

    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(Batch((Dataset("../up", "T", "2026-01-01"),)))
        with pytest.raises(BadValue, match="no folder can be called that"):
            graph.export(tmp_path / "out", "csv")
    assert not (tmp_path / "up").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_graph_is_exported_too(tmp_path: Path, name: str) -> None:
    with graphkit.open(tmp_path / "nothing") as empty:
        report = empty.export(tmp_path / f"out{FORMATS[name].suffix}", name)
    assert report.lost == ()
    assert "nothing was left out" in str(report)


def test_terms_of_the_vocabulary_are_terms_of_what_they_name() -> None:
    interests = {
        each["code"]
        for each in csv.DictReader(
            (Path(schema.__file__).parent / "data/schema-0-4-0/codelists/interestType.csv")
            .read_text(encoding="utf-8")
            .splitlines()
        )
    }
    for kind in model.KINDS.values():
        if "ftm" in kind.maps:
            assert ftm_model.get(kind.maps["ftm"]) is not None
    for relation in model.RELATIONS.values():
        term = relation.maps.get("ftm", "")
        if relation.is_attribute:
            assert not term or term in ftm_model.get("Company").properties  # type: ignore[union-attr]
        elif term:
            found = ftm_model.get(term)
            assert found is not None
            assert found.edge
            assert (found.source_prop.name, found.target_prop.name) == EDGES[term][:2]
        assert relation.maps.get("bods", "shareholding") in interests
    for each in (*model.KINDS.values(), *model.RELATIONS.values()):
        prefix = each.maps.get("fibo", "schema:").partition(":")[0].lstrip("^")
        assert prefix in model.PREFIXES


def test_errors_are_graphkits_own(seeds: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphkitError):
        seeds.export(tmp_path / "x", "csv", as_of="yesterday")
