"""Running a query of one's own: what goes in, what comes out, and what is said when it fails."""

from __future__ import annotations

import datetime
import math
import subprocess
import sys
from pathlib import Path

import pytest
from consoles import GRAPH, Canary, Console
from neo4j_server import Server
from neo4j_server.server import free_port

from graphkit.errors import QueryError, StoreError, StoreUnavailable
from graphkit.statement import Batch, Entity
from graphkit.stores import open_store
from graphkit.stores.console import run_guarded


def test_values_come_back_as_the_store_gives_them(console: Console) -> None:
    query = (
        "MATCH (a:Company)-[r:USES_LICENCE_OF]->(b) RETURN a, b.name AS name, r.licence_kind AS "
        "kind, [1, 2.5, null, true] AS list, {a: {b: '蔚来'}} AS map, date('2023-12-10') AS day"
    )
    found = console(query)
    with open_store(console.url, **console.login) as store:
        asked = store.query(query)
    assert (found.columns, found.rows) == (asked.columns, asked.rows)
    assert found.columns == ("a", "name", "kind", "list", "map", "day")
    assert found.dicts()[0]["a"]["name"] == "NIO"
    assert not found.more


def test_an_answer_may_be_empty(console: Console) -> None:
    found = console("MATCH (n:Company {key: 'none'}) RETURN n.key AS a")
    assert (found.columns, found.rows) == (("a",), [])


@pytest.mark.parametrize(
    "value",
    [
        0,
        -1,
        2**62,
        1.5,
        True,
        None,
        "",
        "蔚来 🚗",
        "'}) DETACH DELETE n //",
        "a\n\tb",
        [[], {}],
        {"a": []},
    ],
    ids=repr,
)
def test_a_parameter_arrives_as_it_is(embedded: Console, value: object) -> None:
    assert embedded("RETURN $value AS a", {"value": value}).rows == [(value,)]


@pytest.mark.parametrize(
    "value",
    [datetime.date(2023, 12, 10), b"bytes", {1, 2}, 2**64, "\ud800", object()],
    ids=["date", "bytes", "set", "large", "surrogate", "object"],
)
def test_a_parameter_that_no_engine_takes_is_refused(console: Console, value: object) -> None:
    with pytest.raises(QueryError):
        console("RETURN $value AS a", {"value": value})


def test_numbers_that_are_none_come_back(embedded: Console) -> None:
    ((found,),) = embedded("RETURN 0.0 / 0.0 AS a").rows or [(math.nan,)]
    assert found is None or math.isnan(found)


def test_a_missing_parameter_is_named(console: Console) -> None:
    with pytest.raises(QueryError, match="missing"):
        console("RETURN $missing AS a")


def test_a_mistake_is_shown_where_it_was_made(console: Console) -> None:
    with pytest.raises(QueryError, match=r"line 2, col(umn)? 8"):
        console("MATCH (n)\nRETURN ) AS a")


def test_what_was_loaded_since_is_found(console: Console) -> None:
    with open_store(console.url, **console.login) as store:
        store.write(Batch(GRAPH.datasets, (Entity("xpeng", "Company", "XPeng"),), (), ()))
    assert console("MATCH (n:Company {key: 'xpeng'}) RETURN n.name AS a").rows == [("XPeng",)]


def test_a_store_that_is_not_there_yet_is_empty_and_is_not_made(tmp_path: Path) -> None:
    found = run_guarded(str(tmp_path / "none"), "MATCH (n) RETURN count(n) AS a")
    assert found.rows == [(0,)]
    assert list(tmp_path.iterdir()) == []


def test_a_store_whose_file_is_lost_is_read_from_its_log(embedded: Console) -> None:
    (Path(embedded.url) / "graph.kgl").unlink()
    assert embedded("MATCH (n:Company) RETURN count(n) AS a").rows == [(3,)]


@pytest.mark.parametrize("name", ["with blanks", "蔚来", "it's; rm -rf ~"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name) as store:
        store.write(GRAPH)
    assert run_guarded(str(tmp_path / name), "MATCH (n:Company) RETURN count(n) AS a").rows == [
        (3,)
    ]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="not a folder"):
        run_guarded(str(tmp_path / "file"), "RETURN 1 AS a")


