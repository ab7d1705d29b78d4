"""What ships: the built wheel, installed by itself, does the main job."""

from __future__ import annotations

import os
import subprocess
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from graphkit.packs import bundled_packs
from graphkit.questions.catalogue import catalogue

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.slow
def test_questions_assets_seeds_and_types_are_inside(names: set[str]) -> None:
    for question in catalogue().values():
        place = "cypher" if question.compute is None else "computed"
        stem = question.name if question.compute is None else question.name.replace("-", "_")
        ending = "cypher" if question.compute is None else "py"
        assert f"graphkit/questions/{place}/{stem}.{ending}" in names
    for folder in bundled_packs().values():
        for file in folder.iterdir():
            assert f"graphkit/seeds/{folder.name}/{file.name}" in names
    assert "graphkit/py.typed" in names
    package = ROOT / "graphkit"
    shipped = {
        each.relative_to(ROOT).as_posix()
        for each in package.rglob("*")
        if each.is_file() and "__pycache__" not in each.parts
    }
    assert shipped <= names


@pytest.mark.slow
def test_nothing_else_is_inside(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 2
    assert "graphkit" in tops
    assert all(not name.endswith((".pyc", ".log", ".kgl")) for name in names)


@pytest.mark.slow
def test_the_wheel_alone_loads_asks_and_draws(wheel: Path, tmp_path: Path) -> None:
    """The wheel in an environment of its own; only its dependencies are lent to it."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True, timeout=120
    )
    environment = {
        **os.environ,
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "GRAPHKIT_STORE": str(tmp_path / "store"),
    }

    def graphkit(*arguments: str) -> str:
        done = subprocess.run(
            [home / "bin" / "graphkit", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [python, "-c", "import graphkit; print(graphkit.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(home) in where
    assert "added" in graphkit("load", "seeds/autos-china")
    assert "BAIC Off-road" in graphkit(
        "ask", "who-builds-on-whose-licence", "Xiaomi", "--as-of", "2023-12-10"
    )
    graphkit("show", "NIO", "--as-of", "2023-12-10", "-o", "nio.html")
    assert "JAC Motors" in (tmp_path / "nio.html").read_text(encoding="utf-8")
