"""The phrases by which a sentence is taken to state a relation, as data: the English ones by what
they are about, the Chinese ones together.

`triggers` says how a phrase is written. A phrase that is found in a sentence makes a proposal,
never a fact; what leaves open who is which ("A and B have a licence agreement") is not here.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphkit.inbox.phrases.buying import BUYING
from graphkit.inbox.phrases.chinese import PHRASES_ZH, WORDS_ZH
from graphkit.inbox.phrases.licences import LICENCES
from graphkit.inbox.phrases.making import MAKING, UNLESS
from graphkit.inbox.phrases.others import OTHERS
from graphkit.inbox.phrases.owning import OWNING
from graphkit.inbox.phrases.words import WORDS

__all__ = ["PHRASES", "PHRASES_ZH", "UNLESS", "WORDS", "WORDS_ZH"]

PHRASES: Mapping[str, tuple[str, ...]] = {**BUYING, **LICENCES, **MAKING, **OWNING, **OTHERS}
