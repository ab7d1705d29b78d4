"""The worked examples of `examples/mappings`, each on a few made rows in its real format."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

import graphkit
from graphkit.ingest.mapping import Mapped, read_mapped, read_mapping, sift_mapped

EXAMPLES = Path(__file__).parents[2] / "examples" / "mappings"
# Made up, with the check digits of ISO 17442; no such entities exist.
A, B, C, D = (f"5493000EXAMPLE00M{each}" for each in ("A58", "B55", "C52", "D49"))


def _said(mapped: Mapped) -> set[tuple[str, str, str]]:
    """Every statement as subject, relation, and object or value, by names where there are any."""
    names = {each.key: each.name for each in mapped.batch.entities}
    return {
        (names[each.subject], each.relation, names.get(each.object, each.value))
        for each in mapped.batch.statements
    }


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_can_be_read(path: Path) -> None:
    assert read_mapping(path).parts


def test_every_example_has_a_test() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == {
        "bods", "followthemoney", "gleif", "vpic",
    }  # fmt: skip


FTM = [
    {"id": "a", "schema": "Company", "properties": {
        "name": ["Long March Motors", "长征汽车股份有限公司"], "alias": ["LMM", "Changzheng"],
        "jurisdiction": ["cn"], "leiCode": [A], "incorporationDate": ["1999-04"]}},
    {"id": "own-1", "schema": "Ownership", "properties": {
        "owner": ["p"], "asset": ["a"], "percentage": ["51.5"], "startDate": ["2015-03-02"]}},
    {"id": "own-2", "schema": "Ownership", "properties": {"owner": ["nobody"], "asset": ["a"]}},
    {"id": "p", "schema": "Person", "properties": {"name": ["Wei Example"], "country": ["cn"]}},
    {"id": "lead", "schema": "Directorship", "properties": {
        "director": ["p"], "organization": ["a"], "role": ["chair"]}},
    {"id": "addr", "schema": "Address", "properties": {"full": ["1 Example Road"]}},
]  # fmt: skip


def _lines(records: list[dict[str, object]]) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records)


def test_followthemoney_entities_become_companies_people_and_shares(tmp_path: Path) -> None:
    (tmp_path / "x.ftm.json").write_text(_lines(FTM), encoding="utf-8")
    mapped = sift_mapped([tmp_path], EXAMPLES / "followthemoney.yaml")
    assert _said(mapped) == {
        ("Long March Motors", "founded", "1999-04"),
        ("Wei Example", "OWNS", "Long March Motors"),
        ("Wei Example", "LEADS", "Long March Motors"),
    }
    company = next(each for each in mapped.batch.entities if each.key == "ftm-a")
    assert set(company.aliases) == {
        ("en", "LMM"), ("en", "Changzheng"), ("legal", "长征汽车股份有限公司"),
    }  # fmt: skip
    assert dict(company.details) == {"country": "CN", "lei": A}
    (share,) = (dict(each.details) for each in mapped.batch.statements if each.relation == "OWNS")
    assert share == {"share": 51.5}
    (report,) = mapped.reports
    assert (report.rows, report.good, report.repeated, report.refused) == (6, 4, 1, 1)
    assert "properties.full" in report.unmapped


def test_an_owner_whom_no_row_has_is_refused_with_the_reason_and_comes_back_mended(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "x.ftm.json").write_text(_lines(FTM), encoding="utf-8")
    mapped = sift_mapped([data], EXAMPLES / "followthemoney.yaml")
    (folder,) = mapped.quarantine
    file = folder / "x.ftm.json.jsonl"
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["_line"] == 3
    assert "no row makes an entity with the key 'ftm-nobody'" in written["_reason"]
    assert written["properties"] == FTM[2]["properties"]
    file.write_text(file.read_text(encoding="utf-8").replace("nobody", "p"), encoding="utf-8")
    again = read_mapped([folder], EXAMPLES / "followthemoney.yaml")
    assert [(each.subject, each.object) for each in again.batch.statements] == [("ftm-p", "ftm-a")]


def _bods(kind: str, record: str, **details: object) -> dict[str, object]:
    return {
        "statementId": f"s-{record}", "declarationSubject": "e1", "statementDate": "2024-05-01",
        "recordId": record, "recordType": kind, "recordStatus": "new", "recordDetails": details,
        "publicationDetails": {"bodsVersion": "0.4", "publisher": {"name": "Nobody"}},
    }  # fmt: skip


BODS = [
    _bods("entity", "e1", entityType={"type": "registeredEntity"}, name="East Lake Foundry",
          jurisdiction={"name": "China", "code": "CN"}, foundingDate="2001-02-03",
          identifiers=[{"id": "x", "scheme": "OTHER"}, {"id": B, "scheme": "XI-LEI"}]),
    _bods("entity", "e2", entityType={"type": "registeredEntity"}, name="Lake Holding"),
    _bods("person", "p1", personType="knownPerson", names=[
        {"type": "alternative", "fullName": "A. Example"},
        {"type": "legal", "fullName": "Anna Example"}]),
    _bods("person", "p2", personType="knownPerson", names=[
        {"type": "alternative", "fullName": "B. Example"}]),
    _bods("relationship", "r5", subject="e2", interestedParty="p2", interests=[
        {"type": "shareholding"}]),
    _bods("relationship", "r1", subject="e1", interestedParty="e2", interests=[
        {"type": "votingRights", "share": {"exact": 90}},
        {"type": "shareholding", "share": {"exact": 60.5}, "startDate": "2010-01-01"}]),
    _bods("relationship", "r2", subject="e2", interestedParty="p1", interests=[
        {"type": "shareholding", "share": {"minimum": 25, "maximum": 50}}]),
    _bods("relationship", "r3", subject="e1", interestedParty={"reason": "unknown"}, interests=[
        {"type": "shareholding"}]),
    _bods("relationship", "r4", subject="e1", interestedParty="p1", interests=[
        {"type": "boardMember"}]),
]  # fmt: skip


@pytest.mark.parametrize("lines", [False, True], ids=["one list", "one a line"])
def test_bods_statements_become_shareholdings(tmp_path: Path, lines: bool) -> None:
    text = _lines(BODS) if lines else json.dumps(BODS, indent=2)
    (tmp_path / "x.bods.json").write_text(text, encoding="utf-8")
    mapped = read_mapped([tmp_path], EXAMPLES / "bods.yaml")
    assert _said(mapped) == {
        ("East Lake Foundry", "founded", "2001-02-03"),
        ("Lake Holding", "OWNS", "East Lake Foundry"),
        ("Anna Example", "OWNS", "Lake Holding"),
        ("B. Example", "OWNS", "Lake Holding"),
    }
    shares = {
        each.row: dict(each.details) for each in mapped.batch.statements if each.relation == "OWNS"
    }
    bounds = {"share_min": 25.0, "share_max": 50.0}
    assert shares == {"s-r1": {"share": 60.5}, "s-r2": bounds, "s-r5": {}}
    company = next(each for each in mapped.batch.entities if each.key == "bods-e1")
    assert dict(company.details) == {"country": "CN", "lei": B}


LEVEL_1 = """\
LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.OtherEntityNames.OtherEntityName.1,\
Entity.OtherEntityNames.OtherEntityName.1.type,\
Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1,\
Entity.LegalAddress.City,Entity.LegalAddress.Country,Entity.EntityCategory,\
Entity.EntityStatus,Entity.EntityCreationDate,Registration.RegistrationStatus
{A},东湖半导体有限公司,zh,,,East Lake Semiconductor,Wuhan,CN,GENERAL,ACTIVE,2004-06-18T00:00Z,ISSUED
{B},"Lake Foundry, Inc.",en,Lake Foundry,TRADING_OR_OPERATING_NAME,,Dover,US,GENERAL,ACTIVE,,ISSUED
{C},Lake Money Fund,en,,,,Dover,US,FUND,ACTIVE,2010-01-01T00:00:00Z,ISSUED
{D},Lake Foundry Twice,en,,,,Dover,US,GENERAL,ACTIVE,2010-01-01T00:00:00Z,DUPLICATE
"""
LEVEL_2 = """\
Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,\
Relationship.EndNode.NodeIDType,Relationship.RelationshipType,Relationship.RelationshipStatus,\
Relationship.Period.1.startDate,Relationship.Period.1.endDate,Relationship.Period.1.periodType,\
Registration.RegistrationStatus
{B},LEI,{A},LEI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2012-05-01T00:00:00Z,,RELATIONSHIP_PERIOD,PUBLISHED
{B},LEI,{A},LEI,IS_ULTIMATELY_CONSOLIDATED_BY,ACTIVE,,,,PUBLISHED
{A},LEI,{B},LEI,IS_DIRECTLY_CONSOLIDATED_BY,INACTIVE,,,,LAPSED
"""


@pytest.mark.parametrize("packed", ["", ".gz", ".zip"])
def test_gleif_levels_become_companies_and_control(tmp_path: Path, packed: str) -> None:
    for name, written in (
        ("20261123-lei2-golden.csv", LEVEL_1),
        ("20261123-rr-golden.csv", LEVEL_2),
    ):
        text = written.replace("{A}", A).replace("{B}", B).replace("{C}", C).replace("{D}", D)
        path, raw = tmp_path / f"{name}{packed}", text.encode()
        if packed == ".zip":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(name, raw)
        else:
            path.write_bytes(gzip.compress(raw) if packed else raw)
    mapped = read_mapped([tmp_path], EXAMPLES / "gleif.yaml")
    assert _said(mapped) == {
        ("东湖半导体有限公司", "founded", "2004-06-18"),
        ("东湖半导体有限公司", "OWNS", "Lake Foundry, Inc."),
    }
    (control,) = (each for each in mapped.batch.statements if each.relation == "OWNS")
    assert dict(control.details) == {"control": True}
    assert control.valid_from.text == "2012-05-01"
    assert [(each.rows, each.good, each.left_out) for each in mapped.reports] == [
        (4, 2, 2),
        (3, 1, 2),
    ]
    east = next(each for each in mapped.batch.entities if each.key == f"lei-{A}")
    assert east.aliases == (("en", "East Lake Semiconductor"),)


# A few rows of the public federal table: vPIC, US National Highway Traffic Safety Administration.
VPIC = [
    ("id", "manufacturer_id", "manufacturer", "make_id", "make", "make_created", "make_updated"),
    ("80", "955", "TESLA, INC.", "441", "Tesla", "", ""),
    ("81", "956", "ASTON MARTIN LAGONDA LIMITED", "440", "Aston Martin", "", ""),
]


def test_vpic_in_small_goes_into_a_store_and_is_asked(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(VPIC)
    table = tmp_path / "manufacturer_make.csv"
    table.write_text(text.getvalue(), encoding="utf-8")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load(table, mapping=EXAMPLES / "vpic.yaml")
        said = graph.why("Tesla").rows
    assert any("TESLA, INC." in str(row.values()) for row in said)
