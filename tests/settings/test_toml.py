"""What is written as TOML reads the same again."""

from __future__ import annotations

import math
import tomllib
from datetime import UTC, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.settings.toml import to_toml

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ZONES = st.sampled_from((UTC, timezone(timedelta(hours=5, minutes=30))))
SCALARS = (
    TEXT
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.datetimes()
    | st.datetimes(timezones=ZONES)
    | st.dates()
    | st.times()
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(TEXT, VALUES, max_size=6))
def test_whatever_is_written_reads_the_same_again(table: dict[str, Any]) -> None:
    assert tomllib.loads(to_toml(table)) == table


def test_what_is_no_number_stays_none() -> None:
    assert math.isnan(tomllib.loads(to_toml({"x": math.nan}))["x"])


@pytest.mark.parametrize("value", [time(3, 12), 'quote " backslash \\ \\u005c', "line\nbreak\x7f", "日本"])
def test_difficult_values_stand_in_one_line(value: object) -> None:
    written = to_toml({"a key": value})
    assert written.startswith('"a key" = ')
    assert written.count("\n") == 1
    assert tomllib.loads(written) == {"a key": value}


def test_tables_have_headings_and_come_after_values() -> None:
    table = {"profiles": {"work": {"aid": "1234", "read_only": True}}, "theme": "nord"}
    assert to_toml(table).splitlines() == [
        'theme = "nord"', "", "[profiles]", "", "[profiles.work]", 'aid = "1234"', "read_only = true",
    ]  # fmt: skip
