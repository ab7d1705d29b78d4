"""The file of a receipt: written, and read with suspicion.

Whatever is wrong with a file is one `InputError`; what comes out has the right names and types,
and every record in it is one that the vocabulary knows. Whether it is true is not asked here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

from graphkit.ingest.files import read_bytes, refuse
from graphkit.questions.receipts.checking import Checker
from graphkit.questions.receipts.unpacking import KINDS_OF_RECORD, unpack
from graphkit.statement import Batch
from graphkit.values import day
from graphkit.writing import write_whole

__all__ = ["FORMAT", "Receipt", "parse", "read", "write"]

FORMAT = 1
_LARGEST = 64 * 2**20  # bytes of a file that is read
_DEEPEST = 60  # objects and lists within one another

_SHAPE: Mapping[str, type] = {
    "receipt": int,
    **dict.fromkeys(("graphkit", "engine", "question", "sentence", "note"), str),
    "parameters": dict,
    "replay": bool,
    **dict.fromkeys(
        ("columns", "rows", "row_facts", "proofs", "facts", "quotes", *KINDS_OF_RECORD), list
    ),
    **dict.fromkeys(("facts_sha256", "sha256"), str),
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that was read: `made` as it stands in the file, and the records it carries."""

    file: str
    made: Mapping[str, Any]
    batch: Batch


def write(made: Mapping[str, Any], path: str | PathLike[str]) -> Path:
    """Write a receipt to a file, whole or not at all. Raises `BadValue` where it cannot be."""
    return write_whole(path, [json.dumps(made, ensure_ascii=False, indent=1).encode(), b"\n"])


def read(path: str | PathLike[str]) -> Receipt:
    """Read a receipt from a file. Raises `InputError`."""
    file = Path(path)
    if file.is_file() and file.stat().st_size > _LARGEST:
        refuse(file, f"is larger than {_LARGEST:,} bytes", "no receipt is")
    raw = read_bytes(file)
    try:
        made = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        refuse(file, "is not UTF-8")
    except RecursionError:
        refuse(file, "is nested too deeply")
    except ValueError as exc:
        refuse(file, f"is not the JSON of a receipt: {exc}")
    return parse(made, str(file))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return made


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def parse(made: Any, file: str = "receipt") -> Receipt:
    """A receipt from JSON values. Raises `InputError`."""
    check = Checker(file)
    check.is_(made, dict, "")
    _check_values(made, check)
    written = made.get("receipt")
    if isinstance(written, int) and written != FORMAT:
        hint = "upgrade graphkit" if written > FORMAT else ""
        refuse(file, f"is a receipt of format {written}, not {FORMAT}", hint)
    for name in sorted({*_SHAPE, *made}, key=str):
        if name not in _SHAPE or name not in made:
            what = "is missing" if name in _SHAPE else "is not part of a receipt"
            check.refuse(str(name), what)
        check.is_(made[name], _SHAPE[name], name)
    _check_parameters(made, check)
    _check_rows(made, check)
    _check_proof(made, check)
    return Receipt(file, made, unpack(made, file))


def _check_values(made: Any, check: Checker) -> None:
    """Refuse what JSON has no way to write, and what is nested so deep that nobody wrote it."""
    level, depth = [made], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            check.refuse("", "is nested too deeply")
        inner = [
            value for each in level for value in (each.values() if isinstance(each, dict) else each)
        ]
        if any(isinstance(each, float) and not isfinite(each) for each in inner):
            check.refuse("", "has a number that is not finite")
        level = [each for each in inner if isinstance(each, (dict, list))]


def _check_parameters(made: Mapping[str, Any], check: Checker) -> None:
    given = made["parameters"]
    for clock in ("as_of", "known_on"):
        check.is_(given.get(clock), str, f"parameters.{clock}")
        check.read(day, given[clock], f"parameters.{clock}")
    for name, value in given.items():
        if not isinstance(value, (str, int, float)):
            check.refuse(f"parameters.{name}", "is not text or a number")


def _check_rows(made: Mapping[str, Any], check: Checker) -> None:
    check.texts(made["columns"], "columns")
    if len(made["rows"]) != len(made["row_facts"]):
        check.refuse("row_facts", "is not as long as rows")
    for row in made["rows"]:
        check.is_(row, list, "rows")
        if len(row) != len(made["columns"]):
            check.refuse("rows", "has a row that is not as long as columns")
    for facts in made["row_facts"]:
        check.texts(facts, "row_facts")
    if made["proofs"] and len(made["proofs"]) != len(made["rows"]):
        check.refuse("proofs", "is not as long as rows")


def _check_proof(made: Mapping[str, Any], check: Checker) -> None:
    for fact in made["facts"]:
        check.is_(fact, dict, "facts")
        check.is_(fact.get("fact"), str, "facts.fact")
    for quote in made["quotes"]:
        check.is_(quote, dict, "quotes")
        if quote.keys() != {"statement", "sha256"}:
            check.refuse("quotes", "has one that does not give statement and sha256")
        check.texts(list(quote.values()), "quotes")
