"""What the grammar around two names does not bear is not proposed, and is told as passed over."""

from __future__ import annotations

import pytest
from invented_names import NAMES

from graphkit.inbox import passed_over, propose


def told(text: str) -> set[str]:
    return {
        ("not " if each.polarity == "denied" else "")
        + f"{each.subject} {each.relation} {each.object}"
        + ("" if each.stage == "closed" else f" ({each.stage})")
        for each in propose(text, NAMES)
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A customer may be one of a shop as of a maker.
        ("Norvik's customers include Tellara and Brightco.", ""),
        ("The foundry's customers include Tellara, Norvik said.", "N MANUFACTURES_FOR T"),
        ("Tellara, a large customer of Norvik, has not said what it pays.", ""),
        ("蔚航汽车的客户包括江远。", ""),
        ("Norvik, a foundry, counts Tellara among its customers.", "N MANUFACTURES_FOR T"),
        # Whom another verb or noun is about does nothing by itself.
        ("Brightco merged with Norvik in 2009 and acquired Tellara.", "B ACQUIRED T"),
        ("Brightco resumed talks with Norvik, after which it would buy Tellara.", ""),
        ("Norvik's ally Brightco kept Tellara's patents and licensed them to Halden.", ""),
        ("Norvik won a verdict that its Tellara chips are licensed from Brightco.", ""),
        ("Jane Doe met the chairman of Tellara before dinner.", ""),
        ("Norvik took control of Tellara's lorry line.", ""),
        # A comma by itself makes no list.
        ("Before moving to Norvik, Tellara had its chips made by Brightco.",
         "not B MANUFACTURES_FOR T"),
        # What lasts and is over.
        ("Norvik built cars for Tellara before.", "not N MANUFACTURES_FOR T"),
        ("Norvik built cars for Tellara before launching a brand of its own.",
         "not N MANUFACTURES_FOR T"),
        ("Norvik, which built cars for Tellara, now makes batteries.",
         "not N MANUFACTURES_FOR T"),
        ("Norvik initially built cars for Tellara.", "not N MANUFACTURES_FOR T"),
        ("Norvik bought Tellara before launching a brand of its own.", "N ACQUIRED T"),
        ("Norvik has built cars for Tellara since 2011.", "N MANUFACTURES_FOR T"),
        ("Tellara was a unit of Norvik.", "not N OWNS T"),
        ("Tellara said it was a unit of Norvik.", "N OWNS T"),
        ("Brightco bought Norvik's stake in Tellara.", "B OWNS T; not N OWNS T"),
        ("Norvik agreed to sell its stake in Tellara to Brightco.", ""),
        # Together, under licence, for others, or on another's plan.
        ("Norvik will work with Tellara to make electric cars.", ""),
        ("Norvik wants a deal to help others sell Tellara-branded cars.", ""),
        ("The fund would support production by Norvik for vaccines from Tellara.",
         "N MANUFACTURES_FOR T (planned)"),
        ("Tellara is being sold to Norvik.", "N ACQUIRED T (planned)"),
        ("In the 1950s, Norvik would build Tellara lorries under licence.", "N USES_LICENCE_OF T"),
        ("Norvik has a non-compete deal with Tellara.", ""),
        ("蔚航汽车将接管台湾竞争对手江远。", "W COMPETES_WITH J"),
        ("蔚航汽车早期由江远代工。", "not J MANUFACTURES_FOR W"),
        # Barred, and expected by others.
        ("Norvik is barred from making chips for Tellara.", "not N MANUFACTURES_FOR T"),
        ("Analysts expect Norvik to absorb Tellara.", "N ACQUIRED T (rumoured)"),
    ],
)  # fmt: skip
def test_only_what_the_grammar_bears_is_proposed(text: str, said: str) -> None:
    assert told(text) == {each for each in said.split("; ") if each}


def test_sentences_that_name_parties_and_give_nothing_are_told_with_their_place() -> None:
    text = (
        "Norvik bought Tellara.\nNorvik grew.\n\nTellara praised Brightco. Jane Doe met Norvik.\n"
        "Norvik met Norvik.\n"
    )
    passed = passed_over(text, NAMES, propose(text, NAMES))
    assert [(each.line, each.names) for each in passed] == [
        (4, ("Tellara", "Brightco")),
        (4, ("Jane Doe", "Norvik")),
    ]
    assert [text[each.start : each.end] for each in passed] == [each.quote for each in passed]
