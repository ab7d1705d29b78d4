"""The command line in this process, for the words that it says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.cli.main import main


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[str, str]]:
    """Types a command on a store of its own; gives what comes out on both channels."""

    def made(*arguments: str) -> tuple[str, str]:
        monkeypatch.setenv("GRAPHKIT_STORE", str(tmp_path / "store"))
        monkeypatch.setattr(sys, "argv", ["graphkit", *arguments])
        with pytest.raises(SystemExit):
            main()
        return capsys.readouterr()

    return made
