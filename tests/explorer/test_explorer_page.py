"""Every feature of the explorer, clicked through on a saved page in a Chromium without a network.

`open_explorer` fails every test whose page asks for anything outside its file, writes to the
console, throws or opens a dialogue.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages import find, panel, settled, shot, spot, turn, written
from playwright.sync_api import Page, expect

from graphkit.graph import Graph
from graphkit.views.explorer.saving import save

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("explorer-page")]

Open = Callable[..., Page]
AXE = "node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def saved(seeds: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All seeds in one file."""
    return save(seeds.store, tmp_path_factory.mktemp("saved") / "licences.html")


@pytest.fixture
def start(open_explorer: Open, saved: Path) -> Open:
    def open_it(fragment: str = "", **options: Any) -> Page:
        page = open_explorer(
            saved, start=fragment, **{"viewport": {"width": 1440, "height": 900}, **options}
        )
        return settled(page)

    return open_it


@pytest.fixture
def page(start: Open) -> Page:
    return start()


@pytest.fixture
def nio(start: Open) -> Page:
    return start("focus=nio&node=nio&as_of=2022-06-01")


def counted(page: Page) -> int:
    """How many facts hold, as the page says it."""
    told = page.locator(".gk-count").inner_text()
    return int(re.match(r"[\d,]+", told)[0].replace(",", ""))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_view_is_drawn_named_and_explained(start: Open, scheme: str) -> None:
    page = start(color_scheme=scheme)
    shot(page, f"first-{scheme}")
    assert len(written(page)) > 40
    expect(panel(page)).to_contain_text("Who builds on whose licence")
    expect(page.locator(".gk-filters")).to_contain_text("uses licence of")
    ground = page.eval_on_selector(".gk-stage", "(e) => getComputedStyle(e).backgroundColor")
    assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 31)")


@pytest.mark.parametrize("text", ["NIO", "蔚来", "weilai", "wei lai"])
def test_a_name_is_found_in_english_chinese_and_pinyin(page: Page, text: str) -> None:
    find(page, text)
    expect(panel(page).get_by_role("heading", name="NIO", exact=True)).to_be_visible()
    expect(panel(page)).to_contain_text("NYSE:NIO")


def test_what_is_nobodys_name_is_said_not_to_be_found(page: Page) -> None:
    box = page.get_by_role("combobox", name="Find a company")
    box.fill("nobody at all")
    box.press("Enter")
    message = page.eval_on_selector("#" + box.get_attribute("id"), "(e) => e.validationMessage")
    assert message == "No name here contains that."


def test_names_do_not_overlap(nio: Page) -> None:
    lines = [each for each in written(nio) if each["angle"] == 0 and "13px" in each["font"]]
    assert len(lines) > 8
    for place, one in enumerate(lines):
        for other in lines[place + 1 :]:
            apart = abs(one["x"] - other["x"]) >= (one["width"] + other["width"]) / 2
            assert apart or abs(one["y"] - other["y"]) >= 12, (one["text"], other["text"])


def test_a_party_without_the_rest_and_its_relation_to_its_lender_over_time(nio: Page) -> None:
    facts = panel(nio).locator(".gk-facts").first
    expect(facts).to_contain_text("NIO builds on the licence of JAC Motors")
    shot(nio, "nio-2022")
    turn(nio, "In the world", "2024-06-01")
    expect(facts).not_to_contain_text("NIO builds on the licence of JAC Motors")
    shot(nio, "nio-2024")
    turn(nio, "As known on", "2015-01-01")
    expect(facts).to_be_empty()


def test_nothing_moves_when_a_clock_is_turned(nio: Page) -> None:
    before = spot(nio, "JAC Motors")
    turn(nio, "In the world", "2024-02-15")
    nio.keyboard.press("Escape")
    after = spot(nio, "JAC Motors")
    assert abs(before[0] - after[0]) < 90
    assert abs(before[1] - after[1]) < 60


def test_play_moves_the_clock_and_stops(page: Page) -> None:
    clock = page.locator('[data-clock="asOf"]')
    turn(page, "In the world", "2010-01-01")
    clock.get_by_role("button", name="Play the years").click()
    expect(clock.get_by_role("button", name="Pause")).to_be_visible()
    page.wait_for_timeout(700)
    clock.get_by_role("button", name="Pause").click()
    day = clock.get_by_role("textbox").input_value()
    assert "2010-01-01" < day < "2026-01-01"
    page.wait_for_timeout(300)
    assert clock.get_by_role("textbox").input_value() == day


