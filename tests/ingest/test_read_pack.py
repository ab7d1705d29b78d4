"""What a good pack becomes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from good_pack import ENTITIES, SOURCES, STATEMENTS, Spoil

from graphkit.errors import InputError
from graphkit.ingest import read_pack
from graphkit.statement import Dataset, Entity, Source, Statement
from graphkit.values import Money, when


def test_every_record_of_a_pack(pack: Spoil) -> None:
    batch = read_pack(pack())

    assert batch.datasets == (Dataset("cars", "Cars", "2026-11-23"),)
    assert batch.entities[0] == Entity(
        "nio",
        "Company",
        "NIO",
        (("ticker", "NYSE:NIO"), ("zh-Hans", "蔚来汽车")),
        (("country", "CN"),),
    )
    assert batch.entities[2].details == (("confers_right", True), ("order", 2.0))
    assert batch.sources == (
        Source(
            "p1", "NIO obtains a licence", "Pandaily", "press", "2026-11-23",
            published=when("2023-12-05"),
        ),
        Source(
            "r1", "Batch 378", "MIIT", "official-register", "2026-11-23",
            published=when("2023-12"), snapshot_of="catalogue",
        ),
    )  # fmt: skip
    assert batch.statements == (
        Statement(
            "cars", "nio", "USES_LICENCE_OF", "p1", "jac-motors", valid_from=when("2018"),
            quote="tail mark of JAC", details=(("licence_kind", "qualification"),), row="s1",
        ),
        Statement(
            "cars", "nio", "HOLDS", "r1", "access", valid_from=when("by 2023-12"),
            confidence="confirmed", summary="NIO is in the list", row="s2",
        ),
        Statement("cars", "nio", "founded", "p1", value="2014-11", quote="founded in 2014",
                  row="s3"),
    )  # fmt: skip


def test_a_name_an_alias_and_a_key_mean_the_same_entity(pack: Spoil) -> None:
    rows = "".join(
        f"{subject},MANUFACTURES_FOR,NIO,p1,words {place}\n"
        for place, subject in enumerate(["jac-motors", "jac  MOTORS", "江淮汽车", "JAC"])
    )
    batch = read_pack(pack(statements=f"subject,relation,object,source,quote\n{rows}"))
    assert {each.subject for each in batch.statements} == {"jac-motors"}


@pytest.mark.parametrize(
    ("relation", "cell", "value"),
    [
        ("founded", "by  2014", "by 2014"),
        ("capacity", "120,000", "120000"),
        ("capacity", "0.50", "0.5"),
        ("valuation", "CNY 1,600,000.50", "CNY 1600000.5"),
        ("full_name", " JAC  NIO ", "JAC NIO"),
    ],
)
def test_an_attribute_has_one_canonical_text(
    pack: Spoil, relation: str, cell: str, value: str
) -> None:
    text = f'subject,relation,value,source,quote\nnio,{relation},"{cell}",p1,words\n'
    assert [each.value for each in read_pack(pack(statements=text)).statements] == [value]


def test_fields_of_a_relation_are_read_by_their_type(pack: Spoil) -> None:
    text = (
        "subject,relation,object,source,quote,share,price,exclusive,licence_kind,qualification\n"
        'nio,OWNS,jac-motors,p1,words,49 %,"CNY 16,000,000",,,\n'
        "nio,USES_LICENCE_OF,jac-motors,p1,words,,,no,design,MIIT market access\n"
    )
    owns, uses = read_pack(pack(statements=text)).statements
    assert dict(owns.details) == {"share": 49.0, "price": Money(16_000_000.0, "CNY")}
    assert dict(uses.details) == {
        "exclusive": False,
        "licence_kind": "design",
        "qualification": "access",
    }


def test_an_attribution_is_a_chain(pack: Spoil) -> None:
    text = (
        "subject,relation,value,source,quote,attribution\n"
        "nio,remark,text,p1,words,Pandaily > Tencent News>a source\n"
    )
    (statement,) = read_pack(pack(statements=text)).statements
    assert statement.attribution == ("Pandaily", "Tencent News", "a source")


@pytest.mark.parametrize("lead", ["=", "+", "-", "@"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_data(pack: Spoil, lead: str) -> None:
    name = f"{lead}cmd|' /C calc'!A0"
    batch = read_pack(pack(entities=f"{ENTITIES}odd,Brand,{name},,,,,\n"))
    assert batch.entities[-1].name == name


def test_hostile_text_is_kept_as_text(pack: Spoil) -> None:
    name = "'}) DETACH DELETE n //"
    batch = read_pack(pack(entities=f"{ENTITIES}odd,Brand,{name},,,,,\n"))
    assert batch.entities[-1].name == name


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="CR"),
        pytest.param(lambda text: text.rstrip("\n").encode(), id="no last line end"),
        pytest.param(lambda text: text.replace("\n", "\n\n").encode(), id="empty lines"),
        pytest.param(lambda text: text.replace("\n", ",,\n").encode(), id="trailing commas"),
        pytest.param(lambda text: text.replace("\n", "\n,,,,,,,,,,\n", 1).encode(), id="blank row"),
        pytest.param(lambda text: text.replace(",", " , ").encode(), id="blanks around cells"),
    ],
)
def test_what_spreadsheets_do_to_a_file_changes_nothing(pack: Spoil, change) -> None:
    changed = pack(
        "cars", entities=change(ENTITIES), sources=change(SOURCES), statements=change(STATEMENTS)
    )
    batch = read_pack(changed)
    changed.rename(changed.with_name("other"))
    assert batch == read_pack(pack())


def test_a_line_break_in_a_cell_is_a_blank(pack: Spoil) -> None:
    text = STATEMENTS.replace("NIO is in the list", '"NIO is\r\nin the\nlist"')
    assert read_pack(pack(statements=text)).statements[1].summary == "NIO is in the list"


def test_a_pack_without_statements_is_a_pack(pack: Spoil) -> None:
    assert read_pack(pack(statements="subject,relation,source\n")).statements == ()


def test_progress_ends_at_the_number_of_rows(pack: Spoil) -> None:
    told: list[tuple[str, int, int]] = []
    read_pack(pack(), progress=lambda *step: told.append(step))
    assert [(Path(step).name, done, total) for step, done, total in told] == [
        ("entities.csv", 5, 5),
        ("sources.csv", 2, 2),
        ("statements.csv", 3, 3),
    ]


def test_progress_never_falls_and_never_passes_its_total(pack: Spoil) -> None:
    rows = "".join(f"nio,remark,text {row},p1,words\n" for row in range(12_000))
    told: list[tuple[int, int]] = []
    read_pack(
        pack(statements=f"subject,relation,value,source,quote\n{rows}"),
        progress=lambda step, done, total: (
            told.append((done, total)) if "statements" in step else None
        ),
    )
    assert [done for done, _ in told] == [5_000, 10_000, 12_000]
    assert all(done <= total for done, total in told)


def test_csv_needs_no_pandas_and_no_other_format(pack: Spoil) -> None:
    code = (
        "import sys; from graphkit.ingest import read_pack; read_pack(sys.argv[1]);"
        "print(*(set(sys.modules) & {'pandas', 'numpy', 'pyarrow', 'openpyxl', 'kglite'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, pack()], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_a_refusal_lists_every_problem_at_its_place(pack: Spoil) -> None:
    folder = pack(
        sources=SOURCES.replace("press", "pres"),
        statements=STATEMENTS.replace("2018", "20188").replace("2014-11", "2014-13"),
    )
    with pytest.raises(InputError) as caught:
        read_pack(folder)
    assert [each.place for each in caught.value.problems] == [
        f"{folder}/sources.csv:2:kind",
        f"{folder}/statements.csv:2:valid_from",
        f"{folder}/statements.csv:4:value",
    ]
