"""Power may fail at any moment of a run; finished from its journal, it ends as if nothing had been.

The power is cut before and after a request, and before, within and after a write of the journal. What goes on
afterwards has nothing but the files. Here it is cut at each of the first and the last moments, and at every
seventh between them, which are of all kinds; `pytest tests/sweep` cuts it at every moment.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import Until, plan_extension
from te_tui.actions.journal import ENDED, Journal, NoJournal
from te_tui.actions.outcome import Report
from te_tui.actions.plan import Plan
from te_tui.actions.runner import Runner
from te_tui.sources.http.pace import AT_ONCE
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.remote import (
    LATER,
    NOW,
    FlickeringFile,
    Power,
    PowerCut,
    Remote,
    Shelf,
    Watcher,
    at_once,
    chosen,
)

pytestmark = pytest.mark.long

IDS = [f"s{number:02}" for number in range(50)]
OTHERS = ["not planned"]
DELETION = plan_deletion("demo", chosen(IDS), now=NOW)
EXTENSION = plan_extension("demo", chosen(IDS), Until(LATER.date()), now=NOW, limits=LIMITS)


class Scene:
    """A remote, its shelf and a folder of journals, which outlive every power cut."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.journals = folder
        self.remote = ArchivedFirst([*IDS, *OTHERS])
        self.shelf = self.remote.shelf = Shelf(self.remote)

    def run(self, power: Power) -> Report | None:
        """Run, or go on, until the end or the power cut; None is the latter."""
        FlickeringFile.power = self.remote.power = power
        try:
            return asyncio.run(self._run())
        except (PowerCut, BaseExceptionGroup):
            if power.on:
                raise
            return None

    async def _run(self) -> Report:
        with self._journal() as journal:
            return await Runner(self.remote, self.shelf, journal, Watcher(), sleep=at_once).run()

    def _journal(self) -> Journal:
        for path in self.journals.glob("*.jsonl"):
            try:
                return Journal.resume(path)
            except NoJournal:
                assert not self.remote.requests  # without a plan on the disk, nothing was asked
                path.unlink()
        return Journal.begin(self.journals, self.plan)

    def assert_done(self, report: Report | None, cuts: int) -> None:
        assert report is not None
        assert [change.snapshot_id for change in report.done] == IDS
        assert (report.unmade, report.remaining, report.stopped_by) == ((), (), None)
        (journal,) = self.journals.glob("*.jsonl")
        assert journal.name.endswith(ENDED)
        if self.plan.action == "delete":
            assert set(self.remote.expiries) == set(OTHERS)
            assert self.shelf.archives == dict.fromkeys(IDS, "whole")
            self.assert_not_asked_in_vain("DELETE", cuts)
        else:
            assert [self.remote.expiries[one] for one in IDS] == [EXTENSION.changes[0].new] * len(IDS)
            self.assert_not_asked_in_vain("PATCH", cuts)

    def assert_not_asked_in_vain(self, method: str, cuts: int) -> None:
        """Only what was under way when power failed is asked for again."""
        asked = self.remote.count(method)
        assert set(asked) == set(IDS)
        assert asked.total() <= len(IDS) + cuts * AT_ONCE


class ArchivedFirst(Remote):
    """A remote that sees to it that nothing is deleted before its archive is whole."""

    shelf: Shelf

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        assert self.shelf.archives[snapshot_id] == "whole"
        return await super().delete_snapshot(aid, snapshot_id)


@pytest.fixture(autouse=True)
def flickering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("te_tui.actions.journal.Appending", FlickeringFile)


def moments(plan: Plan, folder: Path) -> int:
    """How many uses of power a run takes that nothing interrupts."""
    uses = 0

    class Counting(Power):
        def use(self) -> None:
            nonlocal uses
            uses += 1

    assert Scene(plan, folder).run(Counting()) is not None
    return uses


def assert_ends_in_the_same_state(plan: Plan, folder: Path, cut: int) -> None:
    """Cut the power at this moment of a run, and finish it."""
    scene = Scene(plan, folder)
    assert scene.run(Power(cut)) is None
    scene.assert_done(scene.run(Power()), cuts=1)


@pytest.mark.parametrize("plan", [DELETION, EXTENSION], ids=["50 deletions", "50 extensions"])
def test_whenever_power_fails_the_resumed_run_ends_in_the_same_state(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    total = moments(plan, tmp_path / "whole")
    assert total > 500
    for cut in [*range(20), *range(20, total - 20, 7), *range(total - 20, total)]:
        (folder := tmp_path / str(cut)).mkdir()
        assert_ends_in_the_same_state(plan, folder, cut)


@pytest.mark.parametrize("plan", [DELETION, EXTENSION], ids=["50 deletions", "50 extensions"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, 300), min_size=2, max_size=6))
def test_power_may_fail_again_and_again(
    plan: Plan, cuts: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    scene = Scene(plan, tmp_path_factory.mktemp("cuts"))
    report = None
    for moment in cuts:
        report = report or scene.run(Power(moment))
    scene.assert_done(report or scene.run(Power()), cuts=len(cuts))


def test_an_archive_that_was_lost_in_between_is_made_again_before_the_deletion(tmp_path: Path) -> None:
    scene = Scene(DELETION, tmp_path)
    assert scene.run(Power(300)) is None
    for snapshot_id in scene.shelf.archives:
        if snapshot_id in scene.remote.expiries:
            scene.shelf.archives[snapshot_id] = "damaged"
    scene.assert_done(scene.run(Power()), cuts=1)


def test_a_deletion_whose_archive_was_lost_afterwards_is_told(tmp_path: Path) -> None:
    scene = Scene(plan_deletion("demo", chosen(["s00"]), now=NOW), tmp_path)
    assert scene.run(Power(12)) is None  # the deletion was carried out, and its answer never came
    assert "s00" not in scene.remote.expiries
    scene.shelf.archives.clear()
    report = scene.run(Power())
    assert report is not None
    ((change, outcome),) = report.unmade
    assert (change.snapshot_id, outcome.kind) == ("s00", "gone")
    assert "It was deleted, and its archive" in outcome.why
