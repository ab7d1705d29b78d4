"""What tests do with an explorer's page, and what they look for on it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ARTEFACTS = Path(__file__).parents[2] / "artefacts" / "explorer"
FRAMES = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done()));
})"""


def settled(page: Page) -> Page:
    """The page once what was asked for is drawn."""
    page.wait_for_timeout(350)
    page.evaluate(FRAMES)
    return page


def shot(page: Page, name: str) -> None:
    """A picture of the page for whoever wants to look at it: `artefacts/explorer/`."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    settled(page).screenshot(path=os.fspath(ARTEFACTS / f"{name}.png"))


def written(page: Page) -> list[dict[str, Any]]:
    """What is written on the picture: text, font, x, y, angle, width, in pixels of the screen."""
    settled(page)
    found = page.evaluate(
        """() => window.drawn.get(document.querySelector("canvas.sigma-labels")) ?? []"""
    )
    ratio = page.evaluate("devicePixelRatio")
    return [{**each, "x": each["x"] / ratio, "y": each["y"] / ratio} for each in found]


def spot(page: Page, text: str) -> tuple[float, float]:
    """Where on the page this text is first drawn."""
    found = next(each for each in written(page) if each["text"] == text)
    box = page.locator(".gk-canvas").bounding_box()
    assert box
    return box["x"] + found["x"], box["y"] + found["y"]


def find(page: Page, name: str) -> None:
    """Search for it, and open what is found first."""
    box = page.get_by_role("combobox", name="Find a company")
    box.fill(name)
    box.press("Enter")
    settled(page)


def turn(page: Page, clock: str, day: str) -> None:
    """Set a clock: "In the world" or "As known on"."""
    field = page.get_by_role("textbox", name=clock)
    field.fill(day)
    field.press("Enter")
    settled(page)


def panel(page: Page) -> Any:
    return page.get_by_role("complementary", name="What is known")
