"""The list over all profiles: what is in it, what fails beside it, and where each change goes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from te_tui.actions.journal import Journal
from te_tui.actions.journals import interrupted
from te_tui.actions.outcome import DONE, Outcome
from te_tui.actions.plan import Change, Plan, PlannedGroup
from te_tui.app import TeTui
from te_tui.archive.source import ArchiveSource
from te_tui.models.account_group import AccountGroup
from te_tui.screens.making.copying import CopyScreen
from te_tui.screens.news import ChangeSettled, NewsBoard
from te_tui.screens.session import Display, Places, Session
from te_tui.screens.sessions import Sessions
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.screens.snapshots.archived import ArchivesScreen
from te_tui.screens.snapshots.everywhere import EverywhereScreen
from te_tui.screens.snapshots.listing import Listing
from te_tui.sources.abilities import NO_LIMITS, Extension
from te_tui.sources.base import Observer, SnapshotSource, Wait
from te_tui.sources.errors import NotFound, NotLoggedIn, Refused, Rejected
from te_tui.sources.grafana.abilities import ABILITIES
from te_tui.sources.read_only import ReadOnly
from te_tui.terminal.typed_ahead import TypedAhead
from te_tui.widgets.row_list import RowList
from tests.archive.fake import Bodies, archived, number
from tests.screens.changing import fill, notices
from tests.screens.conftest import (
    NOW,
    answer,
    broken_off,
    page,
    row,
    rows,
    screen,
    until,
    until_asked,
    until_shown,
)
from tests.screens.fake_source import FakeSource

REFUSED = Refused("Could not list the account groups: HTTP 403", "Ask for the right.")


class Profiles:
    """Profiles whose sources are given; the first is in use."""

    def __init__(self, **sources: SnapshotSource) -> None:
        self.sources = sources
        self.everywhere = tuple(sources)
        self.names = self.everywhere
        self.current = self.names[0]
        self.opened: list[str] = []
        self.observers: dict[str, Observer] = {}

    def describe(self, name: str) -> tuple[str, ...]:
        return (f"{name}.example.com",)

    def switch(self, name: str, app: TeTui) -> tuple[SnapshotSource, str | None]:
        self.current = name
        return self.sources[name], None

    def source_of(self, name: str, observer: Observer) -> SnapshotSource:
        self.opened.append(name)
        self.observers[name] = observer
        if name == "broken":
            raise Rejected("Profile broken: no URL", "Mend it in the settings.")
        return self.sources[name]

    def linked(self, address: str) -> tuple[str, str]:
        name, _, snapshot_id = address.removeprefix("https://").partition("/")
        if name not in self.sources:
            raise Rejected("That address may be of 2 profiles: prod, lab", "Name one.")
        return name, snapshot_id


def source(name: str, group: str, ids: Iterable[str]) -> FakeSource:
    made = FakeSource()
    made.name = made.host = name
    made.groups = (AccountGroup("1234", group, current=True),)
    return fill(made, (row(one, f"{one} of {name}") for one in ids))


def explorer(profiles: Profiles, home: Path) -> TeTui:
    """The explorer on the first of these profiles."""
    first = profiles.sources[profiles.current]
    app = TeTui(lambda _: first, now=lambda: NOW, profiles=profiles, others=profiles)
    app.session.places = Places(home / "archives", home / "journals")
    return app


def names(pilot: Pilot[None]) -> list[str | None]:
    """The names in the list over all profiles, whatever dialog is over it."""
    [listing] = [one for one in pilot.app.screen_stack if isinstance(one, EverywhereScreen)]
    return [one.name for one in listing.query_one("#snapshots", RowList).rows]


async def enter(pilot: Pilot[None], number: int) -> None:
    """Go from the account groups to the list over all profiles, and wait for so many rows."""
    await go_there(pilot)
    await until(pilot, lambda: len(rows(pilot).rows) == number and rows(pilot).has_focus)


async def go_there(pilot: Pilot[None]) -> None:
    app: TeTui = pilot.app  # type: ignore[assignment]
    await until(pilot, lambda: pilot.app.screen.query("#snapshots"))
    await pilot.press("escape")
    await until_shown(pilot, "Everywhere")
    await until(pilot, lambda: pilot.app.screen.query("#groups"))
    await pilot.press("up", "enter")
    await until(pilot, lambda: isinstance(app.screen, EverywhereScreen))


@pytest.fixture
def prod() -> FakeSource:
    return source("prod", "Network Ops", "abc")


@pytest.fixture
def lab() -> FakeSource:
    """A source with snapshots of the same ids in an account group of the same id."""
    return source("lab", "Staging", "ab")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_one_list_says_of_each_snapshot_where_it_is_from(
    prod: FakeSource, lab: FakeSource, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=size) as pilot:
        await enter(pilot, 5)
        await until_shown(pilot, "Everywhere › prod", "5 snapshots")
        assert all(
            text in screen(pilot) for text in ("Where", "prod › Network Ops", "lab › Staging", "in 60 d")
        )
        await pilot.press("G")
        await until_shown(pilot, "Everywhere › lab")
        await pilot.press("slash", *"group:staging", "enter")
        await until(pilot, lambda: names(pilot) == ["a of lab", "b of lab"])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))
        await until(pilot, lambda: lab.asked["b"])
        assert not prod.asked["b"]
        assert pilot.app.screen.session.source is lab  # type: ignore[attr-defined]
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: pilot.app.screen.query("#groups"))


async def test_what_fails_is_a_line_and_what_hangs_holds_nothing_up(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    audit, stuck, empty = (source(name, "G", "x") for name in ("audit", "stuck", "empty"))
    audit.errors["groups"] = REFUSED
    empty.errors["groups"] = NotLoggedIn("no token; te-tui login --profile empty", "There is none.")
    stuck.hold("groups")
    profiles = Profiles(prod=prod, lab=lab, audit=audit, stuck=stuck, empty=empty, broken=audit)
    async with explorer(profiles, tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await until_shown(pilot, "audit: Could not list the account groups: HTTP 403. Ask for the right.")
        await until_shown(pilot, "no token; te-tui login --profile empty", "more coming…")
        await until_shown(pilot, "broken: Profile broken: no URL")
        profiles.observers["stuck"].waiting(Wait(7.0, "", silent=5.0))
        await until_shown(pilot, "stuck: no answer yet; the others are listed")
        await pilot.press("s", "space", "e")
        await until_shown(pilot, "1 snapshot of account group")
        await pilot.press("escape")
        profiles.observers["stuck"].waiting(None)
        stuck.release()
        await until(pilot, lambda: len(rows(pilot).rows) == 6)
        await until(pilot, lambda: "stuck: no answer" not in screen(pilot))
        assert "audit: Could not" in screen(pilot)


async def test_it_grows_only_while_nothing_is_typed(
    prod: FakeSource, lab: FakeSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = prod.pages["1234"]
    prod.pages["1234"] = [first._replace(cursor="2"), page(row("later", "later"))]
    typing = asyncio.Event()
    app = explorer(Profiles(prod=prod, lab=lab), tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await go_there(pilot)
        await until(pilot, lambda: "later" in names(pilot))
        monkeypatch.setattr(TypedAhead, "pause", lambda self: typing.wait())
        prod.hold("page 0")
        await pilot.press("r")
        prod.release("page 0")
        await until(pilot, lambda: names(pilot) and "later" not in names(pilot))
        for _ in range(10):
            await pilot.pause()
        assert "later" not in names(pilot)
        typing.set()
        await until(pilot, lambda: "later" in names(pilot))


async def test_a_deletion_over_two_profiles_asks_once_and_runs_at_each_by_itself(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("space", "G", "space", "d")
        await until_asked(pilot)
        told = screen(pilot)
        assert "Delete 2 snapshots of 2 profiles?" in told
        assert "prod: 1 snapshot of account group Network Ops (1234)" in told
        assert "lab: 1 snapshot of account group Staging (1234)" in told
        await answer(pilot, "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, EverywhereScreen))
        await until(pilot, lambda: names(pilot) == ["b of prod", "c of prod", "a of lab"])
        assert prod.changes == ["DELETE 1234 a"]
        assert lab.changes == ["DELETE 1234 b"]


async def test_an_extension_over_two_profiles_goes_to_each(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("space", "G", "space", "e")
        await until_asked(pilot)
        await until_shown(
            pilot, "2 snapshots of 2 profiles", "lab: 1 snapshot of account group Staging (1234)"
        )
        await pilot.press("3", "enter")
        await until(pilot, lambda: prod.changes and lab.changes)
        assert (prod.changes, lab.changes) == (["PATCH 1234 a"], ["PATCH 1234 b"])


async def test_each_journal_of_a_deletion_that_is_broken_off_names_its_profile(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    for one in (prod, lab):
        one.hold("delete a")
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("slash", *"id:a", "enter", "asterisk", "d")
        await answer(pilot, "y")
        await until(pilot, lambda: prod.changes and lab.changes)
    plans = [one.record.plan for one in await broken_off(tmp_path / "journals")]
    assert {(plan.profile, plan.host) for plan in plans} == {("prod", "prod"), ("lab", "lab")}


async def test_rows_of_a_read_only_profile_are_left_alone_and_that_is_said(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    profiles = Profiles(prod=prod, lab=ReadOnly(lab))
    async with explorer(profiles, tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("G", "d")
        await until(pilot, lambda: notices(pilot) == ["lab is read-only: 1 snapshot left alone."])
        await until_shown(pilot, "read-only")
        await pilot.press("asterisk", "d")
        await until_asked(pilot)
        assert "Delete 3 snapshots of account group Network Ops (1234) on prod?" in screen(pilot)
        assert "lab is read-only: 2 snapshots left alone." in screen(pilot)
        await answer(pilot, "y")
        await until(pilot, lambda: names(pilot) == ["a of lab", "b of lab"])
        assert lab.changes == []


async def test_archives_are_made_of_each_profile_s_own(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("slash", *"id:a", "enter", "asterisk", "a")
        await answer(pilot, "y")
        await until(pilot, lambda: prod.asked["raw a"] and lab.asked["raw a"])
        assert not prod.asked["raw b"]


async def test_a_profile_is_opened_only_when_everything_is_listed(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    profiles = Profiles(prod=prod, lab=lab)
    async with explorer(profiles, tmp_path).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "3 snapshots")
        assert profiles.opened == []
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Everywhere" in titles
        await pilot.app.action_show_everywhere().wait()  # type: ignore[attr-defined]
        await until_shown(pilot, "5 snapshots")
        assert profiles.opened == ["lab"]
    assert lab.closed


async def test_only_snapshots_of_one_account_group_are_compared(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("space", "G", "space", "D")
        await until(pilot, lambda: notices(pilot) == ["Only snapshots of one account group can be compared."])


async def test_the_archives_at_hand_are_those_of_the_row_under_the_cursor(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test() as pilot:
        await enter(pilot, 5)
        await pilot.press(*["down"] * names(pilot).index("b of lab"), "A")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchivesScreen))
        shown: ArchivesScreen = pilot.app.screen  # type: ignore[assignment]
        assert (shown.session.source.host, shown.group.label) == ("lab", "Staging")


async def test_a_pasted_link_opens_with_the_profile_of_its_host(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "3 snapshots")
        await pilot.press("colon", *"https://lab/b", "enter")
        await until(pilot, lambda: lab.asked["b"])
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))
        assert not prod.asked["b"]
        await pilot.press("escape", "colon", *"https://other/b", "enter")
        await until(pilot, lambda: any("may be of 2 profiles" in notice for notice in notices(pilot)))
        await pilot.press("colon", "c", "enter")
        await until(pilot, lambda: prod.asked["c"])


async def test_only_the_row_under_the_cursor_is_changed_at_its_own_source(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("space", "slash", *"group:staging", "enter")
        await until(pilot, lambda: names(pilot) == ["a of lab", "b of lab"])
        await pilot.press("d")
        await until_shown(pilot, 'o: only "a of lab"')
        await answer(pilot, "o")
        await until_shown(pilot, 'Delete "a of lab" of account group Staging (1234) on lab?')
        await answer(pilot, "y")
        await until(pilot, lambda: prod.changes or lab.changes)
        assert (prod.changes, lab.changes) == ([], ["DELETE 1234 a"])


async def test_an_extension_says_at_which_source_snapshots_are_made_again(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    lab.abilities, lab.limits = ABILITIES, NO_LIMITS
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("space", "G", "space", "e")
        await answer(pilot, "x")
        await until_shown(pilot, "2 will be extended", "lab: The service cannot move an expiry")
        assert "prod: The service" not in screen(pilot)
        assert "from 11 Nov 2031 00:00 UTC" in screen(pilot)


async def test_what_was_made_again_under_a_new_link_has_its_old_expiry_in_the_list(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        old = rows(pilot).rows[4]
        change = Change.of((lab.groups[0], old), NOW + timedelta(days=400))
        group = PlannedGroup("1234")
        plan = Plan("extend", "lab", NOW, "chosen", (group,), (change,), way=Extension.NEW_LINK)
        news: NewsBoard = pilot.app.screen.session.news  # type: ignore[attr-defined]
        news.publish(ChangeSettled(plan, change, DONE))
        listing: Listing = pilot.app.screen._listing  # type: ignore[attr-defined]
        assert listing.shown()[4].expires == old.expires
        news.publish(ChangeSettled(replace(plan, way=Extension.SAME_LINK), change, DONE))
        await until(pilot, lambda: rows(pilot).rows[4].expires == change.new)
        made = old._replace(created=NOW, expires=NOW + timedelta(days=400, minutes=1))
        again = ChangeSettled(replace(plan, way=Extension.SAME_LINK), change, Outcome("done", made=made))
        news.publish(again)
        await until(pilot, lambda: rows(pilot).rows[4][:-1] == made[:-1])


async def test_what_is_not_known_of_one_snapshot_is_not_said_of_another_with_its_id(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    fill(prod, (row(one, None)._replace(unreadable=frozenset({"name"})) for one in "ab"))
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 4)
        await pilot.press("slash", *"-x", "enter", "asterisk", "d")
        await until_asked(pilot)
        await until_shown(pilot, "Delete 2 snapshots of 2 profiles?", "prod: 0 snapshots")
        assert screen(pilot).count("its name could not be read") == 2
        await pilot.press("escape", "e")
        await until_asked(pilot)
        await until_shown(pilot, "2 snapshots of 2 profiles", "prod: 0 snapshots")


async def test_a_copy_is_made_in_the_account_group_of_its_original(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    lab.abilities = ABILITIES
    async with explorer(Profiles(prod=prod, lab=lab), tmp_path).run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("G")
        await until_shown(pilot, "Everywhere › lab", "n Copy")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, CopyScreen))
        form: CopyScreen = pilot.app.screen  # type: ignore[assignment]
        assert (form.session.source, form.group) == (lab, lab.groups[0])


async def test_quitting_asks_once_about_the_work_at_all_sources(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    for one in (prod, lab):
        one.hold("delete a")
    app = explorer(Profiles(prod=prod, lab=lab), tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("slash", *"id:a", "enter", "asterisk", "d")
        await answer(pilot, "y")
        await until(pilot, lambda: prod.changes and lab.changes)
        await app.action_leave()
        await until_shown(pilot, "Quitting stops the work", "resume does what is left")
        assert screen(pilot).count("0 of 1 done.") == 2
        await answer(pilot, "n")
        assert not interrupted(tmp_path / "journals")
        await app.action_leave()
        await answer(pilot, "y")
        await until(pilot, lambda: app.return_code is not None)
    assert app.return_code == 5
    assert len(interrupted(tmp_path / "journals")) == 2


async def test_who_stays_after_all_leaves_nothing_undone(
    prod: FakeSource, lab: FakeSource, tmp_path: Path
) -> None:
    for one in (prod, lab):
        one.hold("delete a")
    app = explorer(Profiles(prod=prod, lab=lab), tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await enter(pilot, 5)
        await pilot.press("slash", *"id:a", "enter", "asterisk", "d")
        await answer(pilot, "y")
        await until(pilot, lambda: prod.changes and lab.changes)
        await app.action_leave()
        await answer(pilot, "n")
        for one in (prod, lab):
            one.release()
        await until(pilot, lambda: len(list((tmp_path / "journals").glob("*.done*"))) == 2)
        await until(pilot, lambda: not any(one.work for one in app.sessions.opened))
        await app.action_leave()
    assert app.return_code == 0


async def test_a_typed_archive_file_opens_in_a_session_of_its_own(prod: FakeSource, tmp_path: Path) -> None:
    path = (await archived(tmp_path, Bodies(w1=number(1.5)))).path
    here = Session(prod, Display(), Places())
    session, snapshot_id = await Sessions(here).named(str(path), here)
    assert (session.archive is not None, session.display, snapshot_id) == (True, here.display, "s1")
    with pytest.raises(NotFound, match="There is no archive"):
        await Sessions(here).named(str(tmp_path / "other.TESNAP"), here)
    with pytest.raises(NotFound, match="There is no archive ~no such user"):
        await Sessions(here).named("~no such user/x.tesnap", here)


async def test_an_archive_in_the_folder_for_archives_needs_only_its_name(
    prod: FakeSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = (await archived(tmp_path / "kept", Bodies(w1=number(1.5)))).path
    beside = (await archived(tmp_path / "beside", Bodies(w1=number(2.5)))).path
    here = Session(prod, Display(), Places(kept.parent))
    for name in (kept.name, kept.stem):
        session, snapshot_id = await Sessions(here).named(name, here)
        assert isinstance(session.source, ArchiveSource)
        assert (session.source.path, snapshot_id) == (kept, "s1")
    assert await Sessions(here).named("s1", here) == (here, "s1")
    monkeypatch.chdir(beside.parent)
    assert beside.name == kept.name
    session, _ = await Sessions(here).named(beside.name, here)
    assert isinstance(session.source, ArchiveSource)
    assert session.source.path == Path(beside.name)


@pytest.mark.parametrize(("profile", "number"), [("prod", 0), ("lab", 1), ("", 1)])
async def test_a_run_is_finished_by_the_profile_that_began_it(
    prod: FakeSource, tmp_path: Path, profile: str, number: int
) -> None:
    change = Change.of((prod.groups[0], row("a")))
    plan = Plan("delete", prod.host, NOW, "chosen", (PlannedGroup("1234"),), (change,), profile="lab")
    Journal.begin(tmp_path, plan).close()
    session = Session(prod, Display(), Places(tmp_path / "archives", tmp_path), profile=profile)
    await session.find_interrupted()
    assert len(session.interrupted) == number
