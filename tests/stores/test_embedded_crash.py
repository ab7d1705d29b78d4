"""Writers that are killed: what comes after is the state before or the state they wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.stores.embedded import EmbeddedStore

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


def kills(folder: Path, how: str, count: int = 0) -> list[dict[str, Any]]:
    return told(HERE / "crasher.py", folder, how, str(count))


def told(script: Path, *arguments: Path | str) -> list[dict[str, Any]]:
    """What a script that kills its own processes tells, line by line."""
    found = subprocess.run(
        [sys.executable, "-W", "error", script, *arguments],
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


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["load", "load", "plan", "undo", "undo-later"]),
            st.integers(0, 99),
            st.none() | st.integers(0, 40),
        ),
        min_size=4,
        max_size=8,
    )
)
@settings(
    max_examples=6,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_random_loads_plans_undos_and_kills_come_to_what_was(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int | None]]
) -> None:
    """A killed step was done or was not; the mark tells states apart; undos lead back to them."""
    folder = tmp_path_factory.mktemp("runs")
    found = told(HERE / "run_crasher.py", folder, json.dumps(steps))
    hashes: dict[str, str] = {}
    for each in found:
        for moment in ("before", "after", "final"):
            state = each[moment]
            assert hashes.setdefault(state["mark"], state["hash"]) == state["hash"]
            marks = ["0" * 64, *(after for _, after, _ in state["runs"])]
            assert [before for before, _, _ in state["runs"]] == marks[:-1]
            assert state["mark"] == marks[-1]
        if each["told"] is None:
            assert each["after"] == each["before"] or len(each["after"]["runs"]) == 1 + len(
                each["before"]["runs"]
            )
        if each["act"] == "undo-later" and each["again"] == "done":
            number = int(each["wanted"].removeprefix("run-"))
            assert each["final"]["mark"] == each["before"]["runs"][number - 1][0]
    if found:
        (folder / "graph.kgl").unlink(missing_ok=True)
        with EmbeddedStore(folder) as store:
            last = found[-1]["final"]
            assert (store.mark(), store.content_hash()) == (last["mark"], last["hash"])
