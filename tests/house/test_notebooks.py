"""The notebooks run from the first cell to the last, on both engines, and hold no outputs."""

from __future__ import annotations

import asyncio
import base64
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from neo4j_server.fixtures import NEO4J_VERSIONS, Servers

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
OPENED = ('graphkit.open("licences")', 'graphkit.open("my-licences")')


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def run(path: Path, folder: Path, opened: str = "") -> list[nbformat.NotebookNode]:
    """Execute in a folder, with another call of `open` if given; the outputs of all cells."""
    book = read(path)
    for cell in book.cells:
        for each in OPENED if opened else ():
            cell.source = cell.source.replace(each, opened)
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    client = NotebookClient(book, timeout=300, resources={"metadata": {"path": str(folder)}})
    client.execute(env={**os.environ, "PYTHONWARNINGS": "error::FutureWarning"})
    return [output for cell in book.cells for output in cell.get("outputs", ())]


def test_there_are_five_stories() -> None:
    assert len(NOTEBOOKS) >= 5


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped_and_one_line_opens_the_graph(path: Path) -> None:
    book = read(path)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert sum(each in cell.source for cell in code for each in OPENED) == 1
    assert book.cells[0].source.startswith("# ")


# The kernel's sockets and matplotlib's fonts are theirs to close.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_on_the_embedded_engine_and_draws(path: Path, tmp_path: Path) -> None:
    outputs = run(path, tmp_path)
    drawn = [each.data["image/png"] for each in outputs if "image/png" in each.get("data", {})]
    assert drawn
    kept = os.environ.get("GRAPHKIT_ARTEFACTS")
    for number, picture in enumerate(drawn if kept else ()):
        place = Path(str(kept)) / f"{path.stem}-{number}.png"
        place.write_bytes(base64.b64decode(picture))
    told = [each.get("text", "") for each in outputs if each.output_type == "stream"]
    assert not [each for each in told if "Warning" in each]


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
@pytest.mark.slow
@pytest.mark.parametrize("version", NEO4J_VERSIONS[:1])
def test_they_run_on_a_server_by_changing_one_line(
    version: str, neo4j_servers: Servers, tmp_path: Path
) -> None:
    """One after the other on one server, so that the packs are loaded once."""
    server = neo4j_servers[version]
    server.clear()
    login = ", ".join(f"{name}={value!r}" for name, value in server.login.items())
    for path in NOTEBOOKS:
        outputs = run(path, tmp_path, f"graphkit.open({server.url!r}, {login})")
        assert any("image/png" in each.get("data", {}) for each in outputs)
