"""Good rows go on, bad rows go into a folder that can be mended and loaded as a pack."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest
from good_pack import ENTITIES, SOURCES, STATEMENTS, Spoil

from graphkit.errors import BadValue, InputError
from graphkit.ingest import Sifted, join, read_pack, read_packs, sift_packs
from graphkit.ingest.quarantine import Drafts

BAD = {
    "entities": ENTITIES.replace("jac-motors,Company", "jac-motors,Compny"),
    "sources": SOURCES.replace("r1,Batch 378,MIIT", "r1,Batch 378,"),
    "statements": f'{STATEMENTS}s4,NIO,founded,,2014-13,,,p1,"a, b\nc",,\ns5,too,few\n',
}


def _sift(folder: Path) -> Sifted:
    (sifted,) = sift_packs([folder])
    return sifted


def _rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.reader(stream))


def _tree(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_a_good_pack_leaves_no_quarantine(pack: Spoil) -> None:
    folder = pack()
    sifted = _sift(folder)
    assert sifted.batch == read_pack(folder)
    assert (sifted.refused, sifted.quarantine) == ((), None)
    assert [each.name for each in folder.parent.iterdir()] == ["cars"]


def test_rows_in_are_rows_taken_and_rows_refused(pack: Spoil) -> None:
    sifted = _sift(pack(**BAD))
    refused = [each.table for each in sifted.refused]
    assert sifted.read == {"entities": 5, "sources": 2, "statements": 5}
    assert len(sifted.batch.entities) + refused.count("entities") == 5
    assert len(sifted.batch.sources) + refused.count("sources") == 2
    assert len(sifted.batch.statements) + refused.count("statements") == 5


def test_refused_rows_keep_their_cells_their_line_and_the_reason(pack: Spoil) -> None:
    sifted = _sift(pack(**BAD))
    assert sifted.quarantine is not None
    header, entity = _rows(sifted.quarantine / "entities.csv")
    assert header == ["line", "reason", *ENTITIES.splitlines()[0].split(",")]
    assert entity[0] == "3"
    assert entity[1] == "kind: 'Compny' is not one of the choices"
    assert entity[2:5] == ["jac-motors", "Compny", "JAC Motors"]
    _, *statements = _rows(sifted.quarantine / "statements.csv")
    assert [(row[0], row[2]) for row in statements] == [
        ("2", "s1"), ("3", "s2"), ("5", "s4"), ("7", "s5"),
    ]  # fmt: skip
    refused = sifted.quarantine.with_name("cars") / "entities.csv"
    assert statements[0][1] == f"object: 'jac-motors' was refused itself, in {refused}:3"
    assert "sources.csv:3" in statements[1][1]
    assert statements[2][10] == "a, b\nc"
    assert statements[3][1:] == ["has 3 cells where the header has 11", "s5", "too", "few"]


def test_a_mended_quarantine_loads_and_makes_the_pack_whole(pack: Spoil) -> None:
    folder = pack(
        entities=BAD["entities"],
        statements=STATEMENTS.replace("s3,NIO", "s3,Nioo"),
    )
    sifted = _sift(folder)
    quarantine = sifted.quarantine
    assert quarantine == folder.with_name("cars-quarantine")
    with pytest.raises(InputError):
        read_pack(quarantine)

    for stem, old, new in (("entities", "Compny", "Company"), ("statements", "Nioo", "NIO")):
        path = quarantine / f"{stem}.csv"
        path.write_text(path.read_text().replace(old, new))
    mended = join([sifted.batch, read_pack(quarantine)])

    whole = read_pack(pack("other", dataset=(folder / "dataset.yaml").read_text().replace(
        "name: cars", "name: other")))  # fmt: skip
    assert {each.key: each for each in mended.entities} == {
        each.key: each for each in whole.entities
    }
    assert {each.row for each in mended.statements} == {each.row for each in whole.statements}
    assert {each.fact for each in mended.statements} == {each.fact for each in whole.statements}
    assert [each.name for each in mended.datasets] == ["cars"]


def test_a_pack_and_its_mended_quarantine_load_together(pack: Spoil) -> None:
    folder = pack(statements=STATEMENTS.replace("s3,NIO", "s3,Nioo"))
    quarantine = _sift(folder).quarantine
    assert quarantine is not None
    path = quarantine / "statements.csv"
    path.write_text(path.read_text().replace("Nioo", "NIO"))
    (folder / "statements.csv").write_text(
        STATEMENTS.replace("s3,NIO,founded,,2014", "s4,NIO,founded,,2015")
    )
    batch = join(read_packs([folder, quarantine]))
    assert sorted(each.row for each in batch.statements) == ["s1", "s2", "s3", "s4"]
    assert len(batch.entities) == 5


def test_the_same_again_changes_nothing(pack: Spoil) -> None:
    folder = pack(**BAD)
    first = _sift(folder)
    assert first.quarantine is not None
    before = _tree(first.quarantine)
    assert _sift(folder) == first
    assert _tree(first.quarantine) == before
    assert len(list(folder.parent.iterdir())) == 2


def test_a_quarantine_that_is_being_mended_is_left_alone(pack: Spoil) -> None:
    folder = pack(**BAD)
    first = _sift(folder).quarantine
    assert first is not None
    (first / "statements.csv").write_text("half mended")
    second = _sift(folder).quarantine
    assert second == folder.with_name("cars-quarantine-2")
    assert (first / "statements.csv").read_text() == "half mended"


def test_what_is_still_bad_in_a_quarantine_goes_into_the_next(pack: Spoil) -> None:
    first = _sift(pack(**BAD)).quarantine
    assert first is not None
    path = first / "statements.csv"
    path.write_text(path.read_text().replace("2014-13", "2014-12"))
    again = _sift(first)
    assert again.quarantine == first.with_name("cars-quarantine-2")
    assert {each.row for each in again.batch.statements} == {"s4"}
    header, *rows = _rows(again.quarantine / "statements.csv")
    assert header[:3] == ["line", "reason", "id"]
    assert rows[-1][1:] == ["has 5 cells where the header has 13", "s5", "too", "few"]


@pytest.mark.parametrize("quote", ["=cmd|' /C calc'!A0", "'=1", "'plain"])
def test_what_a_spreadsheet_would_run_is_guarded_until_it_is_mended(
    pack: Spoil, quote: str
) -> None:
    told = f'{STATEMENTS}s4,NIO,founded,,2014-13,,,p1,"{quote}",,\n'
    quarantine = _sift(pack(statements=told)).quarantine
    assert quarantine is not None
    path = quarantine / "statements.csv"
    header, row = _rows(path)
    assert row[header.index("quote")] == (quote if quote == "'plain" else f"'{quote}")
    path.write_text(path.read_text().replace("2014-13", "2014-12"))
    (statement,) = read_pack(quarantine).statements
    assert statement.quote == quote


def test_a_quarantine_needs_its_pack(pack: Spoil) -> None:
    folder = pack(**BAD)
    quarantine = _sift(folder).quarantine
    assert quarantine is not None
    folder.rename(folder.with_name("moved"))
    with pytest.raises(InputError, match="cars"):
        read_pack(quarantine)


def test_a_quarantine_of_a_quarantine_is_refused(pack: Spoil) -> None:
    quarantine = _sift(pack(**BAD)).quarantine
    assert quarantine is not None
    about = quarantine / "dataset.yaml"
    about.write_text(
        about.read_text().replace("quarantine_of: cars", "quarantine_of: cars-quarantine")
    )
    with pytest.raises(InputError, match="is a quarantine itself"):
        read_pack(quarantine)


def test_a_pack_may_not_have_the_columns_of_a_quarantine(pack: Spoil) -> None:
    folder = pack(statements=f"line,{STATEMENTS.replace(chr(10) + 's', chr(10) + '1,s')}")
    with pytest.raises(InputError, match="no column of statements is called 'line'"):
        read_pack(folder)


def test_a_mended_row_may_not_take_a_name_that_is_taken(pack: Spoil) -> None:
    folder = pack(**BAD)
    quarantine = _sift(folder).quarantine
    assert quarantine is not None
    path = quarantine / "entities.csv"
    path.write_text(path.read_text().replace("Compny", "Company").replace("JAC Motors", "NIO"))
    with pytest.raises(InputError, match=r"'NIO' also names nio, in .*cars/entities.csv:2"):
        read_pack(quarantine)


@pytest.mark.parametrize(
    "files",
    [
        {"sources": "key\n"},
        {"statements": STATEMENTS.replace("quote", "qoute")},
        {"statements": STATEMENTS + 's4,"open\n'},
        {"entities": ENTITIES.encode("utf-16")},
        {"dataset": "name: cars\n"},
    ],
    ids=["column missing", "column unknown", "quotation mark", "encoding", "dataset"],
)
def test_what_is_not_about_a_row_refuses_the_pack(
    pack: Spoil, files: dict[str, str | bytes]
) -> None:
    folder = pack(**{**BAD, **files})
    with pytest.raises(InputError):
        sift_packs([folder])
    assert [each.name for each in folder.parent.iterdir()] == ["cars"]


def test_broken_assertions_refuse_the_pack_also_when_sifting(pack: Spoil) -> None:
    about = "name: cars\ntitle: Cars\nretrieved: 2026-11-23\nassertions: {max: {entities: 4}}\n"
    with pytest.raises(InputError, match="at most 4 entities"):
        sift_packs([pack(dataset=about)])


def test_hostile_cells_survive_the_quarantine(pack: Spoil) -> None:
    cell = "=cmd|' /C calc'!A0 \"quoted\",\r\n蔚来"
    quoted = cell.replace('"', '""')
    folder = pack(statements=f'{STATEMENTS}s4,NIO,founded,,never,,,p1,"{quoted}",,\n')
    quarantine = _sift(folder).quarantine
    assert quarantine is not None
    assert _rows(quarantine / "statements.csv")[1][10] == f"'{cell}"


@pytest.mark.parametrize("given", [".", "./", "../cars"])
def test_the_quarantine_stands_beside_the_pack_however_it_is_named(pack: Spoil, given: str) -> None:
    folder = pack(**BAD)
    code = "import sys; from graphkit.ingest import sift_packs; sift_packs([sys.argv[1]])"
    subprocess.run(
        [__import__("sys").executable, "-c", code, given], cwd=folder, check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert sorted(each.name for each in folder.parent.iterdir()) == ["cars", "cars-quarantine"]


def test_a_folder_that_cannot_be_written_is_a_problem(pack: Spoil) -> None:
    folder = pack(**BAD)
    long = folder.with_name("x" * 250)
    folder.rename(long)
    (long / "dataset.yaml").write_text(
        (long / "dataset.yaml").read_text().replace("name: cars", "name: cars\nquarantine_of: cars")
    )
    pack("vans").rename(folder)
    (folder / "dataset.yaml").write_text(
        (folder / "dataset.yaml").read_text().replace("vans", "cars")
    )
    with pytest.raises(InputError, match="cannot be written"):
        sift_packs([long])


def test_a_pack_and_its_quarantine_wait_apart_until_they_are_settled(pack: Spoil) -> None:
    folder = pack(**BAD)
    first = _sift(folder).quarantine
    assert first is not None
    (first / "statements.csv").write_text((first / "statements.csv").read_text() + "half mended")
    before = sorted(folder.parent.iterdir())
    with Drafts() as drafts:
        sifted = sift_packs([folder, first], drafts=drafts)
        assert [each.quarantine for each in sifted] == [None, None]
        assert sorted(folder.parent.glob("[!.]*")) == before
    assert sorted(folder.parent.iterdir()) == before
    with Drafts() as drafts:
        sift_packs([folder, first], drafts=drafts)
        places = drafts.settle()
    assert [each.name for each in places] == ["cars-quarantine-2", "cars-quarantine-3"]
    assert sorted(folder.parent.iterdir()) == sorted([*before, *places])


def test_a_place_that_cannot_be_taken_is_told_and_nothing_is_left(pack: Spoil) -> None:
    folder = pack(**BAD)
    with Drafts() as drafts:
        sift_packs([folder], drafts=drafts)
        (draft,) = folder.parent.glob(".*")
        draft.rename(draft.with_name("gone"))
        with pytest.raises(BadValue, match=r"refused rows cannot be put beside .*cars: No such"):
            drafts.settle()
