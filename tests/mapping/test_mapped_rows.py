"""What one row becomes: references, constants, splits, translations, dates, filters, keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapped_tables import MAPPING, TABLE, Complain, Write

from graphkit.errors import BadValue
from graphkit.ingest.mapping import name_key, read_mapped
from graphkit.ingest.mapping.marks import Marks, mark
from graphkit.ingest.mapping.templates import Value, parse_template
from graphkit.ingest.opening import guarded, unguarded
from graphkit.ingest.tables import Row, Torn
from graphkit.statement import Entity


@pytest.mark.parametrize(
    ("value", "cells", "texts"),
    [
        (Value(parse_template("m-$(a)-$(b)")), [("1",), ("2",)], ("m-1-2",)),
        (Value(parse_template("m-$(a)-$(b)")), [("1",), ("",)], ()),
        (Value(parse_template("$(a)")), [("x", "y")], ("x", "y")),
        (Value(parse_template("constant")), [], ("constant",)),
        (Value(parse_template("$$(a) costs $5")), [], ("$(a) costs $5",)),
        (Value(parse_template("$(a)"), split=";"), [(" x ;; y",)], ("x", "y")),
        (Value(parse_template("$(a)"), table={"USA": "US"}), [("USA",)], ("US",)),
        (Value(parse_template("$(a)"), table={"USA": "US"}, default=""), [("??",)], ()),
        (Value(parse_template("$(a)"), default="none"), [("",)], ("none",)),
        (Value(parse_template("$(a)"), case="upper"), [("cn",)], ("CN",)),
        (Value(parse_template("$(a)"), dated=True), [("2024-06-25 08:26:53.17",)], ("2024-06-25",)),
        (Value(parse_template("$(a)"), dated=True), [("2024-06-25T08:26:53Z",)], ("2024-06-25",)),
        (Value(parse_template("$(a)"), dated=True), [("2024-06",)], ("2024-06",)),
        (
            Value(parse_template("$(a)"), dated=True, formats=("%d/%m/%Y", "%Y年%m月%d日")),
            [("3/12/2023", "2023年12月4日")],
            ("2023-12-03", "2023-12-04"),
        ),
        (
            Value(parse_template("$(a)"), dated=True, letters=7, bound="by "),
            [("2023-12-04",)],
            ("by 2023-12",),
        ),
        # A format tells no more than what stands in it.
        (
            Value(
                parse_template("$(a)"), dated=True, formats=("%d %b %Y", "%b %Y", "%Y", "in %%d %y")
            ),
            [("2 May 2023", "May 2023", "2023", "in %d 23")],
            ("2023-05-02", "2023-05", "2023", "2023"),
        ),
    ],
)
def test_a_value_becomes_texts(
    value: Value, cells: list[tuple[str, ...]], texts: tuple[str, ...]
) -> None:
    assert value.texts(cells) == texts


def test_what_a_value_cannot_make_of_a_cell_is_said() -> None:
    with pytest.raises(BadValue, match="'Germny' is not among the values; did you mean Germany"):
        Value(parse_template("$(a)"), table={"Germany": "DE"}).texts([("Germny",)])
    with pytest.raises(BadValue, match="'2023' is not a date like %d/%m/%Y"):
        Value(parse_template("$(a)"), dated=True, formats=("%d/%m/%Y",)).texts([("2023",)])
    with pytest.raises(BadValue, match="is split into more than 1,000 texts"):
        Value(parse_template("$(a)"), split=";").texts([("x;" * 1_000 + "x",)])
    with pytest.raises(BadValue, match="comes to more than 1,000 texts"):
        Value(parse_template("$(a) $(b)")).texts([("x",) * 100, ("y",) * 100])


SPLIT = MAPPING.replace(
    "{kind: Brand, name: $(make)}", '{kind: Brand, name: {from: $(make), split: ";"}}'
)


def test_one_cell_of_several_names_makes_several_entities_and_statements(write: Write) -> None:
    folder = write(SPLIT, makes_csv=TABLE.replace("Tesla,2003", "Tesla; Roadster,2003"))
    batch = read_mapped([folder], folder.parent / "mapping.yaml").batch
    assert {each.name for each in batch.entities if each.kind == "Brand"} == {
        "Tesla", "Roadster", "吉利", "Lynk & Co",
    }  # fmt: skip
    assert len(batch.statements) == 4


def test_filters_leave_rows_entities_or_statements_out(write: Write) -> None:
    where = '    where: [{value: $(since), is_not: ["2003", ""]}]\n    entities:'
    folder = write(MAPPING.replace("    entities:", where))
    mapped = read_mapped([folder], folder.parent / "mapping.yaml")
    assert (mapped.reports[0].left_out, len(mapped.batch.statements)) == (1, 2)
    only = "{kind: Brand, name: $(make), where: [{value: $(make), is: [吉利]}]}"
    write(MAPPING.replace("{kind: Brand, name: $(make)}", only))
    mapped = read_mapped([folder], folder.parent / "mapping.yaml")
    assert (mapped.reports[0].left_out, len(mapped.batch.statements)) == (0, 1)
    assert {each.key for each in mapped.batch.entities if each.kind == "Company"} == {"m-1", "m-2"}


REGISTER = """\
entities:
  list-1: {kind: Register, name: A list, sense: permits, aliases: {en: The list}}
