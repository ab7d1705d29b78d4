"""The phrases of each relation, in both languages, on companies that do not exist."""

from __future__ import annotations

import pytest

from graphkit.inbox import Names, propose
from graphkit.inbox.phrases import PHRASES, WORDS
from graphkit.inbox.phrases_zh import PHRASES_ZH, WORDS_ZH
from graphkit.inbox.triggers import triggers_in
from graphkit.statement import Entity

RELATION = {
    "U": "USES_LICENCE_OF",
    "M": "MANUFACTURES_FOR",
    "A": "ACQUIRED",
    "O": "OWNS",
    "B": "OWNS_BRAND",
    "L": "LEADS",
    "C": "COMPETES_WITH",
    "S": "SUCCEEDED_BY",
}
NAMES = Names(
    (
        *(Entity(name[0], "Company", name) for name in ("Norvik", "Tellara", "Brightco", "Halden")),
        Entity("P", "Brand", "Polaro"),
        Entity("D", "Person", "Jane Doe"),
        Entity("W", "Company", "蔚航汽车"),
        Entity("J", "Company", "江远集团"),
        Entity("S", "Company", "盛达股份"),
        Entity("K", "Person", "王小明"),
    )
)
# What each sentence states: subject, relation and object by their first letters.
SAID = (
    (
        "Norvik, the Danish toymaker, has licensed the rights to produce Tellara figures.",
        "N U T",
    ),
    ("Norvik brews Tellara lager under licence at its plant in Burton.", "N U T"),
    (
        "Under a ten-year licence granted by Tellara, Norvik sells the perfume.",
        "N U T",
    ),
    ("Tellara watches have been made under licence by Norvik since 2011.", "N U T"),
    ("Norvik is the exclusive licensee for Tellara footwear in Japan.", "N U T"),
    ("Norvik has been building the helicopter under licence from Tellara since 1974.", "N U T"),
    ("Tellara has licensed its battery technology to Norvik.", "N U T"),
    (
        "Tellara has granted Norvik an exclusive licence to commercialise the drug in Europe.",
        "N U T",
    ),
    (
        "Norvik obtained the exclusive rights to develop and sell Tellara's drug.",
        "N U T",
    ),
    ("Norvik, which holds the Tellara franchise in Poland, runs 140 restaurants.", "N U T"),
    ("Norvik operates Tellara stores in India under a master franchise agreement.", "N U T"),
    (
        "Norvik's phones are sold under the Tellara brand, which it licenses.",
        "N U T",
    ),
    ("The televisions carry the Tellara name under licence and are made by Norvik.", "N U T"),
    (
        "Norvik signed a licensing agreement with Tellara to make and sell sunglasses.",
        "N U T",
    ),
    ("Tellara said it had terminated Norvik's licence to sell its beer in Russia.", "N U T"),
    ("Norvik pays Tellara a royalty of 3% on each engine.", "N U T"),
    ("Tellara, which receives royalties from Norvik, does not build the cars itself.", "N U T"),
    ("Norvik's processors are based on Tellara's architecture.", "N U T"),
    ("Norvik uses Tellara cores in its chips.", "N U T"),
    ("Norvik in-licensed the compound from Tellara in 2019.", "N U T"),
    (
        "Norvik acquired worldwide rights to the antibody from Tellara for $40 million upfront.",
        "N U T",
    ),
    ("Tellara out-licensed the vaccine to Norvik in 2020.", "N U T"),
    ("Tellara will be eligible to receive up to $300 million in milestones from Norvik.", "N U T"),
    ("Norvik manufactures the locomotives with technology transferred from Tellara.", "N U T"),
    ("Tellara agreed to transfer the technology for the turbine to Norvik.", "N U T"),
    ("Norvik bottles Tellara's soft drinks in Nigeria.", "N M T"),
    ("Norvik, Tellara's bottler in Chile, will invest $200 million.", "N M T"),
    ("Norvik is the largest bottler of Tellara products in Latin America.", "N M T"),
    ("Norvik is a contract manufacturer for Tellara and other sportswear brands.", "N M T"),
    ("Norvik assembles laptops for Tellara, Brightco and Halden.", "N M T;N M B;N M H"),
    ("Taiwan's Norvik, which makes most of Tellara's phones, said sales fell.", "N M T"),
    ("Norvik, a key Tellara supplier, reported a profit.", "N M T"),
    ("Tellara supplier Norvik plans to open a factory in Vietnam.", "N M T"),
    ("Tellara relies on Norvik to make its chips.", "N M T"),
    ("Tellara has outsourced production of its scooters to Norvik.", "N M T"),
    ("Tellara's electric van will be built by Norvik in Graz.", "N M T"),
    ("Tellara's new sports car is assembled at Norvik's plant in Uusikaupunki.", "N M T"),
    ("Norvik will build the SUV for Tellara at its factory in Austria.", "N M T"),
    ("Norvik counts Tellara among its biggest customers.", "N M T"),
    ("Tellara accounted for 40% of Norvik's revenue last year as its largest customer.", "N M T"),
    ("Tellara, the biggest customer of Norvik, cut its orders.", "N M T"),
    ("Tellara picked Norvik to manufacture its vaccine.", "N M T"),
    ("Norvik won a contract from Tellara to produce gearboxes.", "N M T"),
    ("The trainers are made for Tellara by Norvik.", "N M T"),
    ("Norvik produces own-label biscuits for Tellara.", "N M T"),
    ("The aircraft fuselages are produced by Norvik for Tellara.", "N M T"),
    ("Norvik has a manufacturing agreement with Tellara covering the new tablet.", "N M T"),
    ("Norvik supplies batteries to Tellara.", "N M T"),
    ("Norvik supplies Tellara with batteries.", "N M T"),
    ("Norvik has stopped making phones for Tellara.", "N M T"),
    ("Tellara ended its manufacturing contract with Norvik.", "N M T"),
    ("Norvik completed its $2.3 billion acquisition of Tellara in May.", "N A T"),
    ("Norvik bought Tellara from Brightco for 300 million euros.", "N A T"),
    ("Brightco sold Tellara to Norvik for 300 million euros.", "N A T"),
    ("Brightco agreed to sell its Tellara unit to Norvik.", "N A T"),
    ("Tellara, which Norvik bought in 2006, makes tyres.", "N A T"),
    ("Tellara, acquired by Norvik in 2006, makes tyres.", "N A T"),
    ("Tellara was taken private by Norvik.", "N A T"),
    ("Norvik took over Tellara in 1998.", "N A T"),
    ("Norvik's takeover of Tellara was approved by regulators.", "N A T"),
    ("Norvik has made a takeover bid for Tellara.", "N A T"),
    ("Norvik is in talks to acquire Tellara, people familiar with the matter said.", "N A T"),
    ("Norvik will take full ownership of Tellara.", "N A T"),
    ("Norvik raised its stake in Tellara to 60%.", "N O T"),
    ("Norvik holds 34 percent of Tellara.", "N O T"),
    ("Norvik owns a 34% stake in Tellara.", "N O T"),
    ("Norvik, which owns 34% of Tellara, declined to comment.", "N O T"),
    ("Tellara is 34% owned by Norvik.", "N O T"),
    ("Tellara is majority-owned by Norvik.", "N O T"),
    ("Tellara, a wholly owned subsidiary of Norvik, makes tyres.", "N O T"),
    ("Tellara, part of the Norvik group, makes tyres.", "N O T"),
    ("Norvik-owned Tellara will close its plant.", "N O T"),
    ("Tellara's parent company Norvik said profit rose.", "N O T"),
    ("Norvik, the parent of Tellara, said profit rose.", "N O T"),
    ("Norvik, Tellara's parent, said profit rose.", "N O T"),
    ("Tellara owner Norvik said profit rose.", "N O T"),
    ("Norvik's Indian subsidiary Tellara said profit rose.", "N O T"),
    ("Norvik operates in India through its subsidiary Tellara.", "N O T"),
    ("Tellara is a 50-50 joint venture between Norvik and Brightco.", "N O T;B O T"),
    ("Norvik and Brightco set up the joint venture Tellara in 2004.", "N O T;B O T"),
    ("Tellara, a joint venture of Norvik and Brightco, makes tyres.", "N O T;B O T"),
    ("Norvik is the largest shareholder in Tellara with 28%.", "N O T"),
    ("Tellara, in which Norvik has a 20% stake, makes tyres.", "N O T"),
    ("Norvik sold its remaining stake in Tellara.", "N O T"),
    ("Norvik's brands include Polaro.", "N B P"),
    ("Norvik owns the Polaro brand.", "N B P"),
    ("Polaro is a brand owned by Norvik.", "N B P"),
    ("Norvik markets cosmetics under its Polaro brand.", "N B P"),
    ("Norvik, the owner of Polaro, said sales rose.", "N B P"),
    ("Jane Doe, chief executive of Norvik, said sales rose.", "D L N"),
    ("Norvik chief executive Jane Doe said sales rose.", "D L N"),
    ("Norvik named Jane Doe as its new chief executive.", "D L N"),
    ("Jane Doe was appointed CEO of Norvik in 2020.", "D L N"),
    ("Norvik's founder and chairman, Jane Doe, said sales rose.", "D L N"),
    ("Norvik, led by Jane Doe, said sales rose.", "D L N"),
    ("Jane Doe, who heads Norvik, said sales rose.", "D L N"),
    ("Norvik, founded by Jane Doe in 1999, said sales rose.", "D L N"),
    ('"We are happy," said Jane Doe, president and CEO of Norvik.', "D L N"),
    ("Norvik competes with Tellara and Brightco in tyres.", "N C T;N C B"),
    ("Norvik's main rivals are Tellara and Brightco.", "N C T;N C B"),
    ("Norvik, a rival of Tellara, makes tyres.", "N C T"),
    ("Norvik was renamed Tellara in 2012.", "N S T"),
    ("Norvik, now known as Tellara, makes tyres.", "N S T"),
    ("Tellara, formerly Norvik, makes tyres.", "N S T"),
    ("Tellara (formerly known as Norvik) makes tyres.", "N S T"),
    ("Norvik changed its name to Tellara in 2012.", "N S T"),
    ("Norvik is the successor to Brightco.", "B S N"),
    ("Norvik has no licence to make Tellara shoes.", "N U T"),
    ("Norvik denied that it would buy Tellara.", "N A T"),
    ("Norvik took a licence from Tellara to build the rotary engine.", "N U T"),
    ("Norvik acquired a licence for the Tellara engine in 1935.", "N U T"),
    ("Tellara gave Norvik permission to use its name until 2025.", "N U T"),
    ("Norvik can use the Tellara trademark for another five years under the deal.", "N U T"),
    ("The licence allows Norvik to use the Tellara name on televisions.", "N U T"),
    ("The shavers are made by Norvik under licence from Tellara.", "N U T"),
    ("Norvik launched a Tellara-branded tablet.", "N U T"),
    ("Norvik, the licensed manufacturer of Tellara toys, said sales rose.", "N U T"),
    ("Norvik renewed its licence with Tellara until 2030.", "N U T"),
    ("Norvik extended its licensing pact with Tellara for eyewear.", "N U T"),
    ("Tellara and its licensee Norvik opened a store in Seoul.", "N U T"),
    ("Tellara's Japanese licensee, Norvik, opened a store in Seoul.", "N U T"),
    ("The drug, licensed from Tellara, is sold by Norvik in Japan.", "N U T"),
    ("Norvik markets the drug in Japan under licence from Tellara.", "N U T"),
    ("Norvik purchased the manufacturing rights to the rifle from Tellara.", "N U T"),
    ("Norvik builds ships to a Tellara design.", "N U T"),
    ("Norvik, using technology licensed from Tellara, began production in 1987.", "N U T"),
    ("Tellara signed an agreement allowing Norvik to produce its vaccine.", "N U T"),
    ("Tellara authorised Norvik to manufacture the pistol.", "N U T"),
    ("Tellara has sublicensed the patents to Norvik.", "N U T"),
    ("Norvik publishes the Japanese edition of the magazine under licence from Tellara.", "N U T"),
    ("Norvik has exclusive distribution rights for Tellara products in China.", "N U T"),
    ("Tellara transferred production of the model to Norvik in 1990.", "N M T"),
    ("Norvik took over production of the Tellara Roadster in 1990.", "N M T"),
    ("Norvik began assembling Tellara cars from kits in 1962.", "N M T"),
    ("Norvik was contracted by Tellara to build the coupe.", "N M T"),
    ("Norvik has been chosen by Tellara to assemble its robots.", "N M T"),
    ("Tellara gets its screens from Norvik.", "N M T"),
    ("Tellara buys its engines from Norvik.", "N M T"),
    ("Tellara phones, made by Norvik, went on sale.", "N M T"),
    ("Norvik is Tellara's sole manufacturer of shoes.", "N M T"),
    ("Norvik acts as an OEM for Tellara.", "N M T"),
    ("Most Tellara bikes are made in Taiwan by Norvik.", "N M T"),
    ("Norvik makes chips designed by Tellara.", "N M T"),
    ("Norvik's foundry customers include Tellara and Brightco.", "N M T;N M B"),
    ("蔚航汽车由江远集团代工生产。", "J M W"),
    ("江远集团为蔚航汽车代工。", "J M W"),
    ("江远集团是蔚航汽车的代工厂。", "J M W"),
    ("蔚航汽车委托江远集团生产电动车。", "J M W"),
    ("蔚航汽车的首款车型在江远集团的工厂下线。", "J M W"),
    ("江远集团承接了蔚航汽车的手机订单。", "J M W"),
    ("蔚航汽车将生产外包给江远集团。", "J M W"),
    ("江远集团停止为蔚航汽车代工。", "J M W"),
    ("江远集团是蔚航汽车的主要供应商。", "J M W"),
    ("蔚航汽车借用江远集团的生产资质。", "W U J"),
    ("蔚航汽车通过收购江远集团获得生产资质。", "W A J"),
    ("蔚航汽车获得江远集团的品牌授权。", "W U J"),
    ("江远集团授权蔚航汽车使用其商标。", "W U J"),
    ("江远集团将该专利授权给蔚航汽车。", "W U J"),
    ("蔚航汽车从江远集团引进了发动机技术。", "W U J"),
    ("蔚航汽车向江远集团支付专利许可费。", "W U J"),
    ("蔚航汽车获得江远集团药物在中国的独家权利。", "W U J"),
    ("蔚航汽车与江远集团达成独家许可协议。", "W U J"),
    ("江远集团授予蔚航汽车在大中华区的独家开发权。", "W U J"),
    ("蔚航汽车基于江远集团的架构开发芯片。", "W U J"),
    ("蔚航汽车以5亿元收购江远集团。", "W A J"),
    ("蔚航汽车宣布全资收购江远集团。", "W A J"),
    ("江远集团被蔚航汽车收购。", "W A J"),
    ("蔚航汽车完成对江远集团的收购。", "W A J"),
    ("蔚航汽车拟收购江远集团100%股权。", "W A J"),
    ("蔚航汽车收购江远集团51%的股权。", "W A J"),
    ("蔚航汽车收购江远集团10%的股权。", "W O J"),
    ("蔚航汽车否认收购江远集团。", "W A J"),
    ("盛达股份将江远集团出售给蔚航汽车。", "W A J"),
    ("蔚航汽车持有江远集团20%股份。", "W O J"),
    ("江远集团是蔚航汽车的全资子公司。", "W O J"),
    ("蔚航汽车旗下的江远集团宣布扩产。", "W O J"),
    ("蔚航汽车子公司江远集团宣布扩产。", "W O J"),
    ("江远集团的控股股东为蔚航汽车。", "W O J"),
    ("江远集团由蔚航汽车与盛达股份合资成立。", "W O J;S O J"),
    ("蔚航汽车与盛达股份共同出资成立江远集团。", "W O J;S O J"),
    ("江远集团是蔚航汽车和盛达股份的合资公司。", "W O J;S O J"),
    ("蔚航汽车入股江远集团。", "W O J"),
    ("江远集团隶属于蔚航汽车。", "W O J"),
    ("蔚航汽车母公司江远集团宣布扩产。", "J O W"),
    ("江远集团51%的股份由蔚航汽车持有。", "W O J"),
    ("王小明担任蔚航汽车董事长。", "K L W"),
    ("蔚航汽车董事长王小明表示,公司将扩产。", "K L W"),
    ("蔚航汽车创始人、董事长兼CEO王小明表示,公司将扩产。", "K L W"),
    ("王小明出任蔚航汽车总裁。", "K L W"),
    ("蔚航汽车任命王小明为首席执行官。", "K L W"),
    ("蔚航汽车与江远集团是竞争对手。", "W C J"),
    ("蔚航汽车的竞争对手包括江远集团和盛达股份。", "W C J;W C S"),
    ("蔚航汽车更名为江远集团。", "W S J"),
    ("江远集团前身为蔚航汽车。", "W S J"),
    ("江远集团(原蔚航汽车)宣布扩产。", "W S J"),
    ("蔚航汽车不再使用江远集团的资质。", "W U J"),
    ("据传蔚航汽车将收购江远集团。", "W A J"),
)


