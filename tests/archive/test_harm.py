"""Archives and answers that were made to do harm: refused, or read with what fits, in bounded memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from te_tui.archive.reader import open_archive
from te_tui.models.decode import NotReadable
from te_tui.models.limits import LIMITS, TooMuch, check_elements
from te_tui.models.snapshot import read_snapshot
from te_tui.sources.errors import BadArchive
from tests.archive import harm
from tests.archive.fake import Bodies, archived, number

# Opens each archive and reads its widget; prints the peak of this program alone, in MB.
_READ = """
import asyncio, re, sys
from pathlib import Path
from te_tui.archive.source import ArchiveSource
from te_tui.sources.errors import SourceError

for path in sys.argv[1:]:
    try:
        source = ArchiveSource.at(Path(path))
        asyncio.run(source.panel_data("1234", "s1", "w1"))
    except SourceError as error:
        assert len(str(error)) < 400, error
        assert str(error).endswith("."), error
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""


MEASURED = (
    "widgets that are numbers",
    "more numbers than any body has",
    "unknown objects",
    "objects in objects",
    "a manifest of numbers",
    "points that are numbers",
)


def test_what_becomes_too_many_elements_takes_no_more_than_300_mb(tmp_path: Path) -> None:
    paths = []
    for place, name in enumerate(MEASURED):
        paths.append(tmp_path / f"{place}.tesnap")
        paths[-1].write_bytes(harm.built(name))
    child = subprocess.run(
        [sys.executable, "-c", _READ, *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    assert int(child.stdout) <= 300


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("more numbers than any body has", "the body has more than 2,000,000 elements"),
        ("lists in lists", "the body is nested more than 500 levels deep"),
        ("objects in objects", "the body is nested more than 500 levels deep"),
        ("lists behind escaped quotes", "the body is nested more than 500 levels deep"),
        ("a manifest of numbers", "its manifest is wrong"),
        ("a manifest of wrong members", "its manifest is wrong"),
        ("too many members", "it has more than 50,000 members"),
    ],
)
def test_what_is_refused_says_why(tmp_path: Path, name: str, why: str) -> None:
    path = tmp_path / "harm.tesnap"
    path.write_bytes(harm.built(name))
    with pytest.raises(BadArchive, match=why):
        open_archive(path)


async def test_a_sound_archive_of_20_000_members_is_opened(tmp_path: Path) -> None:
    widgets = [{"id": f"w{place}", "type": "Number"} for place in range(19_998)]
    source = Bodies({"snapshotId": "s1", "widgets": widgets}, **{one["id"]: number(1) for one in widgets})
    archive = open_archive((await archived(tmp_path, source)).path)
    assert len(archive.snapshot.panels) == len(archive.manifest.panels) == 19_998


def test_the_depth_is_ours_and_the_same_on_every_python() -> None:
    # One more level each: the object around it.
    deep, deeper = (b"[" * depth + b"]" * depth for depth in (LIMITS.depth - 1, LIMITS.depth))
    assert read_snapshot(b'{"snapshotId":"s1","x":%s}' % deep).row.snapshot_id == "s1"
    with pytest.raises(NotReadable, match="nested more than 500 levels deep"):
        read_snapshot(b'{"snapshotId":"s1","x":%s}' % deeper)


def test_marks_in_texts_do_not_count() -> None:
    check_elements(b'["%s"]' % (b"[{," * 1_000_000))
    with pytest.raises(TooMuch, match="more than 2,000,000 elements"):
        check_elements(b"[%s]" % (b"1," * 2_000_001))


def test_as_many_as_are_allowed_are_not_too_much() -> None:
    check_elements(b"[%s1]" % (b"1," * (LIMITS.elements - 1)))
