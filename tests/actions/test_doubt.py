"""A doubt about a clock: only what goes by it, and only by more than a day, needs a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.doubt import doubt_about, goes_by_clock, is_doubtful
from te_tui.sources.clock import ClockDoubt, clock_doubt, server_now
from tests.actions.remote import NOW, Remote, chosen

PLAN = plan_deletion("demo", chosen(["a"]), now=NOW)
DAY = timedelta(days=1)
BIT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("expression", "by_clock", "goes"),
    [
        (None, False, False),
        (None, True, True),
        ("name:x", True, True),
        ("name:x", False, False),
        ("expires<7d", False, True),
        ("age>1y", False, True),
        ("expires:past", False, True),
        ("expires:never", False, False),
        ("created<2026-01-01", False, False),
        ("lat*", False, True),
    ],
)
def test_a_plan_goes_by_the_clock_where_its_filter_does(
    expression: str | None, *, by_clock: bool, goes: bool
) -> None:
    plan = replace(PLAN, filter=expression, by_clock=by_clock)
    assert goes_by_clock(plan) is goes
    assert is_doubtful(plan, ClockDoubt("demo", 2 * DAY)) is goes
    assert not is_doubtful(plan, None)


@pytest.mark.parametrize(
    ("offset", "grave"),
    [(DAY, False), (DAY + BIT, True), (-DAY, False), (-DAY - BIT, True), (timedelta(hours=7), False)],
)
def test_more_than_a_day_is_a_grave_doubt(offset: timedelta, *, grave: bool) -> None:
    doubt = ClockDoubt("demo", offset)
    assert doubt.is_grave is grave
    assert is_doubtful(replace(PLAN, by_clock=True), doubt) is grave


@pytest.mark.parametrize(
    ("offset", "doubted"),
    [
        (timedelta(hours=6), True),
        (timedelta(hours=6) - BIT, False),
        (-timedelta(hours=6), True),
        (timedelta(), False),
    ],
)
def test_clocks_that_differ_by_six_hours_are_doubted(offset: timedelta, *, doubted: bool) -> None:
    remote = Remote([])
    remote.clock_offset = offset
    assert clock_doubt(remote) == (ClockDoubt("demo", offset) if doubted else None)


@pytest.mark.parametrize(
    ("ahead", "doubted"), [(DAY, False), (DAY + BIT, True), (-900 * DAY, False), (timedelta(), False)]
)
def test_a_plan_of_a_day_that_has_not_come_is_doubted(
    ahead: timedelta, monkeypatch: pytest.MonkeyPatch, *, doubted: bool
) -> None:
    monkeypatch.setattr("te_tui.sources.clock.machine_now", lambda: NOW)
    remote = Remote([])
    remote.clock_offset = timedelta()
    doubt = doubt_about(replace(PLAN, made=NOW + ahead), remote)
    assert (doubt is not None) is doubted
    assert doubt is None or (doubt.is_grave and doubt.host == "demo")


def test_the_services_own_clock_is_doubted_first() -> None:
    remote = Remote([])
    remote.clock_offset = timedelta(hours=-9)
    doubt = doubt_about(replace(PLAN, made=server_now(remote) + 3 * DAY), remote)
    assert doubt == ClockDoubt("demo", timedelta(hours=-9))


@pytest.mark.parametrize(
    ("offset", "summary"),
    [
        (timedelta(hours=6), "service's clock 6 h ahead"),
        (timedelta(hours=-47), "service's clock 47 h behind"),
        (timedelta(hours=48), "service's clock 2 d ahead"),
        (timedelta(days=-364), "service's clock 364 d behind"),
        (timedelta(days=365), "service's clock 1 y ahead"),
        (timedelta(days=365 * 1200), "service's clock 1,200 y ahead"),
    ],
)
def test_a_difference_is_told_in_the_unit_that_fits(offset: timedelta, summary: str) -> None:
    doubt = ClockDoubt("demo", offset)
    assert doubt.summary == summary
    length, way = summary.removeprefix("service's clock ").rsplit(" ", 1)
    assert str(doubt).startswith(f"The clock of demo is {length} {way}")
