"""ThousandEyes API v6 as a source that makes test snapshots; it can neither list nor open them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.sources.errors import Rejected, SourceError
from te_tui.sources.http.funnel import Dialect, Request
from te_tui.sources.http.live import LiveHttpSource
from te_tui.sources.thousandeyes_v6.abilities import ABILITIES, LIMITS
from te_tui.sources.thousandeyes_v6.failures import gone, read_failure
from te_tui.sources.thousandeyes_v6.saved_test import read_saved_test, saved_test_body

if TYPE_CHECKING:
    from te_tui.models.account_group import AccountGroup
    from te_tui.models.request import SavedTestRequest
    from te_tui.models.saved_test import SavedTest

_PER_FIVE_MINUTES: Final = "An organization makes at most 5 test snapshots in 5 minutes"
_PERMISSION: Final = "Create snapshot shares"


class ThousandEyesV6(LiveHttpSource):
    """The live source of API v6; operations that API v6 lacks are refused without a request."""

    vendor = "thousandeyes-v6"
    abilities = ABILITIES
    limits = LIMITS
    api_path = "/v6"
    dialect = Dialect(read_failure, redirect=gone, accept="application/json")

    def refusal(self, what: str) -> SourceError:
        """The error for what API v6 cannot do; it names API v7."""
        sentence = f"Could not {what}: ThousandEyes API v6 only creates snapshots of tests"
        return Rejected(sentence, "Use a profile of API v7.")

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """Check with GET /status.json that API v6 answers; return no groups, as v6 is not asked for them."""
        await self._send(Request("look for API v6", "GET", "/status.json", {}), bytes)
        return ()

    async def create_test_snapshot(self, aid: str, request: SavedTestRequest) -> SavedTest:
        """POST /snapshot.json; with an empty `aid`, in the account group that the token logs in to."""
        sending = Request(
            f"create the test snapshot {request.name}",
            "POST",
            "/snapshot.json",
            {"aid": aid} if aid else {},
            saved_test_body(request),
            _PER_FIVE_MINUTES,
            _PERMISSION,
        )
        return await self._send(sending, read_saved_test)
