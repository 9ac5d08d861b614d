"""A cache between te-tui and a Grafana, which opens for an hour what was deleted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from te_tui.actions.archiving import Archives
from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import plan_extension
from te_tui.actions.freshness import FRESH, Lists
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import Outcome, Report
from te_tui.actions.plan import Plan
from te_tui.actions.runner import Runner
from te_tui.models.account_group import AccountGroup
from te_tui.sources.abilities import Extension
from te_tui.sources.grafana.source import Grafana
from tests.actions.remote import Watcher, at_once
from tests.actions.test_recreation import BY_A_MONTH, CONTENT, NEW, NOW, OLD, Site, kinds


class Unmoved(Watcher):
    """An observer that lets a deletion fail after it was done."""

    def settled(self, place: int, outcome: Outcome) -> None:
        self.outcomes[place] = outcome


async def deleted(site: Site, keys: Collection[str]) -> Report:
    """Delete snapshots without archives, as they are listed."""
    async with site.source() as source:
        rows = [row async for page in source.snapshots("1") for row in page.rows]
        named = [(AccountGroup("1", "Shop"), row) for row in rows if str(row.snapshot_id) in keys]
        plan = plan_deletion(source.host, named, now=NOW, archive=False)
        with Journal.begin(site.home / "journals", plan) as journal:
            return await Runner(source, None, journal, Unmoved(), sleep=at_once).run()  # type: ignore[arg-type]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A Grafana of three snapshots, behind a cache that keeps what it opened."""
    made = Site(tmp_path)
    made.liar.snapshots |= {"second": (CONTENT, "Second", OLD), "other": (CONTENT, "Other", NEW)}
    kept: dict[str, bytes] = {}

    def from_cache(request: httpx.Request) -> httpx.Response | None:
        path = request.url.path
        if request.method != "GET" or "/api/snapshots/" not in path:
            return None
        if path not in kept:
            kept[path] = made.liar.usual(request).content
        return httpx.Response(200, content=kept[path], headers={"Age": "1200"})

    made.liar.says = from_cache
    return made


@pytest.mark.parametrize("keys", [("old",), ("old", "second")])
async def test_what_a_cache_still_opens_is_deleted_where_the_list_does_not_show_it(
    site: Site, keys: tuple[str, ...]
) -> None:
    report = await deleted(site, keys)
    assert kinds(report) == ["done"] * len(keys)
    assert set(site.liar.snapshots) == {"old", "second", "other"} - set(keys)


async def test_what_the_list_still_shows_is_not_deleted(site: Site) -> None:
    from_cache = site.liar.says

    def says(request: httpx.Request) -> httpx.Response | None:
        without_effect = request.method == "DELETE"
        return httpx.Response(200, json={"message": "Deleted."}) if without_effect else from_cache(request)

    site.liar.says = says
    assert kinds(await deleted(site, ["old"])) == ["failed"]


async def test_every_request_asks_caches_for_what_is_so_now(site: Site) -> None:
    asked: list[str] = []
    from_cache = site.liar.says

    def says(request: httpx.Request) -> httpx.Response | None:
        asked.append(request.headers["Cache-Control"])
        return from_cache(request)

    site.liar.says = says
    await deleted(site, ["old"])
    assert set(asked) == {"no-cache"}


async def test_what_a_cache_still_opens_is_made_again_by_the_resumed_run(site: Site) -> None:
    from_cache = site.liar.says

    def says(request: httpx.Request) -> httpx.Response | None:
        if request.method == "DELETE" and request.url.path.endswith("/old"):
            site.liar.usual(request)
            raise httpx.ReadError("gone")
        return from_cache(request)

    site.liar.says = says
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    assert "old" not in site.liar.snapshots
    site.liar.says = from_cache
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.snapshots["old"] == (CONTENT, "Old", NEW)
    assert set(site.liar.snapshots) == {"old", "second", "other"}


async def test_what_the_list_still_shows_is_not_made_again(site: Site) -> None:
    from_cache = site.liar.says

    def says(request: httpx.Request) -> httpx.Response | None:
        is_old = request.method == "DELETE" and request.url.path.endswith("/old")
        return httpx.Response(404, json={"messageId": "x.not-found"}) if is_old else from_cache(request)

    site.liar.says = says
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    assert site.liar.snapshots["old"] == (CONTENT, "Old", OLD)


OTHER_CONTENT = {"title": "t", "panels": [{"id": 1, "type": "text", "title": "not to be lost"}]}


async def opened(source: Grafana, way: Extension | None) -> Plan:
    """The plan for `old` as it opens; it is deleted where there is no way in which it is extended."""
    chosen = [(AccountGroup("1", "Shop"), (await source.snapshot("1", "old")).row)]
    if way is None:
        return plan_deletion(source.host, chosen, now=NOW)
    return plan_extension(source.host, chosen, BY_A_MONTH, now=NOW, way=way, limits=source.limits)


async def carried_out(site: Site, way: Extension | None) -> Report:
    """Change `old`, which was opened when its link was still another snapshot's."""
    async with site.source() as source:
        plan = await opened(source, way)
        site.liar.snapshots["old"] = (OTHER_CONTENT, "Old", OLD + timedelta(hours=1))
        archives = Archives(source, site.home / "archives", lambda: NOW, lambda sentence: None)
        with Journal.begin(site.home / "journals", plan) as journal:
            return await Runner(source, archives, journal, Watcher(), sleep=at_once).run()


