"""Filter expressions: what they match, how they are written back, and what a wrong one says."""

from __future__ import annotations

import operator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from te_tui.filters import Filter, FilterError, examples, parse
from te_tui.filters.completion import completed
from te_tui.filters.condition import Field
from te_tui.filters.fields import all_fields
from te_tui.filters.notation import foreign_in, quoted
from te_tui.filters.terms import Term, naming
from te_tui.filters.words import Word
from te_tui.models.account_group import AccountGroup
from te_tui.models.profile_group import ProfileGroup

NOW = datetime(2026, 11, 11, 3, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Snapshot:
    """A row as the filters want it."""

    name: str | None = "Checkout latency, 11 Nov incident"
    dashboard_title: str | None = "NOC weekly"
    dashboard_id: str | None = "646f4d2ce3c99b0536c3821e"
    snapshot_id: str | None = "d28bb71f-5a47-4783-8f12-d4b115e61b0c"
    created: datetime | None = NOW - timedelta(days=10)
    expires: datetime | None = NOW + timedelta(days=5)
    shared: bool | None = True
    scheduled: bool | None = False
    vendor: str | None = None
    where: ProfileGroup | None = None


SNAPSHOT = Snapshot()
EXPIRED = replace(SNAPSHOT, expires=NOW - timedelta(hours=1))
UNKNOWN = Snapshot(None, None, None, None, None, None, None, None)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "   ",
        "checkout",
        "LATENCY noc",
        '"noc weekly"',
        '"latency, 11"',
        "-dallas",
        '-"weekly noc"',
        "name:latency",
        'dashboard:"noc WEEKLY"',
        "dashboard:646f4d2ce3c99b0536c3821e",
        "id:d28b",
        "ID:D28B",
        "expires<7d",
        "expires<6D",
        "expires>4d",
        "expires<1w",
        "expires>119h",
        "expires<1m",
        "expires<1y",
        "expires>2026-11-16",
        "expires<2026-11-17",
        "-expires:never",
        "-expires:past",
        "age>10d",
        "age<11d",
        "age>1w",
        "created>2026-11-01",
        "created<2026-11-02",
        "shared:yes",
        "-shared:no",
        "scheduled:NO",
        "expires<7d -scheduled:yes checkout",
    ],
)
def test_a_row_matches(expression: str) -> None:
    assert parse(expression).matches(SNAPSHOT, NOW)


@pytest.mark.parametrize(
    "expression",
    [
        "dallas",
        "-checkout",
        '"checkout  latency"',
        "name:noc",
        "dashboard:checkout",
        "dashboard:646f",
        "id:28b",
        "expires<5d",
        "expires>6d",
        "expires:past",
        "expires:never",
        "expires>2026-11-17",
        "age>11d",
        "age<10d",
        "created>2026-11-02",
        "created<2026-11-01",
        "shared:no",
        "scheduled:yes",
        "checkout dallas",
        "checkout shared:no",
    ],
)
def test_a_row_does_not_match(expression: str) -> None:
    assert not parse(expression).matches(SNAPSHOT, NOW)


@pytest.mark.parametrize(
    ("expression", "matches"),
    [("expires<7d", False), ("expires>0d", False), ("expires:past", True), ("expires<2026-11-12", True)],
)
def test_what_has_expired_is_not_about_to_expire(expression: str, matches: bool) -> None:
    assert parse(expression).matches(EXPIRED, NOW) is matches


@pytest.mark.parametrize("expression", ["x", "name:x", "dashboard:x", "id:x"])
def test_a_text_that_is_not_there_contains_nothing(expression: str) -> None:
    assert not parse(expression).matches(UNKNOWN, NOW)
    assert parse(f"-{expression}").matches(UNKNOWN, NOW)


@pytest.mark.parametrize(
    "expression",
    [
        "expires<7d",
        "expires>7d",
        "expires<2026-01-01",
        "expires:past",
        "created<2026-01-01",
        "created>2026-01-01",
        "age<7d",
        "age>7d",
        "shared:yes",
        "shared:no",
        "scheduled:no",
    ],
)
def test_what_is_unknown_matches_neither_a_term_nor_its_negation(expression: str) -> None:
    assert not parse(expression).matches(UNKNOWN, NOW)
    assert not parse(f"-{expression}").matches(UNKNOWN, NOW)


