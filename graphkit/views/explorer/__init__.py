"""The explorer: see the graph, turn both clocks, ask why. What each request is answered with.

`requests` says what may be asked, `answers` gives plain JSON values for it, `serving` puts that
behind a local address, `saving` into one offline file, `widget` into a notebook. The page itself
is written in TypeScript (`explorer/`), and its built bundle lies in `views/assets`.

A *scene* is what is drawn: nodes and facts in columns, so that thousands of them stay small.
Nothing but `serving` knows HTTP, and all but `answers.cypher` read the store through its seam.
"""
