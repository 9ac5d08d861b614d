"""`te-tui verify`: whether archives are whole and unaltered, without token, settings and network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.goldens import COMPLETE, GOLDEN, WITH_DIGEST, golden
from tests.cli.conftest import Run

pytestmark = pytest.mark.long

KEYS = {
    "path", "ok", "error", "format", "manifestDigest", "snapshotId", "snapshotName", "aid", "host",
    "archivedAt", "widgets", "complete", "lacks", "absentWidgets", "unfetchedWidgets", "unreadableParts",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every golden archive, one of them in a folder inside."""
    inside = tmp_path / "kept" / "2026"
    inside.mkdir(parents=True)
    for name in GOLDEN:
        shutil.copy(golden(name), inside if name == "format-2" else inside.parent)
    return inside.parent


def flip(path: Path) -> None:
    """Flip a bit in the middle, which is in a member."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


def test_sound_archives_end_with_0_and_one_sentence(te_tui: Run, folder: Path) -> None:
    answer = te_tui("verify", str(folder))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines()[-1] == (
        "te-tui: 6 archives are whole and unaltered; 2 incomplete; 3 without a digest of the manifest"
    )


@pytest.mark.parametrize("name", GOLDEN)
def test_the_one_that_is_damaged_is_named_and_the_exit_code_is_5(
    te_tui: Run, folder: Path, name: str
) -> None:
    path = next(folder.rglob(f"{name}.tesnap"))
    flip(path)
    answer = te_tui("verify", str(folder), "--quiet")
    assert answer.code == 5
    assert answer.out == (
        f"{path}: The archive {name}.tesnap cannot be used: it is damaged. "
        "Use another copy of it, or archive the snapshot again.\n"
    )
    assert answer.err.startswith(f"te-tui: 1 of {len(GOLDEN)} archives not sound; ")


def test_an_incomplete_one_is_sound_and_says_what_it_lacks(te_tui: Run) -> None:
    answer = te_tui("verify", str(golden("format-2")))
    assert (answer.code, answer.out) == (0, "")
    assert "is sound, but incomplete: 1 of 5 widgets could not be fetched: HTTP 500" in answer.err


def test_a_terminal_sees_how_far_it_is(te_tui: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    flip(folder / "format-1.tesnap")
    drawn = te_tui("verify", str(folder)).err.split("\r\x1b[K")
    assert drawn[0].startswith(f"0 of {len(GOLDEN)} done · ctrl+c stops · ")
    assert any(line.startswith(f"3 of {len(GOLDEN)} done · 1 failed · ctrl+c stops") for line in drawn), drawn
    assert f"te-tui: 1 of {len(GOLDEN)} archives not sound" in drawn[-1]


def test_json_is_an_object_for_each_in_sorted_order(te_tui: Run, folder: Path) -> None:
    answer = te_tui("verify", str(folder), "--json")
    assert answer.code == 0
    assert [one["path"] for one in answer.objects] == sorted(map(str, folder.rglob("*.tesnap")))
    for one in answer.objects:
        name = Path(one["path"]).stem
        assert set(one) == KEYS
        assert (one["ok"], one["error"]) == (True, None)
        assert one["complete"] is (one["lacks"] is None) is (name in COMPLETE)
        assert one["manifestDigest"] is (name in WITH_DIGEST)
        assert (one["aid"], one["host"]) == ("1234", "api.thousandeyes.com")
        assert one["archivedAt"] == "2026-11-21T09:00:00Z"


def test_json_says_why_one_is_not_sound(te_tui: Run, folder: Path) -> None:
    flip(folder / "format-1.tesnap")
    answer = te_tui("verify", str(folder), "--json")
    assert answer.code == 5
    bad = [one for one in answer.objects if not one["ok"]]
    assert len(bad) == 1
    assert set(bad[0]) == KEYS
    assert "it is damaged" in bad[0]["error"]
    assert bad[0]["snapshotId"] is bad[0]["complete"] is bad[0]["manifestDigest"] is None


def test_a_path_that_is_not_there_is_4_unless_an_archive_is_bad(te_tui: Run, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.tesnap")
    alone = te_tui("verify", missing)
    assert alone.code == 4
    assert "There is no archive" in alone.out
    assert te_tui("verify", missing, str(golden("format-1"))).code == 4
    shutil.copy(golden("format-1"), tmp_path / "bad.tesnap")
    flip(tmp_path / "bad.tesnap")
    assert te_tui("verify", missing, str(tmp_path / "bad.tesnap")).code == 5


def test_a_folder_without_an_archive_is_4(te_tui: Run, tmp_path: Path) -> None:
    answer = te_tui("verify", str(tmp_path))
    assert answer.code == 4
    assert f"there is no archive in {tmp_path}" in answer.err


def test_nothing_to_verify_is_wrong_usage(te_tui: Run) -> None:
    assert te_tui("verify").code == 2


def test_links_are_not_followed(te_tui: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "a-link.tesnap").symlink_to(golden("format-1"))
    (folder / "away").symlink_to(tmp_path)
    answer = te_tui("verify", str(folder))
    assert answer.code == 0
    assert answer.err.endswith("; 1 symbolic link not followed\n")
    assert te_tui("verify", str(folder / "a-link.tesnap")).code == 5
    assert te_tui("verify", str(folder / "away")).code == 5


def test_what_is_no_file_is_not_waited_for(te_tui: Run, folder: Path) -> None:
    os.mkfifo(folder / "pipe.tesnap")
    answer = te_tui("verify", str(folder))
    assert answer.code == 5
    assert "pipe.tesnap cannot be used: it is no file" in answer.out


@pytest.mark.parametrize("name", [b"caf\xe9\x1b]52;c;x\x07.tesnap", "a\u202eb\x9b31m.tesnap".encode()])
def test_whatever_a_file_is_called_the_terminal_obeys_nothing(
    te_tui: Run, tmp_path: Path, name: bytes
) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_bytes(b"PK nothing")
    for form in ([], ["--json"]):
        answer = te_tui("verify", str(tmp_path), *form)
        assert answer.code == 5
        assert "tesnap" in answer.out
        for said in answer.out, answer.err:
            assert said.replace("\n", "").isprintable()
    (found,) = answer.objects
    assert os.fsencode(found["path"]) == path


def test_neither_settings_nor_token_are_looked_at(te_tui: Run, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[[[damaged")
    assert te_tui("verify", str(golden("format-1")), TE_TOKEN="x").code == 0


def test_a_file_named_twice_is_verified_once(te_tui: Run) -> None:
    answer = te_tui("verify", *[str(golden("format-1"))] * 2, "--json")
    assert len(answer.objects) == 1


def test_a_thousand_are_gone_through_and_ctrl_c_says_how_far(tmp_path: Path) -> None:
    content = golden("format-1").read_bytes()
    for number in range(1000):
        (tmp_path / f"{number:04}.tesnap").write_bytes(content)
    command = [sys.executable, "-m", "te_tui", "verify", str(tmp_path), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert '"ok":true' in running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.startswith("te-tui: stopped after ")
    assert said.endswith(" of 1,000 archives\n")
    whole = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (whole.returncode, whole.stdout.count('"ok":true')) == (0, 1000)


@pytest.mark.parametrize("name", GOLDEN)
def test_every_format_is_shown_and_its_data_are_printed(te_tui: Run, name: str) -> None:
    shown = te_tui("show", str(golden(name)), "--width", "80")
    assert shown.code == (0 if name in COMPLETE else 5)
    assert "Every widget type" in shown.out
    assert "Checkout at a glance" in shown.out
    data = te_tui("data", str(golden(name)), "all01", "--json")
    assert data.code == 0
    assert [row["value"] for row in data.objects[0]["rows"]][:2] == [96.483, 1364.831]
