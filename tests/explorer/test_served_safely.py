"""Every check of the served explorer, against the real running command."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from explorers import Explorer, Reply, serving

from graphkit.views.explorer.answers import VERBS

JSON = {"content-type": "application/json"}
PATHS = [
    "/",
    "/explorer.js",
    "/explorer.css",
    "/openapi.json",
    "/nothing",
    *(f"/api/{verb}" for verb in VERBS),
]


def refused(reply: Reply, status: int, words: str) -> None:
    assert reply.status == status
    assert words in reply.json()["error"]["message"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_is_answered_without_the_token(explorer: Explorer, method: str, path: str) -> None:
    reply = explorer.send(method, path, b"{}", JSON)
    assert reply.status == 403
    assert explorer.token.encode() not in reply.body


@pytest.mark.parametrize(
    "token", ["", "x", "None", "ü", "{token}x", "x{token}", "{upper}", "{token}, {token}"]
)
def test_only_the_token_itself_will_do(explorer: Explorer, token: str) -> None:
    given = token.format(token=explorer.token, upper=explorer.token.swapcase())
    reply = explorer.send("POST", "/api/about", b"{}", {**JSON, "x-graphkit-token": given})
    refused(reply, 403, "token")


def test_a_verb_does_not_take_the_token_from_the_address(explorer: Explorer) -> None:
    """So that a form, or an image, of another page could not send it even if it knew it."""
    reply = explorer.send("POST", f"/api/about?token={explorer.token}", b"{}", JSON)
    refused(reply, 403, "token")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "localhost.evil.example:{port}",
        "0.0.0.0:{port}",
        "127.0.0.2:{port}",
        "user@127.0.0.1:{port}",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/about", "/nothing"])
def test_another_host_is_refused_before_all_else(explorer: Explorer, host: str, path: str) -> None:
    port = str(urlsplit(explorer.address).port)
    headers = {**JSON, "host": host.format(port=port), "x-graphkit-token": explorer.token}
    refused(explorer.send("POST", path, b"{}", headers), 421, "address")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_the_names_of_this_machine_will_do(explorer: Explorer, host: str) -> None:
    port = urlsplit(explorer.address).port
    headers = {**JSON, "host": f"{host}:{port}", "x-graphkit-token": explorer.token}
    assert explorer.send("POST", "/api/search", b'{"text": "NIO"}', headers).status == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "https://{host}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://{host}.evil.example",
        "file://",
        "",
    ],
)
def test_another_origin_is_refused(explorer: Explorer, origin: str) -> None:
    headers = {"origin": origin.format(host=explorer.host), "x-graphkit-token": explorer.token}
    for method, path in (("POST", "/api/about"), ("GET", "/"), ("OPTIONS", "/api/about")):
        refused(explorer.send(method, path, b"{}", {**JSON, **headers}), 403, "web page")


def test_no_answer_lets_another_origin_read_it(explorer: Explorer) -> None:
    for reply in (
        explorer.post("search", text="NIO"),
        explorer.send("GET", f"/?token={explorer.token}"),
        explorer.send("GET", "/"),
        explorer.send("GET", "/", headers={"host": "evil.example"}),
        explorer.post("nothing"),
    ):
        assert not [name for name in reply.headers if name.startswith("access-control")]
        assert "set-cookie" not in reply.headers
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_a_verb_is_only_posted(explorer: Explorer, verb: str, method: str) -> None:
    address = f"/api/{verb}?token={explorer.token}"
    headers = {} if method in {"GET", "HEAD"} else {"x-graphkit-token": explorer.token}
    assert explorer.send(method, address, headers=headers).status == 405


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_can_send_is_refused(explorer: Explorer, kind: str) -> None:
    headers = {"content-type": kind, "x-graphkit-token": explorer.token}
    assert explorer.send("POST", "/api/search", b'{"text": "NIO"}', headers).status == 422


@pytest.mark.parametrize("path", [
    "/../pyproject.toml", "/..%2fpyproject.toml", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
    "/explorer.js/../../page.html", "/explorer.js%00.css", "/assets/page.html", "/page.html",
    "/explorer.js.map", "/explorer.css/", "/..\\..\\etc\\passwd", "/etc/passwd", "/%2fetc%2fpasswd",
    "/docs", "/redoc",
])  # fmt: skip
def test_there_is_nothing_else_to_be_had(explorer: Explorer, path: str) -> None:
    reply = explorer.send("GET", f"{path}?token={explorer.token}")
    assert reply.status in {404, 307}
    assert b"root:" not in reply.body


@pytest.mark.parametrize("size", [512 * 1024 + 1, 40 * 2**20])
def test_a_large_body_is_refused_unread(explorer: Explorer, size: int) -> None:
    headers = {**JSON, "x-graphkit-token": explorer.token, "content-length": str(size)}
    refused(explorer.send("POST", "/api/search", b"{", headers), 413, "at most 512 kB")


def test_a_large_body_in_pieces_is_refused(explorer: Explorer) -> None:
    head = (
        f"POST /api/search HTTP/1.1\r\nHost: {explorer.host}\r\nX-Graphkit-Token: "
        f"{explorer.token}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    with connected(explorer) as wire:
        wire.sendall(head.encode())
        answer = b""
        try:
            for _ in range(200):
                wire.sendall(piece)
            answer = wire.recv(4096)
        except ConnectionError:
            pass  # refused so firmly that the answer was lost
        assert not answer or answer.startswith(b"HTTP/1.1 413")
    assert explorer.post("search", text="NIO").status == 200


def connected(explorer: Explorer) -> socket.socket:
    where = urlsplit(explorer.address)
    return socket.create_connection((where.hostname, where.port), timeout=60)


def test_a_body_that_never_comes_holds_nothing_up(explorer: Explorer) -> None:
    with connected(explorer) as wire:
        wire.sendall(
            f"POST /api/search HTTP/1.1\r\nHost: {explorer.host}\r\nX-Graphkit-Token: "
            f"{explorer.token}\r\nContent-Length: 100\r\n\r\n{{".encode()
        )
        assert explorer.post("search", text="NIO").status == 200
        assert wire.recv(4096).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b'{"text": 1e999}', b'{"text": NaN}',
    b'{"text": ["NIO"]}', b'{"text": {"$ne": ""}}', b'{"text": "NIO", "limit": -1}',
    b'{"text": "NIO", "limit": 1e9}', b'{"text": "NIO", "other": 1}',
    b'{"text": "' + b"x" * 401 + b'"}', b"[" * 100_000,
])  # fmt: skip
def test_a_misshapen_request_is_one_clear_sentence(explorer: Explorer, body: bytes) -> None:
    headers = {**JSON, "x-graphkit-token": explorer.token}
    reply = explorer.send("POST", "/api/search", body, headers)
    assert reply.status in {400, 422}
    message = reply.json()["error"]["message"]
    assert message
    assert "Traceback" not in message


WRITES = [
    "CREATE (n:Company {key: 'x'})",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n:Company) SET n.name = 'x'",
    "MERGE (n:Company {key: 'x'}) RETURN n",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
]


@pytest.mark.parametrize("text", WRITES)
def test_cypher_only_reads(explorer: Explorer, text: str) -> None:
    before = explorer.ask("about")["counts"]
    assert explorer.post("cypher", text=text).status == 422
    assert explorer.ask("about")["counts"] == before


@pytest.mark.parametrize("name", ["'}) DETACH DELETE n //", "*", "%", "\\", "\u0000", "' OR 1=1"])
def test_values_are_never_part_of_a_query(explorer: Explorer, name: str) -> None:
    before = explorer.ask("about")["counts"]
    explorer.post("search", text=name)
    for verb, fields in (
        ("entity", {"key": name}),
        ("evidence", {"fact": name}),
        ("expand", {"key": name, "beside": [name]}),
        ("view", {"focus": [name]}),
        ("path", {"from": name, "to": name}),
        ("ask", {"question": "why", "parameters": {"company": name}}),
        ("ask", {"question": name, "parameters": {}}),
    ):
        assert explorer.post(verb, **fields).status in {404, 422}, verb
    assert explorer.ask("about")["counts"] == before


def test_a_slow_query_ends_and_holds_up_nobody(folder: Path) -> None:
    # One short list, so that it is the time that runs out and no limit on items.
    bomb = (
        "WITH range(1, 5000) AS l RETURN reduce(a = 0, x IN l | "
        "a + reduce(b = 0, y IN l | b + reduce(c = 0, z IN l | c + z))) AS a"
    )
    body = json.dumps({"text": bomb}).encode()
    with (
        serving("--store", str(folder), "--seconds", "4") as explorer,
        connected(explorer) as wire,
    ):
        wire.sendall(
            f"POST /api/cypher HTTP/1.1\r\nHost: {explorer.host}\r\nX-Graphkit-Token: "
            f"{explorer.token}\r\nContent-Type: application/json\r\nContent-Length: "
            f"{len(body)}\r\n\r\n".encode()
            + body
        )
        assert explorer.post("entity", key="NIO").status == 200
        wire.settimeout(0.1)
        with pytest.raises(TimeoutError):
            wire.recv(1)  # it still runs
        wire.settimeout(60)
        answer = HTTPResponse(wire)
        answer.begin()
        assert answer.status == 422
        assert b"4 seconds" in answer.read()


def test_many_rows_are_capped_and_that_is_said(explorer: Explorer) -> None:
    found = explorer.ask("cypher", text="UNWIND range(1, 5000) AS n RETURN n", limit=10)
    assert len(found["rows"]) == 10
    assert "more" in found["more"]


def test_it_is_reached_from_this_machine_only(explorer: Explorer) -> None:
    port = urlsplit(explorer.address).port
    address = _outer_address()
    if address is None:
        pytest.skip("this machine has no other address")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address, port), timeout=5)


def _outer_address() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            return None
        address = probe.getsockname()[0]
    return None if address.startswith("127.") else address


def test_the_page_holds_the_token_and_nothing_of_the_graph(explorer: Explorer) -> None:
    reply = explorer.send("GET", f"/?token={explorer.token}")
    assert reply.status == 200
    assert b"NIO" not in reply.body
    assert b"<script>" not in reply.body


def test_the_requests_describe_themselves(explorer: Explorer) -> None:
    reply = explorer.send("GET", f"/openapi.json?token={explorer.token}")
    paths = reply.json()["paths"]
    assert set(paths) == {f"/api/{verb}" for verb in VERBS}
    assert all(set(each) == {"post"} for each in paths.values())


def test_two_at_once_have_ports_and_tokens_of_their_own(folder: Path) -> None:
    with serving("--store", str(folder)) as one, serving("--store", str(folder)) as two:
        assert one.host != two.host
        assert one.token != two.token
        headers = {**JSON, "x-graphkit-token": one.token}
        refused(two.send("POST", "/api/about", b"{}", headers), 403, "token")


def test_a_port_that_is_asked_for_has_to_be_free(folder: Path, explorer: Explorer) -> None:
    port = str(urlsplit(explorer.address).port)
    run = subprocess.run(
        [sys.executable, "-m", "graphkit", "explore", "--store", str(folder), "--port", port],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 1
    assert "another --port" in run.stderr
    assert "Traceback" not in run.stderr
