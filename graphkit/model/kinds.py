"""The kinds of node, and what an entity may have beside its names."""

from __future__ import annotations

from collections.abc import Mapping

from graphkit.model.terms import Field, Kind

__all__ = ["ENTITY_FIELDS", "IDENTIFIERS", "KINDS"]

IDENTIFIERS: tuple[Field, ...] = (
    Field("lei", "text", "Legal Entity Identifier, ISO 17442, 20 characters"),
    Field("wikidata", "text", "Wikidata item, as Q312"),
    Field("uscc", "text", "Unified Social Credit Code of China, 18 characters"),
)

# What every entity may have beside its key, kind, name and aliases.
ENTITY_FIELDS: tuple[Field, ...] = (
    Field("country", "text", "ISO 3166-1 alpha-2 code of its seat"),
    Field("industry", "text", "industry in one lower-case word, as the pack names it"),
    *IDENTIFIERS,
    Field("note", "text", "anything a reader should know about which entity this is"),
)

KINDS: Mapping[str, Kind] = {
    each.label: each
    for each in (
        Kind(
            "Company",
            "A legal entity: group, listed parent or licensed subsidiary, each a node of its own",
            "公司",
            {
                "ftm": "Company",
                "bods": "entity:registeredEntity",
                "schema": "Organization",
                "fibo": "cmns-org:LegalEntity",
                "prov": "Organization",
            },
        ),
        Kind(
            "Brand",
            "A name that products are sold under; never the company that owns it",
            "品牌",
            {"ftm": "Asset", "schema": "Brand"},
        ),
        Kind(
            "Product",
            "A model, drug, chip or aircraft that is made or sold",
            "产品",
            {"ftm": "Asset", "schema": "Product", "fibo": "fibo-fnd-pas-pas:Product"},
        ),
        Kind(
            "Plant",
            "A place where products are made",
            "工厂",
            {"ftm": "Address", "schema": "Place", "fibo": "fibo-fnd-plc-fac:Facility"},
        ),
        Kind(
            "Person",
            "A natural person",
            "人物",
            {"ftm": "Person", "bods": "person:knownPerson", "schema": "Person", "prov": "Person"},
        ),
        Kind(
            "Authority",
            "A body that grants, refuses or lists: a ministry, regulator or agency",
            "主管机关",
            {
                "ftm": "PublicBody",
                "bods": "entity:stateBody",
                "schema": "GovernmentOrganization",
                "fibo": "cmns-rga:RegulatoryAgency",
            },
            hub=True,
        ),
        Kind(
            "Qualification",
            "A kind of permission in a scheme, or one checkpoint on the way to it",
            "资质",
            {"ftm": "License", "schema": "GovernmentPermit", "fibo": "fibo-fnd-law-lcap:License"},
            (
                Field(
                    "confers_right", "flag", "whether holding it alone permits making or selling"
                ),
                Field("order", "number", "place among the checkpoints of its scheme, from 1"),
            ),
            hub=True,
        ),
        Kind(
            "Register",
            "An official list; what being on it means is its sense",
            "名录",
            {"schema": "Dataset"},
            (
                Field(
                    "sense",
                    "choice",
                    "what being listed means",
                    ("permits", "warns", "forbids", "notice"),
                ),
            ),
            hub=True,
        ),
    )
}
