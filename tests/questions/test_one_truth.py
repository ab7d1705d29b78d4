"""How one truth moves: whose licence does NIO build on, as of a day and as known on a day.

Five rows, each asked for with both clocks, and the lines on Xiaomi, Jidu and Jiyue. The article is
Pandaily's of the week of 4 December 2023; the listing is that of the ministry on 2023-12-04.
"""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.graph import Graph

TODAY = "2026-11-23"
BUILDS = "who-builds-on-whose-licence"
CAR = "Independent car manufacturing qualification (China)"
SYSTEM = "Vehicle Production Enterprise Credit Information Management System"
LICENSED = "NIO Technology (Anhui) Co., Ltd"

Told = set[tuple[str, str, str, str]]


def builds(seeds: Graph, company: str, as_of: str, known_on: str) -> Told:
    """Mode, holder, right and certainty of each way in which the company may build."""
    answer = seeds.ask(BUILDS, company, as_of=as_of, known_on=known_on)
    return {
        (row["mode"], row["licence_holder"], row["qualification"], row["certainty"])
        for row in answer
    }


def marks(seeds: Graph, as_of: str, known_on: str) -> set[tuple[str, str]]:
    """The tail marks of NIO's cars, each with how certain it is."""
    answer = seeds.ask("attributes", "NIO vehicles", as_of=as_of, known_on=known_on)
    return {(row["value"], row["certainty"]) for row in answer if row["attribute"] == "tail_mark"}


def dates(seeds: Graph, as_of: str, known_on: str) -> dict[str, dict[str, Any]]:
    """The bounds of what JAC is to NIO, by relation."""
    answer = seeds.ask("licence-dates", "NIO", as_of=as_of, known_on=known_on)
    return {row["relation"]: row for row in answer if row["holder"] == "JAC Motors"}


def test_in_june_2022_it_builds_on_jac(seeds: Graph) -> None:
    assert builds(seeds, "NIO", "2022-06-01", TODAY) == {
        ("borrowed", "JAC Motors", CAR, "yes"),
        ("contract-made", "JAC Motors", CAR, "yes"),
    }


def test_before_the_listing_could_be_known_it_still_builds_on_jac(seeds: Graph) -> None:
    assert builds(seeds, "NIO", "2023-12-10", "2023-12-01") == {
        ("borrowed", "JAC Motors", CAR, "yes"),
        ("contract-made", "JAC Motors", CAR, "yes"),
    }
    bounds = dates(seeds, "2023-12-10", "2023-12-01")
    assert bounds["USES_LICENCE_OF"]["ended_latest"] is None
    assert bounds["MANUFACTURES_FOR"]["ended_earliest"] == "2024-05-01"  # the contract's term
    assert marks(seeds, "2023-12-10", "2023-12-01") == set()


@pytest.mark.parametrize(
    "question", [BUILDS, "licence-history", "licence-dates", "checkpoints", "why"]
)
def test_before_the_listing_no_article_about_it_can_have_been_known(
    seeds: Graph, question: str
) -> None:
    answer = seeds.ask(question, "NIO", as_of="2023-12-10", known_on="2023-12-01")
    assert answer.rows
    for statement in answer.evidence:
        published = statement["published"] or ""
        assert not published.startswith(("2023-12", "2024", "2025", "2026"))
        assert statement["object"] != "cn-miit-credit-system"


def test_in_the_week_of_the_listing_it_is_listed_and_the_licence_disputed(seeds: Graph) -> None:
    assert builds(seeds, "NIO", "2023-12-10", "2023-12-10") == {
        ("own", "NIO", SYSTEM, "yes"),
        ("controlled", LICENSED, SYSTEM, "yes"),
        ("own", "NIO", CAR, "possible"),
        ("controlled", LICENSED, CAR, "possible"),
        ("contract-made", "JAC Motors", CAR, "possible"),
    }
    answer = seeds.ask(BUILDS, "NIO", as_of="2023-12-10", known_on="2023-12-10")
    [listed] = [row for row in answer if (row["mode"], row["qualification"]) == ("own", SYSTEM)]
    assert listed["valid_from"] == "2023-12-04"


def test_its_own_legal_entity_is_the_one_that_the_ministry_lists(seeds: Graph) -> None:
    answer = seeds.ask(BUILDS, LICENSED, as_of="2023-12-10", known_on="2023-12-10")
    assert {
        (row["mode"], row["qualification"], row["valid_from"], row["certainty"]) for row in answer
    } == {
        ("own", SYSTEM, "2023-12-04..2023-12-05", "yes"),
        ("own", CAR, "2023-12-04..2023-12-05", "possible"),
    }


def test_in_the_week_of_the_listing_sources_differ_on_whether_a_licence_was_issued(
    seeds: Graph,
) -> None:
    said = seeds.why("NIO", as_of="2023-12-10", known_on="2023-12-10")
    claims = {(row["statement"], row["polarity"], row["valid_from"]) for row in said}
    assert (f"NIO holds {CAR}", "asserted", "2023-10-04") in claims
    assert (f"NIO holds {CAR}", "asserted", "2023-12-04") in claims
    assert (f"NIO holds {CAR}", "denied", "2023-12-08") in claims
    assert any("did not say" in row["statement"] for row in said)


def test_in_the_week_of_the_listing_jac_still_makes_the_cars_by_one_source(seeds: Graph) -> None:
    said = seeds.why("JAC Motors", as_of="2023-12-10", known_on="2023-12-10")
    assert {
        row["valid_to"]
        for row in said
        if row["statement"] == "JAC Motors manufactures for NIO" and row["stage"] == "closed"
    } == {None, "2023-12-04..2023-12"}
    assert dates(seeds, "2023-12-10", "2023-12-10")["MANUFACTURES_FOR"]["ended_earliest"] == (
        "2023-12-04"
    )


