"""Words by which a sentence says that a thing is not so, no longer, not yet, or perhaps. Pure."""

from __future__ import annotations

import re

from graphkit.inbox.masking import CLOSED, MENTION, OPEN

__all__ = ["colour_of"]

_NEAR = 12  # characters before a phrase that colour it: "has not", "may"
_BEFORE = 60  # characters before a phrase in which a condition or a denial is told

_ROLES = (
    "parent|owner|subsidiary|unit|arm|division|licensee|supplier|customer|maker|manufacturer|"
    "distributor|partner|ceo|chief|chairman|chairwoman|president|boss|head|managing|director|"
    "shareholder|joint venture|bottler|franchisee"
)
_ROLES_ZH = "公司|企业|旗下|股东|控制人|董事|总裁|经理|执行官|CEO|创始人|代工厂|供应商|对手"
_DONE = (
    "owned|held|controlled|made|built|produced|manufactured|assembled|supplied|licensed|used|led|"
    "headed|chaired|ran|run|part of"
)
_RIGHTS = "licen[cs]es?|licensing|rights?|franchise|contract|orders?|control|permit|business"
_DENIED = re.compile(
    r"\b(?:not|never|no|denie[sd]|without|refused?|neither|nor|stop(?:s|ped|ping)?|"
    r"terminat(?:e[sd]?|ing)|end(?:s|ed|ing)|ceased?|revok(?:e[sd]?|ing)|withdrew|withdrawn|"
    r"cancel(?:s|led|ed)?|discontinu(?:ed|es|ing)|expired|lapsed|failed|fails|scrapped|"
    r"abandoned|rejected|rebuffed|call(?:s|ed) off|rul(?:es?|ed|ing) out|walk(?:s|ed) away|"
    r"parted ways|block(?:s|ed|ing)|veto(?:es|ed|ing)?|thwart(?:s|ed|ing)?|vot(?:es?|ed|ing) down|"
    r"turn(?:s|ed|ing) down|forfeit(?:s|ed|ing)?|surrender(?:s|ed|ing)?|relinquish(?:es|ed|ing)?|"
    r"(?:barred|banned|prohibited|forbidden|prevented|excluded) from|unable to|"
    r"declin(?:es|ed|ing) to|"
    rf"(?:has|have|had) yet to|los(?:t|es|ing) (?=(?:its|their|the) {OPEN})|"
    rf"once (?:an?|the|its|part) (?:[\w-]+ ){{0,2}}?(?:{_ROLES}|of)\b|"
    rf"ex-(?:{_ROLES})|"
    r"dropped (?=its|the|a|plans?)|"
    rf"los(?:t|es|ing) (?=(?:[\w-]+ ){{0,4}}?(?:{_RIGHTS}))|stripped|"
    r"step(?:s|ped|ping) down|st(?:ands?|ood|anding) down|resign(?:s|ed|ing)?|"
    r"(?:succeeded|replaced) as|ousted|"
    rf"(?:(?<={CLOSED} )|(?<=that )|(?<=which )|(?<=who ))used to|"
    rf"(?:former|erstwhile|one-?time) (?:\w+ ){{0,2}}?(?:{_ROLES})|formerly (?:{_DONE})|"
    rf"once (?:{_DONE})|previously (?:{_DONE})|until (?:recently|then))\b|n't\b|"
    r"未|没有|不再|否认|并非|终止|不是|无意|不会|放弃|停止|取消|失败|解除|前任|收回|撤销|卸任|辞任|辞去|离任|"
    r"(?:此前|之前|早前)(?:一直|长期)?(?=为|由|是|持有|担任|任|隶属|属于|使用|借用)|"
    r"曾经?(?=是|为|由|持有|担任|任|出任|执掌|掌管|拥有|控股|控制|隶属|属于|借用|使用)|原(?=董事长|总裁|控股股东|子公司)",
    re.IGNORECASE,
)
# What denies another thing, or nothing.
_NO_DENIAL = re.compile(
    r"\bnot only\b|no[. ]?\d|\bended (?:in|on|\w+ \d)|"
    r"\b(?:did|do|does|has|have|had|would|could)(?: not|n't) (?:yet )?"
    r"(?:disclose|say|comment|reveal|specify|name|elaborate)\w*|"
    r"\bthreat\w* to \w+|\bthe (?:cancelled|scrapped|abandoned|discontinued) |不仅|不只",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"[^,.;]{0,24}\b(?:failed|collapsed|fell through|lapsed|expired|ended|ran out|"
    r"(?:was|were|been) (?:later )?"
    r"(?:abandoned|scrapped|called off|terminated|cancel+ed|withdrawn|dropped))\b"
)
# Undone by somebody else, right before a phrase: "the court annulled the sale of".
_UNDONE = re.compile(
    r"\b(?:annul(?:s|led|ling)?|overturn(?:s|ed|ing)?|quash(?:es|ed|ing)?|void(?:s|ed|ing)?|"
    r"block(?:s|ed|ing)?|veto(?:es|ed|ing)?|unw(?:inds?|ound|inding)|"
    r"str(?:ikes?|uck|iking) down|prevent(?:s|ed|ing)?) (?:(?:the|a|an|any|its|this) )?(?:\w+ )?$",
    re.IGNORECASE,
)
# Over, on a day that is not told.
_UNTIL = re.compile(r",? (?:until|till) (?:last|earlier|recently|this|its|his|her|their|the)\b")
# Behind these a sentence goes on to something else: "has no plant and had relied on".
_GOES_ON = re.compile(
    r",? (?:and|but)(?: (?:so|then|later|now|also|instead|\w+ly|has|have|had|is|was|were|will)\b|"
    r" \w+(?:ed|es|s)\b)|[,，](?:但|而|并|随后|后来)"
)
_DENIED_AROUND = re.compile(
    r"\b(?:denie[sd]|den(?:y|ying)|dismisse[sd]) (?:that|having|any|(?:\w+ ){0,3}"
    r"(?:plans?|reports?|rumou?rs?|claims?|speculation))\b|"
    r"\b(?:not (?:true|correct|the case)|untrue|false|incorrect) that\b|否认|澄清|不实|不属实|谣言",
    re.IGNORECASE,
)
_BUY = "buy|acquire|purchase|take over"
_PLANNED = re.compile(
    r"\b(?:(?:will|would)(?! continue| remain| keep)|"
    r"plans? (?:to|for)|planned|planning|intend(?:s|ed|ing)?|agree[sd]? (?:to|in)|"
    rf"(?:agreement|deal|option|contract|right|pact|memorandum|arrangement) to (?:{_BUY})|"
    r"definitive agreement|letter of intent|memorandum of understanding|"
    r"(?:agreement|deal|option) to (?:sell|merge|be)|"
    r"offer(?:s|ed|ing)? (?:to|for|of|[$€£])|(?:takeover|buy-?out|tender|cash) offer|"
    r"bids?|bidding(?! war)|to be(?! (?:called|named|known|its|their|the|an?)\b)|"
    r"propos(?:als?|e[sd]?|ing)|seek(?:s|ing)?|aim(?:s|ing)?|expect(?:s|ed)?|set to|due to|"
    r"hop(?:es?|ed|ing) to|want(?:s|ed)? to|(?:looking|preparing|ready|about|poised|likely) to|"
    r"(?:is|are) being (?:sold|bought|acquired|taken over)|"
    r"(?:is|are|be) (?:\w+ )?(?:buying|acquiring|purchasing|taking over)|"
    r"try(?:ing)? to|tried to|attempt(?:s|ed)?(?: to)?|pending|subject to approval)\b|"
    r"计划|拟|预计|欲|有意|打算|准备|寻求|意向|要约|谅解备忘录|"
    # 将 before what is handed on is no time to come.
    rf"将(?!{OPEN}|其|旗下|所持|持有|该|部分|全部|手中|自己|[^，。购]{{0,24}}"
    r"(?:出售|卖|转让|转移|授权|许可|授予|外包|交|委托|租)(?:给|予|由|至|到))",
    re.IGNORECASE,
)
# "In the 1950s A would build": a story of what was, and no plan.
_NARRATIVE = re.compile(
    r"^(?:In|By|As|During|Over|Throughout|From)\b[^,;]*\b(?:18|19|20)\d\d[^,;]*, (?:the )?"
    rf"{MENTION} would\b|\d{{4}}'?s would see\b"
)
_CLAUSE = re.compile("[,;:，；：]")
# A headline's verb: "A to buy B".
_TO_DO = re.compile(rf"{MENTION} to (?!the\b)[a-z]+")
_HEADLINE = re.compile(rf"(?:^|[:;] |- ){MENTION}(?: and {MENTION})? to [a-z]+")
_RUMOURED = re.compile(
    r"\b(?:(?-i:may)|might|could|reportedly|in (?:\w+ )?(?:talks|discussions|negotiations)|"
    r"consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|explor(?:es|ed|ing)|is said to|"
    r"(?:able|free|eligible|entitled|invited|urged|asked) to|"
    r"interest(?:ed)? in (?:buying|acquiring|taking))\b|或将|可能|有望|洽谈|商讨",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    rf"\b(?:if|whether|unless|in case)\b|^(?:[^,]*[;:] )?(?-i:Had|Were|Should) (?:the )?{OPEN}|"
    r"如果|假如|一旦|若",
    re.IGNORECASE,
)
_RUMOURED_AROUND = re.compile(
    r"(?<!-)\b(?:rumou?r(?:s|ed)?|speculat(?:ion|ed|ing)|"
    r"(?:people|person|sources?) (?:close|familiar)|sources? (?:sa(?:y|id)|told)|"
    r"(?:unnamed|anonymous) sources?|"
    r"(?:analysts?|observers|investors|traders|critics|commentators|some|many)"
    r"(?: (?:at|of|from) [\w.]+)? (?:expects?|believes?|thinks?|predicts?|speculates?|suspects?|"
    r"say|argues?|wonders?))\b",
    re.IGNORECASE,
)
_RUMOURED_FIRST = re.compile(r"传闻|据传|有消息称|知情人士|传出")
# What was planned or rumoured once, and is done.
_DONE_SINCE = re.compile(
    r"(?<!will )(?<!would )(?<!to )(?<!to have )\b(?:completed|finali[sz]ed|closed|accomplished)\b|"
    r"(?<!将)(?<!拟)(?<!待)(?<!预计)(?:已经?完成|正式完成|完成了?对)",
    re.IGNORECASE,
)
# A name beside what it is to another, which a sentence takes for known: "will sell A's unit B".
_BY_THE_WAY = re.compile(
    rf"{MENTION}(?:'s?)?,?(?: (?!(?:is|are|was|were|be|been|has|have|had|will|would|became|"
    rf"becomes?|as|to|own\w*|acquisition|purchase|takeover|stake)\b)[\w-]+){{0,4}}? ?[\w -]*"
    rf"\b(?:{_ROLES})s?,? {MENTION}"
    rf"|{MENTION}(?:的|之)?[^，。是为系任将拟未成持收{OPEN}]{{0,8}}(?:{_ROLES_ZH})"
    rf"[^，。是为系任将拟未成持收{OPEN}]{{0,8}}{MENTION}"
    rf"|{MENTION}[^，。{OPEN}]{{0,24}}(?:出售|转让|剥离|处置)[^，。{OPEN}]{{0,6}}旗下[^，。{OPEN}]*{MENTION}",
    re.IGNORECASE,
)
# Who sold its share has it no more, nor has who handed it on.
_SOLD = re.compile(
    rf"{MENTION}[^{OPEN}]*\b(?:sold|sells|selling|divest(?:s|ed|ing)|offload(?:s|ed|ing)|"
    r"dispos(?:es|ed|ing) of|exit(?:s|ed|ing)) (?:all (?:of )?)?(?:its|their|his|her) "
    rf"(?:[\w.%-]+ ){{0,5}}?(?:stake|shares?|shareholding|holding|interest) (?:in|of) {MENTION}",
    re.IGNORECASE,
)
_SOLD_ZH = re.compile("的?(?:全部)?(?:股权|股份)?(?:全部)?(?:转让|出售|过户|转手)(?:给|予|至)")
_FORMER = re.compile(r"\b(?:former|erstwhile|then|ex) ?-?$|(?<![目此之])前$|原$", re.IGNORECASE)


