"""The page in a real Chromium that reaches no network: drawn, readable, told about, harmless.

`open_page` fails every test whose page asks for anything outside its file, writes to the console,
throws or opens a dialogue.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from payloads import PAYLOADS
from playwright.sync_api import Page, expect
from view_worlds import cars, fact, made_up, node, pair

from graphkit.values import clean_text
from graphkit.views import style, write_page

pytestmark = pytest.mark.browser

Draw = Callable[..., Page]

NEXT_FRAME = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done()));
})"""

INK = """(ink) => {
  const shown = document.querySelector("#canvas canvas");
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [shown.width, shown.height];
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(shown, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  const want = [1, 3, 5].map((at) => parseInt(ink.slice(at, at + 2), 16));
  const found = [];
  for (let at = 0; at < data.length; at += 4) {
    const seen = want.every((each, part) => Math.abs(each - data[at + part]) < 12);
    const place = at / 4;
    const row = Math.floor(place / copy.width);
    if (seen && data[at + 3] > 200) found.push([place % copy.width, row]);
  }
  return found;
}"""


@pytest.fixture
def draw(open_page: Draw, tmp_path: Path) -> Draw:
    def draw_it(graph: nx.MultiDiGraph, title: str = "A picture", **options: Any) -> Page:
        path = write_page(graph, tmp_path / "page.html", title=title, subtitle="as of 2023-12-10")
        return open_page(path, **options)

    return draw_it


def written(page: Page) -> list[dict[str, Any]]:
    """What stands on the canvas of the picture: text, font, x, y, angle, width."""
    page.evaluate(NEXT_FRAME)
    return page.evaluate('() => window.drawn.get(document.querySelector("#canvas canvas"))')


def texts(page: Page) -> list[str]:
    return [each["text"] for each in written(page)]


def inked(page: Page, ink: str) -> list[tuple[int, int]]:
    """The points of the canvas, x and y in its pixels, that have this colour."""
    page.evaluate(NEXT_FRAME)
    return [(x, y) for x, y in page.evaluate(INK, ink)]


def ends(page: Page) -> tuple[float, float]:
    """Where Alpha and Beta stand, from left to right."""
    where = {each["text"]: each["x"] for each in written(page)}
    return where["Alpha"], where["Beta"]


def spot(page: Page, text: str) -> tuple[float, float]:
    """Where on the page, in its pixels, this text is drawn first."""
    found = next(each for each in written(page) if each["text"] == text)
    box = page.locator("#stage").bounding_box()
    return box["x"] + found["x"], box["y"] + found["y"]


def test_every_name_is_drawn_and_the_legend_says_what_stands_for_what(draw: Draw) -> None:
    page = draw(cars(), title="Who builds on whose licence")
    drawn = " ".join(texts(page))
    for _, name in cars().nodes(data="name"):
        assert name in drawn
    assert page.title() == "Who builds on whose licence"
    legend = page.locator(".legend li")
    assert legend.all_inner_texts() == [
        "Company",
        "Brand",
        "Qualification",
        "uses licence of",
        "manufactures for",
        "acquired",
        "owns",
        "holds",
        "competes with",
        "possible on the day asked about",
    ]
    shapes = page.eval_on_selector_all(
        ".legend svg:not(.line) path", "(all) => all.map((e) => e.getAttribute('d'))"
    )
    assert shapes == [
        style.KIND_STYLES[kind].path for kind in ("Company", "Brand", "Qualification")
    ]


def test_the_relations_of_a_small_picture_are_written_on_their_lines(draw: Draw) -> None:
    drawn = texts(draw(cars()))
    assert drawn.count("holds") == 4
    assert "uses licence of" in drawn


def test_chinese_is_drawn_with_chinese_letters(draw: Draw) -> None:
    graph = nx.MultiDiGraph()
    node(graph, "a", "蔚来汽车", focus=True)
    page = draw(graph)
    assert "蔚来汽车" in texts(page)
    pictures = page.evaluate("""() => ["蔚", "来", "汽", "\\u{10ffff}"].map((letter) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
      const context = canvas.getContext("2d");
      context.font = `30px ${getComputedStyle(document.documentElement).fontFamily}`;
      context.fillText(letter, 2, 32);
      return canvas.toDataURL();
    })""")
    assert len(set(pictures)) == 4, "letters that have no glyph all look like the same box"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_names_do_not_overlap_at_30(draw: Draw, seed: int) -> None:
    graph = made_up(30, 36, seed)
    page = draw(graph)
    lines = [
        each for each in written(page) if each["angle"] == 0 and "500 11px" not in each["font"]
    ]
    drawn = "".join(each["text"] for each in lines).replace(" ", "")
    for _, name in graph.nodes(data="name"):
        assert name.replace(" ", "") in drawn
    for one, other in itertools.combinations(lines, 2):
        apart = abs(one["x"] - other["x"]) >= (one["width"] + other["width"]) / 2
        assert apart or abs(one["y"] - other["y"]) >= 13, (one["text"], other["text"])
    expect(page.locator("#unseen")).to_be_empty()


