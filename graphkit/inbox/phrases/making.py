"""Phrases of who makes for whom."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["MAKING", "UNLESS"]

# Words within a phrase, or right behind it, by which it says something else: to make an offer, to
# use what one has no licence for.
UNLESS: Mapping[str, str] = {
    "USES_LICENCE_OF": r"\bwithout (?:an? |any |its |the |their )?(?:\w+ )?(?:licen[cs]\w*|permission|consent|paying|authori[sz]ation)\b|"
    r"\brights? to (?:buy|purchase|acquire|vote|appoint|nominate|increase|first refusal)\b",
    "HOLDS": r"\b(?:appl(?:y|ies|ied|ying)|applications?|sought|seek\w*|fil(?:e[sd]?|ing)|await\w*|waiting|pursu\w*)\b",
    "MANUFACTURES_FOR": r"(?<!for )(?<!for other )\b(?:\d+|its|several|many|various) (?:[\w-]+ )?brands\b|"
    r"\b(?:markets?|bids?|offers?|proposals?|statements?|decisions?|investments?|loans?|progress|sense|money|debut|profits?|"
    r"licen[cs]\w*|announcements?|claims?|recommendations?|acquisitions?|available|sure|clear|possible|room|way|up(?! to)|it|use|changes?|case|distribut\w*|import(?:s|ed|er)?|resell\w*|leas\w*|operates?|operated|(?:plants?|factor(?:y|ies)|headquarters|buildings?|offices?|bridges?|ads?|adverts?|films?|campaigns?|websites?|stadiums?|reports?) (?:(?:is|was|were|are|being|been|has|be) )+(?:built|made|produced|manufactured))\b(?<!made up)",
}  # fmt: skip

MAKING: Mapping[str, tuple[str, ...]] = {
    "MANUFACTURES_FOR": (
        "{s}...<make> ...(for|on behalf of) ~((customers?|clients?|brands?|companies|firms|makers|carmakers|others),? (such as |including |like ))?~{o}",
        "{s}...<make> ...{any} ...(for|on behalf of) ~{o}",
        "{s}...<make> (?!around|over|about|upon|partner|services|agreement|deal|contract|plant|site|and |its |their )((some|all|most|many|half|millions|thousands|hundreds|parts?|versions?|\\d+%|\\d+ percent) of )?~{o}(?! [\\w ]*(for|on behalf of) (?!the |its |export))(?! (its|a|an|one|the|into)\\b)",
        "{s}...<make> ...(under|on|in|through|as part of) (an?|the|its|their) ([\\w-]+ ){0,3}?<deal> (with|from|for) ~{o}(?! .*licen[cs])",
        "{s}...<make> ...(under contract|on contract|under subcontract|on a contract basis) (to|for|with|from) ~{o}",
        "{s}('s?)? (\\w+ ){0,2}(manufactures|makes|builds|produces|assembles) (all|most|some|many|half|part) of ([\\w-]+ )*?{o}('s?)",
        "{s},? (the |a )?(maker|producer|builder|assembler|brewer) of ([\\w-]+ ){0,3}?{o}('s) ",
        "{s},? (the |a )?(maker|producer|builder|manufacturer) of ([\\w-]+ ){1,4}?for ~{o}",
        "{o}('s)? ([\\w-]+ ){1,3}?, (which|that) {s} (\\w+ )?<make>",
        "{o}('s) [\\w-]+,? (which|that) {s} (\\w+ )?<make>",
        "{o}('s?)? (\\w+ ){0,2}?<making> (\\w+ ){0,2}?(is|was|has been|had been|will be|being|are|were) ...(outsourced|contracted|subcontracted|entrusted|handled|carried out|done|undertaken) (out |entirely )?(to|by) ~{s}",
        "{o},? (for|on behalf of) (which|whom) {s} ...<make>",
        "{s}('s)...(manufacture|manufacturing|production|assembly) of ([\\w-]+ ){0,4}?{o}('s)",
        "{s}...<make> ...(and|including) (\\w+ )?other {o}",
        "{s}...<begin> ~<making> of ~{o}",
        "{s}...<begin> ~(making|building|producing|assembling|manufacturing|supplying) ~{o}",
        "<making> of ~{o} ...(at|by|to) ~{s}",
        "{o}('s?)? ...(is|are|was|were|been|being|be|get|got|gets|,) (\\w+ ){0,2}?<made> ...(by|at|through) ~{s}",
        "{o}('s?)? (?!(\\w+ )?(bought|buys|buying|purchas\\w+|order\\w*|sells?|sold|flies|flew) )(\\w+ ){0,4}?<made> (\\w+ ){0,4}?(by|at) ~{s}",
        "{o}('s?)? ...<made> (\\w+ )?with ~{s}",
        "{o}('s?)? ...<made> (using|on|with) {s}('s?) (?!([\\w-]+ ){0,2}<right>)",
        "{o}...<outsource> ...<making> ...(to|at|with) ~{s}",
        "{o}...<outsource> ...<making> ...from {any} to ~{s}",
        "{o}...<outsource> {s} (a|an|the|its|two|three|several) ([\\w-]+ ){0,4}?<deal> (to|for) (the )?(\\w+,? (and )?){0,2}?(<to_make>|<making>)",
        "<making> for ~{o}...(at|by|in) ~{s}",
        "{o}...<make> (its|their) ...(at|in) {s}('s?) ...(under contract|on contract|under licen[cs]e)",
        "{o}...<hire> ~{s} ...(to|for|and) (the )?(\\w+,? (and )?){0,2}?<to_make>\\b(?! its own)",
        "{o}...<hire> ~{s} as ~<maker>",
        "{o}...<hire> ~{s} ...to (be|serve as|act as|become) (its|the|their) ~<maker>",
        "{o}...<hire> ~{s} ...(for|to handle|to take over|to carry out|to do|to provide) (the |its |their |all |contract |series |final |local )*<making>",
        "{o}...(enter|place|award|g[ai]ve|hand)\\w* (into )?(a|an|the|its) ([\\w-]+ ){0,4}?(manufacturing|production|assembly|foundry|supply|build) <deal> (to|with) ~{s}",
        "{s}...(was|is|are|were|been|being) ~<maker>s? (of|for|to|by) ~{o}",
        "{s}...(acts?|acted|acting|serves?|served|serving|works?|worked|working) as ~<maker>s? (of|for|to) ~{o}",
        "{o}...<hire> {s} over {any} ...to <to_make>",
        "{s}(?!')...<be> <hire> ...by ~{o} ...(to|for|as) (the )?(\\w+,? (and )?){0,2}?(<to_make>|<maker>)\\b",
        "{s}...<be> <hire> to <to_make> ...for ...{o}",
        "{o}...(agreement|deal|contract|pact|partnership|arrangement) with ~{s} ...(to|for) (the )?(\\w+,? (and )?){0,2}?<to_make>\\b(?! its own| (the \\w+'s|for the|the latter))",
        "{s}...(contracts?|orders?|commission) from ~{o} ...(to|for) (the )?(\\w+,? (and )?){0,2}?<to_make>\\b",
        "{s}...<sign> ...<deal> with ~{o} ...to <to_make> (the (brand|company|group|firm|carmaker|automaker|chipmaker)'s|the latter's|for the (brand|company|firm|latter))\\b",
        "{o}...(outsourc(e[sd]?|ing)|contract(s|ed|ing)? out|farm(s|ed|ing)? out) (its|the|their|some|all|part of its) ...(business|work|operations|orders) ...to ~{s}",
        "{s}...<sign> ~(assembly|manufacturing|production|foundry|contract manufacturing|build) <deal> (from|for|with) ~{o}",
        "{s}...<become> ~<maker>s? (of|for|to) ~{o}",
        "{s}...<become> ~<maker>s? of ([\\w-]+ ){1,4}?(for|to) ~{o}",
        "{s},? (a|an|the|its) ~<maker>s? of ([\\w-]+ ){1,4}?(for|to) ~{o}",
        "{s}...(provide|provides|provided|providing|offers) ~<making> (and \\w+ )?(services|capacity) (to|for) ~{o}",
        "{s},? (a|an|the|which is|its|and other) ~<maker>s? (of|for|to) ~{o}",
        "{o}('s?)? ~<maker>s?(,| including| such as| like)? {s}",
        "{s},? (which )?(is|was|became|becomes|as|remains) (also |now |already )?(a |an |the |one of )?([\\w-]+ ){0,2}?{o}('s?)? ~<maker>s?",
        "{s}, (a |an |the |one of )?([\\w-]+ ){0,2}?{o}('s?)? ~<maker>s?",
        "{s},? under contract (to|with|for|from) ~{o},? (\\w+ )?<make>",
        "{o}...(switch|mov|turn|chang)\\w* from {any} to {s} (as|for) ...(<maker>|<making>)",
        "{o}...(its|their) ~<maker>s?(,| including| such as| like)? ~{s}",
        "{o}...<customer> of ~{s}",
        "{s}...(its |whose |the )~<customer>,?( are| include| includes| including| such as| like|,)? ~{o}",
        "{s}...(counts|lists|names) ~{o} ...<customer>",
        "{o}...{s}('s?) ...<customer>",
        "{s}('s?) ~<customer>(,| are| include| includes| including| such as| like)* ~{o}",
        "<made> for ~{o}...by ~{s}", "<made> by ~{s} for ~{o}", "<made> by ~{s} (under|on|in) (a )?(contract|subcontract|behalf|commission) ...(to|for|with|of|from) ~{o}",
        "{o}[- ]branded ...<made> (by|at) (a |an |the )?((\\w+ )?(company|firm|maker|manufacturer) (called|named) )?~{s}",
        "{o}('s?)? ...(roll(s|ed|ing)? off|com(es|e|ing) off|came off) ...(lines?|plants?|factory) (of|at|run by|in|owned by) ~{s}",
        "{o}('s?)? ...(roll(s|ed|ing)? off|came off|com(e|es|ing) off) (the )?{s}('s?)? ...(lines?|plants?|factory)",
        "<making> of ~{o}('s?)? ...(is|was|are|were|has been|had been|been|be|being) ...(outsourced|contracted|subcontracted|sub-contracted|entrusted|moved|shifted|transferred|handled|carried out|undertaken|done|handed|given|assigned|awarded) (over |out )?(to|by|at) ~{s}",
        "<making> of ~{o}('s?)? ...(takes?|took|taking|taken) place (at|in) ~{s}",
        "{s}...(responsible for|in charge of|carries out|carried out|undertakes|undertook|handles|handled|does|did|performs|performed) (the |all |most |contract |final |local |all of |much of |(the )?(physical|actual) )*<making> ...(of|for) ~{o}",
        "{s}...<supply> ~{o} with (?!.*\\b<know_how>)",
        "{o}...(end|ends|ended|terminate|terminates|terminated|cancelled|cancels|scrapped) (its|the|their|a) ~(manufacturing|production|assembly|supply|foundry) <deal> with ~{s}",
        "{o}...(gets?|buys?|sources?|bought|sourced|procures?|orders?) (all |most |many |some |of )*(its|their) (?!stake|shares|business|unit|plant)(\\w+ ){1,3}?from (the )?((factory|factories|plants?|facilities|production lines?) (of|at|run by|in) )?~{s}",
        "{s}...<make> ...(designed|sold|marketed|ordered) by ~{o}",
        "{s}...<supply>(?!.*(licen[cs]|technolog|know-how|designs|capital|money)) ...to ~{o}",
        "<making> by ~{s} (for|of) ...(from|of|for|by) ~{o}",
        "{o}...to <to_make> ...through ~{s}",
        "{o}...(has|have|had|gets?|got|having) (its|their) ...<made> (by|at|in) ~{s}",
    ),
}  # fmt: skip