tables:"""
LISTED = """\
      - {subject: maker, relation: LISTED_IN, object: list-1}
      - {subject"""
CONSTANT = MAPPING.replace("tables:", REGISTER).replace("      - {subject", LISTED)


def test_an_entity_of_the_mapping_itself_can_be_named(write: Write) -> None:
    folder = write(CONSTANT)
    batch = read_mapped([folder], folder.parent / "mapping.yaml").batch
    listed = {each.subject for each in batch.statements if each.object == "list-1"}
    assert listed == {"m-1", "m-2"}
    (register,) = (each for each in batch.entities if each.kind == "Register")
    assert register.aliases == (("en", "The list"),)


def test_a_statement_says_in_words_what_it_was_made_of(write: Write) -> None:
    folder = write()
    batch = read_mapped([folder], folder.parent / "mapping.yaml").batch
    assert "Zhejiang Geely owns the brand 吉利" in {each.summary for each in batch.statements}
    assert {each.source for each in batch.statements} == {"s1"}


def test_a_row_that_says_what_an_earlier_one_said_is_counted_as_such(write: Write) -> None:
    folder = write(MAPPING, makes_csv=TABLE + TABLE.splitlines()[1] + "\n")
    mapped = read_mapped([folder], folder.parent / "mapping.yaml")
    (report,) = mapped.reports
    assert (report.rows, report.good, report.repeated, report.refused) == (4, 3, 1, 0)
    assert len(mapped.batch.statements) == 3


def test_names_get_the_same_key_everywhere_and_a_resolver_may_know_better(write: Write) -> None:
    assert name_key("Brand", "Lynk & Co") == name_key("Brand", "  LYNK & CO ".strip())
    assert name_key("Brand", "Lynk & Co") != name_key("Company", "Lynk & Co")
    assert name_key("Brand", "吉利").startswith("brand-")
    assert name_key("Brand", "Škoda Auto").startswith("brand-skoda-auto-")
    folder, asked = write(), []

    def resolve(entity: Entity) -> Entity:
        asked.append(entity)
        return replace(entity, key="geely-brand") if entity.name == "吉利" else entity

    batch = read_mapped([folder], folder.parent / "mapping.yaml", resolve=resolve).batch
    assert {each.kind for each in asked} == {"Brand"}  # the makers have keys of the table
    assert ("geely-brand" in {each.object for each in batch.statements}) is True
    assert {each.name for each in asked} == {"Tesla", "吉利", "Lynk & Co"}


@given(st.text(min_size=1, max_size=40))
def test_every_name_has_a_key_that_can_be_written(name: str) -> None:
    from graphkit import values

    assert values.key(name_key("Company", name))


@given(st.text(max_size=20) | st.text(alphabet="'=+-@\t\r1", max_size=6))
def test_what_is_guarded_for_a_spreadsheet_is_bared_to_what_it_was(cell: str) -> None:
    held = guarded(cell)
    rows = unguarded([Row(2, {"quote": held}), Torn(3, [held], "", "is torn", "")])
    assert list(rows) == [Row(2, {"quote": cell}), Torn(3, [cell], "", "is torn", "")]
    assert guarded(cell)[:1] not in {"=", "@", "\t", "\r"}


@given(st.lists(st.tuples(st.text(max_size=4), st.integers(0, 2**64 - 1)), max_size=3_000))
def test_marks_are_a_dictionary_of_numbers(pairs: list[tuple[str, int]]) -> None:
    marks, expected = Marks(), {}
    for text, note in pairs:
        marks.put(mark(text), note)
        expected[text] = note
    assert len(marks) == len(expected)
    assert all(marks.get(mark(text)) == note for text, note in expected.items())
    assert marks.get(mark("five letters")) is None


def test_details_of_several_rows_add_up(write: Write, tmp_path: Path) -> None:
    table = "maker_id,maker,make,since,country\n1,A,X,2003,\n1,A,Y,2004,CN\n"
    mapping = MAPPING.replace("name: $(maker)}", "name: $(maker), country: $(country)}")
    batch = read_mapped([write(mapping, makes_csv=table)], tmp_path / "mapping.yaml").batch
    (maker,) = (each for each in batch.entities if each.key == "m-1")
    assert replace(maker, details=()) == Entity("m-1", "Company", "A")
    assert maker.details == (("country", "CN"),)


def test_what_cannot_both_be_right_within_one_row_is_refused(
    write: Write, complaints: Complain
) -> None:
    folder = write(
        SPLIT.replace("{subject: maker", "{id: s-$(maker_id), subject: maker"),
        makes_csv=TABLE.replace("Tesla,2003", "Tesla; Roadster,2003"),
    )
    own = "(give each statement an id of its own, or none)"
    assert complaints(folder) == [
        f"data/makes.csv:2: the id s-1 is given to several statements here {own}",
        f"data/makes.csv:4: the id s-2 was given to another statement before {own}",
    ]
    entities = MAPPING.partition("    statements:")[0]
    folder = write(entities.replace("name: $(make)}", "key: m-$(maker_id), name: $(make)}"))
    assert complaints(folder)[0] == (
        "data/makes.csv:2: m-1 is 'Tesla Inc' and 'Tesla' here "
        "(one key stands for one entity of one name)"
    )


def test_progress_is_told_in_rows_and_reaches_its_end(write: Write, tmp_path: Path) -> None:
    rows = "".join(f"{at},maker {at},make {at},2003\n" for at in range(12_000))
    folder = write(MAPPING, makes_csv=TABLE.splitlines()[0] + "\n" + rows)
    told: dict[str, list[tuple[int, int]]] = {}
    read_mapped(
        [folder],
        tmp_path / "mapping.yaml",
        progress=lambda step, done, total: told.setdefault(step, []).append((done, total)),
    )
    assert len(told) == 2  # the table is read twice
    for steps in told.values():
        assert [done for done, _ in steps] == [5_000, 10_000, 12_000]
        assert all(done <= total <= 2 * 12_000 for done, total in steps)
        assert steps[-1] == (12_000, 12_000)
