"""The list takes in a new snapshot at its head, once, and what is learned of it later in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

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
