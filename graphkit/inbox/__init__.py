"""An article becomes proposed statements, each with its sentence, waiting for a yes or a no.

`sentences` finds sentences and names, `phrases` holds the phrases as data and
`triggers` makes patterns of them, `rules` makes the proposals of a sentence and `reading` those of
a text, `colours` tells denials, plans and rumours apart, `past` what is over, `grammar` what is not
understood well enough, `asking` asks a language model, if there is one, and `box` keeps proposals
and answers as a pack.
Nothing here writes to a store.
"""

from graphkit.inbox.reading import Passed, passed_over, propose
from graphkit.inbox.rules import Proposal
from graphkit.inbox.sentences import Names

__all__ = ["Names", "Passed", "Proposal", "passed_over", "propose"]
