"""Start the real `graphkit explore`, and talk to it as a browser, or as no browser would."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Explorer:
    """A served explorer: its process, and the address that it printed."""

    process: subprocess.Popen[str]
    address: str

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).query)["token"][0]

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """One request with just these headers, and the Host if it is not among them."""
        where = urlsplit(self.address)
        connection = HTTPConnection(str(where.hostname), where.port, timeout=60)
        given = {name.lower(): value for name, value in (headers or {}).items()}
        try:
            connection.putrequest(
                method, path, skip_host="host" in given, skip_accept_encoding=True
            )
            if body is not None and not given.keys() & {"content-length", "transfer-encoding"}:
                given["content-length"] = str(len(body))
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()

    def post(self, verb: str, **fields: Any) -> Reply:
        """A request as the page makes it."""
        headers = {"content-type": "application/json", "x-graphkit-token": self.token}
        return self.send("POST", f"/api/{verb}", json.dumps(fields).encode(), headers)

    def ask(self, verb: str, **fields: Any) -> Any:
        reply = self.post(verb, **fields)
        assert reply.status == 200, reply.body
        return reply.json()


@contextmanager
def serving(*arguments: str) -> Iterator[Explorer]:
    """The command with these arguments, stopped at the end as a user stops it; it has to end
    well, and to have said nothing of errors."""
    process = subprocess.Popen(
        [sys.executable, "-m", "graphkit", "explore", "--no-browser", "--quiet", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://"), process.communicate()[1]
        yield Explorer(process, address)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
        assert (process.returncode, complaints) == (0, "")
    finally:
        process.kill()
        process.communicate()
