"""The real program in a terminal of its own."""

from __future__ import annotations

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Every test here starts programs."""
    item.add_marker("long")


_COUNTED = {"tests.e2e.test_signals", "tests.e2e.test_start", "tests.e2e.test_terminals"}


@pytest.fixture(autouse=True)
def count_lines_where_the_program_begins_and_ends(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Count lines of the program itself in these tests alone: a start takes half as long again by that."""
    if request.module.__name__ not in _COUNTED:
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
