"""What each request is answered with, on the bundled packs: by what it says, not by its size."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from neo4j_server.fixtures import NEO4J_VERSIONS, PackServer

import graphkit
from graphkit import model
from graphkit.errors import BadValue, QueryError, UnknownName
from graphkit.graph import Graph
from graphkit.questions.catalogue import catalogue
from graphkit.values import MAX_DATE
from graphkit.views import style
from graphkit.views.explorer.answers import VERBS, Session, parse
from graphkit.views.explorer.timed import TimedStore

Ask = Callable[..., Any]
DAYS = {"as_of": "2023-12-10", "known_on": "2026-11-23"}


@pytest.fixture(scope="module")
def ask(seeds: Graph) -> Ask:
    session = Session(seeds.store)
    return lambda verb, **fields: session.answer(parse(verb, fields))


def names(scene: dict[str, Any]) -> set[str]:
    return set(scene["nodes"]["name"])


def triples(scene: dict[str, Any]) -> set[tuple[str, str, str]]:
    nodes, edges = scene["nodes"]["name"], scene["edges"]
    return {
        (nodes[tail], relation, nodes[head])
        for tail, relation, head in zip(
            edges["source"], edges["relation"], edges["target"], strict=True
        )
    }


def certainty(versions: list[list[Any]], as_of: str, known_on: str) -> str:
    """What the page makes of the versions of a fact, by the rule of the contract."""
    for from_e, from_l, to_e, to_l, known_from, known_to, sure, *_ in versions:
        if known_from <= known_on < known_to:
            if sure and from_l <= as_of < to_e:
                return "yes"
            return "possible" if from_e <= as_of < to_l else "no"
    return "no"


def check_columns(scene: dict[str, Any]) -> None:
    for group in ("nodes", "edges", "sources"):
        assert len({len(column) for column in scene[group].values()}) == 1, group
    count = len(scene["nodes"]["key"])
    assert len(set(scene["nodes"]["key"])) == count
    assert len(set(scene["edges"]["fact"])) == len(scene["edges"]["fact"])
    assert all(0 <= end < count for side in ("source", "target") for end in scene["edges"][side])
    sources = len(scene["sources"]["key"])
    for versions in scene["edges"]["versions"]:
        assert versions == sorted(versions, key=lambda each: each[4])
        for one, two in pairwise(versions):
            assert one[5] <= two[4]
        assert all(0 <= place < sources for each in versions for place in each[12])


def test_the_first_view_is_the_whole_licence_backbone(ask: Ask, seeds: Graph) -> None:
    scene = ask("view")
    check_columns(scene)
    assert scene["truncated"] == ""
    rows = seeds.cypher("MATCH (a)-[r:USES_LICENCE_OF]->(b) RETURN DISTINCT a.name, b.name").rows
    lent = {tuple(row.values()) for row in rows}
    assert {(one, two) for one, how, two in triples(scene) if how == "USES_LICENCE_OF"} == lent
    assert set(scene["edges"]["relation"]) <= set(ask("about")["model"]["backbone"])


def test_every_rule_that_a_fact_or_a_proof_cites_is_told_in_words(ask: Ask) -> None:
    told = ask("about")["model"]["rules"]
    versions = ask("view")["edges"]["versions"]
    cited = {rule for each in versions for version in each for rule in version[10]}
    answer = ask("ask", question="routes", parameters={"company": "nio"}, **DAYS)
    waiting = [proof for row in answer["proofs"] for proof in row]
    for each in waiting:
        waiting.extend(each.get("because", ()))
        cited.update(each["rule"].split(", ") if each["rule"] else ())
    assert {"held-by", "disputed", "borrowed"} <= cited
    # What a proof claims as a whole cites its verdict, and what is said, nothing further.
    assert cited - told.keys() <= {"stated", "yes", "possible", "denied", "not known"}


def test_no_two_marks_of_the_first_view_lie_on_one_another(ask: Ask) -> None:
    nodes = ask("view")["nodes"]
    spots = list(zip(nodes["x"], nodes["y"], strict=True))
    for at, (x, y) in enumerate(spots):
        for other_x, other_y in spots[at + 1 :]:
            assert max(abs(x - other_x), abs(y - other_y)) > 20


def test_a_smaller_first_view_has_the_hubs_and_says_that_it_is_cut(ask: Ask) -> None:
    scene = ask("view", limit=40)
    check_columns(scene)
    assert len(scene["nodes"]["key"]) <= 40
    assert {"Gilead Sciences", "Fiat"} <= names(scene)
    assert scene["truncated"]


def test_a_view_on_a_party_goes_on_through_paths_only(ask: Ask) -> None:
    scene = ask("view", focus=["蔚来"], depth=2)
    check_columns(scene)
    assert ("NIO", "USES_LICENCE_OF", "JAC Motors") in triples(scene)
    assert "NIO Technology (Anhui) Co., Ltd" in names(scene)
    # Held by every car maker: what hangs on it is not what hangs on NIO.
    assert "Chery" not in names(scene)


def test_both_clocks_can_be_turned_with_what_a_scene_holds(ask: Ask, seeds: Graph) -> None:
    """Every edge of the scene, on days of both clocks, as the engine itself says."""
    scene = ask("view", focus=["NIO", "Xiaomi", "Jidu"], depth=2)
    query = """
    MATCH (:Entity)-[r]->(:Entity)
    WHERE r.known_from <= $known_on AND $known_on < r.known_to
    RETURN r.fact AS fact, CASE
      WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
      WHEN r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest THEN 'possible'
      ELSE 'no' END AS certainty
    """
    seen = set()
    for as_of in ("2016-01-01", "2022-06-01", "2023-12-04", "2024-02-15", "2026-11-23"):
        for known_on in ("2020-01-01", "2023-12-01", "2023-12-10", "2026-11-23"):
            days = {"as_of": as_of, "known_on": known_on}
            told = {row["fact"]: row["certainty"] for row in seeds.cypher(query, days)}
            for fact, versions in zip(
                scene["edges"]["fact"], scene["edges"]["versions"], strict=True
            ):
                here = certainty(versions, as_of, known_on)
                assert here == told.get(fact, "no")
                seen.add(here)
    assert seen == {"yes", "possible", "no"}


def test_opening_a_node_brings_its_neighbours_and_what_joins_them(ask: Ask) -> None:
    scene = ask("expand", key="nio", beside=["jac-motors", "xiaomi", "pfizer"])
    check_columns(scene)
    assert ("NIO", "USES_LICENCE_OF", "JAC Motors") in triples(scene)
    # On the screen already, and joined by the qualification that both of them have.
    assert ("Xiaomi", "CLEARED", "NDRC project approval (China)") in triples(scene)
    assert "Pfizer" not in names(scene)
    few = ask("expand", key="nio", limit=3)
    assert len(few["nodes"]["key"]) == 4
    assert "3 of" in few["truncated"]
    # The telling relations first.
    assert "JAC Motors" in names(few)


def test_what_a_party_builds_on_leads_to_all_that_the_chain_to_the_regulator_tells_of(
    ask: Ask,
) -> None:
    for name in ("NIO", "XPeng", "Jidu Auto", "Landwind"):
        told = ask("ask", question="chain-to-regulator", parameters={"company": name}, **DAYS)
        wanted = {fact for facts in told["row_facts"] for fact in facts}
        drawn = set(told["graph"]["edges"]["fact"])
        [start] = [
            each["key"] for each in ask("search", text=name)["found"] if each["name"] == name
        ]
        found: set[str] = set()
        seen, edge = {start}, [start]
        while edge:
            scene = ask("expand", key=edge.pop(), builds=True, limit=5_000)
            assert scene["truncated"] == ""
            found |= set(scene["edges"]["fact"])
            fresh = set(scene["nodes"]["key"]) - seen
            seen |= fresh
            edge += sorted(fresh)
        assert wanted & drawn
        assert wanted & drawn <= found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NIO", "NIO"), ("nio", "NIO"), ("蔚来", "NIO"), ("蔚來", "NIO"), ("weilai", "NIO"),
        ("wei lai", "NIO"), ("wl", "NIO"), ("江淮", "JAC Motors"), ("jianghuai", "JAC Motors"),
        ("Xiaom", "Xiaomi"), ("xioami", "Xiaomi"), ("9866", "NIO"), ("nextev", "NIO"),
        ("jac-motors", "JAC Motors"), ("  NIO  ", "NIO"), ("ＮＩＯ", "NIO"),
        ("chongqing", "Chongqing Lifan Automobile"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_both_scripts_and_as_it_sounds(ask: Ask, text: str, name: str) -> None:
    found = ask("search", text=text, limit=5)["found"]
    assert name in [each["name"] for each in found]
    if text not in {"chongqing", "wl"}:
        assert found[0]["name"] == name
    assert found == sorted(found, key=lambda each: -each["score"])


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "qqqqzzzz", "\x00", "%", "." * 400])
def test_what_is_nobodys_name_is_found_nowhere(ask: Ask, text: str) -> None:
    assert ask("search", text=text)["found"] == []


def test_an_entity_says_who_it_is(ask: Ask) -> None:
    nio = ask("entity", key="NIO", known_on="2026-11-23")
    assert ["zh-Hans", "蔚来"] in nio["names"]
    assert (nio["kind"], nio["country"], nio["industry"]) == ("Company", "CN", "autos")
    founded = [each for each in nio["attributes"] if each["relation"] == "founded"]
    assert founded
    assert all("was founded in" in each["sentence"] for each in founded)


def test_evidence_is_every_statement_that_could_be_known(ask: Ask, seeds: Graph) -> None:
    scene = ask("view", focus=["NIO"], depth=1)
    for fact in scene["edges"]["fact"]:
        told = ask("evidence", fact=fact, **DAYS)
        rows = seeds.cypher(
            "MATCH (s:Statement {fact: $fact}) WHERE s.known_earliest <= $day RETURN s.key AS key",
            {"fact": fact, "day": DAYS["known_on"]},
        ).rows
        assert {each["key"] for each in told["statements"]} == {row["key"] for row in rows}
        for each in told["statements"]:
            assert each["source"]["title"]
            assert each["source"]["url"] == "" or each["source"]["url"].startswith("http")
            assert each["quote"] or each["summary"]


def test_evidence_of_a_disputed_fact_has_the_conflict_and_how_to_settle_it(ask: Ask) -> None:
    rows = ask("ask", question="conflicts", parameters={}, **DAYS)
    fact = rows["row_facts"][0][0]
    told = ask("evidence", fact=fact, **DAYS)
    assert rows["rows"][0]["conflict"] in {each["kind"] for each in told["conflicts"]}
    assert all("graphkit " in each["hint"] for each in told["conflicts"])


def test_a_decision_is_told_with_its_ground(ask: Ask, seeds: Graph) -> None:
    [row] = seeds.cypher(
        "MATCH (d:Decision) MATCH (s:Statement {key: d.statement}) "
        "RETURN s.fact AS fact, s.key AS key ORDER BY key LIMIT 1"
    ).rows
    told = ask("evidence", fact=row["fact"], **DAYS)
    assert row["key"] in [each["statement"] for each in told["decisions"]]
    assert all(each["who"] and each["why"] for each in told["decisions"])


def test_evidence_knows_nothing_of_later_sources(ask: Ask) -> None:
    scene = ask("view", focus=["NIO"], depth=1)
    for fact in scene["edges"]["fact"]:
        try:
            told = ask("evidence", fact=fact, as_of="2023-12-10", known_on="2023-12-01")
        except UnknownName:
            continue
        assert all(each["known_earliest"] <= "2023-12-01" for each in told["statements"])


def test_a_path_explains_each_step_and_avoids_the_ministry(ask: Ask, seeds: Graph) -> None:
    path = ask("path", **{"from": "Li Auto", "to": "NIO"}, **DAYS)
    hubs = {row["key"] for row in seeds.cypher("MATCH (n:Authority) RETURN n.key AS key")}
    hubs |= {row["key"] for row in seeds.cypher("MATCH (n:Register) RETURN n.key AS key")}
    hubs |= {row["key"] for row in seeds.cypher("MATCH (n:Qualification) RETURN n.key AS key")}
    assert hubs.isdisjoint(path["scene"]["nodes"]["key"])
    path = ask("path", **{"from": "NIO", "to": "Changan Automobile"}, as_of="2022-06-01")
    assert path["steps"][0]["from"] == "nio"
    assert path["steps"][-1]["to"] == "changan-automobile"
    for one, two in pairwise(path["steps"]):
        assert one["to"] == two["from"]
    assert "step" in path["note"]
    assert {each["fact"] for each in path["steps"]} == set(path["scene"]["edges"]["fact"])


def test_a_path_is_as_short_as_networkx_finds_it(ask: Ask, seeds: Graph) -> None:
    paths = "|".join(name for name, each in model.RELATIONS.items() if each.path)
    graph = nx.Graph()
    for row in seeds.cypher(
        f"MATCH (a:Entity)-[r:{paths}]->(b:Entity) WHERE r.known_from <= $known_on "
        "AND $known_on < r.known_to AND r.valid_from_earliest <= $as_of "
        "AND $as_of < r.valid_to_latest RETURN a.key AS a, b.key AS b, a.kind AS kind",
        DAYS,
    ):
        if row["kind"] != "Authority":
            graph.add_edge(row["a"], row["b"])
    tried = 0
    for group in nx.connected_components(graph):
        for end in sorted(group)[1:6]:
            start = min(group)
            told = ask("path", **{"from": start, "to": end}, **DAYS)
            wanted = nx.shortest_path_length(graph, start, end)
            assert len(told["steps"]) == min(wanted, 8), (start, end)
            tried += 1
    assert tried > 60


def test_there_being_no_path_is_said_and_is_not_no(ask: Ask) -> None:
    path = ask("path", **{"from": "NIO", "to": "Gilead Sciences"}, **DAYS)
    assert path["steps"] == []
    assert "no way of at most 8 steps" in path["note"]
    path = ask("path", **{"from": "Fiat", "to": "Gilead Sciences"}, **DAYS)
    assert "nothing that is known on 2026-11-23 joins them on 2023-12-10" in path["note"]
    assert ask("path", **{"from": "NIO", "to": "nio"}, **DAYS)["note"]


@pytest.mark.parametrize("name", catalogue())
def test_every_question_answers_and_draws_what_its_rows_rest_on(
    ask: Ask, seeds: Graph, name: str
) -> None:
    needed = {
        each.name: {"day": "2022-01-01", "text": "NIO"}.get(each.type, "NIO")
        for each in catalogue()[name].parameters
        if not each.optional
    }
    if name == "stress":
        needed = {"suspend": "NIO"}
    told = ask("ask", question=name, parameters=needed, **DAYS)
    answer = seeds.ask(name, **needed, **DAYS)
    assert told["rows"] == answer.rows
    assert told["columns"] == list(answer.columns)
    assert (
        set(told["graph"]["edges"]["fact"])
        == {data["fact"] for _, _, data in answer.to_networkx().edges(data=True)}
        or told["graph"]["edges"]["fact"]
    )
    assert set(told["graph"]["edges"]["fact"]) <= set(answer.facts)
    json.dumps(told)


def test_a_stress_test_draws_who_is_stranded(ask: Ask) -> None:
    told = ask("ask", question="stress", parameters={"suspend": "JAC Motors"}, as_of="2022-06-01")
    assert "NIO" in {row["party"] for row in told["rows"]}
    assert "NIO" in names(told["graph"])


def test_many_rows_are_cut_and_the_number_of_all_is_told(ask: Ask) -> None:
    told = ask("ask", question="who-builds-on-whose-licence", parameters={}, limit=5, **DAYS)
    assert len(told["rows"]) == len(told["row_facts"]) == 5
    assert told["more"] > 5


def test_about_is_the_vocabulary_itself(ask: Ask) -> None:
    told = ask("about")
    joining = {name for name, each in model.RELATIONS.items() if not each.is_attribute}
    assert set(told["model"]["kinds"]) == set(model.KINDS)
    assert set(told["model"]["relations"]) == joining
    assert set(told["model"]["attributes"]) == set(model.RELATIONS) - joining
    for name, each in told["model"]["relations"].items():
        assert each["light"] == style.line_style(name).ink.light
        assert each["sentence"] == model.RELATIONS[name].sentence
    assert {each["name"] for each in told["questions"]} == set(catalogue())
    assert told["counts"]["facts"] > 400
    assert told["first_known"] == "2000-12-31"
    assert told["model"]["max_date"] == MAX_DATE


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("view", {"focus": ["nobody at all"]}),
        ("expand", {"key": "nobody at all"}),
        ("entity", {"key": "nobody at all"}),
        ("evidence", {"fact": "nothing"}),
        ("path", {"from": "NIO", "to": "nobody at all"}),
        ("ask", {"question": "who-is-who", "parameters": {}}),
        ("ask", {"question": "why", "parameters": {"company": "nobody at all"}}),
    ],
)
def test_what_is_not_known_is_said_by_name(ask: Ask, verb: str, fields: dict[str, Any]) -> None:
    with pytest.raises(UnknownName):
        ask(verb, **fields)


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("view", {"depth": 9}), ("view", {"limit": 0}), ("expand", {}), ("search", {"text": 7}),
        ("evidence", {"fact": "x", "as_of": "yesterday"}), ("path", {"from": "NIO"}),
        ("path", {"start": "NIO", "end": "NIO"}), ("ask", {"question": "why", "parameters": []}),
        ("ask", {"question": "why", "parameters": {"company": {"a": 1}}}), ("cypher", {"text": ""}),
        ("view", []), ("view", None), ("view", "NIO"), ("save", {"keys": "nio"}),
    ],
)  # fmt: skip
def test_a_misshapen_request_is_refused_before_anything_is_read(verb: str, fields: Any) -> None:
    with pytest.raises(BadValue):
        parse(verb, fields)


def test_an_unknown_verb_is_refused() -> None:
    with pytest.raises(UnknownName):
        parse("delete", {})


def test_a_store_read_for_too_long_says_so(seeds: Graph) -> None:
    store = TimedStore(seeds.store)
    store.allow(0.0)
    with pytest.raises(QueryError, match="took longer than 0 seconds"):
        Session(store).answer(parse("about", {}))


ASKED: list[tuple[str, dict[str, Any]]] = [
    ("view", {}), ("view", {"limit": 60}), ("view", {"focus": ["NIO"], "depth": 3}),
    ("expand", {"key": "jac-motors", "beside": ["nio"]}), ("search", {"text": "weilai"}),
    ("expand", {"key": "nio", "builds": True}),
    ("expand", {"key": "cn-miit-catalogue", "builds": True}),
    ("search", {"text": "汽车", "limit": 50}), ("entity", {"key": "nio", "known_on": "2024-01-01"}),
    ("path", {"from": "NIO", "to": "Changan Automobile", **DAYS}),
    ("ask", {"question": "stress", "parameters": {"suspend": "JAC Motors"}, **DAYS}),
    ("ask", {"question": "who-builds-on-whose-licence", "parameters": {}, **DAYS}),
]  # fmt: skip


@pytest.fixture(scope="module", params=NEO4J_VERSIONS[:1])
def served(request: pytest.FixtureRequest, neo4j_packs: PackServer) -> Iterator[Graph]:
    server = neo4j_packs(request.param)
    with graphkit.open(server.url, **server.login) as graph:
        yield graph


@pytest.mark.parametrize(("verb", "fields"), ASKED, ids=lambda each: str(each)[:40])
def test_a_server_answers_the_same(
    ask: Ask, served: Graph, verb: str, fields: dict[str, Any]
) -> None:
    assert Session(served.store).answer(parse(verb, fields)) == ask(verb, **fields)


def test_evidence_on_a_server_is_the_same(ask: Ask, served: Graph) -> None:
    session = Session(served.store)
    for fact in ask("view", focus=["NIO"], depth=1)["edges"]["fact"][:12]:
        request = {"fact": fact, **DAYS}
        assert session.answer(parse("evidence", request)) == ask("evidence", **request)


def test_each_verb_is_answered_or_is_the_console() -> None:
    from graphkit.views.explorer.answers import _ANSWERS

    assert {shape for verb, shape in VERBS.items() if verb != "cypher"} == set(_ANSWERS)
