"""The gate before every request: it has to come from the page that this program opened.

A web page anywhere can make a browser send requests to a local address, and can, with a name of
its own that it points at 127.0.0.1, even read the answers (DNS rebinding). So, in this order and
for every path: the Host has to be ours, then the Origin if there is one, then the token, which
nobody can guess. There are no cookies, so no browser adds anything that would let a stranger in.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from graphkit.views.explorer.refusals import problem

__all__ = ["Gate", "is_local"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_LARGEST = 512 * 1024  # bytes of a request's body
_BODY_SECONDS = 10.0  # that a body may take to arrive
_TOKEN_HEADER = b"x-graphkit-token"
# The page runs its own script and style sheet and talks to its own address, and that is all.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


def is_local(host: str) -> bool:
    """Whether an address reaches nobody but this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Gate:
    """Lets through to `app` what has the right Host, Origin and token, and adds the headers
    that every answer has. `hosts` are the names, each with its port, that the page may have.
    """

    def __init__(self, app: App, *, hosts: Iterable[str], token: str) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI has it; anything but HTTP gets no answer."""
        if scope["type"] != "http":
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        headers: list[tuple[bytes, bytes]] = scope["headers"]
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _refuse(answer, *refusal)
            return
        try:
            body = await asyncio.wait_for(_body(headers, receive), _BODY_SECONDS)
        except TimeoutError:
            body = None
        if body is None:
            await _refuse(answer, 413, f"a request is at most {_LARGEST // 1024} kB, sent at once")
            return
        await self._app(scope, _replay(body, receive), answer)

    def _refusal(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> tuple[int, str] | None:
        """Why a request is refused; None where it is not."""
        hosts = _every(headers, b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "this address is not the one that the explorer was opened at"
        if any(origin not in self._origins for origin in _every(headers, b"origin")):
            return 403, "another web page asked"
        given = _every(headers, _TOKEN_HEADER)
        if not given and scope["method"] in {"GET", "HEAD"}:
            given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if len(given) != 1 or not hmac.compare_digest(given[0].encode("latin-1"), self._token):
            return 403, "the token is missing or wrong; open the address that graphkit printed"
        return None


def _every(headers: list[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key == name]


async def _body(headers: list[tuple[bytes, bytes]], receive: Receive) -> bytes | None:
    """The whole body; None where it is too large, without reading the rest of it."""
    if any(
        not each.isdigit() or int(each) > _LARGEST for each in _every(headers, b"content-length")
    ):
        return None
    body = b""
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > _LARGEST:
            return None
        if not message.get("more_body"):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    """What the app receives: the body at once, and then whatever follows."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again


async def _refuse(send: Send, status: int, message: str) -> None:
    body = json.dumps(problem(message)).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
