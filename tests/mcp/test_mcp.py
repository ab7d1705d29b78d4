"""The server as a client meets it: the SDK's own client and a real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.types import TextContent, TextResourceContents
from neo4j_server import Server

import graphkit
from graphkit.questions.catalogue import catalogue

Work = Callable[[Callable[[Client], Awaitable[Any]]], Any]
Call = Callable[..., Any]

NIO = {"company": "NIO"}
DAY = {"as_of": "2022-06-01", "known_on": "2026-11-23"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("mcp") / "store"
    with graphkit.open(folder) as graph:
        graph.load("autos-china", "seed-article")
    return str(folder)


@contextmanager
def client_of(store: str, **environment: str) -> Iterator[Work]:
    """Runs what is to be done with a client of a server process of its own."""
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "graphkit", "mcp", "--store", store],
        env={**os.environ, **environment},
    )
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(command)) as client,
    ):
        yield lambda work: portal.call(work, client)


@pytest.fixture(scope="module")
def work(store: str) -> Iterator[Work]:
    with client_of(store) as working:
        yield working


def called(work: Work, tool: str, **arguments: Any) -> Any:
    """The structured result of one call that succeeds."""
    result = work(lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result.content
    return result.structured_content


@pytest.fixture(scope="module")
def call(work: Work) -> Call:
    return partial(called, work)


@pytest.fixture(scope="module")
def refused(work: Work) -> Call:
    """What a call that fails is told."""

    def told(tool: str, **arguments: Any) -> str:
        result = work(lambda client: client.call_tool(tool, arguments))
        assert result.is_error
        [said] = result.content
        assert isinstance(said, TextContent)
        return said.text

    return told


def test_all_tools_together_are_small_and_only_read(work: Work) -> None:
    tools = work(lambda client: client.list_tools()).tools
    assert {each.name for each in tools} == {"questions", "ask", "routes", "evidence", "cypher"}
    assert all(each.annotations.read_only_hint for each in tools)
    text = json.dumps([each.model_dump(mode="json", exclude_none=True) for each in tools])
    # A token of such text is three characters or more, so this is below 3,000 tokens for sure.
    assert len(text) / 3 < 3000


def test_the_catalogue_is_told_in_short_and_one_question_in_full(call: Call) -> None:
    listed = call("questions")["result"]
    assert [each["name"] for each in listed] == list(catalogue())
    [one] = call("questions", name="diff")["result"]
    assert set(one["parameters"]) == {"from", "to", "company"}
    assert one["columns"] == dict(catalogue()["diff"].columns)


def test_an_answer_is_the_librarys_with_the_statements_behind_each_row(
    call: Call, store: str
) -> None:
    told = call(
        "ask", question="who-builds-on-whose-licence", parameters={"company": "蔚来"}, **DAY
    )
    with graphkit.open(store) as graph:
        answer = graph.ask("who-builds-on-whose-licence", "NIO", **DAY)
        assert [{k: row[k] for k in answer.columns} for row in told["rows"]] == answer.rows
        said = {(each["sentence"], each["title"]) for each in answer.evidence}
    assert {(each["sentence"], each["title"]) for each in told["evidence"]} == said
    cited = {each["fact"] for each in told["evidence"]}
    assert all(cited >= set(row["facts"]) for row in told["rows"])
    assert {row["licence_holder"] for row in told["rows"]} == {"JAC Motors"}


def test_routes_and_evidence(call: Call) -> None:
    routes = call("routes", company="Xiaomi", as_of="2023-12-10", known_on="2026-11-23")
    assert any("BAIC Off-road" in str(row) for row in routes["rows"])
    evidence = call("evidence", name="NIO", limit=3, **DAY)
    assert len(evidence["rows"]) == 3
    assert evidence["rows_left_out"] > 0
    assert all(row["publisher"] for row in evidence["rows"])
    cited = {key for row in evidence["rows"] for key in row["sources"]}
    assert set(evidence["sources"]) == cited
    assert all(each["title"] for each in evidence["sources"].values())


def test_what_nobody_says_is_not_known_and_not_no(call: Call) -> None:
    question = "who-builds-on-whose-licence"
    told = call("ask", question=question, parameters=NIO, as_of="1950-01-01")
    assert told["rows"] == []
    assert "not known, which is not the same as no" in told["note"]


def test_what_is_left_out_is_counted(call: Call, store: str) -> None:
    told = call("ask", question="who-builds-on-whose-licence", limit=2, **DAY)
    with graphkit.open(store) as graph:
        rows = len(graph.ask("who-builds-on-whose-licence", **DAY).rows)
    assert len(told["rows"]) == 2
    assert told["rows_left_out"] == rows - 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"question": "who-builds"}, "did you mean who-builds-on-whose-licence"),
        ({"question": "routes", "parameters": {"company": "蔚莱"}}, "蔚来"),
        ({"question": "routes"}, "routes needs company"),
        ({"question": "routes"}, 'write parameters: {"company": "…"}'),
        ({"question": "routes", "parameters": {"x": "1"}}, "has no parameter 'x'"),
        (
            {"question": "routes", "parameters": {"x": "1"}},
            "it has company; as_of, known_on and limit stand beside parameters",
        ),
        ({"question": "routes", "parameters": NIO, "as_of": "yesterday"}, "yesterday"),
        (
            {"question": "routes", "parameters": {**NIO, "as_of": "2022"}},
            "as_of is no parameter of a question",
        ),
        ({"question": "routes", "parameters": NIO, "limit": 0}, "limit"),
        ({"question": "whose-licence", "company": "NIO"}, "company is no argument of it. Its"),
        ({}, "ask: question is missing. Its arguments: question, parameters, as_of, known_on"),
        ({"question": "routes", "parameters": "NIO"}, "(Its parameters by name)"),
        ({"question": "routes", "parameters": {"company": None}}, "(Its parameters by name)"),
        ({"question": "routes", "x" * 100_000: "y"}, "is no argument of it"),
        ({"question": "whose-licence", "as_off": "2022-06-01"}, "as_off"),
        ({"question": "x" * 100_000}, "no question is called 'xxx"),
    ],
)
def test_a_wrong_call_says_what_to_say_instead(
    refused: Call, arguments: dict[str, Any], said: str
) -> None:
    told = refused("ask", **arguments)
    assert said in told
    assert len(told) < 1000
    assert "pydantic" not in told


def test_cypher_reads_with_parameters_and_is_cut_to_the_limit(call: Call) -> None:
    text = "MATCH (c:Company) WHERE $name IN c.names RETURN c.key AS key"
    told = call("cypher", text=text, parameters={"name": "蔚来汽车' OR 1=1 //"})
    assert told == {"columns": ["key"], "rows": [], "more": False}
    told = call("cypher", text="MATCH (c:Company) RETURN c.key AS key", limit=5)
    assert len(told["rows"]) == 5
    assert told["more"]


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) DETACH DELETE n",
        "CREATE (:Company {key: 'x', name: 'x'})",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "MATCH (c:Company) SET c.name = 'x' RETURN c.name",
    ],
)
def test_cypher_that_would_write_or_reach_out_is_refused(
    call: Call, refused: Call, text: str
) -> None:
    assert "Error executing tool cypher:" in refused("cypher", text=text)
    assert call("cypher", text="MATCH (c:Company {key: 'x'}) RETURN c.key")["rows"] == []


def test_resources_tell_the_vocabulary_the_questions_and_the_contents(
    work: Work, store: str
) -> None:
    def read(uri: str) -> Any:
        [found] = work(lambda client: client.read_resource(f"graphkit://{uri}")).contents
        assert isinstance(found, TextResourceContents)
        return json.loads(found.text)

    assert "Whose licence it builds on" in read("vocabulary")["relations"]["USES_LICENCE_OF"]
    assert read("questions/stress")["question"] == catalogue()["stress"].sentence
    with graphkit.open(store) as graph:
        held = read("contents")
        titles = held.pop("titles")
        assert set(titles) == {"autos-china", "seed-article"}
        assert titles["autos-china"] == "Car making in China"
        assert held == {"url": store, **graph.store.counts()}


def test_the_same_answer_from_a_server(call: Call, neo4j_server: Server) -> None:
    with graphkit.open(neo4j_server.url, **neo4j_server.login) as graph:
        graph.load("autos-china", "seed-article")
    given = {"question": "who-builds-on-whose-licence", "parameters": NIO, **DAY}
    login = {"NEO4J_USER": neo4j_server.user, "NEO4J_PASSWORD": neo4j_server.password}
    with client_of(neo4j_server.url, **login) as work:
        assert called(work, "ask", **given) == call("ask", **given)
        one = {"text": "RETURN 1 AS one"}
        assert called(work, "cypher", **one) == {**call("cypher", **one), "rows": [{"one": 1}]}
        neo4j_server.run("MATCH (i:StoreInfo) SET i.rules = 'of another'")
        for tool, asked in (("ask", given), ("evidence", {"name": "NIO"}), ("cypher", one)):
            told = called(work, tool, **asked)["warning"]
            assert told.startswith("another version of graphkit has worked out what is here")


def test_the_server_ends_with_its_input_and_writes_nothing_else(store: str) -> None:
    command = [sys.executable, "-m", "graphkit", "mcp", "--store", store]
    done = subprocess.run(
        command, input="", capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_the_package_one_line_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None; from graphkit.cli import main; main()"
    command = [sys.executable, "-c", code, "mcp", "--store", str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        'graphkit: the MCP server needs the mcp package: pip install "graphkit-licensing[mcp]"'
    ]
