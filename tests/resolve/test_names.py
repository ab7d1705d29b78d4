"""A name taken apart, and two entities compared: in both scripts, with what tells them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.resolve import Finder, Index, compare, is_automatic, profile_of
from graphkit.resolve.names import asides, parse, simplified
from graphkit.resolve.weights import DOUBTFUL
from graphkit.statement import Entity

LEI = "5493001KJTIIGC8Y1R12", "213800H2PQMIF3OVZY47"


def entity(
    key: str, name: str, *aliases: tuple[str, str], kind: str = "Company", **details: str
) -> Entity:
    return Entity(key, kind, name, aliases, tuple(details.items()))


def score(left: str, right: str, kind: str = "Company", country: str = "CN") -> float:
    one, other = (profile_of(entity(key, name, kind=kind, country=country))
                  for key, name in (("a", left), ("b", right)))  # fmt: skip
    return compare(one, other).score


@pytest.mark.parametrize(
    ("name", "core", "places", "form"),
    [
        ("安徽江淮汽车集团股份有限公司", ("jianghuai",), {"安徽"}, "public"),
        ("Anhui Jianghuai Automobile Group Corp., Ltd.", ("jianghuai",), {"安徽"}, "private"),
        ("江淮汽車", ("jianghuai",), set(), ""),
        ("蔚来汽车科技（安徽）有限公司", ("weilai",), {"安徽"}, "private"),
        ("NIO Technology (Anhui) Co., Ltd.", ("nio",), {"安徽"}, "private"),
        ("北京汽车", ("beijing",), set(), ""),
        ("Magna Steyr AG & Co KG", ("magna", "steyr"), set(), "gmbh"),
        ("Škoda Auto a.s.", ("skoda",), set(), "ag"),
        ("Kabushiki Kaisha Toyota", ("toyota",), set(), "ag"),
        ("Corporation of Aviation Industry", ("aviation", "industry"), set(), ""),
    ],
)  # fmt: skip
def test_a_name_is_taken_apart(
    name: str, core: tuple[str, ...], places: set[str], form: str
) -> None:
    taken = parse(name)
    assert (taken.core, set(taken.places), taken.form) == (core, places, form)


@given(st.text(max_size=400))
def test_any_text_is_a_name(text: str) -> None:
    taken = parse(text)
    assert parse(text) == taken
    assert all(taken.core)
    assert parse(simplified(text).upper()) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("安徽江淮汽车集团股份有限公司", "Anhui Jianghuai Automobile Group Co., Ltd."),
        ("蔚來汽車", "蔚来汽车"),
        ("小米汽车科技有限公司", "Xiaomi Automobile Technology Co., Ltd."),
        ("Taiwan Semiconductor Manufacturing Company", "TSMC"),
        ("Magna Steyr AG & Co KG", "MAGNA STEYR"),
        ("广东福迪汽车有限公司", "Guangdong Foday Automobile Co., Ltd."),
        ("Chehejia", "CHJ Automotive"),
        ("AVIC", "Aviation Industry Corporation of China"),
        ("Smart Pharma S.r.l.", "SMART PHRAMA"),
        ("Deepblue Industries Pte.", "DEEPBLUE INDUSTRIES PTE. LTD."),
        ("Chengdu Haiguang Chips Co., Ltd (Hygon)", "Hygon"),
    ],
)
def test_one_company_under_two_names(left: str, right: str) -> None:
    assert score(left, right) > 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("JAC Motors", "JAC Group"),
        ("Arm Limited", "ARM Solar Farm Limited"),
        ("Maruti Suzuki India Limited", "Maruti Transport"),
        ("北京奔驰汽车有限公司", "北京现代汽车有限公司"),
        ("上海蔚来汽车有限公司", "蔚来汽车科技（安徽）有限公司"),
        ("重庆力帆汽车有限公司", "力帆汽车"),
        ("BAIC Group", "BAIC Off-road"),
        ("Volvo II AB", "Volvo III AB"),
        ("Equipment Trust 2016-B", "Equipment Trust 2018-B"),
        ("Hyundai Motor Company", "Hyundai Motor India"),
        ("Novartis", "Novartis Pharmaceutical Manufacturing"),
        ("上汽大众汽车有限公司", "一汽大众汽车有限公司"),
        ("Fisker Inc.", "Fisker Automotive"),
        # The maker and its company in China.
        ("百事", "百事(中国)有限公司"),
        ("联通", "中国联通"),
        ("UnionPay", "China UnionPay"),
        # Namesakes in pinyin.
        ("Haima", "海玛"),
        ("Shengda", "圣大"),
        # Words of one kind are not one word.
        ("Weichai Engine Co., Ltd.", "Weichai Battery Co., Ltd."),
        ("潍柴发动机有限公司", "潍柴电池有限公司"),
        ("Hyosung Steel Corporation", "Hyosung Chemicals Corporation"),
        ("Mahindra Leasing Limited", "Mahindra Securities Limited"),
        ("Kingfisher Beer Limited", "Kingfisher Beverages Limited"),
        ("Kirloskar Solar Power Ltd", "Kirloskar Power Ltd"),
        ("Kirloskar Technology Ltd", "Kirloskar Ltd"),
        ("Weichai (Shanghai) Beijing Co., Ltd.", "Weichai (Shanghai) Co., Ltd."),
        # What stands in brackets may be an owner.
        ("Longchamp Automotive Co., Ltd. (Steyr)", "Steyr"),
    ],
)
def test_no_machine_takes_a_family_for_one(left: str, right: str) -> None:
    one, other = (profile_of(entity(key, name)) for key, name in (("a", left), ("b", right)))
    assert not is_automatic(compare(one, other))


def test_one_name_in_pinyin_is_not_one_company() -> None:
    one = profile_of(entity("a", "Huawei", ("zh-Hans", "华为")))
    other = profile_of(entity("b", "华威", ("pinyin", "Huawei")))
    made = compare(one, other)
    assert made.score > 0.9  # a person is asked
    assert not is_automatic(made)
    again = profile_of(entity("c", "HUAWEI", ("zh-Hant", "華為")))
    assert is_automatic(compare(one, again))


def test_one_identifier_decides_and_two_exclude() -> None:
    one = entity("a", "NIO Inc.", lei=LEI[0])
    same = entity("b", "Weilai Holding", lei=LEI[0])
    other = entity("c", "NIO Inc.", lei=LEI[1])
    ticker = entity("d", "NIO Limited", ("ticker", "NYSE:NIO"))
    listed = entity("e", "蔚来", ("ticker", "nyse:nio"))
    assert compare(profile_of(one), profile_of(same)).score == 1
    assert compare(profile_of(one), profile_of(other)).score == 0
    assert is_automatic(compare(profile_of(ticker), profile_of(listed)))


def test_a_number_with_a_slip_is_another_number() -> None:
    assert score("Vintage Fund 2024", "Vintage Fnud 2024") > score(
        "Vintage Fund 2024", "Vintage Fund 2025"
    )


def test_a_slip_is_at_one_place() -> None:
    slips = ("Ferdinand Ltd", "Ferinand Ltd"), ("Ferdinand Ltd", "Ferdniand Ltd")
    others = ("Ride Capital Ltd", "Rig Capital Ltd"), ("Faw Xiali Ltd", "Faw Huali Ltd")
    assert all(score(*pair) > 0.9 for pair in slips)
    assert all(score(*pair) < 0.5 for pair in others)


def test_words_in_the_plural_are_the_same_words() -> None:
    one, other = (profile_of(entity(name, name)) for name in ("Foday Batteries", "Foday Battery"))
    assert is_automatic(compare(one, other))


@pytest.mark.parametrize("inside", ["Shanghai", "Holdings", "India", "2019", "Limited", "AB", ""])
def test_a_place_or_a_form_in_brackets_is_no_name_of_its_own(inside: str) -> None:
    assert not asides(f"Foday Co., Ltd. ({inside})")
    assert [each.joined for each in asides("Foday Co., Ltd. (Cheetah)")] == ["foday", "cheetah"]


def test_kinds_are_never_one() -> None:
    brand, company = entity("a", "NIO", kind="Brand"), entity("b", "NIO")
    assert compare(profile_of(brand), profile_of(company)).score == 0
    assert not list(Index([brand, company]).pairs())


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_which_comes_first_does_not_matter(left: str, right: str) -> None:
    one, other = profile_of(entity("a", left)), profile_of(entity("b", right))
    assert compare(one, other).score == pytest.approx(compare(other, one).score)


def test_the_score_is_explained() -> None:
    made = compare(
        profile_of(entity("a", "江淮汽车")), profile_of(entity("b", "Jianghuai Automobile"))
    )
    assert made.features["core_same"] == made.features["other_script"] == 1.0
    assert "core_same 1" in made.reasons
    assert made.names == ("江淮汽车", "jianghuai automobile")


def test_what_sounds_alike_or_is_an_abbreviation_meets() -> None:
    foday = [entity("a", "福迪汽车", country="CN"), entity("b", "Foday Auto", country="CN")]
    chehejia = [entity("c", "Chehejia", country="CN"), entity("d", "CHJ", country="CN")]
    pairs = {(each.left, each.right) for each in Index([*foday, *chehejia]).duplicates()}
    assert pairs == {("a", "b"), ("c", "d")}


def test_a_crowd_is_not_compared_with_itself() -> None:
    crowd = [entity(f"e{n}", f"Shanghai {word}{n} Auto") for n in range(300) for word in ("Xin",)]
    assert len(list(Index(crowd).pairs())) < 300 * 50


KNOWN = (
    entity(
        "jac-motors", "JAC Motors", ("zh-Hans", "江淮汽车"), ("ticker", "SSE:600418"), country="CN"
    ),
    entity("jac-group", "JAC Group", country="CN"),
    entity("nio", "NIO", ("legal", "NIO Inc."), lei=LEI[0]),
    entity("nio-brand", "NIO", kind="Brand"),
)


@pytest.mark.parametrize(
    ("name", "details", "aliases", "key"),
    [
        ("Whatever", {"lei": LEI[0]}, (), "nio"),
        ("Jianghuai", {}, (("ticker", "SSE:600418"),), "jac-motors"),
        ("jac  motors", {}, (), "jac-motors"),
        ("NIO Inc.", {"lei": LEI[1]}, (), "new"),  # another legal entity of that name
        ("江淮汽車", {}, (), "new"),  # only alike: a candidate, no more
        ("Arm Limited", {}, (), "new"),
    ],
)
def test_a_foreign_name_becomes_the_entity_that_is_known(
    name: str, details: dict[str, str], aliases: tuple[tuple[str, str], ...], key: str
) -> None:
    found = Finder(KNOWN).resolved(entity("new", name, *aliases, **details))
    assert found.key == key
    known = {each.key: each for each in KNOWN}.get(key)
    assert found.name == (known.name if known else name)
    assert name in found.names or (known and name in known.names)


def test_a_brand_is_not_its_company() -> None:
    assert Finder(KNOWN).resolved(entity("new", "NIO", kind="Brand")).key == "nio-brand"


def test_a_name_in_another_country_is_another_until_somebody_judges() -> None:
    """A key that is replaced on the way in cannot be withdrawn as a judgement can."""
    finder = Finder([entity("merck-us", "Merck", country="US"), entity("roche", "Roche")])
    assert finder.resolved(entity("new", "Merck", country="DE")).key == "new"
    assert finder.resolved(entity("new", "Merck", country="US")).key == "merck-us"
    assert finder.resolved(entity("new", "Merck")).key == "merck-us"
    assert finder.resolved(entity("new", "Roche", country="CH")).key == "roche"


def test_what_is_only_alike_comes_with_reasons() -> None:
    near = Finder(KNOWN).near(entity("new", "江淮汽車", country="CN"))
    assert near[0].right == "jac-motors"
    assert all(each.comparison.score >= DOUBTFUL for each in near)
