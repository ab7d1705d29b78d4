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
    "took over|takes over|taken over|take over|taking over|absorbed|absorbs|bought out|buys out|buy out)"
)
_MAKE = (
    "(manufactures|manufactured|manufacture|makes|made|make|builds|built|build|produces|produced|"
    "produce|assembles|assembled|assemble|manufacturing|producing|building|making|assembling|brews|brewed|"
    "brew|brewing|bottles|bottled|bottle|bottling|co-produces|co-produced|licence-builds|license-builds)"
)
_MADE = "(made|manufactured|produced|built|assembled|contract-made|brewed|bottled|licence-built|license-built|co-produced)"
_RIGHT = "(licen[cs]es?|qualifications?|permits?|rights?)"
_SHARE = r"(a |an |the |its )?(remaining |other )?(about |around |approximately )?(\d[\d.,]*[\s-]?(%|percent|per cent)|minority|majority|controlling)"
_HAVE = (
    "(owns|owned|own|holds|held|hold|holding|has|have|had|acquired|acquire|acquires|bought|buy|buys|"
    "purchased|get|gets|got|getting|takes|took|take|taking|acquiring|buying)"
)
_PAID = "(pay|pays|paid|paying)"
_AGREED = "(agreement|deal|contract|pact|partnership|accord)"
_OWNED = r"(wholly|majority|jointly|partly|fully|\d[\d.]*\s?(%|percent|per cent))[- ]owned"

