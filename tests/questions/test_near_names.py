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
