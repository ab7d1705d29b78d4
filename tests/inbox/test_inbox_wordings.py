"""How news, filings and registers word it: sentences about no real company that were made up
without the phrases at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_names import NAMES

from graphkit.inbox import propose

RELATION = {
    "U": "USES_LICENCE_OF",
    "M": "MANUFACTURES_FOR",
    "A": "ACQUIRED",
    "X": "ACQUIRED_ASSETS_OF",
    "O": "OWNS",
    "B": "OWNS_BRAND",
    "L": "LEADS",
    "C": "COMPETES_WITH",
    "S": "SUCCEEDED_BY",
}


# A sentence a line, and what it states: subject, relation and object by their first letters.
LINES = (Path(__file__).parent / "wordings.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", LINES)
def test_a_wording_states_its_facts_and_no_other(line: str) -> None:
    text, facts = line.split(" |")
    parts = [each.split() for each in facts.split(";") if each]
    made = {(each.subject, each.relation, each.object) for each in propose(text, NAMES)}
    assert made == {(one, RELATION[relation], other) for one, relation, other in parts}


@pytest.mark.parametrize(
    ("text", "polarity", "stage"),
    [
        ("Norvik to acquire Tellara", "asserted", "planned"),
        ("Norvik has signed a memorandum of understanding to buy Tellara.", "asserted", "planned"),
        ("Norvik completed its planned takeover of Tellara.", "asserted", "closed"),
        ("Norvik accomplished its long-rumoured acquisition of Tellara.", "asserted", "closed"),
        ("Norvik expects to have completed the purchase of Tellara.", "asserted", "planned"),
        ("Norvik bought Tellara in May 2021.", "asserted", "closed"),
        ("Norvik has no plant of its own and has relied on Tellara to make its chips.",
         "asserted", "closed"),
        ("Norvik did not disclose the price it paid for Tellara.", "asserted", "closed"),
        ("Norvik threatened to terminate Tellara's licence.", "asserted", "closed"),
        ("Norvik will sell Tellara's unit Brightco.", "asserted", "closed"),
        ("Norvik's right to use the Tellara brand ended in 2018.", "denied", "closed"),
        ("Norvik will continue to make phones for Tellara.", "asserted", "closed"),
        ("Jane Doe stepped down as chief executive of Norvik.", "denied", "closed"),
        ("Tellara revoked Norvik's licence.", "denied", "closed"),
        ("Jane Doe was succeeded as president of Norvik by John Roe.", "denied", "closed"),
        ("Norvik ruled out a takeover of Tellara.", "denied", "closed"),
        ("Tellara selected Norvik to be its contract manufacturer.", "asserted", "closed"),
        ("盛达股份将旗下江远集团出售给蔚航汽车。", "asserted", "closed"),
        ("蔚航汽车终止收购江远集团。", "denied", "closed"),
        ("江远集团收回了蔚航汽车的商标使用权。", "denied", "closed"),
        ("目前江远集团下属企业蔚航汽车已经签约。", "asserted", "closed"),
    ],
)  # fmt: skip
def test_how_a_thing_is_said_is_kept(text: str, polarity: str, stage: str) -> None:
    made = {(each.polarity, each.stage) for each in propose(text, NAMES)}
    assert (polarity, stage) in made
    assert len(made) == 1
