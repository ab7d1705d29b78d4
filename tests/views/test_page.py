"""The page as a file: what it holds, what its policy allows, and how it comes to be written."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest
from payloads import PAYLOADS
from view_worlds import cars, fact, made_up, node, pair

from graphkit import model
from graphkit.errors import GraphkitError
from graphkit.values import clean_text
from graphkit.views import page_html, write_page


class Reader(HTMLParser):
    """The elements of a page with their attributes, and the text of the ones that hold some."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.text = ""
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            attributes, text = self.scripts.pop()
            self.scripts.append((attributes, text + data))
        elif self._open != "style":
            self.text += data

    def data(self) -> dict[str, list[dict[str, object]]]:
        [text] = [text for attributes, text in self.scripts if attributes.get("id") == "data"]
        return json.loads(text)


def everywhere(text: str) -> nx.MultiDiGraph:
    """A graph with this text in every place that a text can stand."""
    graph = nx.MultiDiGraph()
    node(graph, text, text, names=[f"other {text}"])
    graph.add_node("b", name=f"second {text}", kind=text)
    proof = {"publisher": text, "published": text, "quote": text, "url": text, "summary": text}
    values = {"sentence": text, "valid_from": text, "valid_to": text, "confidence": text}
    graph.add_edge(text, "b", key=text, relation=text, certainty=text, evidence=[proof], **values)
    return graph


def test_the_policy_names_every_script_that_runs_by_its_hash() -> None:
    page = Reader(page_html(cars(), title="Cars"))
    [policy] = [
        attributes["content"]
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    run = [text for attributes, text in page.scripts if attributes.get("type") is None]
    hashes = {
        f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in run
    }
    directives = dict(each.strip().split(" ", 1) for each in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert set(directives["script-src"].split()) == hashes
    assert len(hashes) == len(run) > 1


def test_nothing_is_fetched_from_anywhere() -> None:
    page = Reader(page_html(cars(), title="Cars"))
    for tag, attributes in page.elements:
        assert not attributes.get("src"), tag
        if tag != "a":
            assert attributes.get("href", "data:,") == "data:,", tag
    assert "sourceMappingURL" not in page_html(cars(), title="Cars")


def test_the_licence_notices_of_what_is_inlined_stand_in_the_page() -> None:
    html = page_html(cars(), title="Cars")
    assert "@copyright (c) 2011-2017 Almende B.V" in html
    assert "The above copyright notice and this permission notice shall be included" in html


def test_the_data_can_be_read_back_and_cannot_end_its_element() -> None:
    html = page_html(everywhere("</script>\u2028& 蔚来"), title="x")
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert block is not None
    assert not set(block[1]) & set("<>&\u2028\u2029")
    assert json.loads(block[1])["nodes"][0]["name"] == "</script> & 蔚来"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_adds_no_element_and_is_kept(payload: str) -> None:
    harmless = Reader(page_html(everywhere("harmless"), title="harmless", subtitle="harmless"))
    page = Reader(page_html(everywhere(payload), title=payload, subtitle=payload))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in harmless.elements]
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
    shown = clean_text(payload)
    assert page.text.count(shown) >= 10
    assert page.data()["nodes"][0]["name"] == shown
    assert page.data()["edges"][0]["sentence"] == shown


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x.org",
        "https://u:p@x.org",
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    graph = pair("OWNS", evidence=[{"publisher": "The Source", "url": address}])
    page = Reader(page_html(graph, title="x"))
    assert "a" not in [tag for tag, _ in page.elements]
    assert "The Source" in page.text


def test_links_tell_their_target_nothing() -> None:
    page = Reader(page_html(cars(), title="x"))
    links = [attributes for tag, attributes in page.elements if tag == "a"]
    assert len(links) == cars().number_of_edges()
    for link in links:
        assert link["href"] == "https://pandaily.com/nio"
        assert link["target"] == "_blank"
        assert link["rel"] == "noopener noreferrer"


def test_the_tables_say_all_that_is_known_of_each_fact() -> None:
    proof = {
        "publisher": "SEC",
        "published": "2016-05-23",
        "quote": "dated as of",
        "summary": "Sum",
    }
    graph = pair("OWNS", valid_from="by 2020", valid_to="2024-05", confidence="confirmed")
    graph["a"]["b"]["fact-0"]["evidence"] = [proof]
    graph["a"]["b"]["fact-0"]["certainty"] = "possible"
    text = Reader(page_html(graph, title="x")).text
    for said in ("Alpha owns a share of Beta", "by 2020", "2024-05", "possible", "confirmed"):
        assert said in text
    for said in proof.values():
        assert said in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"polarity": "denied", "stage": "closed"}, model.POLARITIES["denied"]),
        ({"polarity": "asserted", "stage": "planned"}, model.STAGES["planned"]),
        ({"polarity": "asserted", "stage": "closed"}, ""),
    ],
)
def test_a_source_that_does_not_simply_say_so_is_told_apart(
    said: dict[str, str], shown: str
) -> None:
    graph = pair("OWNS", evidence=[{"publisher": "P", "title": "A Title", **said}])
    page = Reader(page_html(graph, title="x"))
    assert "P, A Title" in page.text
    assert ("strong" in [tag for tag, _ in page.elements]) is bool(shown)
    assert shown in page.text


