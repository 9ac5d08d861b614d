"""The real program is killed among deletions at two vendors; each vendor's journal finishes its own."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from te_tui.archive.reader import verify
from te_tui.demo import LOGIN_TOKEN, DemoOptions, GrafanaOptions
from te_tui.demo.grafana import store as grafana_store
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes import store as thousandeyes_store
from tests.cli.conftest import NOW, raw_ids
from tests.demo.grafana.servers import client_of, listed
from tests.e2e.program import COMMAND, DEADLINE

EACH = 3


def killing(delete: Any, deleted: list[str], running: list[Popen[str]], killed_at: int) -> Any:
    """A deletion after which the program is killed, when it is the one of this number."""

    def delete_and_kill(store: Any, snapshot: Any) -> None:
        delete(store, snapshot)
        deleted.append(str(snapshot))
        if len(deleted) == killed_at:
            os.kill(running[0].pid, signal.SIGKILL)
            running[0].wait()

    return delete_and_kill


@pytest.mark.parametrize("killed_at", [2, EACH + 2], ids=["at the first vendor", "at the second"])
def test_a_deletion_at_two_vendors_is_killed_and_each_journal_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    deleted: list[str] = []
    running: list[Popen[str]] = []
    for store in (thousandeyes_store.Store, grafana_store.Store):
        monkeypatch.setattr(store, "delete", killing(store.delete, deleted, running, killed_at))
    with (
        DemoServer(DemoOptions(now=NOW, rate_limit=0)) as one,
        DemoServer(GrafanaOptions(now=NOW, snapshots=20)) as other,
    ):
        (tmp_path / "settings.toml").write_text(
            f'[profiles.prod]\nbase_url = "{one.url}"\naid = "1234"\ntoken_command = "echo {LOGIN_TOKEN}"\n'
            f'[profiles.graf]\nvendor = "grafana"\nbase_url = "{other.url}"\n'
            f'token_command = "echo {LOGIN_TOKEN}"\n'
        )

        def start(*argv: str) -> Popen[str]:
            return Popen(
                [*COMMAND, *argv], text=True, stdin=PIPE,
                stdout=PIPE, stderr=PIPE,
            )  # fmt: skip

        def run(*argv: str) -> str:
            ended = start(*argv)
            out, err = ended.communicate(timeout=3 * DEADLINE)
            assert ended.returncode == 0, err
            return out

        rows = [json.loads(line) for line in run("ls", "--everywhere", "--json").splitlines()]
        now = NOW.isoformat()
        usual = [
            row for row in rows if (row["snapshotExpirationDate"] or "") > now and not row.get("external")
        ]
        wanted = [
            *[row for row in usual if row["profile"] == "prod" and row["aid"] == "1234"][10 : 10 + EACH],
            *[row for row in usual if row["profile"] == "graf"][-EACH:],
        ]
        victims = {row["snapshotId"] for row in wanted}
        assert len(victims) == 2 * EACH
        running.append(start("rm", "-", "--yes"))
        _, said = running[0].communicate("\n".join(map(json.dumps, wanted)), timeout=3 * DEADLINE)
        assert running[0].returncode == -signal.SIGKILL, said
        journals = [path.name for path in (tmp_path / "journals").iterdir() if ".done" not in path.name]
        assert len([name for name in journals if name.endswith(".jsonl")]) == 1
        profile = "prod" if killed_at <= EACH else "graf"
        run("rm", "--profile", profile, "--resume", "--yes")
        gone = set(victims) - {*raw_ids(one, "1234"), *keys_of(other)}
        assert gone == {row["snapshotId"] for row in wanted if killed_at > EACH or row["profile"] == "prod"}
    archives = {verify(path).snapshot_id for path in (tmp_path / "archives").glob("*.tesnap")}
    assert archives == gone


def keys_of(server: DemoServer) -> set[str]:
    with client_of(server) as client:
        return {row["key"] for row in listed(client)}
