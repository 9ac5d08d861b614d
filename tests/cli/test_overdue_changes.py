"""What has to wait between the look at a snapshot and its change is looked at again (safety rule 19)."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.cli.conftest import NOW, Run
from tests.cli.lying import Reply, Service, served
from tests.cli.test_stale_decisions import KEPT, OTHER, Site

BUSY: Reply = (429, {"title": "Too many requests", "status": 429})
FAILED: Reply = (503, {"title": "Away", "status": 503})
EXTENDED = {"snapshotExpirationDate": "2033-01-01T00:00:00Z"}

WAYS = {
    "rm": ("rm", KEPT, "--yes"),
    "rm without archives": ("rm", KEPT, "--yes", "--no-archive"),
    "prune": ("prune", "--filter", f"id:{KEPT}", "--yes"),
    "extend": ("extend", KEPT, "--until", "2030-01-01", "--yes"),
}


class Waiting(Site):
    """A service that answers its first changes with a failure, and a te-tui that waits in no time.

    Attributes:
        failures: how many changes fail.
        meanwhile: what a colleague changes after the first failure; None deletes the snapshot.
    """

    def __init__(self, service: Service, url: str, te_tui: Run) -> None:
        super().__init__(service, url, te_tui)
        self.failures, self.failure = 1, BUSY
        self.meanwhile: dict[str, Any] | None = {}
        self.done_all_the_same = False
        self._answer = service.answer
        service.answer = self.answer  # type: ignore[method-assign]
        service.retry_after = 60

    def answer(self, method: str, path: str, body: bytes) -> Reply:
        if method == "GET" or not self.failures or KEPT not in path:
            return self._answer(method, path, body)
        self.failures -= 1
        if self.done_all_the_same:
            self._answer(method, path, body)
        elif self.meanwhile is None:
            del self.service.snapshots[KEPT]
        else:
            self.service.snapshots[KEPT] |= self.meanwhile
        return self.failure


@pytest.fixture
def site(te_tui: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    passed = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal passed
        passed += seconds

    monkeypatch.setattr("te_tui.sources.http.in_time.seconds_passing", lambda: passed)
    monkeypatch.setattr(
        "te_tui.sources.thousandeyes.source.ThousandEyes", functools.partial(ThousandEyes, sleep=sleep)
    )
    with ExitStack() as stack:
        service = Service(KEPT, OTHER)
        yield Waiting(service, stack.enter_context(served(service, NOW)), te_tui)


@pytest.mark.parametrize("failure", [BUSY, FAILED], ids=["limit", "failure"])
@pytest.mark.parametrize("way", WAYS)
def test_what_changes_while_its_change_waits_for_a_minute_is_left_alone_and_told(
    site: Waiting, way: str, failure: Reply
) -> None:
    site.failure, site.meanwhile = failure, EXTENDED
    answer = site.run(*WAYS[way])
    assert answer.code == 5
    assert "now it expires 2033-01-01" in answer.err
    assert site.service.snapshots[KEPT]["snapshotExpirationDate"] == "2033-01-01T00:00:00Z"


@pytest.mark.parametrize("way", WAYS)
def test_a_change_that_waits_is_made_after_another_look(site: Waiting, way: str) -> None:
    assert site.run(*WAYS[way]).code == 0
    assert site.service.snapshots.get(KEPT, {}).get("snapshotExpirationDate") in {
        None,
        "2030-01-01T00:00:00Z",
    }
    assert site.failures == 0


@pytest.mark.parametrize("way", WAYS)
def test_a_change_that_always_has_to_wait_is_given_up(site: Waiting, way: str) -> None:
    site.failures = 1_000
    answer = site.run(*WAYS[way])
    assert answer.code == 6
    assert KEPT in site.service.snapshots
    assert "it had to wait" in answer.err


@pytest.mark.parametrize("way", ["rm", "rm without archives", "prune"])
def test_what_was_deleted_by_a_failed_request_is_deleted(site: Waiting, way: str) -> None:
    site.failure, site.done_all_the_same = FAILED, True
    assert site.run(*WAYS[way]).code == 0
    assert list(site.service.snapshots) == [OTHER]


def test_what_others_delete_while_its_deletion_waits_is_gone(site: Waiting) -> None:
    site.meanwhile = None
    answer = site.run(*WAYS["rm"])
    assert (answer.code, list(site.service.snapshots)) == (4, [OTHER])
