"""Serve the explorer on an address of this machine until it is stopped."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import webbrowser
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlencode

import uvicorn

from graphkit.errors import StoreError
from graphkit.stores.base import Store
from graphkit.views.explorer.app import SECONDS, Explorer, make_app
from graphkit.views.explorer.gate import Gate, is_local

__all__ = ["HOST", "PORT", "serve"]

HOST, PORT = "127.0.0.1", 7117
_CONNECTIONS = 100


def serve(
    store: Store,
    *,
    host: str = HOST,
    port: int | None = None,
    start: str = "",
    open_browser: bool = True,
    announce: Callable[[str], None] = print,
    seconds: float = SECONDS,
) -> None:
    """Serve what is in the store's place, and return when the user presses Ctrl-C.

    `port` None is 7117, or any free one if that is taken; a port that is given has to be free.
    `announce` gets the address to open, with its token, once it answers. `start` is the fragment
    that the page begins with; `seconds` is what one request may take. Raises `StoreError` where
    the address cannot be had.
    """
    store.counts()  # what cannot be read should say so here, and not in the browser
    with _listening(host, port) as listener:
        token = secrets.token_urlsafe(24)
        here = listener.getsockname()[1]
        explorer = Explorer(store, seconds)
        gate = Gate(make_app(explorer, token, start), hosts=_names(host, here), token=token)
        config = uvicorn.Config(
            gate,
            http="h11",
            ws="none",
            lifespan="off",
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
        )
        address = f"http://{_shown(host)}:{here}/?{urlencode({'token': token})}"

        def ready() -> None:
            explorer.warm()
            announce(address)
            if open_browser:
                webbrowser.open(address)

        try:
            _Server(config, ready).run(sockets=[listener])
        except KeyboardInterrupt:
            pass  # how it is meant to be stopped
        finally:
            explorer.close()


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens there; for the default port, on any free one if it is taken."""
    tries: Sequence[int] = (PORT, 0) if port is None else (port,)
    reason = ""
    for each in tries:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            # Lets a port be taken again at once after a stop, but never one that is in use.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, each))
            listener.listen(128)
        except OSError as exc:
            listener.close()
            reason = exc.strerror or str(exc)
        else:
            return listener
    raise StoreError(f"{host}:{tries[0]} cannot be listened on: {reason}; give another --port")


def _shown(host: str) -> str:
    """The host as an address names it; for "every address of this machine", this machine."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - only compared with
        return "127.0.0.1" if host == "0.0.0.0" else "[::1]"  # noqa: S104
    return f"[{host}]" if ":" in host else host


def _names(host: str, port: int) -> Iterable[str]:
    """What a browser may name as Host. A name that somebody else can point here is never among
    them, unless it was given by the user.
    """
    names = {_shown(host)}
    if is_local(host):
        names |= {"127.0.0.1", "localhost", "[::1]"}
    elif not _is_address(host) or ipaddress.ip_address(host).is_unspecified:
        names |= {socket.gethostname().lower(), "127.0.0.1", "localhost", *_own_addresses()}
    return {f"{name}:{port}" for name in names} | ({*names} if port == 80 else set())


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _own_addresses() -> set[str]:
    """The addresses by which this machine knows itself."""
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
    except OSError:
        return set()
    return {_shown(str(each[4][0]).partition("%")[0]) for each in found}
