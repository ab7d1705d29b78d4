"""Data flows one way: what may import what, and what may be loaded when."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

PACKAGE = Path(__file__).parents[2] / "graphkit"
# From the nouns to those that nobody imports; a module may import from its own group and above.
ORDER = (
    "wording",
    "errors",
    "writing",
    "garbage",
    "values",
    "model",
    "statement",
    "decisions",
    "judgements",
    "bounds",
    "facts",
    "packs",
    "resolve",
    "ingest",
    "inbox",
    "stores",
    "questions",
    "export",
    "analysis",
    "views",
    "planning",
    "loading",
    "bulking",
    "deciding",
    "judging",
    "resolving",
    "inboxing",
    "graph",
    "mcp",
    "cli",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def _group(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Names of imported modules, and whether at run time rather than for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(each)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for each in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, id(node) not in typing_only
        elif isinstance(node, ast.Import):
            for each in node.names:
                yield each.name, id(node) not in typing_only


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_point_one_way(path: Path) -> None:
    here = _group(_name(path))
    if here in {"", "__main__"}:
        return  # the package itself hands out names lazily, and `python -m` is the command line
    for module, _ in _imports(path):
        if module.startswith("graphkit."):
            there = _group(module)
            assert ORDER.index(there) <= ORDER.index(here), f"{_name(path)} imports {module}"


def test_the_diagram_of_the_architecture_is_true() -> None:
    """Its arrows are the imports between groups, without those that follow from others."""
    code = nx.DiGraph()
    for path in MODULES:
        here = _group(_name(path))
        for module, _ in _imports(path) if here not in {"", "__main__"} else ():
            if module.startswith("graphkit.") and _group(module) != here:
                code.add_edge(_group(module), here)
    page = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    diagram = page.partition("```mermaid")[2].partition("```")[0]
    chains = (line.split(" --> ") for line in map(str.strip, diagram.splitlines()))
    drawn = {pair for chain in chains for pair in itertools.pairwise(chain)}
    assert drawn == set(nx.transitive_reduction(code).edges)
    assert set(re.findall(r"\w+", diagram)) >= set(ORDER)
    told = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(told))) >= set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_engines_stay_behind_the_seam(path: Path) -> None:
    engines = {"kglite", "neo4j"}
    used = {module.split(".")[0] for module, _ in _imports(path)} & engines
    assert not used or _group(_name(path)) == "stores"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{_name(path)} has no docstring"
    assert len(text.splitlines()) <= 400
