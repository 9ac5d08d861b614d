"""A vendor is one folder: te-tui works with one that it was never told of."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from te_tui.archive.reader import open_archive
from te_tui.sources.errors import BadArchive
from tests import vendors
from tests.cli.conftest import Outcome, Run
from tests.vendors.stored import CANARY, STORED, store


@pytest.fixture
def tiny(te_tui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `te-tui` with a profile of the tiny vendor, which has two snapshots."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text('[profiles.lab]\nvendor = "tiny"\n')
    vendors.install(monkeypatch)
    store("north", "south")

    def run(*argv: str) -> Outcome:
        return te_tui(*argv, "--profile", "lab", TE_TUI_HOME=str(home), TINY_TOKEN="a-token-of-tiny")

    return run


def test_it_lists(tiny: Run) -> None:
    rows = tiny("ls", "--json").objects
    assert [(one["snapshotId"], one["snapshotName"]) for one in rows] == [
        ("north", "Dials of north"),
        ("south", "Dials of south"),
    ]


@pytest.mark.parametrize("target", ["south", "https://tiny.example/see/south"])
def test_it_opens_and_draws_also_by_its_own_link(tiny: Run, target: str) -> None:
    shown = tiny("show", target)
    assert shown.code == 0, shown.err
    assert "Dials of south" in shown.out
    assert "Pressure" in shown.out
    assert "bar" in shown.out
    assert json.loads(tiny("data", target, "dial", "--json").out)["rows"] == [
        {"bar": 3},
        {"bar": 5},
        {"bar": 4},
    ]


def test_it_archives_without_its_secret_and_the_archive_opens_by_its_vendors_name(
    tiny: Run, tmp_path: Path
) -> None:
    done = tiny("archive", "north", "--json", "--output", str(tmp_path))
    assert done.code == 0, done.err
    [path] = tmp_path.glob("*.tesnap")
    with zipfile.ZipFile(path) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        assert CANARY.encode() not in zipped.read("snapshot.json")
    assert (manifest["format"], manifest["vendor"], manifest["widgets"]) == (3, "tiny", [])
    assert manifest["snapshot"]["blankedFields"] == ["door"]
    store()
    shown = tiny("show", str(path))
    assert "Pressure" in shown.out
    assert "bar" in shown.out
    assert json.loads(tiny("data", str(path), "dial", "--json").out)["rows"] == [
        {"bar": 3},
        {"bar": 5},
        {"bar": 4},
    ]


def test_an_archive_of_a_vendor_that_is_not_here_is_told_in_one_sentence(
    tiny: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny("archive", "north", "--output", str(tmp_path))
    [path] = tmp_path.glob("*.tesnap")
    monkeypatch.undo()
    monkeypatch.delitem(sys.modules, "te_tui.sources.tiny")
    with pytest.raises(BadArchive, match=r"te-tui does not know its vendor\. Open it with a newer te-tui"):
        open_archive(path)


def test_it_is_deleted_from_behind_an_archive(tiny: Run, tmp_path: Path) -> None:
    done = tiny("rm", "north", "--yes")
    assert done.code == 0, done.err
    assert list(STORED) == ["south"]
    assert list((tmp_path / "home").rglob("*.tesnap"))


def test_what_it_cannot_do_is_said_before_anything_is_planned(tiny: Run) -> None:
    refused = tiny("extend", "north", "--by", "30d", "--yes")
    assert refused.code == 2
    assert "Tiny cannot move the expiry of snapshots" in refused.err
    assert list(STORED) == ["north", "south"]


def test_its_token_does_not_stay_in_the_environment_of_another_vendors_command(
    te_tui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendors.install(monkeypatch)
    monkeypatch.setenv("TINY_TOKEN", "a-token-of-tiny")
    te_tui("status", TE_TUI_HOME=str(tmp_path))
    assert "TINY_TOKEN" not in os.environ
