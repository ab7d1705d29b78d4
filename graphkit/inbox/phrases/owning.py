"""Phrases of who owns a company or a brand, and of what became of one."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["OWNING"]

_SOME = r"~(<part> )+(of (the )?(shares|stock|capital|equity|interest) )?((from|through) (\w+ ){1,3}?)?(of|in)"

# Owning a company or a brand: the kind of the object tells which.
_OWNING = (
    "{s},? (which |that |who )?(also |now |still |currently |already |jointly |indirectly |wholly |together )*(owns?|owned|controls?|controlled) ~{o}(?!'| (shares|stock|stores|restaurants|plants|licen))",
    "{s},? (which |that |who )?(owns|owned|controls|has) (the )?(brands?|companies|subsidiaries|labels)?[\\w ]*(such as|including|like) {o}",
    "{o},? ((which|that|is|was|are|were|been|being|has|had|now|still|currently|also|then|in turn|[\\w-]*ly|[\\w-]+ity|half|part|once|\\d[\\d.,]*\\s?(%|percent|per cent|pct)|\\d[\\d.,]*)[ -])*<owned> (\\w+ )?by ~{s}",
    "{o}...belong(s|ed|ing)? to ~{s}",
    "{s},? (which |that |who )?(is |was |are )?(the |a |an )?~<parent> (of|behind|to|in|for) ~{o}",
    "{s}...<become> ~<parent> (of|behind|in) ~{o}",
    "{o}('s?)? ~<parent>,? {s}",
    "{s},? {o}('s?) ~<parent>",
    "{o}...(its|whose|the|their) ~<parent>,? ~{s}",
    "{s}[- ]<owned> ~{o}",
    "{o}...,? (is |now |was |became |becoming |remains )*(a |the )?(part|member) of (the )?{s}",
    "{s}('s) {one}(?=,? (is|are|was|were|has|had|will|would|may|can|said|says|that|which|who|and (is|has|was))\\b|[.,;)]|$)",
    "{s},? (which |that |who )?...(portfolio|stable|range|roster|line-up|lineup|family)( of (\\w+ )?(brands|labels|companies))? ...(includes?|including|such as|of|comprises|with) ~{o}",
    "{s}...<parent> of ([\\w-]+ ){0,4}?(such )?([\\w-]+ ){0,4}?(brands|companies|labels) (such as|including|like|as) ~{o}",
    "{s},? (which |that |who )?(owns|owned|controls|has|holds|sells) (such )([\\w-]+ ){0,4}?(brands|companies|labels|businesses) as {o}",
    "{o}...<owned> by {any} (through|via) ...{s}",
    "{s} company {o}",
)

OWNING: Mapping[str, tuple[str, ...]] = {
    "OWNS": (
        *_OWNING,
        f"{{s}}...<own> (?!all |the entire |the whole ){_SOME} ~{{o}}",
        f"{{s}}('s?) {_SOME} ~{{o}}",
        f"{{s}}...its {_SOME} ~{{o}}",
        "{o},? (in|of) which {s} ...<own> ~<part>",
        "{s}...(invest|invests|invested|investing|pay|pays|paid) ...in ~{o} ...for ~<part>",
        "<sell> ...<part> (stake |interest )?in ~{o}...to ~{s}",
        "{o}('s?) ~<parent>(,| is| was)* ~{s}",
        "{o},? (is )?(a |an |the |another )?{s} (group )?(company|subsidiary|unit|affiliate)(?! (executive|spokes))",
        "<jv> with ~{s} (called|named|dubbed) {o}",
        "{o}...<owned> by {any} and ~<part> (<owned> )?by ~{s}",
        "{o}( (in|of|at|from) [\\w ,]{2,30}?)?,? (which |that )?(is |was |are )*(a |an |the |now )?~<unit> (of|within) ~{s}",
        "{o}...(is|was|became|becomes) (a |an |the |now )?~<unit> (of|within) ~{s}",
        "{s}('s?) ~<unit>,? {o}",
        "{s}('s?) ~[- ]?<owned> {o}",
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
        "{s}('s?) ~<brand>,? ~{o}", "{s}...<sell_it> (its|their) (own )?{o}",
        "{o},? {s}('s?) ~<brand>",
        "{s}...(whose|its|their) ~<brand> (include|includes|including|such as|are) ~{o}",
        "{s}...(owner|parent) of ...<brand> ~{o}",
        "{s}...(its|their) {o} <brand>",
        "{s}('s?) {o} <brand>",
        "{o}...(is|was|are|,) (a |the |an )?~<brand> (of|owned by|belonging to|from) ~{s}",
        "{s}...under (the|its) {o} (brand|label|marque)",
    ),
    "SUCCEEDED_BY": (
        "{s}...<renamed> (as |to |itself |into |from {any} to )*~{o}",
        "{s}...<renamed> ...to ~{o}",
        "{s},? (which |that )?(later |then |has )?(became|becomes|become) {o}(?=[,.)]| in \\d| (following|after|when|upon|through|on)\\b|$)",
        "{s}...(took|takes|adopted|adopts|assumed) the name (of )?~{o}",
        "{s},? (which is |which was |was |is |has been |been )*(now|later|since|subsequently) (called|known as|named|renamed) {o}",
        "{s},? now (called |known as )?{o}(?=[,.)]|$)",
        "{o},? \\(?(which was |was )?<formerly> (known as |called |named |the |as )*{s}(?!')",
        "{o}...(the )?successor (company |entity )?(of|to) ~{s}",
        "{s}...succeeded by ~{o}(?! as)",
        "{o}...(founded|established|incorporated|formed|started) (in \\d+ )?as ~{s}(?!')",
        "{s}...<merge> ((with|into) {any} )?\\(?(to form|to create|to become|creating|forming|becoming|into|as) ~{o}",
        "{any}...<merge> with ~{s} \\(?(to form|to create|to become|creating|forming|becoming|as) ~{o}",
        "{o}...(was |is )?(formed|created|established|born|emerged|founded|the result|resulted) ...(by|from|through|out of|of) (the |a )?(merger|combination|fusion|amalgamation) (of|between) ~{s}",
        "merger (of|between) ~{s} ...(to form|to create|created|formed|gave birth to|produced|into) ~{o}",
    ),
}  # fmt: skip
