"""Phrases of who buys a company, or what a company has."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["BUYING"]

# What may not follow the name of a company where it is the whole that is meant.
_WHOLE = (
    r"(?!'|-|\w| (?-i:[A-Z][a-z]))(?!,? (?:shares?|stock|stakes?|assets|plants?|factory|factories|products?|spectrum|licen[cs]es?|patents?|trademarks?|"
    r"rights?|bonds|debt|loans?|cars|vehicles|trucks|chips|phones|engines|aircraft|planes|jets|technology|unit|division|subsidiary|business|"
    r"franchise|stores?|restaurants?|hotels?|beer|branches|lines?|range|brands?|name|portfolio|operations|activities|portion)\b)"
)
_ALL = (
    r"(all (of )?(the )?((outstanding|issued|remaining) )*((shares?|stock|equity|capital) )?(of|in)|(the )?(remaining )?100\s?(%|percent|per cent) of|"
    r"(full |majority |complete )?(control|ownership) of|the (rest|remainder|whole|entirety) of)"
)

BUYING: Mapping[str, tuple[str, ...]] = {
    "ACQUIRED": (
        "{o},? ([\\w-]+ ){1,8}?and (\\w+ly |later |then )?<bought> (in \\w+ )?by ~{s}",
        "{o} passed to {s} (in|from|when)", "(ownership|control) of ~{o}...(transferred|passed|went|moved) to ~{s}",
        "{s}...(won|wins|prevailed in) (a |the )?(bidding war|battle|race|auction|contest) (for|to buy|to acquire) ~{o}",
        "{s}...(outbid|outbids|beat|beats|beating) {any} (for|to buy|to acquire|to win|in the race for|to) ~{o}",
        "{s} (took|takes|taking|bought) {o} over",
        "{o}...<become> (the )?(victim|target|subject) of ...<purchase> by ~{s}",
        f"{{s}}...<close> ...<purchase> of ~{{any}}...(and|,) (of |the |its )*<purchase> of ~{{o}}{_WHOLE}",
        "{o},? (which )?(was |were )?<bought> from [\\w .&-]+ by ~{s}",
        "by <sell> ~{o} to ~{s}",
        "{o}...(being|been|was|is|were) sold by {any} ...to ~{s}",
        f"{{s}}...<buy> ~{{o}}{_WHOLE}",
        f"{{s}}...<buy> {_ALL} ~{{o}}",
        f"{{s}}...<buy> ...<company> {{o}}{_WHOLE}",
        "{o}...(is|are|was|were|been|being|be|get|got|gets|,) (\\w+ ){0,2}?<bought> ...by ~{s}",
        "{o},? (which |that )?(\\w+ly )?<bought> ((in|for|last|earlier|this|on|out|off) ([\\w$€£.,]+ ){0,3}?)?by ~{s}",
        f"{{s}}('s?)? ~<purchase> of ~{{o}}{_WHOLE}",
        f"{{s}}...<close> ~<purchase> of ~{{o}}{_WHOLE}",
        "<purchase> of ~{o}...by ~{s}",
        "{o}('s?)? ~<purchase> by ~{s}",
        f"{{s}}...(its|a|an|the) ~(bid|offer) for ~{{o}}{_WHOLE}",
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
        "{s}...(gain|gained|seize|seized|win|won|assume|assumed|take|took|takes|taking|gaining) ~(control|ownership) (of|over) ~{o}(?!')",
        "{o}('s?)? (planned |proposed |attempted |\\$[\\d.]+ \\w+ )*sale to ~{s}",
        "{o}...came under ~(control|ownership) of ~{s}",
        "{o}...(fell|passed) (in|into|to) (the )?(hands|control|ownership) of ~{s}",
        "{o}...(approved|agreed|backed|cleared) (the|its|a) sale to ~{s}",
        "{o}...(was|were|is|been|be) (absorbed|folded) into ~{s}",
        "{s}...(take|takes|took|taking) ~{o} private",
    ),
    "ACQUIRED_ASSETS_OF": (
        "{s}...<buy> ...<assets> ...(of|from|owned by) ~{o}",
        "{s}...<buy> ...(the|its|their|a|an|all|two|three|some|most) ([\\w-]+ ){0,6}?<concern> ...(of|from|owned by|held by|belonging to) ~{o}",
        "{s}...<buy> ~{o}('s?)? (\\w+ ){0,3}<assets>",
        "{s}...<buy> ...{o}('s?) ([\\w/&,-]+ ){0,8}?<concern>",
        "{s}...<buy> ...(the|all) {o} ([\\w/-]+ ){0,3}?<concern>",
        "{s}...<buy> ...<concern> ...{any}...(from|owned by|held by) ~{o}",
        "{s}...<buy> ([\\w/&,-]+ ){1,8}?<concern> ...(from|owned by|held by) ~{o}",
        "from {o},? {s}...<buy> ...<concern>",
        "{s}('s?)? ...<purchase> of (the |all )*{o}('s?)? ([\\w/&,-]+ ){0,6}?<concern>",
        "{s}('s?)? ...<purchase> of ([\\w/&,-]+ ){1,8}?<concern> ...(from|of|owned by) ~{o}",
        "{o}('s?) ([\\w/&,-]+ ){0,6}?<concern> ...(was|were|is|are|has been|have been|been|being|be|,) (\\w+ ){0,2}?(<bought>|sold|transferred) ...(by|to) ~{s}",
        "{o}...<sell> (off |of )?(its|the|their) {any} ([\\w/&,-]+ ){0,4}?(lines?|business(es)?|brands?|range|operations|plants?|factory|factories|portfolio|rights|activities|franchise) ...to ~{s}",
        "{o}...<sell> (off |of )?(the )?{any}('s)? (lines?|range|brands?|business|portfolio) ...to ~{s}",
        "<sell> of (its|the|their) ([\\w/&,-]+ ){0,6}?<concern> by ~{o} to ~{s}",
        "{s}...<buy> ...(the|all) (manufacturing |production |design |worldwide |exclusive )*rights (to|in|for) (the )?{o}(?!')",
        "{s}...(t(akes?|ook|aking) over|assum(es?|ed|ing)|inherit(s|ed|ing)?) (the |all |some |of |two |three |its )*([\\w/&,-]+ ){0,6}?<concern> ...(of|from) ~{o}",
        "{s}('s?)? ...<purchase> of ~{o}('s?) (?!shares?|stakes?|parents?|owners?|rivals?|subsidiar)[\\w-]+",
        "{s}('s?)? ...<purchase> of (the|its|a|an|two|three|some|most) ([\\w/-]+ ){0,6}?<concern> ...(of|from) ~{o}",
        "{o}...<sell> (its|the|their|some|two|three|certain|most|part|all)\\b ...<assets> ...to ~{s}",
        "{o}...<sell> (off |of )?(its|the|their|some|two|three|certain|most|part of its|all its)\\b ([\\w/&,-]+ ){0,8}?<concern> ...to ~{s}",
        "{o}('s?) (\\w+ ){0,2}sale of (its|the|their|some|two|three|certain|most)\\b ([\\w/&,-]+ ){0,8}?<concern> ...to ~{s}",
        "{s}...<get> (\\w+ |[\\w-]+\\.[A-Z]\\. ){0,4}?(rights|title) (to|in|for) (the )?{o}('s?)? (brand |trade)?(name|mark|trademark)",
        "{s}...<buy> (all |the )*([\\w-]+ ){0,3}?rights (relating to|to|in) ~{o} (held|owned) by {any}",
        "{s}...<buy> (all |the )*([\\w-]+ ){0,3}?rights (relating to|to|in) ({any}|[\\w ]+) (held|owned) by ~{o}",
        "{o}...(transferred|transfers|spun off|contributed|ceded|handed over) (its|the|their|all its) ([\\w/&,-]+ ){0,6}?(business(es)?|division|operations|assets|plants?|factory|factories|unit|activities|brands?) ...to ~{s}",
        "{o}...<outsource> (its|the|their|a) ...(trademarks?|patents?|assets|plant|factory) ...to ~{s}",
    ),
}  # fmt: skip
