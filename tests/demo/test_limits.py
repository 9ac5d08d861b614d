from datetime import datetime, timedelta

import httpx

from te_tui.demo.clock import Clock
from te_tui.demo.thousandeyes.budgets import Budget
from tests.demo.conftest import NOW, Start

PREFIX = "x-organization-rate-limit"


class SetClock(Clock):
    """A clock that stands where a test puts it."""

    def __init__(self) -> None:
        super().__init__(NOW)
        self.moment = NOW

    def now(self) -> datetime:
        return self.moment


def test_every_response_counts_down_and_zero_is_a_429(start: Start) -> None:
    client = start(rate_limit=3)
    paths = ("/account-groups", "/nothing", "/dashboards", "/dashboards", "/tests")
    seen = [client.get(path) for path in paths]
    assert [response.status_code for response in seen] == [200, 404, 200, 429, 429]
    assert [response.headers[f"{PREFIX}-remaining"] for response in seen] == ["2", "1", "0", "0", "0"]
    resets = {int(response.headers[f"{PREFIX}-reset"]) for response in seen}
    assert len(resets) == 1
    assert 50 < resets.pop() - NOW.timestamp() <= 61


def test_without_a_limit_there_are_no_headers(reader: httpx.Client) -> None:
    assert not [name for name in reader.get("/dashboards").headers if name.startswith(PREFIX)]


def test_a_window_starts_with_its_first_use_and_then_forgets() -> None:
    clock = SetClock()
    budget = Budget(clock, 2, 60)
    assert budget.seconds_left == 0
    assert [budget.spend() for _ in range(3)] == [True, True, False]
    clock.moment += timedelta(seconds=59)
    assert (budget.spend(), budget.remaining, budget.seconds_left) == (False, 0, 1)
    clock.moment += timedelta(seconds=1)
    assert (budget.remaining, budget.seconds_left, budget.spend()) == (2, 0, True)
    assert budget.reset_epoch == int(NOW.timestamp()) + 120
