"""Every bad thing is one clear problem: file, line, column, what is wrong, what to write."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from good_pack import ABOUT, ENTITIES, SOURCES, STATEMENTS, Find, Spoil

from graphkit.errors import InputError, Problem
from graphkit.ingest import read_pack


class Case(NamedTuple):
    """A file of the good pack in which `old` becomes `new`, and the one problem that makes."""

    file: str
    old: str
    new: str
    line: int
    column: str
    says: str
    hint: str = ""


_CASES = {
    "unknown column": Case(
        "entities", "country", "contry", 1, "contry", "no column of entities", "mean country?"
    ),
    "unknown kind": Case(
        "entities", "Authority", "Autority", 6, "kind", "'Autority'", "Authority?"
    ),
    "bad key": Case("entities", "ministry,", "min istry,", 6, "key", "not a key", "letters a-z"),
    "no key": Case("entities", "ministry,", ",", 6, "key", "is empty"),
    "no name": Case("entities", "Authority,MIIT", "Authority,", 6, "name", "is empty"),
    "key twice": Case(
        "entities", "ministry,", "nio,", 6, "key", "nio stands in line 2 already", "one row"
    ),
    "name of two": Case(
        "entities", ",MIIT,,", ",nio,,", 6, "name", "'nio' also names nio, in line 2"
    ),
    "alias of two": Case(
        "entities", "en:JAC", "en:NYSE:NIO", 3, "aliases", "also names nio, in line 2", "apart"
    ),
    "alias that is a key": Case(
        "entities", ",MIIT,,", ",MIIT,en:access,", 6, "aliases", "also names access, in line 4"
    ),
    "key that is a name": Case(
        "entities", "ministry,", "JAC,", 6, "key", "'JAC' also names jac-motors, in line 3"
    ),
    "alias without language": Case(
        "entities", "en:JAC", "JAC", 3, "aliases", "'JAC' is not an alias", "language:name"
    ),
    "alias of no name": Case("entities", "en:JAC", "en:", 3, "aliases", "'en:' is not an alias"),
    "unknown language": Case(
        "entities", "zh-Hans:蔚来", "zh-hans:蔚来", 2, "aliases", "'zh-hans'", "mean zh-Hans"
    ),
    "bad country": Case("entities", ",CN,,,\njac", ",China,,,\njac", 2, "country", "'China'"),
    "UK": Case("entities", ",CN,,,\njac", ",UK,,,\njac", 2, "country", "'UK'", "write GB"),
    "field of another kind": Case(
        "entities",
        ",CN,,,\njac",
        ",CN,yes,,\njac",
        2,
        "confers_right",
        "a Company has no confers_right",
        "leave it empty",
    ),
    "not a flag": Case("entities", "yes", "maybe", 4, "confers_right", "neither yes nor no"),
    "not a number": Case("entities", "yes,2", "yes,two", 4, "order", "'two' is not a number"),
    "not a choice": Case("entities", "permits", "permit", 5, "sense", "'permit'", "mean permits?"),
    "source twice": Case(
        "sources", "r1,B", "p1,a,b,press,,\nr1,B", 3, "key", "p1 stands in line 2 already"
    ),
    "no publisher": Case("sources", "Pandaily", "", 2, "publisher", "is empty"),
    "unknown source kind": Case("sources", "press", "pres", 2, "kind", "'pres'", "mean press?"),
    "published after it was read": Case(
        "sources", "2023-12-05", "2026-12-05", 2, "published", "after the day it was read"
    ),
    "no such register": Case(
        "sources", ",catalogue", ",catalog", 3, "snapshot_of", "no entity", "MIIT catalogue"
    ),
    "copy of no register": Case(
        "sources",
        ",catalogue",
        ",access",
        3,
        "snapshot_of",
        "is of kind Qualification",
        "Register is needed",
    ),
    "id twice": Case("statements", "s3,", "s1,", 4, "id", "s1 stands in line 2 already"),
    "bad id": Case("statements", "s3,", "s 3,", 4, "id", "'s 3' is not a key"),
    "no subject": Case("statements", "s3,NIO", "s3,", 4, "subject", "is empty"),
    "no relation": Case("statements", "founded,", ",", 4, "relation", "is empty"),
    "no source": Case("statements", ",p1,founded", ",,founded", 4, "source", "is empty"),
    "unknown relation": Case(
        "statements", "HOLDS", "HOLD", 3, "relation", "'HOLD' is not", "mean HOLDS?"
    ),
    "dangling name": Case(
        "statements", "s3,NIO", "s3,Nioo", 4, "subject", "is called 'Nioo'", "mean NIO"
    ),
    "dangling Chinese name": Case(
        "statements", "蔚来汽车", "尉来汽车", 3, "subject", "'尉来汽车'", "蔚来汽车"
    ),
    "dangling source": Case("statements", ",p1,tail", ",p11,tail", 2, "source", "'p11'", "mean p1"),
    "wrong kind of subject": Case(
        "statements",
        "s3,NIO",
        "s3,MIIT",
        4,
        "subject",
        "MIIT is of kind Authority",
        "Company or Brand",
    ),
    "wrong kind of object": Case(
        "statements", "HOLDS,access", "HOLDS,ministry", 3, "object", "is of kind", "Qualification"
    ),
    "itself": Case("statements", "OF,jac-motors", "OF,NIO", 2, "object", "is the subject itself"),
    "no object": Case("statements", "HOLDS,access", "HOLDS,", 3, "object", "is empty", "HOLDS"),
    "no value": Case("statements", ",2014-11", ",", 4, "value", "is empty", "founded needs it"),
    "object of an attribute": Case(
        "statements", "founded,,", "founded,access,", 4, "object", "founded has no object"
    ),
    "value of a relation": Case(
        "statements", "HOLDS,access,", "HOLDS,access,3", 3, "value", "HOLDS has no value"
    ),
    "field of another relation": Case(
        "statements",
        "in the list,",
        "in the list,design",
        3,
        "licence_kind",
        "HOLDS has no licence_kind",
        "leave it empty",
    ),
    "needed field": Case(
        "statements",
        ",qualification\n",
        ",\n",
        2,
        "licence_kind",
        "USES_LICENCE_OF needs it",
        "qualification, drug_right",
    ),
    "bad choice in a field": Case(
        "statements", ",qualification\n", ",licence\n", 2, "licence_kind", "'licence'"
    ),
    "bad date": Case("statements", ",2018,", ",12/2018,", 2, "valid_from", "'12/2018'", "2023-12"),
    "no such day": Case("statements", "2014-11", "2014-11-31", 4, "value", "in the calendar"),
    "confidence above the source": Case(
        "statements",
        "reported",
        "confirmed",
        2,
        "confidence",
        "confirmed is more than a source of kind press can lend",
        "reported or rumoured",
    ),
    "inferred in a file": Case(
        "statements", "reported", "inferred", 2, "confidence", "'inferred' is not"
    ),
    "neither quote nor summary": Case(
        "statements", "founded in 2014", "", 4, "quote", "neither a quote nor a summary"
    ),
    "long quote": Case(
        "statements",
        "founded in 2014",
        "a b c d e f g h i j k l m",
        4,
        "quote",
        "is 13 words long, where the pack allows 12",
        "summary",
    ),
    "long Chinese quote": Case(
        "statements", "founded in 2014", "蔚" * 25, 4, "quote", "is 13 words long"
    ),
    "a cell of a megabyte": Case(
        "statements", "founded in 2014", "x" * 1_000_000, 4, "quote", "1,000,000 characters long"
    ),
    "a NUL": Case("statements", "founded in", "founded\0in", 4, "quote", "U+0000"),
    "a bidirectional override": Case(
        "entities", ",MIIT,,", ",MI\u202eIT,,", 6, "name", "U+202E", "remove it"
    ),
    "too few cells": Case("statements", "s3,NIO,", "NIO,", 4, "", "10 cells", "quotes around"),
    "too many cells": Case(
        "statements", "s3,N", "s3,x,N", 4, "", "12 cells where the header has 11"
    ),
    "open quotation mark": Case(
        "statements", "founded in", '"founded in', 4, "", "does not close it", "twice"
    ),
    "text after a quotation mark": Case(
        "statements", "founded in 2014", '"founded" in', 4, "", "text follows the quotation mark"
    ),
    "two columns of one name": Case(
        "statements", "summary", "quote", 1, "quote", "two columns are called 'quote'"
    ),
    "column without a name": Case("statements", "summary", "", 1, "10", "has no name"),
    "missing column": Case(
        "sources", "publisher", "note", 1, "publisher", "this column is missing", "every row"
    ),
    "semicolons": Case("sources", ",", ";", 1, "", "separated by semicolons", "with commas"),
}
_GOOD = {"entities": ENTITIES, "sources": SOURCES, "statements": STATEMENTS}


@pytest.mark.parametrize("case", _CASES.values(), ids=_CASES.keys())
def test_one_bad_thing_is_one_problem(pack: Spoil, problems: Find, case: Case) -> None:
    good = _GOOD[case.file]
    assert case.old in good
    folder = pack(**{case.file: good.replace(case.old, case.new)})

    (problem,) = problems(folder)

    assert (problem.file, problem.line, problem.column) == (
        str(folder / f"{case.file}.csv"), case.line, case.column,
    )  # fmt: skip
    assert case.says in problem.message
    assert case.hint in problem.hint
    assert len(str(problem)) < 600


_ABOUT_CASES = {
    "no name": ("name: cars\n", "", 1, "name", "is missing"),
    "another name": ("name: cars", "name: vans", 1, "name", "not the name of the folder, 'cars'"),
    "bad name": ("name: cars", "name: my cars", 1, "name", "not a key"),
    "no title": ("title: Cars", "title:", 1, "title", "is missing"),
    "no retrieved": ("retrieved: 2026-11-23\n", "", 1, "retrieved", "is missing"),
    "month of retrieval": ("2026-11-23", "2026-11", 3, "retrieved", "is not a day"),
    "unknown key": ("title:", "titel: x\ntitle:", 2, "titel", "'titel' is not known here"),
    "twice": ("title: Cars", "title: Cars\ntitle: Vans", 3, "title", "twice"),
    "list": ("title: Cars", "title: [Cars]", 2, "title", "is a list"),
    "unknown assertion": ("quote_words: 12", "quotes: 12", 5, "quotes", "not known here"),
    "not a count": ("quote_words: 12", "quote_words: many", 5, "quote_words", "not a count"),
    "assertions no mapping": ("\n  quote_words: 12", " 12", 4, "", "not a list of names"),
    "too few": ("quote_words: 12", "min: {entities: 6}", 0, "assertions", "there are 5"),
    "too many": ("quote_words: 12", "max: {statements: 2}", 0, "assertions", "there are 3"),
    "unknown table": ("quote_words: 12", "min: {entity: 2}", 5, "entity", "not known here"),
    "not YAML": ("title: Cars", "title: Cars: more", 2, "", "is not YAML"),
    "tab": ("  quote_words", "\tquote_words", 5, "", "is not YAML"),
    "anchor": ("title: Cars", "title: &a Cars\nsummary: *a", 3, "", "uses an anchor"),
    "two documents": ("title: Cars", "title: Cars\n---\na: b", 3, "", "a second document"),
    "deep": ("title: Cars", f"title: {'[' * 100_000}", 2, "", ""),
}


@pytest.mark.parametrize("case", _ABOUT_CASES.values(), ids=_ABOUT_CASES.keys())
def test_a_bad_dataset_file_is_one_problem(
    pack: Spoil, problems: Find, case: tuple[str, str, int, str, str]
) -> None:
    old, new, line, column, says = case
    assert old in ABOUT
    folder = pack(dataset=ABOUT.replace(old, new))
    (problem,) = problems(folder)
    assert (problem.file, problem.line, problem.column) == (
        str(folder / "dataset.yaml"), line, column,
    )  # fmt: skip
    assert says in problem.message


def _one(problems: list[Problem]) -> str:
    (problem,) = problems
    return str(problem)


@pytest.mark.parametrize("stem", ["entities", "sources", "statements"])
def test_an_empty_or_missing_table(pack: Spoil, problems: Find, stem: str) -> None:
    empty, missing = pack("cars", **{stem: ""}), pack("vans", **{stem: None})
    assert _one(problems(empty)).startswith(f"{empty / stem}.csv:1: is empty")
    assert _one(problems(missing)).startswith(f"{missing / stem}.csv: is missing")


@pytest.mark.parametrize("stem", ["entities", "sources", "statements"])
def test_a_table_of_blanks_is_empty(pack: Spoil, problems: Find, stem: str) -> None:
    assert "is empty" in _one(problems(pack(**{stem: "\n  \n,,\n"})))


def test_an_empty_dataset_file(pack: Spoil, problems: Find) -> None:
    assert "dataset.yaml: is empty" in _one(problems(pack(dataset="")))


def test_a_folder_a_file_and_nothing_in_place_of_a_pack(
    tmp_path: Path, pack: Spoil, problems: Find
) -> None:
    (tmp_path / "empty").mkdir()
    assert "is not a pack: it has no dataset.yaml" in _one(problems(tmp_path / "empty"))
    assert "is not a folder" in _one(problems(pack() / "statements.csv"))
    assert _one(problems(tmp_path / "nothing")) == f"{tmp_path / 'nothing'}: is missing"
    assert "is missing" in _one(problems(Path("a\0b")))
    assert "is missing" in _one(problems(Path("x" * 5_000)))


def test_what_is_no_file_is_not_waited_for(pack: Spoil, problems: Find) -> None:
    folder = pack()
    (folder / "sources.csv").unlink()
    os.mkfifo(folder / "sources.csv")
    assert "sources.csv: is not a regular file" in _one(problems(folder))
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").mkdir()
    assert "sources.csv: is a folder" in _one(problems(folder))
    (folder / "sources.csv").rmdir()
    (folder / "sources.csv").symlink_to("sources.csv")
    assert "leads back to itself" in _one(problems(folder))
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").symlink_to("gone.csv")
    assert "sources.csv: is missing" in _one(problems(folder))
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").symlink_to("/dev/zero")
    assert "is not a regular file" in _one(problems(folder))


@pytest.mark.parametrize("name", ["sources.csv", "dataset.yaml"])
def test_a_link_out_of_the_pack_is_not_followed(pack: Spoil, problems: Find, name: str) -> None:
    folder = pack()
    (folder / name).rename(folder.parent / name)
    (folder / name).symlink_to(folder.parent / name)
    assert f"{name}: leads out of the folder by a symbolic link" in _one(problems(folder))
    (folder.parent / name).rename(folder / f"kept-{name}")
    (folder / name).unlink()
    (folder / name).symlink_to(f"kept-{name}")
    assert problems(folder) == []


def test_a_table_in_two_formats(pack: Spoil, problems: Find) -> None:
    folder = pack()
    (folder / "sources.jsonl").write_text("{}")
    assert "sources.jsonl: stands beside" in _one(problems(folder))


@pytest.mark.parametrize(
    "case",
    [
        ("utf-16", "is written in UTF-16", 0, ""),
        ("utf-16-le", "is written in UTF-16", 0, ""),
        ("utf-32", "is written in UTF-32", 0, ""),
        ("gb18030", "it looks like GBK", 2, "aliases"),
        ("latin-1", "it looks like Latin-1 or Windows-1252", 3, "name"),
    ],
)
def test_another_encoding_is_recognised(
    pack: Spoil, problems: Find, case: tuple[str, str, int, str]
) -> None:
    encoding, says, line, column = case
    text = ENTITIES
    if encoding == "latin-1":
        text = "key,kind,name\nnio,Company,NIO\ncitroen,Company,Citroën Société\n"
    (problem,) = problems(pack(entities=text.encode(encoding)))
    assert says in problem.message
    assert (problem.line, problem.column) == (line, column)
    assert "UTF-8" in problem.hint


def test_one_strange_byte_is_named_with_its_column(pack: Spoil, problems: Find) -> None:
    raw = ENTITIES.encode().replace(b"JAC Motors", b"JAC \xffMotors")
    (problem,) = problems(pack(entities=raw))
    assert "0xFF" in problem.message
    assert (problem.line, problem.column) == (3, "name")


def test_lines_stay_right_after_line_breaks_in_cells(pack: Spoil, problems: Find) -> None:
    text = STATEMENTS.replace("NIO is in the list", '"NIO\nis\r\nin"').replace("2014-11", "2014-13")
    (problem,) = problems(pack(statements=text))
    assert (problem.line, problem.column) == (6, "value")


def test_a_row_with_line_breaks_is_named_by_its_first_line(pack: Spoil, problems: Find) -> None:
    text = STATEMENTS.replace("NIO is in the list", '"NIO\nis"').replace("HOLDS", "HOLD")
    (problem,) = problems(pack(statements=text))
    assert problem.line == 3


def test_quotation_marks_are_checked_to_the_end_where_lines_are_whole(
    pack: Spoil, problems: Find
) -> None:
    text = STATEMENTS.replace("tail mark of JAC", '"tail" mark').replace(
        "founded in", '"founded" in'
    )
    assert [each.line for each in problems(pack(statements=text))] == [2, 4]


@pytest.mark.parametrize(
    ("dates", "column", "says"),
    [
        ("2018,2017,", "valid_to", "2017 is before valid_from, 2018"),
        ("2018,,2017-05", "expected_to", "2017-05 is before valid_from, 2018"),
        ("2018,2024,", "valid_to", "2024 is after the source was published, 2023-12-05"),
        ("2018,2023-12-06..2024,", "valid_to", "is after the source"),
    ],
)
def test_ends_that_cannot_be(
    pack: Spoil, problems: Find, dates: str, column: str, says: str
) -> None:
    text = (
        "subject,relation,object,source,quote,valid_from,valid_to,expected_to\n"
        f"jac-motors,MANUFACTURES_FOR,nio,p1,words,{dates}\n"
    )
    (problem,) = problems(pack(statements=text))
    assert problem.column == column
    assert says in problem.message


@pytest.mark.parametrize(
    "dates", ["2018,2018,", "2018,2023-12,", "2018,by 2030,", "2018,,2030", ",2023-12-05,2030"]
)
def test_ends_that_can_be(pack: Spoil, problems: Find, dates: str) -> None:
    text = (
        "subject,relation,object,source,quote,valid_from,valid_to,expected_to\n"
        f"jac-motors,MANUFACTURES_FOR,nio,p1,words,{dates}\n"
    )
    assert problems(pack(statements=text)) == []


def test_the_wrong_kind_in_a_field(pack: Spoil, problems: Find) -> None:
    text = (
        "subject,relation,object,source,quote,licence_kind,qualification\n"
        "nio,USES_LICENCE_OF,jac-motors,p1,words,design,MIIT\n"
    )
    assert "qualification: MIIT is of kind Authority (Qualification" in _one(
        problems(pack(statements=text))
    )


def test_shares_the_wrong_way_round(pack: Spoil, problems: Find) -> None:
    text = (
        "subject,relation,object,source,quote,share_min,share_max\n"
        "nio,OWNS,jac-motors,p1,words,50,40\n"
    )
    assert "share_max: is less than share_min" in _one(problems(pack(statements=text)))


@pytest.mark.parametrize("second", ["nio,{},jac-motors,p1,words", "jac-motors,{},nio,p1,words"])
@pytest.mark.parametrize("relation", ["COMPETES_WITH", "MANUFACTURES_FOR"])
def test_the_same_said_twice(pack: Spoil, problems: Find, relation: str, second: str) -> None:
    text = (
        "id,note,subject,relation,object,source,quote\n"
        f"a,one,nio,{relation},jac-motors,p1,words\n"
        f"b,two,{second.format(relation)}\n"
    )
    found = problems(pack(statements=text))
    if relation == "MANUFACTURES_FOR" and second.startswith("jac"):
        assert found == []
    else:
        assert "3: says the same as line 2, from the same source" in _one(found)


def test_the_same_from_two_sources_is_two_statements(pack: Spoil, problems: Find) -> None:
    text = (
        "subject,relation,object,source,quote\n"
        "nio,OWNS,jac-motors,p1,words\n"
        "nio,OWNS,jac-motors,r1,words\n"
    )
    assert problems(pack(statements=text)) == []


def test_an_empty_link_in_an_attribution(pack: Spoil, problems: Find) -> None:
    text = "subject,relation,value,source,quote,attribution\nnio,remark,x,p1,words,A > > B\n"
    assert "attribution: has a link without a name" in _one(problems(pack(statements=text)))


def test_what_names_a_refused_row_is_not_blamed(pack: Spoil, problems: Find) -> None:
    folder = pack(
        entities=ENTITIES.replace("jac-motors,Company", "jac-motors,Compny"),
        sources=SOURCES.replace("r1,Batch 378,MIIT", "r1,Batch 378,"),
    )
    assert [each.place for each in problems(folder)] == [
        f"{folder}/entities.csv:3:kind", f"{folder}/sources.csv:3:publisher",
    ]  # fmt: skip


def test_what_names_a_lost_table_is_not_blamed(pack: Spoil, problems: Find) -> None:
    folder = pack(entities=ENTITIES.encode("utf-16"), sources="")
    assert [Path(each.file).name for each in problems(folder)] == ["entities.csv", "sources.csv"]


def test_all_problems_of_a_row_are_told(pack: Spoil, problems: Find) -> None:
    text = STATEMENTS.replace(
        "s1,nio,USES_LICENCE_OF,jac-motors,,2018,reported,p1,tail mark of JAC,,qualification",
        "s 1,nioo,USES_LICENCE_OF,,x,2018-13,sure,p2,,,licence",
    )
    assert {each.column for each in problems(pack(statements=text))} == {
        "id", "subject", "object", "value", "valid_from", "confidence", "source", "quote",
        "licence_kind",
    }  # fmt: skip


def test_the_rest_of_a_row_with_an_unknown_relation_is_checked(pack: Spoil, problems: Find) -> None:
    text = STATEMENTS.replace("HOLDS", "HOLD").replace("by 2023-12", "2023-13")
    assert {each.column for each in problems(pack(statements=text))} == {"relation", "valid_from"}


def test_thousands_of_problems_make_a_short_message(pack: Spoil) -> None:
    rows = "".join(f"nobody{row},remark,x,p1,words {row}\n" for row in range(3_000))
    folder = pack(statements=f"subject,relation,value,source,quote\n{rows}")
    with pytest.raises(InputError) as caught:
        read_pack(folder)
    assert len(caught.value.problems) == 3_000
    assert len(str(caught.value).splitlines()) < 1_100
    assert "3,000 problems" in str(caught.value)
    assert "2,000 more" in str(caught.value)
