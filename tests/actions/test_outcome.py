"""How changes ended: in sentences that name the snapshot, and in sums that leave none out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.outcome import (
    DONE,
    GONE_AS_ASKED,
    Outcome,
    Progress,
    Report,
    left_alone,
    not_deleted,
    not_found_but_there,
    not_to_be_archived,
    still_listed,
)
from te_tui.actions.plan import Change
from te_tui.sources.errors import NotFound, Problem
from tests.actions.remote import LATER, NOW, chosen

PLAN = plan_deletion("demo", chosen("abcd"), now=NOW)
CHANGE = PLAN.changes[0]


@pytest.mark.parametrize(
    ("change", "problem", "verb", "said"),
    [(CHANGE, Problem(404), "delete", " (HTTP 404)"), (replace(CHANGE, new=LATER), None, "extend", "")],
)
def test_what_the_service_does_not_find_to_change_and_opens_is_told_with_what_it_said(
    change: Change, problem: Problem | None, verb: str, said: str
) -> None:
    outcome = not_found_but_there(change, NotFound("No", "Check.", problem))
    assert outcome.kind == "failed"
    assert outcome.why == (
        f"Could not {verb} Snapshot a: the service does not find it for that, but it still opens{said}. "
        "Look at it again later."
    )


@pytest.mark.parametrize("told", [not_deleted, still_listed, not_to_be_archived])
def test_what_is_not_done_names_its_snapshot_and_is_left_to_do(told: Callable[[Change], Outcome]) -> None:
    outcome = told(CHANGE)
    assert "Snapshot a" in outcome.why
    assert outcome.why.endswith(".")
    assert not outcome.final


def test_what_changed_is_told_with_each_difference() -> None:
    outcome = left_alone(["one", "two"])
    assert outcome.final
    assert outcome.why == ("It is left alone, as it changed: one; two. Choose it again if it is still meant.")


def test_a_report_sorts_every_change_once() -> None:
    failed, gone = Outcome("failed", "No."), Outcome("gone", "Somebody.")
    report = Report(PLAN, (DONE, failed, gone, None))
    assert [one.snapshot_id for one in report.done] == ["a"]
    assert [(one.snapshot_id, how) for one, how in report.unmade] == [("b", failed), ("c", gone)]
    assert [one.snapshot_id for one in report.remaining] == ["b", "d"]
    assert [one.final for one in (DONE, GONE_AS_ASKED, failed, gone)] == [True, True, False, True]
    assert (DONE.sure, GONE_AS_ASKED.sure) == (True, False)


@pytest.mark.parametrize(("done", "failed", "remaining"), [(0, 0, 9), (4, 0, 5), (4, 3, 2), (6, 3, 0)])
def test_what_is_neither_done_nor_failed_remains(done: int, failed: int, remaining: int) -> None:
    assert Progress(9, done, failed).remaining == remaining


def test_an_archive_that_cannot_be_looked_at_is_lost_and_ends_nothing(tmp_path: Path) -> None:
    there, unseen = tmp_path / "there", tmp_path / ("x" * 1_000)  # the system refuses such a name
    there.touch()
    report = Report(PLAN, (DONE,) * 4, archives=(there, unseen))
    assert report.lost_archives() == (unseen,)
