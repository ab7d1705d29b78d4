"""The vocabulary: every node kind, relation, attribute and statement field, declared once.

Validation, store schema, write Cypher, help texts, legends, docs and exports are read from the
tables here; none of them keeps a list of its own. A further industry is a pack of data, never a
change here. No I/O and no values: only what words exist and what they mean.
"""

from graphkit.model.kinds import ENTITY_FIELDS, IDENTIFIERS, KINDS
from graphkit.model.relations import RELATIONS
from graphkit.model.routes import GRANTED_KINDS, ROUTES, RouteKind
from graphkit.model.rules import RULES
from graphkit.model.terms import PREFIXES, Field, Kind, Relation
from graphkit.model.words import (
    ALIAS_LANGUAGES,
    CONFIDENCES,
    IDENTITY_VERDICTS,
    LICENCE_KINDS,
    POLARITIES,
    SOURCE_KINDS,
    STAGES,
    VERDICTS,
    SourceKind,
    confidences_allowed,
)

__all__ = [
    "ALIAS_LANGUAGES",
    "CONFIDENCES",
    "ENTITY_FIELDS",
    "GRANTED_KINDS",
    "IDENTIFIERS",
    "IDENTITY_VERDICTS",
    "KINDS",
    "LICENCE_KINDS",
    "POLARITIES",
    "PREFIXES",
    "RELATIONS",
    "ROUTES",
    "RULES",
    "SOURCE_KINDS",
    "STAGES",
    "VERDICTS",
    "Field",
    "Kind",
    "Relation",
    "RouteKind",
    "SourceKind",
    "confidences_allowed",
]