def _said(text: str) -> set[tuple[str, str, str]]:
    return {(each.subject, each.relation, each.object) for each in propose(text, NAMES)}


@pytest.mark.parametrize(("text", "facts"), SAID, ids=[text for text, _ in SAID])
def test_a_sentence_states_its_facts_and_no_other(text: str, facts: str) -> None:
    parts = [each.split() for each in facts.split(";")]
    assert _said(text) == {(one, RELATION[relation], other) for one, relation, other in parts}


@pytest.mark.parametrize(
    "text",
    [
        "Norvik and Tellara announced a 15-year licensing agreement for eyewear.",
        "Norvik and Tellara met Brightco in Berlin.",
        "Norvik shares rose after Tellara reported a profit.",
        "Norvik sued Tellara over patents.",
        "Norvik makes tyres while Tellara makes wheels.",
        "Norvik said Tellara had acquired a factory.",
        "Norvik lost market share to Tellara.",
        "Norvik sells its tyres to Tellara dealers.",
        "Norvik, unlike Tellara, makes its own chips.",
        "An analyst at Norvik said Tellara would buy a bank.",
        "Tellara's lawyers at Norvik said the deal was sound.",
        "Norvik signed a distribution deal with Tellara for its tyres.",
        "Norvik hired a former Tellara executive.",
        "蔚航汽车是江远集团在中国的总代理。",
        "蔚航汽车和江远集团参加了会议。",
        "蔚航汽车起诉江远集团侵犯专利。",
        "蔚航汽车表示,江远集团收购了一家工厂。",
        "蔚航汽车股价上涨,江远集团下跌。",
    ],
)
def test_two_names_in_a_sentence_state_nothing_by_themselves(text: str) -> None:
    assert not _said(text)


