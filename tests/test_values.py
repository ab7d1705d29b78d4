"""Values as people write them: one canonical form, or a reason why not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import values
from graphkit.errors import BadValue
from graphkit.values import MAX_DATE, MIN_DATE, Money, When, when

days = st.dates(date(1000, 1, 1), date(9998, 12, 31))
any_text = st.text(st.characters(codec=None))  # half a surrogate pair included


@pytest.mark.parametrize(
    ("written", "canonical", "earliest", "latest"),
    [
        ("2023", "2023", "2023-01-01", "2023-12-31"),
        ("2023-12", "2023-12", "2023-12-01", "2023-12-31"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02", "2023-02-01", "2023-02-28"),
        ("2023-12-04", "2023-12-04", "2023-12-04", "2023-12-04"),
        (" 2023-12-04 ", "2023-12-04", "2023-12-04", "2023-12-04"),
        ("by 2023-12", "by 2023-12", MIN_DATE, "2023-12-31"),
        ("by  2023", "by 2023", MIN_DATE, "2023-12-31"),
        ("after 2023-12-04", "after 2023-12-04", "2023-12-04", MAX_DATE),
        ("after 2023", "after 2023", "2023-01-01", MAX_DATE),
        ("2023-10..2023-12", "2023-10..2023-12", "2023-10-01", "2023-12-31"),
        ("2023 .. 2024-03-05", "2023..2024-03-05", "2023-01-01", "2024-03-05"),
        ("2023..2023", "2023..2023", "2023-01-01", "2023-12-31"),
        ("~2023-12-04", "~2023-12-04", "2023-11-03", "2024-01-04"),
        ("~ 2023-12", "~2023-12", "2023-08-31", "2024-04-01"),
        ("~2023", "~2023", "2021-12-31", "2024-12-31"),
        ("1000", "1000", "1000-01-01", "1000-12-31"),
        ("9998-12-31", "9998-12-31", "9998-12-31", "9998-12-31"),
        ("~9998", "~9998", "9996-12-31", MAX_DATE),
    ],
)
def test_a_date_has_bounds(written: str, canonical: str, earliest: str, latest: str) -> None:
    assert when(written) == When(canonical, earliest, latest)


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "yesterday", "23", "2023-1", "2023-13", "2023-00", "2023-12-00", "2023-11-31",
        "2023-02-29", "2023/12/04", "04.12.2023", "12-2023", "20231204", "2023-12-04T10:00",
        "0000", "0999", "9999", "10000", "-2023", "by", "by ", "by by 2023", "after", "~", "~~2023",
        "by ~2023", "..", "2023..", "..2023", "2024..2023", "2023...2024", "2023..2024..2025",
        "２０２３", "٢٠٢٣", "2023\n-12", "BY 2023", "x" * 1_000_000,
    ],
)  # fmt: skip
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(BadValue) as caught:
        when(written)
    assert caught.value.hint
    assert len(str(caught.value)) < 300


@given(days, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_day_lies_in_its_day_month_and_year(day: date, shape: str) -> None:
    written = day.strftime(shape).zfill(4)
    iso = day.isoformat()
    assert when(written).earliest <= iso <= when(written).latest
    assert when(f"by {written}").latest == when(written).latest
    assert when(f"after {written}").earliest == when(written).earliest
    about = when(f"~{written}")
    assert about.earliest < when(written).earliest
    assert when(written).latest < about.latest


@given(days)
def test_an_end_is_exclusive(day: date) -> None:
    assert when(day.isoformat()).end == (day.isoformat(), (day + timedelta(days=1)).isoformat())


def test_an_open_end_stays_open() -> None:
    assert when("after 2023").end == ("2023-01-01", MAX_DATE)


@given(
    st.tuples(days, days).map(sorted),
    st.sampled_from(
        ["{0}", "by {0}", "after {0}", "{0}..{1}", "{0.year}", "by {0.year}", "{0.year}..{1.year}"]
    ),
)
def test_a_date_read_again_is_the_same(pair: list[date], shape: str) -> None:
    read = when(shape.format(*pair))
    assert when(read.text) == read
    assert read.earliest <= read.latest


@given(
    st.tuples(days, days).map(sorted),
    st.sampled_from(["{0}", "by {0}", "after {0}", "{0}..{1}", "{0.year}"]),
)
def test_bounds_are_written_as_a_date_with_these_bounds(pair: list[date], shape: str) -> None:
    _, earliest, latest = when(shape.format(*pair))
    assert when(values.span(earliest, latest))[1:] == (earliest, latest)
    end = when(shape.format(*pair)).end
    assert values.end_span(*end) == values.span(earliest, latest)


def test_no_bounds_are_written_as_nothing() -> None:
    assert values.span(MIN_DATE, MAX_DATE) == ""
    assert values.span(MAX_DATE, MAX_DATE) == ""
    assert values.end_span(MAX_DATE, MAX_DATE) == ""


def test_an_end_known_to_the_day_is_written_as_that_day() -> None:
    assert values.end_span("2024-05-01", "2024-05-01") == "2024-05-01"
    low, high = when("2024-05-01").end
    assert low <= "2024-05-01" <= high


@given(days)
def test_no_bound_sorts_outside_every_day(day: date) -> None:
    assert MIN_DATE < day.isoformat() < MAX_DATE


@pytest.mark.parametrize("written", ["2023", "2023-12", "by 2023-12-04", "", "2023-12-32"])
def test_a_clock_needs_a_day(written: str) -> None:
    assert values.day(" 2023-12-04 ") == "2023-12-04"
    with pytest.raises(BadValue):
        values.day(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NIO", "NIO"),
        ("  a \t b\r\nc ", "a b c"),
        ("a  b", "a b"),
        ("Cafe\u0301", "Café"),
        ("a\u3000b\u00a0c", "a b c"),
        ("蔚来", "蔚来"),
        ("x" * 4_000, "x" * 4_000),
    ],
)
def test_text_has_one_form(written: str, read: str) -> None:
    assert values.text(written) == read


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("a\0b", "U+0000"),
        ("a\x1b[31mb", "U+001B"),
        ("a\x7f", "U+007F"),
        ("a\x85", "U+0085"),
        ("a\u202eb", "U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\ufffdb", "U+FFFD"),
        ("\ufeffa", "U+FEFF"),
        ("a\ud800", "U+D800"),
        ("x" * 4_001, "is 4,001 characters long"),
        ("蔚" * 4_001, "is 4,001 characters long"),
    ],
)
def test_text_that_cannot_be_kept(written: str, says: str) -> None:
    with pytest.raises(BadValue, match=says.replace("+", r"\+")):
        values.text(written)


@given(any_text)
def test_text_that_is_kept_stays_as_it_is(written: str) -> None:
    try:
        read = values.text(written)
    except BadValue:
        return
    assert values.text(read) == read
    assert unicodedata.is_normalized("NFC", read)
    read.encode()


@given(any_text)
def test_shown_text_never_fails_and_is_on_one_line(written: str) -> None:
    clean = values.clean_text(written)
    assert values.clean_text(clean) == clean
    assert len(clean.splitlines()) <= 1
    clean.encode()
    assert len(values.shown(written)) <= 62 * 10
    values.shown(written).encode()


@given(any_text)
def test_names_compare_alike_however_often_they_are_folded(name: str) -> None:
    folded = values.fold(name)
    assert values.fold(folded) == folded
    assert values.fold(f" {name} ") == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JAC Motors", "jac  motors"),
        ("ＮＩＯ", "nio"),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "CAFÉ"),
        ("ﬁat", "FIAT"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert values.fold(one) == values.fold(other)


@pytest.mark.parametrize("written", ["a", "jac-motors", "SSE:600418", "a.b_c-d:e", "9", "x" * 128])
def test_keys(written: str) -> None:
    assert values.key(written) == written


@pytest.mark.parametrize(
    "written", ["", "-a", "a b", "a\n", "é", "a/b", "..", "a'b", "x" * 129, "蔚来"]
)
def test_what_is_no_key(written: str) -> None:
    with pytest.raises(BadValue, match="is not a key"):
        values.key(written)


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (values.number, "1234.5", 1234.5),
        (values.number, " -1,234,567.5 ", -1234567.5),
        (values.number, "0", 0.0),
        (values.share, "49%", 49.0),
        (values.share, " 49.5 % ", 49.5),
        (values.share, "0", 0.0),
        (values.share, "100%", 100.0),
        (values.money, "CNY 16,000,000", Money(16_000_000.0, "CNY")),
        (values.money, " USD  0.5 ", Money(0.5, "USD")),
        (values.flag, "Yes", True),
        (values.flag, " no ", False),
        (values.flag, "TRUE", True),
        (values.flag, "false", False),
        (values.url, "https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        (values.url, " HTTP://example.com ", "HTTP://example.com"),
        (values.url, "https://例え.jp/蔚来", "https://例え.jp/蔚来"),
        (values.country, "CN", "CN"),
        (values.wikidata, "Q312", "Q312"),
        (values.lei, "HWUPKR0MPOU8FGXBT394", "HWUPKR0MPOU8FGXBT394"),
        (values.uscc, "914403001922038216", "914403001922038216"),
        (values.uscc, "91330100799655058B", "91330100799655058B"),
    ],
)
def test_a_value_is_read(read: Callable[[str], object], written: str, value: object) -> None:
    assert read(written) == value


@pytest.mark.parametrize(
    ("read", "written"),
    [
        *((values.number, each) for each in (
            "", "1.", ".5", "1e6", "1,23", "12,34,567", "1 000", "inf", "nan", "½", "٣", "9" * 41)),
        *((values.share, each) for each in ("", "%", "101", "-1", "49%%", "100.01%", "half")),
        *((values.money, each) for each in (
            "", "16000000", "CNY", "CNY ", "cny 5", "CNY5", "¥ 5", "5 CNY", "YUAN 5", "CNY x")),
        *((values.flag, each) for each in ("", "y", "1", "maybe", "yes!")),
        *((values.url, each) for each in (
            "", "example.com", "ftp://example.com", "javascript:alert(1)", "https://", "http:///a",
            "https://a b", "https://a\nb.com", "https://user:secret@example.com",
            "https://user@example.com", "http://[", "http://[::1", "//example.com",
            "https://a.b/\u202e", "data:text/html,x")),
        *((values.country, each) for each in ("", "cn", "CHN", "UK", "C1", "ＣＮ")),
        *((values.wikidata, each) for each in (
            "", "312", "q312", "Q0", "Q01", "P31", "Q" + "1" * 13)),
        *((values.lei, each) for each in (
            "", "HWUPKR0MPOU8FGXBT395", "HWUPKR0MPOU8FGXBT39", "²" * 20, "x")),
        *((values.uscc, each) for each in (
            "", "914403001922038217", "91440300192203821", "I14403001922038216", "蔚" * 18)),
    ],
)  # fmt: skip
def test_a_value_is_refused_with_a_hint(read: Callable[[str], object], written: str) -> None:
    with pytest.raises(BadValue) as caught:
        read(written)
    assert caught.value.hint


_DATES = (
    "write 2023, 2023-12, 2023-12-04, by 2023-12, after 2023-12-04, 2023-10..2023-12 or ~2023-12"
)


@pytest.mark.parametrize(
    ("read", "written", "says"),
    [
        (when, "2023-13", f"'2023-13' is not a date in the calendar; {_DATES}"),
        (when, "2023-02-29", f"'2023-02-29' is not a date in the calendar; {_DATES}"),
        (values.day, "2023-12", "'2023-12' is not a day; write it as 2023-12-04"),
        (values.text, "a\x00", ("holds the character U+0000, which cannot be shown; "
         "remove it, or save the file as UTF-8")),
        (values.text, "x" * 4001, "is 4,001 characters long; at most 4,000 are kept in a cell"),
        (values.key, "a b", ("'a b' is not a key; "
         "use letters a-z, digits and . _ : -, beginning with a letter or digit")),
        (values.number, "1 000", "'1 000' is not a number; write it as 1234.5 or 1,234.5"),
        (values.count, "-1", "'-1' is not a count; write a whole number, 0 or more"),
        (values.count, "many", "'many' is not a count; write a whole number, 0 or more"),
        (values.count, "1.5", "'1.5' is not a count; write a whole number, 0 or more"),
        (values.share, "101%", "'101%' is not between 0 and 100 percent; write 49% or 49"),
        (values.money, "5", "'5' is not an amount; write the currency first: CNY 16,000,000"),
        (values.flag, "y", "'y' is neither yes nor no; write yes or no"),
        (values.url, "http://[", "'http://[' is not a web address; write https://…"),
        (values.url, "a.b", "'a.b' is not a web address; write https://…, or leave it empty"),
        (values.url, "https://u:p@a.b",
         "the web address holds a user name or password; remove it"),
        (values.country, "UK", "'UK' is not the code of a country; write GB"),
        (values.country, "cn", "'cn' is not the code of a country; write two letters: CN"),
        (values.wikidata, "312", "'312' is not a Wikidata item; write it as Q312"),
        (values.lei, "x", ("'x' is not a LEI; 20 letters and digits of which the last two check "
         "the rest; compare with the register")),
        (values.uscc, "x", ("'x' is not a Unified Social Credit Code; 18 letters and digits of "
         "which the last checks the rest; compare with the register")),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong_and_what_to_write(
    read: Callable[[str], object], written: str, says: str
) -> None:
    with pytest.raises(BadValue) as caught:
        read(written)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("read", "longest", "value"),
    [
        (values.text, "x" * 4000, "x" * 4000),
        (values.text, "蔚" * 4000, "蔚" * 4000),
        (values.number, "9" * 40, 1e40),
        (values.day, " 2023-12-04 ", "2023-12-04"),
        (values.lei, "hwup-kr0m-pou8 fgxb t394", "HWUPKR0MPOU8FGXBT394"),
        (values.count, "1,000", 1000),
        (values.count, "0", 0),
        (values.clean_text, "a\x00b\u202ec", "abc"),
    ],
)
def test_what_is_just_allowed_is_read(
    read: Callable[[str], object], longest: str, value: object
) -> None:
    assert read(longest) == value


def test_three_names_are_near_at_most() -> None:
    assert len(values.nearest("JAC Motor", [f"JAC Motors {each}" for each in "abcdef"])) == 3


@pytest.mark.parametrize("place", range(20))
def test_a_wrong_character_of_an_identifier_is_found(place: int) -> None:
    for read, good in ((values.lei, "HWUPKR0MPOU8FGXBT394"), (values.uscc, "91330100799655058B")):
        if place < len(good):
            wrong = "1" if good[place] != "1" else "2"
            with pytest.raises(BadValue):
                read(good[:place] + wrong + good[place + 1 :])


_READERS = [
    values.country, values.day, values.flag, values.key, values.lei, values.money, values.number,
    values.share, values.text, values.url, values.uscc, values.when, values.wikidata,
]  # fmt: skip


def _refusal(read: Callable[[str], object], written: str) -> BadValue | None:
    try:
        read(written)
    except BadValue as exc:
        return exc
    return None


@pytest.mark.parametrize("read", _READERS, ids=lambda read: read.__name__)
@given(written=any_text | st.from_regex(r"[\d~by.,% A-Z\-:/\[\]@]{1,30}"))
def test_nothing_but_a_bad_value_comes_out(read: Callable[[str], object], written: str) -> None:
    refusal = _refusal(read, written)
    assert refusal is None or (refusal.message and str(refusal).encode())


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("jac motor", "JAC Motors"),
        ("NIOO", "NIO"),
        ("nio inc", "NIO"),
        ("蔚来", "蔚来汽车"),
        ("江准汽车", "江淮汽车"),
        ("Motors JAC", "JAC Motors"),
    ],
)
def test_near_names_in_both_scripts(written: str, near: str) -> None:
    known = ["JAC Motors", "NIO", "蔚来汽车", "江淮汽车", "Volkswagen"]
    assert values.nearest(written, known)[0] == near


def test_nothing_near() -> None:
    assert values.nearest("zzzz", ["JAC Motors", "NIO"]) == []
    assert values.nearest("NIO", []) == []
    assert len(values.nearest("a", ["ab", "ac", "ad", "ae"], count=2)) <= 2


@given(any_text, st.lists(any_text))
def test_near_names_are_known_names(written: str, known: list[str]) -> None:
    assert set(values.nearest(written, known)) <= set(known)


@pytest.mark.parametrize("written", ["=1+1", "+cmd", "-x", "@sum", "\tx", "\rx", "-1-1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(written: str) -> None:
    assert values.safe_cell(written) == f"'{written}"


@pytest.mark.parametrize("written", ["", "NIO", "-1", "-1,234.5", "a=b", "'x"])
def test_what_it_would_not_run_is_left_alone(written: str) -> None:
    assert values.safe_cell(written) == written
