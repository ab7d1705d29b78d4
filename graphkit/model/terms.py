"""What a declaration of the vocabulary consists of: a field, a kind, a relation.

Terms in `maps` name the nearest term elsewhere: `ftm` FollowTheMoney, `bods` Beneficial Ownership
Data Standard 0.4, `schema` schema.org, `fibo` the Financial Industry Business Ontology and the OMG
Commons that it stands on, `prov` W3C PROV. A property with ^ before it points from the object to
the subject. An absent key means that nothing there is near enough: no term may claim more than the
relation does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

__all__ = ["PREFIXES", "Field", "Kind", "Relation"]

_FND = "https://spec.edmcouncil.org/fibo/ontology/FND"
_COMMONS = "https://www.omg.org/spec/Commons"
# What the prefixes of RDF terms stand for.
PREFIXES: Mapping[str, str] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "cmns-org": f"{_COMMONS}/Organizations/",
    "cmns-ra": f"{_COMMONS}/RegistrationAuthorities/",
    "cmns-rga": f"{_COMMONS}/RegulatoryAgencies/",
    "fibo-fnd-agr-ctr": f"{_FND}/Agreements/Contracts/",
    "fibo-fnd-law-lcap": f"{_FND}/Law/LegalCapacity/",
    "fibo-fnd-oac-own": f"{_FND}/OwnershipAndControl/Ownership/",
    "fibo-fnd-pas-pas": f"{_FND}/ProductsAndServices/ProductsAndServices/",
    "fibo-fnd-plc-fac": f"{_FND}/Places/Facilities/",
    "fibo-fnd-rel-rel": f"{_FND}/Relations/Relations/",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A named value of an entity or a statement.

    `type` is text, date, share (percent, 0 to 100), money, number, flag, url, choice (one of
    `choices`), or entity (the key of a node of one of `kinds`).
    """

    name: str
    type: str
    doc: str
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node: its label in the store, what it is, and its term elsewhere.

    A `hub` is what very many share: by way of it every company is two steps from every other, so
    paths may end at one and never run through it.
    """

    label: str
    doc: str
    zh: str
    maps: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    hub: bool = False


@dataclass(frozen=True)
class Relation:
    """A relation between two nodes, or an attribute (`value` set, `objects` empty) of one.

    `name` is what files and Cypher say: UPPER_CASE for a relation, lower_case for an attribute.
    `sentence` and `sentence_zh` read a fact aloud, with {subject} and {object}. `distinct` names
    the fields that, beside subject and object, tell two facts of this relation apart; `episode`
    always does. `path` says whether chains from company to company may run through it; `route`
    which of `ROUTES` it implies, if any; `event` that it happens once, and has no end.

    What rules out what, as the search for conflicts takes it: `one_way`, that it cannot hold in
    both directions for one product; `sole`, that an object has one subject at a time; `single`,
    that a subject has one value of this attribute, "ever" or "at a time".
    """

    name: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    sentence: str
    sentence_zh: str
    doc: str
    value: str = ""
    fields: tuple[Field, ...] = ()
    distinct: tuple[str, ...] = ()
    path: bool = False
    route: str = ""
    event: bool = False
    symmetric: bool = False
    one_way: bool = False
    sole: bool = False
    single: str = ""
    maps: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_attribute(self) -> bool:
        """Whether it gives one node a value rather than joining two nodes."""
        return bool(self.value)

    @cached_property
    def fields_by_name(self) -> dict[str, Field]:
        """Its own fields; the ones that every statement has are not among them."""
        return {each.name: each for each in self.fields}

    @cached_property
    def named(self) -> dict[str, tuple[str, ...]]:
        """Where a statement of it names an entity, and of which kinds: its subject, its object,
        and the fields of its own that do."""
        ends = {"subject": self.subjects, **({} if self.is_attribute else {"object": self.objects})}
        return ends | {each.name: each.kinds for each in self.fields if each.type == "entity"}
