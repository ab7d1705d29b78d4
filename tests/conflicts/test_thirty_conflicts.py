"""Thirty contradictions that people noted while gathering: each found, or its absence explained.

An absence is explained by where the two claims are kept instead, and why no rule can compare
them: the pack's README tells of them, and their statements are in the graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

import graphkit
from graphkit.packs import bundled_packs


class Found(NamedTuple):
    """A conflict of this kind with at least these statements side by side."""

    kind: str
    statements: tuple[str, ...]


class Kept(NamedTuple):
    """No conflict by rule, and why; these statements and words of the README keep it."""

    why: str
    statements: tuple[str, ...]
    readme: str


READ = "2026-11-23"  # the day on which the sources of the seeds were read

THIRTY: dict[str, list[Found] | Kept] = {
    "NIO: day of its own qualification": [
        Found("starts-differ", ("autos-china:r12b", "autos-china:r17b", "seed-article:a1")),
        Found("disputed", ("autos-china:r238b", "seed-article:a14")),
    ],
    "NIO: whether it made a statement": Kept(
        "remarks are in words, which are never compared",
        ("seed-article:a50", "autos-china:r231", "autos-china:r234"),
        "NIO said nothing (231, in April 2024) or a little (234)",
    ),
    "NIO: qualification bought or granted": Kept(
        "holding a right does not say how one came by it; the other way is told in a remark",
        ("autos-china:r212", "autos-china:r212b", "autos-china:r17b"),
        "Bought or granted: 212, 212b against 17b",
    ),
    "JAC: price of its assets": [
        Found("values-differ", ("autos-china:r139b", "autos-china:r141", "autos-china:r141b")),
    ],
    "Foday: price": Kept(
        "that a price was not disclosed gives no amount to compare",
        ("autos-china:r18", "autos-china:r20"),
        "Foday: CNY 16 million (18) or not disclosed (20)",
    ),
    "Li Auto: what it bought": Kept(
        "one node is bought in all of them, for the pack reads Lifan Motors as the unit bought",
        ("autos-china:r29", "autos-china:r31", "seed-article:a33"),
        "What Li Auto bought and when: 29, 31, 104, 125",
    ),
    "Jidu: company renamed to Mihang": Kept(
        "a rename would be an alias, not a statement; both sides are remarks",
        ("autos-china:r89", "autos-china:r89b"),
        "renamed to Shanghai Mihang (89) or not (89b)",
    ),
    "eight makers: qualifications lost": [
        Found("rumour-differs", (f"autos-china:r{n}", f"autos-china:r{n}b"))
        for n in (195, 196, 197, 198, 199, 200, 201)
    ]
    + [Found("rumour-differs", ("autos-china:r194", "autos-china:r202"))],
    "Haima: owner": Kept(
        "no source gives ownership as a fact: one calls it a subsidiary, one a former partner",
        ("autos-china:r21b", "autos-china:r23b"),
        "Haima: a subsidiary of FAW (23b) or a former partner of Mazda from Hainan (21b)",
    ),
    "Rox: maker": Kept(
        "two may make for one; who developed it is a remark, and the third is a plan",
        ("autos-china:r163", "autos-china:r168", "autos-china:r167b"),
        "Rox: made by BAIC (163), developed with BAW (168)",
    ),
    "Human Horizons: contract maker": Kept(
        "Kia for the joint venture Dongfeng Yueda Kia is a name for a name: a remark",
        ("autos-china:r112", "autos-china:r115", "autos-china:r116b"),
        "HiPhi: made by the joint venture (112, 115) or Kia (116b)",
    ),
    "HiPhi: owner": [Found("exclusive", ("autos-china:r113", "autos-china:r113b"))],
    "CATL: share of Avatr": [Found("shares-differ", ("autos-china:r177", "autos-china:r179b"))],
    "CATL: share of Valmet Automotive": [
        Found("shares-differ", ("autos-world:r17", "autos-world:r17b", "autos-world:r17d")),
    ],
    "NDRC: number of approvals": Kept(
        "a count of the approved is no value of one node; who was approved are facts of their own",
        ("autos-china:r159",),
        "Approvals counted: thirteen (159), fourteen (58 to 71), fifteen (82)",
    ),
    "both approvals: number of makers": Kept(
        "a count again, as of different days",
        ("autos-china:r92", "autos-china:r154c", "autos-china:r241c"),
        "with both: eight (92), nine (241c), ten (154c)",
    ),
    "who issues the qualification": Kept(
        "each authority issues a checkpoint of its own; the mistranslated names are a remark",
        ("autos-china:r14", "autos-china:r41", "autos-china:r44b", "autos-china:r205c"),
        "Who issues the right: NDRC (14), NDRC then MIIT (41, 44, 78)",
    ),
    "Aiways: half or a majority": Kept(
        "the headline's majority was not entered, for the text of the page gives the number",
        ("autos-china:r99",),
        "Aiways: majority in a headline, 50 % in the text (99)",
    ),
    "Aiways: amount": [Found("details-differ", ("autos-china:r99", "autos-china:r108"))],
    "Li Yinan: name": Kept(
        "spellings of one name are aliases of one person, which no source denies",
        (),
        "Li Yinan, Yan Li and Yinan Li are one person",
    ),
    "Niutron: name of its contractor": Kept(
        "transliterations are aliases of one company",
        (),
        "Dorcen and Dacheng one company, by aliases",
    ),
    "TCL: start of the BlackBerry licence": [
        Found("starts-differ", ("phones:r11", "phones:r11b", "phones:r12b")),
    ],
    "DiDi: vehicle for 19Pay": [Found("exclusive", ("payments:r11b", "payments:r12"))],
    "Meituan: date of Qiandaibao": Kept(
        "the source says September without a year, so no date is given, and nothing contradicts",
        ("payments:r14", "payments:r14c", "payments:r14d"),
        "Caixin names a September that was read as 2017; its statement carries no date",
    ),
    "ivonescimab: direction of the licence": [
        Found("both-ways", ("pharma:r43", "pharma:r44v", "pharma:r44x")),
        Found("disputed", ("pharma:r43", "pharma:r43d")),
    ],
    "HAL: end of making the Su-30MKI": [Found("ends-differ", ("aircraft:r4", "aircraft:r2b"))],
    "Novavax and Fujifilm: date of the agreement": [
        Found("starts-differ", ("pharma:r51", "pharma:r51b")),
    ],
    "TSMC: share of its revenue from AMD": Kept(
        "the shares are of different years, and stand in the summaries",
        ("semiconductors:r22", "semiconductors:r25"),
        "TSMC's revenue from AMD: 7 percent in 2023 (TweakTown), 4.39 percent in 2021",
    ),
    "FAW Huali: its worth": [Found("values-differ", ("autos-china:r55c", "autos-china:r57c"))],
    "Xiaomi: approval by the NDRC": Kept(
        "reported from unnamed people and unconfirmed is a rumour; nobody denies it",
        ("autos-china:r35", "autos-china:r42"),
        "Xiaomi's approval by the NDRC: reported from two unnamed people (42), unconfirmed (35)",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graphkit.Graph]:
    with graphkit.open(tmp_path_factory.mktemp("seeds") / "store") as graph:
        graph.load("seeds")
        yield graph


@pytest.fixture(scope="module")
def conflicts(seeds: graphkit.Graph) -> list[tuple[str, set[str]]]:
    """Each conflict of the seeds: its kind, and its statements."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in seeds.ask("conflicts", as_of=READ, known_on=READ):
        found.setdefault((row["conflict"], row["number"]), set()).add(row["statement"])
    return [(kind, statements) for (kind, _), statements in found.items()]


