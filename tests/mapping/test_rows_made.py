"""What every entry of a mapping makes of a row, and what it says of a row that it cannot read."""

from __future__ import annotations

import pytest
from mapped_tables import Complain, Write

from graphkit.ingest.mapping import read_mapped
from graphkit.ingest.mapping.keys import name_key

HEAD = """\
dataset: {name: makers, title: Makers, retrieved: 2026-11-23}
sources: {s1: {title: A table, publisher: Somebody, kind: reference}}
entities:
  the-list: {kind: Register, name: The list}
  c-9: {kind: Company, name: A constant}
tables:
  - file: makes.*
"""
LABEL = "    entities:\n      one:"
ONE = """\
    entities:
      one: {kind: Company, key: $(a), name: $(b)}
"""
LISTS = """\
    entities:
      one: {kind: Company, key: {from: $(a), split: /}, name: {from: $(b), split: /}}
"""
PAIRS = """\
    entities:
      one: {kind: Company, name: {from: $(a), split: /}}
      two: {kind: Brand, name: {from: $(b), split: /}}
    statements:
      - {subject: one, relation: OWNS_BRAND, object: two}
"""
FOUNDED = """\
    statements:
      - {subject: one, relation: founded, value: $(c)}
"""
BY_KEY = """\
      two: {kind: Brand, key: $(c), name: $(d)}
    statements:
      - {subject: one, relation: SUCCEEDED_BY, object: {key: $(e)}}
"""
TRANSLATED = "{value: {from: $(c), values: {x: y}}, is: [y]}"
X, Y = name_key("Brand", "X"), name_key("Brand", "Y")

