"""The rules that turn statements into facts, one test or more for each rule by its name."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.facts import FactVersion, Known, _versions, inferred_ends, versions
from graphkit.statement import Source, Statement, knowledge_bounds
from graphkit.values import MAX_DATE, MIN_DATE, when

READ = "2026-11-23"


def source(published: str = "", kind: str = "press") -> Source:
    return Source(
        "s", "Title", "Publisher", kind, READ, published=when(published) if published else None
    )


def claim(published: str = "2020-01-01", **fields: object) -> Known:
    """One claim of a source published on that day; dates as people write them."""
    for name in ("valid_from", "valid_to", "expected_to"):
        if name in fields:
            fields[name] = when(str(fields[name]))
    values = {
        "dataset": "d",
        "subject": "nio",
        "relation": "USES_LICENCE_OF",
        "object": "jac",
        "source": f"s{published}",
        **fields,
    }
    return Known.of(Statement(**values), source(published))  # type: ignore[arg-type]


def only(*claims: Known) -> FactVersion:
    """The last version: what is known when everything is."""
    return versions(claims)[-1]


def state(version: FactVersion, day: str) -> str:
    """Yes, possible or no, as every question words it."""
    if version.sure and version.valid_from_latest <= day < version.valid_to_earliest:
        return "yes"
    if version.valid_from_earliest <= day < version.valid_to_latest:
        return "possible"
    return "no"


def known(claims: list[Known], day: str) -> FactVersion | None:
    return next((v for v in versions(claims) if v.known_from <= day < v.known_to), None)


def test_half_open_an_end_known_to_the_month_leaves_that_month_possible() -> None:
    fact = only(claim("2024-06-01", valid_from="2016-05-23", valid_to="2024-04"))
    assert (fact.valid_to_earliest, fact.valid_to_latest) == ("2024-04-01", "2024-05-01")
    assert [
        state(fact, day)
        for day in (
            "2016-05-22",
            "2016-05-23",
            "2024-03-31",
            "2024-04-01",
            "2024-04-30",
            "2024-05-01",
        )
    ] == ["no", "yes", "yes", "possible", "possible", "no"]


def test_held_by_the_date_of_an_article_is_not_the_start_of_what_it_tells() -> None:
    fact = only(claim("2023-12-06"))
    assert (fact.valid_from_earliest, fact.valid_from_latest) == (MIN_DATE, "2023-12-06")
    assert fact.valid_from == "by 2023-12-06"
    assert "held-by" in fact.rules
    assert [state(fact, day) for day in ("2020-01-01", "2023-12-06")] == ["possible", "yes"]


def test_held_by_an_undated_source_from_the_day_it_was_read() -> None:
    assert only(claim("")).valid_from_latest == READ


def test_what_is_told_as_past_happened_before_it_was_told() -> None:
    fact = only(claim("2023-12-06", valid_from="2023-12"))
    assert (fact.valid_from_earliest, fact.valid_from_latest) == ("2023-12-01", "2023-12-06")


def test_expected_end_makes_the_time_after_a_term_possible() -> None:
    fact = only(claim("2021-05-22", valid_from="2021-05-22", expected_to="2024-05"))
    assert [state(fact, day) for day in ("2024-04-30", "2024-05-01", "2030-01-01")] == [
        "yes",
        "possible",
        "possible",
    ]
    assert "expected-end" in fact.rules


def test_expected_end_is_lifted_by_word_of_renewal() -> None:
    fact = only(
        claim("2021-05-22", valid_from="2021-05-22", expected_to="2024-05", row="1"),
        claim("2024-07-01", row="2"),
    )
    assert state(fact, "2030-01-01") == "yes"


@pytest.mark.parametrize(("first", "second"), [("2024-05", "2027-05"), ("2027-05", "2024-05")])
def test_expected_end_is_the_one_that_was_told_last(first: str, second: str) -> None:
    fact = only(
        claim("2021-05-22", valid_from="2021-05-22", expected_to=first, row="1"),
        claim("2023-02-01", expected_to=second, row="2"),
    )
    assert [state(fact, f"{second}-01"), state(fact, f"{int(second[:4]) - 1}-01-01")] == [
        "possible",
        "yes",
    ]


def test_expected_end_known_to_a_period_is_not_lifted_before_that_has_passed() -> None:
    term = claim("2021-07-01", valid_from="2020", expected_to="2026", row="1")
    early, late = claim("2026-03-05", row="2"), claim("2027-01-01", row="3")
    assert [state(only(term, early), day) for day in ("2026-03-04", "2026-03-05")] == [
        "yes",
        "possible",
    ]
    assert state(only(term, early, late), "2030-01-01") == "yes"
    vague = claim("2021-07-01", valid_from="2020", expected_to="by 2026", row="1")
    older = claim("2020-05-05", valid_from="2020", row="2")
    assert state(only(vague, older), "2030-01-01") == "possible"


def test_expected_ends_that_were_told_on_one_day_leave_what_either_leaves_open() -> None:
    fact = only(
        claim("2021-07-01", valid_from="2020", expected_to="2025", row="1"),
        claim("2021-07-01", valid_from="2020", expected_to="2030", row="2"),
    )
    assert [state(fact, day) for day in ("2024-12-31", "2025-01-01")] == ["yes", "possible"]


def test_stated_end_overrules_a_term() -> None:
    fact = only(
        claim("2021-05-22", valid_from="2021-05-22", expected_to="2027-05", row="1"),
        claim("2024-04-17", valid_to="2024-04", row="2"),
    )
    assert state(fact, "2024-06-01") == "no"
    assert "expected-end" not in fact.rules


def test_still_held_what_ended_by_a_day_held_when_it_was_told_without_an_end() -> None:
    fact = only(
        claim("1975-03-01", valid_from="1968", row="1"),
        claim("1990-01-01", valid_to="by 1983", row="2"),
    )
    assert [
        state(fact, day) for day in ("1970-01-01", "1975-02-28", "1980-01-01", "1984-01-01")
    ] == ["yes", "yes", "possible", "no"]
    history = only(
        claim("2010-01-01", valid_from="1968", row="1"),
        claim("2015-01-01", valid_to="by 1983", row="2"),
    )
    assert [state(history, day) for day in ("1967-12-31", "1970-01-01", "1984-01-01")] == [
        "no",
        "possible",
        "no",
    ]


def test_ends_that_differ_leave_the_days_between_possible() -> None:
    fact = only(
        claim("2016-06-01", valid_from="2016-05-23", row="1"),
        claim("2023-12-06", valid_to="2023-12", row="2"),
        claim("2024-04-15", valid_to="2024-04", row="3"),
    )
    assert [state(fact, day) for day in ("2023-11-30", "2024-02-15", "2024-06-01")] == [
        "yes",
        "possible",
        "no",
    ]
    assert "ends-differ" in fact.rules


def test_starts_that_agree_narrow_each_other_and_starts_that_differ_do_not() -> None:
    agree = only(
        claim("2020-01-01", valid_from="2018", row="1"),
        claim("2020-01-01", valid_from="2018-06", row="2"),
    )
    assert agree.valid_from == "2018-06"
    differ = only(
        claim("2024-01-01", valid_from="2023-10-04", row="1"),
        claim("2024-01-01", valid_from="2023-12-04", row="2"),
    )
    assert differ.valid_from == "2023-10-04..2023-12-04"
    assert "starts-differ" in differ.rules


def test_known_bounds_a_month_dated_report_is_not_known_before_what_it_reports() -> None:
    article = source("2023-12")
    listed = Statement("d", "nio", "LISTED_IN", "s", object="reg", valid_from=when("2023-12-04"))
    assert knowledge_bounds(listed, article) == ("2023-12-04", "2023-12-31")
    ceased = Statement("d", "jiyue", "ceased", "s", value="2023-12-11")
    assert knowledge_bounds(ceased, article) == ("2023-12-11", "2023-12-31")
    plan = Statement(
        "d", "nio", "LISTED_IN", "s", object="reg", valid_from=when("2024-02"), stage="planned"
    )
    assert knowledge_bounds(plan, article) == ("2023-12-01", "2023-12-31")


def test_known_bounds_a_later_end_belongs_to_the_knowledge_of_its_own_source() -> None:
    claims = [
        claim("2021-06-01", valid_from="2021-05-22", row="1"),
        claim("2024-04-17", valid_to="2024-04", row="2"),
    ]
    before, after = known(claims, "2024-01-01"), known(claims, "2024-04-17")
    assert before is not None
    assert after is not None
    assert state(before, "2024-06-01") == "yes"
    assert state(after, "2024-06-01") == "no"


def test_known_bounds_between_the_bounds_a_claim_may_or_may_not_count() -> None:
    claims = [
        claim("2021-06-01", valid_from="2021-05-22", row="1"),
        claim("2023-12", valid_to="2023-12-01", row="2"),
    ]
    during = known(claims, "2023-12-15")
    assert during is not None
    assert state(during, "2023-12-15") == "possible"
    assert "known-bounds" in during.rules
    alone = known([claim("2023-12", valid_from="2023-11")], "2023-12-15")
    assert alone is not None
    assert state(alone, "2023-12-15") == "possible"


def test_known_bounds_what_is_surely_known_is_a_rumour_or_an_inferred_end_and_no_more() -> None:
    better = claim("2023-12", valid_from="2020", row="1")
    rumour = claim("2023-01-01", valid_from="2020", confidence="rumoured", row="2")
    during, after = (known([rumour, better], day) for day in ("2023-12-15", "2023-12-31"))
    assert during is not None
    assert after is not None
    assert [state(each, "2022-01-01") for each in (during, after)] == ["possible", "yes"]
    assert "known-bounds" in during.rules
    ceased = Statement("d", "nio", "ceased", "end", value="2025-06-30", row="c")
    [end] = inferred_ends([better.statement], {"nio": [ceased]})
    during = known([better, Known.of(end, source("2023-11-01"))], "2023-12-15")
    assert during is not None
    assert state(during, "2022-01-01") == "possible"


def test_rumour_alone_is_at_most_possible_and_never_moves_better_bounds() -> None:
    rumour = claim("2020-01-01", valid_from="2019", confidence="rumoured", row="1")
    assert state(only(rumour), "2021-01-01") == "possible"
    fact = only(rumour, claim("2021-01-01", valid_from="2020-06", row="2"))
    assert fact.valid_from == "2020-06"
    assert state(fact, "2021-01-01") == "yes"


def test_disputed_a_denial_for_the_same_time_makes_it_possible_whichever_is_newer() -> None:
    for asserted, denied in (("2020-01-01", "2021-01-01"), ("2021-01-01", "2020-06-01")):
        fact = only(
            claim(asserted, valid_from="2019", row="1"), claim(denied, polarity="denied", row="2")
        )
        assert state(fact, "2022-01-01") == "possible"
        assert fact.polarity == "disputed"
        assert len(fact.sources) == 2


def test_a_denial_of_an_earlier_day_does_not_dispute_a_later_start() -> None:
    fact = only(
        claim("2019-06-06", polarity="denied", row="1"),
        claim("2023-12-06", valid_from="2023-12-04", row="2"),
    )
    assert state(fact, "2024-01-01") == "yes"


def test_disputed_until_a_day_by_which_it_holds_even_if_the_denial_is_right() -> None:
    claims = [
        claim("2023-12-06", valid_from="2023-12-04", row="1"),
        claim("2023-12-10", valid_from="2023-12-08", polarity="denied", row="2"),
        claim("2024-04-15", row="3"),
    ]
    fact = only(*claims)
    assert [state(fact, day) for day in ("2023-12-05", "2024-04-14", "2024-04-15")] == [
        "possible",
        "possible",
        "yes",
    ]
    assert fact.polarity == "disputed"
    before = known(claims, "2024-04-14")
    assert before is not None
    assert state(before, "2030-01-01") == "possible"
    weaker = claim("2024-04-15", confidence="reported", row="3")
    surer = claim(
        "2023-12-10", valid_from="2023-12-08", polarity="denied", confidence="confirmed", row="2"
    )
    assert state(only(claims[0], surer, weaker), "2030-01-01") == "possible"


def test_not_yet_a_denial_of_an_earlier_day_puts_the_start_after_it() -> None:
    denied = claim("2020-03-23", polarity="denied", row="1")
    fact = only(denied, claim("2023-12-06", row="2"))
    assert [state(fact, day) for day in ("2020-03-23", "2020-03-24", "2023-12-06")] == [
        "no",
        "possible",
        "yes",
    ]
    assert "not-yet" in fact.rules
    assert "s2020-03-23" in fact.sources
    # Somebody says that it held by then: that is a matter of dispute, not of order.
    torn = only(denied, claim("2023-12-06", row="2"), claim("2019-01-01", row="3"))
    assert "not-yet" not in torn.rules
    rumour = claim("2020-03-23", polarity="denied", confidence="rumoured", row="1")
    assert state(only(rumour, claim("2023-12-06", row="2")), "2019-01-01") == "possible"


def test_not_yet_a_denial_of_some_day_of_a_year_leaves_the_rest_of_the_year() -> None:
    denied = claim("2024-03-05", valid_from="2024", polarity="denied", row="1")
    fact = only(denied, claim("2025-07-01", valid_from="2024..2025-06", row="2"))
    assert [state(fact, day) for day in ("2024-01-01", "2024-01-02", "2024-07-01")] == [
        "no",
        "possible",
        "possible",
    ]
    by = claim("2024-03-05", valid_from="by 2023-12-03", polarity="denied", row="1")
    assert only(by, claim("2025-07-01", row="2")).valid_from_earliest == "2023-12-04"
    # Of a document of which only is known that it is no younger, nothing follows.
    undated = claim("by 2024", polarity="denied", row="1")
    assert "not-yet" not in only(undated, claim("2025-07-01", row="2")).rules


def test_disputed_a_denial_does_not_speak_of_a_day_after_it_was_told() -> None:
    fact = only(
        claim("2025-07-01", valid_from="2020", valid_to="2024-06", row="1"),
        claim("2024-03-05", valid_from="2024", polarity="denied", row="2"),
    )
    assert state(fact, "2023-01-01") == "possible"


def test_not_yet_counts_from_the_day_on_which_the_denial_is_surely_known() -> None:
    claims = [
        claim("2020-02", valid_from="2020-01-05", polarity="denied", row="1"),
        claim("2020-01-31", row="2"),
    ]
    early, late = known(claims, "2020-02-15"), known(claims, "2020-02-29")
    assert early is not None
    assert late is not None
    assert state(early, "2020-01-02") == "possible"
    assert state(late, "2020-01-02") == "no"


@pytest.mark.parametrize(
    "fields",
    [
        {"polarity": "denied"},
        {"polarity": "refused"},
        {"polarity": "rumour-denied"},
        {"stage": "planned"},
        {"stage": "agreed"},
        {"stage": "rumoured"},
        {"stage": "called-off"},
    ],
)
def test_nothing_is_a_fact_that_nobody_asserts_as_done(fields: dict[str, str]) -> None:
    assert versions([claim(**fields)]) == []


def test_party_ceased_ends_what_it_uses_and_lends_as_inferred() -> None:
    uses = claim("2023-12-01", valid_from="2023-08", object="geely", subject="jiyue")
    owns = Statement("d", "baidu", "OWNS", "s", object="jiyue")
    ceased = Statement("d", "jiyue", "ceased", "end", value="2024-12-11", row="c")
    ends = inferred_ends([uses.statement, owns], {"jiyue": [ceased]})
    assert [(end.rule, end.confidence, end.source, end.fact) for end in ends] == [
        ("party-ceased", "inferred", "end", uses.statement.fact)
    ]
    fact = only(uses, Known.of(ends[0], source("2024-12-21")))
    assert [state(fact, day) for day in ("2024-12-10", "2024-12-11", "2024-12-12")] == [
        "yes",
        "possible",
        "no",
    ]
    assert "party-ceased" in fact.rules


def test_party_ceased_gives_way_to_an_end_that_somebody_states() -> None:
    uses = claim("2023-12-01", valid_from="2023-08", row="1")
    stated = claim("2024-10-01", valid_to="2024-09", row="2")
    ceased = Statement("d", "nio", "ceased", "end", value="2024-12-11", row="c")
    [end] = inferred_ends([uses.statement], {"nio": [ceased]})
    fact = only(uses, stated, Known.of(end, source("2024-12-21")))
    assert fact.valid_to == "2024-09"


def test_party_ceased_tells_of_each_fact_and_party_what_was_inferred_and_from_what() -> None:
    lent = claim(object="jac", quote="builds at JAC", summary="s", note="n", attribution=("a",),
                 valid_from="2020", expected_to="2030", row="1").statement  # fmt: skip
    made = claim(subject="jac", relation="MANUFACTURES_FOR", object="nio", row="2").statement
    planned = claim(object="jac", stage="agreed", row="3").statement
    rumoured = Statement("d", "jac", "ceased", "r", value="2024", confidence="rumoured", row="r")
    denied = Statement("d", "jac", "ceased", "n", value="2024", polarity="denied", row="n")
    told = Statement("d", "jac", "ceased", "t", value="2025", row="t")
    ends = inferred_ends([planned, lent, made], {"jac": [denied, rumoured, told]})
    assert {(end.fact, end.row, end.source, end.confidence, end.valid_to) for end in ends} == {
        (each.fact, f"{each.fact}:{of.key}", of.source, confidence, when(of.value))
        for each in (lent, made)
        for of, confidence in ((rumoured, "rumoured"), (told, "inferred"))
    }
    blank = {
        (end.dataset, end.valid_from, end.expected_to, end.quote, end.summary, end.note,
         end.attribution, end.rule)
        for end in ends
    }  # fmt: skip
    assert blank == {("inferred", None, None, "", "", "", (), "party-ceased")}
    later = claim("2026-01-01", details=(("licence_kind", "qualification"), ("plant", "Hefei")))
    [end] = inferred_ends([later.statement], {"jac": [told]})
    assert end.details == (("licence_kind", "qualification"),), "what was told later does not leak"
    assert end.fact == later.statement.fact
    assert inferred_ends(ends, {"jac": [told]}) == [], "nothing is inferred from what was inferred"
    assert versions([Known.of(ends[0], source("2025-06-01"))]) == [], "an end alone is no fact"


def test_a_claim_that_changes_nothing_makes_no_version_of_its_own() -> None:
    told = claim("2020-01-01", valid_from="2019", row="1", source="s")
    again = claim("2021-01-01", valid_from="2019", row="1", source="s")
    [version] = versions([told, again])
    assert (version.known_from, version.known_to) == ("2020-01-01", MAX_DATE)


def test_an_answer_names_the_rules_and_sources_that_made_it() -> None:
    held = claim("2022-01-01", valid_from="2020", row="1", source="yes")
    later = claim("2023-01-01", polarity="denied", row="2", source="no")
    before, after = versions([held, later])
    assert (before.rules, before.sources) == ((), ("yes",))
    assert (after.rules, after.sources) == (("disputed",), ("no", "yes"))
    vague = claim("2022", valid_from="2020", row="1")
    assert versions([vague])[0].rules == ("known-bounds",)


def test_a_detail_that_one_claim_gives_is_the_facts() -> None:
    fact = only(
        claim("2022-01-01", row="1", details=(("plant", "Hefei"),)),
        claim("2021-01-01", row="2", details=(("plant", "Anqing"), ("scope", "ES8"))),
    )
    assert dict(fact.details)["scope"] == "ES8"
    assert set(dict(fact.details)) == {"plant", "scope"}


def test_a_fact_of_entities_judged_the_same_says_so() -> None:
    same = (("object", "jac"), ("subject", "nio"))
    assert only(claim(stated_as=same)).rules == ("held-by", "judged-same")
    two = only(claim(stated_as=same, row="1"), claim("2021-01-01", row="2"))
    assert "judged-same" in two.rules


def test_the_ids_of_facts_and_statements_never_change() -> None:
    """Stores, receipts and judgements hold them: another version of graphkit must make the same."""
    told = claim(valid_from="2020").statement
    assert (told.fact, told.key) == ("190d51eed1a556e3d3395d1a", "d:954e769fc3c0d4bdbe39231b")
    rivals = {"relation": "COMPETES_WITH", "subject": "nio", "object": "jac"}
    turned = {**rivals, "subject": "jac", "object": "nio"}
    assert claim(**rivals).statement.fact == claim(**turned).statement.fact
    turned = {"subject": "jac", "object": "nio"}
    assert claim().statement.fact != claim(**turned).statement.fact


def test_two_episodes_of_one_relation_are_two_facts() -> None:
    first = claim("2020-01-01", episode="1").statement
    second = claim("2020-01-01", episode="2").statement
    assert first.fact != second.fact


dates = st.sampled_from(["2018", "2019-06", "2020-02-29", "by 2021", "after 2019", "~2020-05"])
claims = st.builds(
    lambda published, start, end, polarity, confidence, row, term: claim(
        published,
        row=str(row),
        polarity=polarity,
        confidence=confidence,
        **({"valid_from": start} if start else {}),
        **({"valid_to": end} if end else {}),
        **({"expected_to": term} if term else {}),
    ),
    st.sampled_from(["2017", "2020-03", "2021-04-05", "~2022-01-10", ""]),
    st.none() | dates,
    st.none() | st.sampled_from(["2022", "2023-12", "by 2024-01-01"]),
    st.sampled_from(["asserted", "asserted", "denied", "refused"]),
    st.sampled_from(["confirmed", "reported", "rumoured"]),
    st.integers(0, 10_000),
    st.none() | st.sampled_from(["2021", "2025-05", "by 2026", "after 2020"]),
)


@given(st.lists(claims, max_size=4, unique_by=lambda each: each.statement.key))
def test_the_order_of_claims_never_matters_and_versions_never_overlap(group: list[Known]) -> None:
    made = versions(group)
    for order in itertools.permutations(group):
        assert versions(order) == made
    for version in made:
        assert version.known_from < version.known_to
        assert version.valid_from_earliest <= version.valid_from_latest <= MAX_DATE
        assert version.valid_to_earliest <= version.valid_to_latest <= MAX_DATE
    for left, right in itertools.pairwise(made):
        assert left.known_to <= right.known_from


@given(claims)
def test_a_fact_of_one_claim_is_the_same_the_short_way_and_the_long_way(each: Known) -> None:
    assert versions([each]) == _versions([each])


@given(st.lists(claims, min_size=1, max_size=4, unique_by=lambda each: each.statement.key))
def test_what_was_published_later_never_changes_what_was_known_before(group: list[Known]) -> None:
    *earlier, last = sorted(group, key=lambda each: each.earliest)
    for version in versions(group):
        if version.known_from >= last.earliest:
            continue
        same = known(earlier, version.known_from)
        assert same is not None
        assert (same.valid_from, same.valid_to, same.sure) == (
            version.valid_from,
            version.valid_to,
            version.sure,
        )
