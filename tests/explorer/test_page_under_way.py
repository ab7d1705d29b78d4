"""What the served page does while things happen: the graph changes, answers come late or not at
all, the reader goes back, forward and on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from explorers import Explorer, serving
from pages import find, panel, settled, shot, turn
from playwright.sync_api import Browser, Page, Route, expect
from served_pages import Opened, opening

import graphkit
from graphkit.graph import Graph
from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.stores import open_store
from graphkit.values import when
from graphkit.views.explorer.about import news
from graphkit.views.explorer.saving import save

pytestmark = [pytest.mark.browser]

BROKEN = "a load was broken off, parts of it are missing; load again: seeds"
FAILED = "Failed to load resource"  # what Chromium says of a request that nobody answers
NIO = "focus=nio&node=nio&as_of=2022-06-01"
# Whatever the page waits for, it waits a hundredth of the time for.
HURRY = """() => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds / 100);
}"""
STRESS = "task=" + quote(
    json.dumps({"kind": "question", "name": "stress", "parameters": {"suspend": "jac-motors"}})
)


@pytest.fixture
def opened(webgl_chromium: Browser) -> Iterator[Opened]:
    with opening(webgl_chromium) as open_it:
        yield open_it


def held_up(page: Page, verb: str, times: int = 1) -> list[Route]:
    """The next requests of this verb, which are not let through yet."""
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    page.route(f"**/api/{verb}", keep, times=times)
    return waiting


def parties(page: Page) -> set[str]:
    """The names of all that is on the stage."""
    page.get_by_role("button", name="Tree").click()
    branches = page.locator('[role="tree"] > [role="treeitem"]').all_inner_texts()
    return {each.rpartition(", ")[0] for each in branches}


def told(page: Page, verb: str, **change: Any) -> None:
    """Have the answer to this verb say something else."""

    def answer(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, json={**reply.json(), **change})

    page.route(f"**/api/{verb}", answer)


# --- what belongs to every answer ----------------------------------------------------------------


def test_the_page_says_that_a_load_was_broken_off_until_it_is_mended(
    opened: Opened, explorer: Explorer
) -> None:
    def first(page: Page) -> None:
        told(page, "about", notice=BROKEN)
        told(page, "news", notice=BROKEN)

    page = opened(explorer.address, first=first)
    told_of = page.get_by_role("status", name="About the whole graph")
    expect(told_of).to_have_text(f"Take care: {BROKEN}.")
    shot(page, "notice")
    told(page, "news", notice="")
    page.evaluate("Date.now = ((now) => () => now() + 60_000)(Date.now)")
    find(page, "NIO")
    expect(told_of).to_have_text("")


def test_a_saved_page_says_what_its_graph_said_of_itself(
    open_explorer: Opened, seeds: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(seeds.store), "notice", lambda _: BROKEN)
    assert news(seeds.store)["notice"] == BROKEN
    page = open_explorer(save(seeds.store, tmp_path / "nio.html", ["NIO"]))
    expect(page.get_by_role("status", name="About the whole graph")).to_have_text(
        f"When this page was saved: {BROKEN}."
    )
    quick = seeds.show("NIO", tmp_path / "quick.html")
    assert f"Take care: {BROKEN}" in quick.read_text(encoding="utf-8")


def test_a_graph_that_changes_is_told_of_and_loaded_again(opened: Opened, tmp_path: Path) -> None:
    store = tmp_path / "graph"
    with graphkit.open(store) as graph:
        graph.load("autos-china")
    with serving("--store", str(store)) as running:
        page = opened(running.address, NIO)
        told_of = page.get_by_role("status", name="About the whole graph")
        expect(told_of).to_have_text("")
        with graphkit.open(store) as graph:
            graph.load("phones")
        page.evaluate("Date.now = ((now) => () => now() + 60_000)(Date.now)")
        find(page, "JAC Motors")
        expect(told_of).to_contain_text("The graph has changed since this page was opened")
        told_of.get_by_role("button", name="Load it again").click()
        expect(told_of).to_have_text("")
        expect(panel(page).get_by_role("heading", name="JAC Motors")).to_be_visible()
        assert page.locator('[data-clock="asOf"] .gk-day').input_value() == "2022-06-01"


# --- answers that come late, or never ------------------------------------------------------------


def test_a_server_that_is_gone_is_not_taken_for_a_no(opened: Opened, folder: Path) -> None:
    with serving("--store", str(folder)) as running:
        page = opened(running.address, NIO, expected=(FAILED,))
    box = page.get_by_role("combobox", name="Find a company")
    box.fill("Huawei")
    box.press("Enter")
    expect(page.locator(".gk-toast")).to_contain_text("The server does not answer any more")
    expect(page.locator(".gk-search [role=status]").first).not_to_have_text(
        "No name contains that."
    )


def test_a_server_that_hangs_is_not_waited_for_without_end(
    opened: Opened, explorer: Explorer
) -> None:
    page = opened(explorer.address)
    page.evaluate(HURRY)
    held_up(page, "search", times=9)
    box = page.get_by_role("combobox", name="Find a company")
    box.fill("Huawei")
    box.press("Enter")
    expect(page.locator(".gk-toast")).to_contain_text("The server does not answer any more")


def test_a_page_to_be_saved_is_waited_for_as_long_as_it_may_take(
    opened: Opened, explorer: Explorer
) -> None:
    page = opened(explorer.address)
    page.evaluate(HURRY)
    waiting = held_up(page, "save")
    page.locator(".gk-save > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Page (HTML)").click()
        page.wait_for_timeout(3_500)  # of the five minutes that the server may take: more
        waiting[0].fulfill(json={"filename": "late.html", "html": "<p>late</p>"})
    assert download.value.suggested_filename == "late.html"


def test_an_answer_that_breaks_off_says_so(opened: Opened, explorer: Explorer) -> None:
    page = opened(explorer.address)
    page.route("**/api/expand", lambda route: route.fulfill(status=200, body='{"nodes": {"key'))
    find(page, "NIO")
    panel(page).get_by_role("button", name="Expand", exact=True).click()
    expect(page.locator(".gk-toast")).to_contain_text("The answer broke off")


def test_a_late_answer_does_not_take_the_place_of_a_newer_one(
    opened: Opened, explorer: Explorer
) -> None:
    page = opened(explorer.address)
    waiting = held_up(page, "view")
    find(page, "NIO")
    panel(page).get_by_role("button", name="Only this").click()
    settled(page)
    find(page, "Gilead Sciences")
    panel(page).get_by_role("button", name="Only this").click()
    expect(panel(page).get_by_role("heading", name="Gilead Sciences")).to_be_visible()
    settled(page)
    with page.expect_response("**/api/view"):
        waiting[0].continue_()
    settled(page)
    assert "NIO" not in parties(page)
    expect(panel(page).get_by_role("heading", name="Gilead Sciences")).to_be_visible()


def test_while_it_is_asked_again_an_answer_says_of_which_days_it_is(
    opened: Opened, explorer: Explorer
) -> None:
    page = opened(explorer.address, f"as_of=2022-06-01&{STRESS}")
    answered = page.locator(".gk-answer")
    expect(answered).to_contain_text("as of 2022-06-01")
    waiting = held_up(page, "ask")
    turn(page, "In the world", "2021-06-01")
    expect(answered).to_contain_text("This is of 2022-06-01")
    expect(answered).to_contain_text("asking again")
    page.wait_for_timeout(200)
    waiting[0].continue_()
    expect(answered).to_contain_text("as of 2021-06-01")
    expect(answered).not_to_contain_text("asking again")


def test_the_facts_of_an_answer_leave_the_stage_with_it(opened: Opened, explorer: Explorer) -> None:
    page = opened(explorer.address, f"as_of=2022-06-01&{STRESS}")
    alone = page.locator(".gk-alone")
    expect(alone).to_contain_text("Only the facts of the answer are shown")
    told(page, "ask", rows=[], row_facts=[], proofs=[], graph={
        "nodes": {each: [] for each in
                  ("key", "name", "kind", "names", "country", "industry", "x", "y", "degree")},
        "edges": {each: [] for each in ("fact", "source", "target", "relation", "versions")},
        "sources": {each: [] for each in ("key", "title", "publisher", "kind")},
        "truncated": "",
    })  # fmt: skip
    turn(page, "In the world", "2021-06-01")
    expect(page.locator(".gk-answer")).to_contain_text("No rows")
    expect(alone).not_to_contain_text("Only the facts of the answer are shown")


def test_a_query_of_a_link_runs_when_its_reader_says_so_and_each_time(
    opened: Opened, explorer: Explorer
) -> None:
    task = json.dumps({"kind": "cypher", "text": "RETURN 41 + 1 AS n"})
    page = opened(explorer.address, f"task={quote(task)}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    turn(page, "In the world", "2020-01-01")
    page.wait_for_timeout(500)
    assert not [each for each in asked if each.endswith("/cypher")]
    run = page.get_by_role("button", name="Run")
    waiting = held_up(page, "cypher")
    run.click()
    expect(page.locator(".gk-answer")).to_contain_text("Asking")
    turn(page, "In the world", "2021-01-01")
    waiting[0].continue_()
    expect(page.locator(".gk-answer")).to_contain_text("42")
    with page.expect_response("**/api/cypher"):
        run.click()
    expect(page.locator(".gk-answer")).to_contain_text("42")


# --- back, forward, again ------------------------------------------------------------------------


def test_the_address_is_what_is_seen(opened: Opened, explorer: Explorer) -> None:
    page = opened(explorer.address, NIO)
    heading = panel(page).get_by_role("heading", level=2)
    turn(page, "In the world", "2021-03-04")
    panel(page).get_by_role("button", name="Follow the licence").click()
    alone = page.locator(".gk-alone")
    expect(alone).to_contain_text("Only what this one builds on")
    settled(page).go_back()
    expect(alone).to_be_hidden()
    expect(heading).to_have_text("NIO")
    page.go_forward()
    expect(alone).to_contain_text("Only what this one builds on")
    settled(page)
    page.wait_for_timeout(600)
    page.reload()
    page.wait_for_selector("html[data-ready=true]")
    expect(alone).to_contain_text("Only what this one builds on")
    assert page.locator('[data-clock="asOf"] .gk-day').input_value() == "2021-03-04"
    page.evaluate("location.hash = 'focus=gilead-sciences&node=gilead-sciences'")
    expect(heading).to_have_text("Gilead Sciences")


def test_a_link_to_what_is_gone_opens_on_the_rest(opened: Opened, explorer: Explorer) -> None:
    page = opened(explorer.address, "focus=nobody-at-all", expected=(FAILED,))
    expect(page.locator(".gk-toast")).to_contain_text("nobody-at-all")
    assert "NIO" in parties(page)


# --- little or nothing to show --------------------------------------------------------------------


def test_a_graph_without_anything_says_what_to_do(opened: Opened, tmp_path: Path) -> None:
    store = tmp_path / "graph"
    open_store(store).close()
    with serving("--store", str(store)) as running:
        page = opened(running.address)
        expect(panel(page)).to_contain_text("There is nothing in this graph yet.")
        expect(panel(page)).to_contain_text("0 parties, 0 facts, 0 statements from 0 sources.")
        with open_store(store) as alone:
            solo = Entity("a", "Company", "Solo", (), ())
            alone.write(Batch((Dataset("d", "D", "2024-01-01"),), (solo,), (), (), ()))
        page.reload()
        page.wait_for_selector("html[data-ready=true]")
        expect(panel(page)).to_contain_text("Nobody in this graph is known to build on the licence")
        expect(panel(page)).to_contain_text("1 party, 0 facts")
        find(page, "Solo")
        expect(panel(page).get_by_role("heading", name="Solo")).to_be_visible()


def test_the_rows_of_an_answer_stand_in_one_place(opened: Opened, explorer: Explorer) -> None:
    page = opened(explorer.address, f"as_of=2022-06-01&side=both&{STRESS}")
    expect(page.locator(".gk-answer")).to_contain_text("The rows are in the table.")
    expect(page.get_by_role("region", name="The answer")).to_have_count(1)
    page.get_by_role("button", name="Picture", exact=True).click()
    expect(page.locator(".gk-answer").get_by_role("region", name="The answer")).to_be_visible()
    expect(page.get_by_role("region", name="The answer")).to_have_count(1)


# --- more neighbours than one look brings --------------------------------------------------------

BORROWERS = 150


@pytest.fixture(scope="module")
def lender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """A company on whose licence very many build, with a right that an authority gave."""
    names = [("host", "Company"), ("right", "Qualification"), ("ministry", "Authority")]
    names += [(f"b{number}", "Company") for number in range(BORROWERS)]
    entities = tuple(Entity(key, kind, key.title(), (), ()) for key, kind in names)
    paper = Source("s", "Paper", "Paper", "press", "2024-01-01", "", when("2023-01-01"), "en", "")
    told_of = [(f"b{number}", "USES_LICENCE_OF", "host") for number in range(BORROWERS)]
    told_of += [("host", "HOLDS", "right"), ("right", "ISSUED_BY", "ministry")]
    statements = tuple(
        Statement("lender", who, relation, "s", whom, valid_from=when("2020-01-01"))
        for who, relation, whom in told_of
    )
    folder = tmp_path_factory.mktemp("lender") / "graph"
    with open_store(folder) as store:
        store.write(
            Batch((Dataset("lender", "Lender", "2024-01-01"),), entities, (paper,), statements, ())
        )
    with serving("--store", str(folder)) as running:
        yield running


def test_what_is_left_out_around_a_party_is_said_and_comes_bit_by_bit(
    opened: Opened, lender: Explorer
) -> None:
    page = opened(lender.address, "focus=b3&node=host")
    panel(page).get_by_role("button", name="expand it").click()
    cut = page.locator(".gk-alone")
    expect(cut).to_contain_text("Host: shown are 61 of 151 neighbours.")
    panel(page).get_by_role("button", name="expand it").click()
    expect(cut).to_contain_text("Host: shown are 121 of 151 neighbours.")
    panel(page).get_by_role("button", name="expand it").click()
    expect(cut).to_be_hidden()
    expect(panel(page).get_by_role("button", name="expand it")).to_have_count(0)


def test_a_licence_is_followed_to_its_end_past_any_number_of_borrowers(
    opened: Opened, lender: Explorer
) -> None:
    page = opened(lender.address, "focus=b3&node=b3")
    panel(page).get_by_role("button", name="Follow the licence").click()
    expect(page.locator(".gk-alone")).to_contain_text("Only what this one builds on")
    assert parties(page) == {"B3", "Host", "Right", "Ministry"}
