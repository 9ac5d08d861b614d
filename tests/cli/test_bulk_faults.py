"""What goes wrong among many changes passes, or is told for the one that it concerns; the others are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.actions.journals import interrupted
from te_tui.archive.reader import verify
from te_tui.demo import Fault
from te_tui.demo.thousandeyes.problems import Problem
from te_tui.demo.thousandeyes.store import Store
from tests.cli.conftest import Run, Serve
from tests.cli.test_changing import Site, found, made, site_with

pytestmark = pytest.mark.usefixtures("without_waiting")


@pytest.fixture
def site(te_tui: Run, serve: Serve, tmp_path: Path) -> Site:
    return site_with(te_tui, serve, tmp_path)


@pytest.mark.parametrize(
    ("command", "kind"),
    [("rm", "429"), ("rm", "500"), ("rm", "drop"), ("rm", "truncate"), ("extend", "429"), ("extend", "drop")],
)
def test_what_passes_is_waited_for_and_the_dry_run_was_right(
    site: Site, te_tui: Run, serve: Serve, tmp_path: Path, command: str, kind: str
) -> None:
    ids = found(site)[:3]
    choice = (command, *ids, *(("--by", "30d") if command == "extend" else ()))
    dry = site.run(*choice, "--dry-run")
    site.server.stop()
    faulty = site_with(te_tui, serve, tmp_path, faults=(Fault(kind, 0.1),))
    answer = faulty.run(*choice, "--yes", "--quiet")
    assert (answer.code, answer.err, answer.lines) == (0, "", made(dry))
    assert interrupted(tmp_path / "journals") == []
    if command == "rm":
        archives = [verify(path).snapshot_id for path in (tmp_path / "archives").iterdir()]
        assert sorted(archives) == sorted(ids)


@pytest.mark.parametrize(
    ("command", "status", "why"),
    [("rm", 403, "HTTP 403: "), ("rm", 500, "HTTP 500: "), ("extend", 403, "HTTP 403: ")]
    + [
        (command, 404, "the service does not find it for that, but it still opens")
        for command in ("rm", "extend")
    ],
)
def test_what_concerns_one_is_told_of_that_one_and_ends_with_5(
    site: Site, monkeypatch: pytest.MonkeyPatch, command: str, status: int, why: str
) -> None:
    ids = found(site)
    bad, name = ids[1], "delete" if command == "rm" else "extend"
    change = getattr(Store, name)

    def refuse(store: Store, snapshot_id: str, *more: object) -> None:
        if snapshot_id == bad:
            raise Problem(status, "Not this one.")
        change(store, snapshot_id, *more)

    monkeypatch.setattr(Store, name, refuse)
    choice = (command, *ids, *(("--by", "30d") if command == "extend" else ("--no-archive",)))
    dry = site.run(*choice, "--dry-run")
    answer = site.run(*choice, "--yes")
    assert answer.code == 5
    assert answer.lines == [line for line in made(dry) if bad not in line]
    assert f"not {'deleted' if command == 'rm' else 'extended'}: " in answer.err
    assert why in answer.err
    assert f"1 of {len(ids)} remain. Finish with te-tui {command} --resume " in answer.err