def test_no_date_of_expiry_is_never() -> None:
    assert parse("expires:never").matches(UNKNOWN, NOW)
    assert not parse("-expires:never").matches(UNKNOWN, NOW)


def test_less_and_greater_share_out_all_known_times_at_their_border() -> None:
    at_border = replace(SNAPSHOT, created=datetime(2026, 10, 1, tzinfo=UTC), expires=NOW + timedelta(days=7))
    assert parse("created>2026-10-01 expires>7d").matches(at_border, NOW)
    assert parse("-created<2026-10-01 -expires<7d").matches(at_border, NOW)


def test_a_test_for_many_rows_looks_into_the_name_and_the_title_of_each() -> None:
    other_title, other_name = replace(SNAPSHOT, dashboard_title="Checkout"), replace(SNAPSHOT, name="Nightly")
    rows = [SNAPSHOT, other_title, other_name, UNKNOWN, SNAPSHOT]

    assert list(filter(parse("weekly shared:yes").test(NOW), rows)) == [SNAPSHOT, other_name, SNAPSHOT]
    assert list(filter(parse("checkout").test(NOW), rows)) == [SNAPSHOT, other_title, SNAPSHOT]


@pytest.mark.parametrize(
    ("narrower", "wider"),
    [
        ("ab", "a"),
        ("cab", "A"),
        ("a b", "b"),
        ("a -b", "a"),
        ("a", ""),
        ('"x y"', "x"),
        ("shared:yes a", "shared:yes"),
    ],
)
def test_more_words_or_longer_ones_narrow_a_filter(narrower: str, wider: str) -> None:
    assert parse(narrower).narrows(parse(wider))


@pytest.mark.parametrize(
    ("expression", "other"),
    [
        ("a", "ab"),
        ("a", "a b"),
        ("-ab", "-a"),
        ("-a", "a"),
        ("", "a"),
        ("expires<7d a", "expires<7d"),
        ("never", "expires:never"),
        ("expires:past", "past"),
    ],
)
def test_what_may_match_rows_that_the_other_does_not_narrows_nothing(expression: str, other: str) -> None:
    assert parse(expression) != parse(other)
    assert not parse(expression).narrows(parse(other))


@given(
    words=st.lists(st.text("abİß-", min_size=1, max_size=3), min_size=2, max_size=2),
    name=st.text("aAbBsSi̇İß"),
)
def test_what_narrows_a_filter_matches_no_row_besides(words: list[str], name: str) -> None:
    narrower, wider = (Filter((Term(Word(word)),)) for word in words)
    if narrower.narrows(wider):
        row = replace(SNAPSHOT, name=name)
        assert wider.matches(row, NOW) or not narrower.matches(row, NOW)


@pytest.mark.parametrize(
    ("expression", "canonical"),
    [
        ("", ""),
        ("  a   b ", "a b"),
        ('"a"', "a"),
        ('"a b"', '"a b"'),
        (r'"say \"hi\""', r'"say \"hi\""'),
        (r"C:\temp".replace("C:", "c"), r'"c\\temp"'),
        ("10:30", '"10:30"'),
        ("--x", '-"-x"'),
        ('name:"-audit"', 'name:"-audit"'),
        ('"expires<7d"', '"expires<7d"'),
        ('Dashboard:"x"', "dashboard:x"),
        ("Expires<07D", "expires<7d"),
        ("SHARED:Yes", "shared:yes"),
        ("-expires:NEVER", "-expires:never"),
        ("created>2026-10-01", "created>2026-10-01"),
    ],
)
def test_a_filter_is_written_back_in_one_way(expression: str, canonical: str) -> None:
    assert str(parse(expression)) == canonical


