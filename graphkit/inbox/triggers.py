"""The phrases by which a sentence is taken to state a relation: the one place where they stand.

Each is written as it would be read: {s} and {o} are the subject and the object, or a list of such,
{any} is some other name, `...` is some words of no other party, (a|b) is a choice and (a )? may be left out; blanks
before and after `...` are part of it. The sentences of the vocabulary itself come first. A phrase
that is found in a sentence makes a proposal, never a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from graphkit.model import RELATIONS
from graphkit.resolve.names import is_han

__all__ = ["CLOSED", "DENIED", "OPEN", "PLANNED", "RUMOURED", "Pattern", "patterns"]

Pattern = re.Pattern[str]

# A mention in a sentence is masked as these brackets around its number.
OPEN, CLOSED = "\u27e6", "\u27e7"

_BUY = (
    "(acquires|acquired|acquire|acquiring|bought|buys|buying|buy|purchased|purchases|purchase|"
    "took over|takes over|taken over)"
)
_MAKE = (
    "(manufactures|manufactured|manufacture|makes|made|make|builds|built|build|produces|produced|"
    "produce|assembles|assembled|assemble|manufacturing|producing|brews|brewed|brew|bottles)"
)
_MADE = "(made|manufactured|produced|built|assembled|contract-made|brewed|bottled)"
_RIGHT = "(licen[cs]es?|qualifications?|permits?|rights?)"
_SHARE = r"(a |an |the )?(about |around |approximately )?(\d[\d.,]*[\s-]?(%|percent|per cent)|minority|majority|controlling)"
_HAVE = (
    "(owns|owned|own|holds|held|hold|holding|has|have|had|acquired|acquire|acquires|bought|buy|buys|"
    "purchased|get|gets|got|getting|takes|took|take|taking|acquiring|buying)"
)
_OWNED = r"(wholly|majority|jointly|partly|fully|\d[\d.]*\s?(%|percent|per cent))[- ]owned"

_PHRASES: Mapping[str, tuple[str, ...]] = {
    "ACQUIRED": (
        "(sold|sells|selling|sale of) ...{o} to ...{s}",
        "{o}...(was|were|been|is|be) sold to ...{s}",
        "{o},? (which|that) ...(acquired|bought|taken over) by ...{s}",
        f"{{s}}...{_BUY} (the |a |an |its |rival |fellow |startup |company |carmaker |automaker )*{{o}}",
        f"{{s}}...{_BUY} ...(-based|company|subsidiary|carmaker|automaker|startup|maker|firm|brand|business) {{o}}",
        f"{{s}}...{_BUY} (all|100\\s?%|100 percent) of {{o}}",
        "{o}...(was|were|been|is|be|got) (fully )?(acquired|bought|purchased|taken over) by ...{s}",
        "{o},? (acquired|bought|purchased) by ...{s}",
        "{s}('s|’s|‘s|'|’)? ...(acquisition|purchase|takeover|takeovers?|buyout) of ...{o}",
        "(acquisition|purchase|takeover) of {o} by {s}",
        "(sold|sale of) {o} to {s}",
        "{s}...收购(了)?...{o}", "{o}被{s}...收购", "{s}...(买下|并购)(了)?...{o}",
    ),
    "ACQUIRED_ASSETS_OF": (
        f"{{s}}...{_BUY} ...(assets|equipment|plant|plants|factory|factories|land)...(of|from) ...{{o}}",
        f"{{s}}...{_BUY} {{o}}('s|’s) ...(assets|equipment|plant|plants|factory|factories)",
        f"{{s}}...{_BUY} {{o}} (plant|factory|plants|factories|assets)",
    ),
    "USES_LICENCE_OF": (
        f"{{s}}...(build|builds|built|building) ...on (the |a )?{_RIGHT} (of|held by) ...{{o}}",
        f"{{s}}...(holds|held|has|had|won|secured|obtained|acquired) (the |a |an )?(exclusive )?{{o}} [a-z ,]*{_RIGHT}",
        f"{{s}}...{_MAKE} (the )?{{o}} ...under licen[cs]e",
        f"{{s}}...{_RIGHT} (to|for) (make |sell |produce |distribute |use |brew |manufacture )*(the )?{{o}} (brand|beer|products|cars|models|vehicles|name|technology)",
        "{s},? (the |a |an )?(exclusive |local |former )?licensee (of|for) ...{o}",
        "{o}('s|’s)? (exclusive |local |former )?licensee,? {s}",
        f"{{s}}...(use|uses|used|using|borrow|borrows|borrowed|borrowing|rely on|relies on|rents) ...{_RIGHT} (of|from|held by) ...{{o}}",
        f"{{s}}...(use|uses|used|using|borrow|borrows|borrowed|borrowing) {{o}}('s|’s|‘s|') ...{_RIGHT}",
        "{s}...(licensed|licenses|licences|license|licence|licensing|in-licensed) ...(from) ...{o}",
        "{s}...(licensed|licenses|license) {o}('s|’s|') ",
        f"{{s}}...(received|receives|receive|obtained|obtains|has|holds|gets|got|bought|acquired|took|secured|won) ...{_RIGHT} (from|of) ...{{o}}",
        f"{{s}}...(received|obtained|acquired|bought|pay|paid|won) ...{_RIGHT} to {{o}}('s|’s|')",
        f"{{s}}...(bought|acquired|obtained|has|holds|took) (a |an |the ){{o}} {_RIGHT}",
        "{o}('s|’s)? ...(licen[cs]e|licen[cs]ing) (agreement|deal|contract)s? to {s}",
        "{o}...(has |have )?(exclusively )?(licensed|out-licensed|licenses|sublicensed|sub-licensed) ...to ...{s}",
        "(developed by|owned by) {o} and licensed to {s}",
        f"{{o}}...(granted|grants|gave|gives|awarded|grant) {{s}} ...{_RIGHT}",
        f"{{o}}...(granted|grants|awarded|gave|sold) ...{_RIGHT}...to ...{{s}}",
        "{s}...(under licen[cs]e|on licen[cs]e|under a licen[cs]e) (from|of|by) ...{o}",
        "{s}...(licensed|licensee) (by|of) ...{o}",
        "{s}...(licensed under|licensed by) ...(with|from|of) {o}",
        "{o}...(licen[cs]ee|franchisee)s? ...{s}",
        "{s}...(使用|借用|挂靠|租用)...{o}的...(生产)?(资质|資質|许可|牌照|执照)",
        "{s}...(获得|取得)(了)?{o}...(授权|许可)", "{o}...授权(给)?{s}",
    ),
    "MANUFACTURES_FOR": (
        f"{{s}}...{_MAKE} ...{{any}} ...(for|on behalf of) ...{{o}}",
        f"{{s}}...{_MAKE} ...on behalf of ...{{o}}",
        "production of ...{o} ...(at|by|to) ...{s}",
        "{s}...(began|begins|started|starts|start|begin|took over|takes over) ...(production|assembly|manufacturing|producing|building|making|assembling) (of )?...{o}",
        "{s}...(contract|order|deal) (from|with) {o} to (build|make|manufacture|produce|assemble)",
        f"{{s}}...{_MAKE} ...for ...{{o}}",
        f"{{s}}...{_MAKE} ...{{o}}('s|’s|‘s|')",
        f"{{s}}...{_MAKE} ...other {{o}} ",
        f"{{s}}...{_MAKE} (the )?{{o}}",
        f"{{o}}('s|’s|‘s)? ...(is|are|was|were|been|being|be) (still |now |currently |also )?{_MADE} (by|through|at|in|with) ...{{s}}",
        f"{{o}}('s|’s|‘s)? ...{_MADE} (by|through|with) {{s}}",
        "{o}...(outsourced|outsources|outsource|outsourcing|contracted|subcontracted) ...(to|at|with) ...{s}",
        "{o}...(picked|chose|hired|tapped|selected|contracted|partnered with|enlisted) {s} ...(to|and) (manufacture|make|build|produce|fill|assemble|manufactured|produced)",
        "{o}...(agreement|deal|contract|pact) with ...{s} ...(to|for) ...(manufacture|make|build|produce|production|manufacturing)",
        "{s}...(is|are|as|was|becomes|became) ...(contract manufacturer|contract maker|foundry|manufacturing partner|bottler|co-manufacturer)s? (of|for|to) ...{o}",
        "{o}('s|’s) ...(contract manufacturer|foundry|manufacturer|manufacturing partner|bottler),? ...{s}",
        "{o}...(customer|customers|client|clients) of {s}",
        "{o}...{s}('s|’s) ...(largest |biggest |second largest |third largest )?(customer|customers|client)",
        "{s}...为...{o}(代工|生产|制造|组装)", "{o}...(由|在){s}...(代工|生产|制造|下线)",
        "{s}代工...{o}",
    ),
    "OWNS": (
        "{o},? (is |now )?(part|a member) of (the )?{s}",
        "{s}-owned {o}",
        "{s}('s|’s)? joint[- ]venture with {any}(,| called| named) ...{o}",
        "{o}...joint[- ]venture (of|between) ...{s}",
        f"{{s}}...{_HAVE} {_SHARE}...(of|in) ...{{o}}",
        "{s}('s|’s) (stake|holding|shareholding) in ...{o}",
        f"{{o}}...{_OWNED} by {{any}} and {_SHARE} (owned )?by {{s}}",
        f"{{o}}...{_OWNED} by ...{{s}}",
        "{s}('s|’s)? ...(wholly-owned |wholly owned |majority-owned )?(subsidiary|subsidiaries|unit|affiliate|arm)\\b(?! of),? ...{o}",
        "{o}...(is|was|are|,) (a|an|the) ...(subsidiary|unit|affiliate|joint venture|arm) (of|between|owned by) ...{s}",
        "{o}...(wholly-owned|wholly owned) (subsidiary|unit|company) of ...{s}",
        "{o}...(owned|controlled) by ...{s}",
        "{s}...(parent company|parent|majority shareholder|shareholder|owner) of ...{o}",
        "{s} (owns|owned|controls|controlled) {o}",
        "joint venture (of|between) {s}...{o}(?!.)",
        "{s}...its (stake|holding|interest|shareholding) in ...{o}",
        "{s}...持有...{o}", "{o}...(是|为|系){s}...(子公司|旗下)", "{s}(的)?(全资)?(子公司|旗下)(的)?(公司)?{o}",
    ),
    "OWNS_BRAND": (
        "{s}...(owner|parent) of ...brand ...{o}", "{s}('s|’s) ...brand,? ...{o}",
        "{s}...(owns|owned) the ...{o} brand", "{s}...under (the|its) {o} brand",
    ),
    "COMPETES_WITH": (
        "{s}('s|’s|‘s|')? (main |chief |biggest )?(competitors|competitor|rivals|rival),? ...{o}",
        "{s}...(competes|competed|compete|competing) with ...{o}", "{s}...(竞争对手|竞品)...{o}",
    ),
    "SUCCEEDED_BY": (
        "{s}...(was |were |is |been )?(renamed|rebranded)( as| to| into)? ...{o}",
        "{s}...(changed|changes|changing) its name ...to ...{o}",
        "{s}...(now|later|since) (called|known as|named) ...{o}",
        "{o}...(formerly|previously)( known as| called| named)? ...{s}",
        "{s}...(更名|改名)(为|成)...{o}", "{o}...(原名|前身为|前身是)...{s}",
    ),
    "HOLDS": (
        "{s}...(obtained|obtains|obtaining|received|receives|secured|secures|got|holds|held|has|gained|won|granted|given) ...{o}",
        "{s}...(取得|获得|拥有|持有)(了)?...{o}",
    ),
    "APPLIED_FOR": ("{s}...(applied|applies|applying) for ...{o}", "{s}...申请...{o}"),
    "CLEARED": ("{s}...(passed|passes|cleared|clears) ...{o}", "{s}...通过(了)?...{o}"),
    "LISTED_IN": (
        "{s}...(appeared|appears|listed|included|entered|recorded|published) ...(in|on) ...{o}",
        "{s}...(进入|列入|登上|出现在)...{o}",
    ),
    "MAKES": (
        f"{{s}}...{_MAKE} ...{{o}}", f"{{o}}...(is|are|was|were) {_MADE} by ...{{s}}",
    ),
    "LEADS": (
        "{o}...(led|headed|run|chaired) by ...{s}",
        "{s},? ...(CEO|chief executive|chairman|chairwoman|president|founder|head|boss)( officer)? (and [a-z]+ )?(of|at) ...{o}",
        "{s},? (CEO|chief executive officer|chairman|president),? (of )?{o}",
        "{o}('s|’s)? ...(CEO|chief executive|chairman|president) {s}",
        "{o}('s|’s)? (CEO|chief executive|chairman|president|founder|boss|head)( officer)?( and [a-z]+)?,? {s}",
        "{o}...(appointed|appoints|named|names|hired) {s} ...(as |its )*(CEO|chief executive|chairman|president)",
        "{o}(的)?(首席执行官|董事长|创始人|总裁|CEO){s}",
    ),
}  # fmt: skip

# Words around a phrase that say that it is not so, or not yet.
DENIED = re.compile(
    r"\b(not|never|no longer|n't|denied|denies|without|refused|neither|nor|stop|stopped|"
    r"terminated?|ended)\b|n[’']t\b|未|没有|不再|否认|并非|终止|不是",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(will|would|plans?|planned|planning|intends?|agreed to|agrees to|to be|seeks?|aims?|"
    r"proposes?|proposed|expects?|expected|set to)\b|计划|拟|将|预计",
    re.IGNORECASE,
)
RUMOURED = re.compile(
    r"\b(may|might|could|rumou?r(ed|s)?|reportedly|in talks|considering|mulls?|speculation|"
    r"sources? say|is said to)\b|传闻|据传|或将|有消息称",
    re.IGNORECASE,
)

# A full stop ends it unless it stands in a number.
_GAP = rf"(?:[^{OPEN}.;:。；：!?！？]|\.(?=\d)){{0,60}}?"
_MENTION = f"{OPEN}\\d+{CLOSED}"
# "A and B" or "A, B and C"; in "A, and B" the comma ends what is said of A.
_LIST = (
    f"{_MENTION}(?:(?:, {_MENTION})+(?:,? (?:and|or) {_MENTION})?| (?:and|or) {_MENTION}"
    f"|(?:(?:、|和|及|以及|与){_MENTION})+)?"
)


def _compiled(phrase: str) -> Pattern:
    # Words of a phrase are whole words; Chinese has no blanks to tell them by.
    ends, begins = ("", "") if is_han(phrase) else (r"(?!\w)", r"(?<!\w)")
    text = re.sub(r"(?<=[)\w]) ?\.\.\.", lambda _: f"{ends}\0", phrase)
    text = re.sub(r" ?\.\.\.", "\0", text)
    text = re.sub(r"\0 ?(?=[(\w])", lambda _: f"{_GAP}{begins}", text)
    text = re.sub(r"\0 ?", lambda _: _GAP, text)
    text = text.replace("{any}", _MENTION)
    text = text.replace("{s}", f"(?P<s>{_LIST})").replace("{o}", f"(?P<o>{_LIST})")
    return re.compile(text, re.IGNORECASE)


def _of_vocabulary(name: str) -> Iterator[str]:
    relation = RELATIONS[name]
    for sentence in (relation.sentence, relation.sentence_zh):
        yield re.escape(sentence).replace(r"\{subject\}", "{s}").replace(r"\{object\}", "{o}")


@cache
def patterns() -> tuple[tuple[str, Pattern], ...]:
    """Relation and pattern, those of the vocabulary first; groups `s` and `o` hold mentions."""
    own = [
        (name, _compiled(phrase))
        for name, relation in RELATIONS.items()
        if not relation.is_attribute
        for phrase in _of_vocabulary(name)
    ]
    more = [(name, _compiled(each)) for name, phrases in _PHRASES.items() for each in phrases]
    return (*own, *more)
