"""Archives and answers that were made to do harm: refused, or read with what fits, in bounded memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from te_tui.archive.reader import open_archive
from te_tui.models.limits import LIMITS, TooMuch, check_elements
from te_tui.sources.errors import BadArchive
from te_tui.sources.reading.decode import NotReadable
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from tests.archive import harm
from tests.archive.fake import Bodies, archived, number
from tests.measured import Ended, run_each

pytestmark = pytest.mark.long

# One of each kind; the others are in `tests/sweep`.
MEASURED = (
    "widgets that are numbers",
    "widgets with wrong parts",
    "a manifest of numbers",
    "points that are numbers",
    "points of as many series",
    "rows of other columns each",
)


def commands_for(path: Path) -> list[list[str]]:
    """What people do with an archive that they were sent."""
    file = str(path)
    data = ["data", file, "w1"]
    return [
        ["show", file],
        ["show", file, "--json"],
        data,
        [*data, "--json"],
        [*data, "--csv"],
        ["verify", file],
    ]


def assert_bounded(name: str, endings: list[Ended]) -> None:
    """Refused in sentences, or shown."""
    for ended in endings:
        assert ended.code in {0, 2, 4, 5, 6}, (name, ended)
        assert "Traceback" not in ended.said
        assert all(len(line) < 500 for line in ended.said.splitlines()), (name, ended.said[:2_000])
        assert ended.peak <= 300, (name, ended)


@contextmanager
def serving(answers: dict[str, bytes]) -> Iterator[dict[str, str]]:
    """A service with these answers by their paths; gives out the environment in which te-tui asks it."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = answers.get(self.path.partition("?")[0], b'{"accountGroups":[{"aid":"7"}]}')
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # who has read enough hangs up
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield {"TE_BASE_URL": f"http://127.0.0.1:{server.server_port}", "TE_TOKEN": "canary-7f3a-token"}
        finally:
            server.shutdown()


def test_archives_made_to_do_harm_are_refused_or_shown_in_300_mb(tmp_path: Path) -> None:
    paths = [tmp_path / f"{place}.tesnap" for place in range(len(MEASURED))]
    for path, name in zip(paths, MEASURED, strict=True):
        path.write_bytes(harm.built(name))
    endings = run_each([["show", str(path)] for path in paths])
    for name, ended in zip(MEASURED, endings, strict=True):
        assert_bounded(name, [ended])


@pytest.mark.parametrize("name", ["a very long text", "points that are numbers"])
def test_answers_made_to_do_harm_are_refused_or_shown_in_300_mb(name: str) -> None:
    with serving(harm.answers(name)) as environment:
        assert_bounded(name, run_each([["show", "s1", "--aid", "7"]], environment))


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