@pytest.mark.parametrize(
    ("expression", "wrong", "message"),
    [
        ("a expirs<7d", "expirs", 'unknown field "expirs" at character 3; did you mean "expires"?'),
        ("http://x", "http", 'unknown field "http" at character 1; to look for this text, put it in quotes'),
        ("shared:", "shared:", 'nothing after "shared:" at character 1; write shared:yes or shared:no'),
        ("-age>", "age>", 'nothing after "age>" at character 2; write age>90d'),
        ("age>=9d", ">=", 'unknown sign ">=" at character 4; write age>90d'),
        ("id=d28b", "=", 'unknown sign "=" at character 3; write id:d28b'),
        ("age>7", "age>7", '"age>7" has no meaning at character 1; write age>90d'),
        ("age>7s", "age>7s", '"age>7s" has no meaning at character 1; write age>90d'),
        ("age>101y", "age>101y", '"age>101y" has no meaning at character 1; write age>90d'),
        ("age>2026-01-01", "age>2026-01-01", '"age>2026-01-01" has no meaning at character 1; write age>90d'),
        ("created<7d", "created<7d", '"created<7d" has no meaning at character 1; write created>2026-10-01'),
        (
            "created<2026-02-30",
            "created<2026-02-30",
            '"created<2026-02-30" has no meaning at character 1; write created>2026-10-01',
        ),
        (
            "shared:-yes",
            "shared:-yes",
            '"shared:-yes" has no meaning at character 1; write shared:yes or shared:no',
        ),
        (
            "shared<1d",
            "shared<1d",
            '"shared<1d" has no meaning at character 1; write shared:yes or shared:no',
        ),
        (
            "scheduled:maybe",
            "scheduled:maybe",
            '"scheduled:maybe" has no meaning at character 1; write scheduled:yes or scheduled:no',
        ),
        (
            "expires:soon",
            "expires:soon",
            (
                '"expires:soon" has no meaning at character 1; '
                "write expires<7d, expires>2027-01-31, expires:past or expires:never"
            ),
        ),
        ('a "b c', '"b c', 'a quote is opened at character 3; close it with "'),
        ('"a"b', '"', 'the quote is closed at character 3; put a space after it, or \\" for a quote inside'),
        ("a - b", "-", 'nothing to look for at character 3; write a word, or "-" in quotes for a hyphen'),
        ('""', '""', 'nothing to look for at character 1; write a word, or "-" in quotes for a hyphen'),
    ],
)
def test_a_wrong_expression_says_where_and_what_to_write_instead(
    expression: str, wrong: str, message: str
) -> None:
    with pytest.raises(FilterError) as caught:
        parse(expression)
    error = caught.value
    assert str(error) == message
    assert expression[error.position : error.position + error.length] == wrong


@pytest.mark.parametrize(
    ("expression", "before", "next_step"),
    [
        ("lat -shared:yes expires<", "lat -shared:yes", "write expires<7d"),
        ('lat dashboard:"NOC', "lat", 'close the quote with "'),
        ("foo:bar lat", "", "unknown field; put it in quotes"),
        ("lat scheduled:y", "lat", "write scheduled:yes or scheduled:no"),
        ("shared:", "", "write shared:yes or shared:no"),
        ("expires:p", "", "write expires:past or expires:never"),
        ("lat -", "lat", "write a word"),
    ],
)
def test_a_wrong_expression_has_a_short_next_step_and_leaves_the_terms_before(
    expression: str, before: str, next_step: str
) -> None:
    with pytest.raises(FilterError) as caught:
        parse(expression)
    assert (str(caught.value.before), caught.value.next_step) == (before, next_step)


