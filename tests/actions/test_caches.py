"""A cache between te-tui and a Grafana, which opens for an hour what was deleted."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import httpx
import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import Outcome, Report
from te_tui.actions.runner import Runner
from te_tui.models.account_group import AccountGroup
from tests.actions.remote import Watcher, at_once
from tests.actions.test_recreation import CONTENT, NEW, NOW, OLD, Site, kinds


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
