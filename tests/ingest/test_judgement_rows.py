"""The table of judgements in a pack: what it says reaches the graph, every mistake has a place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from good_pack import ENTITIES, Find, Spoil

import graphkit
from graphkit.errors import InputError

HEADER = "id,left,right,verdict,who,judged_on,why,score,features,withdraws\n"
TWICE = f"{ENTITIES}anhui-jianghuai,Company,Anhui Jianghuai,ticker:SSE:600418,CN,,,\n"
SAME = "j1,anhui-jianghuai,jac-motors,same,Ada,2026-11-01,one stock,0.97,name 0.8,\n"


def _judged(pack: Spoil, *rows: str) -> Path:
    folder = pack(entities=TWICE)
    (folder / "judgements.csv").write_text(HEADER + "".join(rows), "utf-8")
    return folder


def test_a_judgement_of_a_pack_takes_effect_and_is_exported(pack: Spoil, tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        report = graph.load(_judged(pack, SAME))
        assert report.written.judgements.added == 1
        assert "judgements 1 added" in str(report)
        assert repr(report) == str(report)  # what a notebook shows
        shown = graph.cypher("MATCH (e:Company {key: 'jac-motors'}) RETURN e.names AS names").rows
        assert "Anhui Jianghuai" in shown[0]["names"]
        graph.export(tmp_path / "out")
        (file,) = (tmp_path / "out").rglob("judgements.csv")
        with file.open(encoding="utf-8", newline="") as exported:
            (written,) = csv.DictReader(exported)
        wanted = dict(zip(HEADER.strip().split(","), SAME.strip().split(","), strict=True))
        assert written == {name: cell for name, cell in wanted.items() if cell}


def test_a_pack_takes_its_judgement_back(pack: Spoil, tmp_path: Path) -> None:
    back = "j2,,,withdrawn,Bo,2026-11-02,a slip,,,j1\n"
    with graphkit.open(tmp_path / "store") as graph:
        graph.load(_judged(pack, SAME, back))
        alone = graph.cypher("MATCH (e:Company) WHERE e.same_as IS NULL RETURN e.key AS key").rows
        assert {each["key"] for each in alone} == {"nio", "jac-motors", "anhui-jianghuai"}


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("j1,a,b,equal,Ada,2026-11-01,why,,,\n", "judgements.csv:2:verdict: "),
        ("j1,a,,same,Ada,2026-11-01,why,,,\n", "judgements.csv:2:right: is empty"),
        ("j1,a,a,same,Ada,2026-11-01,why,,,\n", "judgements.csv:2:right: is the same key as left"),
        ("j1,a,b,same,,2026-11-01,why,,,\n", "judgements.csv:2:who: "),
        ("j1,a,b,same,Ada,soon,why,,,\n", "judgements.csv:2:judged_on: "),
        ("j1,a,b,same,Ada,2026-11-01,why,2,,\n", "judgements.csv:2:score: '2' is no score"),
        ("j1,a,b,withdrawn,Ada,2026-11-01,why,,,\n", "judgements.csv:2:withdraws: is empty"),
        ("j1,a,b,same,Ada,2026-11-01,why,,,j0\n", "judgements.csv:2:withdraws: does not go with"),
        (SAME + SAME, "judgements.csv:3:id: j1 stands in line 2 already"),
    ],
)
def test_every_mistake_has_its_place(pack: Spoil, problems: Find, row: str, place: str) -> None:
    assert any(place in str(each) for each in problems(_judged(pack, row)))


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (SAME.replace("anhui-jianghuai", "nobody"), ":2:left: no entity has the key 'nobody'"),
        (SAME.replace("jac-motors", "nobody"), ":2:right: no entity has the key 'nobody'"),
        ("j2,,,withdrawn,Bo,2026-11-02,a slip,,,j1\n", ":2:withdraws: no judgement has the key"),
    ],
)
def test_what_is_nowhere_is_refused_with_its_place(
    pack: Spoil, tmp_path: Path, row: str, place: str
) -> None:
    folder = _judged(pack, row)
    with graphkit.open(tmp_path / "store") as graph:
        for write in (graph.load, graph.plan):
            with pytest.raises(InputError) as caught:
                write(folder)
            assert f"{folder / 'judgements.csv'}{place}" in str(caught.value)
        assert graph.store.counts()["entities"] == 0
