"""Processes of our own: the code that this one has, whatever lies about."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from graphkit.stores.starting import command_of


@pytest.mark.parametrize("heeding", [False, True])
def test_what_lies_in_the_current_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heeding: bool
) -> None:
    """A folder of data may come from anybody, with a file that is called like one of Python's."""
    ours, data = tmp_path / "ours", tmp_path / "data"
    for folder in (ours, data):
        folder.mkdir()
    (ours / "told.py").write_text(
        "import json, sys\n"
        "def main(): print(json.dumps([json.__name__, sys.flags.hash_randomization, sys.path]))\n"
    )
    for name in ("json", "importlib"):
        (data / f"{name}.py").write_text("open('ran', 'w')")
    monkeypatch.syspath_prepend(ours)
    monkeypatch.chdir(data)
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    done = subprocess.run(
        command_of("told", heeding=heeding), capture_output=True, check=True, text=True
    )
    name, randomized, path = json.loads(done.stdout)
    assert (name, randomized, path[0]) == ("json", int(not heeding), str(ours))
    assert [each.name for each in data.iterdir() if each.name == "ran"] == []