@pytest.mark.parametrize(
    ("expression", "sign", "instead"),
    [
        ("-name:“audit”", "“", 'use straight double quotes (")'),
        ("-‘audit’", "‘", 'use straight double quotes (")'),
        ("-'audit'", "'", 'use straight double quotes (")'),
        ("lat -`audit`", "`", 'use straight double quotes (")'),
        ("-«audit»", "«", 'use straight double quotes (")'),
        ('-name:audit"', '"', 'with \\" for a quote inside'),
        ('-au"dit"', '"', "put all of it in quotes"),
        ("-audit*", "*", 'write audit, or "audit*"'),
        ("-*audit*", "*", 'write audit, or "*audit*"'),
        ("-name:a*t", "*", '"a*t"'),
        ("-audit?", "?", '"audit?"'),
        ("-%audit%", "%", '"%audit%"'),
        ("-audit.*", ".*", '"audit.*"'),
        ("-/audit/", "/audit/", '"/audit/"'),
        ("-/audit/i", "/audit/i", "regular expressions"),
        ("-^audit", "^", '"^audit"'),
        ("-audit$", "$", '"audit$"'),
        (r"-\baudit\b", "\\", r'"\\baudit\\b"'),
        ("-audit[0-9]", "[", "regular expressions"),
        ("-[a-z]udit", "[", "regular expressions"),
        ("-audit{1,2}", "{", "regular expressions"),
        ("audit|test", "|", "all terms have to match"),
        ("audit || test", "||", "all terms have to match"),
        ("-audit,test", ",", "all terms have to match"),
        ("audit && test", "&&", "terms separated by spaces"),
        ("audit AND test", "AND", "terms separated by spaces"),
        ("audit OR test", "OR", "all terms have to match"),
        ("NOT audit", "NOT", 'put "-" before a term'),
        ("!audit", "!", 'put "-" before a term'),
        ("name:!audit", "!", 'put "-" before a term'),
        ("name!=audit", "!=", 'put "-" before a term'),
        ("name!~audit", "!~", 'put "-" before a term'),
        ("name~audit", "~", "found anywhere"),
        ("~audit", "~", "found anywhere"),
        ("audit~2", "~", "found anywhere"),
        ("name=audit", "=", "name:checkout"),
        ("name==audit", "=", "name:checkout"),
        ("name:=audit", "=", "name:checkout"),
        ("name:-audit", "-", "write -name:audit"),
        ("+audit", "+", "found anywhere"),
        ("age >365d", ">", "expires<7d"),
        ("expires≤7d", "≤", "expires<7d"),
        ("-(audit test)", "(", '"(audit"'),
        ("status:audit", "status", "quotes"),
        ("dashboard.name:audit", "dashboard.name", 'did you mean "dashboard"?'),
        ("widget2:audit", "widget2", "quotes"),
        ("name：audit", "：", 'write ":"'),
        ("name:＂audit＂", "＂", "straight double quotes"),
        ("name:＊audit", "＊", "found anywhere"),
        ("–audit", "–", 'write "-"'),
        ("−name:audit", "−", 'write "-"'),
        ("－audit", "－", 'write "-"'),
        ("-audit…", "…", "found anywhere"),
        ("-aud\u200bit", "\u200b", "ZERO WIDTH SPACE (U+200B) at character 5; take it out"),
        ("\ufeff-audit", "\ufeff", "U+FEFF"),
        ("-name\u2060:audit", "\u2060", "U+2060"),
        ("-noc\u00a0weekly", "\u00a0", "NO-BREAK SPACE (U+00A0) at character 5; write a plain space"),
        ('-"audit"\u00a0test', "\u00a0", "U+00A0"),
        ("audit\u3000test", "\u3000", "write a plain space"),
        ("-aud\u00adit", "\u00ad", "U+00AD"),
        ("-audit\ufe0f", "\ufe0f", "U+FE0F"),
        ("-audit\u3164", "\u3164", "U+3164"),
        ("-\u0301audit", "\u0301", "U+0301"),
        ("-audit\u200d", "\u200d", "U+200D"),
    ],
)
def test_notation_of_other_tools_is_refused_with_its_place_and_what_to_write_instead(
    expression: str, sign: str, instead: str
) -> None:
    with pytest.raises(FilterError) as caught:
        parse(expression)
    error = caught.value
    assert expression[error.position : error.position + error.length] == sign
    assert f" at character {error.position + 1}; " in str(error)
    assert instead in str(error)
    assert error.next_step


@pytest.mark.parametrize(
    "word",
    ["C++", "R&D", "O'Brien", "O’Brien", "l'été", "2025–2026", "Help!", "[prod]", "100%", "1,000", "24/7",
     "/checkout", "GET", "not", "and", "10:30", "10.0.0.1:443", "a-b", "#4711", "@noc", "$5", "user@host",
     "हिन्दी", "👍🏽", "👩\u200d💻", "❤️", "1\ufe0f\u20e3", "می\u200cخواهم"],
)  # fmt: skip
def test_names_with_harmless_signs_need_no_quotes(word: str) -> None:
    assert parse(word) == Filter((Term(Word(word)),))
    assert parse(f"-name:{word}").terms


@pytest.mark.parametrize(
    "word", ["audit*", "“audit”", "NOT", "a|b", "/x/", "what?", "\u200b", "a\u00a0b", "~", "(x)"]
)
def test_in_straight_double_quotes_each_sign_means_itself(word: str) -> None:
    found = parse(f'"{word}"')
    assert found == Filter((Term(Word(word)),))
    assert parse(str(found)) == found


@pytest.mark.parametrize(("length", "repeated"), [(40, True), (41, False)])
def test_a_long_word_is_not_repeated(length: int, *, repeated: bool) -> None:
    word = "a" * (length - 1) + "*"
    with pytest.raises(FilterError) as caught:
        parse(word)
    assert (f'"{word}"' in str(caught.value)) == repeated
    assert ("put the word in straight double quotes" in str(caught.value)) == (not repeated)


