"""What stands between two names, or instead of one, in longer sentences about no real company."""

from __future__ import annotations

import pytest
from invented_names import NAMES

from graphkit.inbox import propose


def said(text: str) -> set[str]:
    return {f"{each.subject} {each.relation} {each.object}" for each in propose(text, NAMES)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # How a name is written: with a form, a footnote, a title, brackets, other characters.
        ("Fenland, Inc. agreed to acquire Norvik.", "F ACQUIRED N"),
        ("The Norvik Group bought Tellara S.p.A. in 1999.", "N ACQUIRED T"),
        ("Tellara lost its permits,[12] and was bought by Norvik.[13]", "N ACQUIRED T"),
        ("Tellara named Ms. Jane Doe as chief executive.", "D LEADS T"),
        ("江遠集團收購蔚航汽車。", "J ACQUIRED W"),
        ("盛达(“Shengda”)收购江远。", "S ACQUIRED J"),
        ("江远任命王小明女士为首席执行官。", "K LEADS J"),
        ("江遠集團執行長 王小明 表示樂觀。", "K LEADS J"),
        # What is called by other words than its name.
        ("Norvik grew fast when it bought Tellara in 2001.", "N ACQUIRED T"),
        ("Norvik turned to Tellara when Tellara bought 20% of the company.", "T OWNS N"),
        ("Tellara made tyres for years. It was a subsidiary of Norvik.", "N OWNS T"),
        ("Few know Norvik. But it is this company that owns Polaro.", "N OWNS_BRAND P"),
        ("江远宣布,公司CEO王小明即将卸任。", "K LEADS J"),
        ("江远发布公告,公司全资子公司盛达与蔚航汽车签署协议。", "J OWNS S"),
        # What a sentence goes on to say of whom it begins with.
        (
            "Tellara made tyres in the north, hired half a town and was bought by Norvik.",
            "N ACQUIRED T",
        ),
        (
            "江远进入手机行业,之后成为蔚航汽车、盛达等品牌的代工厂。",
            "J MANUFACTURES_FOR W;J MANUFACTURES_FOR S",
        ),
        # Businesses, plants and rights that change hands.
        ("Norvik sold its small-appliances division to Tellara.", "T ACQUIRED_ASSETS_OF N"),
        ("Norvik completed the acquisition of Tellara's tyre factory.", "N ACQUIRED_ASSETS_OF T"),
        ("Tellara's recent sale of its northern territories to Norvik.", "N ACQUIRED_ASSETS_OF T"),
        ("该厂为江远的工厂,去年从盛达购入。", "J ACQUIRED_ASSETS_OF S"),
        # Names that became one, and lists.
        ("Norvik merged with Tellara to form Brightco.", "N SUCCEEDED_BY B;T SUCCEEDED_BY B"),
        (
            "Brightco was formed by the merger of Norvik and Tellara.",
            "N SUCCEEDED_BY B;T SUCCEEDED_BY B",
        ),
        ("Norvik owns such famous brands as Polaro and Quillo.", "N OWNS_BRAND P;N OWNS_BRAND Q"),
        ("Norvik brews its Polaro at the new plant.", "N OWNS_BRAND P"),
        ("Norvik's Tellara is the market leader.", "N OWNS T"),
        # Who is who in an agreement.
        (
            "Norvik entered into an agreement with Tellara to make the brand's phones.",
            "N MANUFACTURES_FOR T",
        ),
        (
            "Norvik and Tellara signed a licence agreement for watches under the Tellara brand.",
            "N USES_LICENCE_OF T",
        ),
        ("江远与盛达达成授权协议,授予其在欧洲的权益。", "S USES_LICENCE_OF J"),
        ("Norvik started to make licensed versions of Tellara models.", "N USES_LICENCE_OF T"),
        ('"Good," said Jane Doe, chief operating officer, Norvik.', "D LEADS N"),
        # The subject of what is said behind "and" is not the name that stands before it.
        ("In 2004 the old plant left Tellara ownership and was bought by Norvik.", ""),
        (
            "Halden was formed by the merger of Norvik and Tellara, and was part of Brightco.",
            "B OWNS H;N SUCCEEDED_BY H;T SUCCEEDED_BY H",
        ),
        ("The buyout of Tellara by Adam Roe, Norvik raising funds, and others stood out.", ""),
        ("Norvik made the doors, whilst Tellara made the seats.", ""),
        ("The plant is held by China's Norvik.", ""),
        ("Norvik agreed with Tellara to sell the brand to Brightco.", ""),
        ("江远起诉盛达,并收购蔚航汽车。", ""),
        ("江远收购一家公司、盛达收购一家电池企业以及蔚航汽车扩产。", ""),
    ],
)  # fmt: skip
def test_a_longer_sentence_states_its_facts_and_no_other(text: str, facts: str) -> None:
    assert said(text) == set(filter(None, facts.split(";")))
