"""A name that nobody has: what it may have been meant as, in spelling and in sound."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphkit
from graphkit.errors import UnknownName
from graphkit.statement import Batch, Entity

ENTITIES = (
    Entity("xiaomi", "Company", "Xiaomi", (("zh-Hans", "小米"),)),
    Entity("xpeng", "Company", "XPeng", (("zh-Hans", "小鹏汽车"),)),
    Entity("lixiang", "Company", "理想汽车"),
    Entity("jac", "Company", "JAC Motors", (("zh-Hans", "江淮汽车"),)),
    Entity("nio", "Company", "NIO"),
    *(Entity(f"nio-{each}", "Product", f"NIO {each.upper()}") for each in ("ec6", "es6", "es8")),
)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("小咪", "小米"),
        ("曉米", "小米"),
        ("小彭汽车", "小鹏汽车"),
        ("江准汽车", "江淮汽车"),
        ("Lixiang Qiche", "理想汽车"),
        ("JAC Motor", "JAC Motors"),
        ("NOI", "NIO"),
    ],
)
def test_the_nearest_name_is_told(tmp_path: Path, typed: str, best: str) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(Batch(entities=ENTITIES))
        with pytest.raises(UnknownName) as caught:
            graph.why(typed)
    assert best in caught.value.suggestions[:2]


def test_what_is_like_nothing_is_given_no_names(tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(Batch(entities=ENTITIES))
        with pytest.raises(UnknownName) as caught:
            graph.why("зззз")
    assert caught.value.suggestions == ()


def test_a_name_is_read_by_its_words_once_it_is_near_by_its_characters(tmp_path: Path) -> None:
    """行 is read xing alone and hang in 银行; a hundred others are nearer by the first reading."""
    others = (Entity(f"o{n}", "Company", f"印星{chr(0x4E00 + n)}") for n in range(90))
    bank = Entity("bank", "Company", "印度银行")
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(Batch(entities=(bank, *others)))
        with pytest.raises(UnknownName) as caught:
            graph.why("Yindu Yinhang")
    assert caught.value.suggestions[0] == "印度银行"
