"""The front end's source: it builds to the bundle that ships, its own tests pass, and it keeps the
rules of the house. Node and its packages are needed here only; using the package needs neither.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXPLORER = ROOT / "explorer"
ASSETS = ROOT / "graphkit" / "views" / "assets"
SOURCES = sorted(
    path
    for path in EXPLORER.rglob("*")
    if path.suffix in {".ts", ".mjs", ".css"}
    and not {"node_modules", ".tests"} & set(path.relative_to(EXPLORER).parts)
)


def name(path: Path) -> str:
    return path.relative_to(EXPLORER).as_posix()


def run(*command: str) -> str:
    done = subprocess.run(
        command, cwd=EXPLORER, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.xdist_group("explorer-build")
def test_the_bundle_is_what_the_source_builds(packages: Path) -> None:
    run("node", str(packages / "build.mjs"), "--check")


@pytest.mark.slow
@pytest.mark.xdist_group("explorer-build")
def test_the_types_hold(packages: Path) -> None:
    run("node", str(packages / "node_modules" / "typescript" / "bin" / "tsc"), "--noEmit")


@pytest.mark.slow
@pytest.mark.xdist_group("explorer-build")
def test_the_tests_of_the_front_end_pass(packages: Path) -> None:
    run("node", str(packages / "build.mjs"), "--tests")
    told = run("node", "--test", "--test-reporter=tap", ".tests/")
    assert int(re.search(r"^# pass (\d+)$", told, re.MULTILINE)[1]) >= 33


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    if path.suffix != ".css" and not path.name.endswith(".test.ts"):
        assert text.startswith("/**")


@pytest.mark.parametrize("path", [each for each in SOURCES if "src" in each.parts], ids=name)
def test_nothing_is_ever_parsed_as_markup_or_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("innerHTML", "insertAdjacentHTML", "document.write", "DOMParser",
                 "eval(", "new Function", "createContextualFragment"):  # fmt: skip
        assert word not in text
    assert not re.search(r"outerHTML\s*=", text)
    assert not re.search(r"https?://(?!www\.w3\.org/)[a-z]", text)


def test_the_bundle_is_small_and_its_parts_are_named() -> None:
    sizes = {name: (ASSETS / name).stat().st_size for name in ("explorer.js", "explorer.css")}
    assert sum(sizes.values()) < 1_500_000
    notices = (ASSETS / "explorer-notices.txt").read_text(encoding="utf-8")
    direct = json.loads((EXPLORER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((EXPLORER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for package in direct:
        about = locked[f"node_modules/{package}"]
        assert f"{package} {about['version']} ({about['license']})" in notices


def test_the_lock_file_names_no_place_to_download_from() -> None:
    locked = json.loads((EXPLORER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert not any("resolved" in each for each in locked.values())
    assert all("integrity" in each for each in locked.values() if "version" in each)
