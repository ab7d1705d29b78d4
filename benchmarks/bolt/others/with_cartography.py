# ruff: noqa: RUF009 - the schemas are written as cartography has them
"""Companies and licences with cartography's loader and its schemas; prints rows and seconds."""

import csv
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import neo4j
from cartography.client.core.tx import load, load_matchlinks
from cartography.models.core.common import PropertyRef
from cartography.models.core.nodes import CartographyNodeProperties, CartographyNodeSchema
from cartography.models.core.relationships import (
    CartographyRelProperties,
    CartographyRelSchema,
    LinkDirection,
    SourceNodeMatcher,
    TargetNodeMatcher,
    make_source_node_matcher,
    make_target_node_matcher,
)


@dataclass(frozen=True)
class CompanyProperties(CartographyNodeProperties):
    id: PropertyRef = PropertyRef("key")
    name: PropertyRef = PropertyRef("name", extra_index=True)
    country: PropertyRef = PropertyRef("country")
    lastupdated: PropertyRef = PropertyRef("lastupdated", set_in_kwargs=True)


@dataclass(frozen=True)
class CompanySchema(CartographyNodeSchema):
    label: str = "Company"
    properties: CompanyProperties = CompanyProperties()


@dataclass(frozen=True)
class LicenceProperties(CartographyRelProperties):
    key: PropertyRef = PropertyRef("id")
    valid_from: PropertyRef = PropertyRef("valid_from")
    confidence: PropertyRef = PropertyRef("confidence")
    source: PropertyRef = PropertyRef("source")
    lastupdated: PropertyRef = PropertyRef("lastupdated", set_in_kwargs=True)
    _sub_resource_label: PropertyRef = PropertyRef("_sub_resource_label", set_in_kwargs=True)
    _sub_resource_id: PropertyRef = PropertyRef("_sub_resource_id", set_in_kwargs=True)


@dataclass(frozen=True)
class LicenceSchema(CartographyRelSchema):
    rel_label: str = "USES_LICENCE_OF"
    direction: LinkDirection = LinkDirection.OUTWARD
    properties: LicenceProperties = LicenceProperties()
    target_node_label: str = "Company"
    target_node_matcher: TargetNodeMatcher = make_target_node_matcher({"id": PropertyRef("object")})
    source_node_label: str = "Company"
    source_node_matcher: SourceNodeMatcher = make_source_node_matcher(
        {"id": PropertyRef("subject")}
    )


def table(path):
    return list(csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines()))


def main(url, user, password, companies, licences):
    nodes, edges = map(table, (companies, licences))
    driver = neo4j.GraphDatabase.driver(url, auth=(user, password))
    with driver, driver.session() as session:
        began = time.perf_counter()
        load(session, CompanySchema(), nodes, lastupdated=1)
        load_matchlinks(
            session,
            LicenceSchema(),
            edges,
            lastupdated=1,
            _sub_resource_label="Pack",
            _sub_resource_id="synthetic",
        )
        print(len(nodes) + len(edges), time.perf_counter() - began)


main(*sys.argv[1:])
