"""A mapping that cannot be meant is refused at file, line and name, before any table is read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from mapped_tables import MAPPING

from graphkit.errors import BadValue, InputError
from graphkit.ingest.mapping import read_budget, read_mapping
from graphkit.ingest.mapping.meanings import KIND_WORDS, RELATION_WORDS
from graphkit.ingest.mapping.schema import PATH, schema, text
from graphkit.model import KINDS, RELATIONS

CASES = {
    "no YAML": ("  name: makers", "  name: [", "4: is not YAML: did not find expected"),
    "unknown name": ("  title:", "  titel:", "3:titel: 'titel' is not known here (did you mean"),
    "missing name": ("  title: Makers and makes\n", "", "1:title: is missing (write title: …)"),
    "twice": ("  title:", "  name: x\n  title:", "3:name: stands here twice (delete one of them)"),
    "kind": ("kind: Brand", "kind: Brnd", "11:kind: 'Brnd' is not one of the choices (did"),
    "relation": ("OWNS_BRAND", "OWNS_BRANDS", "13:relation: 'OWNS_BRANDS' is not one of"),
    "a list for a text": ("$(maker)}", "[a]}", "10:name: is a list, not one text (write one text)"),
    "key of a data set": ("name: makers", "name: a b", "2:name: 'a b' is not a key"),
    "retrieved": ("2026-11-23", "yesterday", "4:retrieved: 'yesterday' is not a day"),
    "source kind": ("kind: reference", "kind: reverence", "6:kind: 'reverence' is not one of"),
    "no such entity": ("subject: maker", "subject: makr", "13:subject: no entity is called 'makr'"),
    "wrong way round": (
        "subject: maker, relation: OWNS_BRAND, object: make",
        "subject: make, relation: OWNS_BRAND, object: maker",
        "13:subject: make is of kind Brand (Company is needed here)",
    ),
    "no object": (", object: make", "", "13:object: is missing, and OWNS_BRAND needs it"),
    "field of another relation": (
        ", valid_from", ", share: 3, valid_from", "13:share: OWNS_BRAND has no share (delete it)",
    ),
    "required field": (
        "OWNS_BRAND", "USES_LICENCE_OF", "13:licence_kind: is missing, and USES_LICENCE_OF",
    ),
    "field of another kind": (
        "kind: Brand", "sense: permits, kind: Brand", "11:sense: a Brand has no sense (delete it)",
    ),
    "constant": ("kind: Brand", "country: China, kind: Brand", "11:country: 'China' is not the"),
    "constant date": ("$(since)", "soon", "13:valid_from: 'soon' is not a date"),
    "bracket": ("m-$(maker_id)", "m-$(maker_id", "10:key: 'm-$(maker_id' opens a bracket"),
    "no column": ("m-$(maker_id)", "m-$()", "10:key: 'm-$()' refers to no column"),
    "no path": ("m-$(maker_id)", '"$(a[)"', "10:key: $(a[) cannot be read"),
    "format of no date": (
        "name: $(make)", "name: {from: $(make), format: '%Y'}", "11:format: is for dates alone",
    ),
    "no such source": (
        "    entities:", "    source: s2\n    entities:", "9:source: no source is called 's2'",
    ),
    "no file": ("file: makes.csv", "sheet: x", "8:tables: names neither a file nor a query"),
    "filter of nothing": (
        "kind: Brand", "kind: Brand, where: [{value: $(make)}]", "11:where: has neither `is` nor",
    ),
    "budget": ("tables:", "budget: much\ntables:", "7:budget: 'much' is not a budget"),
    "anchor": ("name: makers", "name: &a [*a]", "2: uses an anchor"),
    "object": ("name: makers", "name: !!python/object/apply:os.getcwd []", "2:name: is a list"),
    "path": ("name: makers", "name: ../makers", "2:name: '../makers' is not a key"),
    "control": ("name: makers", 'name: "m\\e[31m"', "2:name: 'm\\x1b[31m' is not a key"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_meant_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    old, new, says = CASES[name]
    assert old in MAPPING
    file = tmp_path / "m.yaml"
    file.write_text(MAPPING.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_mapping(file)
    assert str(caught.value.problems[0]).startswith(f"{file}:{says}")


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(
        MAPPING.replace("Brand", "Brnd").replace("  title", "  titel"), encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        read_mapping(file)
    assert {each.column for each in caught.value.problems} == {"titel", "title", "kind"}


def test_the_schema_is_made_from_the_vocabulary() -> None:
    assert PATH.read_text(encoding="utf-8") == text(), (
        'python -c "from graphkit.ingest.mapping.schema import write; write()"'
    )
    jsonschema.Draft202012Validator.check_schema(json.loads(text()))
    defs = schema()["$defs"]
    assert defs["statement"]["properties"]["relation"]["enum"] == list(RELATIONS)
    assert defs["entity"]["properties"]["kind"]["enum"] == list(KINDS)
    fields = {field.name for relation in RELATIONS.values() for field in relation.fields}
    assert fields <= defs["statement"]["properties"].keys()


def test_the_words_of_the_proposal_are_about_the_vocabulary() -> None:
    assert KIND_WORDS.keys() == KINDS.keys()
    assert RELATION_WORDS.keys() <= RELATIONS.keys()


@pytest.mark.parametrize(
    ("written", "meant"), [("1000", "1,000"), ("1,000", "1,000"), ("5%", "5 percent"), ("0", "0")]
)
def test_a_budget_is_a_count_or_a_share(written: str, meant: str) -> None:
    assert str(read_budget(written)) == meant


@pytest.mark.parametrize("written", ["", "-1", "1.5", "101%", "some", "1" * 40])
def test_what_is_no_budget_is_refused(written: str) -> None:
    with pytest.raises(BadValue):
        read_budget(written)
