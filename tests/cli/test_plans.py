"""`--plan FILE`: somebody prepares it, somebody else reviews it, and what is left in it is done."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.cli.conftest import Run, Serve, access, client_of
from tests.cli.test_changing import FILTER, Site, found, made, site_with
from tests.cli.test_failures import assert_fails


@pytest.fixture
def site(te_tui: Run, serve: Serve, tmp_path: Path) -> Site:
    return site_with(te_tui, serve, tmp_path)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.jsonl"


def take_out(plan: Path, *places: int) -> list[str]:
    """Take lines out of a plan; returns the ids that are left."""
    head, *rows = plan.read_text().splitlines()
    left = [row for place, row in enumerate(rows) if place not in places]
    plan.write_text("\n".join([head, *left, ""]))
    return [json.loads(row)["snapshotId"] for row in left]


def extend(site: Site, snapshot_id: str, expires: str) -> None:
    """Somebody else gives a snapshot another expiry."""
    with client_of(site.server) as client:
        body = {"snapshotExpirationDate": expires}
        client.patch(f"/dashboard-snapshots/{snapshot_id}", json=body).raise_for_status()


@pytest.mark.parametrize(
    ("choice", "command"),
    [
        (("prune", "--filter", FILTER, "--no-archive"), "prune"),
        (("prune", "--filter", FILTER), "rm"),
        (("extend", CONTRACT_SNAPSHOT, "--by", "30d"), "extend"),
        (("rm", CONTRACT_SNAPSHOT), "prune"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_a_plan_is_written_without_a_change_and_then_done_to_the_letter(
    site: Site, plan: Path, choice: tuple[str, ...], command: str
) -> None:
    dry = site.run(*choice, "--dry-run", "--plan", str(plan))
    assert dry.code == 0
    assert f"The plan is in {plan}. " in dry.err
    assert f"te-tui {choice[0]} --plan {plan}" in dry.err
    assert set(site.methods) == {"GET"}
    assert stat.S_IMODE(plan.stat().st_mode) == 0o600
    again = site.run(command, "--plan", str(plan), "--dry-run")
    assert (again.code, again.lines) == (0, dry.lines)
    assert set(site.methods) == {"GET"}
    done = site.run(command, "--plan", str(plan), "--yes")
    assert (done.code, done.lines) == (0, made(dry))
    changed = site.methods["PATCH" if command == "extend" else "DELETE"]
    assert changed == len(dry.lines)
    # What is done is done, however often it is asked for.
    over = site.run(command, "--plan", str(plan), "--yes")
    assert (over.code, over.out) == (0, "")
    assert "There is nothing to do." in over.err
    assert site.methods["PATCH" if command == "extend" else "DELETE"] == changed


def test_only_what_is_left_in_it_is_done(site: Site, plan: Path) -> None:
    site.run("prune", "--filter", FILTER, "--no-archive", "--dry-run", "--plan", str(plan))
    planned, before = found(site), site.ids()
    left = take_out(plan, 0, 2)
    done = site.run("prune", "--plan", str(plan), "--yes")
    assert f"was made 2026-11-21 09:00 UTC ({FILTER}); {len(left)} of {len(planned)} " in done.err
    assert [one for one in before if one not in left] == site.ids()


def test_what_changed_since_is_told_and_left_alone(site: Site, plan: Path, tmp_path: Path) -> None:
    site.run("prune", "--filter", FILTER, "--dry-run", "--plan", str(plan))
    gone, kept, *others = take_out(plan)
    with client_of(site.server) as client:
        client.delete(f"/dashboard-snapshots/{gone}").raise_for_status()
    extend(site, kept, "2027-11-21T00:00:00Z")
    dry = site.run("prune", "--plan", str(plan), "--dry-run")
    done = site.run("prune", "--plan", str(plan), "--yes")
    assert (dry.code, done.code) == (5, 5)
    assert done.lines == made(dry)
    assert f"{gone} is left out: it is gone" in done.err
    assert f"{kept} is left out: by the plan it expires 2026-11-2" in done.err
    assert "and now it expires 2027-11-21 00:00 UTC" in done.err
    assert kept in site.ids()
    assert not set(others) & set(site.ids())
    assert len(list((tmp_path / "archives").iterdir())) == len(others)


def test_a_wrong_id_is_found_by_the_name_beside_it(site: Site, plan: Path) -> None:
    first, second = site.ids()[5:7]
    site.run("rm", first, "--dry-run", "--plan", str(plan))
    plan.write_text(plan.read_text().replace(first, second))
    answer = site.run("rm", "--plan", str(plan), "--yes")
    assert answer.code == 5
    assert "the plan calls it" in answer.err
    assert {first, second} <= set(site.ids())


def test_an_undo_can_be_planned_as_well(site: Site, plan: Path) -> None:
    before = site.expiry(CONTRACT_SNAPSHOT)
    site.run("extend", CONTRACT_SNAPSHOT, "--by", "30d", "--yes")
    assert site.run("extend", "--undo", "--dry-run", "--plan", str(plan)).code == 0
    back = site.run("extend", "--plan", str(plan), "--yes")
    assert (back.code, back.out[:9]) == (0, "put back ")
    assert site.expiry(CONTRACT_SNAPSHOT) == before


def test_a_plan_of_nothing_is_written_and_does_nothing(site: Site, plan: Path) -> None:
    site.run("prune", "--filter", "nothing-is-called-so", "--dry-run", "--plan", str(plan))
    answer = site.run("prune", "--plan", str(plan), "--yes")
    assert (answer.code, answer.out) == (0, "")
    assert "There is nothing to do." in answer.err


def test_a_plan_is_for_one_host_one_command_and_one_file(
    site: Site, serve: Serve, te_tui: Run, plan: Path
) -> None:
    site.run("rm", CONTRACT_SNAPSHOT, "--dry-run", "--plan", str(plan))
    elsewhere = te_tui("rm", "--plan", str(plan), "--yes", **access(serve()))
    assert_fails(elsewhere, 2, f"This plan is one for 127.0.0.1:{site.server.port}")
    assert_fails(site.run("extend", "--plan", str(plan), "--yes"), 2, "is a plan for te-tui rm, not for")
    before = plan.read_bytes()
    over = site.run("rm", CONTRACT_SNAPSHOT, "--dry-run", "--plan", str(plan))
    assert_fails(over, 2, f"There is a file {plan} already")
    assert plan.read_bytes() == before
    assert set(site.methods) == {"GET"}


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("rm", "x", "--yes"), "Make a plan with --dry-run --plan FILE; to carry it out, name no snapshots"),
        (("prune", "--filter", "x", "--yes"), "Make a plan with --dry-run"),
        (("rm", "--no-archive", "--yes"), "--plan does what its file says"),
        (("prune", "--all-groups", "--yes"), "--plan does what its file says"),
        (("extend", "--by", "3d", "--yes"), "--plan does what its file says"),
        (("rm", "--yes"), "There is no plan"),
        (("rm", "--resume"), "name no snapshots with it"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_contradicts_a_plan_is_refused_before_anything_is_asked(
    te_tui: Run, plan: Path, argv: tuple[str, ...], said: str
) -> None:
    assert_fails(te_tui(*argv, "--plan", str(plan)), 2, said)


def test_a_plan_needs_an_answer_as_every_change_does(site: Site, plan: Path) -> None:
    site.run("rm", CONTRACT_SNAPSHOT, "--dry-run", "--plan", str(plan))
    asked = len(site.requests)
    assert_fails(site.run("rm", "--plan", str(plan)), 2, "Cannot ask for confirmation (no terminal)")
    assert_fails(site.run("rm", "--plan", str(plan), "--yes", "--read-only"), 3, "read-only mode")
    assert len(site.requests) == asked