def test_names_that_find_no_room_are_counted_and_come_with_zoom(draw: Draw) -> None:
    page = draw(made_up(300, 360))
    expect(page.locator("#unseen")).to_contain_text("names have no room yet")
    hidden = int(page.locator("#unseen").inner_text().split()[0])
    before = len(texts(page))
    assert before >= 14
    page.locator("#stage").focus()
    for _ in range(6):
        page.keyboard.press("+")
    page.evaluate(NEXT_FRAME)
    told = page.locator("#unseen").inner_text()
    assert not told or int(told.split()[0]) < hidden / 2
    page.keyboard.press("0")
    assert len(texts(page)) == before


def test_an_arrow_ends_at_the_object(draw: Draw) -> None:
    page = draw(pair("OWNS"))
    start, end = ends(page)
    points = inked(page, style.RELATION_STYLES["OWNS"].ink.light)
    thick = Counter(round(40 * (x - start) / (end - start)) for x, _ in points)
    unit = abs(end - start) / 40  # columns of the canvas to one place of the count
    assert 0 < max(thick[place] for place in range(14)) <= 4 * unit
    assert max(thick[place] for place in range(27, 41)) >= 6 * unit


def test_parallel_lines_are_apart(draw: Draw) -> None:
    page = draw(pair("USES_LICENCE_OF", "MANUFACTURES_FOR", "OWNS"))
    middle = sum(ends(page)) / 2
    heights = []
    for relation in ("USES_LICENCE_OF", "MANUFACTURES_FOR", "OWNS"):
        points = inked(page, style.RELATION_STYLES[relation].ink.light)
        rows = [y for x, y in points if abs(x - middle) < 60]
        heights.append(sum(rows) / len(rows))
    one, two, three = sorted(heights)
    assert two - one > 12
    assert three - two > 12


@pytest.mark.parametrize(("certainty", "gaps"), [("yes", False), ("possible", True)])
def test_a_possible_fact_is_dashed_and_a_certain_one_is_not(
    draw: Draw, certainty: str, gaps: bool
) -> None:
    page = draw(pair("OWNS", certainty=certainty))
    left, right = sorted(ends(page))
    inky = {x for x, _ in inked(page, style.RELATION_STYLES["OWNS"].ink.light)}
    [words] = [each for each in written(page) if each["text"] == "owns"]
    bare = [
        x
        for x in range(int(left) + 26, int(right) - 40)
        if x not in inky and abs(x - words["x"]) > words["width"] / 2 + 6
    ]
    assert bool(bare) is gaps


def test_a_click_on_a_line_tells_the_fact_and_who_says_so(draw: Draw) -> None:
    page = draw(cars())
    page.mouse.click(*spot(page, "uses licence of"))
    panel = page.locator("#panel")
    expect(panel).to_contain_text("builds on the licence of")
    expect(panel).to_contain_text("the full name of a NIO car is in fact “JAC NIO”")
    expect(panel).to_contain_text("2023-12-05")
    link = panel.get_by_role("link", name="Pandaily")
    expect(link).to_have_attribute("href", "https://pandaily.com/nio")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    page.locator("#stage").focus()
    page.keyboard.press("Escape")
    expect(panel).not_to_contain_text("Pandaily")


def test_hovering_tells_in_short(draw: Draw) -> None:
    graph = pair("OWNS", certainty="possible", valid_to="by 2024")
    graph.nodes["a"]["names"] = ["阿尔法"]
    page = draw(graph)
    x, y = spot(page, "owns")
    page.mouse.move(x - 5, y)
    page.mouse.move(x, y)
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("Alpha owns a share of Beta")
    expect(tip).to_contain_text("Start: 2018-06 · End: by 2024 · Certainty: possible")
    x, y = spot(page, "Alpha")
    page.mouse.move(x, y - 24)
    expect(tip).to_contain_text("阿尔法")


