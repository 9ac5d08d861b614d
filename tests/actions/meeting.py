"""Two te-tui that archive and delete the same snapshots at the same time, with delays that chance decides."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from te_tui.actions.archive_run import ArchiveReport, ArchiveRun, Trouble, Wanted
from te_tui.actions.archiving import Archives
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import Outcome, Progress, Report
from te_tui.actions.plan import Change, Plan, PlannedGroup
from te_tui.actions.runner import Runner
from te_tui.archive.reader import open_archive
from te_tui.archive.writer import Archived, Told, archive
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.faults import Faults
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes import snapshot_panels
from te_tui.demo.thousandeyes.panels.scene import AnyPanel
from te_tui.demo.thousandeyes.snapshots import Snapshot
from te_tui.demo.thousandeyes.store import Store
from te_tui.models.account_group import AccountGroup
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.cli.conftest import client_of, raw_ids

AID: Final = "1234"
NOW: Final = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
_COUNT: Final = 6
_WIDGETS: Final = 3
_SLOW: Final = 0.08  # seconds before an answer; some take four times as long
_DEADLINE: Final = 120.0  # seconds; only what hangs takes that long

Bodies = dict[str, dict[str, bytes]]
"""What the server gives of each widget, by snapshot and widget."""


@dataclass(frozen=True)
class End:
    """How a te-tui ended, and what it said."""

    code: int
    out: str
    err: str


class Meeting:
    """A server with a few snapshots that are archived and deleted; each round begins with all of them.

    Attributes:
        server: has the snapshots.
        bodies: what the snapshots of a round hold.
        expression: a filter that finds just these.
    """

    def __init__(self, server: DemoServer, stores: list[Store], delays: _Delays) -> None:
        self.server = server
        self._store = stores[-1]
        self._delays = delays
        with client_of(server) as client:
            rows = client.get("/dashboard-snapshots", params={"aid": AID}).json()["dashboardSnapshots"]
            titles = Counter(row["dashboard"]["title"] for row in rows)
            special = {row["dashboard"]["title"] for row in rows[:10]}
            title = next(one for one, count in titles.most_common() if count <= _COUNT and one not in special)
            ids = [row["snapshotId"] for row in rows if row["dashboard"]["title"] == title]
            self.bodies: Bodies = {one: _bodies(client, one) for one in ids}
        self.expression = f'dashboard:"{title}"'

    def meet_programs(self, home: Path, kind: str, seed: int) -> None:
        """Two commands at the same time; nothing is lost, and what each says and ends with is so."""
        self.begin(seed)
        prune = ("prune", "--filter", self.expression, "--aid", AID, "--yes")
        archive = ("archive", *self.bodies, "--aid", AID)
        ends = self._two_programs(home, prune, prune if kind == "two prune" else archive)
        assert self.lost(home) == {}, ends
        for end in ends:
            assert "Traceback" not in end.err, end
            assert end.code == 0 or "te-tui: " in end.err, end
        assert ends[0].code != 0 or self.deleted() == set(self.bodies), ends
        if kind != "two prune":
            archived = [open_archive(Path(line)).manifest for line in ends[1].out.splitlines()]
            assert ends[1].code != 0 or {one.snapshot_id for one in archived} == set(self.bodies)
            assert ends[1].code != 0 or not any(one.gaps for one in archived)

    async def meet_in_one_explorer(self, home: Path, seed: int) -> None:
        """Archive and delete with one source; nothing is lost, and what both report is so."""
        self.begin(seed)
        archived, report = await self.one_explorer(home)
        assert self.lost(home) == {}, (archived, report)
        assert {change.snapshot_id for change in report.done} <= self.deleted()
        assert archived.total == len(self.bodies)
        for one in archived.done:
            held = {str(member.widget_id) for member in one.manifest.panels}
            assert one.manifest.gaps or held == set(self.bodies[one.manifest.snapshot_id])

    def begin(self, seed: int) -> None:
        """Bring every snapshot back, and shuffle the delays."""
        self._store.__init__(self._store._catalogue)  # type: ignore[misc]
        self._delays.begin(seed)

    def _two_programs(self, home: Path, *commands: tuple[str, ...]) -> list[End]:
        """Run te-tui twice at the same time."""
        environment = os.environ | {
            "TE_BASE_URL": self.server.url, "TE_TOKEN": TOKEN, "TE_TUI_HOME": str(home),
        }  # fmt: skip
        running = [
            subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "te_tui", *command], env=environment, text=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
            for command in commands
        ]  # fmt: skip
        said = [one.communicate(timeout=_DEADLINE) for one in running]
        return [End(one.returncode, *texts) for one, texts in zip(running, said, strict=True)]

    async def one_explorer(self, home: Path) -> tuple[ArchiveReport, Report]:
        """Archive as the key `a` does, and delete as `d` does, with one source, before that has ended."""
        archives = home / "archives"
        async with ThousandEyes(Origin.parse(self.server.url), Secret(TOKEN)) as source:

            async def archive_one(wanted: Wanted, told: Told) -> Archived:
                return await archive(source, AID, wanted.snapshot_id, archives, now=NOW, told=told)

            archiving = ArchiveRun(archive_one, _Unwatched())
            group = AccountGroup(AID)
            archiving.add(Wanted(one, group) for one in self.bodies)
            rows = {one: (await source.snapshot(AID, one)).row for one in self.bodies}
            changes = tuple(Change(AID, one, rows[one].name, rows[one].expires) for one in self.bodies)
            plan = Plan("delete", source.host, NOW, "named", (PlannedGroup(AID),), changes, archive=True)
            with Journal.begin(home / "journals", plan) as journal:
                archiver = Archives(source, archives, lambda: NOW, lambda _: None)
                deleting = Runner(source, archiver, journal, _Unwatched())
                return await asyncio.gather(archiving.run(), deleting.run())

    def deleted(self) -> set[str]:
        """Those that are not there any more."""
        return set(self.bodies) - set(raw_ids(self.server, AID))

    def lost(self, home: Path) -> dict[str, set[str]]:
        """Of each deleted snapshot the widgets whose data no archive holds byte for byte."""
        held: Bodies = {}
        for path in (home / "archives").glob("*.tesnap"):
            one = open_archive(path)
            there = {str(member.widget_id): one.body(member) for member in one.manifest.panels}
            held.setdefault(one.manifest.snapshot_id, {}).update(there)
        lost = {
            one: {
                widget for widget, body in self.bodies[one].items() if held.get(one, {}).get(widget) != body
            }
            for one in self.deleted()
        }
        return {one: widgets for one, widgets in lost.items() if widgets}


class _Delays:
    """Seconds before each answer."""

    def __init__(self, slow: float) -> None:
        self._slow = slow
        self.begin(0)

    def begin(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def next(self) -> float:
        # Most are quick: what hurts is one that waits while others do everything else.
        return self._chance.choice([0.0, 0.0, 0.01, 0.02, self._slow, 4 * self._slow])


class _Unwatched:
    """An observer of both kinds of runs, that looks away."""

    def progressed(self, progress: Progress, name: str = "", part: str = "") -> None:
        pass

    def settled(self, wanted: Wanted | int, ended: Archived | Trouble | Outcome) -> None:
        pass


def _bodies(client: Any, snapshot_id: str) -> dict[str, bytes]:
    path = f"/dashboard-snapshots/{snapshot_id}"
    body = client.get(path, params={"aid": AID}).json()
    widgets = body.get("widgets") or body["dashboard"]["widgets"]
    return {
        one["id"]: client.get(f"{path}/widgets/{one['id']}", params={"aid": AID}).content for one in widgets
    }


@contextmanager
def meeting(slow: float = _SLOW) -> Iterator[Meeting]:
    """A server of snapshots with a few small widgets each."""
    stores: list[Store] = []
    delays = _Delays(slow)
    panels_of, build, answer = snapshot_panels.panels_of, Store.__init__, Faults.__call__

    def few_panels(snapshot: Snapshot) -> list[AnyPanel]:
        return sorted(panels_of(snapshot), key=lambda panel: panel.config["type"] != "Number")[:_WIDGETS]

    def kept(store: Store, *made_of: object) -> None:
        build(store, *made_of)  # type: ignore[arg-type]
        stores.append(store)

    async def late(faults: Faults, scope: Any, *channels: Any) -> None:
        await asyncio.sleep(delays.next())
        await answer(faults, scope, *channels)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot_panels, "panels_of", few_panels)
        patch.setattr(Store, "__init__", kept)
        with DemoServer(DemoOptions(now=NOW, rate_limit=0, snapshots=80)) as server:
            made = Meeting(server, stores, delays)
            patch.setattr(Faults, "__call__", late)
            yield made
