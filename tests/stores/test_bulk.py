"""Files for Neo4j's offline importer: what the real one makes of them is what `load` gives."""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from asked import answered, arguments
from click.testing import CliRunner
from neo4j_server import JavaServer, Server, Unavailable, run_importer
from neo4j_server.fixtures import NEO4J_VERSIONS, refused
from worlds import WORLD, batch, company, dataset, joined, licence, source

import graphkit
from graphkit.cli.main import cli
from graphkit.errors import InputError, StoreError
from graphkit.ingest import join
from graphkit.loading import read
from graphkit.packs import bundled_packs
from graphkit.questions.catalogue import catalogue
from graphkit.statement import Batch, Decision, Judgement, Statement
from graphkit.stores import open_store
from graphkit.stores.base import Store
from graphkit.stores.bulk import bulk
from graphkit.stores.neo4j_schema import schema
from graphkit.values import when

NASTY = (
    '"', '""', "'", ",", ";", "a;b,c", "=1+1", "@SUM(1)", "\\", '\\"', "line\nbreak", "car\rriage",
    "\r\n", "\t", " padded ", "蔚来", '蔚来;"江淮",\n=cmd', "🚗", "\x85", "\u2028", "\x00", "-0",
    "null", "true", "#", ":ID", "U+001F", "e\u0301", "\ufeff",
)  # fmt: skip


def nasty_world() -> Batch:
    """Every nasty text as a name, an alias, a title, a quote, a detail and a link in a chain."""
    made = [WORLD]
    for n, text in enumerate(NASTY):
        key = f"n{n}{text}"
        one = company(key, text, ("en", text), ("en", f"{text};{text}"), industry=text)
        paper = replace(source(f"s{n}", note=text), title=text, publisher=text)
        said = licence(
            f"x{n}", key, "jac", f"s{n}", quote=text, summary=text, note=text, episode=text,
            attribution=("", text), valid_to=when("2023-12-05"),
        )  # fmt: skip
        value = Statement("autos", key, "full_name", f"s{n}", value=text, quote="q")
        made.append(batch(one, paper, said, value))
    ceased = Statement("autos", "jac", "ceased", "pandaily", value="2023-06", quote="q", row="c")
    return joined([*made, batch(dataset(), ceased)])


def everything() -> Batch:
    """All bundled packs, and the nasty world beside them."""
    packs, nasty = read(bundled_packs()), nasty_world()
    aside = Decision("autos", "d1", "set-aside", "A. N.", "2024-01-01", 'a;"b",\n', "autos:r1")
    same = Judgement("autos", "j1", "same", "A. N.", "2024-01-01", 'a;"b",\n', 'n0"', "n2'")
    both = joined([replace(packs, decisions=(), judgements=()), nasty])
    return replace(both, decisions=(*packs.decisions, aside), judgements=(*packs.judgements, same))


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("embedded")) as store:
        store.write(everything())
        yield store


