"""An article becomes proposed statements, each with its sentence, waiting for a yes or a no.

`sentences` finds sentences and names, `phrases` holds the phrases as data and
`triggers` makes patterns of them, `rules` makes the proposals, `colours` tells denials, plans and
rumours apart, `asking` asks a language model, if there is one, and `box` keeps proposals and
answers as a pack.
Nothing here writes to a store.
"""

from graphkit.inbox.rules import Proposal, propose
from graphkit.inbox.sentences import Names

__all__ = ["Names", "Proposal", "propose"]
