"""Words in the names of columns, and what they speak for: a kind, a relation and its side, a date.

A guess for a person to confirm. Kinds and relations are those of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = [
    "EDITED",
    "ENDS",
    "KIND_WORDS",
    "NAMELESS",
    "RELATION_WORDS",
    "STARTS",
    "Sides",
    "kind_of",
]

KIND_WORDS: Mapping[str, frozenset[str]] = {
    "Brand": frozenset({"brand", "make", "marque", "品牌"}),
    "Product": frozenset({"product", "model", "drug", "chip", "aircraft", "产品", "车型"}),
    "Plant": frozenset({"plant", "factory", "site", "facility", "工厂"}),
    "Person": frozenset({"person", "ceo", "director", "officer", "法定代表人"}),
    "Authority": frozenset({"authority", "regulator", "agency", "ministry", "主管机关"}),
    "Qualification": frozenset({"qualification", "licence", "license", "permit", "资质"}),
    "Register": frozenset({"register", "registry", "catalogue", "名录"}),
    "Company": frozenset(
        {"company", "manufacturer", "maker", "firm", "owner", "holder", "supplier", "licensee",
         "licensor", "lender", "borrower", "parent", "subsidiary", "buyer", "acquirer", "target",
         "entity", "legal", "organisation", "organization", "公司", "企业", "公司名称", "企业名称",
         "生产企业", "许可方", "被许可方", "授权方", "被授权方", "出借方", "借用方", "资质方",
         "委托方", "受托方", "收购方", "被收购方", "母公司", "子公司", "股东"}
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
    "OWNS_BRAND": _sides("owner company"),
    "DECLARED_MAKER_OF": _sides("manufacturer maker registrant 生产企业"),
    "HOLDS": _sides("holder licensee company"),
    "MAKES": _sides("company producer"),
    "MANUFACTURES_FOR": _sides("受托方", "委托方"),
}
NAMELESS = frozenset({"name", "title", "legal", "full", "名称"})
# Days on which something was written down, not those on which it began.
EDITED = frozenset({"created", "updated", "modified", "entered", "recorded", "public"})
STARTS = frozenset(
    {"start", "since", "from", "begin", "effective", "valid", "date", "开始", "起始", "日期",
     "开始日期", "起始日期", "生效日期", "开始时间", "起始时间"}
)  # fmt: skip
ENDS = frozenset(
    {"end", "until", "to", "expiry", "expires", "expired", "结束", "结束日期", "截止日期",
     "到期日期", "结束时间"}
)  # fmt: skip


def kind_of(words: Iterable[str]) -> str:
    """The kind that the words in a column's name speak for; empty if none."""
    found = set(words)
    if found & KIND_WORDS["Qualification"] and found & _PARTY:
        return "Company"
    return next((kind for kind, said in KIND_WORDS.items() if said & found), "")