def test_a_filter_of_a_thousand_words_is_one_like_any_other() -> None:
    words = " ".join(f"w{number}" for number in range(1_100))
    found = parse(words)
    assert found.matches(replace(SNAPSHOT, name=words), NOW)
    assert not found.matches(SNAPSHOT, NOW)
    assert parse(f"{words} more").narrows(found)
    assert parse(str(found)) == found


@pytest.mark.parametrize(
    "expression",
    [
        "-" * 5_000 + "x",
        '"a b" ' * 3_000,
        "-name:w " * 1_500,
        " ".join(f"expires<{days}d" for days in range(1, 1_500)),
    ],
    ids=["signs", "quoted", "negated", "times"],
)
def test_no_depth_of_a_filter_grows_with_what_was_pasted(expression: str) -> None:
    found = parse(expression)
    assert isinstance(found.matches(SNAPSHOT, NOW), bool)
    assert parse(str(found)) == found


@pytest.mark.parametrize("expression", ['"' * 5_001, "a:" * 5_000, "(" * 5_000])
def test_what_was_pasted_and_is_no_filter_is_one_short_sentence(expression: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse(expression)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("expression", "sentences"),
    [
        ("-audit", []),
        ("-audit -dallas", ["-dallas: no snapshot matches it, so it leaves nothing out"]),
        (
            "weekly -audit",
            ["-audit: no snapshot that the other terms find matches it, so it leaves nothing out"],
        ),
        ("-audit -2025", []),
        ("-shared:no", ["-shared:no: no snapshot matches it, so it leaves nothing out"]),
        (
            '-"audit*" test',
            ['-"audit*": no snapshot that the other terms find matches it, so it leaves nothing out'],
        ),
        ("dallas -audit", []),
        ("audit", []),
    ],
)
def test_a_negated_term_that_leaves_nothing_out_is_named(expression: str, sentences: list[str]) -> None:
    rows = [
        replace(SNAPSHOT, name=name, dashboard_title=None)
        for name in ("audit 2025", "old test", "NOC weekly")
    ]
    assert parse(expression).idle_sentences(rows, NOW) == sentences


def test_warnings_do_not_grow_with_what_was_pasted() -> None:
    many = parse(" ".join(f"-w{number}" for number in range(1_100))).idle_sentences([SNAPSHOT], NOW)
    assert (len(many), many[-1]) == (21, "1,080 more negated terms leave nothing out either")
    (long,) = parse(f"-{'w' * 50_000}").idle_sentences([SNAPSHOT], NOW)
    assert len(long) < 200


@pytest.mark.parametrize("many", ["-w{} ", "-name:w{} ", "age>{}d ", "id:w{} "])
def test_no_number_of_terms_of_any_kind_is_too_many(many: str) -> None:
    found = parse("".join(map(many.format, range(1, 1_100))))
    assert len(found.terms) == 1_099
    found.matches(SNAPSHOT, NOW)


PIECES = st.sampled_from(
    [
        *'"\\-:<>= ',
        *"“'*?|&!~^$/[](){}+,%–：…\u200b\u00a0\u200d\ufe0f\u0301",
        "NOT",
        "OR",
        "expires",
        "age",
        "created",
        "shared",
        "name",
        "id",
        "7d",
        "2026-10-01",
        "yes",
        "never",
        "x",
    ]
)


@given(text=st.text(max_size=30) | st.lists(PIECES, max_size=12).map("".join))
@example(text='-"\\" -"')
def test_any_text_is_a_filter_or_a_filter_error_and_what_is_written_back_means_the_same(text: str) -> None:
    try:
        found = parse(text)
    except FilterError as error:
        wrong = range(error.position, error.position + error.length)
    else:
        wrong = range(0)
        assert parse(str(found)) == found
        assert found.matches(SNAPSHOT, NOW) in (True, False)
    assert set(wrong) <= set(range(len(text)))


@given(phrase=st.text(min_size=1, max_size=20), negated=st.booleans())
def test_every_text_can_be_looked_for(phrase: str, negated: bool) -> None:
    escaped = phrase.replace("\\", "\\\\").replace('"', '\\"')
    found = parse(f'{"-" * negated}"{escaped}"')
    row = replace(SNAPSHOT, name=f"before {phrase} after")
    assert found.matches(row, NOW) is operator.not_(negated)