def test_a_script_needs_no_guard_around_its_main_part(embedded: Console, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys; from graphkit.stores.console import run_guarded\n"
        "print(run_guarded(sys.argv[1], 'MATCH (n:Company) RETURN count(n) AS a').rows)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script), embedded.url],
        env={"PYTHONPATH": ":".join(filter(None, sys.path)), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("[(3,)]\n", "")


def test_the_embedded_store_takes_no_changes_but_loads(embedded: Console) -> None:
    before = embedded.state()
    for query in ("CREATE (n:X)", "MATCH (n) RETURN count(n) AS a"):
        with pytest.raises(QueryError, match=r"log of statements.*load"):
            embedded(query, write=True)
    assert embedded.state() == before


@pytest.fixture
def served(neo4j_server: Server) -> Console:
    return Console(neo4j_server.url, neo4j_server.login, neo4j_server)


def test_a_server_takes_changes_where_they_are_asked_for(served: Console) -> None:
    with pytest.raises(QueryError, match="read"):
        served("CREATE (n:Scratch {a: 1})")
    assert served("CREATE (n:Scratch {a: 1}) RETURN n.a AS a", write=True).rows == [(1,)]
    assert served("MATCH (n:Scratch) RETURN count(n) AS a").rows == [(1,)]
    served("UNWIND range(1, 20) AS x CREATE (n:Scratch {a: x}) RETURN x", write=True, row_limit=2)
    assert served("MATCH (n:Scratch) RETURN count(n) AS a").rows == [(21,)]
    served("CREATE INDEX scratch FOR (n:Scratch) ON (n.a)", write=True)
    served("DROP INDEX scratch", write=True)


def test_a_load_that_was_broken_off_is_told_with_the_rows(served: Console) -> None:
    with open_store(served.url, **served.login) as store:
        store.write(GRAPH)
        assert served("RETURN 1 AS a").notice == store.notice() == ""
    served.server.run("MATCH (i:StoreInfo) SET i.unfinished = ['[\"autos\"]']")
    told = served("RETURN 1 AS a").notice
    assert told == "a load was broken off, parts of it are missing; load again: autos"


def test_a_store_of_a_newer_version_is_not_read(served: Console) -> None:
    served.server.run("CREATE (:StoreInfo {key: 'store', schema_version: 999})")
    with pytest.raises(StoreUnavailable, match="a newer version"):
        served("RETURN 1 AS a")


def test_a_change_that_fails_or_takes_too_long_is_undone(served: Console) -> None:
    for query in (
        "UNWIND [1, 0] AS x CREATE (n:Scratch {a: 1 / x})",
        "CREATE (n:Scratch) WITH n UNWIND range(1, 100000000000) AS x RETURN count(x) AS a",
    ):
        with pytest.raises(QueryError):
            served(query, write=True, seconds=1)
    assert served("MATCH (n:Scratch) RETURN count(n) AS a").rows == [(0,)]


@pytest.mark.parametrize(
    "query",
    [
        "LOAD CSV FROM '{url}' AS r CREATE (n:Scratch {a: r})",
        "LOAD CSV FROM 'file://{file}' AS r CREATE (n:Scratch {a: r})",
        "CREATE (n:Scratch {a: [x IN [1] | COUNT { LOAD CSV FROM '{url}' AS r RETURN r }]})",
        "CREATE USER x SET PASSWORD 'password'",
        "SHOW SETTINGS",
        "CALL dbms.listConfig() YIELD name CREATE (n:Scratch {a: name})",
        "TERMINATE TRANSACTION 'neo4j-transaction-1'",
    ],
)
def test_writing_is_no_leave_to_reach_further(served: Console, canary: Canary, query: str) -> None:
    written = query.replace("{url}", canary.url).replace("{file}", str(canary.file))
    with pytest.raises(QueryError):
        served(written, write=True)
    assert canary.asked == []
    assert served("MATCH (n:Scratch) RETURN count(n) AS a").rows == [(0,)]


def test_a_server_that_is_not_there_is_named() -> None:
    url = f"bolt://127.0.0.1:{free_port()}"
    with pytest.raises(StoreUnavailable, match=url):
        run_guarded(url, "RETURN 1 AS a")


def test_a_wrong_password_is_said_and_not_repeated(served: Console) -> None:
    with pytest.raises(StoreUnavailable, match="password") as caught:
        run_guarded(served.url, "RETURN 1 AS a", user="neo4j", password="not-the-one")
    assert "not-the-one" not in str(caught.value)
