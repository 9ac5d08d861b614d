import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from te_tui.sources.base import Budget
from te_tui.sources.http.retry import (
    NO_BUDGET,
    after_failure,
    back_off,
    until_limit_is_over,
)
from te_tui.sources.thousandeyes.headers import RATE_HEADERS, budget, creation_budget
from tests.sources.service import NOW, NOW_EPOCH

ORGANIZATION_RESET = "x-organization-rate-limit-reset"
ORGANIZATION_REMAINING = "x-organization-rate-limit-remaining"
CREATION_REMAINING = "x-dashboard-snapshot-rate-limit-remaining"
CREATION_RESET = "x-dashboard-snapshot-rate-limit-reset"
IN_A_MINUTE = "Wed, 11 Nov 2026 09:01:00 GMT"
WRONG_CLOCK = 12_345.0


def test_each_failure_in_a_row_waits_longer_up_to_a_limit() -> None:
    assert [back_off(failures, "x").seconds for failures in range(1, 8)] == [0.5, 1, 2, 4, 8, 8, 8]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 2.0),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0"}, 2.0),
        ({"retry-after": "1"}, 2.0),
        ({"retry-after": "2.01"}, 3.0),
        ({"retry-after": "-7"}, 2.0),
        ({"retry-after": "86400"}, 86_400.0),
        ({"retry-after": "86401"}, 2.0),
        ({"retry-after": "1794387660000"}, 2.0),
        ({"retry-after": "1e400"}, 2.0),
        ({"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT", "date": NOW}, 2.0),
        ({"retry-after": "soon"}, 2.0),
        ({"retry-after": ""}, 2.0),
        ({"retry-after": IN_A_MINUTE, "date": NOW}, 60.0),
        ({"retry-after": NOW, "date": IN_A_MINUTE}, 2.0),
        ({"retry-after": IN_A_MINUTE.replace("GMT", "-0000"), "date": NOW}, 60.0),
        ({"retry-after": IN_A_MINUTE.removesuffix(" GMT"), "date": NOW}, 60.0),
    ],
)
def test_a_failing_server_is_given_the_time_it_asks_for(headers: dict[str, str], seconds: float) -> None:
    assert after_failure(headers, 3, "x", WRONG_CLOCK).seconds == seconds
    assert after_failure(httpx.Headers(headers), 3, "x", WRONG_CLOCK).seconds == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({ORGANIZATION_RESET: f"{NOW_EPOCH + 20}", "date": NOW}, 20.5),
        ({ORGANIZATION_RESET: f"{NOW_EPOCH - 20}", "date": NOW}, None),
        ({ORGANIZATION_RESET: f"{NOW_EPOCH + 20.2}", "date": NOW}, 21.5),
        ({ORGANIZATION_RESET: f"{NOW_EPOCH + 90_000}", "date": NOW}, None),
        ({ORGANIZATION_RESET: f"{NOW_EPOCH * 1_000}", "date": NOW}, None),
        ({CREATION_REMAINING: "0", CREATION_RESET: "160.2"}, 161.0),
        ({CREATION_REMAINING: "0", CREATION_RESET: "-5"}, None),
        ({CREATION_REMAINING: "0", CREATION_RESET: "160000000"}, None),
        ({ORGANIZATION_RESET: "later", "date": NOW}, None),
        ({CREATION_REMAINING: "0", CREATION_RESET: "160"}, 160.0),
        ({CREATION_REMAINING: "0", CREATION_RESET: "0"}, 1.0),
        ({CREATION_REMAINING: "3", CREATION_RESET: "160"}, None),
        ({CREATION_REMAINING: "0"}, None),
        ({CREATION_RESET: "160"}, None),
        (
            {
                CREATION_REMAINING: "0",
                CREATION_RESET: "160",
                ORGANIZATION_RESET: f"{NOW_EPOCH + 20}",
                "date": NOW,
            },
            160.0,
        ),
        (
            {ORGANIZATION_REMAINING: "200", ORGANIZATION_RESET: f"{NOW_EPOCH + 20}", "date": NOW},
            None,
        ),
        ({"retry-after": "3", ORGANIZATION_RESET: f"{NOW_EPOCH + 20}", "date": NOW}, 3.0),
        ({"retry-after": "3", CREATION_REMAINING: "0", CREATION_RESET: "160"}, 3.0),
        ({"retry-after": "later", ORGANIZATION_RESET: f"{NOW_EPOCH + 20}", "date": NOW}, 20.5),
    ],
)
def test_a_rate_limit_is_waited_for_by_the_servers_own_clock(
    headers: dict[str, str], seconds: float | None
) -> None:
    wait = until_limit_is_over(headers, WRONG_CLOCK, RATE_HEADERS)
    assert (wait.seconds if wait else None) == seconds


@pytest.mark.parametrize("date", [{}, {"date": "half past nine"}, {"date": ""}])
def test_without_a_servers_date_the_local_clock_counts(date: dict[str, str]) -> None:
    reset = {ORGANIZATION_RESET: f"{NOW_EPOCH + 20}", **date}
    wait = until_limit_is_over(reset, NOW_EPOCH + 5, RATE_HEADERS)
    assert wait is not None
    assert wait.seconds == 15.5
    assert after_failure({"retry-after": IN_A_MINUTE, **date}, 1, "x", NOW_EPOCH + 5).seconds == 55.0


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_header_can_break_the_reckoning(said: str, date: str) -> None:
    headers = {"retry-after": said, "date": date, ORGANIZATION_RESET: said, CREATION_RESET: said}
    wait = until_limit_is_over(headers, 0.0, RATE_HEADERS)
    assert wait is None or wait.seconds >= 0
    assert after_failure(headers, 1, "x", 0.0).seconds >= 0


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"limit": "240", "remaining": "239", "reset": "1794387660"}, Budget(240, 239, 1_794_387_660)),
        ({"limit": "240"}, Budget(240, None, None)),
        ({"limit": "many", "remaining": "1.5"}, NO_BUDGET),
        ({}, NO_BUDGET),
    ],
)
def test_a_budget_is_what_the_headers_say(headers: dict[str, str], expected: Budget) -> None:
    said = {f"X-Organization-Rate-Limit-{name.title()}": value for name, value in headers.items()}
    assert budget(httpx.Headers(said)) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            {"limit": "100", "remaining": "97", "reset": "160", "date": NOW},
            Budget(100, 97, NOW_EPOCH + 160),
        ),
        ({"limit": "100", "remaining": "100", "reset": "0", "date": NOW}, Budget(100, 100, NOW_EPOCH)),
        ({"date": NOW}, NO_BUDGET),
    ],
)
def test_the_reset_of_creation_is_the_time_left_and_becomes_an_epoch(
    headers: dict[str, str], expected: Budget
) -> None:
    prefix = "X-Dashboard-Snapshot-Rate-Limit-"
    said = {name if name == "date" else prefix + name.title(): value for name, value in headers.items()}
    assert creation_budget(httpx.Headers(said), WRONG_CLOCK) == expected
