"""Several packs at once: which ones are meant, and what they must agree on."""

from __future__ import annotations

import pytest
from good_pack import ABOUT, ENTITIES, SOURCES, STATEMENTS, Spoil

from graphkit.errors import InputError, Problem
from graphkit.ingest import join, read_packs, sift_packs
from graphkit.statement import Entity

HEAD = "key,kind,name,aliases,industry\n"
NIO = "nio,Company,NIO,legal:NIO Inc.,autos\n"
EMPTY = {"sources": "key,title,publisher,kind\n", "statements": "subject,relation,source\n"}


def _problems(*folders: object) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_packs(folders)  # type: ignore[arg-type]
    return list(caught.value.problems)


def test_a_folder_of_packs_is_its_packs_in_order(pack: Spoil) -> None:
    folder = pack("vans", **EMPTY)
    pack("cars")
    (folder.parent / "notes").mkdir()
    (folder.parent / "README.md").write_text("not a pack")
    batches = read_packs([folder.parent])
    assert [batch.datasets[0].name for batch in batches] == ["cars", "vans"]


def test_a_quarantine_in_a_folder_of_packs_is_passed_over(pack: Spoil) -> None:
    folder = pack(statements=STATEMENTS.replace("2014-11", "2014-13"))
    sift_packs([folder])
    (folder / "statements.csv").write_text(STATEMENTS)
    assert len(read_packs([folder.parent])) == 1


def test_a_pack_named_twice_is_read_once(pack: Spoil, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pack()
    monkeypatch.chdir(folder.parent)
    assert len(read_packs([folder, "cars", "./cars/", folder.parent])) == 1


def test_entities_of_several_packs_add_up(pack: Spoil) -> None:
    packs = [pack(), pack("vans", entities=HEAD + NIO, **EMPTY)]
    for batch in (join(read_packs(packs)), join(read_packs(packs[::-1]))):
        one, two = sorted(
            (each for each in batch.entities if each.key == "nio"), key=lambda each: each.datasets
        )
        assert [one.datasets, two.datasets] == [("cars",), ("vans",)]
        assert two.aliases == (("legal", "NIO Inc."),)
        assert {language for language, _ in one.aliases} == {"ticker", "zh-Hans"}
        assert one.merged(two) == Entity(
            "nio",
            "Company",
            "NIO",
            (("legal", "NIO Inc."), ("ticker", "NYSE:NIO"), ("zh-Hans", "蔚来汽车")),
            (("country", "CN"), ("industry", "autos")),
        )
        assert len(batch.datasets) == 2
        assert {each.datasets for each in batch.entities if each.key != "nio"} == {("cars",)}


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("nio,Brand,NIO,,", "kind", "nio has 'Brand' here and 'Company' in "),
        ("nio,Company,Nio,,", "name", "nio has 'Nio' here and 'NIO' in "),
        ("nio-brand,Brand,NIO,,", "name", "'NIO' names nio-brand here and nio in "),
        ("weilai,Company,Weilai,zh-Hans:蔚来汽车,", "aliases", "'蔚来汽车' names weilai here"),
    ],
)
def test_packs_that_disagree_name_both_places(
    pack: Spoil, row: str, column: str, says: str
) -> None:
    first, second = pack(), pack("vans", entities=f"{HEAD}{row}\n", **EMPTY)
    (problem,) = _problems(first, second)
    assert problem.place == f"{second}/entities.csv:2:{column}"
    assert says in problem.message
    assert problem.message.endswith(f"{first}/entities.csv:2")


def test_a_pack_that_says_so_may_share_names_with_another(pack: Spoil) -> None:
    about = f"{ABOUT.replace('cars', 'vans')}shared_names: yes\n"
    entities = f"{HEAD}nio-brand,Brand,NIO,,\n"
    first, second = pack(), pack("vans", dataset=about, entities=entities, **EMPTY)
    for packs in ([first, second], [second, first]):
        batch = join(read_packs(packs))
        assert {each.key for each in batch.entities if each.name == "NIO"} == {"nio", "nio-brand"}
        assert {each.subject for each in batch.statements} == {"nio"}


def test_a_source_that_two_packs_cite_is_the_same_in_both(pack: Spoil) -> None:
    first = pack()
    second = pack("vans", sources=SOURCES.replace("2023-12-05", "2023-12-06"))
    (problem,) = _problems(first, second)
    assert problem.place == f"{second}/sources.csv:2:published"
    assert "p1 has '2023-12-06' here and '2023-12-05' in" in problem.message
    assert len(join(read_packs([first, pack("bikes")])).sources) == 2


def test_two_packs_of_one_name(pack: Spoil) -> None:
    first = pack()
    (first.parent / "copy").mkdir()
    second = first.rename(first.parent / "copy" / "cars")
    (problem,) = _problems(pack(), second)
    assert problem.column == "name"
    assert "is a data set called cars as well" in problem.message


def test_packs_that_disagree_are_not_sifted(pack: Spoil) -> None:
    packs = [pack(), pack("vans", entities=ENTITIES.replace("NIO,zh", "Nio,zh"), **EMPTY)]
    with pytest.raises(InputError, match="nio has 'Nio' here"):
        sift_packs(packs)


def test_problems_of_all_packs_are_told_at_once(pack: Spoil) -> None:
    packs = [
        pack("cars", statements=STATEMENTS.replace("HOLDS", "HOLD")),
        pack("vans", statements=STATEMENTS.replace("2014-11", "2014-13")),
    ]
    found = _problems(*packs, packs[0].with_name("gone"))
    assert sorted(each.column for each in found) == ["", "relation", "value"]
