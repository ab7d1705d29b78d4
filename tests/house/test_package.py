"""What would be published: its description, its licences, and its installation in every way, on
every Python that is here, with the oldest and the newest versions of what it needs.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
OLDEST = "3.11"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# Under these anyone may use, change and ship a package beside code of any licence.
PERMISSIVE = re.compile(
    r"(?:MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|Zlib|0BSD|HPND|CNRI|CC0|"
    r"MPL|Mozilla)",
    re.IGNORECASE,
)
COPYLEFT = re.compile(r"GPL|Affero|Commons Clause|Proprietary|SSPL|BUSL", re.IGNORECASE)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("package")]


def run(*command: object, cwd: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pythons() -> Iterator[tuple[str, str]]:
    """Version and path of each Python that is installed here and supported."""
    for version in PYTHONS:
        for place in (
            *sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"), reverse=True),
            *([Path(found)] if (found := shutil.which(f"python{version}")) else []),
        ):
            answers = subprocess.run([place, "--version"], capture_output=True, check=False)
            if answers.returncode == 0:
                yield version, str(place)
                break


def does_the_main_job(graphkit: Path, folder: Path) -> None:
    store = {"GRAPHKIT_STORE": str(folder / "store")}
    assert "added" in run(graphkit, "load", "autos-china", **store)
    question = ("ask", "who-builds-on-whose-licence", "Xiaomi", "--as-of", "2023-12-10")
    assert "BAIC Off-road" in run(graphkit, *question, **store)
    run(graphkit, "show", "NIO", "-o", "nio.html", cwd=folder, **store)


WAYS = [
    *(pytest.param(path, "highest", id=f"{version}-highest") for version, path in pythons()),
    *(
        pytest.param(path, "lowest-direct", id=f"{version}-lowest")
        for version, path in pythons()
        if version == OLDEST
    ),
]


@pytest.mark.parametrize(("python", "resolution"), WAYS)
def test_the_wheel_works_on_every_python_with_old_and_new_versions(
    wheel: Path, tmp_path: Path, python: str, resolution: str
) -> None:
    home = tmp_path / "venv"
    run(BIN / "uv", "venv", "-q", "--python", python, home)
    run(
        BIN / "uv",
        *("pip", "install", "-q", "--python", home / "bin" / "python"),
        *("--resolution", resolution, f"{wheel}[mcp,neo4j]"),
    )
    does_the_main_job(home / "bin" / "graphkit", tmp_path)


def test_pipx_installs_the_command_with_an_extra(wheel: Path, tmp_path: Path) -> None:
    homes = {f"PIPX_{each}": str(tmp_path / each) for each in ("HOME", "BIN_DIR", "MAN_DIR")}
    run(BIN / "pipx", "install", f"{wheel}[neo4j]", **homes)
    does_the_main_job(tmp_path / "BIN_DIR" / "graphkit", tmp_path)


def test_uvx_runs_the_command_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    said = run(
        BIN / "uv",
        *("tool", "run", "--python", sys.executable, "--from", f"{wheel}[neo4j]"),
        *("graphkit", "questions"),
        UV_TOOL_DIR=str(tmp_path),
    )
    assert "may-build" in said


def test_an_index_would_show_the_package_well(dist: Path) -> None:
    files = sorted(dist.iterdir())
    assert [each.suffix for each in files] == [".whl", ".gz"]
    assert run(BIN / "twine", "check", "--strict", *files).count("PASSED") == len(files)


def test_the_wheel_holds_nothing_that_should_not_be_in_one(wheel: Path) -> None:
    assert run(BIN / "check-wheel-contents", wheel).strip().endswith("OK")


def test_the_sdist_holds_what_the_project_is_made_of(dist: Path) -> None:
    [path] = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "Makefile", "CHANGELOG.md"} <= names
    tops = {name.partition("/")[0] for name in names if name}
    assert {"graphkit", "seeds", "tests", "docs", "benchmarks"} <= tops
    assert not [name for name in names if name.endswith((".pyc", ".log"))]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The module that lists the dependencies in the docs."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_required_is_permissive(reference: ModuleType) -> None:
    licences = {name: reference.licence_of(each) for name, each in reference.required().items()}
    assert len(licences) > 20
    assert [
        (name, licence)
        for name, licence in licences.items()
        if not PERMISSIVE.search(licence) or COPYLEFT.search(licence)
    ] == []


def test_no_extra_that_ships_brings_copyleft(reference: ModuleType) -> None:
    ours = reference.distribution(reference.PACKAGE).metadata.get_all("Provides-Extra")
    shipped = [each for each in ours if each not in {"dev", "docs"}]
    licences = {
        name: reference.licence_of(each) for name, each in reference.required(*shipped).items()
    }
    assert [pair for pair in licences.items() if COPYLEFT.search(pair[1])] == []
