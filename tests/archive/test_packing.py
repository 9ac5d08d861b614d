"""Whatever interrupts the writing, no half archive has an archive's name; each name finds a file."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.archive import packing
from te_tui.archive.reader import verify
from te_tui.archive.source import ArchiveSource
from te_tui.models.clean import clean, visible
from te_tui.sources.errors import BadArchive
from tests.archive.fake import SNAPSHOT, Bodies, archived

# Archives a snapshot, and is killed when the first of its answers has been written.
_KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from te_tui.archive import packing
from tests.archive.fake import archived

class Bodies:
    def __init__(self, bodies):
        self.bodies = bodies
    def __iter__(self):
        yield self.bodies[0]
        os.kill(os.getpid(), signal.SIGKILL)

whole = packing._pack
packing._pack = lambda file, manifest, bodies: whole(file, manifest, Bodies(list(bodies)))
asyncio.run(archived(Path(sys.argv[1])))
"""


def test_a_program_that_is_killed_while_it_writes_leaves_no_half_archive(tmp_path: Path) -> None:
    folder = tmp_path / "archives"
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert list(folder.glob("*.tesnap")) == []
    assert [path.name[0] for path in folder.iterdir()] == ["."], "it was killed in the middle"


def test_what_cannot_be_read_back_is_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packing._pack

    def spoilt(*arguments: object) -> None:
        whole(*arguments)  # type: ignore[arg-type]  # the arguments of the function it stands for
        file = arguments[0]
        file.seek(-1, 1)  # type: ignore[attr-defined]
        file.truncate()  # type: ignore[attr-defined]

    monkeypatch.setattr(packing, "_pack", spoilt)
    with pytest.raises(BadArchive):
        asyncio.run(archived(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["/etc/passwd", "..", "日本", "a" * 500, "", "con", "[/]\x1b]52;c;x\x07"])
def test_every_name_finds_a_file_in_the_folder(tmp_path: Path, name: str) -> None:
    done = asyncio.run(archived(tmp_path, Bodies(SNAPSHOT | {"snapshotName": name})))
    assert done.path.parent == tmp_path
    assert list(tmp_path.iterdir()) == [done.path]


texts = st.text(st.characters(codec="utf-8"), max_size=40)


@given(name=texts, group=texts, title=texts, value=st.floats(allow_nan=False, allow_infinity=False))
def test_whatever_things_are_called_they_come_back(name: str, group: str, title: str, value: float) -> None:
    widgets = [{"id": "w1", "type": "Number", "title": title}]
    body = b'{"data": {"cards": [{"value": %a}]}}' % value
    with tempfile.TemporaryDirectory() as folder:
        source = Bodies(SNAPSHOT | {"snapshotName": name, "widgets": widgets}, w1=body)
        done = asyncio.run(archived(Path(folder), source, group_name=clean(group)))
        assert verify(done.path) == done.manifest
        assert (done.manifest.snapshot_name, done.manifest.group_name) == (visible(clean(name)), clean(group))
        held = ArchiveSource.at(done.path)
        assert asyncio.run(held.raw_panel_data("1234", "s1", "w1")) == body
        assert asyncio.run(held.snapshot("1234", "s1")).panels[0].title == visible(clean(title))
