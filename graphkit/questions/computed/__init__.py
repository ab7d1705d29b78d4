"""Questions that Cypher cannot say: one module each, named like the question.

A module has the header of a question file in `HEADER`, and `answer(store, parameters)`, which
gives `Found` with the promised columns and `facts`, in the order in which they are to be read or,
where it says so, to be sorted.
"""
