from datetime import UTC, datetime, timedelta

import pytest

from te_tui.actions.names import LONGEST_NAME, describe_name, proposed_name, read_name
from te_tui.actions.windows import NotAllowed, last

NOW = datetime(2026, 11, 11, 3, 12, 40, tzinfo=UTC)
WINDOW = last(timedelta(hours=6), NOW)


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1), "a\x1b[2Jb", "a\u202eb", "a\ud800"])
def test_a_wrong_name_is_refused_in_words_that_can_be_printed(name: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        read_name(name)
    assert str(refusal.value).isprintable()


def test_a_proposed_name_says_what_and_when_and_is_allowed_however_long_the_title() -> None:
    name = proposed_name("BGP", WINDOW, zone=UTC, now=NOW)
    assert name == "BGP, 10 Nov 21:12 – 11 Nov 03:12 UTC (6 h)"
    long = proposed_name("x" * 400, WINDOW, zone=UTC, now=NOW)
    assert read_name(long) == long
    assert long.endswith("(6 h)")
    assert len(long) == LONGEST_NAME


def test_a_name_is_told_with_subject_and_window_unless_it_says_them() -> None:
    window = "10 Nov 21:12 – 11 Nov 03:12 UTC (6 h)"
    proposed = proposed_name("BGP", WINDOW, zone=UTC, now=NOW)
    assert describe_name(proposed, "dashboard", "BGP", window) == f'"{proposed}"'
    assert describe_name("Leak", "dashboard", "BGP", window) == f'"Leak" of dashboard BGP, {window}'
    assert describe_name("BGP leak", "test", "BGP", window) == f'"BGP leak" of test BGP, {window}'


@pytest.mark.parametrize("name", ["x", "x" * LONGEST_NAME, "Ausfall in Köln, 11 Nov", "東京"])
def test_a_name_is_taken_without_the_spaces_around_it(name: str) -> None:
    assert read_name(f" {name}\t") == name