_PHRASES: Mapping[str, tuple[str, ...]] = {
    "ACQUIRED": (
        "(sold|sells|selling|sale of) ...{o} to ...{s}",
        "{o}('s?) ...business and sold it to {s}",
        "{o}...(was|were|been|is|be) sold to ...{s}",
        "{o},? (which|that) ...(acquired|bought|taken over) by ...{s}",
        f"{{s}}...{_BUY} (the |a |an |its |rival |fellow |startup |company |carmaker |automaker )*{{o}}",
        f"{{s}}...{_BUY} ...(company|subsidiary|carmaker|automaker|startup|maker|firm|brand|business|provider|institution|bottler|brewer|operator|producer|supplier) {{o}}",
        f"{{s}}...{_BUY} (the |a )?[\\w.-]+-based (company |firm |startup )?{{o}}",
        f"{{s}}...{_PAID} ...for {{o}}",
        "{o}...(cost|set back) {s} ",
        "{s}...(became|becomes|become|is now) (the )?(sole |controlling |new |largest |majority )+(owner|shareholder) of ...{o}",
        "{s}...(completed|completes|closed|announced|agreed) (the |its |an |on )?(acquisition|purchase|takeover|buyout) of ...{o}",
        "(acquisition|purchase|takeover|buyout) of {o},? (which was |that was )?(completed |announced |made |carried out )?by ...{s}",
        "{o}('s?)? (acquisition|takeover|purchase|buyout) by ...{s}",
        "{o}...(its|the) (new )?owner,? {s}",
        f"{{s}}...{_BUY} (all|100\\s?%|100 percent) of {{o}}",
        "{o}...(was|were|been|is|be|got) (fully )?(acquired|bought|purchased|taken over) by ...{s}",
        "{o},? (acquired|bought|purchased) by ...{s}",
        "{s}('s?)? ...(acquisition|purchase|takeover|takeovers?|buyout) of ...{o}",
        "(acquisition|purchase|takeover) of {o} by {s}",
        "(sold|sale of) {o} to {s}",
        "{s}...收购(了)?...{o}", "{o}(已)?(被|由){s}...(收购|并购|买下)", "{s}...(买下|并购|收购了|控股|入主)(了)?...{o}",
        "{s}(对|完成对|完成了对){o}的(全资)?(收购|并购)", "{o}...(出售给|卖给|转让给)(了)?{s}",
    ),
    "ACQUIRED_ASSETS_OF": (
        f"{{s}}...{_BUY} ...(assets|equipment|plant|plants|factory|factories|land)...(of|from) ...{{o}}",
        f"{{s}}...{_BUY} {{o}}('s?) ...(assets|equipment|plant|plants|factory|factories)",
        f"{{s}}...{_BUY} {{o}} (plant|factory|plants|factories|assets)",
        f"{{s}}...{_BUY} {{o}}('s?)? ...(spectrum|licen[cs]es|frequencies|patents|trademarks)",
        "{o}...(sell|sells|sold|selling|sale of) (its|the|their|some of its) ...(spectrum|licen[cs]es|assets|plants?|factory|patents) to ...{s}",
    ),
    "USES_LICENCE_OF": (
        f"{{s}}...(build|builds|built|building) ...on (the |a )?{_RIGHT} (of|held by) ...{{o}}",
        f"{{s}}...(holds|held|has|had|won|secured|obtained|acquired) (the |a |an )?(exclusive )?{{o}} [a-z ,]*{_RIGHT}",
        f"{{s}}...{_MAKE} (the )?{{o}} ...under licen[cs]e",
        f"{{s}}...{_RIGHT} (to|for) (make |sell |produce |distribute |use |brew |manufacture )*(the )?{{o}} (brand|beer|products|cars|models|vehicles|name|technology)",
        "{s},? (the |a |an )?(exclusive |local |former )?licensee (of|for) ...{o}",
        "{o}('s?)? (exclusive |local |former )?licensee,? {s}",
        f"{{s}}...(use|uses|used|using|borrow|borrows|borrowed|borrowing|rely on|relies on|rents) ...{_RIGHT} (of|from|held by) ...{{o}}",
        f"{{s}}...(use|uses|used|using|borrow|borrows|borrowed|borrowing) {{o}}('s?) ...{_RIGHT}",
        "{s}...(licensed|licenses|licences|license|licence|licensing|in-licensed) ...(from) ...{o}",
        "{s}...(licensed|licenses|license) {o}('s?) ",
        "{o}...(will|would|can|to|may|shall) (also )?(out-?)?licen[cs]e ...to ...{s}",
        "{o}...(out-?|sub-?)?licens(ing|es|ed) (of )?(its|the|their) ...to ...{s}",
        f"{{s}}...{_PAID} {{o}} ...(upfront|up-front|up front|milestones?|royalt(y|ies)|licen[cs]e fees?)",
        f"{{s}}...{_PAID} ...(royalt(y|ies)|licen[cs]e fees?|licen[cs]ing fees?) to ...{{o}}",
        "{o}...(receives?|received|collects?|collected|earns?|gets?) ...(royalt(y|ies)|licen[cs]e fees?|licen[cs]ing fees?) from ...{s}",
        f"{{s}}...{_MAKE} ...under (a |an )?(exclusive |joint )?licen[cs]e from ...{{o}}",
        f"{{s}}...{_MAKE} (the )?{{o}} ...(under|on) (a )?licen[cs]e",
        f"{{o}}...{_MADE} (under|on) (a )?licen[cs]e (in [\\w ]+ )?by ...{{s}}",
        f"{{o}}...(is|are|was|were) {_MADE} ...by {{s}} ...(under|on) (a )?licen[cs]e",
        f"{{s}}...{_RIGHT} ...to (make |sell |produce |distribute |use |brew |manufacture |market |build |create |develop |design |bottle |commerciali[sz]e |and |or )+(the )?{{o}}",
        f"{{s}}...{_MAKE} ...{{o}}[- ]branded",
        "{s}...(sells?|sold|launch(es|ed)?|creates?|markets?|designs?|releases?|develops?|distributes?) ...{o}[- ]branded",
        f"{{o}}[- ]branded ...{_MADE} by ...{{s}}",
        "{s}...(use|uses|used|using|carry|carries|under) (the )?{o} (brand|name|trademark|marque|logo)( name)? ...(licen[cs]e|licen[cs]ing)",
        "{s}...(licen[cs]e[ds]?|licen[cs]ing) (the )?{o} (brand|name|trademark|marque|technology|design)",
        f"{{s}}...{_RIGHT} ...to (use )?(the )?{{o}}('s?)? (brand|name|trademark|technology|patents?|design|know-how)",
        f"{{s}}...(wins|won|gains?|gained|gets|got|loses|lost|renews?|renewed|extends?|extended|signs|signed|lands|landed|keeps|kept|secures|secured|takes over|took over) (the |its |a )?{{o}}('s?)? (\\w+ ){{0,3}}{_RIGHT}",
        f"{{o}}...(hands?|handed|transfers?|transferred|moves?|moved|gives?|gave|awards?|awarded|shifts?|shifted) (its|the) (\\w+ ){{0,4}}{_RIGHT} ...to {{s}}",
        f"{{o}}...(withdr[ae]ws?|withdrew|takes back|took back|reclaim(s|ed)|revoke[sd]?|terminate[sd]?|cancel(s|led|ed)?) ...{_RIGHT} ...(from|with|of) {{s}}",
        "{o}...(transfer(s|red|ring)?|provide[sd]?|suppl(y|ies|ied)|share[sd]?) ...(technolog(y|ies)|know-how|designs?|drawings) (to|with) ...{s}",
        "technology transfer (agreement |deal |contract )?from {o} to {s}",
        "{s}...(introduced|imported|obtained|acquired|bought|purchased|received|licensed|adopted|got) ...(technolog(y|ies)|designs?|know-how) (transfer )?(of|from) ...{o}",
        "{s}...(based on|derived from|developed from) ...{o}('s?)? (technology|design|platform|architecture)",
        "{s}...(is|was|are|became|becomes|remains) ...(licen[cs]ed|authori[sz]ed) ...(distributor|manufacturer|maker|producer|partner|bottler|brewer) (of|for) ...{o}",
        "{s}...(licen[cs]e|licensing|franchise) (agreement|deal|contract|pact) for (the )?{o}",
        # Who "has a licence agreement with" somebody has the licence; whose "licensing" it is, none can tell.
        "(?!.*not to renew){s}...licen[cs]e (agreement|deal|contract) with ...{o}",
        "{o}...not to renew (its|the|their) ...licen[cs]e ...with {s}",
        "{s}...(holds|held|has|had|acquired|bought|obtained|owns) ...rights (to|for|in) (the )?{o}('s?)?",
        f"{{s}}...(received|receives|receive|obtained|obtains|has|holds|gets|got|bought|acquired|took|secured|won) ...{_RIGHT} (from|of) ...{{o}}",
        f"{{s}}...(received|obtained|acquired|bought|pay|paid|won) ...{_RIGHT} to {{o}}('s?)",
        f"{{s}}...(bought|acquired|obtained|has|holds|took) (a |an |the ){{o}} {_RIGHT}",
        "{o}('s?)? ...(licen[cs]e|licen[cs]ing) (agreement|deal|contract)s? to {s}",
        "{o}...(has |have )?(exclusively )?(licensed|out-licensed|licenses|sublicensed|sub-licensed) ...to ...{s}",
        "(developed by|owned by) {o} and licensed to {s}",
        f"{{o}}...(granted|grants|gave|gives|awarded|grant) {{s}} ...{_RIGHT}",
        f"{{o}}...(granted|grants|awarded|gave|sold) ...{_RIGHT}...to ...{{s}}",
        "{s}...(under licen[cs]e|on licen[cs]e|under a licen[cs]e) (from|of|by) ...{o}",
        "{s}...(licensed|licensee) (by|of) ...{o}",
        "{s}...(licensed under|licensed by) ...(with|from|of) {o}",
        "{o}...(licen[cs]ee|franchisee)s? ...{s}",
        "{s}...(使用|借用|挂靠|租用)...{o}的...(生产)?(资质|資質|许可|牌照|执照)",
        "{s}...(获得|取得|得到)(了)?{o}...(授权|许可|牌照|特许)", "{o}...(授权|许可)(给)?{s}", "{s}...(经|由){o}(授权|许可)",
        "{s}...(借助|凭借|依靠|依托|通过|利用){o}的...(资质|資質|牌照|许可)", "{s}...从{o}(引进|购买|获得)(了)?...(技术|专利|许可)",
        "{o}(向|给){s}...(授权|许可|转让技术|技术转让)",
    ),
    "MANUFACTURES_FOR": (
        f"{{s}}...{_MAKE} ...{{any}} ...(for|on behalf of) ...{{o}}",
        f"{{s}}...{_MAKE} ...on behalf of ...{{o}}",
        "production of ...{o} ...(at|by|to) ...{s}",
        "{s}...(began|begins|started|starts|start|begin|took over|takes over) ...(production|assembly|manufacturing|producing|building|making|assembling) (of )?...{o}",
        "{s}...(contract|order|deal) (from|with) {o} to (build|make|manufacture|produce|assemble)",
        f"{{s}}...{_MAKE} ...for ...{{o}}",
        f"{{s}}...{_MAKE} ...{{o}}('s?)",
        f"{{s}}...{_MAKE} ...other {{o}} ",
        f"{{s}}...{_MAKE} (the )?{{o}}(?! [\\w ]*(for|on behalf of) )",
        f"{{o}}('s?)? ...(is|are|was|were|been|being|be) (still |now |currently |also )?{_MADE} (by|through|at|in|with) ...{{s}}",
        f"{{o}}('s?)? ...{_MADE} (by|through|with) {{s}}",
        "{o}...(outsourced|outsources|outsource|outsourcing|contracted|subcontracted) ...(to|at|with) ...{s}",
        "{o}...(picked|chose|hired|tapped|selected|contracted|partnered with|enlisted) {s} ...(to|and) (manufacture|make|build|produce|fill|assemble|manufactured|produced)",
        "{o}...(agreement|deal|contract|pact) with ...{s} ...(to|for) ...(manufacture|make|build|produce|production|manufacturing)",
        "{s}...(is|are|as|was|becomes|became) ...(contract manufacturer|contract maker|foundry|manufacturing partner|bottler|co-manufacturer)s? (of|for|to) ...{o}",
        "{o}('s?) ...(contract manufacturer|foundry|manufacturer|manufacturing partner|bottler),? ...{s}",
        "{o}...(customer|customers|client|clients) of {s}",
        "{s}...(manufacturing|assembly|production|foundry|contract manufacturing|outsourcing) (agreement|contract|deal|order|pact)s? (from|for) ...{o}",
        "{o}...(instructed|asked|told|ordered|commissioned) {s} to (stop |cease |begin |start )?(manufactur|produc|build|mak|assembl)\\w*",
        "(manufacturing|production|assembly) by {s} (for|of) ...(from|of|for) {o}",
        "{o}...to (build|make|produce|manufacture|assemble) ...through {s}",
        "{o}...(relies|relied|rely|relying|depends|depended|depend) on {s} ...(to|for) (make|build|manufactur|produc|assembl)\\w*",
        "{o}...(has|have|had|gets|got|getting) (its|their) ...(made|built|manufactured|produced|assembled|brewed) (by|at) ...{s}",
        "{s}...(as|is|was|became) (the |an? )?(oem|original equipment manufacturer|contract assembler|co-packer|assembler) (of|for) ...{o}",
        "{o}...{s}('s?) ...(largest |biggest |second largest |third largest )?(customer|customers|client)",
        "{s}...(为|给|替)...{o}(进行)?(代工|生产|制造|组装)", "{o}...(由|在|委托|交由){s}...(代工|生产|制造|下线|组装)",
        "{s}(是|为|作为){o}的(代工厂|代工方|代工企业|制造商)", "{o}的代工(厂|方|企业|商)(是|为)?{s}",
        "{s}代工...{o}",
    ),
    "OWNS": (
        "{o},? (is |now )?(part|a member) of (the )?{s}",
        "{s}-owned {o}",
        "{s}('s?)? joint[- ]venture with ({any}|[\\w ]+)(,| called| named) {o}",
        "{o}...joint[- ]venture (company |partner |firm )?(\\w+ ){0,4}(of|between|by) ...{s}",
        "(joint[- ]venture|company),? owned \\d+\\s?(%|percent) by {s}...(called|named) {o}",
        "{s}...(set up|established|formed|founded|created|launched) (a |the |their |its )?(\\d+[:/-]\\d+ )?joint[- ]venture,? (called |named |company )*{o}",
        "{o},? (was |is )?(set up|established|formed|jointly established|jointly owned) by {s}",
        f"{{s}}...{_HAVE} {_SHARE}...(of|in) ...{{o}}",
        "{s}('s?) (stake|holding|shareholding) in ...{o}",
        f"{{o}}...{_OWNED} by {{any}} and {_SHARE} (owned )?by {{s}}",
        f"{{o}}...{_OWNED} by ...{{s}}",
        "{s}('s?)? ...(wholly-owned |wholly owned |majority-owned )?(subsidiary|subsidiaries|unit|affiliate|arm|division)\\b(?! of),? ...{o}",
        "{o}...(is|was|are|,) (a|an|the) ...(subsidiary|unit|affiliate|arm|division|member) (of|owned by) ...{s}",
        "{o}('s?)? (parent|owner|majority owner|parent company|controlling shareholder|largest shareholder),? {s}",
        "{o}...(belongs|belonging|belonged) to ...{s}",
        "{s},? (the )?(parent|owner|majority owner|controlling shareholder) of ...{o}",
        "{o}...(wholly-owned|wholly owned) (subsidiary|unit|company) of ...{s}",
        "{o}...(owned|controlled) by ...{s}",
        "{s}...(parent company|parent|majority shareholder|shareholder|owner) of ...{o}",
        "{s} (owns|owned|controls|controlled) {o}",
        "joint venture (of|between) {s}...{o}(?!.)",
        "{s}...its (stake|holding|interest|shareholding) in ...{o}",
        "{s}...持有...{o}", "{o}...(股东|股东方|控股股东|实控人)(已)?(变更为|变为|是|为)...{s}", "{o}(是|为|系)?(由)?{s}...(全资|控股|参股)(子公司|公司|企业)?",
        "{o}...(是|为|系){s}...(子公司|旗下)", "{s}(的)?(全资)?(子公司|旗下)(的)?(公司)?{o}",
    ),
    "OWNS_BRAND": (
        "{s}...(owner|parent) of ...brand ...{o}", "{s}('s?) ...brand,? ...{o}",
        "{s}...(owns|owned) the ...{o} (brand|trademark)", "{s}...(its|their) {o} (brand|trademarks?|marque)",
        "{o}...(is|was) (a |the )?(\\w+ ){0,2}(brand|marque|trademark) (of|owned by|belonging to) ...{s}", "{s}...under (the|its) {o} brand",
    ),
    "COMPETES_WITH": (
        "{s}('s?)? (main |chief |biggest )?(competitors|competitor|rivals|rival),? ...{o}",
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
        "{s},? {o}('s?)? (\\w+ ){0,2}(CEO|chief executive|chairman|chairwoman|president|founder|head|boss)",
        "{s}...(became|becomes|was appointed|was named|is|was|as) ...(CEO|chief executive|chairman|president)( officer)? of ...{o}",
        "{s}(担任|出任|就任|现任|任)(了)?{o}...(董事|董事长|总裁|总经理|CEO|首席执行官)", "{s}(是|为)?{o}(的)?(首席执行官|董事长|创始人|总裁|CEO)",
        "{o}...(led|headed|run|chaired) by ...{s}",
        "{s},? ...(CEO|chief executive|chairman|chairwoman|president|founder|head|boss)( officer)? (and [a-z]+ )?(of|at) ...{o}",
        "{s},? (CEO|chief executive officer|chairman|president),? (of )?{o}",
        "{o}('s?)? ...(CEO|chief executive|chairman|president) {s}",
        "{o}('s?)? (CEO|chief executive|chairman|president|founder|boss|head)( officer)?( and [a-z]+)?,? {s}",
        "{o}...(appointed|appoints|named|names|hired) {s} ...(as |its )*(CEO|chief executive|chairman|president)",
        "{o}(的)?(首席执行官|董事长|创始人|总裁|CEO){s}",
    ),
}  # fmt: skip

# Words around a phrase that say that it is not so, or not yet.
DENIED = re.compile(
    r"\b(not|never|no longer|n't|denied|denies|without|refused|neither|nor|stop|stopped|"
    r"terminated?|ended|ceased?|lost|loses|revoked?|withdrew|cancel(s|led|ed)?)\b|n't\b|未|没有|不再|否认|并非|终止|不是",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(will|would|plans?|planned|planning|intends?|agreed to|agrees to|offered to|offers to|to be|seeks?|aims?|"
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
    ends, begins = ("", "") if is_han(phrase) else (r"(?!\w)", r"(?:(?<!\w)|(?=\W))")
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