def test_every_example_of_the_help_is_a_filter() -> None:
    assert all(parse(expression).terms for expression, _ in examples())


def test_filters_are_values() -> None:
    assert parse("a -b") == parse(' "a"  -b')
    assert hash(parse("a")) == hash(parse("a"))
    assert parse("") == Filter()


@pytest.mark.parametrize(
    ("expression", "absences"),
    [
        ("", set()),
        ("name:x dashboard:y z id:a shared:no -scheduled:yes expires<7d -age>1y expires:past", set()),
        ("-expires:never", set()),
        ("expires:never", {"expires"}),
        ("-name:x", {"name"}),
        ("-x", {"name", "dashboard_title"}),
        ("-dashboard:x expires:never", {"dashboard_id", "dashboard_title", "expires"}),
    ],
)
def test_a_filter_knows_of_which_fields_an_absence_counts(expression: str, absences: set[str]) -> None:
    assert parse(expression).absences == absences


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize(
    "term", ["x", "name:x", "dashboard:x", "expires:past", "expires:never", "age>1d", "shared:no"]
)
def test_what_is_found_without_a_field_whose_absence_counts_is_found_with_none(
    term: str, negated: bool
) -> None:
    wanted = parse(f"{'-' * negated}{term}")
    if wanted.matches(UNKNOWN, NOW):
        assert wanted.absences


SECOND = timedelta(seconds=1)
LENGTHS = {"1h": 3600, "1d": 86_400, "1w": 604_800, "1m": 2_592_000, "1y": 31_536_000, "90d": 7_776_000}


def finds(expression: str, **row: object) -> bool:
    return parse(expression).matches(replace(SNAPSHOT, **row), NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize("length", LENGTHS)
def test_a_length_of_time_ends_at_its_second(length: str) -> None:
    span = timedelta(seconds=LENGTHS[length])
    border, before = NOW + span, NOW + span - SECOND
    assert [finds(f"expires<{length}", expires=when) for when in (before, border)] == [True, False]
    assert [finds(f"expires>{length}", expires=when) for when in (before, border)] == [False, True]
    border, after = NOW - span, NOW - span + SECOND
    assert [finds(f"age>{length}", created=when) for when in (border, after)] == [True, False]
    assert [finds(f"age<{length}", created=when) for when in (border, after)] == [False, True]


def test_what_expires_now_has_not_expired_yet() -> None:
    past = NOW - SECOND
    assert [finds("expires:past", expires=when) for when in (past, NOW)] == [True, False]
    assert [finds("expires<1h", expires=when) for when in (past, NOW)] == [False, True]
    assert [finds("-expires<1h", expires=when) for when in (past, NOW)] == [True, False]


@pytest.mark.parametrize("field", ["expires", "created"])
def test_a_day_begins_at_midnight(field: str) -> None:
    midnight = datetime(2026, 10, 1, tzinfo=UTC)
    for sign, found in (("<", [True, False]), (">", [False, True])):
        times = (midnight - SECOND, midnight)
        assert [finds(f"{field}{sign}2026-10-01", **{field: when}) for when in times] == found


@pytest.mark.parametrize("length", ["100y", "36500d", "876000h", "999999h"])
def test_a_length_of_time_is_a_hundred_years_at_most(length: str) -> None:
    if length == "999999h":
        with pytest.raises(FilterError, match="has no meaning"):
            parse(f"age>{length}")
    else:
        assert finds(f"-age>{length}", created=NOW)
        with pytest.raises(FilterError, match="has no meaning"):
            parse(f"age>{int(length[:-1]) + 1}{length[-1]}")


@pytest.mark.parametrize("field", ["shared", "scheduled"])
@pytest.mark.parametrize("wanted", ["yes", "no"])
def test_a_property_that_is_unknown_is_found_by_neither_word(field: str, wanted: str) -> None:
    for value, found in ((wanted == "yes", True), (wanted == "no", False), (None, False)):
        assert finds(f"{field}:{wanted}", **{field: value}) is found
        assert finds(f"-{field}:{wanted}", **{field: value}) is (value is not None and not found)


@pytest.mark.parametrize(
    ("expression", "row", "found"),
    [
        ("id:D28", {"snapshot_id": "d28b"}, True),
        ("id:28b", {"snapshot_id": "d28b"}, False),
        ("id:d28", {"snapshot_id": None}, False),
        ("dashboard:d1", {"dashboard_id": "D1", "dashboard_title": None}, True),
        ("dashboard:d", {"dashboard_id": "d1", "dashboard_title": None}, False),
        ("dashboard:hop", {"dashboard_title": "Shop"}, True),
        ("name:shop", {"name": "x", "dashboard_title": "Shop"}, False),
        ("shop", {"name": "x", "dashboard_title": "Shop"}, True),
        ("shop", {"name": "SHOP", "dashboard_title": None}, True),
        ("-shop", {"name": None, "dashboard_title": None}, True),
    ],
)
def test_texts_are_looked_for_where_they_belong(
    expression: str, row: dict[str, object], *, found: bool
) -> None:
    assert finds(expression, **row) is found


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("sch", "scheduled:"),
        ("age>1y sha", "age>1y shared:"),
        ("-Exp", "-expires<"),
        ("s", "s"),
        ("checkout", "checkout"),
        ("", ""),
        ("age>1y ", "age>1y "),
        ("lat scheduled:y", "lat scheduled:yes"),
        ("-Shared:N", "-shared:no"),
        ("expires:p", "expires:past"),
        ("shared:", "shared:"),
        ("shared:x", "shared:x"),
        ("name:ch", "name:ch"),
        ("nofield:y", "nofield:y"),
        (":y", ":y"),
    ],
)
def test_a_field_or_one_of_few_values_is_completed_where_only_one_begins_so(typed: str, whole: str) -> None:
    assert completed(typed) == whole


