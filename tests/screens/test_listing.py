"""The rows of one account group: new ones, what is learned of them later, and what a filter leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from te_tui.filters import parse
from te_tui.models.account_group import AccountGroup
from te_tui.models.profile_group import ProfileGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.text.damage import describe_damage
from te_tui.screens.snapshots.columns import snapshot_columns
from te_tui.screens.snapshots.listing import Listing
from te_tui.widgets.cells import Cell
from tests.screens.conftest import NOW, page, row

NAMES = ("Checkout", "Chess", "Cat", "Dog")


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
    listing.put(row("x")._replace(snapshot_id=None))
    assert listing.total == 2


def listing() -> Listing:
    made = Listing(lambda: NOW)
    made.add(page(*(row(name, name) for name in NAMES)))
    return made


def shown(of: Listing, expression: str) -> list[str]:
    of.expression = parse(expression)
    return [one.label for one in of.shown()]


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
    rows.add(page(row("Cheese", "Cheese")))
    assert shown(rows, "che") == ["Checkout", "Chess", "Cheese"]
    assert shown(rows, "chee") == ["Cheese"]
    rows.clear()
    assert shown(rows, "chee") == []


def test_a_filter_that_time_decides_is_asked_anew_each_time() -> None:
    now = NOW
    rows = Listing(lambda: now)
    expiring = SnapshotRow(
        "a", "a", None, None, None, None, datetime(2026, 11, 19, tzinfo=UTC), None, None, None, None, None
    )
    rows.add(page(expiring))
    assert shown(rows, "expires<7d") == []
    now = datetime(2026, 11, 15, tzinfo=UTC)
    assert shown(rows, "expires<7d") == ["a"]


def extended(row: SnapshotRow) -> SnapshotRow:
    return row._replace(expires=NOW + timedelta(days=90))


def test_what_was_extended_stays_in_sight_until_the_filter_is_touched() -> None:
    rows = Listing(lambda: NOW)
    rows.add(page(row("a", "a", expires=NOW + timedelta(days=2)), row("b", "b")))
    rows.filter_by(parse("expires<7d"))
    rows.renew("a", extended)
    assert [one.label for one in rows.shown()] == ["a"]
    cell = snapshot_columns(lambda: NOW, UTC, changed=rows.changed)[3].cell(rows.shown()[0])
    assert cell == Cell("✓ 9 Feb 2027", "success")
    rows.filter_by(parse("expires<7d "))
    assert rows.shown() == []
    rows.filter_by(parse(""))
    rows.renew("b", extended)
    assert not rows.changed


def test_what_was_extended_brings_nothing_into_sight_that_has_its_id_elsewhere() -> None:
    rows = Listing(lambda: NOW)
    soon, later = (row("a", "a", expires=NOW + timedelta(days=days)) for days in (2, 60))
    prod, lab = (ProfileGroup(name, "grafana", name, AccountGroup("1")) for name in ("prod", "lab"))
    rows.add(page(soon._replace(where=prod), later._replace(where=lab)))
    rows.filter_by(parse("expires<7d"))
    rows.renew(("prod", "1", "a"), extended)
    assert [one.where for one in rows.shown()] == [prod]


def test_a_word_finds_names_after_a_filter_that_means_something_else_by_it() -> None:
    rows = Listing(lambda: NOW)
    rows.add(page(row("a", "The never word"), row("b", "Kept", expires=None)))
    assert shown(rows, "expires:never") == ["Kept"]
    assert shown(rows, "never") == ["The never word"]


def test_a_new_snapshot_is_found_by_the_filter_that_is_typed_already() -> None:
    rows = listing()
    assert shown(rows, "ch") == ["Checkout", "Chess"]
    rows.put(row("Chart", "Chart"))
    assert shown(rows, "ch") == ["Chart", "Checkout", "Chess"]


def test_the_damage_of_many_pages_is_named_up_to_a_limit() -> None:
    made = Listing(lambda: NOW)
    for _ in range(50):
        made.add(page()._replace(damage=tuple(f"dashboardSnapshots[{number}]" for number in range(100))))
    assert (len(made.damage), made.damage[-1]) == (1_001, "and more")
    assert describe_damage(made.damage).startswith("more than 1,000 parts could not be read: ")
    made.clear()
    assert made.damage == []


def test_damage_is_counted_and_its_first_places_are_named() -> None:
    words = describe_damage(["a", "b", "c", "d"], " of the list")
    assert words == "4 parts of the list could not be read: a, b, c"
    assert describe_damage(["a"]) == "1 part could not be read: a"
