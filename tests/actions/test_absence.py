"""What a list of snapshots says of those that were deleted, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from te_tui.actions.absence import Look, sees_others, still_there
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound, Unreadable
from tests.actions.remote import row


class Listed:
    """A source with pages of these ids, of which another one follows each, and snapshots that open."""

    vendor = "thousandeyes"

    def __init__(self, pages: Sequence[Sequence[str | None]], opens: Sequence[str] = ()) -> None:
        self._pages = pages
        self._opens = opens
        self.asked: list[str] = []
        self.closed = 0

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        try:
            for number, ids in enumerate(self._pages, 1):
                self.asked.append("page")
                cursor = str(number) if number < len(self._pages) else None
                yield SnapshotPage(tuple(row(one) for one in ids), cursor)
        finally:
            self.closed += 1

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        self.asked.append(snapshot_id)
        if snapshot_id not in self._opens:
            raise NotFound(f"Could not open {snapshot_id}", "Check the id.")
        return Snapshot(row(snapshot_id), ())


async def look(listed: Listed, *ids: str, by_list: bool = False) -> Look:
    return await still_there(cast(SnapshotSource, listed), "1234", ids, by_list=by_list)


@pytest.mark.parametrize("opens", [True, False])
async def test_a_single_snapshot_is_opened_and_not_listed(*, opens: bool) -> None:
    listed = Listed([["other"]], ["a"] if opens else [])
    assert await look(listed, "a") == Look(frozenset({"a"} if opens else ()), shows_any=False)
    assert listed.asked == ["a"]


async def test_where_it_has_to_be_the_list_a_single_snapshot_is_looked_for_there() -> None:
    listed = Listed([["other"], ["more"], ["A"]], ["a"])
    assert await look(listed, "a", by_list=True) == Look(frozenset({"a"}), shows_any=True)
    assert listed.asked == ["page"] * 3


@pytest.mark.parametrize(
    ("pages", "there", "asked"),
    [
        ([["other", "B"]], {"b"}, ["page"]),
        ([["other"], ["a"]], {"a"}, ["page", "page"]),
        ([["other"], []], set(), ["page", "page"]),
        # More pages than snapshots are not asked for: those that no page has shown are opened.
        ([["other"], [], ["b"]], {"b"}, ["page", "page", "a", "b"]),
        ([["a"], ["x"], ["b"]], {"a", "b"}, ["page", "page", "b"]),
    ],
)
async def test_the_list_tells_unless_opening_takes_fewer_requests(
    pages: list[list[str | None]], there: set[str], asked: list[str]
) -> None:
    listed = Listed(pages, ["b"])
    assert await look(listed, "a", "b") == Look(frozenset(there), shows_any=True)
    assert listed.asked == asked


@pytest.mark.parametrize("pages", [[[]], [[], [], ["late"]]])
async def test_a_list_that_shows_nothing_decides_nothing_and_each_is_opened(
    pages: list[list[str | None]],
) -> None:
    listed = Listed(pages, ["b"])
    assert await look(listed, "a", "b") == Look(frozenset({"b"}), shows_any=False)
    assert listed.asked[-2:] == ["a", "b"]


async def test_a_page_of_which_a_row_may_be_missing_says_nothing() -> None:
    with pytest.raises(Unreadable, match="the list may be incomplete"):
        await look(Listed([["other", None]]), "a", "b")


@pytest.mark.parametrize(("hides_rows", "told"), [(False, True), (True, False)])
async def test_a_page_that_may_hide_a_row_says_nothing(*, hides_rows: bool, told: bool) -> None:
    class Damaged(Listed):
        async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
            yield SnapshotPage((row("other"),), None, ("snapshots[1]",), hides_rows)

    if told:
        assert await look(Damaged([]), "a", "b") == Look(frozenset(), shows_any=True)
    else:
        with pytest.raises(Unreadable, match="the list may be incomplete"):
            await look(Damaged([]), "a", "b")


@pytest.mark.parametrize(
    ("pages", "sees"),
    [([["A", "b"]], False), ([[], ["c"]], True), ([[None]], False), ([], False), ([["a", "c"], ["d"]], True)],
)
async def test_another_snapshot_is_seen_only_beside_those_that_were_asked_for(
    pages: list[list[str | None]], *, sees: bool
) -> None:
    listed = Listed(pages)
    assert await sees_others(cast(SnapshotSource, listed), "1234", ["a", "B"]) == sees
    assert len(listed.asked) == (1 if pages and "c" in pages[0] else len(pages))


async def test_a_list_of_which_no_more_is_needed_is_let_go_at_once() -> None:
    listed = Listed([["c"], ["d"]])
    assert await sees_others(cast(SnapshotSource, listed), "1234", ["a"])
    assert (listed.asked, listed.closed) == (["page"], 1)
    many = Listed([["c"], ["d"], ["e"]])
    await look(many, "a", "b")
    assert (many.asked, many.closed) == (["page", "page", "a", "b"], 1)


async def test_where_ids_are_chosen_one_in_capital_letters_is_another_snapshot() -> None:
    listed = Listed([["A"]], ["A"])
    assert (await look(listed, "a", "b")).there == {"a"}
    listed.vendor = "grafana"
    assert (await look(listed, "a", "b")).there == frozenset()
    assert (await look(listed, "a", "A")).there == {"A"}
    assert await sees_others(cast(SnapshotSource, listed), "1", {"a"})
