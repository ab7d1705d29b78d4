"""Cypher as tokens: no engine may see anything else in the text that it is given."""

from __future__ import annotations

import kglite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import QueryError
from graphkit.stores.cyphertext import Kind, labels, read
from graphkit.stores.reach import check_reach

FOUND = "LOAD CSV is not allowed"  # as the embedded engine has it
CSV = "LOAD CSV FROM '/canary.csv' AS r RETURN r"
# What ends, begins or hides something, and what does so for one engine only.
PIECES = (
    *"'\"`\\*+x1 ;,\n\r", "//", "/*", "*/", "\\\\", "''", "``", "\\'", '\\"', "\\`", "\r\n",
    "\\u0027", "\\u0022", "\\u0060", "\\u005c", "\\u002f", "\\u000a", "\\u0020", "\\\\u0027",
    "\u2028", "\u00a0", "\x1c", " AS a ", " UNION ALL ", "RETURN 1 AS a ", "LOAD", " CSV ",
)  # fmt: skip
TEMPLATES = (
    "WITH 1 AS q {} " + CSV,
    "RETURN '{}' AS r UNION ALL " + CSV,
    'RETURN "{}" AS r UNION ALL ' + CSV + ' // "',
    "WITH 1 AS `{}` " + CSV,
    "WITH 1 AS q /* {} */ " + CSV,
    "WITH '{}' AS q " + CSV + " // '",
    "RETURN '{}' AS a",
    "RETURN 1 AS `{}`",
)


def verdict(cypher: str) -> str:
    """What the embedded engine's own parser says against a query."""
    try:
        kglite.KnowledgeGraph().set_recipe("a", "b", "c", cypher, None, "d")
    except kglite.KgError as exc:
        return str(exc)
    return ""


@given(st.sampled_from(TEMPLATES), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_engine_finds_no_reading_of_files_that_was_not_found_here(
    template: str, inside: str
) -> None:
    try:
        text = check_reach(template.replace("{}", inside)).text
    except QueryError:
        return
    assert FOUND not in verdict(text)


def test_the_engine_does_find_reading_of_files() -> None:
    assert FOUND in verdict(CSV)


@given(st.text(st.sampled_from("".join(PIECES)), max_size=60) | st.text(max_size=60))
def test_any_text_is_tokens_or_refused(written: str) -> None:
    try:
        found = read(written)
    except QueryError:
        return
    assert found.text.count("\n") == written.count("\n")
    assert all(found.text.startswith(each.value[:1], each.at) or each.kind is Kind.NAME
               for each in found.tokens)  # fmt: skip
    assert read(found.text) == found


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("RETURN 1 // it's", "RETURN 1        "),
        ("RETURN /* a\nb */ 1", "RETURN     \n     1"),
        ("RETURN '/* a */ // b'", "RETURN '/* a */ // b'"),
        ("RETURN `// a`", "RETURN `// a`"),
        (r"RETURN 'it\u0027s'", r"RETURN 'it\'s'"),
        (r"RETURN 'a\\u0027'", r"RETURN 'a\\u0027'"),
        (r"RETURN 'a\u005c'", r"RETURN 'a\\'"),
        (r"RETURN '\u000a'", r"RETURN '\n'"),
        (r"RETURN '\u851a\ud83d\ude97'", r"RETURN '\u851a\ud83d\ude97'"),
        (r"RETURN 1 AS `a\u0060b`", "RETURN 1 AS `a``b`"),
        (r"RETURN 1 AS `a\\u0060b`", r"RETURN 1 AS `a\\u0060b`"),
    ],
)
def test_what_engines_read_differently_is_written_in_one_way(written: str, text: str) -> None:
    assert read(written).text == text


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("a.b(1)", ["a", ".", "b", "(", "1", ")"]),
        ("LIMIT 1LOAD", ["LIMIT", "1", "LOAD"]),
        ("`a``b` $c", ["a`b", "$", "c"]),
        ("蔚来\u00a0CSV\x0bx", ["蔚来", "CSV", "x"]),
        ("'a'\"b\"", ["'a'", '"b"']),
    ],
)
def test_tokens(written: str, values: list[str]) -> None:
    assert [each.value for each in read(written).tokens] == values


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("RETURN 1,\n  'a", "the string that begins at line 2, column 3 is never closed"),
        ("RETURN `a", "the quoted name that begins at line 1, column 8 is never closed"),
        ("RETURN 1 /* a", "the comment that begins at line 1, column 10 is never closed"),
        ("RETURN \\", "a backslash stands outside of any string at line 1, column 8"),
    ],
)
def test_what_is_never_closed_is_shown(written: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        read(written)


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("RETURN " + "[" * 41 + "]" * 41, "nested 40 deep"),
        ("RETURN " + "{a: " * 11 + "1" + "}" * 11, "braces 10"),
        ("RETURN '" + "x" * 100_000 + "'", "100,000 characters"),
    ],
)
def test_what_no_server_plans_in_time_is_refused(cypher: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        check_reach(cypher)


def test_depth_counts_what_is_open_not_what_was() -> None:
    check_reach("RETURN " + " + ".join(["size([{a: (1)}])"] * 100))


@pytest.mark.parametrize(
    ("cypher", "named"),
    [
        ("MATCH (a:Company:Entity)-[r:OWNS|MAKES*1..2]->(:!Brand) RETURN a",
         "Company Entity OWNS MAKES Brand"),
        ("MATCH (n) WHERE (n:`My Label` OR n.x = 'a:B') RETURN n {.key, name: Plant}", "My Label"),
        ("MATCH (b:Brand) RETURN [company IN collect(b) | company.name]", "Brand"),
    ],
)  # fmt: skip
def test_labels_are_told_from_what_only_looks_like_one(cypher: str, named: str) -> None:
    assert " ".join(labels(read(cypher))) == named
