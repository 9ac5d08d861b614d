"""The dialog that makes a snapshot of a dashboard: what is summed up is what is asked for, once."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta

import pytest
from textual.pilot import Pilot

from te_tui.actions.creation import expected_row
from te_tui.actions.settling import until_readable
from te_tui.models.dashboard import Dashboard
from te_tui.models.request import SnapshotRequest
from te_tui.models.snapshot import Snapshot
from te_tui.screens.help import HelpScreen
from te_tui.screens.making.new_snapshot import NewSnapshotScreen
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.base import Budget
from te_tui.sources.errors import RateLimited, Unreachable
from te_tui.sources.http.problems import may_be_done
from te_tui.sources.read_only import ReadOnly
from tests.screens.conftest import BROKEN, NOW, SIZES, explorer, lines, rows, screen, until, until_shown
from tests.screens.fake_source import FakeSource
from tests.screens.test_hostile_text import HOSTILE

END = datetime(2026, 11, 11, 3, 11, tzinfo=UTC)  # the last whole minute that is surely over
LINK = "https://app.thousandeyes.com/s/new"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, source: FakeSource) -> None:
    """Wait for a new snapshot in pauses that the source holds."""
    quick = functools.partial(until_readable, sleep=source.pause)
    monkeypatch.setattr("te_tui.screens.making.new_snapshot.until_readable", quick)


@pytest.fixture
def source(source: FakeSource) -> FakeSource:
    source.known_dashboards = (Dashboard("d1", "Shop"), Dashboard("d2", "BGP"), Dashboard("d3", "NOC weekly"))
    return source


def ready(source: FakeSource, **changes: object) -> None:
    """Let the new snapshot be opened, as it was asked for but for these changes."""
    row = expected_row(source.created[-1], "new", "1234", "BGP")
    row = row._replace(link_form=LINK, created=NOW, **changes)  # type: ignore[arg-type]
    source.opened["new"] = Snapshot(row, source.opened["a"].panels)


async def begin(pilot: Pilot[None], *typed: str) -> None:
    """Open the dialog and pick the dashboard that is typed."""
    await until_shown(pilot, "5 snapshots")
    await pilot.press("n", *typed)
    await until_shown(pilot, f"{1 if typed else 3} of 3")
    await pilot.press("enter")
    await until_shown(pilot, "Enter creates")


def asked(source: FakeSource) -> SnapshotRequest:
    (request,) = source.created
    return request


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_summed_up_is_asked_for_and_the_new_snapshot_opens_with_its_link(
    source: FakeSource, size: tuple[int, int]
) -> None:
    source.hold("create")
    async with explorer(source).run_test(size=size) as pilot:
        await begin(pilot, *"bg")
        await until_shown(
            pilot, "▸ Name        BGP, 10 Nov 21:11 – 11 Nov 03:11 UTC (6 h)", "⏎ Create", "esc Go back"
        )
        await pilot.press("enter")
        await until_shown(pilot, "Creating", "The request is sent once")
        ready(source)
        source.release()
        await until_shown(pilot, f"Created. Link: {LINK} (y", "copies it).", "Loss")
        assert asked(source) == SnapshotRequest(
            "d2",
            "BGP, 10 Nov 21:11 – 11 Nov 03:11 UTC (6 h)",
            END - timedelta(hours=6),
            END,
            END + timedelta(days=365),
        )
        await pilot.press("escape")
        await until_shown(pilot, "6 snapshots", "▸  BGP, 10 Nov")
        assert isinstance(pilot.app.screen, SnapshotListScreen)
        assert rows(pilot).rows[0].snapshot_id == "new"


async def test_every_line_is_asked_for(source: FakeSource) -> None:
    source.hold("create")
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press(*"Leak", "down", "right", "2", "5", "down", "left", "1", "down", "space", "down")
        await pilot.press(*"Europe/Berlin")
        await until_shown(pilot, "‹7 d›", "‹30 d›", "‹yes›", "anonymised, time zone Europe/Berlin", "CET")
        await pilot.press("enter")
        await until(pilot, lambda: source.created)
        assert asked(source) == SnapshotRequest(
            "d1", "Leak", END - timedelta(days=7), END, END + timedelta(days=30), True, "Europe/Berlin"
        )


async def test_dates_are_in_the_zone_of_the_form(source: FakeSource) -> None:
    source.hold("create")
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("down", "7")
        await until_shown(pilot, "From (UTC)  2026-11-10 21:11", "To (UTC)    2026-11-11 03:11")
        await pilot.press("down", *"2026-11-01 06:00", "down", *"2026-11-01 08:00")
        await pilot.press("up", "up", "up", "up", *"Europe/Berlin")
        await until_shown(pilot, "From        2026", "To          2026", "1 Nov 06:00 – 08:00 CET (2 h)")
        await pilot.press("enter")
        await until(pilot, lambda: source.created)
        assert asked(source).start == datetime(2026, 11, 1, 5, 0, tzinfo=UTC)
        assert asked(source).name == "Shop, 1 Nov 06:00 – 08:00 CET (2 h)"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("ctrl+u", "space"), "Missing: The snapshot needs a name"),
        (("down", "7", "down", "ctrl+u"), "Missing: A date and time is needed"),
        (("down", "7", "down", *"soon"), "Not valid: 'soon' is not a date and time"),
        (("down", "7", "down", "down", *"2026-11-12"), "Not valid: The window ends in the future"),
        (("down", "7", "down", *"2026-11-11 03:11"), "Not valid: The window has to begin before it ends"),
        (("up", *"CEST"), "Not valid: 'CEST' is no IANA time zone"),
    ],
)
async def test_what_is_wrong_is_said_at_once_and_never_sent(
    source: FakeSource, keys: tuple[str, ...], said: str
) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("x", *keys)
        await until_shown(pilot, said)
        await pilot.press("enter")
        await until_shown(pilot, f"Not sent: {said.partition(': ')[2]}")
        assert source.created == []


async def test_a_proposed_name_follows_the_window_until_another_is_typed(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("down", "1")
        await until_shown(pilot, "Name        Shop, 11 Nov 02:11 – 03:11 UTC (1 h)")
        await pilot.press("up", "end", *" x", "down", "4")
        await until_shown(pilot, "‹24 h›", "Name        Shop, 11 Nov 02:11 – 03:11 UTC (1 h) x")


async def test_a_name_that_was_emptied_is_the_proposed_one_until_another_is_typed(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("y")
        await until_shown(pilot, "Name        y ", 'Enter creates "y"')
        await pilot.press("backspace")
        await until_shown(pilot, "Name        Shop, 10 Nov 21:11 – 11 Nov 03:11 UTC (6 h)")
        await pilot.press("x")
        await until_shown(pilot, 'Enter creates "x"')


async def test_the_cursor_begins_at_the_dashboard_of_the_snapshot_in_the_list(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("n")
        await until_shown(pilot, "3 of 3", "▸ Shop")
        await pilot.press("up", "pageup", "pagedown", "up")
        await until_shown(pilot, "▸ NOC weekly")
        await pilot.press(*"x")
        await until_shown(pilot, "No matches. Esc clears what is typed.", "0 of 3")
        await pilot.press("escape")
        await until_shown(pilot, "3 of 3")
        await pilot.press("escape")
        await until_shown(pilot, "5 snapshots")


async def test_what_is_typed_before_the_dashboards_are_there_narrows_them(source: FakeSource) -> None:
    source.hold("dashboards")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("n", *"noc")
        await until_shown(pilot, "Loading the dashboards of 1234…", "/ noc")
        source.release()
        await until_shown(pilot, "▸ NOC weekly", "1 of 3")


async def test_a_form_that_was_left_by_escape_begins_anew(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press(
            *"x", "down", "7", "down", *"soon", "down", "down", "1", "down", "2", "down", *"CET"
        )
        await until_shown(pilot, "Name        x ", "‹dates›", "'soon' is not", "‹30 d›", "‹yes›", "CET")
        await pilot.press("escape")
        await until_shown(pilot, "3 of 3")
        await pilot.press("enter")
        await until_shown(pilot, "Name        Shop, 10 Nov 21:11 – 11 Nov 03:11 UTC (6 h)", "UTC, or a name")
        await until_shown(pilot, "‹6 h›", "‹1 y›", "‹no›", "Enter creates")
        assert "From" not in screen(pilot)


async def test_a_question_mark_in_a_proposed_name_is_help_and_can_be_typed_in_a_name(
    source: FakeSource,
) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await until_shown(pilot, "? Help")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.press("escape")
        await until_shown(pilot, "Name        Shop, 10 Nov 21:11")
        await pilot.press(*"why", "question_mark")
        await until_shown(pilot, 'Enter creates "why?"', "f1 Help")


async def test_the_help_of_the_form_names_the_keys_that_change_each_line(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("f1")
        await until_shown(pilot, "type Change Name", "← →  Change Window", "← →  Change Expires in")
        await until_shown(pilot, "← →  Change Anonymise", "type Change Time zone")


async def test_a_snapshot_that_takes_a_while_is_asked_for_again_and_the_wait_is_shown(
    source: FakeSource,
) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        source.hold("pause")
        await pilot.press("enter")
        await until_shown(pilot, "is created.", "Asked so far: 1; next in 1 s", "cannot be opened yet")
        ready(source)
        source.release()
        await until_shown(pilot, "Created. Link:")


async def test_escape_leaves_the_waiting_and_the_snapshot_is_in_the_list(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        source.hold("new")
        await pilot.press("enter")
        await until(pilot, lambda: source.asked["new"])
        await pilot.press("escape")
        await until_shown(pilot, "6 snapshots", "▸  Shop, 10 Nov 21:11")
        assert source.cancelled == ["new"]


async def test_one_that_cannot_be_opened_is_in_the_list_all_the_same(source: FakeSource) -> None:
    async with explorer(source).run_test(size=(120, 40)) as pilot:
        await begin(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "could not be opened.", "cannot be opened yet")
        await pilot.press("escape")
        await until_shown(pilot, "6 snapshots")


async def test_a_request_under_way_is_not_left(source: FakeSource) -> None:
    source.hold("create")
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "Creating")
        await pilot.press("escape", "q", "h", "enter")
        await until(pilot, lambda: "Back" not in lines(pilot)[-1])
        assert isinstance(pilot.app.screen, NewSnapshotScreen)
        ready(source)
        source.release()
        await until_shown(pilot, "Created. Link:")
        assert len(source.created) == 1


async def test_a_snapshot_that_is_ready_below_the_help_waits_for_it_to_be_closed(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        source.hold("new")
        await pilot.press("enter")
        await until(pilot, lambda: source.asked["new"])
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        ready(source)
        source.release()
        await pilot.app.workers.wait_for_complete()
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        await until_shown(pilot, "Created. Link:")
        assert isinstance(pilot.app.screen, SnapshotScreen)


async def test_what_came_otherwise_than_asked_is_told(source: FakeSource) -> None:
    source.hold("create")
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: source.created)
        ready(source, duration=3600)
        source.release()
        await until_shown(pilot, "Created, but differs from your request: it covers 1 h.", LINK)


async def test_a_limit_that_is_used_up_is_said_and_nothing_that_was_filled_in_is_lost(
    source: FakeSource,
) -> None:
    source.errors["create"] = RateLimited("Could not create it: HTTP 429", "Try again in 160 s.")
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press(*"Leak")
        source.observer.creations_seen(Budget(100, 0, int(NOW.timestamp()) + 160))  # type: ignore[union-attr]
        await pilot.press("enter")
        await until_shown(pilot, "HTTP 429. Try again in 160 s.", "0 of 100 new snapshots left this hour")
        assert "Name        Leak" in screen(pilot)
        source.errors.clear()
        await pilot.press("enter")
        await until(pilot, lambda: len(source.created) == 2)


async def test_a_count_of_an_hour_that_is_over_is_not_shown(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        source.observer.creations_seen(Budget(100, 97, int(NOW.timestamp())))  # type: ignore[union-attr]
        await pilot.press("n")
        await until_shown(pilot, "3 of 3")
        assert "left this hour" not in screen(pilot)


async def test_an_answer_that_is_lost_says_how_to_look(source: FakeSource) -> None:
    source.errors["create"] = may_be_done(Unreachable("Could not create it: dropped", "Look."))
    async with explorer(source).run_test(size=(120, 40)) as pilot:
        await begin(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "It may have been made all the same: look in the list first")
        assert len(source.created) == 1


async def test_dashboards_that_cannot_be_listed_are_asked_for_again_by_r(source: FakeSource) -> None:
    source.errors["dashboards"] = BROKEN
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("n")
        await until_shown(pilot, BROKEN.sentence, "Press r to try again")
        source.errors.clear()
        dashboards, source.known_dashboards = source.known_dashboards, ()
        await pilot.press("r")
        await until_shown(pilot, "1234 has no dashboard to make a snapshot of.", "r looks again")
        source.known_dashboards = dashboards
        await pilot.press("r")
        await until_shown(pilot, "3 of 3")


async def test_the_first_snapshot_of_a_group_takes_the_place_of_the_words(source: FakeSource) -> None:
    source.pages["1234"] = []
    source.hold("new")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "has no dashboard snapshots")
        await pilot.press("n")
        await until_shown(pilot, "3 of 3")
        await pilot.press("enter")
        await until_shown(pilot, "Enter creates")
        await pilot.press("enter")
        await until(pilot, lambda: source.asked["new"])
        await pilot.press("escape")
        await until_shown(pilot, "1 snapshot ", "▸  BGP, 10 Nov")
        await until(pilot, lambda: rows(pilot).has_focus)


async def test_read_only_offers_nothing_that_makes_something(source: FakeSource) -> None:
    app = explorer(source)
    app.session.source = ReadOnly(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("n", "N")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SnapshotListScreen)
        assert "n New" not in lines(pilot)[-1]
        offered = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert not {"New", "New of a test"} & offered


async def test_hostile_titles_are_shown_literally(source: FakeSource) -> None:
    source.known_dashboards = tuple(Dashboard(f"h{index}", text, text) for index, text in enumerate(HOSTILE))
    async with explorer(source).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("n")
        await until_shown(pilot, *HOSTILE)
        await pilot.press(*"[/]", "enter")
        await until_shown(pilot, "Dashboard   [", "Enter creates ")


async def test_an_option_is_chosen_with_the_mouse(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.click("#window", offset=(15, 0))
        await until_shown(pilot, "‹1 h›", "▸ Window")
        await pilot.click("#window", offset=(2, 0))
        await pilot.press("9", "left")
        await until_shown(pilot, "‹1 h›")


async def test_a_long_title_is_folded_and_not_cut(source: FakeSource) -> None:
    source.known_dashboards = (Dashboard("d1", "Checkout down in Frankfurt: the side of servers"),)
    async with explorer(source).run_test(size=(60, 20)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("n")
        await until_shown(pilot, "1 of 1")
        await pilot.press("enter")
        await until_shown(pilot, "Enter creates")
        title, rest = lines(pilot)[2:4]
        assert title.strip() == "Dashboard   Checkout down in Frankfurt: the side of"
        assert rest.strip() == "servers"