@pytest.mark.parametrize("field", [field for field in all_fields().values() if field.values])
def test_each_of_a_field_s_few_values_has_a_meaning(field: Field) -> None:
    assert [str(parse(f"{field.name}:{value}")) for value in field.values] == [
        f"{field.name}:{value}" for value in field.values
    ]


RETAIL = ProfileGroup("prod", "thousandeyes", "api.example", AccountGroup("1307", "Retail EU"))


@pytest.mark.parametrize(
    ("expression", "matches"),
    [
        ("group:retail", True),
        ("group:prod", True),
        ("group:1307", True),
        ("group:130", False),
        ("-group:retail", False),
        ('-group:"network ops"', True),
        ("vendor:thousand", True),
        ("vendor:Grafana", False),
        ("-vendor:grafana", True),
    ],
)
def test_rows_of_a_list_over_many_groups_are_found_by_where_they_are_from(
    expression: str, matches: bool
) -> None:
    assert parse(expression).matches(replace(SNAPSHOT, where=RETAIL), NOW) is matches


def test_a_row_that_does_not_say_its_group_is_neither_in_it_nor_out_of_it() -> None:
    assert not parse("group:retail").matches(SNAPSHOT, NOW)
    assert not parse("-group:retail").matches(SNAPSHOT, NOW)
    assert parse("vendor:grafana").matches(replace(SNAPSHOT, vendor="grafana"), NOW)


SIGNS = {
    "age": {"<": "90d", ">": "90d"},
    "created": {"<": "2026-10-01", ">": "2026-10-01"},
    "dashboard": {":": "noc"},
    "expires": {"<": "7d", ">": "2027-01-31", ":": "past"},
    "group": {":": "retail"},
    "id": {":": "d28b"},
    "name": {":": "checkout"},
    "scheduled": {":": "no"},
    "shared": {":": "yes"},
    "vendor": {":": "grafana"},
}


def test_the_fields_are_those_of_this_table() -> None:
    assert list(all_fields()) == list(SIGNS)


@pytest.mark.parametrize("field", SIGNS)
@pytest.mark.parametrize("sign", [":", "<", ">", "<=", ">=", "="])
def test_a_field_takes_its_own_signs_and_no_others(field: str, sign: str) -> None:
    for value in {*SIGNS[field].values(), "7d", "2027-01-31", "yes", "x"}:
        if sign in SIGNS[field] and value == SIGNS[field][sign]:
            assert str(parse(f"{field}{sign}{value}")) == f"{field}{sign}{value}"
        elif sign not in SIGNS[field]:
            with pytest.raises(FilterError):
                parse(f"{field}{sign}{value}")


