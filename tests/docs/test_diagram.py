"""The diagram of the architecture is drawn from its text: every name once, every arrow down."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Page

DOCS = Path(__file__).parents[2] / "docs"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def diagram() -> ModuleType:
    spec = importlib.util.spec_from_file_location("diagram", DOCS / "diagram.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def text() -> str:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    return page.partition("```mermaid\n")[2].partition("```")[0]


def test_what_is_drawn_is_what_is_written(diagram: ModuleType, text: str) -> None:
    lines = [line.strip().split(" --> ") for line in text.splitlines()]
    written = {pair for line in lines for pair in pairwise(line)}
    picture = ET.fromstring(diagram.svg(text))
    boxes = {}
    for box, label in pairwise(picture):
        if label.get("class") == "name":
            assert label.text not in boxes
            top = float(box.attrib["y"])
            boxes[label.text] = (float(label.attrib["x"]), top, top + float(box.attrib["height"]))
    assert set(boxes) == {name for pair in written for name in pair}
    drawn = set()
    for path in picture.findall(f"{SVG}path"):
        start, end = path.attrib["d"][1:].split("C")
        x, y = map(float, start.split())
        *_, to_x, to_y = map(float, end.split())
        assert y < to_y
        [source] = [name for name, (at, _, bottom) in boxes.items() if (at, bottom) == (x, y)]
        [target] = [name for name, (at, top, _) in boxes.items() if (at, top) == (to_x, to_y)]
        drawn.add((source, target))
    assert drawn == written


def test_no_two_boxes_lie_on_each_other(diagram: ModuleType, text: str) -> None:
    labels = ET.fromstring(diagram.svg(text)).findall(f"{SVG}text[@class='name']")
    places = sorted((float(each.attrib["y"]), float(each.attrib["x"])) for each in labels)
    assert all(x + 92 <= beside for (y, x), (level, beside) in pairwise(places) if y == level)


def test_what_is_no_arrow_is_refused(diagram: ModuleType) -> None:
    with pytest.raises(ValueError, match=r"not understood: 'a -\.-> b'"):
        diagram.svg("a --> b\na -.-> b")


@pytest.mark.browser
def test_on_a_phone_the_names_can_be_read(
    diagram: ModuleType, text: str, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{diagram.figure(text)}", "utf-8")
    page = open_page(file, ready=False, viewport={"width": 400, "height": 800})
    box = page.locator(".diagram .name").first.bounding_box()
    assert box
    assert box["height"] > 9
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
