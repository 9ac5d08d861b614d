"""What is planned and what was done, in lines that a terminal does not break in the middle of a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.lines import done_lines, plan_lines, told_both, told_dry, told_not_done, told_progress
from te_tui.actions.outcome import Progress
from te_tui.actions.plan import Action, Change, Group, Plan
from te_tui.render.text.width import cell_width
from te_tui.sources.base import Budget

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ID = "6643022d-06be-4fa5-b0a6-0f3ef4a9c0de"


def plan(action: Action, name: str = "NOC weekly", archive: bool = False) -> Plan:
    new = NOW + timedelta(days=30) if action == "extend" else None
    change = Change("1234", ID, name, NOW, new)
    return Plan(action, "h", NOW, "chosen", (Group("1234", "Network Ops"),), (change,), archive=archive)


@pytest.mark.parametrize(
    ("one", "planned", "done"),
    [
        (plan("delete"), "delete  ", "deleted  "),
        (plan("delete", archive=True), "archive, delete  ", "deleted  "),
        (plan("extend"), "extend  ", "extended  "),
    ],
)
def test_a_plan_says_what_will_be_done_and_a_run_what_was(one: Plan, planned: str, done: str) -> None:
    (before,), (after,) = plan_lines(one, UTC), done_lines(one, UTC)
    assert before.startswith(planned)
    assert after.startswith(done)
    assert before.removeprefix(planned) == after.removeprefix(done)
    assert told_dry(one, 6) == f"6 would be {done.strip()}, nothing was changed."
    assert told_not_done(one, one.changes[0], "It is gone.").startswith(f"not {done.strip()}: ")


def test_at_80_columns_no_word_is_broken_and_an_id_stays_whole() -> None:
    name = "Checkout latency of the week of 14 Nov"
    lines = plan_lines(plan("delete", name, archive=True), UTC, 80)[0].splitlines()
    assert lines[0] == f"archive, delete  {ID}"
    assert lines[1].startswith(f"    {name}")
    assert all(cell_width(line) <= 80 for line in lines)


@given(st.text(st.characters(categories=("L", "N", "Zs")), max_size=60), st.integers(60, 200))
def test_lines_fit_the_terminal_and_lose_no_word(name: str, columns: int) -> None:
    one = plan("extend", name)
    (whole,), (folded,) = plan_lines(one, UTC), plan_lines(one, UTC, columns)
    assert folded.split() == whole.split()
    assert all(cell_width(line) <= columns for line in folded.splitlines())


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(1_200, 1, 0), "1 of 1,200 done"),
        (Progress(3, 1, 1), "1 of 3 done · 1 failed"),
        (Progress(3, 1, 0, 89.2), "1 of 3 done · about 90 s left"),
        (Progress(3, 3, 0, 0.0), "3 of 3 done"),
        (Progress(3, 1, 0, None, Budget(240, 0, None)), "1 of 3 done · 0/240 req"),
        (Progress(3, 1, 0, None, Budget(None, 5, None)), "1 of 3 done"),
        (Progress(3, 1, 0, None, Budget(240, None, None)), "1 of 3 done"),
    ],
)
def test_progress_says_what_is_known(progress: Progress, said: str) -> None:
    assert told_progress(progress) == said
    assert told_progress(progress, "s stops") == f"{said} · s stops"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "21 Nov 09:00 UTC"),
        (14, "21 Nov 09:00 UTC (23:00 UTC+14:00)"),
        (-10, "21 Nov 09:00 UTC (20 Nov 23:00 UTC-10:00)"),
    ],
)
def test_a_time_is_told_by_the_wall_clock_too_where_that_differs(hours: int, said: str) -> None:
    assert told_both(NOW, NOW, timezone(timedelta(hours=hours))) == said