def test_the_keyboard_reaches_everything(draw: Draw) -> None:
    page = draw(cars())
    page.locator("#find").focus()
    page.keyboard.type("小鹏汽车")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Xpeng Motors")
    page.locator("#fit").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "stage"
    before = spot(page, "NIO")
    page.keyboard.press("ArrowRight")
    assert spot(page, "NIO")[0] == pytest.approx(before[0] - 60, abs=1)
    page.get_by_role("button", name="Baidu owns a share of Jidu 集度").press("Enter")
    expect(page.locator("#panel")).to_contain_text("Pandaily")
    page.locator("#panel").press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "A"


def test_a_name_that_is_not_there_is_said_not_to_be(draw: Draw) -> None:
    page = draw(cars())
    page.locator("#find").fill("nobody")
    page.locator("#find").press("Enter")
    assert (
        page.eval_on_selector("#find", "(e) => e.validationMessage")
        == "No name here contains that."
    )


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 8))
def test_hostile_texts_are_drawn_and_told_and_never_run(draw: Draw, first: int) -> None:
    payloads = PAYLOADS[first : first + 8]
    graph = nx.MultiDiGraph()
    for text in payloads:
        node(graph, text, text, text, names=[f"other {text}"])
        node(graph, f"to {text}", "Beta")
        proof = dict.fromkeys(("publisher", "title", "published", "quote", "url", "summary"), text)
        said = dict.fromkeys(("sentence", "valid_from", "valid_to", "confidence"), text)
        where = (text, f"to {text}", text)
        graph.add_edge(*where, relation=text, certainty=text, evidence=[proof], **said)
    page = draw(graph, title=" ".join(payloads))
    assert page.title() == clean_text(" ".join(payloads))
    nodes = page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes")
    panel = page.locator("#panel")
    for number, text in enumerate(map(clean_text, payloads)):
        label = nodes[2 * number]["label"]
        begin = re.sub(r"\s", "", label).removesuffix("…")
        assert re.sub(r"\s", "", text).startswith(begin)
        assert len(begin) > 30 or not label.endswith("…")
        page.locator(f"#names [data-name='{2 * number}']").click()
        assert panel.inner_text().count(text) >= 4
        assert set(label.split("\n")) <= set(texts(page))
        page.mouse.move(*spot(page, label.split("\n")[0]))
        page.locator(f"#facts [data-fact='{number}']").click()
        assert panel.inner_text().count(text) >= 7
    assert page.evaluate("window.pwned") is None


def test_dark_and_light_follow_the_reader(draw: Draw) -> None:
    page = draw(cars(), color_scheme="light")
    look = style.KIND_STYLES["Company"].ink
    assert inked(page, look.light)
    assert not inked(page, look.dark)
    page.emulate_media(color_scheme="dark")
    assert inked(page, look.dark)
    assert not inked(page, look.light)
    background = page.eval_on_selector("figure", "(e) => getComputedStyle(e).backgroundColor")
    assert background == "rgb(20, 24, 31)"


def test_a_phone_shows_all_of_it_without_scrolling_sideways(draw: Draw) -> None:
    page = draw(cars(), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    box = page.locator("#stage").bounding_box()
    for each in written(page):
        assert -2 <= each["x"] / page.evaluate("devicePixelRatio") <= box["width"] + 2
    x, y = spot(page, "Geely")
    page.touchscreen.tap(x, y - 16)
    expect(page.locator("#panel h2")).to_have_text("Geely")


def test_without_script_the_tables_say_it(draw: Draw) -> None:
    page = draw(cars(), ready=False, java_script_enabled=False)
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#facts")).to_contain_text("NIO builds on the licence of JAC Motors")
    expect(page.locator("#names")).to_contain_text("小鹏汽车")
    expect(page.locator("#stage")).to_be_hidden()


def test_an_empty_graph_is_a_page_that_says_so(draw: Draw) -> None:
    page = draw(nx.MultiDiGraph())
    expect(page.get_by_text("Nothing to show")).to_be_visible()


@pytest.mark.parametrize("loops", [1, 3])
def test_a_fact_about_itself_is_drawn(draw: Draw, loops: int) -> None:
    graph = nx.MultiDiGraph()
    node(graph, "a", "Alpha")
    for _ in range(loops):
        fact(graph, "a", "SUCCEEDED_BY", "a")
    page = draw(graph)
    assert inked(page, style.RELATION_STYLES["SUCCEEDED_BY"].ink.light)


@pytest.mark.slow
@pytest.mark.parametrize(("names", "facts"), [(500, 800), (1200, 1800)])
def test_a_large_picture_is_drawn_too(draw: Draw, names: int, facts: int) -> None:
    page = draw(made_up(names, facts))
    assert len(texts(page)) >= 14
    page.locator("#find").fill("tai shan")
    page.locator("#find").press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Tai Shan")
