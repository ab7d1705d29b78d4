"""The English phrases by which a sentence is taken to state a relation, as data.

`triggers` says how a phrase is written. A phrase that is found in a sentence makes a proposal,
never a fact; what leaves open who is which ("A and B have a licence agreement") is not here.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PHRASES", "UNLESS", "WORDS"]

# The forms of a word, or words that stand in for each other.
WORDS: Mapping[str, str] = {
    "assets": "assets|equipment|plants?|factory|factories|land|facilit(?:y|ies)|inventory|spectrum|frequencies|patents|trademarks?",
    "be": "is|are|was|were|been|being|be|became|becomes|gets?|got|remains?",
    "become": "became|becomes?|becoming|was|were|is|are|been|being|as|named|appointed|elected|joined|joins|takes? over as|took over as|serves? as|served as|remains",
    "begin": "beg(?:an|ins?|un)|start(?:s|ed|ing)?|took over|takes? over|resum(?:e[sd]?|ing)|stop(?:s|ped|ping)?|end(?:s|ed)?|halt(?:s|ed)?|continu(?:e[sd]?|ing)|overs(?:ee|ees|aw|eeing)|handl(?:e[sd]?|ing)",
    "bought": "acquired|taken private|bought(?: out| up)?|purchased|taken over|absorbed|snapped up|swallowed(?: up)?",
    "brand": "brands?|marques?|labels?|trademarks?",
    "buy": "acquires?|acquired|acquiring|buys?(?: out)?|bought(?: out)?|buying(?: out)?|purchase[sd]?|purchasing|t(?:akes?|ook|aken|aking) over|"
    "absorb(?:s|ed|ing)?|snap(?:s|ped|ping) up|swallow(?:s|ed|ing)(?: up)?|scoop(?:s|ed) up|gobbl(?:es|ed) up",
    "chief": "founder|co-founder|chief executive(?: officer)?|ceo|co-ceo|chief (?:financial|operating|technology|technical|scientific|medical|commercial|marketing|product) officer|cfo|coo|cto|"
    "chairman|chairwoman|chairperson|chair|president|managing director|general manager|director[- ]general|executive director|director|boss|head",
    "close": "complet(?:e[sd]?|ing)|clos(?:e[sd]?|ing)|finali[sz](?:e[sd]?|ing)|announc(?:e[sd]?|ing)|agree[sd]?(?: (?:on|to))?|conclud(?:e[sd]?|ing)|sign(?:s|ed|ing)?|approv(?:e[sd]?|ing)|plan(?:s|ned|ning)?|"
    "propos(?:e[sd]?|ing)|through|after|via|following|with|ma(?:de|kes?|king)",
    "company": "company|subsidiary|carmaker|automaker|startup|start-up|maker|manufacturer|firm|brand|producer|supplier|provider|operator|brewer|bottler|group|rival|chain|retailer|bank|business|institution",
    "customer": "customers?|clients?",
    "deal": "agreements?|deals?|contracts?|pacts?|accords?|tie-ups?|partnerships?|arrangements?|orders?|collaborations?",
    "formerly": "formerly|previously|originally|until recently|née",
    "get": "receiv(?:e[sd]?|ing)|obtain(?:s|ed|ing)?|acquir(?:e[sd]?|ing)|has|have|had|holds?|held|holding|gets?|got|getting|buys?|bought|buying|t(?:akes?|ook|aking)(?: over)?|secur(?:e[sd]?|ing)|"
    "w(?:ins?|on|inning)|gain(?:s|ed|ing)?|owns?|purchase[sd]?|los(?:es?|t|ing)|renew(?:s|ed|ing)?|extend(?:s|ed|ing)?|keeps?|kept|land(?:s|ed|ing)?|sign(?:s|ed|ing)?|pick(?:s|ed) up|"
    "pay(?:s|ing)?|paid|stripped of|deprived of|retain(?:s|ed|ing)?|(?:was|were|been|is|being) (?:awarded|granted|given)|exercis(?:e[sd]?|ing)",
    "grant": "grant(?:s|ed|ing)?|g(?:ave|iven?|ives|iving)|award(?:s|ed|ing)?|issu(?:es|ed|ing)|sold|sells?|selling|assign(?:s|ed|ing)?|hand(?:s|ed|ing)?|"
    "provid(?:e[sd]?|ing)|offer(?:s|ed|ing)?|transfer(?:s|red|ring)?|licen[cs]e[sd]?|licen[cs]ing|mov(?:e[sd]?|ing)|shift(?:s|ed|ing)?",
    "hire": "hire[sd]?|hiring|tap(?:s|ped|ping)?|pick(?:s|ed)?|chooses?|chose|chosen|select(?:s|ed|ing)?|contract(?:s|ed|ing)?(?: with)?|commission(?:s|ed|ing)?|enlist(?:s|ed|ing)?|appoint(?:s|ed|ing)?|"
    "engag(?:e[sd]?|ing)|asks?|asked|instruct(?:s|ed)?|tells?|told|order(?:s|ed)?|partner(?:s|ed|ing)?(?: up)? with|team(?:s|ed|ing)?(?: up)? with|us(?:es|ed|ing)|rel(?:y|ies|ied|ying) (?:\\w+ )?on|"
    "depend(?:s|ed|ing)? on|turn(?:s|ed|ing)? to|work(?:s|ed|ing)? with",
    "jv": "joint[- ]ventures?|jvs?",
    "know_how": "technolog(?:y|ies)|know-how|designs?|patents?|architectures?|instruction set|platforms?|intellectual property|cores?|chassis|blueprints?|drawings",
    "lead": "leads?|led|head(?:s|ed)?|runs|ran|chair(?:s|ed)|(?:co-)?founded",
    "licence": "licen[cs]es?|licen[cs]ing|franchises?|sub-?licen[cs]es?",
    "license": "(?:has |have )?(?:out-?|sub-?|cross-?)?licen[cs](?:es?|ed|ing)(?: out)?",
    "licensed": "(?:sub-?|in-?)?licen[cs]ed|in-licen[cs](?:es?|ing)|franchised",
    "licensee": "(?:master |sub-?)?licen[cs]ees?|(?:master )?franchisees?|licen[cs]e[- ]holders?|licen[cs]ed (?:partner|manufacturer|maker|producer|brewer|bottler|distributor|operator)s?|"
    "franchise (?:holder|operator|partner|bottler)s?|licen[cs](?:e|ing) partners?|authori[sz]ed (?:manufacturer|bottler|producer|maker|distributor)s?",
    "made": "made|manufactured|produced|built|assembled|contract-made|brewed|bottled|licen[cs]e-built|co-produced|fabricated|packaged|canned|distilled",
    "make": "manufactur(?:e[sd]?|ing)|mak(?:es?|ing)|made|builds?|building|built|produc(?:e[sd]?|ing)|assembl(?:e[sd]?|ing)|brew(?:s|ed|ing)?|bottl(?:e[sd]?|ing)|co-produc(?:e[sd]?|ing)|"
    "(?:licen[cs]e|contract)-(?:builds?|built|manufactures?|makes?)|fabricat(?:e[sd]?|ing)|churn(?:s|ed|ing)? out|turn(?:s|ed|ing)? out|co-manufactur(?:e[sd]?|ing)",
    "maker": "contract (?:manufacturer|maker|brewer|builder|producer|packer|supplier|assembler)|manufacturer|assembler|co-packer|co-manufacturer|foundry|oem|odm|original equipment manufacturer|"
    "(?:manufacturing|production|assembly|foundry|assembling) partner|supplier|bottler",
    "making": "manufactur(?:e|ing)|production|assembly|output|fabrication|brewing|bottling|packaging",
    "name": "brands?|names?|labels?|marques?|trademarks?|logos?|banners?|badges?",
    "name_as": "appoint(?:s|ed|ing)?|nam(?:es|ed|ing)|hir(?:es|ed|ing)|promot(?:es|ed|ing)|elect(?:s|ed|ing)?|tap(?:s|ped)?|poach(?:es|ed)",
    "outsource": "(?:out|sub)[- ]?(?:sourc|contract)(?:e[sd]?|s|ed|ing)|contract(?:s|ed|ing)?(?: out)?|hand(?:s|ed|ing)?(?: over)?|mov(?:e[sd]?|ing)|shift(?:s|ed|ing)?|transfer(?:s|red|ring)?|"
    "award(?:s|ed|ing)?|entrust(?:s|ed|ing)?|assign(?:s|ed|ing)?|farm(?:s|ed|ing)? out|g(?:ave|iven?|ives)|leav(?:es|ing)|left",
    "own": "owns?|owned|owning|holds?|held|holding|has|had|have|controls?|controlled|acquire[sd]?|acquiring|buys?|buying|bought|purchase[sd]?|t(?:akes?|ook|aking)|gets?|got|getting|obtain(?:s|ed)?|"
    "rais(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|lift(?:s|ed|ing)?|boost(?:s|ed|ing)?|cut(?:s|ting)?|lower(?:s|ed|ing)?|reduc(?:e[sd]?|ing)|retain(?:s|ed|ing)?|keeps?|kept|sell(?:s|ing)?|sold|"
    "disclos(?:e[sd]?|ing)|report(?:s|ed|ing)",
    "owned": "owned|controlled|held",
    "parent": "parent(?: (?:company|group|firm))?|owners?|holding company|(?:majority|controlling|largest|biggest|main|principal|sole|top|second-largest) (?:share|stock)holder|(?:majority|part|co-)[- ]?owner|shareholder",
    "part": r"(?:\d[\d.,]*[\s-]?(?:%|percent|per cent|pct)|stake|interest|shareholding|shares?|equity|majority|minority|half|third|quarter|holding)",
    "pay": "pays?|paying|paid|spends?|spent",
    "purchase": "acquisitions?|purchase|takeovers?|take-over|buyout|buy-out",
    "renamed": "renamed|rebrand(?:s|ed|ing)?|re-branded|rechristened|chang(?:e[sd]?|ing) (?:its|the|their)(?: \\w+){0,2} name|name change",
    "right": "licen[cs]es?|licen[cs]ing|qualifications?|permits?|rights?|franchises?|concessions?|permission|sub-?licen[cs]es?",
    "rival": "competitors?|rivals?|arch-?rivals?",
    "royalty": "royalt(?:y|ies)|licen[cs](?:e|ing) fees?|upfront|up-front|up front|milestones?|franchise fees?",
    "sell": "sell(?:s|ing)?|sold|sale of|divest(?:s|ed|ing)?|offload(?:s|ed|ing)?",
    "sell_it": "sell(?:s|ing)?|sold|launch(?:es|ed|ing)?|market(?:s|ed|ing)?|releas(?:e[sd]?|ing)|develop(?:s|ed|ing)?|distribut(?:e[sd]?|ing)|offer(?:s|ed|ing)?|mak(?:es?|ing)|made|produc(?:e[sd]?|ing)|"
    "manufactur(?:e[sd]?|ing)|builds?|building|built|brew(?:s|ed|ing)?|bottl(?:e[sd]?|ing)|assembl(?:e[sd]?|ing)|creat(?:e[sd]?|ing)|design(?:s|ed|ing)?|operat(?:e[sd]?|ing)|publish(?:es|ed|ing)?",
    "set_up": "set up|sets up|setting up|establish(?:es|ed|ing)?|form(?:s|ed|ing)?|creat(?:e[sd]?|ing)|launch(?:es|ed|ing)?",
    "share": "transfer(?:s|red|ring)?|provid(?:e[sd]?|ing)|suppl(?:y|ies|ied|ying)|shar(?:e[sd]?|ing)|licen[cs](?:e[sd]?|ing)|sold|sells?",
    "shop": "stores?|restaurants?|hotels?|outlets?|shops?|cafes?|cafés?|theme parks?|resorts?|schools?|gyms?|chain",
    "sign": "sign(?:s|ed|ing)?|enter(?:s|ed|ing)?(?: into)?|ink(?:s|ed|ing)?|str(?:ikes?|uck|iking)|reach(?:es|ed|ing)?|has|have|had|holds?|held|announc(?:e[sd]?|ing)|renew(?:s|ed|ing)?|"
    "extend(?:s|ed|ing)?|land(?:s|ed|ing)?|secur(?:e[sd]?|ing)|w(?:ins?|on)|clinch(?:es|ed)|conclud(?:e[sd]?|ing)|executed|under|through|via|receiv(?:es|ed)|announcement of",
    "supply": "suppl(?:y|ies|ied|ying)",
    "to_make": "manufactur(?:e[sd]?|ing)|mak(?:e|ing)|made|build(?:ing)?|built|produc(?:e[sd]?|ing|tion)|fill|assembl(?:e[sd]?|ing|y)|brew(?:ing|ed)?|bottl(?:e[sd]?|ing)|fabricat(?:e[sd]?|ing)",
    "to_use": "use|make|sell|produce|distribute|brew|manufacture|market|build|create|develop|design|bottle|commerciali[sz]e|operate|open|run|promote|exploit|publish|print|broadcast|stream|"
    "air|assemble|co-develop|package|supply|practi[cs]e|license|sublicense|provide|offer|release|adapt|roll out",
    "unit": "subsidiar(?:y|ies)|units?|arms?|divisions?|affiliates?|offshoot|portfolio company|operating company",
    "use": "us(?:e[sd]?|ing)|borrow(?:s|ed|ing)?|rel(?:y|ies|ied|ying) on|rent(?:s|ed|ing)?|adopt(?:s|ed|ing)?|based on|built on|derived from|adapted from|developed from|"
    "employ(?:s|ed|ing)?|run(?:s|ning)? on|designed (?:around|on|with)|incorporat(?:e[sd]?|ing)",
}  # fmt: skip

# What may not follow the name of a company where it is the whole that is meant.
_WHOLE = (
    r"(?!'|-|\w| (?-i:[A-Z][a-z]))(?!,? (?:shares?|stock|stakes?|assets|plants?|factory|factories|products?|spectrum|licen[cs]es?|patents?|trademarks?|"
    r"rights?|bonds|debt|loans?|cars|vehicles|trucks|chips|phones|engines|aircraft|planes|jets|technology|unit|division|subsidiary|business|"
    r"franchise|stores?|restaurants?|hotels?|beer|branches)\b)"
)
_ALL = (
    r"(all (of )?(the )?((outstanding|issued|remaining) )*((shares?|stock|equity|capital) )?(of|in)|(the )?(remaining )?100\s?(%|percent|per cent) of|"
    r"(full |majority |complete )?(control|ownership) of|the (rest|remainder|whole|entirety) of)"
)
_SOME = r"~(<part> )+(of (the )?(shares|stock|capital|equity|interest) )?((from|through) (\w+ ){1,3}?)?(of|in)"

# Words within a phrase by which it says something else: to make an offer, to hold a meeting.
UNLESS: Mapping[str, str] = {
    "MANUFACTURES_FOR": r"\b(?:markets?|bids?|offers?|proposals?|statements?|decisions?|investments?|loans?|progress|sense|money|debut|profits?|"
    r"licen[cs]\w*|announcements?|claims?|recommendations?|acquisitions?|available|sure|clear|possible|room|way|up|it|use|changes?|case)\b(?<!made up)",
}  # fmt: skip

# Owning a company or a brand: the kind of the object tells which.
_OWNING = (
    "{s},? (which |that |who )?(also |now |still |currently |already |jointly |indirectly |wholly )*(owns|owned|controls|controlled) ~{o}(?!'| (shares|stock|stores|restaurants|plants|licen))",
    "{s},? (which |that |who )?(owns|owned|controls|has) (the )?(brands?|companies|subsidiaries|labels)?[\\w ]*(such as|including|like) {o}",
    "{o},? ((which|that|is|was|are|were|been|being|has|had|now|still|currently|also|then|in turn|[\\w-]*ly|[\\w-]+ity|half|part|once|\\d[\\d.,]*\\s?(%|percent|per cent|pct)|\\d[\\d.,]*)[ -])*<owned> (\\w+ )?by ~{s}",
    "{o}...belong(s|ed|ing)? to ~{s}",
    "{s},? (which |that |who )?(is |was |are )?(the |a |an )?~<parent> (of|behind|to|in|for) ~{o}",
    "{s}...<become> ~<parent> (of|behind|in) ~{o}",
    "{o}('s?)? ~<parent>,? {s}",
    "{s},? {o}('s?) ~<parent>",
    "{o}...(its|whose|the|their) ~<parent>,? ~{s}",
    "{s}[- ]<owned> ~{o}",
    "{o}...,? (is |now |was |and )*(a |the )?(part|member) of (the )?{s}",
)

PHRASES: Mapping[str, tuple[str, ...]] = {
    "ACQUIRED": (
        f"{{s}}...<buy> ~{{o}}{_WHOLE}",
        f"{{s}}...<buy> {_ALL} ~{{o}}",
        f"{{s}}...<buy> ...<company> {{o}}{_WHOLE}",
        "{o}...(is|are|was|were|been|being|be|get|got|gets|,) (\\w+ ){0,2}?<bought> ...by ~{s}",
        "{o},? (which |that )?(\\w+ly )?<bought> (\\w+ ){0,4}?by ~{s}",
        f"{{s}}('s?)? ~<purchase> of ~{{o}}{_WHOLE}",
        f"{{s}}...<close> ~<purchase> of ~{{o}}{_WHOLE}",
        "<purchase> of ~{o}...by ~{s}",
        "{o}('s?)? ~<purchase> by ~{s}",
        f"{{s}}('s?)? ...<purchase> (bid|offer|proposal|approach) for ~{{o}}{_WHOLE}",
        f"<sell> ~{{o}}{_WHOLE}...to ~{{s}}",
        f"<sell> {_ALL} ~{{o}}...to ~{{s}}",
        "<sell> (its|the|their) ~{o} (unit|division|business|subsidiary|arm|company|operations) ...to ~{s}",
        "{o},? (which |that )?{s} (has |had |have )?<buy> (in|for|from|last|this|earlier|back|outright)",
        "{o}...(was|were|been|is|be|being|and) <sell> ...to ~{s}",
        "{o}('s?) ...business and <sell> it to ~{s}",
        f"{{s}}...<pay> ...for (?!its )~{{o}}{_WHOLE}(?! [\\w-]+ (rights?|licen[cs]e))",
        "{o}...cost ~{s} ", "{o}...cost [$€£¥]?[\\d.,]+ (million|billion) to ~{s}",
        "{s}...<become> (the )?(new|sole) (owner|shareholder) of ~{o}",
        "{o}('s?)? new <parent>,? {s}", "{s}, the new <parent> of {o}",
        "{s}...(gain|gained|seize|seized|win|won|assume|assumed|take|took|takes|taking|gaining) ~(control|ownership) (of|over) ~{o}",
        "{o}...came under ~(control|ownership) of ~{s}",
        "{o}...(was|were|is|been|be) (absorbed|folded) into ~{s}",
        "{s}...(take|takes|took|taking) ~{o} private",
    ),
    "ACQUIRED_ASSETS_OF": (
        "{s}...<buy> ...<assets> ...(of|from|owned by) ~{o}",
        "{s}...<buy> ~{o}('s?)? (\\w+ ){0,3}<assets>",
        "{o}...<sell> (its|the|their|some|two|three|certain|most|part) ...<assets> ...to ~{s}",
        "{o}...<outsource> (its|the|their|a) ...(trademarks?|patents?|assets|plant|factory) ...to ~{s}",
    ),
    "USES_LICENCE_OF": (
        # What is made or sold under licence.
        "{s}...<sell_it> ...(under|on) ~<licence> ((<deal> )?(from|of|with)|granted by) ~{o}",
        "{s}...(under|on|via|through) ~<licence> (from|of|granted by|issued by) ~{o}",
        "{s}...under ~<licence> <deal> (with|from) ~{o}",
        "under ~<licence> ((<deal> )?(from|of|with)|(granted|issued|held) by) ~{o}, {s}",
        "the {o}('s?)? <name> ...under <licence> ...by ~{s}",
        "{s}...<sell_it> ~{o}('s?)?...(under|on) (?!its|their)~<licence>(?! (from|of|by|granted|agreement|deal))",
        "{o}...<made> ...(under|on) ~<licence> ...by ~{s}",
        "{o}...<made> ...by ~{s} ...(under|on) ~<licence>(?! (from|of|by|granted))",
        "{o} ...<made> ~{s} ...under its (own )?<licence>",
        # What is licensed from somebody, or to somebody.
        "{s}...<licensed> ...(from|by) ~{o}",
        "{s}...<license> ...from ~{o}",
        "{s}...<license> {o}('s?) ",
        "{s}...<license> (the )?{o} (\\w+ ){0,2}(<name>|<know_how>)",
        "{s}...(is|are|was|were) <licensed> (by|under|from) ...(with )?~{o}",
        "{s}, <licensed> (by|from) ~{o}",
        "{o}...<license> ...to (?!(<to_use>)\\b)~{s}",
        "{o}...<license> {s} (the |its |to |for |a |an )",
        "by {o} and <licensed> to ~{s}",
        "<licensed> from ~{o}...by ~{s}",
        # A right that is granted, received, held, lost.
        "{o}...<grant> ~{s} ...<right>",
        "{o}...<grant> ...<right> ...to (?!(<to_use>)\\b)~{s}",
        "{o}...(allow|allows|allowed|allowing|authori[sz]es|authori[sz]ed|authori[sz]ing|permits|permitted|permitting|licenses|licensed) ~{s} to <to_use>",
        "{s}...<be> <grant> ...<right> ...(by|from) ~{o}",
        "{s}...<be> (allowed|authori[sz]ed|permitted|licen[cs]ed) to <to_use>(,? (and |or )?<to_use>)* ~{o}[- ']",
        "{s}...<get> ...<right> ...(from|of|granted by) (?!its |their )~{o}",
        "{s}...<get> from ~{o} ...<right>",
        "{s}...with (a|an|the) {o} (\\w+ ){0,2}<right>",
        "{s}...<get> ...<right> (to|for|in|over|on) (the )?((<to_use>)(,? and |,? or |, | ))*~{o}",
        "{s}...<get> (the |a |an |its |both |exclusive |global |worldwide |local |official |master |lucrative |[\\w-]+-year )*{o}('s?)? (\\w+ ){0,4}<right>",
        "{s}...licensed ...rights to <to_use>(,? (and |or )?<to_use>)* ~{o}",
        "(?!.*not to renew){s}...(renew|renews|renewed|renewing|extend|extends|extended|extending|sign|signed|signs) ...<licence> with ~{o}",
        "{s}('s?) ~<right> to (the )?((<to_use>)(,? and |,? or |, | ))*~{o}",
        "{o}...(withdr[ae]ws?|withdrew|t(akes?|ook) back|reclaim(s|ed)|revoke[sd]?|terminate[sd]?|cancel(s|led|ed)?|ended|pulled|stripped) ...<right> ...(from|with|of|to) ~{s}",
        "{o}...(withdr[ae]ws?|withdrew|took back|revoke[sd]?|terminate[sd]?|cancel(s|led|ed)?|ended|pulled|stripped) {s}('s?)? ...<right>",
        "{o}...not to renew ...<licence> ...with ~{s}",
        # A licensee.
        "{s},? (which |that )?(is |was |became |becomes |as )?(the |a |an )?~<licensee> (of|for|to) ~{o}",
        "{s}...<become> ~<licensee> (of|for|to) ~{o}",
        "{o}('s?)? ~<licensee>(,| including| such as| like)? ~{s}",
        "{s},? (which is |is |was )?(a |an |the )?(\\w+ )?{o}('s?)? ~<licensee>",
        "{o} and (its|their) ~<licensee>,? {s}",
        # An agreement whose words tell who gives.
        "(?!.*not to renew){s}...<sign> ~<licence> (and \\w+ )?<deal> ...with ~{o}",
        "(?!.*not to renew){s}...<sign> ~<deal> with ~{o} ...to <to_use> ...(its|the|\\w+'s) (<name>|<know_how>)",
        "{s}...<sign> ...<deal> with ~{o} ...(for|to acquire|covering|granting it|giving it|on) ~<right>",
        "{s}...<licence> <deal> for (the )?~{o}",
        "{s}...<licence> <deal> with ~{o} ...to <to_use>",
        "{o}('s?)? ~<licence> <deal> to ~{s}",
        "{o}('s?)? brand <licence> <deal> with ~{s}",
        # Money for it.
        "{s}...<pay> ~{o} ...<royalty>",
        "{s}...<pay> ...<royalty> ...to ~{o}",
        "{s}...(make|makes|made|making) ...<royalty> ...to ~{o}",
        "{s}...(is|was|were) (a |an )?(licen[cs]e-built|licensed) ~{o}",
        "{s}...(is|was|were) (a |an |the )?{o}( [\\w-]+){0,3} <made> under <licence>",
        "{o}...(receive[sd]?|collects?|collected|earns?|earned|gets?|got|eligible for|entitled to) ...<royalty> ...from ~{s}",
        # The brand, technology or design of another.
        "{s}...<sell_it> ...{o}[- ]branded",
        "{o}[- ]branded ...<made> by ~{s}",
        "{s}...<use> ...<right> (of|from|held by|owned by) ~{o}",
        "{s}...<use> ~{o}('s?)? (\\w+ ){0,3}<right>",
        "{s}...(under|use|uses|used|using|carry|carries|bears?|bearing) (the |its )?{o}('s?)? <name>( name)? ...<licence>",
        "{s}...(can|may|to|could|will|continues to|continue to) use (the |its )?{o}('s?)? (brand )?<name>",
        "{s}...<use> ~{o}('s?)?(-based)? (\\w+ ){0,2}<know_how>",
        "{s}...<sell_it> ...(to|from|on|using) (a |an |the )?{o}('s?)? <know_how>",
        "{s}...<use> ...<know_how> (licensed |transferred |developed |owned )?(from|of|by) ~{o}",
        "{o}...<share> ...<know_how> ...(to|with) ~{s}",
        "{o}...<share> ~{s} with ...<know_how>",
        "technology[- ]transfer (agreement |deal |contract )?from ~{o} to ~{s}",
        "{s}...<get> ...<know_how> (transfer )?from ~{o}",
        "{s}...(introduced|imported|adopted|licensed|copied) ...<know_how> (of|from) ~{o}",
        "{s}...<sell_it> ...(with|using|on) <know_how> (\\w+ ){0,3}?from ~{o}",
        "{s}...(operat(es?|ed|ing)|runs?|ran|running|opened|opens?) ...{o}('s?)? (\\w+ ){0,2}<shop> ...(under|franchise|licen[cs]e)",
        "{s}...(build|builds|built|building) ...on (the |a )?<right> (of|held by) ~{o}",
    ),
    "MANUFACTURES_FOR": (
        "{s}...<make> ...(for|on behalf of) ~((customers?|clients?|brands?|companies|firms|makers|carmakers|others),? (such as |including |like ))?~{o}",
        "{s}...<make> ...{any} ...(for|on behalf of) ~{o}",
        "{s}...<make> (?!partner|services|agreement|deal|contract|plant|site)((some|all|most|many|half|millions|thousands|hundreds|parts?|versions?|\\d+%|\\d+ percent) of )?~{o}(?! [\\w ]*(for|on behalf of) )",
        "{s}...<make> ...(and|including) (\\w+ )?other {o}",
        "{s}...<begin> ~<making> of ~{o}",
        "{s}...<begin> ~(making|building|producing|assembling|manufacturing|supplying) ~{o}",
        "<making> of ~{o} ...(at|by|to) ~{s}",
        "{o}('s?)? ...(is|are|was|were|been|being|be|get|got|gets|,) (\\w+ ){0,2}?<made> ...(by|at|through) ~{s}",
        "{o}('s?)? (\\w+ ){0,4}?<made> (\\w+ ){0,4}?(by|at) ~{s}",
        "{o}('s?)? ...<made> (\\w+ )?with ~{s}",
        "{o}...<outsource> ...<making> ...(to|at|with|from) ~{s}",
        "{o}...<hire> ~{s} ...(to|for|and) (the )?(\\w+,? (and )?){0,2}?<to_make>\\b(?! its own)",
        "{o}...<hire> ~{s} as ~<maker>",
        "{s}...<be> <hire> ...by ~{o} ...(to|for|as) (the )?(\\w+,? (and )?){0,2}?(<to_make>|<maker>)\\b",
        "{s}...<be> <hire> to <to_make> ...for ...{o}",
        "{o}...(agreement|deal|contract|pact|partnership|arrangement) with ~{s} ...(to|for) (the )?(\\w+,? (and )?){0,2}?<to_make>\\b(?! its own)",
        "{s}...(contracts?|orders?|commission) from ~{o} ...(to|for) (the )?(\\w+,? (and )?){0,2}?<to_make>\\b",
        "{s}...<sign> ~(assembly|manufacturing|production|foundry|contract manufacturing|build) <deal> (from|for|with) ~{o}",
        "{s}...<become> ~<maker>s? (of|for|to) ~{o}",
        "{s}...<become> ~<maker>s? of ([\\w-]+ ){1,4}?(for|to) ~{o}",
        "{s},? (a|an|the|its) ~<maker>s? of ([\\w-]+ ){1,4}?(for|to) ~{o}",
        "{s}...(provide|provides|provided|providing|offers) ~<making> (and \\w+ )?(services|capacity) (to|for) ~{o}",
        "{s},? (a|an|the|which is|its|and other) ~<maker>s? (of|for|to) ~{o}",
        "{o}('s?)? ~<maker>s?(,| including| such as| like)? {s}",
        "{s},? (which is |is |was |became )?(a |an |the )?(\\w+ )?{o}('s?)? ~<maker>",
        "{o}...(its|their) ~<maker>s?(,| including| such as| like)? ~{s}",
        "{o}...<customer> of ~{s}",
        "{s}...(its |whose |the )~<customer>,?( are| include| includes| including| such as| like|,)? ~{o}",
        "{s}...(counts|lists|names) ~{o} ...<customer>",
        "{o}...{s}('s?) ...<customer>",
        "{s}('s?) ~<customer>(,| are| include| includes| including| such as| like)* ~{o}",
        "<made> for ~{o}...by ~{s}", "<made> by ~{s} for ~{o}",
        "{s}...<supply> ~{o} with (?!.*\\b<know_how>)",
        "{o}...(end|ends|ended|terminate|terminates|terminated|cancelled|cancels|scrapped) (its|the|their|a) ~(manufacturing|production|assembly|supply|foundry) <deal> with ~{s}",
        "{o}...(gets?|buys?|sources?|bought|sourced|procures?|orders?) (all |most |many |some |of )*(its|their) (?!stake|shares|business|unit|plant)(\\w+ ){1,3}?from ~{s}",
        "{s}...<make> ...(designed|sold|marketed|ordered) by ~{o}",
        "{s}...<supply>(?!.*(licen[cs]|technolog|know-how|designs|capital|money)) ...to ~{o}",
        "<making> by ~{s} (for|of) ...(from|of|for|by) ~{o}",
        "{o}...to <to_make> ...through ~{s}",
        "{o}...(has|have|had|gets?|got|having) (its|their) ...<made> (by|at|in) ~{s}",
    ),
    "OWNS": (
        *_OWNING,
        f"{{s}}...<own> {_SOME} ~{{o}}",
        f"{{s}}('s?) {_SOME} ~{{o}}",
        f"{{s}}...its {_SOME} ~{{o}}",
        "{o},? in which {s} ...<own> ~<part>",
        "{s}...(invest|invests|invested|investing|pay|pays|paid) ...in ~{o} ...for ~<part>",
        "<sell> ...<part> (stake |interest )?in ~{o}...to ~{s}",
        "{o}('s?) ~<parent>(,| is| was)* ~{s}",
        "{o},? (is )?(a |an |the |another )?{s} (group )?(company|subsidiary|unit|affiliate)(?! (executive|spokes))",
        "<jv> with ~{s} (called|named|dubbed) {o}",
        "{o}...<owned> by {any} and ~<part> (<owned> )?by ~{s}",
        "{o}( (in|of|at|from) [\\w ,]{2,30}?)?,? (which |that )?(is |was |are )*(a |an |the |now )?~<unit> (of|within) ~{s}",
        "{o}...(is|was|became|becomes) (a |an |the |now )?~<unit> (of|within) ~{s}",
        "{s}('s?) ~<unit>,? {o}",
        "{s} (\\w+ )?<unit>,? {o}",
        "{s}...(its|their) ~<unit>,? {o}",
        "{o},? {s}('s?) ~<unit>",
        "{s}('s?)? {o} <unit>(?! of)",
        "{o} <unit> of ~{s}",
        "{o}(,| is| was| were|:| ) ~<jv> (company |partner |firm )?(\\w+ ){0,4}?(of|between|by) ...{s}",
        "{o}...<set_up> ...as ~<jv> (company )?(of|between|by|with) ~{s}",
        "{o},? {s}('s?) ~<jv>",
        "{s}('s?)? ~<jv> (company |firm |partner )?(with|between) ({any}|[\\w ]+)(,| called| named)? {o}",
        "{s}('s?)? ~<jv>(,| called| named| company)? {o}",
        "<jv>,? owned \\d+\\s?(%|percent) by {s}...(called|named) {o}",
        "{s}...<set_up> (a |the |their |its )?(\\d+[:/-]\\d+ )?<jv>,? (company |called |named |dubbed )*{o}",
        "<jv> (of|between) {s},? (called |named |known as |dubbed )+{o}",
        "{o},? (which )?(was |is )?(jointly )?<set_up> (jointly )?by {s}",
    ),
    "OWNS_BRAND": (
        *_OWNING,
        "{s}('s?) ~<brand>,? ~{o}",
        "{o},? {s}('s?) ~<brand>",
        "{s}...(whose|its|their) ~<brand> (include|includes|including|such as|are) ~{o}",
        "{s}...(owner|parent) of ...<brand> ~{o}",
        "{s}...(its|their) {o} <brand>",
        "{s}('s?) {o} <brand>",
        "{o}...(is|was|are|,) (a |the |an )?~<brand> (of|owned by|belonging to|from) ~{s}",
        "{s}...under (the|its) {o} (brand|label|marque)",
    ),
    "COMPETES_WITH": (
        "{s}('s?)? ~<rival>(,| is| are| include| includes| including| such as| like)* ~{o}",
        "{s} and (its |their )?~<rival>,? {o}",
        "{s}...competition (from|with) ~{o}",
        "{s},? (which is |is |was )?(a |an |the |one of the )?~<rival> (of|to) ~{o}",
        "{s}...(competes|competed|compete|competing|vies|vying|rivals|rivalling) (\\w+ )?(with|against|directly with)? ~{o}",
    ),
    "SUCCEEDED_BY": (
        "{s}...<renamed> (as |to |itself |into |from {any} to )*~{o}",
        "{s}...<renamed> ...to ~{o}",
        "{s},? (which |that )?(later |then |has )?(became|becomes|become) {o}(?=[,.)]| in \\d|$)",
        "{s}...(took|takes|adopted|adopts|assumed) the name (of )?~{o}",
        "{s},? (which is |which was |was |is |has been |been )*(now|later|since|subsequently) (called|known as|named|renamed) {o}",
        "{s} \\(now (called |known as )?{o}\\)",
        "{o},? \\(?(which was |was )?<formerly> (known as |called |named |the |as )*{s}(?!')",
        "{o}...(the )?successor (company |entity )?(of|to) ~{s}",
        "{s}...succeeded by ~{o}(?! as)",
    ),
    "HOLDS": (
        "{s}...<get> ~{o}",
        "{s}...<get> ...{o}",
    ),
    "APPLIED_FOR": ("{s}...(applied|applies|applying) for ...{o}",),
    "CLEARED": ("{s}...(passed|passes|cleared|clears) ...{o}",),
    "LISTED_IN": ("{s}...(appeared|appears|listed|included|entered|recorded|published) ...(in|on) ...{o}",),
    "MAKES": ("{s}...<make> ...{o}", "{o}...(is|are|was|were) <made> by ...{s}"),
    "LEADS": (
        "{s},? (\\w+ )?(the |a )?~<chief>(,? and ~<chief>)*,? (of|at|for) ~{o}",
        "{s}...<become> ~<chief>(,? and ~<chief>)* (of|at|for) ~{o}",
        "{s},? {o}('s?)? ~<chief>",
        "{o}('s?)? ~<chief>(,? and ~<chief>)*,? {s}",
        "{s},? <chief>(,? and <chief>)*,? {o}",
        "{o}...<name_as> ~{s} ...(as |its |to )*~<chief>",
        "{o}...<name_as> {s} from {any} as ~<chief>",
        "{s}...<become> {o}('s?) ~<chief>",
        "{s}...joins? ~{o} as ~<chief>",
        "{o}...(led|headed|run|chaired|founded|co-founded|steered) by ~{s}",
        "{s} (\\w+ )?<lead> ~{o}(?!')",
        "{o}...under ~<chief> {s}",
    ),
}  # fmt: skip
