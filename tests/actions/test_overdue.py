"""A deletion that waits, before a snapshot is made again under its link, goes by another look at it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from te_tui.actions.archiving import Archives
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import Report
from te_tui.actions.runner import Runner
from te_tui.credentials.secret import Secret
from te_tui.sources.abilities import Extension
from te_tui.sources.errors import NotLoggedIn
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from tests.actions.remote import Watcher
from tests.actions.test_recreation import CONTENT, NEW, NOW, OLD, Site, kinds

OTHER = {"title": "made by a colleague", "panels": []}


class Waiting(Site):
    """A Grafana that does not delete the old snapshot at once; the waiting passes at once."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(home)
        self.passed = 0.0
        self.busy, self.status = 1, 429
        self.liar.says = self.says
        monkeypatch.setattr("te_tui.sources.http.in_time.seconds_passing", lambda: self.passed)

    def source(self) -> Grafana:
        transport = httpx.MockTransport(self.liar.answer)
        return Grafana(
            Origin.parse("http://127.0.0.1:9"),
            Secret("token-12345"),
            transport=transport,
            sleep=self.wait,
            renew=self.renew,
        )

    async def renew(self, refused: NotLoggedIn, again: bool) -> Secret:
        await self.wait(3_600)
        return Secret("token-67890")

    async def wait(self, seconds: float) -> None:
        self.passed += seconds

    async def _carry_out(self, journal: Journal) -> Report:
        async with self.source() as source:
            archives = Archives(source, self.home / "archives", lambda: NOW, lambda sentence: None)
            return await Runner(source, archives, journal, Watcher(), sleep=self._sleep).run()

    def says(self, request: httpx.Request) -> httpx.Response | None:
        if request.method != "DELETE" or not request.url.path.endswith("/old") or not self.busy:
            return None
        self.busy -= 1
        self.meanwhile()
        return httpx.Response(self.status, headers={"Retry-After": "60"}, json={"message": "busy"})

    def meanwhile(self) -> None:
        """Nothing happens to the snapshot meanwhile."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Waiting:
    return Waiting(tmp_path, monkeypatch)


async def test_it_is_made_again_after_another_look(site: Waiting) -> None:
    assert kinds(await site.run(Extension.SAME_LINK)) == ["done"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


@pytest.mark.parametrize("status", [429, 503, 401], ids=["limit", "failure", "another token"])
async def test_what_a_colleague_made_under_the_link_meanwhile_stays(
    site: Waiting, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    site.status = status
    others = (OTHER, "Old", OLD)
    monkeypatch.setattr(site, "meanwhile", lambda: site.liar.snapshots.update(old=others))
    assert kinds(await site.run(Extension.SAME_LINK)) == ["changed"]
    assert site.liar.snapshots == {"old": others}


async def test_what_a_colleague_deleted_meanwhile_is_not_made_again(
    site: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.liar.snapshots["other"] = (CONTENT, "Other", OLD)
    monkeypatch.setattr(site, "meanwhile", lambda: site.liar.snapshots.pop("old"))
    assert kinds(await site.run(Extension.SAME_LINK)) == ["gone"]
    assert set(site.liar.snapshots) == {"other"}


async def test_where_it_has_to_wait_for_ever_the_link_still_leads_to_it(site: Waiting) -> None:
    site.busy = 1_000
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    assert site.liar.snapshots["old"] == (CONTENT, "Old", OLD)
    site.busy = 0
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


async def test_what_was_deleted_before_another_token_was_needed_is_made_again(
    site: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.liar.snapshots["other"] = (CONTENT, "Other", OLD)
    failures = iter([503, 401])

    def says(request: httpx.Request) -> httpx.Response | None:
        if request.method != "DELETE" or not request.url.path.endswith("/old"):
            return None
        site.liar.snapshots.pop("old", None)  # done, though the answers say otherwise
        status = next(failures, None)
        return None if status is None else httpx.Response(status, json={"message": "busy"})

    monkeypatch.setattr(site.liar, "says", says)
    assert kinds(await site.run(Extension.SAME_LINK)) == ["done"]
    assert site.liar.snapshots["old"] == (CONTENT, "Old", NEW)
