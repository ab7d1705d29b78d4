"""How the explorer's picture is drawn and pointed at, in a Chromium without a graphics card."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from pages import panel, settled, spot, turn, written
from playwright.sync_api import Page, expect

from graphkit.graph import Graph
from graphkit.views.explorer.notebook import Frame
from graphkit.views.explorer.saving import save

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("explorer-page")]

Open = Callable[..., Page]

# Counts what is dear where no graphics card helps: reading back, which waits for all that is being
# drawn, and instances, each of which costs as much as a drawing.
COUNTER = """
window.dear = { readPixels: 0, drawArraysInstanced: 0, drawArrays: 0 };
for (const name of Object.keys(window.dear)) {
  const plain = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) {
    window.dear[name] += 1;
    return plain.apply(this, given);
  };
}
"""


@pytest.fixture(scope="module")
def saved(seeds: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(seeds.store, tmp_path_factory.mktemp("drawing") / "nio.html", ["NIO"])


@pytest.fixture
def nio(open_explorer: Open, saved: Path) -> Page:
    return settled(open_explorer(saved, start="focus=nio&as_of=2022-06-01", before=COUNTER))


def test_a_frame_that_is_shown_late_is_drawn_as_one_that_is_seen_at_once(
    saved: Path, open_explorer: Open, tmp_path: Path
) -> None:
    frame = Frame(saved.read_text(encoding="utf-8"))._repr_html_()
    cells = tmp_path / "cells.html"
    cells.write_text(f"<p>{frame}</p><p hidden>{frame}</p>", encoding="utf-8")
    page = open_explorer(cells, ready=False)
    page.wait_for_timeout(2_000)
    page.eval_on_selector("[hidden]", "(cell) => { cell.hidden = false; }")
    at_once, late = page.frames[1:]
    for each in (at_once, late):
        each.wait_for_selector("html[data-ready=true]")
    settled(page)
    names = """() => window.drawn.get(document.querySelector("canvas.sigma-labels"))"""
    assert late.evaluate(names) == at_once.evaluate(names) != []
    assert late.locator(".gk-left").get_attribute("open") is not None


def mark_of(page: Page, name: str) -> tuple[float, float]:
    """Where beside its name, on one of eight sides, the tip under the pointer tells of a party."""
    x, y = spot(page, name)
    aside = next(each["width"] for each in written(page) if each["text"] == name) / 2 + 10
    tip = page.locator(".gk-tip")
    for across, down in product((0.0, aside, -aside), (-18.0, 18.0, 0.0)):
        page.mouse.move(x + across, y + down)
        if tip.is_visible() and tip.inner_text().splitlines()[0] == name:
            return x + across, y + down
    pytest.fail(f"no mark near {name}")


def test_a_mark_is_told_of_under_the_pointer_and_opened_by_a_click(nio: Page) -> None:
    nio.mouse.click(*mark_of(nio, "JAC Motors"))
    expect(panel(nio).get_by_role("heading", name="JAC Motors", exact=True)).to_be_visible()


def test_a_line_is_told_of_under_the_pointer(nio: Page) -> None:
    at = spot(nio, "owns brand")
    nio.mouse.move(*at)
    expect(nio.locator(".gk-tip")).to_contain_text("NIO owns the brand NIO (brand)")
    assert nio.eval_on_selector(".gk-canvas", "(e) => e.style.cursor") == "pointer"


def test_the_ground_is_nothing_and_a_click_on_it_lets_go(nio: Page) -> None:
    nio.mouse.click(*mark_of(nio, "JAC Motors"))
    expect(panel(nio).get_by_role("heading", name="JAC Motors", exact=True)).to_be_visible()
    box = settled(nio).locator(".gk-canvas").bounding_box()
    assert box
    nio.mouse.click(box["x"] + 3, box["y"] + 3)
    expect(panel(nio).get_by_role("heading", name="JAC Motors", exact=True)).to_have_count(0)


def test_neither_drawing_nor_pointing_waits_for_the_graphics_card(nio: Page) -> None:
    drawn = nio.evaluate("window.dear.drawArrays")
    turn(nio, "In the world", "2024-06-01")
    mark_of(nio, "JAC Motors")
    dear = nio.evaluate("window.dear")
    assert dear["drawArrays"] > drawn
    assert (dear["readPixels"], dear["drawArraysInstanced"]) == (0, 0)


def test_a_day_on_which_nothing_changes_draws_nothing(nio: Page) -> None:
    turn(nio, "In the world", "2022-06-02")
    drawn = nio.evaluate("window.dear.drawArrays")
    turn(nio, "In the world", "2022-06-03")
    expect(nio.get_by_role("slider", name="In the world")).to_have_attribute(
        "aria-valuetext", "2022-06-03"
    )
    assert nio.evaluate("window.dear.drawArrays") == drawn
