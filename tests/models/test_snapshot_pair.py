"""Which of two snapshots is earlier, and whether both are of one dashboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from te_tui.models.snapshot_pair import OrderedBy, is_same_dashboard, may_be_of, order_of
from te_tui.models.snapshot_row import SnapshotRow

NOON = datetime(2026, 11, 11, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BARE = SnapshotRow("a")
HOUR_FROM_NOON = SnapshotRow("b", start=NOON, duration=3600)


@pytest.mark.parametrize(
    ("earlier", "later", "by"),
    [
        (HOUR_FROM_NOON, HOUR_FROM_NOON._replace(start=NOON + HOUR), "window"),
        (HOUR_FROM_NOON, HOUR_FROM_NOON._replace(start=NOON - HOUR, duration=3 * 3600), "window"),
        (HOUR_FROM_NOON._replace(start=NOON - HOUR, duration=2 * 3600), HOUR_FROM_NOON, "window"),
        (HOUR_FROM_NOON._replace(created=NOON), HOUR_FROM_NOON._replace(created=NOON + HOUR), "creation"),
        (BARE._replace(created=NOON), HOUR_FROM_NOON._replace(created=NOON + HOUR), "creation"),
    ],
)
def test_the_order_is_by_the_ends_then_the_starts_then_the_creation(
    earlier: SnapshotRow, later: SnapshotRow, by: OrderedBy
) -> None:
    assert order_of(earlier, later) == (False, by)
    assert order_of(later, earlier) == (True, by)


@pytest.mark.parametrize("other", [BARE, HOUR_FROM_NOON._replace(created=NOON)])
def test_what_nothing_tells_apart_stays_as_given(other: SnapshotRow) -> None:
    assert order_of(other, other) == (False, "given")
    assert order_of(BARE, other) == (False, "given")


def test_a_dashboard_is_told_by_its_id_and_then_by_its_title() -> None:
    one = BARE._replace(dashboard_id="d1", dashboard_title="Shop")
    assert is_same_dashboard(one, one._replace(dashboard_title="Shop, renamed")) is True
    assert is_same_dashboard(one, one._replace(dashboard_id="d2")) is False
    assert is_same_dashboard(one, one._replace(dashboard_id=None)) is True
    assert is_same_dashboard(one, BARE._replace(dashboard_title="Stock")) is False
    assert is_same_dashboard(one, BARE) is None


@pytest.mark.parametrize(
    ("title", "may_be"),
    [("Web shop", True), ("WEB SHOP", True), ("Databases", False), ("", False), (None, False)],
)
def test_a_name_with_the_dashboards_title_in_it_may_be_of_it(title: str | None, may_be: bool) -> None:
    listed = BARE._replace(name="Web shop, the night of 3 May")
    assert may_be_of(listed, BARE._replace(dashboard_title=title)) is may_be
