"""The command line on a Neo4j server with logins: who is asked for a password, and what is told."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from neo4j_server import Server
from neo4j_server.fixtures import NEO4J_VERSIONS, Servers
from neo4j_server.server import free_port

from graphkit.cli.main import cli

QUESTION = ("ask", "who-builds-on-whose-licence", "NIO", "--as-of", "2022-06-01")
CYPHER = ("cypher", "MATCH (s:Statement) RETURN count(s) AS statements")

pytestmark = [pytest.mark.slow]


@pytest.fixture(params=NEO4J_VERSIONS[:1])
def server(request: pytest.FixtureRequest, neo4j_servers: Servers) -> Server:
    found = neo4j_servers[request.param]
    found.clear()
    return found


def typed(*arguments: str, keys: str = "", **environment: str | None) -> tuple[int, str, str]:
    """What a command does where somebody types these keys: its exit code and what it says."""
    unset = dict.fromkeys(("NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_DATABASE", "GRAPHKIT_STORE"))
    done = CliRunner().invoke(cli, arguments, input=keys, env=unset | environment)
    return done.exit_code, done.stdout, done.stderr


def refused(*arguments: str, **environment: str) -> str:
    """The one line with which a command ends in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "graphkit", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def test_a_password_is_asked_for_unseen_or_taken_from_the_environment(server: Server) -> None:
    where = ("--store", server.url, "--user", server.user)
    code, said, asked = typed("load", "seed-article", *where, keys=f"{server.password}\n")
    assert (code, "Password of neo4j: " in asked) == (0, True)
    assert server.password not in said + asked
    code, said, asked = typed(
        *QUESTION, GRAPHKIT_STORE=server.url, NEO4J_USER="neo4j", NEO4J_PASSWORD=server.password
    )
    assert (code, asked) == (0, "")
    assert "JAC" in said


def test_what_another_version_worked_out_is_told_until_it_is_worked_out_again(
    server: Server,
) -> None:
    where = {"GRAPHKIT_STORE": server.url, "NEO4J_USER": "neo4j", "NEO4J_PASSWORD": server.password}
    assert typed("load", "seed-article", **where)[0] == 0
    server.run("MATCH (i:StoreInfo) SET i.rules = 'of another'")
    for asked in (QUESTION, CYPHER):
        code, _, told = typed(*asked, **where)
        assert code == 0
        assert told.startswith("Note: another version of graphkit has worked out what is here; ")
    assert typed("load", "seed-article", **where)[2] == ""
    for asked in (QUESTION, CYPHER):
        assert typed(*asked, **where)[2] == ""


def test_what_stands_in_the_way_is_told_in_one_line(server: Server) -> None:
    login = {"NEO4J_USER": server.user, "NEO4J_PASSWORD": "mellon"}
    line = refused(*QUESTION, "--store", server.url, **login)
    assert line.startswith(f"graphkit: {server.url}: the user or the password is wrong")
    assert "mellon" not in line
    login["NEO4J_PASSWORD"] = server.password
    line = refused(*QUESTION, "--store", server.url, "--database", "nowhere", **login)
    assert "there is no such database" in line
    nobody = f"neo4j://127.0.0.1:{free_port()}"
    assert f"{nobody} cannot be reached" in refused(*QUESTION, "--store", nobody, **login)
    line = refused(*QUESTION, "--store", f"neo4j://neo4j:mellon@{nobody[8:]}")
    assert "a password does not belong in an address" in line
    assert "mellon" not in line
