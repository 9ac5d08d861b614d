"""Fifty changes on the embedded server by te-tui, which is killed again and again among them; see `Site`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest

from te_tui.actions.journal import ENDED
from te_tui.actions.record import Record, read_record
from te_tui.archive.reader import verify
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes import snapshot_panels
from te_tui.demo.thousandeyes.panels.scene import AnyPanel
from te_tui.demo.thousandeyes.snapshots import Snapshot
from te_tui.demo.thousandeyes.store import Store
from te_tui.files.places import file_stem
from te_tui.sources.errors import BadArchive, NotFound
from te_tui.sources.http.pace import AT_ONCE
from tests.actions.lives import NOW, End, Nursery
from tests.cli.conftest import client_of, raw_ids

Action = Literal["rm", "extend"]

COUNT = 50
APART = 5
"""Places between two that are killed in the same run: more than are ever under way together."""

MOMENTS = {
    "rm": (
        "archiving {0}",
        "GET {1}",
        "GET widget of {1}",
        "archived {0}",
        "asking {0}",
        "DELETE {1}",
        "done {0}",
    ),
    "extend": ("GET {1}", "asking {0}", "PATCH {1}", "answered {0}", "GET {1} 2", "done {0}"),
}
"""What happens to each snapshot in a run that nothing interrupts, in this order; by place and id."""

_SNAPSHOTS = "/v7/dashboard-snapshots/"
ONCE = ("plan", "GET account-groups", "end")
"""What happens once in each run."""


class Site:
    """A server whose snapshots have one widget, and what reached it; each run begins with all of them."""

    def __init__(self, server: DemoServer, nursery: Nursery, store: Store, log: Path) -> None:
        self._server = server
        self._nursery = nursery
        self._store = store
        self._log = log
        self._read = 0  # characters of the log
        self._changes: Counter[str] = Counter()
        self.all_ids = raw_ids(server, "1234")
        self.ids = self.all_ids[10 : 10 + COUNT]
        self._home = Path()
        self._not_archived: list[str] = []

    def note_deletion(self, snapshot_id: str) -> None:
        """Look at the archive of what is about to be deleted, as the server sees it."""
        place = f"{urlsplit(self._server.url).netloc}/1234/{snapshot_id}"
        found = (self._home / "archives").glob(f"*{file_stem('', place)}.tesnap")
        if not any(_whole(path) for path in found):
            self._not_archived.append(snapshot_id)

    def rounds(self, action: Action) -> list[list[str]]:
        """Every moment of fifty changes, each once; a round has ten of them, of all kinds."""
        kinds = MOMENTS[action]
        rounds = [
            [
                kinds[(first + number) % len(kinds)].format(place, self.ids[place])
                for number, place in enumerate(range(start, COUNT, APART))
            ]
            for start in range(APART)
            for first in range(len(kinds))
        ]
        rounds[0] += ONCE
        return rounds

    def carry_out(self, action: Action, deadly: Collection[str], home: Path) -> set[str]:
        """Change all fifty, killed at each of these moments and resumed; returns those that came.

        One may not come, because the one before killed what was about to do it, and it was done then.
        """
        self._begin(home)
        environment = {"TE_BASE_URL": self._server.url, "TE_TOKEN": TOKEN, "TE_TUI_HOME": str(home)}
        how = ("--until", "max") if action == "extend" else ()
        first = (action, "-", *how, "--aid", "1234", "--yes", "--quiet")
        left = set(deadly)
        end = self._nursery.live(*first, typed="\n".join(self.ids), environment=environment, deadly=left)
        while end.moment is not None:
            left.remove(end.moment)
            if not _journal(home).remaining:
                break  # all was done: there is nothing to resume
            settled, archived = _known(home)
            self._asked()
            end = self._nursery.live(action, "--resume", "--quiet", environment=environment, deadly=left)
            asked = self._asked()
            again = {one for method, one in asked if one in settled}
            assert not again, f"what was done is asked for again: {again}"
            again = {one for method, one in asked if method == "GET widget of" and one in archived}
            assert not again, f"what was archived is fetched again: {again}"
        self._must_be_done(action, end, home, len(set(deadly) - left))
        return set(deadly) - left

    def _begin(self, home: Path) -> None:
        self._home = home
        self._store.__init__(self._store._catalogue)  # type: ignore[misc]
        self._asked()
        self._changes = Counter()

    def _asked(self) -> list[tuple[str, str]]:
        """What was asked for since this was called last: method, or `GET widget of`, and snapshot."""
        unread = self._log.read_text()[self._read :]
        whole = unread[: unread.rfind("\n") + 1]  # the server may be about to write the rest of a line
        self._read += len(whole)
        lines = [json.loads(line) for line in whole.splitlines()]
        asked = []
        for line in lines:
            snapshot_id, widget, _ = line["path"].removeprefix(_SNAPSHOTS).partition("/widgets/")
            asked.append((f"{line['method']}{' widget of' if widget else ''}", snapshot_id))
        self._changes += Counter(one for method, one in asked if method in {"DELETE", "PATCH"})
        return asked

    def _must_be_done(self, action: Action, end: End, home: Path, kills: int) -> None:
        assert end.moment is not None or end.code == 0, end
        assert self._not_archived == []
        self._asked()
        assert set(self._changes) == set(self.ids)
        assert self._changes.total() <= COUNT + kills * AT_ONCE
        assert not _journal(home).remaining
        (journal,) = (home / "journals").iterdir()
        assert journal.name.endswith(ENDED) is (end.moment is None)
        if action == "rm":
            assert raw_ids(self._server, "1234") == [one for one in self.all_ids if one not in self.ids]
            archives = [verify(path).snapshot_id for path in (home / "archives").glob("*.tesnap")]
            assert sorted(archives) == sorted(self.ids)
        else:
            assert set(self._store._expiries) == set(self.ids)
            assert set(self._store._expiries.values()) == {datetime(2031, 11, 21, tzinfo=UTC)}
            with client_of(self._server) as client:
                body = client.get(f"/dashboard-snapshots/{self.ids[7]}").json()
            assert body["snapshotExpirationDate"] == "2031-11-21T00:00:00Z"


def _journal(home: Path) -> Record:
    (path,) = (home / "journals").iterdir()
    record = read_record(path.read_bytes())
    assert record is not None
    return record


def _known(home: Path) -> tuple[set[str], set[str]]:
    """What the journal says is done, and what it says is archived, which has to be so."""
    record = _journal(home)
    pairs = list(zip(record.plan.changes, record.traces, strict=True))
    archived = {change.snapshot_id for change, trace in pairs if trace.archive and _whole(trace.archive)}
    assert all(trace.archive is None or change.snapshot_id in archived for change, trace in pairs)
    return {change.snapshot_id for change, trace in pairs if trace.outcome}, archived


def _whole(archive: Path) -> bool:
    try:
        verify(archive)
    except (BadArchive, NotFound):
        return False
    return True


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """A site whose server checks at each deletion that the archive is complete."""
    stores: list[Store] = []
    panels_of, build, delete = snapshot_panels.panels_of, Store.__init__, Store.delete

    def one_panel(snapshot: Snapshot) -> list[AnyPanel]:
        return sorted(panels_of(snapshot), key=lambda panel: panel.config["type"] != "Number")[:1]

    def kept(store: Store, *made_of: object) -> None:
        build(store, *made_of)  # type: ignore[arg-type]
        stores.append(store)

    def noted(store: Store, snapshot_id: str) -> None:
        made.note_deletion(snapshot_id)
        delete(store, snapshot_id)

    log = folder / "requests.jsonl"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot_panels, "panels_of", one_panel)
        patch.setattr(Store, "__init__", kept)
        patch.setattr(Store, "delete", noted)
        with DemoServer(DemoOptions(now=NOW, rate_limit=0, log=log)) as server, Nursery() as nursery:
            made = Site(server, nursery, stores[-1], log)
            yield made
