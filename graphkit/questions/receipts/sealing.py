"""The hashes of a receipt: one way to write JSON, and the hash of all of it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

__all__ = ["canonical", "is_sealed", "seal"]


def canonical(value: Any) -> bytes:
    """The one way to write a JSON value, for hashes: sorted names, no blanks, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def seal(made: Mapping[str, Any]) -> dict[str, Any]:
    """The same as JSON has it, with the hash of all of it under `sha256`."""
    plain: dict[str, Any] = json.loads(canonical(made))
    return {**plain, "sha256": _digest(plain)}


def is_sealed(made: Mapping[str, Any]) -> bool:
    """Whether its hash is that of the rest."""
    return bool(made["sha256"] == _digest(made))


def _digest(made: Mapping[str, Any]) -> str:
    rest = {name: value for name, value in made.items() if name != "sha256"}
    return sha256(canonical(rest)).hexdigest()
