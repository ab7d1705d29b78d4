"""Which entities are one: names taken apart, compared, and found again. Pure; knows no store.

`names` takes a name apart, `compare` says how alike two entities are and why, `index` which of many
may be one at all, and `finding` knows the names of somebody else's table again.
"""

from graphkit.resolve.compare import Comparison, compare, profile_of
from graphkit.resolve.finding import Finder
from graphkit.resolve.index import Index, Match, is_automatic
from graphkit.resolve.weights import AUTOMATIC, DOUBTFUL, LIKELY

__all__ = [
    "AUTOMATIC",
    "DOUBTFUL",
    "LIKELY",
    "Comparison",
    "Finder",
    "Index",
    "Match",
    "compare",
    "is_automatic",
    "profile_of",
]