def colour_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Polarity and stage of what a phrase from `start` up to `end` of a text states."""
    phrase = text[start:end]
    if _BY_THE_WAY.fullmatch(phrase):
        over = _FORMER.search(text[:start]) or _DENIED.search(phrase) or _UNTIL.match(text, end)
        return "denied" if over else "asserted", "closed"
    near = text[max(0, start - _NEAR) : end]
    # A noun is what a verb far before it is about: "would support the making of".
    clause = (
        near
        if text[start] == OPEN
        else _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1] + phrase
    )
    before = text[max(0, start - _BEFORE) : start]
    denied = _denies(near) or _DENIED_AROUND.search(text) or _FAILED.match(text, end)
    denied = denied or _UNTIL.match(text, end) or _SOLD.fullmatch(phrase)
    denied = denied or _SOLD_ZH.match(text, end) or _UNDONE.search(before)
    if _RUMOURED.search(near) or _CONDITION.search(text, max(0, start - _BEFORE), end):
        stage = "rumoured"
    elif _DONE_SINCE.search(near):
        stage = "closed"
    elif _RUMOURED_AROUND.search(text) or _RUMOURED_FIRST.search(text[:end]):
        stage = "rumoured"
    elif _PLANNED.search(_told(text, clause)) or (
        _TO_DO.match(phrase) and _HEADLINE.search(text[:end])
    ):
        stage = "planned"
    else:
        stage = "closed"
    return "denied" if denied else "asserted", stage


def _told(text: str, near: str) -> str:
    """Words near a phrase, without a "would" by which a story goes on."""
    return near.replace("would", "") if _NARRATIVE.search(text) else near


def _denies(near: str) -> bool:
    """Whether what a phrase states is denied, and not what stands before "and has"."""
    text = _NO_DENIAL.sub("", near)
    return any(not _GOES_ON.search(text, found.end()) for found in _DENIED.finditer(text))
