"""Words by which a sentence says that a thing is not so, no longer, not yet, or perhaps. Pure."""

from __future__ import annotations

import re

__all__ = ["colour_of"]

_NEAR = 12  # characters before a phrase that colour it: "has not", "may"
_BEFORE = 60  # characters before a phrase in which a condition or a denial is told

_ROLES = (
    "parent|owner|subsidiary|unit|arm|division|licensee|supplier|customer|maker|manufacturer|"
    "distributor|partner|ceo|chief|chairman|chairwoman|president|boss|head|managing|director|"
    "shareholder|joint venture|bottler|franchisee"
)
_DONE = "owned|held|controlled|made|built|produced|manufactured|licensed|led|run|part of"
_DENIED = re.compile(
    r"\b(?:not|never|no|denie[sd]|without|refused?|neither|nor|stop(?:s|ped|ping)?|"
    r"terminat(?:e[sd]?|ing)|end(?:s|ed|ing)|ceased?|lost|loses|revok(?:e[sd]?|ing)|withdrew|"
    r"withdrawn|cancel(?:s|led|ed)?|failed|fails|scrapped|abandoned|call(?:s|ed) off|"
    r"walk(?:s|ed) away|dropped|used to|ex|"
    rf"former (?:{_ROLES})|formerly (?:{_DONE})|once (?:{_DONE})|"
    rf"previously (?:{_DONE})|until (?:recently|then))\b|n't\b|"
    r"未|没有|不再|否认|并非|终止|不是|无意|不会|放弃|停止|取消|失败|曾是|曾为|前任|"
    r"原(?=董事长|总裁|控股股东|子公司)",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(r"\bnot only\b|no[. ]?\d|\bended (?:in|on|\w+ \d)|不仅|不只", re.IGNORECASE)
_DENIED_AROUND = re.compile(
    r"\b(?:denie[sd]|den(?:y|ying)|dismisse[sd]) (?:that|having|any|(?:\w+ ){0,3}"
    r"(?:plans?|reports?|rumou?rs?|claims?|speculation))\b|否认|澄清",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|agree[sd]? (?:to|in)|"
    r"(?:agreement|deal|option|right) to|offer(?:s|ed|ing)?|bids?|bidding|to be|"
    r"propos(?:als?|e[sd]?|ing)|seek(?:s|ing)?|aim(?:s|ing)?|expect(?:s|ed)?|set to|due to|"
    r"hop(?:es|ing) to|want(?:s|ed)? to|letter of intent|(?:looking|preparing|ready|about) to|"
    r"try(?:ing)? to|tried to|attempt(?:s|ed)? to)\b|"
    r"计划|拟|将|预计|欲|有意|打算|准备|寻求|意向|要约",
    re.IGNORECASE,
)
_RUMOURED = re.compile(
    r"\b(?:may|might|could|reportedly|in (?:\w+ )?(?:talks|discussions|negotiations)|"
    r"consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|explor(?:es|ed|ing)|is said to|"
    r"interest(?:ed)? in (?:buying|acquiring|taking))\b|或将|可能|有望|洽谈|商讨",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|whether|unless|in case)\b|如果|假如|一旦|若", re.IGNORECASE)
_RUMOURED_AROUND = re.compile(
    r"\b(?:rumou?r(?:s|ed)?|speculat(?:ion|ed|ing)|(?:people|person|sources?) (?:close|familiar)|"
    r"sources? (?:sa(?:y|id)|told)|(?:unnamed|anonymous) sources?)\b|传闻|据传|有消息称|知情人士",
    re.IGNORECASE,
)


def colour_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Polarity and stage of what a phrase from `start` up to `end` of a text states."""
    near = text[max(0, start - _NEAR) : end]
    before = text[max(0, start - _BEFORE) : start]
    denied = _DENIED.search(_NO_DENIAL.sub("", near)) or _DENIED_AROUND.search(text)
    if _RUMOURED.search(near) or _CONDITION.search(before + near) or _RUMOURED_AROUND.search(text):
        stage = "rumoured"
    else:
        stage = "planned" if _PLANNED.search(near) else "closed"
    return "denied" if denied else "asserted", stage
