"""Which code makes a projection out of a log, so that what other code made is not taken for it.

A digest of the modules that decide: the nouns, the vocabulary, the rules, and how they are
projected. A version number would have to be thought of at every change of a rule.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

__all__ = ["makers"]

_PACKAGE = Path(__file__).parents[1]
_STORES = (
    *("declared", "folding", "identity", "intake", "plan"),
    *("projection", "putting", "revision", "taken", "upsert"),
)
_DECIDING = (
    *("values.py", "statement.py", "decisions.py", "judgements.py"),
    *("bounds.py", "facts.py", "model/*.py"),
    *(f"stores/{name}.py" for name in _STORES),
)


@cache
def makers() -> str:
    """16 hexadecimal digits for the code as it is on disk."""
    digest = sha256()
    for pattern in _DECIDING:
        for path in sorted(_PACKAGE.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