def test_missing_attributes_are_said_to_be_missing() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b")
    page = Reader(page_html(graph, title=""))
    assert "a – b" in page.text
    assert "not stated" in page.text
    assert page.data()["edges"][0]["certainty"] == "possible"


def test_a_dash_means_possible_and_nothing_else_does() -> None:
    graph = pair("OWNS")
    fact(graph, "b", "HOLDS", "a", certainty="possible")
    fact(graph, "b", "HOLDS", "a", certainty="no")
    dashes = {
        edge["certainty"]: edge["dashes"]
        for edge in Reader(page_html(graph, title="x")).data()["edges"]
    }
    assert dashes == {"yes": False, "possible": [7, 6], "no": [2, 6]}
    legends = {
        sure: Reader(page_html(pair("OWNS", certainty=sure), title="x")).text for sure in dashes
    }
    assert all("possible on the day asked about" in text for text in legends.values())
    assert [sure for sure, text in legends.items() if "no on the day asked about" in text] == ["no"]


def test_the_same_graph_gives_the_same_page() -> None:
    assert page_html(cars(), title="Cars") == page_html(cars(), title="Cars")


def test_the_graph_is_left_as_it_was() -> None:
    graph = cars()
    page_html(graph, title="Cars")
    assert nx.utils.graphs_equal(graph, cars())


@pytest.mark.parametrize(("count", "noted"), [(500, False), (501, True)])
def test_a_picture_of_more_than_500_names_says_that_it_is_large(count: int, noted: bool) -> None:
    html = page_html(made_up(count, count), title="x")
    assert ("made for up to 500 names" in html) is noted


def test_the_file_is_written_as_utf_8_and_its_path_returned(tmp_path: Path) -> None:
    path = write_page(cars(), str(tmp_path / "图.html"), title="蔚来")
    assert path == tmp_path / "图.html"
    assert path.read_text(encoding="utf-8") == page_html(cars(), title="蔚来")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    target.write_text("old")
    target.chmod(0o600)
    (tmp_path / "link.html").symlink_to(target)
    write_page(cars(), tmp_path / "link.html", title="x")
    assert (tmp_path / "link.html").is_symlink()
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "where", ["missing/x.html", "", "a-file/x.html", "n" * 300 + ".html", "nul\0.html"]
)
def test_a_path_that_cannot_be_written_is_one_clear_error(tmp_path: Path, where: str) -> None:
    (tmp_path / "a-file").write_text("kept")
    with pytest.raises(GraphkitError, match="cannot write") as caught:
        write_page(cars(), tmp_path / where, title="x")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == [tmp_path / "a-file"]


def test_a_full_disk_leaves_the_old_file_whole_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    target.write_text("old")
    code = (
        "import resource, sys, networkx as nx; from graphkit.views import write_page;"
        "from graphkit.errors import GraphkitError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: write_page(nx.MultiDiGraph(), sys.argv[1], title='x')\n"
        "except GraphkitError as error: print(error)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(target)], check=True, capture_output=True, text=True
    )
    assert "cannot write" in run.stdout
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_page(cars(), os.devnull, title="x")
    assert Path(os.devnull).is_char_device()
