"""What the page has to know before anything is drawn: the store, the vocabulary, the questions.

Read from `graphkit.model`, `views.style` and the catalogue; nothing is listed here a second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import graphkit
from graphkit.model import (
    ALIAS_LANGUAGES,
    CONFIDENCES,
    KINDS,
    POLARITIES,
    RELATIONS,
    ROUTES,
    RULES,
    SOURCE_KINDS,
    STAGES,
    VERDICTS,
)
from graphkit.questions.catalogue import Question, catalogue
from graphkit.stores import is_server
from graphkit.stores.base import Store
from graphkit.stores.projection import (
    DATASET,
    DECISION,
    SOURCE,
    STATEMENT,
    Column,
    edge_columns,
    entity_columns,
)
from graphkit.values import MAX_DATE, MIN_DATE
from graphkit.views import style
from graphkit.views.explorer.first import BACKBONE, builder
from graphkit.views.explorer.scene import JOINING

__all__ = ["about", "model", "news", "questions"]

_DATASETS = """
MATCH (d:Dataset) WHERE d.key IS NOT NULL
RETURN d.key AS name, d.name AS title, d.publisher AS publisher, d.licence AS licence,
  d.retrieved AS retrieved, d.summary AS summary, d.leaves_out AS leaves_out
ORDER BY name
"""
_FIRST = "MATCH (s:Statement) RETURN min(s.known_earliest)"
_INDUSTRIES = """
MATCH (e:Entity) WHERE e.key IS NOT NULL AND e.industry IS NOT NULL
RETURN e.industry AS industry, count(e) AS entities
ORDER BY entities DESC, industry
"""


def about(store: Store, counts: Mapping[str, int]) -> dict[str, Any]:
    """The store and what it holds (`Store.counts`), the model, and the questions that can be
    asked."""
    datasets = [
        {name: value or "" for name, value in row.items()} for row in store.query(_DATASETS).dicts()
    ]
    titles = [each["title"] or each["name"] for each in datasets]
    return {
        "title": titles[0] if len(titles) == 1 else "graphkit",
        "url": store.url,
        "engine": "Neo4j" if is_server(store.url) else "embedded",
        "version": graphkit.__version__,
        "counts": dict(counts),
        "datasets": datasets,
        "today": date.today().isoformat(),
        "first_known": store.query(_FIRST).rows[0][0] or "",
        **news(store),
        "model": model([row[0] for row in store.query(_INDUSTRIES)]),
        "questions": questions(),
        "complete": False,
    }


def news(store: Store) -> dict[str, str]:
    """By what a page sees that the store holds something else than when it was opened, and what
    its reader has to know of every answer (`Store.notice`)."""
    return {"mark": store.mark(), "notice": store.notice()}


def model(industries: Sequence[str] = ()) -> dict[str, Any]:
    """The vocabulary and how it is drawn, with the industries that the store's packs name."""
    return {
        "min_date": MIN_DATE,
        "max_date": MAX_DATE,
        "paper": {"light": style.PAPER.light, "dark": style.PAPER.dark},
        "kinds": {label: _kind(label) for label in KINDS},
        # Of what is in a store but not among these.
        "others": {"kind": _kind_look(""), "relation": _line_look("")},
        "relations": {name: _relation(name) for name in JOINING},
        "attributes": {
            name: {
                "sentence": each.sentence,
                "sentence_zh": each.sentence_zh,
                "doc": each.doc,
                "dated": each.value == "date",
            }
            for name, each in RELATIONS.items()
            if each.is_attribute
        },
        "heads": dict(style.HEADS),
        "certainties": {
            name: {"word": each.word, "dash": list(each.dash) if each.dash else None}
            for name, each in style.CERTAINTIES.items()
        },
        # Rules may infer; that is not for files to say, so it is not among the model's words.
        "confidences": [*CONFIDENCES, "inferred"],
        "polarities": dict(POLARITIES),
        "stages": dict(STAGES),
        "verdicts": dict(VERDICTS),
        "source_kinds": {name: each.doc for name, each in SOURCE_KINDS.items()},
        "languages": dict(ALIAS_LANGUAGES),
        # A step of a proof cites the route that it takes, any other the rule.
        "rules": {**{name: f"{each.doc}." for name, each in ROUTES.items()}, **RULES},
        "industries": list(industries),
        "properties": _properties(),
        "backbone": list(BACKBONE),
    }


def _kind(label: str) -> dict[str, Any]:
    each = KINDS[label]
    word = style.kind_style(label).word
    return {"word": word, "zh": each.zh, "doc": each.doc, "hub": each.hub, **_kind_look(label)}


def _kind_look(label: str) -> dict[str, Any]:
    look = style.kind_style(label)
    return {"light": look.ink.light, "dark": look.ink.dark, "path": look.path}


def _relation(name: str) -> dict[str, Any]:
    each = RELATIONS[name]
    return {
        "word": style.line_style(name).word,
        "sentence": each.sentence,
        "sentence_zh": each.sentence_zh,
        "doc": each.doc,
        **_line_look(name),
        "symmetric": each.symmetric,
        "subjects": list(each.subjects),
        "objects": list(each.objects),
        "route": each.route,
        "builder": builder(name),
        "path": each.path,
    }


def _line_look(name: str) -> dict[str, Any]:
    look = style.line_style(name)
    return {
        "light": look.ink.light,
        "dark": look.ink.dark,
        "head": look.head,
        "width": look.width,
    }


def _properties() -> dict[str, list[str]]:
    """What nodes of each label and edges of each relation have, for whoever writes Cypher."""
    columns: dict[str, Sequence[Column]] = {
        **{label: entity_columns(label) for label in KINDS},
        **{name: edge_columns(name) for name in JOINING},
        "Statement": STATEMENT,
        "Source": SOURCE,
        "Dataset": DATASET,
        "Decision": DECISION,
    }
    return {name: [each.name for each in found] for name, found in columns.items()}


def questions() -> list[dict[str, Any]]:
    """The catalogue, in order of name."""
    return [_question(each) for each in catalogue().values()]


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.sentence,
        "help": question.help,
        "group": _group(question),
        "parameters": [
            {
                "name": each.name,
                "type": each.type,
                "optional": each.optional,
                "default": each.default,
                "choices": [],
                "help": each.help,
            }
            for each in question.parameters
        ],
        "columns": dict(question.columns),
    }


def _group(question: Question) -> str:
    """Under which heading of the menu it stands: what has to be known to ask it."""
    if any(not each.optional for each in question.parameters):
        return "About one party"
    return "About one party or all" if question.parameters else "About all"