def test_the_slider_answers_to_the_keyboard(page: Page) -> None:
    slider = page.get_by_role("slider", name="In the world")
    turn(page, "In the world", "2020-03-10")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "2020-03-11"
    page.keyboard.press("PageDown")
    assert slider.get_attribute("aria-valuetext") == "2020-02-10"


def test_a_day_that_is_none_is_refused(page: Page) -> None:
    turn(page, "In the world", "2024-02-30")
    field = page.get_by_role("textbox", name="In the world")
    assert field.evaluate("(e) => e.validationMessage") == "Write a day as 2023-12-31."
    expect(page.get_by_role("slider", name="In the world")).not_to_have_attribute(
        "aria-valuetext", "2024-02-30"
    )


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("relations", "USES_LICENCE_OF"),
        ("industries", "pharma"),
        ("kinds", "Brand"),
        ("confidences", "reported"),
    ],
)
def test_the_legend_filters(page: Page, group: str, name: str) -> None:
    before = counted(page)
    box = page.locator(f'[data-filter="{group}"][data-name="{name}"]')
    box.click()
    assert counted(page) < before
    assert box.evaluate("(e) => e === document.activeElement")
    box.press("Space")
    assert counted(page) == before


def test_a_source_can_be_left_out_of_sight(nio: Page) -> None:
    before = counted(nio)
    nio.get_by_role("button", name="none: Sources").click()
    assert counted(nio) < before
    nio.get_by_role("button", name="show all: Sources").click()
    assert counted(nio) == before


def test_a_click_on_a_line_tells_the_fact_and_who_says_so(nio: Page) -> None:
    nio.keyboard.press("Escape")
    nio.mouse.click(*spot(nio, "owns brand"))
    told = panel(nio)
    expect(told.get_by_role("heading", level=2)).to_have_text("NIO owns the brand NIO (brand)")
    expect(told).to_contain_text("Possible on 2022-06-01")
    expect(told.get_by_role("img")).to_be_visible()
    expect(told.locator(".gk-statements > li").first).to_be_visible()
    expect(told.locator("q").first).not_to_be_empty()
    for link in told.get_by_role("link").all():
        assert link.get_attribute("href").startswith(("https://", "http://"))
        assert link.get_attribute("rel") == "noopener noreferrer"
    shot(nio, "evidence")


def test_evidence_does_not_know_what_was_said_later(start: Open) -> None:
    page = start("focus=nio&as_of=2022-06-01")
    page.get_by_role("button", name="Tree").click()
    page.get_by_role("treeitem", name="NIO, Company").click()
    page.get_by_role("button", name="JAC Motors manufactures for NIO").first.click()
    statements = panel(page).locator(".gk-statements > li")
    expect(statements.first).to_be_visible()
    late = statements.count()
    turn(page, "As known on", "2021-12-31")
    expect(panel(page)).to_contain_text("not known yet on 2021-12-31")
    assert 0 < statements.count() < late


def test_a_disputed_fact_shows_the_conflict(start: Open) -> None:
    page = start("focus=nio&node=nio&as_of=2022-06-01")
    panel(page).get_by_role("button", name="JAC Motors manufactures for NIO").click()
    expect(panel(page)).to_contain_text("Sources contradict each other")


def test_a_party_is_expanded_and_collapsed_and_the_others_stay(page: Page) -> None:
    find(page, "NIO")
    names = page.locator('[data-group="kinds"] .gk-number')
    before = names.all_inner_texts()
    page.get_by_role("button", name="Expand", exact=True).click()
    settled(page)
    assert names.all_inner_texts() != before
    page.get_by_role("button", name="Collapse").click()
    settled(page)
    assert names.all_inner_texts() == before


def test_the_licence_is_followed_down_to_the_authority(nio: Page) -> None:
    turn(nio, "In the world", "2023-12-10")
    nio.get_by_role("button", name="Follow the licence").click()
    settled(nio)
    expect(nio.get_by_role("button", name="Layers")).to_have_attribute("aria-pressed", "true")
    shot(nio, "layers")
    assert spot(nio, "NIO")[0] < spot(nio, "JAC Motors")[0] < spot(nio, "and Reform…")[0]
    nio.get_by_role("button", name="Show everything").click()
    expect(nio.get_by_role("button", name="Map")).to_have_attribute("aria-pressed", "true")


