"""A service whose clock is wrong: it is told, and no `--yes` deletes by it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Run, Serve, access, raw_ids

AHEAD = NOW + timedelta(days=730)


@pytest.mark.parametrize("expression", ["expires:past", "age>365d", "expires<30d -shared:yes"])
def test_what_goes_by_a_clock_that_is_years_wrong_is_not_deleted_by_yes(
    te_tui: Run, serve: Serve, expression: str
) -> None:
    server = serve(now=AHEAD, snapshots=12)
    before = raw_ids(server, "1234")
    ended = te_tui("prune", "--filter", expression, "--aid", "1234", "--yes", **access(server))
    assert ended.code == 2
    assert "2 y ahead of this machine's" in ended.err
    assert "no terminal" in ended.err
    assert raw_ids(server, "1234") == before


@pytest.mark.parametrize("ahead", [timedelta(hours=7), timedelta(days=730)])
def test_a_change_that_names_its_snapshots_says_that_the_clocks_differ(
    te_tui: Run, serve: Serve, ahead: timedelta
) -> None:
    server = serve(now=NOW + ahead, snapshots=12)
    snapshot_id = raw_ids(server, "1234")[3]
    ended = te_tui("rm", snapshot_id, "--no-archive", "--yes", **access(server))
    assert ended.code == 0
    assert "ahead of this machine's: one of them is wrong" in ended.err
    assert snapshot_id not in raw_ids(server, "1234")


def test_a_clock_that_is_right_is_not_mentioned(te_tui: Run, serve: Serve, tmp_path: Path) -> None:
    server = serve(now=NOW + timedelta(hours=5), snapshots=12)
    ended = te_tui("rm", raw_ids(server, "1234")[3], "--no-archive", "--yes", **access(server))
    assert "clock" not in ended.err


def test_a_dry_run_by_a_clock_that_is_wrong_says_so(te_tui: Run, serve: Serve) -> None:
    server = serve(now=AHEAD, snapshots=12)
    ended = te_tui("prune", "--filter", "age>365d", "--aid", "1234", "--dry-run", **access(server))
    assert ended.code == 0
    assert "one of them is wrong" in ended.err


def test_no_plan_is_written_by_a_clock_that_is_years_wrong(te_tui: Run, serve: Serve, tmp_path: Path) -> None:
    server = serve(now=AHEAD, snapshots=12)
    plan = tmp_path / "plan"
    choosing = ("prune", "--filter", "expires:past", "--aid", "1234", "--dry-run", "--plan", str(plan))
    ended = te_tui(*choosing, **access(server))
    assert (ended.code, plan.exists()) == (2, False)
    assert "2 y ahead of this machine's" in ended.err


@pytest.mark.parametrize("field", ["made", "filter"])
def test_a_plan_that_was_made_by_a_clock_that_was_years_wrong_is_not_carried_out_by_yes(
    te_tui: Run, serve: Serve, tmp_path: Path, field: str
) -> None:
    server = serve(now=NOW, snapshots=12)
    before, plan = raw_ids(server, "1234"), tmp_path / "plan"
    choosing = ("prune", "--filter", "age>1d", "--aid", "1234", "--dry-run", "--plan", str(plan))
    te_tui(*choosing, **access(server))
    wrong = AHEAD.isoformat() if field == "made" else "("
    head, *rows = plan.read_text().splitlines()
    plan.write_text("\n".join([json.dumps(json.loads(head) | {field: wrong}), *rows]))
    ended = te_tui("prune", "--plan", str(plan), "--yes", **access(server))
    assert ended.code in {2, 5}
    assert raw_ids(server, "1234") == before
