"""Every question of the catalogue on a server, against the bare driver, side by side.

    python benchmarks/bolt/questions.py [--companies 100000] [--facts 300000] [--runs 15]
        [--everything] [--only NAME …] [--kept FOLDER]

The graph is made with `bulk` and the importer, in a folder that may be kept for the next run. Each
question is asked about companies of every size, or about a right, and with `--everything` also
about all of them where it can be; in turn through graphkit and as the same Cypher with the plain
driver. What is worked out in Python has no counterpart there, and only its own time is shown.
Seconds at the median and at the 95th percentile.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j
from servers import IMPORTER, VERSION, running
from synthetic import QUALIFICATIONS, write_pack

from graphkit.bulking import bulk
from graphkit.errors import GraphkitError
from graphkit.questions.ask import ask
from graphkit.questions.catalogue import Question, catalogue
from graphkit.stores.address import Address
from graphkit.stores.base import Rows
from graphkit.stores.neo4j import Neo4jStore

DAY = "2020-06-01"
SAMPLES = {
    "text": "Company 1",
    "count": 2,
    "share": 50.0,
    "day": DAY,
    "flag": True,
}
MOST = 30.0  # seconds for one question, after which no more runs are begun


class Recorder(Neo4jStore):
    """Keeps what was asked last."""

    asked: list[tuple[str, dict[str, Any]]]

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        self.asked.append((cypher, dict(parameters or {})))
        return super().query(cypher, parameters, timeout=timeout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=300_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--everything", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--kept", type=Path)
    given = parser.parse_args()
    with folder_of(given.kept) as folder, running(filled(folder, given) / "home") as server:
        auth = (server.user, server.password)
        with (
            Recorder(Address.of(server.url, **server.login)) as store,
            neo4j.GraphDatabase.driver(server.url, auth=auth) as driver,
            driver.session() as session,
        ):
            store.asked = []
            print(f"{'question':<34} {'p50':>8} {'p95':>8} {'bare p50':>9} {'p95':>8}  ratio")
            for question in catalogue().values():
                if given.only and question.name not in given.only:
                    continue
                for about in ("one", "all") if given.everything else ("one",):
                    if about == "one" or can_be_about_all(question):
                        show(question, about, store, session, given)


@contextmanager
def folder_of(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def filled(folder: Path, given: argparse.Namespace) -> Path:
    """The folder, with what the server opens in `home`; made unless it is there."""
    from neo4j_server.java import run_importer

    if not (folder / "home").exists():
        pack = write_pack(folder / "pack", given.companies, given.facts)
        files = bulk([pack], folder / "import")
        run_importer(VERSION, folder / "home", files.folder, files.arguments, IMPORTER)
    return folder


def can_be_about_all(question: Question) -> bool:
    """Whether it may be asked without naming anybody, and otherwise is not."""
    named = [each for each in question.parameters if each.type == "entity"]
    return bool(named) and question.name != "stress" and all(each.optional for each in named)


def show(
    question: Question,
    about: str,
    store: Recorder,
    session: neo4j.Session,
    given: argparse.Namespace,
) -> None:
    chance = random.Random(3)
    ours: list[float] = []
    bare: list[float] = []
    ended = time.perf_counter() + MOST
    title = question.name if about == "one" else f"{question.name}, all"
    for run in range(given.runs + 2):
        values = chosen(question, about, given.companies, chance)
        store.asked.clear()
        try:
            took = timed(lambda: ask(store, question, as_of=DAY, known_on=DAY, named=values))  # noqa: B023
        except GraphkitError as exc:
            print(f"{title:<34} {str(exc)[:60]}", flush=True)
            return
        asked = list(store.asked)
        also = timed(lambda: [session.execute_read(rows, *each) for each in asked])  # noqa: B023
        if run >= 2:  # the first two are for the server to plan and warm up
            ours.append(took)
            bare.append(also)
        if time.perf_counter() > ended and ours:
            break
    line = f"{title:<34} {middle(ours):8.4f} {late(ours):8.4f}"
    if question.cypher:
        line += f" {middle(bare):9.4f} {late(bare):8.4f}  {middle(ours) / middle(bare):.2f}"
    print(line, flush=True)


def chosen(
    question: Question, about: str, companies: int, chance: random.Random
) -> dict[str, object]:
    """What the question is asked about: with the fewest parameters, or about one of what it names
    first."""
    optional = [each for each in question.parameters if each.optional and each.type == "entity"]
    needed = [each for each in question.parameters if not each.optional and each.default is None]
    first = optional[:1] if about == "one" and not any(e.type == "entity" for e in needed) else []
    return {
        each.name: sample(each.name, each.type, companies, chance) for each in (*needed, *first)
    }


def sample(name: str, type_: str, companies: int, chance: random.Random) -> object:
    if name == "right":
        return f"q{chance.randrange(QUALIFICATIONS)}"
    if type_ == "entity":
        return f"c{int(companies * chance.random() ** 2.5)}"
    if type_ == "name":  # a part of the names of eleven
        return f"company {chance.randrange(companies // 100, companies // 10)}"
    return SAMPLES[type_]


def rows(transaction: neo4j.ManagedTransaction, text: str, given: dict[str, Any]) -> list[Any]:
    return [each.data() for each in transaction.run(text, given)]


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def middle(times: list[float]) -> float:
    return statistics.median(times)


def late(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


if __name__ == "__main__":
    main()
