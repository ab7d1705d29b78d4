"""What a sentence only supposes, tells as past, or tells of another or of another day."""

from __future__ import annotations

import pytest
from invented_names import NAMES

from graphkit.inbox import Names, Proposal, propose
from graphkit.statement import Entity

PERMIT = Entity("L", "Qualification", "brewing permit", (("zh-Hans", "酿酒许可"),))
PERMITTED = Names((*NAMES.entities.values(), PERMIT))


def told(each: Proposal) -> str:
    so = "not " if each.polarity == "denied" else ""
    stage = "" if each.stage == "closed" else f" ({each.stage})"
    days = f" {each.valid_from}" if each.valid_from else ""
    ends = f" to {each.valid_to}" if each.valid_to else ""
    return f"{so}{each.subject} {each.relation} {each.object}{stage}{days}{ends}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # What was only supposed, hoped or untrue.
        (
            "Had Norvik bought Tellara in 1998, nobody would have noticed.",
            "N ACQUIRED T (rumoured) 1998",
        ),
        ("Norvik had hoped to acquire Tellara.", "N ACQUIRED T (planned)"),
        ("It is not true that Norvik owns Tellara.", "not N OWNS T"),
        ("蔚航汽车收购江远的消息不实。", "not W ACQUIRED J"),
        ("Regulators vetoed Norvik's takeover of Tellara.", "not N ACQUIRED T"),
        ("A judge overturned the sale of Tellara to Norvik.", "not N ACQUIRED T"),
        # What is past.
        ("Tellara, once an arm of Norvik, grew.", "not N OWNS T"),
        ("Tellara, a unit of Norvik until this spring, grew.", "not N OWNS T"),
        ("Norvik once assembled phones for Tellara.", "not N MANUFACTURES_FOR T"),
        ("Norvik sold its 40% stake in Tellara in 2004.", "not N OWNS T 2004"),
        ("王小明曾出任江远董事长。", "not K LEADS J"),
        ("江远此前为盛达代工。", "not J MANUFACTURES_FOR S"),
        ("Norvik has yet to obtain the brewing permit.", "not N HOLDS L"),
        ("Norvik lost its brewing permit in 2011.", "not N HOLDS L 2011"),
        # What is said of another, or not at all.
        ("Norvik has applied for a brewing permit.", "N APPLIED_FOR L"),
        ("Norvik rejects claims that it used designs of Tellara without a licence.", ""),
        ("Norvik and Tellara are rivals of Brightco.", "N COMPETES_WITH B; T COMPETES_WITH B"),
        ("The plant, opened by Norvik in 1990, was sold to Tellara.", ""),
        ("蔚航汽车收购江远,从而获得酿酒许可。", "W ACQUIRED J"),
        ("盛达由江远代工,后来取得酿酒许可。", "J MANUFACTURES_FOR S"),
        # What happened on another day.
        (
            "Norvik lost its brewing permit in 2011, a year after Tellara took over Brightco.",
            "not N HOLDS L 2011; T ACQUIRED B",
        ),
        ("Norvik acquired Tellara after Jane Doe left in 2007.", "N ACQUIRED T"),
        ("Norvik made phones for Tellara from 2009 until 2002.", "N MANUFACTURES_FOR T"),
        ("Following a row with Brightco in 1996, Norvik acquired Tellara.", "N ACQUIRED T"),
        ("In 1996, Norvik acquired Tellara.", "N ACQUIRED T 1996"),
        ("江远2003年收购盛达,2009年出售工厂。", "J ACQUIRED S 2003"),
        (
            "Norvik licensed a design from Tellara in 2001 before returning the rights in 2006.",
            "N USES_LICENCE_OF T 2001 to 2006",
        ),
    ],
)
def test_doubt_past_and_the_days_of_others(text: str, said: str) -> None:
    made = {told(each) for each in propose(text, PERMITTED)}
    assert made == {each for each in said.split("; ") if each}
