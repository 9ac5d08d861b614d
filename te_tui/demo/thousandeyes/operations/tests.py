"""The operations on network tests: list them, and make snapshots of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from te_tui.demo.chance import draw, short_id
from te_tui.demo.thousandeyes.hal import link, self_link
from te_tui.demo.thousandeyes.operations.resources import hal_response, resource
from te_tui.demo.thousandeyes.organization import ConfiguredTest, find_test, tests
from te_tui.demo.thousandeyes.problems import Problem
from te_tui.demo.thousandeyes.requests import Fields, aid_of, base_of, object_in
from te_tui.demo.wire import Json, iso

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from te_tui.demo.thousandeyes.service import Service

_WINDOWS = {timedelta(hours=hours) for hours in (1, 2, 4, 6, 12, 24, 48)}
_USER = "281474976810911"


class TestResources:
    """The operations on network tests: list them, and make snapshots of them.

    A snapshot of a test is a share link, which anyone can open, or a saved event, which is private. Here
    `isPublic` makes a share link if true, as its name says and as in API v6; API v7's documentation
    contradicts itself (api.md, section 3). With the option `documented_is_public`, true makes a saved event.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._saved: list[tuple[ConfiguredTest, str, datetime]] = []

    def routes(self) -> list[Route]:
        """Return the routes of the operations."""
        return [
            resource("/tests", GET=self.list_all),
            resource("/tests/{test_id}/snapshot", POST=self.create_snapshot),
        ]

    async def list_all(self, request: Request) -> Response:
        """Return all tests of the account group, and the private snapshots of tests (saved events)."""
        aid, base = aid_of(request), base_of(request)
        start = self._service.clock.start
        rows = [_row(test, base, test.test_id, start - timedelta(days=400)) for test in tests(aid)]
        rows += [
            _row(test, base, saved_id, moment) | {"savedEvent": True}
            for test, saved_id, moment in self._saved
            if test.aid == aid
        ]
        return hal_response({"tests": rows, "_links": self_link(f"{base}/tests")})

    async def create_snapshot(self, request: Request) -> Response:
        """Make a snapshot of a test; its time window must have one of seven lengths (api.md, section 3)."""
        test = find_test(aid_of(request), request.path_params["test_id"])
        if test is None:
            raise Problem(404, "The test does not exist in this account group.")
        if "Create snapshot shares" in self._service.options.lacking:
            raise Problem(403, "Access is denied.")
        now = self._service.clock.now()
        fields = Fields(await object_in(request))
        name = fields.text("displayName")
        start, end = fields.window(now)
        if end - start not in _WINDOWS:
            fields.refuse("endDate", "must be 1, 2, 4, 6, 12, 24 or 48 hours after startDate")
        private = fields.flag("isPublic") == self._service.options.documented_is_public
        fields.check()
        if self._service.options.forbid_public and not private:
            raise Problem(403, "Public snapshots are not available in this region.")
        budget = self._service.budgets.test_snapshots
        if not budget.spend():
            raise Problem(429, "An organization may create 5 test snapshots in 5 minutes.")
        number = len(self._saved) + budget.remaining
        saved_id = str(int(test.test_id) + 10_000_000 + draw(test.test_id, start, number) % 1_000_000)
        if private:
            self._saved.append((test, saved_id, now))
        body = _snapshot(test, base_of(request), name, (start, end, now), saved_id, private=private)
        return hal_response(body, 201)


def _row(test: ConfiguredTest, base: str, test_id: str, created: datetime) -> Json:
    """Return a test as an entry of the list."""
    return {
        "testId": test_id,
        "testName": test.name,
        "type": test.kind,
        "description": f"{test.label} of {test.target}",
        "interval": 300,
        "enabled": True,
        "alertsEnabled": True,
        "savedEvent": False,
        "liveShare": False,
        "createdBy": "noor.vermeer@example.com",
        "createdDate": iso(created),
        "_links": self_link(f"{base}/tests/{test.kind}/{test_id}"),
    }


def _snapshot(
    test: ConfiguredTest,
    base: str,
    name: str,
    times: tuple[datetime, datetime, datetime],
    saved_id: str,
    *,
    private: bool,
) -> Json:
    """Return the JSON of a new test snapshot; `times` are the start and end of its data, and now."""
    start, end, now = times
    identity = short_id("share", saved_id)
    host = "app" if private else f"{identity}.share"
    first, last = int(start.timestamp()), int(end.timestamp())
    return {
        "id": identity,
        "startRoundId": first,
        "endRoundId": last,
        "roundId": first,
        "shareDate": iso(now),
        "sourceTestId": test.test_id,
        "testId": saved_id,
        "uid": _USER,
        "displayName": name,
        "test": _row(test, base, saved_id, now) | {"savedEvent": private, "liveShare": not private},
        "_links": {
            "self": link(f"{base}/tests/{test.test_id}/snapshot"),
            "appLink": link(f"https://{host}.thousandeyes.com/view/tests/?testId={saved_id}&roundId={first}"),
        },
    }
