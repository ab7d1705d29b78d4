"""Pictures of a graph: one offline HTML page to open, print or pass on.

The graph is a `networkx.MultiDiGraph`. A node carries `name`, `kind` (a label of `model.KINDS`),
and may carry `names` (a list of other names) and `focus` (whether it was asked about). An edge
carries `relation` (a name in `model.RELATIONS`), `sentence`, `certainty` (yes, possible or no),
`valid_from`, `valid_to`, `confidence`, and `evidence`: dicts with `publisher`, `published`,
`quote`, `url` and `summary`, any of them empty, and perhaps `title`, `polarity` and `stage`.
Nothing here asks a store or changes the graph.
"""

from __future__ import annotations

from graphkit.views.page import page_html, write_page

__all__ = ["page_html", "write_page"]