@pytest.mark.parametrize("field", [name for name, signs in SIGNS.items() if list(signs) == [":"]])
def test_a_minus_stands_before_a_field_and_not_behind_it(field: str) -> None:
    value = SIGNS[field][":"]
    with pytest.raises(FilterError) as refused:
        parse(f"{field}:-{value}")
    if all_fields()[field].read(":", "anything"):  # any text may follow
        assert refused.value.next_step == f"write -{field}:{value}"
        assert (refused.value.position, refused.value.length) == (len(field) + 1, 1)
    assert parse(f"-{field}:{value}").terms[0].negated


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("あ\u200dい", None), ("a\u200dい", None), ("あ\u200db", None), ("a\u200db", 1), ("あ\u200d", 1),
        ("\u200dあ", 0), ("❤\ufe0f", None), ("❤\ufe00", None), ("a\ufe0f", 1), ("\ufe0f❤", 0),
        ("1\ufe0f\u20e3", None), ("e\u0301", None), ("\u0301e", 0), ("\u0903e", 0), ("क\u0903", None),
        ("a\U000e0100", 1), ("あ\U000e01ef", 1), ("あ\u3164", 1), ("あ\u200e", 1), ("a\x07", 1), ("a\x7f", 1),
        ("あ\u2028", 1), ("あ\u2029", 1), ("あ\u3000", 1), ("a\ud800", 1), ("aé", None), ("日本", None),
    ],
)  # fmt: skip
def test_a_sign_that_draws_nothing_is_found_with_its_place(word: str, place: int | None) -> None:
    found = foreign_in(word)
    if place is None:
        assert found is None
    else:
        assert found is not None
        assert (found.start, found.end) == (place, place + 1)
        assert found.problem.startswith("invisible character ")
        space = "write a plain space" if word[place] == "\u3000" else "take it out"
        assert found.hint == space


@pytest.mark.parametrize(
    ("written", "bare"),
    [("plain", True), ("a.b/c+d-e", True), ("-a", False), (".a", False), ("a b", False), ("NOT", False),
     ("a=b", False), ("a,b", False), ("a|b", False), ("C++", True), ("", False)],
)  # fmt: skip
def test_only_letters_digits_and_what_may_follow_them_are_written_without_quotes(
    written: str, *, bare: bool
) -> None:
    assert quoted(written) == (written if bare else f'"{written}"')


@pytest.mark.parametrize(
    ("expression", "goes"),
    [("", False), ("noc", False), ("name:noc", False), ("dashboard:noc", False), ("id:d28b", False),
     ("group:retail", False), ("vendor:grafana", False), ("shared:yes", False), ("scheduled:no", False),
     ("created<2026-10-01", False), ("expires:never", False), ("expires>2027-01-31", False),
     ("expires<7d", True), ("expires>7d", True), ("expires:past", True), ("age>90d", True),
     ("noc -age<1d", True)],
)  # fmt: skip
def test_a_filter_goes_by_the_clock_where_a_term_counts_from_now(expression: str, *, goes: bool) -> None:
    found = parse(expression)
    assert found.goes_by_clock is goes
    assert found.narrows(found) is not goes


DASHBOARD = "646f4d2ce3c99b0536c3821e"


@pytest.mark.parametrize(
    ("expression", "dashboard_id"),
    [
        (f"dashboard:{DASHBOARD}", DASHBOARD),
        (f"noc dashboard:noc dashboard:{DASHBOARD.upper()}", DASHBOARD),
        (f"-dashboard:{DASHBOARD}", None),
        (f"dashboard:{DASHBOARD}0", None),
        (f"dashboard:{DASHBOARD[1:]}", None),
        (DASHBOARD, None),
        ("", None),
    ],
)
def test_the_only_dashboard_that_can_match_is_known(expression: str, dashboard_id: str | None) -> None:
    assert parse(expression).dashboard_id == dashboard_id


@pytest.mark.parametrize(
    ("expression", "names"), [("", False), ("noc", False), ("group:x", True), ("noc -group:x", True)]
)
def test_a_filter_knows_whether_it_goes_by_the_account_group(expression: str, *, names: bool) -> None:
    assert parse(expression).names_group is names


@pytest.mark.parametrize(
    ("name", "expression"), [("noc", "name:noc"), ("a b", 'name:"a b"'), ('say "hi"', r'name:"say \"hi\""')]
)
def test_the_expression_for_a_name_finds_it(name: str, expression: str) -> None:
    assert naming(name) == expression
    assert parse(naming(name)).matches(replace(SNAPSHOT, name=f"x {name.upper()} y"), NOW)
    assert not parse(naming(name)).matches(replace(SNAPSHOT, name="other"), NOW)
