"""`graphkit map`: a mapping proposed for a table, that can be read, edited and loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from mapped_tables import TABLE

from graphkit.errors import InputError
from graphkit.ingest.mapping import read_mapped, read_mapping
from graphkit.ingest.mapping.looks import look_at
from graphkit.ingest.mapping.propose import Proposal, propose_mapping

# A few rows of the public federal table: vPIC, US National Highway Traffic Safety Administration.
VPIC = """\
id,manufacturer_id,manufacturer,make_id,make,make_created,make_updated
80,955,"TESLA, INC.",441,Tesla,,
81,956,ASTON MARTIN LAGONDA LIMITED,440,Aston Martin,,
13757,25352,EASLEY MANUFACTURING LLC,6030,Easley,2017-03-02 10:11:12.000000,
"""


def graphkit(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graphkit", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={
            **os.environ,
            "GRAPHKIT_STORE": str(folder / "store"),
            "PYTHONUTF8": "1",
            "COLUMNS": "200",
        },
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("column", "cells", "what"),
    [
        ("lei", ["5493000EXAMPLE00MA58"], "identifier"),
        ("created", ["2024-06-25 08:26:53.173000", ""], "date"),
        ("since", ["3/12/2023", "31/1/2020"], "date"),
        ("年份", ["2023年12月4日"], "date"),
        ("since", [*(f"2014-0{day}" for day in range(1, 8)), "yesterday"], "date"),
        ("note", ["2014", "Tesla", "吉利", "see 2015"], "name"),
        ("founded", ["1998", "2003"], "date"),
        ("country", ["CN", "US"], "country"),
        ("stake", ["51%", "12.5"], "share"),
        ("maker_id", ["17", "18"], "label"),
        ("units", ["120,000", "7"], "number"),
        ("page", ["https://example.org/a"], "link"),
        ("type", ["car", "bus"] * 20, "sort"),
        ("maker", ["Tesla", "吉利"], "name"),
        ("nothing", ["", ""], "empty"),
    ],
)
def test_a_column_is_taken_for_what_its_cells_say(column: str, cells: list[str], what: str) -> None:
    assert look_at(column, cells).what == what


def test_a_table_among_others_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Makers").append(["company", "brand"])
    book["Makers"].append(["NIO", "蔚来"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(InputError, match="--sheet"):
        propose_mapping(tmp_path / "t.xlsx")
    proposal = propose_mapping(tmp_path / "t.xlsx", tmp_path / "m.yaml", sheet="Makers")
    assert proposal.facts == ("NIO owns the brand 蔚来 (t.xlsx:2)",)
    assert len(read_mapped([tmp_path / "t.xlsx"], tmp_path / "m.yaml").batch.statements) == 1


def test_dates_are_read_by_the_format_that_reads_most_of_them() -> None:
    american = ["01/02/2003", "03/04/2005", "12/25/2006", "11/12/2007"]
    assert look_at("since", american).format == "%m/%d/%Y"


def test_names_with_ids_become_entities_and_a_fitting_relation(
    tmp_path: Path,
) -> None:
    table = tmp_path / "manufacturer_make.csv"
    table.write_text(VPIC, encoding="utf-8")
    proposal = propose_mapping(table, tmp_path / "m.yaml")
    (part,) = read_mapping(tmp_path / "m.yaml").parts
    assert {(each.label, each.kind) for each in part.made} == {
        ("manufacturer", "Company"),
        ("make", "Brand"),
    }
    (said,) = part.said
    assert said.relation == "DECLARED_MAKER_OF"
    assert proposal.facts == (
        "TESLA, INC. is the declared maker of Tesla (manufacturer_make.csv:2)",
        (
            "ASTON MARTIN LAGONDA LIMITED is the declared maker of Aston Martin "
            "(manufacturer_make.csv:3)"
        ),
        (
            "EASLEY MANUFACTURING LLC is the declared maker of Easley, by 2017-03-02 "
            "(manufacturer_make.csv:4)"
        ),
    )
    assert len(read_mapped([table], tmp_path / "m.yaml").batch.statements) == 3


@pytest.mark.parametrize(
    ("header", "row", "relation"),
    [
        ("licensee,licensor", "NIO,JAC", "USES_LICENCE_OF"),
        ("parent company,subsidiary company,stake,start date", "Geely,Volvo,82%,2010", "OWNS"),
        ("acquirer,target", "Li Auto,Lifan", "ACQUIRED"),
        ("holder,permit", "NIO,Market access", "HOLDS"),
        ("生产企业,品牌", "江淮,蔚来", "DECLARED_MAKER_OF"),
        ("company,product", "BYD,Seal", "MAKES"),
        ("MAH,Contract manufacturer,Site country", "Novavax,Serum,India", "MANUFACTURES_FOR"),
        ("生产企业国家,企业名称,品牌名称", "中国,江淮,蔚来", "OWNS_BRAND"),
    ],
)
def test_the_relation_follows_the_words_of_the_header(
    tmp_path: Path, header: str, row: str, relation: str
) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"{header}\n{row}\n", encoding="utf-8")
    propose_mapping(table, tmp_path / "m.yaml")
    batch = read_mapped([table], tmp_path / "m.yaml").batch
    assert [each.relation for each in batch.statements] == [relation]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("licensee,licensor", "NIO builds on the licence of JAC"),
        ("licensor,licensee", "JAC builds on the licence of NIO"),
        ("company,licence holder", "NIO builds on the licence of JAC"),
        ("Licence holder,Company", "JAC builds on the licence of NIO"),
        ("Company,Builds on licence of", "NIO builds on the licence of JAC"),
        ("Ｌｉｃｅｎｓｏｒ,Ｌｉｃｅｎｓｅｅ", "JAC builds on the licence of NIO"),
        ("企业,许可方", "NIO builds on the licence of JAC"),
        ("许可方,被许可方", "JAC builds on the licence of NIO"),
        ("target,acquirer", "JAC acquired NIO"),
        ("subsidiary,parent", "JAC owns a share of NIO"),
    ],
)
def test_the_side_of_a_column_follows_its_name_and_not_its_place(
    tmp_path: Path, header: str, said: str
) -> None:
    (tmp_path / "t.csv").write_text(f"{header}\nNIO,JAC\n", encoding="utf-8")
    assert propose_mapping(tmp_path / "t.csv").facts == (f"{said} (t.csv:2)",)


@pytest.mark.parametrize("mark", ["/", "-"])
def test_days_that_read_both_ways_are_told_and_not_settled_in_silence(
    tmp_path: Path, mark: str
) -> None:
    table = tmp_path / "t.csv"

    def proposed(*days: str) -> Proposal:
        rows = "".join(f"NIO,JAC,{day.replace('/', mark)}\n" for day in days)
        table.write_text(f"licensee,licensor,since\n{rows}", "utf-8")
        return propose_mapping(table)

    ours, other = (each.replace("/", mark) for each in ("%d/%m/%Y", "%m/%d/%Y"))
    unclear = proposed("03/05/2019", "02/02/2018")
    assert unclear.doubts == (
        f"since: reads as {ours}, and as well as {other}; say which is meant",
    )
    assert f'format: "{ours}"}}   # or "{other}": it reads either way' in unclear.text
    assert proposed("03/05/2019", "22/02/2018").doubts == ()
    assert other in proposed("03/05/2019", "02/22/2018").text


def test_what_is_left_out_of_a_proposal_is_told(tmp_path: Path) -> None:
    rows = "NIO,JAC,2018,x\nXiaomi,BAIC,sometime,y\nLi,Lifan,n/a,z\n"
    (tmp_path / "t.csv").write_text(f"licensee,licensor,since,remark\n{rows}", "utf-8")
    said = graphkit("map", "t.csv", folder=tmp_path).stderr
    assert "Not used: since, remark\n" in said
    assert "since: is called like a date, and most of it is not written in one way" in said
    assert "(the first is '2018'); give valid_from a format, or a list of them, or mend" in said


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("2018年5月", "2018-05"),
        ("2018.05.01", "2018-05-01"),
        ("May 2018", "2018-05"),
        ("05/2018", "2018-05"),
    ],
)
def test_months_are_read_as_people_write_them(tmp_path: Path, written: str, first: str) -> None:
    (tmp_path / "t.csv").write_text(f"licensee,licensor,since\nNIO,JAC,{written}\n", "utf-8")
    (fact,) = propose_mapping(tmp_path / "t.csv").facts
    assert fact == f"NIO builds on the licence of JAC, from {first} (t.csv:2)"


def test_of_a_table_of_medicines_the_holder_and_its_maker_are_joined(tmp_path: Path) -> None:
    for header in (
        "Product,MA number,Marketing authorisation holder,Contract manufacturer",
        "产品名称,批准文号,上市许可持有人,受托生产企业",
    ):
        table = tmp_path / "t.csv"
        table.write_text(f"{header}\nNuvaxovid,EU/1,Novavax,Serum\n", "utf-8")
        propose_mapping(table, tmp_path / "m.yaml", replace=True)
        (statement,) = read_mapped([table], tmp_path / "m.yaml").batch.statements
        assert statement.relation == "MANUFACTURES_FOR"
        assert dict(statement.details) == {"product": "Nuvaxovid"}
        assert propose_mapping(table).facts == ("Serum manufactures for Novavax (t.csv:2)",)


@pytest.mark.parametrize("header", ["Expires", "expiry date", "valid until", "有效期至"])
def test_the_end_of_a_term_is_not_taken_for_an_end(tmp_path: Path, header: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"licensee,licensor,{header}\nNIO,JAC,2031-05-01\n", "utf-8")
    proposal = propose_mapping(table, tmp_path / "m.yaml")
    (statement,) = read_mapped([table], tmp_path / "m.yaml").batch.statements
    assert statement.valid_to is None
    assert statement.expected_to.text == "2031-05-01"
    assert proposal.facts == (
        "NIO builds on the licence of JAC, for a term to 2031-05-01 (t.csv:2)",
    )


def test_a_doubt_names_the_date_that_is_meant(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("licensee,licensor,to,expires\nNIO,JAC,open,never\n", "utf-8")
    said = propose_mapping(table).doubts
    assert [doubt.split("give ")[1].split()[0] for doubt in said] == ["valid_to", "expected_to"]


def test_a_formula_in_a_column_that_is_not_used_hides_no_fact(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["licensee", "licensor", "remark"], ["XPeng", "Haima"], ["NIO", "JAC", "=1+1"]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    proposal = propose_mapping(tmp_path / "t.xlsx", tmp_path / "m.yaml")
    assert proposal.facts[1] == "NIO builds on the licence of JAC (t.xlsx:3)"
    assert proposal.torn == (), "the row is loaded, so that it is not told of as refused"
    assert len(read_mapped([tmp_path / "t.xlsx"], tmp_path / "m.yaml").batch.statements) == 2


def test_a_column_of_formulas_hides_no_column_beside_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["licensee", "licensor", "remark"],
        ["XPeng", "Haima", "=A2"],
        ["NIO", "JAC", "=A3"],
    ):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    assert len(propose_mapping(tmp_path / "t.xlsx").facts) == 2


def test_a_formula_in_a_column_that_is_used_is_told_with_its_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["licensee", "licensor", "since"],
        ["XPeng", "Haima", "2018"],
        ["NIO", "=A2", "2018"],
    ):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    proposal = propose_mapping(tmp_path / "t.xlsx")
    assert proposal.torn == ("t.xlsx:3: holds a formula (paste it as a value)",)
    assert len(proposal.facts) == 1


def test_a_title_above_the_names_of_the_columns_is_told_as_that(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Licence deals, 2024"], ["Licensee", "Licensor"], ["NIO", "JAC"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "t.csv").write_text("Licence deals;;\nLicensee;Licensor;Since\nNIO;JAC;2018\n")
    for name in ("t.xlsx", "t.csv"):
        with pytest.raises(
            InputError, match=rf"{name}:1: has only 'Licence deals.*what stands above"
        ):
            propose_mapping(tmp_path / name)
    (tmp_path / "t.csv").write_text('company\n"SAIC, Motor"\nSAIC, Motor\n')
    assert propose_mapping(tmp_path / "t.csv").facts


def test_records_of_json_are_proposed_for_as_well(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    record = {"company": {"id": 4, "name": "NIO"}, "brand": {"name": "Firefly"}, "when": "2024"}
    table.write_text(json.dumps(record), encoding="utf-8")
    propose_mapping(table, tmp_path / "m.yaml")
    assert len(read_mapped([table], tmp_path / "m.yaml").batch.statements) == 1


def test_hostile_names_of_columns_stay_comments_and_references(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    names = ["maker\nkind: Brand", "a)b make", "#x: {", "make \u202e$(x)", "'\"company"]
    header = ",".join('"' + name.replace('"', '""') + '"' for name in names)
    table.write_text(f"{header}\nA,B,C,D,E\n", encoding="utf-8")
    proposal = propose_mapping(table)
    assert "\u202e" not in proposal.text
    (tmp_path / "m.yaml").write_text(proposal.text, encoding="utf-8")
    assert read_mapping(tmp_path / "m.yaml").parts


@pytest.mark.parametrize("name", ["makes [2023].csv", "吉利 [一].csv"])
def test_a_proposal_fits_a_file_whose_name_reads_as_a_pattern(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TABLE, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(propose_mapping(tmp_path / name).text, encoding="utf-8")
    assert len(read_mapped([tmp_path / name], tmp_path / "m.yaml").batch.statements) == 3


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no column that looks like a name, of 'x', 'y'"):
        propose_mapping(tmp_path / "t.csv")


def test_map_check_load_ask_as_a_user_does_it(tmp_path: Path) -> None:
    (tmp_path / "makes.csv").write_text(TABLE, encoding="utf-8")
    printed = graphkit("map", "makes.csv", folder=tmp_path)
    assert printed.returncode == 0, printed.stderr
    assert "Tesla Inc is the declared maker of Tesla" in printed.stderr
    saved = graphkit("map", "makes.csv", "-o", "m.yaml", folder=tmp_path)
    assert saved.returncode == 0, saved.stderr
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8") == printed.stdout
    refused = graphkit("map", "makes.csv", "-o", "m.yaml", folder=tmp_path)
    assert refused.returncode == 1
    assert "m.yaml: is there already" in refused.stderr
    assert graphkit("map", "makes.csv", "-o", "m.yaml", "--force", folder=tmp_path).returncode == 0
    checked = graphkit("check", "makes.csv", "--mapping", "m.yaml", folder=tmp_path)
    assert "3 rows: 3 good, 0 repeated, 0 quarantined" in checked.stdout
    loaded = graphkit("load", "makes.csv", "--mapping", "m.yaml", folder=tmp_path)
    assert "3 rows: 3 loaded, 0 unchanged, 0 quarantined" in loaded.stdout, loaded.stderr
    assert "utf-8, comma (detected)" in loaded.stdout
    assert "Zhejiang Geely" in graphkit("why", "吉利", folder=tmp_path).stdout
    bad = graphkit("load", "makes.csv", "--mapping", "m.yaml", "--budget", "x", folder=tmp_path)
    assert (bad.returncode, "'x' is not a budget" in bad.stderr) == (1, True)
    assert "Traceback" not in bad.stderr


def test_rows_that_do_not_fit_the_columns_are_told_at_once(tmp_path: Path) -> None:
    rows = [f"Maker {number},Firm, Ltd {number},2018" for number in range(7)]
    text = "\n".join(["manufacturer,owner,since", "NIO,JAC Motors,2018", *rows, "Foday,Zotye"])
    (tmp_path / "t.csv").write_text(text + "\n", "utf-8")
    hint = '(a text with a comma in it needs quotes around it: "a, b")'
    told = propose_mapping(tmp_path / "t.csv").torn
    assert told[0] == f"t.csv:3: has 4 cells where the header has 3 {hint}"
    assert told[-1] == "and 3 more"
    assert len(told) == 6
    said = graphkit("map", "t.csv", folder=tmp_path)
    assert said.returncode == 0
    assert "Rows that do not fit the columns" in said.stderr
    assert told[0] in said.stderr
    (tmp_path / "t.csv").write_text("manufacturer,owner\nNIO,JAC Motors\n", "utf-8")
    assert propose_mapping(tmp_path / "t.csv").torn == ()
    assert "do not fit" not in graphkit("map", "t.csv", folder=tmp_path).stderr
