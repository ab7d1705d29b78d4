"""Phrases of who makes for whom."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["MAKING", "UNLESS"]

# Words within a phrase by which it says something else: to make an offer, to hold a meeting.
UNLESS: Mapping[str, str] = {
    "MANUFACTURES_FOR": r"\b(?:markets?|bids?|offers?|proposals?|statements?|decisions?|investments?|loans?|progress|sense|money|debut|profits?|"
    r"licen[cs]\w*|announcements?|claims?|recommendations?|acquisitions?|available|sure|clear|possible|room|way|up(?! to)|it|use|changes?|case)\b(?<!made up)",
}  # fmt: skip

MAKING: Mapping[str, tuple[str, ...]] = {
    "MANUFACTURES_FOR": (
        "{s}...<make> ...(for|on behalf of) ~((customers?|clients?|brands?|companies|firms|makers|carmakers|others),? (such as |including |like ))?~{o}",
        "{s}...<make> ...{any} ...(for|on behalf of) ~{o}",
        "{s}...<make> (?!partner|services|agreement|deal|contract|plant|site|and |its |their )((some|all|most|many|half|millions|thousands|hundreds|parts?|versions?|\\d+%|\\d+ percent) of )?~{o}(?! [\\w ]*(for|on behalf of) )",
        "{s}...<make> ...(and|including) (\\w+ )?other {o}",
        "{s}...<begin> ~<making> of ~{o}",
        "{s}...<begin> ~(making|building|producing|assembling|manufacturing|supplying) ~{o}",
        "<making> of ~{o} ...(at|by|to) ~{s}",
        "{o}('s?)? ...(is|are|was|were|been|being|be|get|got|gets|,) (\\w+ ){0,2}?<made> ...(by|at|through) ~{s}",
        "{o}('s?)? (\\w+ ){0,4}?<made> (\\w+ ){0,4}?(by|at) ~{s}",
        "{o}('s?)? ...<made> (\\w+ )?with ~{s}",
        "{o}('s?)? ...<made> (using|on|with) {s}('s?) ",
        "{o}...<outsource> ...<making> ...(to|at|with|from) ~{s}",
        "{o}...<hire> ~{s} ...(to|for|and) (the )?(\\w+,? (and )?){0,2}?<to_make>\\b(?! its own)",
        "{o}...<hire> ~{s} as ~<maker>",
        "{o}...<hire> {s} over {any} ...to <to_make>",
        "{s}...<be> <hire> ...by ~{o} ...(to|for|as) (the )?(\\w+,? (and )?){0,2}?(<to_make>|<maker>)\\b",
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
}  # fmt: skip
