"""Writers that are killed: what comes after is the state before or the state they wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graphkit.stores.embedded import EmbeddedStore

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


def kills(folder: Path, how: str, count: int = 0) -> list[dict[str, Any]]:
    found = subprocess.run(
        [sys.executable, "-W", "error", HERE / "crasher.py", folder, how, str(count)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parents[1])])},
    )
    assert found.returncode == 0, found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()]


def check(found: list[dict[str, Any]], folder: Path) -> None:
    for each in found:
        assert each["after"] in (each["before"], each["final"]), each
        if each["told"]:
            assert each["after"] == each["final"], each
        assert each["again"], each
        assert each["final"] != each["before"], each
    with EmbeddedStore(folder) as store:
        hash_, count = store.content_hash(), store.counts()["entities"]
    assert [hash_, count] == found[-1]["final"]
    (folder / "graph.kgl").unlink()
    with EmbeddedStore(folder) as store:
        assert store.content_hash() == hash_
    assert {each.name for each in folder.iterdir()} <= {
        "graph.kgl", "statements.log", "writer.lock",
    }  # fmt: skip


def test_killed_at_every_call_that_touches_a_file(tmp_path: Path) -> None:
    found = kills(tmp_path, "steps")
    check(found, tmp_path)
    assert len(found) > 20
    assert {bool(each["told"]) for each in found[:-1]} == {False}
    seen = [each["after"] == each["final"] for each in found]
    assert {True, False} == set(seen)


def test_killed_at_random_times(tmp_path: Path) -> None:
    found = kills(tmp_path, "times", 40)
    check(found, tmp_path)
    assert any(not each["told"] for each in found)
