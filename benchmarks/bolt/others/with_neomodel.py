"""Companies and licences with neomodel, as its documentation has it; prints rows and seconds."""

import csv
import sys
import time
from pathlib import Path

from neomodel import (
    ArrayProperty,
    BooleanProperty,
    RelationshipTo,
    StringProperty,
    StructuredNode,
    StructuredRel,
    config,
    db,
)


class Licence(StructuredRel):
    key = StringProperty()
    valid_from = StringProperty()
    valid_to = StringProperty()
    confidence = StringProperty()
    sure = BooleanProperty()
    sources = ArrayProperty()


class Company(StructuredNode):
    key = StringProperty(unique_index=True)
    name = StringProperty()
    country = StringProperty()
    names = ArrayProperty()
    lenders = RelationshipTo("Company", "USES_LICENCE_OF", model=Licence)


def table(path):
    return list(csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines()))


def main(url, companies, licences):
    config.DATABASE_URL = url
    db.install_all_labels()
    nodes, edges = map(table, (companies, licences))
    began = time.perf_counter()
    found = {}
    with db.transaction:
        for at in range(0, len(nodes), 1000):
            made = Company.create_or_update(
                *({**each, "names": [each["name"]]} for each in nodes[at : at + 1000])
            )
            found.update((each.key, each) for each in made)
        for each in edges:
            about = {"key": each["id"], "confidence": each["confidence"], "sure": True}
            about |= {"valid_from": each["valid_from"], "sources": [each["source"]]}
            found[each["subject"]].lenders.connect(found[each["object"]], about)
    print(len(nodes) + len(edges), time.perf_counter() - began)


main(*sys.argv[1:])