# The entries of a table, its rows, and the entities and statements that they make.
MADE: dict[str, tuple[str, str, set[tuple[object, ...]], set[tuple[str, ...]]]] = {
    "other names and fields": (
        """\
    entities:
      one:
        kind: Company
        key: $(a)
        name: $(b)
        aliases: {legal: {from: $(d), split: ;}, en: $(c)}
        note: $(d)
        country: CN
        wikidata: $(e)
""",
        "a,b,c,d,e\nk1,One,Uno,y; x,Q3\nk2,Two,,,\n",
        {
            (
                "k1", "One", (("en", "Uno"), ("legal", "x"), ("legal", "y")),
                (("country", "CN"), ("note", "y; x"), ("wikidata", "Q3")),
            ),
            ("k2", "Two", (), (("country", "CN"),)),
        },
        set(),
    ),
    "fields, sorted, without other names": (
        ONE.replace("}", ", wikidata: $(d), country: $(c), note: $(e)}"),
        "a,b,c,d,e\nk1, One  Ltd ,CN,Q3,n\nk2,Two,,Q4,\n",
        {
            ("k1", "One Ltd", (), (("country", "CN"), ("note", "n"), ("wikidata", "Q3"))),
            ("k2", "Two", (), (("wikidata", "Q4"),)),
        },
        set(),
    ),
    "lists of keys and names": (
        LISTS.replace("}}", "}, country: $(c)}")
        + """\
      two: {kind: Brand, name: {from: $(d), split: /}}
    statements:
      - {subject: one, relation: OWNS_BRAND, object: two}
""",
        "a,b,c,d\nk1/k2,One/Two,CN,X/Y\n",
        {
            ("k1", "One", (), (("country", "CN"),)),
            ("k2", "Two", (), (("country", "CN"),)),
            (X, "X", (), ()),
            (Y, "Y", (), ()),
        },
        {
            ("k1", "OWNS_BRAND", X, "", "One owns the brand X", ""),
            ("k1", "OWNS_BRAND", Y, "", "One owns the brand Y", ""),
            ("k2", "OWNS_BRAND", X, "", "Two owns the brand X", ""),
            ("k2", "OWNS_BRAND", Y, "", "Two owns the brand Y", ""),
        },
    ),
    "values, and a summary of one's own": (
        ONE
        + FOUNDED
        + """\
      - subject: one
        relation: founded
        value: $(c)
        summary: It began in $(c)
        note: {from: $(d), values: {x: y}, default: ""}
      - {subject: one, relation: founded, value: $(c), quote: since $(c)}
""",
        "a,b,c,d\nk1,One,2003,x\nk2,Two,2004,\n",
        {("k1", "One", (), ()), ("k2", "Two", (), ())},
        {
            ("k1", "founded", "", "2003", "One was founded in 2003", ""),
            ("k1", "founded", "", "2003", "It began in 2003", "y"),
            ("k1", "founded", "", "2003", "", ""),
            ("k2", "founded", "", "2004", "Two was founded in 2004", ""),
            ("k2", "founded", "", "2004", "It began in 2004", ""),
            ("k2", "founded", "", "2004", "", ""),
        },
    ),
    "the same cell of another value": (
        ONE + FOUNDED.replace("$(c)", "{from: 'x', values: {x: '2003'}}"),
        "a,b,c\nk1,One,z\n",
        {("k1", "One", (), ())},
        {("k1", "founded", "", "2003", "One was founded in 2003", "")},
    ),
    "ends by key and constants": (
        ONE
        + """\
    statements:
      - {subject: one, relation: SUCCEEDED_BY, object: {key: $(c)}}
      - {subject: {key: $(c)}, relation: LISTED_IN, object: the-list}
""",
        "a,b,c\nk1,One,k2\nk2,Two,c-9\n",
        {("k1", "One", (), ()), ("k2", "Two", (), ())},
        {
            ("k1", "SUCCEEDED_BY", "k2", "", "One was succeeded by k2", ""),
            ("k2", "SUCCEEDED_BY", "c-9", "", "Two was succeeded by c-9", ""),
            ("k2", "LISTED_IN", "the-list", "", "k2 is listed in The list", ""),
            ("c-9", "LISTED_IN", "the-list", "", "c-9 is listed in The list", ""),
        },
    ),
    "filters of entities and statements": (
        ONE
        + f"""\
      two:
        kind: Brand
        key: $(d)
        name: $(d)
        where: [{TRANSLATED.replace("values: {x: y}", "values: {x: y}, default: z")}]
    statements:
      - subject: one
        relation: OWNS_BRAND
        object: two
        where: [{{value: $(a), is_not: [k3]}}]
""",
        "a,b,c,d\nk1,One,x,X\nk2,Two,w,Y\nk3,Three,x,Z\n",
        {
            ("k1", "One", (), ()),
            ("k2", "Two", (), ()),
            ("k3", "Three", (), ()),
            ("X", "X", (), ()),
            ("Z", "Z", (), ()),
        },
        {("k1", "OWNS_BRAND", "X", "", "One owns the brand X", "")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MADE)
def test_a_row_makes(write: Write, case: str) -> None:
    mapping, table, entities, statements = MADE[case]
    folder = write(HEAD + mapping, makes_csv=table)
    batch = read_mapped([folder], folder.parent / "mapping.yaml").batch
    assert {
        (each.key, each.name, each.aliases, each.details)
        for each in batch.entities
        if each.key not in {"the-list", "c-9"}
    } == entities
    assert {
        (each.subject, each.relation, each.object, each.value, each.summary, each.note)
        for each in batch.statements
    } == statements
    assert {each.dataset for each in batch.statements} <= {"makers"}


UNSEEN = "holds the character U+0007, which cannot be shown (remove it, or save the file as UTF-8)"
NO_KEY = "is not a key (use letters a-z, digits and . _ : -, beginning with a letter or digit)"
UNKNOWN = "is not among the values (add it to `values`, or give a `default`)"
NO_DATE = (
    "is not a date (write 2023, 2023-12, 2023-12-04, by 2023-12, after 2023-12-04, "
    "2023-10..2023-12 or ~2023-12)"
)
FILTER = "is empty (a row without it needs a filter: where)"
OWN_KEY = "(each entity needs a key of its own)"


def test_a_row_makes_a_thousand_statements(write: Write) -> None:
    sizes = (("C", 25), ("B", 40))
    lists = ["/".join(f"{side}{each}" for each in range(size)) for side, size in sizes]
    folder = write(HEAD + PAIRS, makes_csv=f"a,b\n{','.join(lists)}\n")
    batch = read_mapped([folder], folder.parent / "mapping.yaml").batch
    assert len(batch.statements) == 1_000


# The entries of a table, its rows, and what is said of the bad ones.
REFUSED: dict[str, tuple[str, str, list[str]]] = {
    "another name": (
        ONE.replace("}", ", aliases: {en: $(c)}}"),
        "a,b,c\nk1,One,a\x07b\n",
        [f"2:c: en: {UNSEEN}"],
    ),
    "keys": (
        LISTS,
        "a,b\nk1/k2,One\n,One\nk1,\nk1,One/Two/Three\n",
        [
            f"2:a: key: gives 2 keys for 1 name {OWN_KEY}",
            f"3:a: key: is empty {OWN_KEY}",
            f"4:b: name: {FILTER}",
            f"5:a: key: gives 1 key for 3 names {OWN_KEY}",
        ],
    ),
    "fields": (
        ONE.replace("}", ", country: {from: $(c), split: /}, wikidata: $(d)}"),
        "a,b,c,d\nk1,One,CN/US,Q3\nk2,Two,China,Q\nk4 4,Four,,\nk5,Fi\x07ve,,\n",
        [
            "2:c: country: has 2 values (one is needed here)",
            "3:c: country: 'China' is not the code of a country (write two letters: CN)",
            "3:d: wikidata: 'Q' is not a Wikidata item (write it as Q312)",
            f"4:a: key: 'k4 4' {NO_KEY}",
            f"5:b: name: {UNSEEN}",
        ],
    ),
    "a field of two values alone": (
        ONE.replace("}", ", country: {from: $(c), split: /}}"),
        "a,b,c\nk1,One,CN/US\n",
        ["2:c: country: has 2 values (one is needed here)"],
    ),
    "a name without a key": (
        ONE.replace("key: $(a), ", ""),
        "a,b\nk1,a\x07b\n,\n",
        [f"2:b: name: {UNSEEN}"],
    ),
    "a translated field": (
        ONE.replace("}", ", country: {from: $(c), values: {x: CN}}}"),
        "a,b,c\nk1,One,y\n",
        [f"2:c: country: 'y' {UNKNOWN}"],
    ),
    "values that are not to be translated": (
        ONE.replace("$(a)", "{from: $(a), values: {k1: k1}}")
        .replace("$(b)", "{from: $(b), values: {One: One}}")
        .replace("}\n", ", aliases: {en: {from: $(c), values: {x: X}}}}\n"),
        "a,b,c\nk2,One,x\nk1,Two,x\nk1,One,y\n",
        [f"2:a: key: 'k2' {UNKNOWN}", f"3:b: name: 'Two' {UNKNOWN}", f"4:c: en: 'y' {UNKNOWN}"],
    ),
    "keys of ends that are not to be translated": (
        ONE
        + """\
    statements:
      - {subject: {key: {from: $(c), values: {x: k1}}}, relation: LISTED_IN, object: the-list}
""",
        "a,b,c\nk1,One,x\nk2,Two,y\nk3,Three,\n",
        [f"3:c: key: 'y' {UNKNOWN}", f"4:c: key: {FILTER}"],
    ),
    "a sentence that is too long": (
        PAIRS,
        f"a,b\n{'C' * 2_000},{'B' * 2_000}\n",
        ["2:summary: is 4,016 characters long (at most 4,000 are kept in a cell)"],
    ),
    "two cells of one column": (
        ONE
        + """\
    statements:
      - subject: one
        relation: founded
        value: {from: $(d), split: /}
        valid_from: {from: $(c), split: /}
        valid_to: $(d)
""",
        "a,b,c,d\nk1,One,2003/2004,2005/2006\n",
        [
            "2:c: valid_from: has 2 values (one is needed here)",
            f"2:d: valid_to: '2005/2006' {NO_DATE}",
            "2:d: value: has 2 values (one is needed here)",
        ],
    ),
    "a key that is no key is told once": (
        ONE
        + """\
    statements:
      - {subject: {key: $(a)}, relation: founded, value: $(c)}
""",
        "a,b,c\nk1 1,One,2003\n",
        [f"2:a: key: 'k1 1' {NO_KEY}"],
    ),
    "a constant of several values": (
        ONE + FOUNDED.replace("$(c)", '{from: "2003;2004", split: ;}'),
        "a,b\nk1,One\n",
        ["2:value: has 2 values (one is needed here)"],
    ),
    "ends by key": (
        ONE + BY_KEY,
        ("a,b,c,d,e\n"
        "k1,One,b1,X,b1\nk2,Two,b2,Y,k7\nk3,Three,b3,Z,\nk4,Four,b4,W,the-list\n"
        "k5,Five,b5,V,k5\nk6,Six,b6,U,a b\nk7,Seven,b7,T,k9\nc-9,A constant,b9,S,b9\n"),
        [
            f"4:e: key: {FILTER}",
            "5:e: key: 'the-list' is of kind Register (Company or Brand or Product is needed here)",
            "6:e: key: is the subject itself (name the other party)",
            f"7:e: key: 'a b' {NO_KEY}",
            "8:e: key: no row makes an entity with the key 'k9'",
        ],
    ),
    "an end of another kind in its own row": (
        ONE + BY_KEY.replace("SUCCEEDED_BY", "OWNS_BRAND"),
        "a,b,c,d,e\nk1,One,b1,X,k2\nk2,Two,b2,Y,b2\n",
        ["2:e: key: 'k2' is of kind Company (Brand is needed here)"],
    ),
    "values": (
        ONE + FOUNDED.replace("$(c)", "{from: $(c), split: /}"),
        "a,b,c\nk1,One,2003/2004\nk2,Two,\nk3,Three,soon\n",
        [
            "2:c: value: has 2 values (one is needed here)",
            "3:c: value: is empty (founded needs it)",

            f"4:c: value: 'soon' {NO_DATE}",
        ],
    ),
    "filters of rows": (
        f"    where: [{TRANSLATED}]\n{ONE}",
        "a,b,c\nk1,One,z\nk2,Two,x\n",
        [f"2:c: value: 'z' {UNKNOWN}"],
    ),
    "filters of entities": (
        f"{LABEL}\n        kind: Company\n        name: $(b)\n        where: [{TRANSLATED}]\n",
        "a,b,c\nk1,One,z\nk2,Two,x\n",
        [f"2:c: value: 'z' {UNKNOWN}"],
    ),
    "filters of statements": (
        (f"{ONE}{FOUNDED}      - subject: one\n        relation: founded\n        value: '2003'\n"
        f"        where: [{TRANSLATED.replace('(c)', '(d)')}]\n"),
        "a,b,c,d\nk1,One,2003,z\nk2,Two,2003,x\n",
        [f"2:d: value: 'z' {UNKNOWN}"],
    ),
    "too many pairs": (
        PAIRS,
        "a,b\n"
        + "".join(
            f"{'/'.join(f'C{each}' for each in range(40))},{'/'.join(map(str, range(size)))}\n"
            for size in (25, 26)
        ),
        ["3: makes 1,040 statements of one row (at most 1,000: split fewer cells)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_row_is_refused(write: Write, complaints: Complain, case: str) -> None:
    mapping, table, said = REFUSED[case]
    folder = write(HEAD + mapping, makes_csv=table)
    assert sorted(complaints(folder)) == [f"data/makes.csv:{each}" for each in said]


def test_a_cell_that_is_no_text_is_refused_once(write: Write, complaints: Complain) -> None:
    folder = write(
        HEAD + ONE + FOUNDED,
        makes_jsonl='{"a": "k1", "b": {"c": "One"}}\n{"a": "k1", "b": "One", "c": {"d": 1}}\n',
    )
    assert complaints(folder) == [
        "data/makes.jsonl:1: holds a dict (write it as text)",
        "data/makes.jsonl:2:c: value: holds a dict (write it as text)",
    ]
