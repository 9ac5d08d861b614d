"""Two processes of te-tui that would change the same account group: one at a time (safety rule 18)."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.lying import Service, served
from tests.e2e.program import COMMAND, DEADLINE

IDS = [f"id-{number}" for number in range(6)]


class Site:
    """A service whose deletions wait, and te-tui on it.

    Attributes:
        reached: set when a deletion has reached the service.
        free: until it is set, all but the first deletion wait.
    """

    def __init__(self, service: Service, url: str) -> None:
        self.service = service
        self.url = url
        self.reached = threading.Event()
        self.free = threading.Event()
        self._running: list[subprocess.Popen[str]] = []
        self._first = threading.Lock()
        service.hold = self._hold

    def _hold(self, method: str, what: str) -> None:
        if method == "DELETE" and not self._first.acquire(blocking=False):
            self.reached.set()
            self.free.wait(DEADLINE)

    def start(self, *argv: str, url: str | None = None) -> subprocess.Popen[str]:
        environment = os.environ | {"TE_BASE_URL": url or self.url, "TE_TOKEN": "demo-token"}
        running = subprocess.Popen(
            [*COMMAND, *argv], env=environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._running.append(running)
        return running

    def run(self, *argv: str, url: str | None = None) -> tuple[int, str]:
        return ended(self.start(*argv, url=url))

    def first(self) -> subprocess.Popen[str]:
        """A run of which one deletion was answered and the next one is under way."""
        running = self.start("rm", *IDS[:4], "--no-archive", "--yes")
        assert self.reached.wait(DEADLINE)
        return running

    def end(self) -> None:
        self.free.set()
        for running in self._running:
            if running.poll() is None:
                running.kill()
                running.communicate()


def ended(running: subprocess.Popen[str]) -> tuple[int, str]:
    _, err = running.communicate(timeout=DEADLINE)
    return running.returncode, err


@pytest.fixture
def site() -> Iterator[Site]:
    service = Service(*IDS)
    with served(service) as url:
        made = Site(service, url)
        yield made
        made.end()


@pytest.mark.parametrize(
    "command",
    [
        ("rm", IDS[5], "--no-archive", "--yes"),
        ("extend", IDS[5], "--until", "2030-01-01", "--yes"),
        ("prune", "--filter", "id:id-5", "--yes"),
    ],
    ids=lambda command: str(command[0]),
)
def test_a_second_run_says_which_is_at_work_and_changes_nothing(
    site: Site, tmp_path: Path, command: tuple[str, ...]
) -> None:
    first = site.first()
    only_looks = site.start(*command, "--dry-run")  # at the same time: the first one does not wait for ever
    code, err = site.run(*command)
    assert code == 5
    told = rf"by te-tui rm, process {first.pid} on this machine, since \d\d:\d\d UTC, [01] of 4 done"
    assert re.search(told, err)
    assert "--wait" in err
    assert "was interrupted" not in err
    assert "id-5" in site.service.snapshots
    assert len(list((tmp_path / "journals").iterdir())) == 1
    assert [stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "locks").iterdir()] == [0o600]
    assert ended(only_looks)[0] == 0
    site.free.set()
    assert ended(first)[0] == 0


def test_a_second_run_that_waits_decides_after_the_first(site: Site) -> None:
    """Both mean the same four; which one of them is deleted already is not certain."""
    first = site.first()
    second = site.start("prune", "--filter", "scheduled:yes -id:id-4 -id:id-5", "--yes", "--wait")
    third = site.start("extend", "id-5", "--until", "2030-01-01", "--yes", "--wait")
    assert second.stderr is not None
    for line in second.stderr:
        if "Waiting for it" in line:
            break
    site.free.set()
    assert ended(first)[0] == 0
    assert ended(third)[0] == 0
    code, err = ended(second)
    assert (code, "There is nothing to do." in err) == (0, True)
    assert list(site.service.snapshots) == IDS[4:]


def test_the_lock_of_a_killed_run_is_taken_over_and_its_journal_is_finished(site: Site) -> None:
    first = site.first()
    first.send_signal(signal.SIGKILL)
    first.communicate()
    site.free.set()
    code, err = site.run("rm", "id-5", "--no-archive", "--yes")
    assert code == 0
    assert "An earlier deletion was interrupted" in err
    assert site.run("rm", "--resume")[0] == 0
    assert list(site.service.snapshots) == ["id-4"]


def test_a_run_on_another_host_does_not_wait(site: Site) -> None:
    site.first()
    with served(Service(*IDS)) as url:
        assert site.run("rm", "id-5", "--no-archive", "--yes", url=url)[0] == 0


def test_a_resumption_takes_the_lock_as_well(site: Site, tmp_path: Path) -> None:
    site.service.delete = lambda _: (403, {"title": "Forbidden"})
    site.free.set()
    site.run("rm", "id-5", "id-4", "--no-archive", "--yes")
    (journal,) = (tmp_path / "journals").iterdir()
    site.free.clear()
    site.reached.clear()
    site.service.delete = site.service._delete
    site.first()
    code, err = site.run("rm", "--resume", journal.name.removesuffix(".done.jsonl"))
    assert (code, "being changed by te-tui rm" in err) == (5, True)
