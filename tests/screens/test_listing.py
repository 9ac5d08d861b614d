"""The list takes in a new snapshot at its head, once, and what is learned of it later in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from te_tui.screens.listing import Listing
from tests.screens.conftest import NOW, page, row


def test_a_new_snapshot_comes_first_and_what_is_learned_later_takes_its_place() -> None:
    listing = Listing(lambda: NOW)
    listing.add(page(row("a"), row("b")))
    listing.put(row("new", expires=NOW + timedelta(days=1)))
    assert ([one.snapshot_id for one in listing.shown()], listing.soon) == (["new", "a", "b"], 1)
    later = row("new", "Renamed", expires=NOW + timedelta(days=60))
    listing.put(later)
    assert (listing.shown()[0], listing.total, listing.soon) == (later, 3, 0)


def test_a_new_snapshot_that_a_later_page_brings_is_listed_once() -> None:
    listing = Listing(lambda: NOW)
    listing.put(row("new"))
    assert listing.add(page(row("new"), row("a"))) == [row("a")]
    listing.put(replace(row("x"), snapshot_id=None))
    assert listing.total == 2


"""The rows of one account group: what the filter leaves of them while it is typed and deleted."""


from te_tui.filters import parse
from te_tui.models.snapshot import SnapshotPage, SnapshotRow

NOW = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
NAMES = ("Checkout", "Chess", "Cat", "Dog")


def row(name: str) -> SnapshotRow:
    return SnapshotRow(name, name, *[None] * 10)


def listing() -> Listing:
    made = Listing(lambda: NOW)
    made.add(SnapshotPage(tuple(map(row, NAMES)), None))
    return made


def shown(of: Listing, expression: str) -> list[str]:
    of.expression = parse(expression)
    return [row.label for row in of.shown()]


def test_typing_and_deleting_a_word_shows_what_each_expression_matches() -> None:
    rows = listing()
    typed = [rows_left for text in ("c", "ch", "che", "chec") if (rows_left := shown(rows, text))]

    assert typed == [["Checkout", "Chess", "Cat"], ["Checkout", "Chess"], ["Checkout", "Chess"], ["Checkout"]]
    assert [shown(rows, text) for text in ("che", "ch", "c", "")] == [*reversed(typed[:-1]), list(NAMES)]


def test_another_expression_is_looked_for_in_all_rows() -> None:
    rows = listing()
    assert shown(rows, "chess") == ["Chess"]
    assert shown(rows, "dog") == ["Dog"]
    assert shown(rows, "-dog") == ["Checkout", "Chess", "Cat"]


def test_rows_that_arrive_while_a_filter_is_typed_are_found() -> None:
    rows = listing()
    assert shown(rows, "che") == ["Checkout", "Chess"]
    rows.add(SnapshotPage((row("Cheese"),), None))
    assert shown(rows, "che") == ["Checkout", "Chess", "Cheese"]
    assert shown(rows, "chee") == ["Cheese"]
    rows.clear()
    assert shown(rows, "chee") == []


def test_a_filter_that_time_decides_is_asked_anew_each_time() -> None:
    now = NOW
    rows = Listing(lambda: now)
    expiring = SnapshotRow("a", "a", None, None, None, None, datetime(2026, 11, 19, tzinfo=UTC), *[None] * 5)
    rows.add(SnapshotPage((expiring,), None))
    assert shown(rows, "expires<7d") == []
    now = datetime(2026, 11, 15, tzinfo=UTC)
    assert shown(rows, "expires<7d") == ["a"]
