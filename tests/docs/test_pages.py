"""Every code block of the README and the docs is run, page by page, as a reader would run it.

A page's blocks run in order in a folder of their own, with the bundled packs loaded. A block
that is not run says why, in a comment before it: `<!-- shown, not run: reason -->`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import yaml
from markdown_it import MarkdownIt
from neo4j_server import Server

import graphkit
from graphkit.model import KINDS, RELATIONS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SERVER = "neo4j://localhost:7687"
SKIPPED = re.compile(r"<!-- shown, not run: \S.*-->\s*$", re.DOTALL)
NOT_CODE = {"", "text", "mermaid", "{toctree}", "{eval-rst}"}


class Block(NamedTuple):
    """A fenced block; `line` is where its text begins, from 1."""

    language: str
    text: str
    line: int
    run: bool


def blocks(page: Path) -> Iterator[Block]:
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    before = ""
    for token in tokens:
        if token.type == "fence" and token.map:
            run = not SKIPPED.search(before)
            yield Block(token.info.strip(), token.content, token.map[0] + 2, run)
        before = token.content if token.type == "html_block" else ""


def served(page: Path) -> bool:
    return any(SERVER in each.text for each in blocks(page))


class Reader:
    """Somebody who types what stands in a page."""

    def __init__(self, folder: Path, store: str, **environment: str) -> None:
        self.folder = folder
        self.store = store
        self.names: dict[str, Any] = {}
        self.environment = {
            **os.environ,
            **environment,
            "GRAPHKIT_STORE": store,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONUTF8": "1",
        }
        (folder / "seeds").symlink_to(ROOT / "seeds")

    def run(self, page: Path, block: Block) -> None:
        match block.language:
            case "sh":
                self.shell(block)
            case "python":
                code = compile("\n" * (block.line - 1) + block.text, str(page), "exec")
                exec(code, self.names)
            case "cypher":
                self.cypher(block)
            case "json":
                json.loads(block.text)
            case "yaml":
                yaml.safe_load(block.text)
            case language:
                assert language in NOT_CODE, f"nobody knows how to run {language!r}"

    def shell(self, block: Block) -> None:
        address = self.store if "://" in self.store else SERVER
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block.text.replace(SERVER, address)],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def cypher(self, block: Block) -> None:
        login = {
            name: self.environment.get(f"NEO4J_{name.upper()}") for name in ("user", "password")
        }
        with graphkit.open(self.store, **login) as graph:
            [[fact]] = graph.store.query("MATCH (s:Statement) RETURN min(s.fact)").rows
            for query in filter(str.strip, re.split(r"\n\s*\n", block.text)):
                used = {"fact": fact} if "$fact" in query else {}
                assert graph.cypher(query, used).rows, query


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every bundled pack in one store, to be copied."""
    folder = tmp_path_factory.mktemp("docs") / "store"
    with graphkit.open(folder) as graph:
        graph.load(ROOT / "seeds")
    return folder


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.slow
@pytest.mark.parametrize("page", [each for each in PAGES if not served(each)], ids=name)
def test_what_stands_in_a_page_runs(
    page: Path, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    shutil.copytree(loaded, tmp_path / "graph")
    reader = Reader(tmp_path, str(tmp_path / "graph"))
    monkeypatch.setenv("GRAPHKIT_STORE", reader.store)
    monkeypatch.chdir(tmp_path)
    for block in blocks(page):
        if block.run:
            reader.run(page, block)


@pytest.mark.slow
@pytest.mark.parametrize("page", [each for each in PAGES if served(each)], ids=name)
def test_what_stands_in_a_page_about_a_server_runs(
    page: Path, neo4j_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = {"NEO4J_USER": neo4j_server.user, "NEO4J_PASSWORD": neo4j_server.password}
    reader = Reader(tmp_path, neo4j_server.url, **login)
    monkeypatch.chdir(tmp_path)
    for block in blocks(page):
        if block.run:
            reader.run(page, block)


def links(page: Path) -> Iterator[str]:
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        for each in token.children or ():
            if each.type in {"link_open", "image"}:
                yield str(each.attrs.get("href") or each.attrs["src"])


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub and the site make them."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    titles = (
        "".join(part.content for part in after.children or ())
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    )
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=name)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for link in links(page):
        where = urlsplit(link)
        if where.scheme or where.path.startswith("reference/"):
            continue
        target = page.parent / where.path if where.path else page
        assert target.exists(), f"{name(page)}: {link}"
        if where.fragment:
            assert where.fragment in headings(target), f"{name(page)}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_to_the_world_are_addresses(page: Path) -> None:
    """Whether somebody answers there is not asked: the tests need no network."""
    for link in links(page):
        where = urlsplit(link)
        if where.scheme or where.netloc:
            assert where.scheme == "https", link
            assert re.fullmatch(r"([\w-]+\.)+[a-z]{2,}", where.netloc), link
            assert not re.search(r"[\s<>\"'.,;)]$", link), link


@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    """Links between pages, to headings and to the reference are checked by the build."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-W",
            "-q",
            "-d",
            tmp_path / "trees",
            ROOT / "docs",
            tmp_path / "site",
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    vocabulary = (tmp_path / "site" / "reference" / "vocabulary.html").read_text(encoding="utf-8")
    for each in (*KINDS, *RELATIONS):
        assert each in vocabulary
    architecture = (tmp_path / "site" / "architecture.html").read_text(encoding="utf-8")
    assert '<svg class="diagram"' in architecture
    fetched = re.compile(
        r"""(?:\ssrc=|<link\b[^>]*\shref=|@import\s|url\()["']?(?:https?:)?//[^\s"')]+"""
    )
    for each in (tmp_path / "site").rglob("*.html"):
        found = fetched.findall(each.read_text(encoding="utf-8"))
        assert not found, f"{each.name} loads from elsewhere: {found}"


def test_every_page_stands_in_the_contents_once() -> None:
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = [
        line
        for block in re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
        if line and not line.startswith((":", "reference/"))
    ]
    pages = [each.stem for each in (ROOT / "docs").glob("*.md") if each.stem != "index"]
    assert sorted(listed) == sorted(pages)


def test_every_test_that_holds_a_line_of_the_threat_model_is_there() -> None:
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`", text)
    assert named
    for path, test in named:
        assert f"def {test or 'test_'}" in (ROOT / path).read_text(encoding="utf-8"), (path, test)
