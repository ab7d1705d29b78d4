"""Ways to spoil the good pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from good_pack import ABOUT, ENTITIES, SOURCES, STATEMENTS, Find, Spoil

from graphkit.errors import InputError, Problem
from graphkit.ingest import read_packs


@pytest.fixture
def pack(tmp_path: Path) -> Spoil:
    """Write the good pack with some files replaced; a file given as None is left out."""

    def write(name: str = "cars", /, **files: str | bytes | None) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        content: dict[str, str | bytes | None] = {
            "dataset": ABOUT.replace("cars", name),
            "entities": ENTITIES,
            "sources": SOURCES,
            "statements": STATEMENTS,
            **files,
        }
        for stem, text in content.items():
            suffix = ".yaml" if stem == "dataset" else ".csv"
            if text is not None:
                raw = text if isinstance(text, bytes) else text.encode()
                (folder / f"{stem}{suffix}").write_bytes(raw)
        return folder

    return write


@pytest.fixture
def problems() -> Find:
    """Every problem of a pack; none where it can be read."""

    def find(folder: Path) -> list[Problem]:
        try:
            read_packs([folder])
        except InputError as exc:
            return list(exc.problems)
        return []

    return find
