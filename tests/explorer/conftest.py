"""The bundled packs in one store, and the explorer served from it by the real command."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from explorers import Explorer, serving
from filelock import FileLock

import graphkit
from graphkit.graph import Graph

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
FRONT_END = ROOT / "explorer"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every bundled pack, loaded."""
    folder = tmp_path_factory.mktemp("explorer") / "graph"
    with graphkit.open(folder) as graph:
        graph.load(SEEDS)
    return folder


@pytest.fixture(scope="session")
def seeds(folder: Path) -> Iterator[Graph]:
    with graphkit.open(folder) as graph:
        yield graph


@pytest.fixture(scope="session")
def explorer(folder: Path) -> Iterator[Explorer]:
    with serving("--store", str(folder)) as running:
        yield running


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder of the front end with its packages as the lock file names them."""
    if shutil.which("npm") is None:
        message = "no npm: install Node 20 or later"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with FileLock(FRONT_END / ".packages.lock"):
        installed = FRONT_END / "node_modules" / ".package-lock.json"
        wanted = FRONT_END / "package-lock.json"
        if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
            install = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            subprocess.run(install, cwd=FRONT_END, check=True, capture_output=True, timeout=600)
            installed.touch()
    return FRONT_END