def test_the_article_says_that_the_mark_of_jac_is_no_longer_needed(seeds: Graph) -> None:
    said = seeds.why("NIO vehicles", as_of="2023-12-10", known_on="2023-12-10")
    [denial] = [row for row in said if row["polarity"] == "denied"]
    assert denial["statement"] == "NIO vehicles carries the tail mark “JAC Motors”"
    assert denial["valid_from"] == "2023-12-04"
    assert denial["sources"] == ["pandaily-2023-12-nio"]
    assert marks(seeds, "2023-12-10", "2023-12-10") == {("JAC Motors", "possible")}


def test_in_february_2024_it_has_its_own_and_jac_is_possible(seeds: Graph) -> None:
    told = builds(seeds, "NIO", "2024-02-15", TODAY)
    assert ("own", "NIO", SYSTEM, "yes") in told
    assert ("own", "NIO", "MIIT catalogue of vehicle makers and products", "yes") in told
    assert ("controlled", LICENSED, CAR, "yes") in told
    assert {each for each in told if each[1] == "JAC Motors"} == {
        ("contract-made", "JAC Motors", CAR, "possible"),
        ("borrowed", "JAC Motors", CAR, "possible"),
    }
    ended = {
        relation: (row["ended_earliest"], row["ended_latest"])
        for relation, row in dates(seeds, "2024-02-15", TODAY).items()
    }
    assert ended == {
        "MANUFACTURES_FOR": ("2023-12-01", "2024-04-18"),
        "USES_LICENCE_OF": ("2023-12-01", "2024-04-16"),
    }
    assert marks(seeds, "2024-02-15", TODAY) == {("JAC Motors", "possible")}


def test_in_june_2024_it_has_its_own_licence_and_mark_and_jac_has_stopped(seeds: Graph) -> None:
    told = builds(seeds, "NIO", "2024-06-01", TODAY)
    assert {mode for mode, *_ in told} == {"own", "controlled"}
    assert {certainty for *_, certainty in told} == {"yes"}
    assert ("own", "NIO", CAR, "yes") in told
    assert marks(seeds, "2024-06-01", TODAY) == {("NIO", "yes")}
    answer = seeds.ask("licence-dates", "NIO", as_of="2024-06-01", known_on=TODAY)
    [stopped] = [
        each
        for each in answer.evidence
        if each["relation"] == "MANUFACTURES_FOR" and "JAC" in each["attribution"]
    ]
    assert stopped["valid_to"] == "2024-04"


def test_xiaomi_builds_on_baic_off_road_in_december_2023(seeds: Graph) -> None:
    for known_on in ("2023-12-10", TODAY):
        assert builds(seeds, "Xiaomi", "2023-12-10", known_on) == {
            ("borrowed", "BAIC Off-road", CAR, "yes")
        }


@pytest.mark.parametrize(("day", "certainty"), [("2024-07-11", None), ("2024-07-12", "yes")])
def test_xiaomi_has_a_status_of_its_own_from_12_july_2024(
    seeds: Graph, day: str, certainty: str | None
) -> None:
    own = {
        (holder, right): certain
        for mode, holder, right, certain in builds(seeds, "Xiaomi", day, TODAY)
        if mode in {"own", "controlled"}
    }
    company = "Xiaomi Automobile Technology Co Ltd"
    rights = (CAR, "MIIT catalogue of vehicle makers and products")
    assert own == ({(company, right): certainty for right in rights} if certainty else {})


def test_jidu_builds_on_geely_in_december_2023(seeds: Graph) -> None:
    told = builds(seeds, "Jidu", "2023-12-10", TODAY)
    assert told == {
        ("borrowed", "Geely", CAR, "yes"),
        ("contract-made", "Geely", CAR, "yes"),
    }


SHARES = """
MATCH (owner:Company)-[r:OWNS]->(venture:Company {key: $venture})
WHERE r.share IS NOT NULL AND r.sure
  AND r.valid_from_latest <= $day AND $day < r.valid_to_earliest
  AND r.known_from <= $known_on AND $known_on < r.known_to
RETURN owner.name AS owner, r.share AS share
"""


@pytest.mark.parametrize(
    ("venture", "day", "shares"),
    [
        ("jidu-auto", "2021-04-01", {("Baidu", 55.0), ("Geely", 45.0)}),
        ("jiyue", "2023-12-10", {("Geely", 65.0), ("Baidu", 35.0)}),
    ],
)
def test_who_owns_jidu_at_its_founding_and_jiyue_since(
    seeds: Graph, venture: str, day: str, shares: set[tuple[str, float]]
) -> None:
    given = {"venture": venture, "day": day, "known_on": TODAY}
    assert {tuple(row.values()) for row in seeds.cypher(SHARES, given)} == shares


def test_jiyue_collapsed_on_11_december_2024(seeds: Graph) -> None:
    answer = seeds.ask("attributes", "Jiyue", as_of="2024-12-31", known_on=TODAY)
    assert ("ceased", "2024-12-11") in {(row["attribute"], row["value"]) for row in answer}
    assert builds(seeds, "Jidu", "2024-12-10", TODAY) == {
        ("borrowed", "Geely", CAR, "yes"),
        ("contract-made", "Geely", CAR, "yes"),
    }
    for company in ("Jidu", "Jiyue"):
        assert builds(seeds, company, "2024-12-13", TODAY) == set()
