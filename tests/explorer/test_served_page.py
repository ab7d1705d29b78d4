"""The served page in a real Chromium: what needs the server is clicked through, on the embedded
engine and on a real Neo4j, and hostile texts are told and never run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from explorers import Explorer, serving
from hostile import NAMES, hostile_store
from neo4j_server.fixtures import NEO4J_VERSIONS, Servers
from pages import settled
from playwright.sync_api import Browser, Locator, Page, expect
from served_pages import Opened, opening

import graphkit
from graphkit.stores import open_store
from graphkit.views.explorer.saving import save
from graphkit.views.explorer.widget import Explorer as Widget
from graphkit.views.offline import asset

pytestmark = [pytest.mark.browser]

ARTEFACTS = Path(__file__).parents[2] / "artefacts" / "explorer"


@pytest.fixture(scope="module", params=["embedded", *NEO4J_VERSIONS[:1]])
def running(
    request: pytest.FixtureRequest,
    folder: Path,
    neo4j_servers: Servers,
    monkeypatch_module: pytest.MonkeyPatch,
) -> Iterator[Explorer]:
    """The command on the bundled packs, on either engine."""
    if request.param == "embedded":
        with serving("--store", str(folder)) as explorer:
            yield explorer
        return
    server = neo4j_servers[request.param]
    server.clear()
    with graphkit.open(server.url, **server.login) as graph:
        graph.load("seeds")
    monkeypatch_module.setenv("NEO4J_PASSWORD", server.password)
    with serving("--store", server.url, "--user", server.user) as explorer:
        yield explorer


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def opened(webgl_chromium: Browser) -> Iterator[Opened]:
    with opening(webgl_chromium) as open_it:
        yield open_it


@pytest.fixture
def nio(opened: Opened, running: Explorer) -> Page:
    return opened(running.address, "focus=nio&node=nio&as_of=2022-06-01")


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="What is known")


def shot(page: Page, name: str) -> None:
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(500)
    page.screenshot(path=os.fspath(ARTEFACTS / f"{name}.png"))


def test_the_first_view_comes_from_the_store(opened: Opened, running: Explorer) -> None:
    page = opened(running.address)
    expect(panel(page)).to_contain_text("473 parties, 509 facts")
    shot(page, "served-first-view")


def test_what_is_not_on_the_page_is_found_in_the_store_and_opened(
    opened: Opened, running: Explorer
) -> None:
    page = opened(running.address)
    box = page.get_by_role("combobox", name="Find a company")
    box.fill("xiaomisu7")
    option = page.get_by_role("option", name="Xiaomi SU7")
    expect(option).to_be_visible(timeout=20_000)
    option.dispatch_event("mousedown")
    expect(panel(page).locator("h2").first).to_have_text("Xiaomi SU7", timeout=20_000)


def test_a_fact_is_told_with_every_source(nio: Page) -> None:
    fact = panel(nio).get_by_role("button", name="NIO builds on the licence of JAC Motors").first
    fact.click()
    expect(panel(nio).locator(".gk-statements > li").first).to_be_visible(timeout=20_000)
    link = panel(nio).locator(".gk-statements a").first
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert str(link.get_attribute("href")).startswith("https://")
    shot(nio, "served-evidence")


def test_a_question_is_asked_of_the_store(opened: Opened, running: Explorer) -> None:
    task = '{"kind":"question","name":"stress","parameters":{"suspend":"JAC Motors"}}'
    page = opened(running.address, f"as_of=2022-06-01&side=both&task={task}")
    row = page.locator(".gk-rows table").get_by_role("row").filter(has_text="stranded").first
    expect(row).to_be_visible(timeout=30_000)
    shot(page, "served-stress")


def test_the_way_between_two_is_asked_of_the_store(opened: Opened, running: Explorer) -> None:
    task = '{"kind":"path","from":"nio","to":"changan-automobile"}'
    page = opened(running.address, f"as_of=2022-06-01&task={task}")
    expect(page.locator(".gk-steps li").first).to_be_visible(timeout=30_000)


def test_cypher_is_run_and_a_write_is_refused_in_words(opened: Opened, running: Explorer) -> None:
    page = opened(running.address)
    page.get_by_role("button", name="Cypher").click()
    field = page.get_by_label("Query")
    field.fill("MATCH (n:Company {key: 'nio'}) RETURN n.name AS name")
    field.press("Control+Enter")
    expect(page.locator(".gk-answered")).to_contain_text("1", timeout=60_000)
    field.fill("MATCH (n) DETACH DELETE n")
    field.press("Control+Enter")
    alert = page.get_by_role("alert").filter(has_text="read")
    expect(alert.first).to_be_visible(timeout=60_000)


def test_a_page_saved_from_the_served_one_opens_by_itself(nio: Page, tmp_path: Path) -> None:
    nio.locator(".gk-save > summary").click()
    with nio.expect_download(timeout=300_000) as download:
        nio.get_by_role("button", name="Page (HTML)").click()
    path = tmp_path / "saved.html"
    download.value.save_as(path)
    browser = nio.context.browser
    assert browser
    with opening(browser) as open_it:
        page = open_it(path.as_uri())
        expect(panel(page)).to_contain_text("NIO")


@pytest.fixture(scope="module")
def bad_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_store(tmp_path_factory.mktemp("hostile") / "store")


# Opens every party of the tree, and then the fact of it; says what was not told.
WALK = """async (names) => {
  const panel = document.querySelector(".gk-panel");
  const parties = () => [...document.querySelectorAll("[role=treeitem][aria-level='1']")];
  const comes = async (told) => {
    for (let look = 0; look < 400; look += 1) {
      if (told()) return true;
      await new Promise((done) => setTimeout(done, 15));
    }
    return false;
  };
  for (const name of names) {
    const place = parties().find((each) => each.getAttribute("aria-label") === `${name}, Company`);
    place?.querySelector(".gk-branch").click();
    const opened = place && await comes(() => panel.querySelector("h2")?.textContent === name
      && panel.querySelector(".gk-plain")?.textContent.includes(name));
    const fact = [...panel.querySelectorAll(".gk-facts button")]
      .find((each) => each.textContent.startsWith(`${name} builds on`));
    fact?.click();
    const said = () => panel.querySelector(".gk-statements > li")?.textContent.includes(name);
    if (!opened || !fact || !await comes(said)) return `not told: ${name}`;
    if (document.documentElement.scrollWidth > innerWidth) return `too wide: ${name}`;
  }
  return "";
}"""


@pytest.mark.parametrize("way", ["served", "saved"])
def test_hostile_texts_are_told_and_never_run(
    opened: Opened, bad_names: Path, tmp_path: Path, way: str
) -> None:
    """Every payload in every field: names, industry, note, source, quote, scope, attribution."""
    assert len(NAMES) >= 50
    with ExitStack() as running:
        if way == "saved":
            with open_store(bad_names) as store:
                address = save(store, tmp_path / "bad.html").as_uri()
        else:
            address = running.enter_context(serving("--store", str(bad_names))).address
        page = opened(address, "side=tree")
        assert page.evaluate(WALK, NAMES) == ""
        page.get_by_role("button", name="Table").click()
        rows = page.get_by_role("region", name="The facts in the picture")
        assert all(name in rows.inner_text() for name in NAMES)
        assert page.evaluate("window.pwned") is None


CELL = """async (script) => {
  const hearers = [];
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const widget = (await import(address)).default;
  window.model = {
    get: (name) => ({ start: "focus=nio&node=nio&as_of=2022-06-01", height: 700 })[name],
    on: (_, hear) => hearers.push(hear),
    off: () => undefined,
    send: (message) => window.kernel(JSON.stringify(message)).then((reply) => {
      for (const hear of hearers) hear(JSON.parse(reply));
    }),
  };
  window.end = widget.render({ model: window.model, el: document.body });
}"""


@contextmanager
def cell(chromium: Browser, folder: Path, prepare: Callable[[Page], object]) -> Iterator[Page]:
    """The bundle as anywidget loads it, on a page that hands its messages to the real widget."""
    wrong: list[str] = []
    with graphkit.open(folder) as graph:
        widget, replies = Widget(graph.store), list[Any]()
        widget.send = replies.append  # what the kernel would send over its own wire

        def kernel(message: str) -> str:
            widget._hear(widget, json.loads(message), [])
            return json.dumps(replies.pop())

        page = chromium.new_page(viewport={"width": 1200, "height": 800})
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.expose_function("kernel", kernel)
        page.add_style_tag(content=asset("explorer.css"))
        prepare(page)
        page.evaluate(CELL, asset("explorer.js"))
        expect(panel(page)).to_contain_text(
            "NIO builds on the licence of JAC Motors", timeout=30_000
        )
        yield page
        page.close()
        widget.close()
    assert wrong == []


def test_a_cell_of_a_notebook_asks_the_kernel(webgl_chromium: Browser, folder: Path) -> None:
    with cell(webgl_chromium, folder, lambda _: None) as page:
        shot(page, "notebook-cell")


# How a notebook says that it is dark, and that it is light, on its body.
HOSTS = {
    "JupyterLab": [{"data-jp-theme-light": "false"}, {"data-jp-theme-light": "true"}],
    "VS Code": [{"class": "vscode-dark"}, {"class": "vscode-light"}],
    "VS Code, high contrast": [
        {"class": "vscode-high-contrast", "data-vscode-theme-kind": "vscode-high-contrast"},
        {"class": "vscode-high-contrast-light vscode-high-contrast"},
    ],
    "marimo": [{"class": "dark dark-theme"}, {"class": "light light-theme"}],
}
MARK = """(marks) => {
  for (const name of document.body.getAttributeNames()) document.body.removeAttribute(name);
  for (const [name, value] of Object.entries(marks)) document.body.setAttribute(name, value);
}"""
# Ink of the names, paper, and what the browser's own controls are told.
DARK = ["#e6eaf0", "rgb(20, 24, 31)", "dark"]
LIGHT = ["#1b2330", "rgb(255, 255, 255)", "light"]
# The colour in which the picture's names were last written.
INKS = """() => {
  const plain = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...given) {
    if (given[0] === "NIO") window.ink = this.fillStyle;
    return plain.apply(this, given);
  };
}"""


def test_a_cell_is_dark_or_light_as_the_notebook_around_it(
    webgl_chromium: Browser, folder: Path
) -> None:
    """In each notebook, turning with it; where it says nothing, as the reader's system is."""

    def prepare(page: Page) -> None:
        page.evaluate(INKS)
        page.evaluate(MARK, HOSTS["JupyterLab"][0])

    with cell(webgl_chromium, folder, prepare) as page:

        def is_dark() -> bool:
            looks = settled(page).evaluate(
                """() => [window.ink, getComputedStyle(document.querySelector(".gk-stage"))
                   .backgroundColor, getComputedStyle(document.querySelector(".gk")).colorScheme]"""
            )
            assert looks in (DARK, LIGHT)
            return bool(looks == DARK)

        assert is_dark()
        shot(page, "notebook-cell-dark")
        for name, (dark, light) in HOSTS.items():
            for marks, expected in ((light, False), (dark, True)):
                page.evaluate(MARK, marks)
                assert is_dark() is expected, name
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(MARK, {})
            assert is_dark() is (scheme == "dark")
            page.evaluate(MARK, HOSTS["JupyterLab"][scheme == "dark"])
            assert is_dark() is (scheme == "light")
