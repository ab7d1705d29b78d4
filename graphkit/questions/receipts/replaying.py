"""A receipt's own proof worked out again: its facts, and the answer to its question.

A receipt may come from anybody, and a few dozen companies that all own each other have more
routes than can ever be counted. So this is done in a process of its own, which is ended when it
takes too long or too much memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, NamedTuple

from graphkit.errors import GraphkitError, InputError
from graphkit.ingest.files import refuse
from graphkit.questions.answer import Answer
from graphkit.questions.receipts.bundle import fact_record, facts_of
from graphkit.questions.receipts.making import ask_again
from graphkit.questions.receipts.parsing import Receipt, parse
from graphkit.questions.receipts.sealing import canonical
from graphkit.stores.confine import confine
from graphkit.stores.starting import command_of

__all__ = ["Replayed", "main", "replay", "told"]

SECONDS = 60
MEMORY_MB = 2048


class Replayed(NamedTuple):
    """What the records of a receipt give: each fact, and the answer in JSON values.

    The answer is None where they are too few to ask the question again of them alone.
    """

    facts: dict[str, dict[str, Any]]
    answer: dict[str, Any] | None


def replay(receipt: Receipt, *, guarded: bool) -> Replayed:
    """Work it out again, `guarded` in a process of its own.

    Raises `InputError` where the question cannot be asked again, or takes too much to be.
    """
    if not guarded:
        return _work(receipt, confined=False)
    try:
        done = subprocess.run(  # noqa: S603 - this very interpreter
            command_of(__name__),
            input=canonical({"file": receipt.file, "made": receipt.made}),
            capture_output=True,
            check=False,
            timeout=SECONDS,
            start_new_session=True,  # Ctrl-C is for this process, which then ends the other
        )
        found: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        found = {}
    if "refused" in found:
        place, message = found["refused"]
        refuse(receipt.file, message, column=place)
    if "facts" not in found:
        limits = f"{SECONDS} seconds and {MEMORY_MB:,} MB of memory"
        refuse(receipt.file, f"cannot be proven again within {limits}")
    return Replayed(found["facts"], found["answer"])


def main() -> None:
    """What the process of its own does: a receipt comes in, what it gives goes out."""
    given = json.load(sys.stdin)
    try:
        found: dict[str, Any] = _work(parse(given["made"], given["file"]), confined=True)._asdict()
    except InputError as exc:
        found = {"refused": [exc.problems[0].column, exc.problems[0].message]}
    sys.stdout.write(json.dumps(found))


def _work(receipt: Receipt, *, confined: bool) -> Replayed:
    made = receipt.made
    facts = {
        fact: fact_record(fact, version)
        for fact, version in facts_of(receipt.batch, made["parameters"]["known_on"]).items()
    }
    if not made["replay"]:
        return Replayed(facts, None)

    def limit() -> None:
        if confined:
            confine(MEMORY_MB, SECONDS, files=True)

    try:
        answer = ask_again(receipt.batch, made["question"], made["parameters"], written=limit)
    except InputError:
        raise
    except GraphkitError as exc:
        refuse(receipt.file, f"the question cannot be asked again: {exc}")
    return Replayed(facts, told(answer))


def told(answer: Answer) -> dict[str, Any]:
    """The part of an answer that a receipt compares, as JSON has it."""
    made = {
        "columns": answer.columns,
        "rows": [[row[column] for column in answer.columns] for row in answer.rows],
        "row_facts": answer.row_facts,
        "proofs": answer.proofs,
    }
    plain: dict[str, Any] = json.loads(canonical(made))
    return plain
