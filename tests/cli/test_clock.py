"""A service whose clock is wrong: it is told, and no `--yes` deletes by it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from te_tui.actions.journal import Journal
from te_tui.actions.plan import Change, Plan, PlannedGroup
from tests.cli.conftest import NOW, Run, Serve, access, raw_ids
from tests.cli.lying import AID, Service, served

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


EXTENSIONS = [("--by", "30d"), ("--until", "max")]
ANSWERS = {"yes": True, "n": False, "": False}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person at a terminal, who gives these answers in turn; each question goes without one takes none."""
    answers: list[str] = []

    async def answer(question: str, *, typed_ahead: bool = False) -> str:
        return answers.pop(0)

    monkeypatch.setattr("te_tui.cli.changing.confirming._answer", answer)
    monkeypatch.setattr("te_tui.cli.changing.doubting.can_ask", lambda: True)
    monkeypatch.setattr("te_tui.cli.changing.command.can_ask", lambda: True)
    return answers


@pytest.mark.parametrize("how", EXTENSIONS)
@pytest.mark.parametrize("off", [timedelta(days=2), timedelta(days=-2)])
def test_an_extension_that_counts_from_a_wrong_clock_is_not_made_by_yes(
    te_tui: Run, how: tuple[str, str], off: timedelta
) -> None:
    service = Service("a")
    service.date = NOW + off
    with served(service) as url:
        ended = te_tui("extend", "a", *how, "--yes", TE_BASE_URL=url, TE_TOKEN="demo-token")
    assert (ended.code, service.count("PATCH")) == (2, 0)
    assert "2 d" in ended.err
    assert "no terminal" in ended.err


@pytest.mark.parametrize("how", EXTENSIONS)
@pytest.mark.parametrize(("typed", "done"), ANSWERS.items())
def test_an_extension_that_counts_from_a_wrong_clock_asks_in_spite_of_yes(
    te_tui: Run, terminal: list[str], how: tuple[str, str], typed: str, done: bool
) -> None:
    service = Service("a")
    terminal.append(typed)
    service.date = NOW + timedelta(days=2)
    with served(service) as url:
        ended = te_tui("extend", "a", *how, "--yes", TE_BASE_URL=url, TE_TOKEN="demo-token")
    assert (ended.code, service.count("PATCH")) == ((0, 1) if done else (130, 0))
    assert "a clock that may be wrong, so it is asked in any case." in ended.err
    assert terminal == []


@pytest.mark.parametrize("off", [timedelta(hours=20), timedelta(0)])
def test_a_clock_that_is_believed_needs_no_question(te_tui: Run, off: timedelta) -> None:
    service = Service("a", "b")
    service.date = NOW + off
    with served(service) as url:
        for how in EXTENSIONS:
            ended = te_tui("extend", "a", *how, "--yes", TE_BASE_URL=url, TE_TOKEN="demo-token")
            assert ended.code == 0


def test_a_day_that_is_named_needs_no_clock(te_tui: Run) -> None:
    service = Service("a")
    service.date = NOW + timedelta(days=2)
    with served(service) as url:
        ended = te_tui(
            "extend", "a", "--until", "2030-01-01", "--yes", TE_BASE_URL=url, TE_TOKEN="demo-token"
        )
    assert (ended.code, service.count("PATCH")) == (0, 1)
    assert "one of them is wrong" in ended.err


def interrupted(folder: Path, url: str, *ids: str, **more: object) -> None:
    """A journal of a run of which nothing was done, for these snapshots, or for one, a."""
    facts = {"action": "delete", "made": NOW, "reason": "", "archive": False} | more
    named = Service(*ids or "a").snapshots
    new = NOW + timedelta(days=999) if facts["action"] == "extend" else None
    ends = datetime(2029, 1, 1, tzinfo=UTC)
    plan = Plan(
        host=url.removeprefix("http://"),
        groups=(PlannedGroup(AID),),
        changes=tuple(Change(AID, one, str(said["snapshotName"]), ends, new) for one, said in named.items()),
        **facts,  # type: ignore[arg-type]
    )
    Journal.begin(folder / "journals", plan).close()


WAYS: dict[str, dict[str, object]] = {
    "pruned by a filter of before": {"filter": "expires<999d"},
    "chosen by a filter in the explorer": {"by_clock": True},
    "extended by a length": {"by_clock": True, "action": "extend"},
    "by a filter that cannot be read": {"filter": "("},
    "planned by a clock ahead": {"by_clock": True, "made": NOW + timedelta(days=9)},
}


