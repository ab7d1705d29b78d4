"""The notebooks run from the first cell to the last, with the built wheel in an environment of its
own, on both engines, and hold no outputs.
"""

from __future__ import annotations

import asyncio
import base64
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
import pytest
from nbclient import NotebookClient
from neo4j_server.fixtures import NEO4J_VERSIONS, Servers

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
OPENED = ('graphkit.open("licences")', 'graphkit.open("my-licences")')


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def run(paths: Sequence[Path], folder: Path, kernel: str, opened: str = "") -> list[Any]:
    """Execute one after the other in one kernel, in a folder, with another call of `open` if
    given; the outputs of all cells."""
    book = read(paths[0])
    book.cells = [cell for path in paths for cell in read(path).cells]
    for cell in book.cells:
        cell.id = uuid4().hex
        for each in OPENED if opened else ():
            cell.source = cell.source.replace(each, opened)
    book.cells.append(nbformat.v4.new_code_cell("print(graphkit.__file__)"))
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    where = {"metadata": {"path": str(folder)}}
    client = NotebookClient(book, timeout=300, kernel_name=kernel, resources=where)
    client.execute(env={**os.environ, "PYTHONWARNINGS": "error::FutureWarning"})
    assert "site-packages" in book.cells.pop().outputs[0].text, "the checkout is not what ships"
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
def test_it_runs_on_the_embedded_engine_and_draws(
    path: Path, wheel_kernel: str, tmp_path: Path
) -> None:
    outputs = run([path], tmp_path, wheel_kernel)
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
    version: str, neo4j_servers: Servers, wheel_kernel: str, tmp_path: Path
) -> None:
    """All on one server and in one kernel, so that the packs are loaded once; that each stands
    alone is shown on the embedded engine."""
    server = neo4j_servers[version]
    server.clear()
    login = ", ".join(f"{name}={value!r}" for name, value in server.login.items())
    outputs = run(NOTEBOOKS, tmp_path, wheel_kernel, f"graphkit.open({server.url!r}, {login})")
    drawn = [each for each in outputs if "image/png" in each.get("data", {})]
    assert len(drawn) >= len(NOTEBOOKS)
