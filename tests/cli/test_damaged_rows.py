"""A filter changes nothing of which it cannot tell whether it is meant, because a field cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NOW, Run
from tests.cli.lying import Json, Reply, Service, served
from tests.cli.test_stale_decisions import Site

HURT, SOUND = "hurt-1", "sound-2"

DAMAGED: dict[str, tuple[Json, str, str]] = {
    "expiry": ({"snapshotExpirationDate": {"at": 1}}, "expires:never", "its expiry could not be read"),
    "expiry after the calendar": (
        {"snapshotExpirationDate": "99999-01-01T00:00:00Z"},
        "expires:never",
        "its expiry could not be read",
    ),
    "name": ({"snapshotName": ["KEEP"]}, "-name:keep", "its name could not be read"),
    "name, by a word": ({"snapshotName": {"en": "KEEP"}}, "-keep", "its name could not be read"),
    "title": ({"dashboard": {"title": ["KEEP"]}}, "-dashboard:keep", "its dashboard could not be read"),
    "dashboard": ({"dashboard": "KEEP"}, "-dashboard:keep", "its dashboard could not be read"),
}


@pytest.fixture
def site(te_tui: Run, without_waiting: None) -> Iterator[Site]:
    with ExitStack() as stack:
        service = Service(HURT, SOUND)
        for one in service.snapshots.values():
            del one["snapshotExpirationDate"]
        yield Site(service, stack.enter_context(served(service, NOW)), te_tui)


@pytest.mark.parametrize("where", ["list and snapshot", "list", "snapshot"])
@pytest.mark.parametrize("what", DAMAGED)
def test_what_a_filter_cannot_judge_is_left_out_and_named(site: Site, what: str, where: str) -> None:
    damage, expression, said = DAMAGED[what]
    service = site.service
    sound = service.snapshots[HURT]
    answer = service.answer

    def damaged(method: str, path: str, body: bytes) -> Reply:
        in_list = "dashboard-snapshots?" in path
        hurts = where == "list and snapshot" or in_list is (where == "list")
        if HURT in service.snapshots:
            service.snapshots[HURT] = sound | (damage if hurts else {})
        return answer(method, path, body)

    service.answer = damaged  # type: ignore[method-assign]
    told = site.run("prune", "--filter", expression, "--yes")
    assert (told.code, list(service.snapshots)) == (5, [HURT])
    assert HURT in told.err
    assert said in told.err or "The archive of Weekly hurt-1 is not enough" in told.err


def test_a_dry_run_and_its_plan_leave_it_out_as_well(site: Site, tmp_path: Path) -> None:
    site.service.snapshots[HURT]["snapshotExpirationDate"] = {"at": 7}
    plan = tmp_path / "plan"
    told = site.run("prune", "--filter", "expires:never", "--dry-run", "--plan", str(plan))
    assert told.code == 5
    assert HURT not in plan.read_text()
    site.run("prune", "--plan", str(plan), "--yes")
    assert list(site.service.snapshots) == [HURT]


@pytest.mark.parametrize(
    "harmless", [{"isShared": "maybe"}, {"timeSpan": 7}, {"snapshotCreatedDate": []}, {"permalink": {}}]
)
def test_a_field_that_the_filter_does_not_ask_for_may_be_damaged(
    site: Site, harmless: dict[str, Any]
) -> None:
    site.service.snapshots[HURT] |= harmless
    told = site.run("prune", "--filter", "expires:never -name:keep", "--yes")
    assert "is left out" not in told.err
    assert site.service.snapshots == {}