@pytest.mark.parametrize("way", WAYS)
def test_what_goes_by_a_wrong_clock_is_not_resumed_without_a_question(
    te_tui: Run, tmp_path: Path, way: str
) -> None:
    service = Service("a")
    off = timedelta() if "made" in WAYS[way] else timedelta(days=2)
    service.date = NOW + off
    with served(service) as url:
        interrupted(tmp_path, url, **WAYS[way])
        command = str(WAYS[way].get("action", "rm")).replace("delete", "rm")
        ended = te_tui(command, "--resume", "--yes", TE_BASE_URL=url, TE_TOKEN="demo-token")
    assert (ended.code, service.count("PATCH") + service.count("DELETE")) == (2, 0)
    assert "ahead of this machine's" in ended.err


@pytest.mark.parametrize(("typed", "done"), ANSWERS.items())
def test_a_resumption_by_a_wrong_clock_does_what_is_answered(
    te_tui: Run, terminal: list[str], tmp_path: Path, typed: str, done: bool
) -> None:
    service = Service("a", "b")
    terminal.append(typed)
    service.date = NOW + timedelta(days=2)
    with served(service) as url:
        interrupted(tmp_path, url, filter="expires<999d")
        ended = te_tui("rm", "--resume", TE_BASE_URL=url, TE_TOKEN="demo-token")
    assert (ended.code, "a" in service.snapshots) == ((0, False) if done else (130, True))
    assert "a clock that may be wrong, so it is asked in any case." in ended.err


def test_a_resumption_of_what_was_named_asks_nothing(te_tui: Run, tmp_path: Path) -> None:
    service = Service("a", "b")
    service.date = NOW + timedelta(days=2)
    with served(service) as url:
        interrupted(tmp_path, url)
        ended = te_tui("rm", "--resume", TE_BASE_URL=url, TE_TOKEN="demo-token")
    assert (ended.code, "a" in service.snapshots) == (0, False)


def test_a_plan_of_an_extension_by_a_wrong_clock_is_not_carried_out_by_yes(
    te_tui: Run, tmp_path: Path
) -> None:
    service, plan = Service("a"), str(tmp_path / "plan")
    with served(service) as url:
        planned = te_tui(
            "extend", "a", "--by", "30d", "--dry-run", "--plan", plan, TE_BASE_URL=url, TE_TOKEN="x" * 8
        )
        assert planned.code == 0
    service.date = NOW + timedelta(days=2)
    with served(service) as other:
        path = Path(plan)
        path.write_text(path.read_text().replace(url.removeprefix("http://"), other.removeprefix("http://")))
        ended = te_tui("extend", "--plan", plan, "--yes", TE_BASE_URL=other, TE_TOKEN="demo-token")
    assert (ended.code, service.count("PATCH")) == (2, 0)


MANY = [f"s{index}" for index in range(21)]


@pytest.mark.parametrize(
    ("typed", "yes", "left"), [("y", (), 21), ("21", (), 0), ("", ("--yes",), 0)], ids=["y", "21", "--yes"]
)
def test_above_twenty_deletions_the_number_is_typed_to_resume_them_as_well(
    te_tui: Run, terminal: list[str], tmp_path: Path, typed: str, yes: tuple[str, ...], left: int
) -> None:
    service = Service(*MANY, "other")
    terminal.append(typed)
    with served(service) as url:
        interrupted(tmp_path, url, *MANY)
        ended = te_tui("rm", "--resume", *yes, TE_BASE_URL=url, TE_TOKEN="demo-token")
    assert (ended.code, len(service.snapshots) - 1) == (130 if left else 0, left)
    assert "a clock that may be wrong" not in ended.err
    assert bool(terminal) is bool(yes), "with --yes, nothing is asked"


def test_a_script_resumes_many_deletions_unasked(te_tui: Run, tmp_path: Path) -> None:
    service = Service(*MANY, "other")
    with served(service) as url:
        interrupted(tmp_path, url, *MANY)
        ended = te_tui("rm", "--resume", TE_BASE_URL=url, TE_TOKEN="demo-token")
    assert (ended.code, list(service.snapshots)) == (0, ["other"])
