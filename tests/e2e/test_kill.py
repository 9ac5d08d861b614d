"""The real program is killed among its deletions; the next one finishes them from the files alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from te_tui.archive.reader import verify
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.store import Store
from te_tui.sources.http.pace import AT_ONCE
from tests.cli.conftest import NOW, raw_ids
from tests.e2e.program import COMMAND, DEADLINE

COUNT = 12


@pytest.mark.parametrize(("killed_at", "carried_out"), [(1, False), (6, True), (COUNT, True)])
def test_a_killed_run_is_finished_without_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int, carried_out: bool
) -> None:
    """It is killed while it waits for the answer to a deletion, which was carried out or was not."""
    log = tmp_path / "requests.jsonl"
    deleted: list[str] = []
    running: list[subprocess.Popen[str]] = []
    delete = Store.delete

    def delete_and_kill(store: Store, snapshot_id: str) -> None:
        deleted.append(snapshot_id)
        if len(deleted) == killed_at and not carried_out:
            os.kill(running[0].pid, signal.SIGKILL)
            running[0].wait()
            deleted.pop()
            raise ConnectionError
        delete(store, snapshot_id)
        if len(deleted) == killed_at:
            os.kill(running[0].pid, signal.SIGKILL)
            running[0].wait()

    monkeypatch.setattr(Store, "delete", delete_and_kill)
    with DemoServer(DemoOptions(now=NOW, rate_limit=0, log=log)) as server:
        environment = os.environ | {"TE_BASE_URL": server.url, "TE_TOKEN": TOKEN}

        def start(*argv: str) -> subprocess.Popen[str]:
            return subprocess.Popen(
                [*COMMAND, *argv], env=environment, text=True, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip

        before = raw_ids(server, "1234")
        victims = before[10 : 10 + COUNT]
        running.append(start("rm", "-", "--aid", "1234", "--yes"))
        running[0].communicate("\n".join(victims), timeout=3 * DEADLINE)
        assert running[0].returncode == -signal.SIGKILL
        resumed = start("rm", "--resume", "--json")
        out, err = resumed.communicate(timeout=3 * DEADLINE)
        assert resumed.returncode == 0, err
        assert raw_ids(server, "1234") == [one for one in before if one not in victims]
    archives = {verify(path).snapshot_id: path for path in (tmp_path / "archives").glob("*.tesnap")}
    assert set(archives) == set(victims)
    asked = Counter(
        entry["path"].rpartition("/")[2]
        for entry in map(json.loads, log.read_text().splitlines())
        if entry["method"] == "DELETE"
    )
    assert set(asked) == set(victims)
    assert asked.total() <= COUNT + AT_ONCE  # what was under way when it was killed, and nothing else
    assert {json.loads(line)["snapshotId"] for line in out.splitlines()} <= set(victims)
