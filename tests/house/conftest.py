"""What would be published, built once for all tests of this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    [built] = dist.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def wheel_kernel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a Jupyter kernel in an environment that holds the wheel and its extras alone."""
    home = tmp_path_factory.mktemp("kernel")
    uv, python = Path(sys.executable).parent / "uv", home / "venv" / "bin" / "python"
    for command in (
        (uv, "venv", "-q", "--python", sys.executable, home / "venv"),
        (uv, "pip", "install", "-q", "--python", python, f"{wheel}[neo4j,notebook]"),
    ):
        subprocess.run(command, check=True, timeout=300)
    spec = home / "kernels" / "graphkit-wheel"
    spec.mkdir(parents=True)
    command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    about = {"argv": command, "display_name": "graphkit's wheel", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        paths = (str(home), *filter(None, [os.environ.get("JUPYTER_PATH")]))
        patched.setenv("JUPYTER_PATH", os.pathsep.join(paths))
        yield spec.name
