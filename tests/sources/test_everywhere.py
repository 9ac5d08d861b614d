"""Many sources as one stream: each tells its pages and failures by itself."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from te_tui.models.account_group import AccountGroup
from te_tui.models.profile_group import ProfileGroup
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages, SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import Refused, Unavailable
from te_tui.sources.everywhere import Arrived, Damaged, Event, Failed, ProfileSource, everywhere

ROW = SnapshotRow("s", *[None] * 11)  # type: ignore[arg-type]


class Listing:
    """A source of account groups with pages; an error in the place of groups or of a page is raised."""

    vendor = "thousandeyes"
    host = "api.example"

    def __init__(
        self, groups: list[AccountGroup] | Exception, **pages: list[SnapshotPage | Exception]
    ) -> None:
        self._groups = groups
        self._pages = pages
        self.waits: asyncio.Event | None = None
        self.read = 0

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        if self.waits is not None:
            await self.waits.wait()
        if isinstance(self._groups, Exception):
            raise self._groups
        return tuple(self._groups)

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        for page in self._pages.get(f"_{aid}", []):
            if isinstance(page, Exception):
                raise page
            self.read += 1
            yield page


def of(profile: str, listing: Listing) -> ProfileSource:
    return ProfileSource(profile, cast(SnapshotSource, listing))


def page(*ids: str) -> SnapshotPage:
    return SnapshotPage(tuple(ROW._replace(snapshot_id=one) for one in ids), None)


async def told(*sources: ProfileSource) -> list[Event]:
    return [event async for event in everywhere(sources)]


NO = Unavailable("It is down", "Try later.")
ONE, TWO = AccountGroup("1", "One"), AccountGroup("2", "Two")


async def test_rows_say_which_profile_and_group_they_are_of() -> None:
    events = await told(of("a", Listing([ONE], _1=[page("x"), page("y", "z")])), of("b", Listing([])))
    assert all(isinstance(event, Arrived) for event in events)
    pages = [event.page for event in events if isinstance(event, Arrived)]
    where = ProfileGroup("a", "thousandeyes", "api.example", ONE)
    assert [[(row.snapshot_id, row.where) for row in one.rows] for one in pages] == [
        [("x", where)],
        [("y", where), ("z", where)],
    ]


async def test_a_failure_is_told_and_all_others_are_listed() -> None:
    refused = Refused("No", "Ask.")
    events = await told(
        of("down", Listing(NO)),
        of("up", Listing([ONE, TWO], _1=[page("x"), refused], _2=[page("y")])),
    )
    found = {(event.profile, event.group): event.error for event in events if isinstance(event, Failed)}
    assert found == {("down", None): NO, ("up", ONE): refused}
    assert sorted(str(event.page.rows[0].snapshot_id) for event in events if isinstance(event, Arrived)) == [
        "x",
        "y",
    ]


def test_a_failure_names_its_profile_and_its_group() -> None:
    assert str(Failed("p", NO)).startswith("p: It is down")
    assert str(Failed("p", NO, ONE)).startswith("p › One")
    assert str(Damaged("p", "words")) == "p: words"


async def test_groups_that_cannot_be_entered_are_told_and_not_listed() -> None:
    nameless = AccountGroup(None, "Lost")
    events = await told(of("a", Listing([nameless, ONE], _1=[page("x")])))
    assert [type(event) for event in events] == [Damaged, Arrived]
    assert isinstance(events[0], Damaged)
    assert "Lost" in events[0].words


async def test_a_source_that_hangs_holds_no_other_one_up() -> None:
    hangs, quick = Listing([ONE], _1=[page("late")]), Listing([ONE], _1=[page("x")])
    hangs.waits = asyncio.Event()
    found = []
    async for event in everywhere([of("hangs", hangs), of("quick", quick)]):
        assert isinstance(event, Arrived)
        found.append(event.where.profile)
        hangs.waits.set()
    assert found == ["quick", "hangs"]


async def test_only_so_many_pages_are_asked_for_ahead() -> None:
    listing = Listing([ONE], _1=[page(str(number)) for number in range(30)])
    events = everywhere([of("a", listing)])
    await anext(events)
    for _ in range(100):
        await asyncio.sleep(0)
    # One was taken; eight wait, and one more is in the hands of its reader.
    assert listing.read == 10
    await events.aclose()
    assert listing.read == 10


async def test_a_mistake_of_ours_is_not_kept_quiet() -> None:
    with pytest.raises(ExceptionGroup):
        await told(of("a", Listing(ZeroDivisionError())))