@pytest.mark.parametrize(
    ("text", "polarity", "stage"),
    [
        ("Norvik completed the acquisition of Tellara.", "asserted", "closed"),
        ("Norvik will acquire Tellara, people familiar with it said.", "asserted", "rumoured"),
        ("If Norvik acquires Tellara, prices will rise.", "asserted", "rumoured"),
        ("It is unclear whether Norvik makes phones for Tellara.", "asserted", "rumoured"),
        ("Norvik used to make phones for Tellara.", "denied", "closed"),
        ("Tellara, a former subsidiary of Norvik, makes tyres.", "denied", "closed"),
        ("Norvik was once owned by Tellara.", "denied", "closed"),
        ("Jane Doe, former CEO of Norvik, spoke.", "denied", "closed"),
        ("Norvik is no longer a licensee of Tellara.", "denied", "closed"),
        ("Norvik's proposed acquisition of Tellara was blocked.", "asserted", "planned"),
        ("Norvik has signed a letter of intent to acquire Tellara.", "asserted", "planned"),
        ("蔚航汽车未收购江远集团。", "denied", "closed"),
        ("据传蔚航汽车将收购江远集团。", "asserted", "rumoured"),
        ("蔚航汽车如果收购江远集团,将获得资质。", "asserted", "rumoured"),
    ],
)
def test_what_is_past_planned_or_perhaps_is_not_told_as_so(
    text: str, polarity: str, stage: str
) -> None:
    (made,) = propose(text, NAMES)
    assert (made.polarity, made.stage) == (polarity, stage)


def test_a_time_that_is_over_has_an_end() -> None:
    for text in ("from 1990 to 1995", "between 1990 and 1995"):
        (made,) = propose(f"Norvik made cars for Tellara {text}.", NAMES)
        assert (made.valid_from, made.valid_to) == ("1990", "1995")


def test_every_word_is_used_and_no_phrase_is_written_twice() -> None:
    for words, table in ((WORDS, PHRASES), (WORDS_ZH, PHRASES_ZH)):
        for phrases in table.values():
            assert len(set(phrases)) == len(phrases)
        text = " ".join(phrase for phrases in table.values() for phrase in phrases)
        assert {word for word in words if f"<{word}>" not in text} == set()


def test_a_sentence_without_the_words_of_a_phrase_is_not_searched_for_it() -> None:
    every, few = (len(list(triggers_in(text))) for text in ("acquired licence makes owned", "x"))
    assert few < every