def test_the_way_between_two_parties_is_found_and_explained(nio: Page) -> None:
    nio.get_by_role("button", name="Path to …").click()
    to = panel(nio).get_by_role("combobox", name="To")
    to.fill("jianghuai")
    to.press("Enter")
    steps = panel(nio).locator(".gk-steps li")
    expect(steps).to_have_count(1)
    expect(steps).to_contain_text("JAC Motors")
    steps.get_by_role("button").click()
    expect(panel(nio).locator(".gk-statements > li").first).to_be_visible()
    panel(nio).get_by_role("button", name="Back to what was asked").click()
    expect(steps).to_have_count(1)


def test_a_question_is_asked_and_its_rows_lead_to_their_proof(page: Page) -> None:
    page.get_by_role("button", name="Questions", exact=True).click()
    panel(page).get_by_role("button", name="Who builds on whose licence").click()
    expect(panel(page)).to_contain_text("rows as of")
    page.get_by_role("button", name="Both").click()
    shot(page, "question")
    rows = page.get_by_role("region", name="The answer")
    rows.get_by_role("button", name="AMD").first.click()
    expect(panel(page)).to_contain_text("It rests on")
    panel(page).locator(".gk-facts").get_by_role("button").first.click()
    expect(panel(page).locator(".gk-statements > li").first).to_be_visible()
    turn(page, "In the world", "2015-01-01")
    panel(page).get_by_role("button", name="Back to what was asked").click()
    expect(panel(page)).to_contain_text("worked out when this page was saved")


def test_a_holder_is_stress_tested(start: Open) -> None:
    page = start("focus=jac-motors&node=jac-motors")
    panel(page).get_by_role("button", name="Stress test").click()
    expect(panel(page)).to_contain_text("who is stranded")
    expect(panel(page).locator(".gk-answer")).not_to_be_empty()


def test_cypher_is_refused_in_a_saved_page_with_a_word_why(page: Page) -> None:
    button = page.get_by_role("button", name="Cypher")
    expect(button).to_be_disabled()
    assert "graphkit explore" in (button.get_attribute("title") or "")


def test_a_link_brings_back_the_view(start: Open) -> None:
    page = start(reduced_motion="reduce")
    find(page, "NIO")
    page.get_by_role("button", name="Only this").click()
    turn(page, "In the world", "2022-06-01")
    page.locator('[data-filter="kinds"][data-name="Brand"]').click()
    page.get_by_role("button", name="Both").click()
    page.get_by_role("button", name="Zoom in").click()
    settled(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".gk-toast")).to_contain_text("this view")
    again = start(page.evaluate("location.hash.slice(1)"))
    expect(panel(again).get_by_role("heading", name="NIO", exact=True)).to_be_visible()
    assert again.get_by_role("textbox", name="In the world").input_value() == "2022-06-01"
    expect(again.locator('[data-filter="kinds"][data-name="Brand"]')).not_to_be_checked()
    expect(again.get_by_role("button", name="Both")).to_have_attribute("aria-pressed", "true")
    assert spot(again, "NIO") == pytest.approx(spot(page, "NIO"), abs=3)


@pytest.mark.parametrize("ending", ["PNG", "SVG", "CSV", "HTML"])
def test_what_is_seen_is_saved(nio: Page, open_explorer: Open, tmp_path: Path, ending: str) -> None:
    nio.locator(".gk-save summary").click()
    with nio.expect_download() as waiting:
        nio.get_by_role("button", name=ending).click()
    name = waiting.value.suggested_filename
    assert name == f"NIO-2022-06-01.{ending.lower()}"
    path = tmp_path / name
    waiting.value.save_as(path)
    match ending:
        case "PNG":
            assert path.read_bytes().startswith(b"\x89PNG")
            assert path.stat().st_size > 20_000
        case "SVG":
            text = path.read_text(encoding="utf-8")
            assert ">JAC Motors</text>" in text
            assert re.search(r">As of 2022-06-01, as known on \d{4}-\d\d-\d\d\. ", text)
            assert "script" not in text
        case "CSV":
            rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
            assert "NIO builds on the licence of JAC Motors" in {row["fact"] for row in rows}
        case _:
            again = open_explorer(path)
            expect(panel(again).get_by_role("heading", name="NIO", exact=True)).to_be_visible()


