"""Packs that say that their entities may share names: what is clear is read, nothing is guessed."""

from __future__ import annotations

import pytest
from good_pack import ABOUT, ENTITIES, STATEMENTS, Find, Spoil

from graphkit.ingest import read_pack, sift_packs

SHARING = f"{ABOUT}shared_names: yes\n"
# A make of the maker's name, and a company whose name is the maker's key.
TWINS = f"{ENTITIES}make,Brand,Nio,zh-Hans:蔚来,,,,\nclub,Company,jac-motors,,,,,\n"


def test_a_key_means_its_own_entity_and_a_name_of_one_is_clear(pack: Spoil) -> None:
    said = f"{STATEMENTS.replace('s3,NIO', 's3,nio')}s4,nio,OWNS_BRAND,蔚来,,,,p1,its brand,,\n"
    batch = read_pack(pack(dataset=SHARING, entities=TWINS, statements=said))
    assert len(batch.entities) == 7
    assert [(each.subject, each.object) for each in batch.statements] == [
        ("nio", "jac-motors"),
        ("nio", "access"),
        ("nio", ""),
        ("nio", "make"),
    ]


@pytest.mark.parametrize("cell", ["NIO", "nIO", "ＮＩＯ"])
def test_a_name_of_two_is_an_error_that_names_the_keys(
    pack: Spoil, problems: Find, cell: str
) -> None:
    said = STATEMENTS.replace("s3,NIO", f"s3,{cell}")
    (problem,) = problems(pack(dataset=SHARING, entities=TWINS, statements=said))
    assert problem.place.endswith("statements.csv:4:subject")
    assert problem.message == f"2 entities of the pack are called '{cell}'"
    assert problem.hint == "write the key of the one that is meant: nio or make"


def test_names_are_shared_only_where_the_pack_says_so(pack: Spoil, problems: Find) -> None:
    (first, second) = problems(pack(entities=TWINS))
    assert first.message == "'Nio' also names nio, in line 2"
    assert "shared_names: yes in dataset.yaml" in first.hint
    assert second.message == "'jac-motors' also names jac-motors, in line 3"
    (third,) = problems(pack("vans", dataset="name: vans\ntitle: V\nretrieved: 2026-11-23\n"
                                             "shared_names: perhaps\n"))  # fmt: skip
    assert (third.line, third.column, third.hint) == (4, "shared_names", "write yes or no")


def test_a_name_that_a_refused_row_may_have_had_is_not_taken_for_another(pack: Spoil) -> None:
    """Else a fact of the one would become one of the other as soon as a row is spoilt."""
    twins = TWINS.replace("make,Brand", "make,Brnd")
    said = STATEMENTS.replace("s3,NIO", "s3,Nio")
    folder = pack(dataset=SHARING, entities=twins, statements=said)
    (found,) = sift_packs([folder])
    assert [each.row for each in found.batch.statements] == ["s1", "s2"]
    quarantine = found.quarantine
    assert quarantine is not None
    for name, wrong, right in (("entities", "Brnd", "Brand"), ("statements", ",Nio,", ",nio,")):
        path = quarantine / f"{name}.csv"
        path.write_text(path.read_text().replace(wrong, right))
    batch = read_pack(quarantine)
    assert {each.key for each in batch.entities} >= {"nio", "make"}
    assert [each.subject for each in batch.statements] == ["nio"]
