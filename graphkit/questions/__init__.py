"""What can be asked: one question, one file, one name everywhere.

`catalogue` reads the question files, `answer` is what comes back, `evidence` the statements
behind it, `entities` turns a name into the entity that is meant. Nothing here writes to a store.
"""