def test_the_tree_and_the_table_say_what_the_picture_says(nio: Page) -> None:
    nio.get_by_role("button", name="Tree").click()
    item = nio.get_by_role("treeitem", name="NIO, Company", exact=True)
    item.focus()
    item.press("ArrowRight")
    expect(item).to_have_attribute("aria-expanded", "true")
    item.press("ArrowDown")
    inside = item.get_by_role("treeitem").first
    expect(inside).to_be_focused()
    inside.press("Enter")
    expect(panel(nio).locator(".gk-statements > li").first).to_be_visible()
    nio.get_by_role("button", name="Table").click()
    rows = nio.get_by_role("region", name="The facts in the picture")
    assert rows.locator("tbody tr").count() >= counted(nio)
    rows.get_by_role("button", name="confidence").click()
    expect(rows.get_by_role("columnheader", name="confidence")).to_have_attribute(
        "aria-sort", "ascending"
    )


def test_the_keyboard_alone_reaches_a_quote(page: Page) -> None:
    page.get_by_role("combobox", name="Find a company").focus()
    page.keyboard.type("nio")
    page.keyboard.press("Enter")
    page.locator(".gk-stage").focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(panel(page).get_by_role("button", name="Collapse")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.gk-facts') !== null"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(panel(page).locator(".gk-statements > li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel(page)).to_contain_text("Begin with")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(start: Open, packages: Path, scheme: str) -> None:
    """No violation that axe-core knows, in any of the page's states."""
    page = start("focus=nio&node=nio", color_scheme=scheme)
    page.evaluate((packages / AXE).read_text(encoding="utf-8"))

    def check(state: str) -> None:
        settled(page)
        found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
        told = [
            (each["id"], each["help"], [node["html"][:160] for node in each["nodes"]][:3])
            for each in found["violations"]
        ]
        assert not told, (state, told)

    check("a party")
    panel(page).locator(".gk-facts button").first.click()
    check("a fact")
    page.get_by_role("button", name="Both").click()
    check("picture and table")
    page.get_by_role("button", name="Tree").click()
    check("tree")
    page.get_by_role("button", name="Questions", exact=True).click()
    check("questions")
    panel(page).get_by_role("button", name="Who builds on whose licence").click()
    check("an answer")
    page.get_by_role("button", name="Path", exact=True).click()
    box = panel(page).get_by_role("combobox", name="From")
    box.fill("nio")
    check("a search")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (720, 450)])
def test_a_phone_or_twice_the_size_needs_no_scrolling_sideways(
    start: Open, width: int, height: int
) -> None:
    page = start(viewport={"width": width, "height": height}, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    find(page, "NIO")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("window.scrollTo(0, 0)")
    shot(page, f"small-{width}")
    page.get_by_role("button", name="Table").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_no_name_lies_below_what_is_told_on_the_picture(start: Open) -> None:
    page = start(viewport={"width": 400, "height": 800}, is_mobile=True, has_touch=True)
    expect(page.locator(".gk-crowd")).to_contain_text("names have no room yet")
    names = [each for each in written(page) if each["angle"] == 0]
    canvas = page.locator(".gk-canvas").bounding_box()
    assert len(names) > 8
    assert canvas
    for part in (".gk-crowd", ".gk-tools"):
        box = page.locator(part).bounding_box()
        assert box
        for each in names:
            right = canvas["x"] + each["x"] + each["width"] / 2
            left, low = right - each["width"], canvas["y"] + each["y"] + 7
            beside = left > box["x"] + box["width"] or right < box["x"]
            assert beside or low <= box["y"], each["text"]


def test_whoever_wants_no_motion_gets_none(start: Open) -> None:
    page = start("focus=nio", reduced_motion="reduce")
    page.locator(".gk-stage").focus()
    before = spot(page, "JAC Motors")
    page.keyboard.press("+")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
    first = spot(page, "JAC Motors")
    page.wait_for_timeout(400)
    assert first != before
    assert spot(page, "JAC Motors") == first


NO_WEBGL = """
const context = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.includes("webgl") ? null : context.call(this, kind, ...rest);
};
"""


def test_without_webgl_the_tree_and_the_table_remain(start: Open) -> None:
    page = start("focus=nio&node=nio", before=NO_WEBGL)
    expect(page.get_by_role("alert")).to_contain_text("cannot draw the picture")
    expect(panel(page)).to_contain_text("NIO")
    page.get_by_role("button", name="Table").click()
    expect(page.get_by_role("region", name="The facts in the picture")).to_contain_text("JAC")
