"""An answer that anyone can prove again: one JSON file with its question, rows and statements.

`make` writes down an answer, `read` and `write` are for the file, `verify` says what of it still
holds: by itself, from the statements that it carries, and against a store.

A receipt proves that its rows follow from its statements by the rules. Whoever can write a file
can also forge one whole, statements and rows together: that is found against a store, or by
comparing its `sha256` with one from a place that is trusted.
"""

from __future__ import annotations

from graphkit.questions.receipts.making import make
from graphkit.questions.receipts.parsing import Receipt, read, write
from graphkit.questions.receipts.verifying import Finding, Verification, verify

__all__ = ["Finding", "Receipt", "Verification", "make", "read", "verify", "write"]
