"""Fixtures for every folder of tests: a real Chromium that may reach nothing but files, and a
real Neo4j of each version that is supported.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from neo4j_server.fixtures import neo4j_packs, neo4j_server, neo4j_servers
from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright

__all__ = ["neo4j_packs", "neo4j_server", "neo4j_servers"]  # fixtures are found by their names here

settings.register_profile("any machine", deadline=None)  # a busy one is no failure
settings.load_profile("any machine")

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# Drawing on the processor is twice as fast here as on an imitated graphics card, which only WebGL,
# and with it the explorer, needs.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]

# Keeps what is written on canvases, as {text, font, x, y} in pixels of the canvas, since each was
# last cleared: what stands there cannot be read from the page in any other way.
RECORDER = """
window.drawn = new Map();
const proto = CanvasRenderingContext2D.prototype;
const { clearRect, fillText } = proto;
proto.clearRect = function (...where) {
  window.drawn.set(this.canvas, []);
  return clearRect.apply(this, where);
};
proto.fillText = function (text, x, y, ...rest) {
  const at = this.getTransform().transformPoint(new DOMPoint(x, y));
  const angle = Math.atan2(this.getTransform().b, this.getTransform().a);
  if (!window.drawn.has(this.canvas)) window.drawn.set(this.canvas, []);
  window.drawn.get(this.canvas).push(
    { text, font: this.font, x: at.x, y: at.y, angle, width: this.measureText(text).width });
  return fillText.call(this, text, x, y, ...rest);
};
"""

OpenPage = Callable[..., Page]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """The tests that read the bundled packs on a server come first, so that these are loaded once
    for all of them; no test depends on it."""
    items.sort(key=lambda each: "neo4j_packs" not in each.fixturenames)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium; without it the tests are skipped here, and fail in CI."""
    yield from _launched(playwright, FLAGS)


@pytest.fixture(scope="session")
def webgl_chromium(playwright: Playwright) -> Iterator[Browser]:
    """The same with an imitated graphics card, for what draws with WebGL."""
    yield from _launched(playwright, [*FLAGS[:2], *WEBGL])


def _launched(playwright: Playwright, flags: list[str]) -> Iterator[Browser]:
    if shutil.which(CHROMIUM) is None:
        message = f"no Chromium at {CHROMIUM}: apt-get install chromium, or set CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open a file and wait until it says that it is ready; keyword arguments go to the context.

    At the end of the test no opened page may have asked for anything but its own file, written
    to the console, thrown, or opened a dialogue.
    """
    yield from _opening(chromium)


@pytest.fixture
def open_explorer(webgl_chromium: Browser) -> Iterator[OpenPage]:
    """The same for a saved explorer; `start` is the fragment that it is opened with, and `before`
    a script that runs first."""
    yield from _opening(webgl_chromium)


def _opening(browser: Browser) -> Iterator[OpenPage]:
    contexts = []
    wrong: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    def open_file(
        path: Path, *, ready: bool = True, start: str = "", before: str = "", **options: Any
    ) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.route("**/*", guard)
        context.add_init_script(RECORDER + before)
        page = context.new_page()
        page.on("request", lambda request: note_request(request.url, path))
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append("dialogue"), dialog.dismiss()))
        page.goto(f"{path.as_uri()}#{start}" if start else path.as_uri())
        if ready:
            page.wait_for_selector("html[data-ready=true]", timeout=60_000)
        return page

    def note_request(url: str, path: Path) -> None:
        if url.partition("#")[0] != path.as_uri() and not url.startswith("data:,"):
            wrong.append(f"request: {url}")

    yield open_file
    for context in contexts:
        context.close()
    assert wrong == []
