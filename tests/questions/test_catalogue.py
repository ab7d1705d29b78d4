"""The contract of the question files, on the real catalogue and on broken ones."""

from __future__ import annotations

import re

import pytest

from graphkit.errors import CatalogueError
from graphkit.model import GRANTED_KINDS, KINDS, LICENCE_KINDS, RELATIONS
from graphkit.questions.catalogue import CLOCKS, Question, catalogue, parse
from graphkit.questions.computed import may_build

GOOD = """\
// question: Who?
// parameters:
//   company: {type: entity, optional: true, help: only this one}
// columns:
//   company: who
MATCH (c:Company {key: $company})
WHERE c.from <= $as_of AND c.known <= $known_on
RETURN c.name AS company, [c.key] AS facts
"""

questions = pytest.mark.parametrize("question", catalogue().values(), ids=lambda each: each.name)


def test_a_question_is_read_from_its_file() -> None:
    question = parse("who", GOOD)
    assert question.sentence == "Who?"
    assert list(question.columns) == ["company"]
    assert "{key: $company}" in question.text({"company": "nio"})
    assert "(c:Company)" in question.text({})


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("// question: Who?\n", "", 1, "no 'question'"),
        ("// question:", "// qestion:", 1, "'qestion'"),
        ("optional: true", "optionl: true", 1, "'company' takes type"),
        ("type: entity", "type: firm", 1, "'company' takes type"),
        ("$as_of", "$on_day", 7, "$on_day is not declared"),
        (" AND c.known <= $known_on", "", 6, "'known_on' is never used"),
        ("AS company, [c.key]", "AS firm, [c.key]", 8, "RETURN gives firm, facts"),
        ("RETURN c.name AS company, [c.key] AS facts", "RETURN c.name AS company", 8, "promises"),
        ("RETURN", "  RETURN", 6, "no line begins with RETURN"),
        ("//   company: who\n", "//   company: [who\n", 5, "not YAML"),
        (
            "(c:Company {key: $company})",
            "(c:Company) WHERE c.key = $company",
            6,
            "stands as a pattern",
        ),
        ("//   company: {", "//   as_of: {", 1, "is a clock"),
    ],
)
def test_a_broken_promise_is_refused_with_file_and_line(
    old: str, new: str, line: int, says: str
) -> None:
    with pytest.raises(CatalogueError, match=rf"^who\.cypher:{line}: .*{re.escape(says)}"):
        parse("who", GOOD.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("\nquestion: ", "\nqestion: ", 1, "unknown header key 'qestion'"),
        ("type: entity", "type: firm", 1, "'company' takes type"),
        ("\nquestion: ", "\n]\nquestion: ", 2, "the header is not YAML"),
        ("\ncolumns:", "\nalso: [checkpoints]\ncolumns:", 1, "is a name of another question"),
    ],
)
def test_what_is_computed_is_named_by_its_module(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, line: int, says: str
) -> None:
    monkeypatch.setattr(may_build, "HEADER", may_build.HEADER.replace(old, new, 1))
    says = rf"^may_build\.py, HEADER:{line}: .*{re.escape(says)}"
    with pytest.raises(CatalogueError, match=says):
        catalogue.__wrapped__()


@questions
def test_every_question_explains_itself(question: Question) -> None:
    assert question.sentence.endswith("?") or "?" in question.sentence
    assert question.help
    assert question.example.split()[0] in {"ask", question.name}
    assert question.name in question.example
    assert all(question.columns.values())


@questions
def test_every_relation_and_kind_in_the_text_is_in_the_vocabulary(question: Question) -> None:
    code = "\n".join(line for line in question.cypher.splitlines() if not line.startswith("//"))
    types = {name for group in re.findall(r"\[\w*:([A-Z_|]+)", code) for name in group.split("|")}
    assert types <= {*RELATIONS, "STATED_IN"}
    labels = set(re.findall(r"\(\w*:([A-Z]\w+)", code))
    assert labels <= {*KINDS, "Entity", "Statement", "Source", "Decision"}


@questions
def test_every_dated_edge_is_read_on_both_clocks(question: Question) -> None:
    """Each variable of an edge between entities is held against the day of knowledge."""
    edges = re.findall(r"\[(\w+):([A-Z_|*.0-9]+)\]", question.cypher)
    for name, types in edges:
        if types != "STATED_IN":
            assert re.search(rf"\b{name}\.known_from <= \$known_on", question.cypher), name
            assert re.search(rf"\$known_on < {name}\.known_to", question.cypher), name


def test_the_clocks_are_not_declared_by_any_question() -> None:
    assert not any(each.name in CLOCKS for q in catalogue().values() for each in q.parameters)


@questions
def test_no_property_of_an_edge_stands_in_the_pattern_of_a_node(question: Question) -> None:
    """The embedded engine reads `(q {key: r.qualification})` as matching nothing, silently."""
    edges = set(re.findall(r"\[(\w+):[A-Z_|]+\]|-\[(\w+)\]-", question.cypher))
    names = {name for pair in edges for name in pair if name}
    used = set(re.findall(r"\{\w+: (\w+)\.\w+\}", question.cypher))
    assert not used & names


@questions
def test_kinds_of_licence_that_confer_a_right_are_all_named(question: Question) -> None:
    conferring = {name for name, confers in LICENCE_KINDS.items() if confers}
    not_granted = conferring - GRANTED_KINDS
    for no, listed in re.findall(r"(NOT )?\w+\.licence_kind IN \[([^\]]*)\]", question.cypher):
        assert set(re.findall(r"\w+", listed)) == (not_granted if no else conferring)


@pytest.mark.parametrize("name", ["thin-evidence", "why"])
def test_attributes_that_give_a_date_are_all_named(name: str) -> None:
    dated = {each.name for each in RELATIONS.values() if each.value == "date"}
    [listed] = re.findall(r"\w+\.relation IN \[('founded'[^\]]*)\]", catalogue()[name].cypher)
    assert set(re.findall(r"\w+", listed)) == dated