@pytest.fixture(scope="module")
def readmes() -> str:
    texts = (each / "README.md" for each in bundled_packs().values())
    return " ".join(" ".join(each.read_text(encoding="utf-8").split()) for each in texts)


def test_there_are_thirty() -> None:
    assert len(THIRTY) == 30


@pytest.mark.parametrize(
    ("found", "conflicts_of"),
    [
        (each, topic)
        for topic, outcome in THIRTY.items()
        if isinstance(outcome, list)
        for each in outcome
    ],
    ids=lambda each: each if isinstance(each, str) else each.kind,
)
def test_a_contradiction_that_rules_can_see_is_found(
    found: Found, conflicts_of: str, conflicts: list[tuple[str, set[str]]]
) -> None:
    sides = [keys for kind, keys in conflicts if kind == found.kind]
    assert any(set(found.statements) <= keys for keys in sides), conflicts_of


@pytest.mark.parametrize(
    ("topic", "kept"),
    [(topic, outcome) for topic, outcome in THIRTY.items() if isinstance(outcome, Kept)],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_contradiction_that_they_cannot_see_is_kept_and_told(
    topic: str, kept: Kept, seeds: graphkit.Graph, readmes: str
) -> None:
    query = "UNWIND $keys AS key MATCH (s:Statement {key: key}) RETURN s.key"
    there = {key for (key,) in seeds.store.query(query, {"keys": list(kept.statements)})}
    assert there == set(kept.statements), topic
    assert kept.readme in readmes, topic


def test_names_that_two_sources_spell_differently_lead_to_one_entity(seeds: graphkit.Graph) -> None:
    for one, other in (("Li Yinan", "Yan Li"), ("Dorcen Auto", "大乘汽车")):
        keys = [
            {
                row["key"]
                for row in seeds.ask("which-entity", name, as_of=READ, known_on=READ)
                if name in row["names"]
            }
            for name in (one, other)
        ]
        assert keys[0] == keys[1]
        assert len(keys[0]) == 1


def test_the_two_that_the_packs_decide_are_decided_on_a_ground(seeds: graphkit.Graph) -> None:
    rows = [row for row in seeds.ask("conflicts", as_of=READ, known_on=READ) if row["decision"]]
    assert {row["statement"] for row in rows} == {"phones:r12b", "pharma:r43"}
    assert all(row["state"] == "decided" and row["why"] and row["reversed_by"] for row in rows)
    before = seeds.ask("conflicts", as_of=READ, known_on="2026-11-22")
    assert {row["state"] for row in before} == {"open"}
