"""The served explorer in a Chromium that may reach it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

__all__ = ["Opened", "opening"]

Opened = Callable[..., Page]

# Chromium's own line on a request that was refused; the page tells the reader why in words.
REFUSED = (
    "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
)


@contextmanager
def opening(browser: Browser) -> Iterator[Opened]:
    """Opens addresses; at the end no page may have asked for anything outside its own address,
    written to the console, thrown, or opened a dialogue. What begins as one of `expected` may be
    on the console; `first` is done with the page before it goes anywhere."""
    contexts, wrong = [], []

    def open_it(
        address: str,
        start: str = "",
        *,
        expected: tuple[str, ...] = (),
        first: Callable[[Page], None] = lambda _: None,
        **options: Any,
    ) -> Page:
        own = urlsplit(address).netloc

        def guard(route: Route) -> None:
            if urlsplit(route.request.url).netloc == own:
                route.continue_()
            else:
                wrong.append(f"request: {route.request.url}")
                route.abort()

        def note(said: str) -> None:
            if not said.startswith((REFUSED, *expected)):
                wrong.append(f"console: {said}")

        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        context.route(lambda url: not url.startswith(("data:", "blob:")), guard)
        page = context.new_page()
        page.on("console", lambda message: note(message.text))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append("dialogue"), dialog.dismiss()))
        first(page)
        page.goto(f"{address}#{start}" if start else address)
        page.wait_for_selector("html[data-ready=true]", timeout=60_000)
        return page

    yield open_it
    for each in contexts:
        each.close()
    assert wrong == []