@pytest.fixture(scope="module", params=NEO4J_VERSIONS)
def imported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server on what the importer made of the files of everything, in lots of a few records."""
    home = tmp_path_factory.mktemp("imported")
    made = bulk([everything()], home / "import", most=100)
    try:
        run_importer(request.param, home, made.folder, made.arguments)
        server = JavaServer(request.param, home)
    except Unavailable as exc:
        refused(exc)
    server.start()
    yield server
    server.discard()


@pytest.mark.slow
def test_what_is_imported_is_what_load_gives(imported: Server, embedded: Store) -> None:
    with open_store(imported.url, **imported.login) as store:
        assert store.content_hash() == embedded.content_hash()
        assert store.counts() == embedded.counts()
        assert store.notice() == ""
        for label in ("Entity", "Source"):
            told = "n.key, n.datasets, n.declarations, n.folded"
            brought = f"MATCH (n:{label}) RETURN {told} ORDER BY n.key"
            assert store.query(brought).rows == embedded.query(brought).rows
    found = imported.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
    assert {name for (name,) in found} == set(schema())


@pytest.mark.slow
@pytest.mark.parametrize("imported", NEO4J_VERSIONS[:1], indirect=True)
def test_questions_have_the_same_answers(imported: Server, embedded: Store) -> None:
    """Of each way to ask one: on a graph of the same content and indexes all are compared in
    `test_neo4j_answers`."""
    ways = ("which-entity", "why", "attributes", "who-builds-on-whose-licence", "routes")
    with open_store(imported.url, **imported.login) as store:
        for question in map(catalogue().__getitem__, ways):
            given, day = next(arguments(question))
            here, there = (answered(each, question, given, day) for each in (embedded, store))
            assert there == here, (question.name, given, day)


@pytest.mark.slow
def test_what_is_imported_is_loaded_into_like_any_other(imported: Server, tmp_path: Path) -> None:
    more = batch(dataset(), company("new", "New"), licence("new", "new", "jac", "filing"))
    with open_store(imported.url, **imported.login) as store, open_store(tmp_path / "s") as other:
        assert not store.write(everything()).any
        assert store.write(more).statements.added == 1
        other.write(everything())
        other.write(more)
        assert store.content_hash() == other.content_hash()


def table(folder: Path, name: str) -> str:
    return gzip.decompress((folder / f"{name}.csv.gz").read_bytes()).decode()


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    whole = everything()
    mixed = [
        replace(whole, **{name: tuple(random.Random(7).sample(records, len(records)))})
        for name in ("entities", "sources", "statements")
        if (records := getattr(whole, name))
    ]
    parts = [Batch(**{name: getattr(each, name)}) for each, name in zip(
        mixed, ("entities", "sources", "statements"), strict=True
    )]  # fmt: skip
    parts.append(replace(whole, entities=(), sources=(), statements=()))
    one = bulk([whole], tmp_path / "one", most=200, workers=1)
    two = bulk(parts, tmp_path / "two", most=200, workers=3)
    assert one.written == two.written
    assert one.arguments == two.arguments
    files = sorted(path.name for path in one.folder.iterdir())
    assert files == sorted(path.name for path in two.folder.iterdir())
    for name in files:
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes(), name


def test_packs_at_once_say_in_the_files_what_each_says(tmp_path: Path) -> None:
    one = batch(dataset("a"), company("x", "X", ("en", "one")))
    two = batch(dataset("b"), company("x", "X", ("en", "two")))
    made = bulk([join([one, two])], tmp_path / "import", workers=1)
    (found,) = csv.DictReader(table(made.folder, "Company").splitlines())
    with open_store(tmp_path / "store") as store:
        for each in (one, two):
            store.write(each)
        ((declarations,),) = store.query("MATCH (e:Entity) RETURN e.declarations")
    assert found["declarations:string"] == declarations


def test_the_files_say_what_they_hold(tmp_path: Path) -> None:
    made = bulk([WORLD], tmp_path / "import")
    assert table(made.folder, "Company").splitlines()[0].startswith("key:ID(Entity),name:string,")
    assert '"\'}) DETACH DELETE n //"' not in table(made.folder, "Company")  # needs no quotes
    assert "nio,jac," in table(made.folder, "USES_LICENCE_OF")
    assert "autos:r1,filing" in table(made.folder, "STATED_IN")
    assert "--nodes=Company:Entity=Company.csv.gz" in made.arguments
    assert "--multiline-fields=true" not in made.arguments
    script = (made.folder / "import.sh").read_text("utf-8")
    assert all(each in script for each in made.arguments)


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_a_place_that_is_taken_is_refused_and_left(tmp_path: Path, there: str) -> None:
    output = tmp_path / "import"
    if there == "folder":
        output.mkdir()
        (output / "mine.txt").write_text("mine")
    elif there == "file":
        output.write_text("mine")
    else:
        output.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match="name a folder that is not there yet"):
        bulk([WORLD], output)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "import").mkdir()
    assert bulk([WORLD], tmp_path / "import").written.any


def broken() -> Iterator[tuple[str, Batch]]:
    """What cannot be loaded, or not by the importer, and what is said of it."""
    yield "no entity has the key 'nobody'", batch(licence("z", "nio", "nobody", "filing"))
    yield "the name of nio is", batch(company("nio", "NIO Inc."))
    yield "with different content", batch(source("filing", "1999"))
    yield "U.001F", batch(company("sep", "Sep", ("en", "a\x1fb")))
    yield "an empty text alone", batch(licence("e", "nio", "jac", "filing", attribution=("",)))
    yield "is not text", batch(company("odd", "\ud800"))
    decided = Decision("autos", "d", "set-aside", "A", "2024-01-01", "b", "autos:none")
    yield "no statement has the key 'autos:none'", Batch(decisions=(decided,))


@pytest.mark.parametrize(("says", "more"), [*broken()])
def test_what_is_unsound_leaves_nothing_behind(tmp_path: Path, says: str, more: Batch) -> None:
    with pytest.raises(InputError, match=says):
        bulk([WORLD, more], tmp_path / "import")
    assert not any(tmp_path.iterdir())


def test_an_input_that_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[Batch]:
        yield WORLD
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bulk(failing(), tmp_path / "import")
    assert not any(tmp_path.iterdir())


def test_on_the_command_line(tmp_path: Path) -> None:
    output = tmp_path / "import it"
    done = CliRunner().invoke(cli, ["bulk", "seed-article", "-o", str(output)])
    assert done.exit_code == 0, done.output
    assert f"cd '{output}' && neo4j-admin database import full neo4j" in done.stdout
    assert "--nodes=Company:Entity=Company.csv.gz" in done.stdout
    again = CliRunner().invoke(cli, ["bulk", "seed-article", "-o", str(output)])
    assert isinstance(again.exception, StoreError)


def test_in_python(tmp_path: Path) -> None:
    made = graphkit.bulk(["autos-china"], tmp_path / "import")
    assert made.written.statements.added > 100
    assert made.folder == tmp_path / "import"
