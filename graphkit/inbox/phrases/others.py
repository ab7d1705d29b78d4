"""Phrases of who leads, competes, holds a permission or makes a product."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["OTHERS"]

OTHERS: Mapping[str, tuple[str, ...]] = {
    "COMPETES_WITH": (
        "{s}('s?)? ~<rival>(,| is| are| include| includes| including| such as| like)* ~{o}",
        "{s} and (its |their )?~<rival>,? {o}",
        "{s} and {o}...(become|became|are|were|remain|remained|have been) ~<rival>\\b(?! (of|to|with)\\b)",
        "{s}...(with|by|to|against|over|from|than) (its |his )?(\\w+ ){0,2}?<rival> {o}",
        "{s},? (like|unlike) (its )?~<rival> {o}",
        "{s}...competition (from|with) ~{o}",
        "{s},? (which is |is |was |are |were )?(a |an |the |one of the )?~<rival> (of|to) ~{o}",
        "{s}...(?<!-)(competes|competed|compete|competing|vies|vying|rivals|rivalling) (\\w+ )?(with|against|directly with)? ~{o}(?!')",
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
        "{s}(,|,? (is|was|who is|who was|as|now|then|also|currently|former))+ (the |a )?~<chief>(,? and ~<chief>)*,? (of|at|for) ~{o}",
        "{s}...<become> ~<chief>(,? and ~<chief>)* (of|at|for) ~{o}",
        "{s},? ~<chief>(,? and ~<chief>)* of {any},? and ~<chief> of ~{o}", "{s},? {o}('s?)? ~<chief>",
        "{o}('s?)? ~<chief>(,? and ~<chief>)*,? {s}",
        "{s},? <chief>(,? and <chief>)*,? {o}",
        "{o}...<name_as> ~{s} ...(as |its |to )*~<chief>",
        "{o}...<name_as> {s} from {any} as ~<chief>",
        "{s}...<become> {o}('s?) ~<chief>",
        "{s}...joins? ~{o} as ~<chief>",
        "{o}...(led|headed|run|chaired|founded|co-founded|steered) by ~{s}",
        "{s} (\\w+ )?<lead> ~{o}(?!')",
        "{o}...under ~<chief> {s}",
        "under {s}, {o}",
        "<chief>(,? and ~<chief>)* (of|at) {o} (is|was) {s}",
        "{s}...(resigned|stepped down|stood down|departed|was ousted|was fired|was dismissed) from ~{o}(?!')",
        "{s}...(left|leaves|quit|joined|hired) ...to (lead|head|run|chair) ~{o}",
        "{o}...(whose|its|their) ~<chief>(,| is| was)* {s}",
        "{o}...according to (its |the company's )?~<chief>,? {s}",
        "{o}...(its|the company's|the firm's) ~<chief>,? {s}",
        "{o} (has |have |had |now |today )*(confirmed|announced|said|says) that {s} ...(as|become) (its |the )?~<chief>",
    ),
}  # fmt: skip
