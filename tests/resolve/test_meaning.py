"""Names that are translations of each other, and firms that only share a word in translation."""

from __future__ import annotations

from itertools import product

import pytest

from graphkit.resolve import Comparison, Index, compare, is_automatic, profile_of
from graphkit.resolve.lexicon import JOINING, MEANINGS
from graphkit.resolve.meaning import heads, renderings, translates
from graphkit.resolve.names import is_han, parse, simplified
from graphkit.resolve.weights import DOUBTFUL, LIKELY
from graphkit.statement import Entity


def company(key: str, name: str) -> Entity:
    return Entity(key, "Company", name, (), (("country", "CN"),))


def compared(left: str, right: str) -> Comparison:
    return compare(profile_of(company("a", left)), profile_of(company("b", right)))


TRANSLATED = [
    ("长城汽车股份有限公司", "Great Wall Motor Company Limited"),
    ("極石汽車", "Polestones"),
    ("中国人民银行", "People's Bank of China"),
    ("国家发展和改革委员会", "National Development and Reform Commission"),
    ("中国第一汽车集团有限公司", "First Automobile Group"),
]


@pytest.mark.parametrize(("han", "latin"), TRANSLATED)
def test_a_translation_is_a_candidate_for_a_person(han: str, latin: str) -> None:
    pairs = Index([company("a", han), company("b", latin)]).duplicates()
    assert [(each.left, each.right) for each in pairs] == [("a", "b")]
    assert pairs[0].comparison.score > LIKELY
    assert "in translation" in pairs[0].comparison.reasons
    assert not is_automatic(pairs[0].comparison)
    assert compared(han, latin).score == compared(latin, han).score


def test_the_reason_is_a_sentence() -> None:
    assert compared("长城汽车", "Great Wall Motor").reasons.endswith(
        "长城 is great wall in translation"
    )
    assert "translation" not in compared("江淮汽车", "Jianghuai Automobile").reasons
    assert "translation" not in compared("福迪汽车", "Foday Auto").reasons


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("长城汽车", "长城电脑"),
        ("Great Wall Motor", "中国长城计算机集团公司"),
        ("东方航空", "东方电气"),
        ("China Eastern Airlines", "东方电气"),
        ("东方航空", "Oriental Electric"),
        ("第一汽车", "Shanghai First Pharmaceutical"),
        ("北京现代汽车有限公司", "Shanghai Modern Pharmaceutical"),
        ("中国南方航空", "China Southern Power Grid"),
        ("中国人民银行", "People's Insurance Company of China"),
        ("中国人民保险集团股份有限公司", "中国人民银行"),
        ("山东新华制药股份有限公司", "新华人寿保险股份有限公司"),
        ("First National Bank of Omaha", "First National Bank of Pennsylvania"),
    ],
)
def test_one_word_of_two_firms_is_not_one_firm(left: str, right: str) -> None:
    made = compared(left, right)
    assert made.score < LIKELY
    assert not is_automatic(made)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("国家电网有限公司", "National Grid plc"),
        ("凤凰汽车", "Phoenix Motor"),
        ("北汽集团", "北方汽车"),
        ("上汽集团", "上海汽车集团股份有限公司"),
    ],
)
def test_what_only_a_person_can_know_is_never_automatic(left: str, right: str) -> None:
    assert not is_automatic(compared(left, right))


@pytest.mark.parametrize(
    ("short", "long"),
    [("上汽集团", "上海汽车集团股份有限公司"), ("一汽", "中国第一汽车集团有限公司"),
     ("工信部", "中国工业和信息化部"), ("发改委", "国家发展和改革委员会")],
)  # fmt: skip
def test_a_chinese_name_is_cut_to_the_heads_of_its_words(short: str, long: str) -> None:
    found = Index([company("a", short), company("b", long)]).duplicates()
    assert found
    assert found[0].comparison.features["abbreviation"] == 1
    assert found[0].comparison.score > DOUBTFUL


def test_heads_need_every_word() -> None:
    assert heads(parse("上海汽车集团")) == "上汽集"
    assert heads(parse("赛力斯汽车")) == ""


@pytest.mark.parametrize(
    ("han", "latin"), [("长城", "Great"), ("长城", "Wall"), ("长城", "Great Walling"), ("福迪", "")]
)
def test_part_of_a_translation_is_none(han: str, latin: str) -> None:
    assert not translates(parse(han), parse(latin))


def test_renderings_are_few_and_translate() -> None:
    name = parse("东西南北金银")
    made = renderings(name)
    assert 0 < len(made) <= 24
    assert all(translates(name, parse(each)) for each in made[:12])


def test_the_lexicon_is_well_formed() -> None:
    for word, meanings in MEANINGS.items():
        assert is_han(word)
        assert simplified(word) == word
        assert meanings
        assert len(set(meanings)) == len(meanings)
        assert all(each == each.lower().strip() and not is_han(each) for each in meanings)
    assert not any(joined in MEANINGS for joined in JOINING)


def test_no_two_words_of_a_name_are_one_by_translation_alone() -> None:
    """A crowd of translated names: none of them merges without a person."""
    names = [f"{one}{other}汽车" for one, other in product("金银红白", "龙虎马鹰")]
    latin = [f"{one} {other} Motor" for one, other in product(
        ("Gold", "Silver", "Red", "White"), ("Dragon", "Tiger", "Horse", "Eagle"))]  # fmt: skip
    both = [company(f"e{number}", name) for number, name in enumerate((*names, *latin))]
    found = Index(both).duplicates()
    best = {(each.left, each.right) for each in found if "translation" in each.comparison.reasons}
    assert best >= {tuple(sorted((f"e{at}", f"e{at + 16}"))) for at in range(16)}
    assert not any(is_automatic(each.comparison) for each in found)