@pytest.mark.parametrize("way", [None, Extension.SAME_LINK, Extension.NEW_LINK])
async def test_a_snapshot_that_only_a_cache_still_opens_as_it_was_shown_is_left_alone(
    site: Site, way: Extension | None
) -> None:
    report = await carried_out(site, way)
    assert kinds(report) == ["changed"]
    (outcome,) = report.outcomes
    assert outcome is not None
    assert "by the plan it expires 2026-11-23 09:00 UTC, and now it expires 2026-11-23 10:00" in outcome.why
    assert site.liar.asked == []


@pytest.mark.parametrize("way", [None, Extension.SAME_LINK])
async def test_what_may_be_in_a_row_that_cannot_be_read_is_left_alone(
    site: Site, way: Extension | None
) -> None:
    from_cache = site.liar.says

    def says(request: httpx.Request) -> httpx.Response | None:
        if not request.url.path.endswith("/dashboard/snapshots"):
            return from_cache(request)
        rows = site.liar.usual(request).json()
        return httpx.Response(200, json=[row | {"key": {}} if row["key"] == "old" else row for row in rows])

    site.liar.says = says
    report = await carried_out(site, way)
    assert kinds(report) == ["failed"]
    assert "one of its rows could not be read" in str(report.outcomes)
    assert site.liar.asked == []


@pytest.mark.parametrize("way", [None, Extension.SAME_LINK, Extension.NEW_LINK])
@pytest.mark.parametrize("date", ["created", "expires"])
async def test_a_date_in_the_list_that_cannot_be_read_is_called_so_and_is_no_change(
    site: Site, way: Extension | None, date: str
) -> None:
    from_cache = site.liar.says

    def says(request: httpx.Request) -> httpx.Response | None:
        if not request.url.path.endswith("/dashboard/snapshots"):
            return from_cache(request)
        rows = site.liar.usual(request).json()
        return httpx.Response(200, json=[row | {date: "soon"} for row in rows])

    site.liar.says = says
    report = await carried_out(site, way)
    assert kinds(report) == ["failed"]
    (outcome,) = report.outcomes
    assert outcome is not None
    assert f"the date {date} of its row could not be read" in outcome.why
    assert site.liar.asked == []


@pytest.mark.parametrize("again", [1, -1], ids=["before", "behind"])
async def test_what_a_list_names_twice_with_other_dates_is_left_alone(site: Site, again: int) -> None:
    async with site.source() as source:
        plan = await opened(source, None)
        from_cache = site.liar.says

        def says(request: httpx.Request) -> httpx.Response | None:
            if not request.url.path.endswith("/dashboard/snapshots"):
                return from_cache(request)
            rows = site.liar.usual(request).json()
            others = [row | {"created": (NOW - again * timedelta(days=9)).isoformat()} for row in rows]
            return httpx.Response(200, json=[*rows, *others])

        site.liar.says = says
        (why,) = await Lists(source).differences(plan, plan.changes[0])
    assert "it was created" in why


@pytest.mark.parametrize("refusal", [403, 400])
async def test_where_a_token_may_not_list_the_opened_answer_alone_decides(site: Site, refusal: int) -> None:
    async with site.source() as source:
        plan = await opened(source, None)
    from_cache = site.liar.says

    def says(request: httpx.Request) -> httpx.Response | None:
        is_list = request.url.path.endswith("/dashboard/snapshots")
        return httpx.Response(refusal, json={"message": "no"}) if is_list else from_cache(request)

    site.liar.says = says
    async with site.source() as source:
        assert await Lists(source).differences(plan, plan.changes[0]) == ()


async def test_a_list_is_read_again_only_when_it_is_too_old_to_change_anything_by(site: Site) -> None:
    now, listings = [0.0], 0
    from_cache = site.liar.says

    def says(request: httpx.Request) -> httpx.Response | None:
        nonlocal listings
        listings += request.url.path.endswith("/dashboard/snapshots")
        return from_cache(request)

    async with site.source() as source:
        plan = await opened(source, None)
        site.liar.says = says
        lists = Lists(source, lambda: now[0])
        for moment, expected in ((0.0, 1), (FRESH, 1), (FRESH + 0.1, 2)):
            now[0] = moment
            assert await lists.differences(plan, plan.changes[0]) == ()
            assert listings == expected


@pytest.mark.parametrize(("answer", "listed"), [(202, 200), (202, 503), (404, 200), (404, 503), (403, 200)])
async def test_where_nothing_tells_that_it_is_still_there_its_safety_copy_stays(
    site: Site, answer: int, listed: int
) -> None:
    from_cache = site.liar.says
    was_deleted = False

    def says(request: httpx.Request) -> httpx.Response | None:
        nonlocal was_deleted
        if request.method == "DELETE" and request.url.path.endswith("/old"):
            was_deleted = True
            site.liar.usual(request)
            return httpx.Response(answer, json={"message": "x", "messageId": "x.not-found"})
        if was_deleted and request.url.path.endswith("/dashboard/snapshots"):
            others = [] if answer != 403 else [{"key": "other", "name": "Other"}]
            return httpx.Response(listed, json=others)
        return from_cache(request)

    site.liar.says = says
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["failed"]
    (outcome,) = report.outcomes
    assert outcome is not None
    assert "hether it was deleted is not known" in outcome.why.replace("Old", "it")
    assert "in the safety copy" in outcome.why
    assert CONTENT in [content for content, name, _ in site.liar.snapshots.values() if "copy" in name]
    site.liar.says = from_cache
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.snapshots["old"] == (CONTENT, "Old", NEW)
