"""A console on every engine, over the same small graph, and a listener that nobody may ask."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from consoles import GRAPH, Canary, Console
from neo4j_server.fixtures import NEO4J_VERSIONS, Servers

from graphkit.stores import open_store


@pytest.fixture(params=["embedded", *NEO4J_VERSIONS])
def console(request: pytest.FixtureRequest, tmp_path: Path, neo4j_servers: Servers) -> Console:
    if request.param == "embedded":
        made = Console(str(tmp_path / "store"))
    else:
        server = neo4j_servers[request.param]
        server.clear()
        made = Console(server.url, server.login, server)
    with open_store(made.url, **made.login) as store:
        store.write(GRAPH)
    return made


@pytest.fixture
def embedded(tmp_path: Path) -> Console:
    with open_store(tmp_path / "store") as store:
        store.write(GRAPH)
    return Console(str(tmp_path / "store"))


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{Canary.secret}\n".encode())

        def log_message(self, *_: object) -> None:
            pass

    file = tmp_path / "canary.csv"
    file.write_text(f"{Canary.secret},1\n", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Canary(file, f"http://127.0.0.1:{server.server_address[1]}/", asked)
    server.shutdown()
    server.server_close()
