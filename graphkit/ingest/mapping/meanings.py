"""Words in the names of columns, and what they speak for: a kind, a relation and its side, a date.

A guess for a person to confirm. Kinds and relations are those of the vocabulary. Chinese is written
without spaces, so a name in it is taken apart by the words that stand here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = [
    "COUNTRIES",
    "EDITED",
    "HAN",
    "IDS",
    "KIND_WORDS",
    "NAMELESS",
    "RELATION_WORDS",
    "SHARES",
    "Sides",
    "bound_of",
    "kind_of",
]

KIND_WORDS: Mapping[str, frozenset[str]] = {
    "Brand": frozenset({"brand", "make", "marque", "品牌"}),
    "Product": frozenset(
        {"product", "model", "drug", "chip", "aircraft", "medicine",
         "产品", "车型", "药品"}
    ),
    "Plant": frozenset({"plant", "factory", "site", "facility", "工厂"}),
    "Person": frozenset({"person", "ceo", "director", "officer", "法定代表人"}),
    "Authority": frozenset({"authority", "regulator", "agency", "ministry", "主管机关"}),
    "Qualification": frozenset({"qualification", "licence", "license", "permit", "资质"}),
    "Register": frozenset({"register", "registry", "catalogue", "名录"}),
    "Company": frozenset(
        {"company", "manufacturer", "maker", "firm", "owner", "holder", "supplier", "licensee",
         "licensor", "lender", "borrower", "parent", "subsidiary", "buyer", "acquirer", "target",
         "entity", "legal", "organisation", "organization", "mah", "sponsor", "cmo", "cdmo",
         "公司", "企业", "公司名称", "企业名称", "生产企业", "许可方", "被许可方", "授权方",
         "被授权方", "出借方", "借用方", "资质方", "持有人", "上市许可持有人", "委托方", "受托方",
         "委托企业", "受托企业", "受托生产企业", "收购方", "被收购方", "母公司", "子公司", "股东"}
    ),
}  # fmt: skip
# Who has a licence, or lends it, is a party and no licence: "licence holder", "licence of".
_PARTY = frozenset({"holder", "owner", "lender", "borrower", "of", "from", "by", "to", "for"})


class Sides(NamedTuple):
    """Words in the name of a column that speak for its being the subject, or the object."""

    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()


def _sides(subject: str, object_: str = "") -> Sides:
    return Sides(frozenset(subject.split()), frozenset(object_.split()))


RELATION_WORDS: Mapping[str, Sides] = {
    "USES_LICENCE_OF": _sides(
        "licensee borrower 被许可方 被授权方 借用方",
        "licensor lender licence license 许可方 授权方 出借方 资质方",
    ),
    "ACQUIRED": _sides("acquirer buyer 收购方", "target 被收购方"),
    "OWNS": _sides("owner parent shareholder 股东 母公司", "subsidiary 子公司"),
    "OWNS_BRAND": _sides("owner company 公司 企业 公司名称 企业名称"),
    "DECLARED_MAKER_OF": _sides("manufacturer maker registrant 生产企业"),
    "HOLDS": _sides("holder licensee company 持有人 公司 企业 公司名称 企业名称"),
    "MAKES": _sides("company producer 公司 企业 公司名称 企业名称"),
    "MANUFACTURES_FOR": _sides(
        "contract cmo cdmo 受托方 受托企业 受托生产企业",
        "mah authorisation authorization sponsor 委托方 委托企业 上市许可持有人",
    ),
}
NAMELESS = frozenset({"name", "title", "legal", "full", "名称"})
# Days on which something was written down, not those on which it began.
EDITED = frozenset({"created", "updated", "modified", "entered", "recorded", "public"})
_STARTS = frozenset(
    {"start", "since", "from", "begin", "effective", "valid", "date", "authorised", "authorized",
     "approved", "granted", "issued", "开始", "起始", "日期", "开始日期", "起始日期", "生效日期",
     "开始时间", "起始时间", "有效期起"}
)  # fmt: skip
_ENDS = frozenset(
    {"end", "until", "to", "expired", "结束", "结束日期", "截止日期", "结束时间"}
)  # fmt: skip
# The end of a term that was agreed or granted: nobody says by it that it did end.
_TERMS = frozenset(
    {"expiry", "expires", "expiration", "到期", "到期日", "到期日期", "有效期", "有效期至"}
)
IDS = frozenset({"id", "key", "code", "number", "no", "nr", "编号", "代码"})
SHARES = frozenset({"share", "percent", "percentage", "stake", "pct", "持股比例", "比例"})
COUNTRIES = frozenset({"country", "jurisdiction", "nation", "国家"})
# The Chinese ones, the longest first.
HAN = tuple(
    sorted(
        {
            word
            for lot in (
                *KIND_WORDS.values(),
                *(side for sides in RELATION_WORDS.values() for side in sides),
                *(NAMELESS, _STARTS, _ENDS, _TERMS, IDS, SHARES, COUNTRIES),
            )
            for word in lot
            if not word.isascii()
        },
        key=lambda word: (-len(word), word),
    )
)


def bound_of(words: Iterable[str]) -> str:
    """The date of a statement that the words speak for: its start, its end, or the end of its
    term; empty if none."""
    found = set(words)
    if found & {"from", "start"}:
        return "valid_from"
    if found & _TERMS or found >= {"valid", "until"}:
        return "expected_to"
    if found & _ENDS:
        return "valid_to"
    return "valid_from" if found & _STARTS and "by" not in found else ""


def kind_of(words: Iterable[str]) -> str:
    """The kind that the words in a column's name speak for; empty if none."""
    found = set(words)
    if found & KIND_WORDS["Qualification"] and found & _PARTY:
        return "Company"
    return next((kind for kind, said in KIND_WORDS.items() if said & found), "")
