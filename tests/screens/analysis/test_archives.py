"""Archives at hand are compared with one another, and with a snapshot that is live."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from te_tui.app import TeTui
from te_tui.archive.source import ArchiveSource
from te_tui.screens.analysis.comparison import ComparisonScreen
from te_tui.screens.session import Places
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.screens.snapshots.archived import ArchivesScreen
from te_tui.sources.errors import Answer, ServerFailed
from tests.analysis.planted import MIDNIGHT, noisy
from tests.archive.fake import NOW, Bodies, archived, number
from tests.screens.analysis.conftest import DAY, Snapshots, latencies, quiet
from tests.screens.changing import notices
from tests.screens.conftest import explorer, lines, page, until, until_shown


async def an_archive(
    folder: Path, host: str, name: str, days: int, shift: float, *, made: datetime | None = None
) -> None:
    """An archive of a day of latencies, so many days after the first, in which Rome is slower by so much.

    If it is not said when it was made, it was made so many minutes after the first.
    """
    start = MIDNIGHT + days * DAY
    values = {"Oslo": noisy(100, 2, 288, days), "Rome": noisy(100 + shift, 2, 288, days + 9)}
    iso = datetime.fromtimestamp(start, UTC).isoformat().replace("+00:00", "Z")
    snapshot = {
        "snapshotId": name,
        "snapshotName": f"Archive {name}",
        "timeSpan": {"start": iso, "duration": DAY},
        "widgets": [
            {
                "id": "w0",
                "type": "Time Series: Line",
                "title": "Latency, by agent",
                "metric": "NET_LATENCY",
                "groupBy": "AGENT",
            }
        ],
    }
    points = [
        {
            "timestamp": start + 300 * index,
            "value": value,
            "groups": [{"groupProperty": "AGENT", "groupValue": place}],
        }
        for place, some in values.items()
        for index, value in enumerate(some)
    ]
    body = json.dumps({"binSize": 300, "data": {"points": points}}).encode()
    source = Bodies(snapshot, w0=body)
    source.host = host
    await archived(folder, source, name, now=made or NOW + timedelta(minutes=days))


def file_of(folder: Path, name: str) -> Path:
    """The file of an archive made by `an_archive`."""
    [path] = folder.glob(f"*{name}*.tesnap")
    return path


async def app_with_archives(source: Snapshots, folder: Path) -> TeTui:
    """The explorer, with two archives of its host at hand and one of another host."""
    live = source.put(
        "live", latencies({"Oslo": quiet, "Rome": lambda _: 40.0}, MIDNIGHT + 8 * DAY), MIDNIGHT + 8 * DAY
    )
    source.pages["1234"] = [page(live)]
    await an_archive(folder, source.host, "old", 0, 0.0)
    await an_archive(folder, source.host, "new", 7, 40.0)
    await an_archive(folder, "elsewhere.example.com", "foreign", 3, 0.0)
    app = explorer(source)
    app.session.places = Places(folder)
    return app


async def test_archives_are_sorted_by_each_column_and_in_reverse(source: Snapshots, tmp_path: Path) -> None:
    app = await app_with_archives(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("A")
        for key, title, first in (
            ("", "Archived (UTC)↓", "new"),
            ("S", "Archived (UTC)↑", "old"),
            ("s", "Name↑", "new"),
            ("S", "Name↓", "old"),
            ("s", "Window from↑", "old"),
        ):
            await pilot.press(*key)
            await until_shown(pilot, title, "s Sort")
            assert f"Archive {first}" in next(line for line in lines(pilot) if "Archive " in line), title


async def test_archives_of_another_port_are_at_hand_where_each_start_has_its_own(
    source: Snapshots, tmp_path: Path
) -> None:
    source.host = "127.0.0.1:1"
    app = await app_with_archives(source, tmp_path)
    source.host = "127.0.0.1:2"
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("A")
        await until_shown(pilot, "No archive of 1234")
        app.session.places = Places(tmp_path, any_port=True)
        await pilot.press("r")
        await until_shown(pilot, "Archive new", "Archive old", "2 archives")
        assert "foreign" not in "\n".join(lines(pilot))


async def test_two_archives_are_compared(source: Snapshots, tmp_path: Path) -> None:
    app = await app_with_archives(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("A")
        await until_shown(pilot, "Archive new", "Archive old", "2 archives")
        assert "foreign" not in "\n".join(lines(pilot))
        await pilot.press("space", "D")
        await until(pilot, lambda: notices(pilot) == ["Mark two with space; D compares them."])
        await pilot.press("space", "D")
        await until_shown(pilot, "before: Archive old", "after:  Archive new", "worse  Rome")
        assert isinstance(pilot.app.screen, ComparisonScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchivesScreen))


async def test_an_archive_opens_as_its_file_does_and_going_back_leads_to_the_list(
    source: Snapshots, tmp_path: Path
) -> None:
    app = await app_with_archives(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("A")
        await until_shown(pilot, "Archive new", "Archive old", "2 archives")
        await pilot.press("enter")
        await until_shown(pilot, "Archive new", "archive of 11 Nov", "Latency, by agent")
        opened = pilot.app.screen
        assert isinstance(opened, SnapshotScreen)
        assert isinstance(opened.session.source, ArchiveSource)
        assert opened.session.source.path.parent == tmp_path
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchivesScreen))
        assert not source.asked["new"]


async def test_the_last_archive_is_first_and_its_columns_are_whole_at_80_cells(
    source: Snapshots, tmp_path: Path
) -> None:
    for days, made in enumerate([datetime(2025, 1, 2, 3, 4, tzinfo=UTC), NOW]):
        await an_archive(tmp_path, source.host, f"of day {days}", 9 - days, 0.0, made=made)
    app = await app_with_archives(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("A")
        await until_shown(pilot, "4 archives")
        told = [" ".join(line.split()) for line in lines(pilot)]
        assert "Name Window from Span Archived (UTC)↓" in told
        listed = [line for line in told if "Archive " in line]
        assert listed[0].endswith("11 Nov 09:07")
        assert listed[-1] == "Archive of day 0 11 Nov 00:00 1 d 2 Jan 2025 03:04"


async def test_archives_are_filtered_and_marks_stay_on_what_the_filter_hides(
    source: Snapshots, tmp_path: Path
) -> None:
    app = await app_with_archives(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("A")
        await until_shown(pilot, "Archive new", "Archive old")
        await pilot.press("space", "slash", *"old", "enter")
        await until_shown(pilot, "1 of 2 · 1 marked")
        assert "Archive new" not in "\n".join(lines(pilot))
        await pilot.press("space", "escape")
        await until_shown(pilot, "Archive new", "Archive old", "filter: words")
        await pilot.press("slash", *"no", "enter")
        await until_shown(pilot, "No matches. Esc clears the filter.")
        await pilot.press("D")
        await until_shown(pilot, "before: Archive old", "after:  Archive new")


async def test_an_incomplete_archive_is_told_beside_whole_times(source: Snapshots, tmp_path: Path) -> None:
    app = await app_with_archives(source, tmp_path)
    error = ServerFailed("Could not fetch widget w2: HTTP 503", "Try again later.")
    error.answer = Answer(500, b"")
    lacking = Bodies(w1=number(1.5), w2=error)
    lacking.host = source.host
    await archived(tmp_path, lacking, now=NOW - timedelta(days=365))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("A")
        await until_shown(pilot, "11 Nov 2025 09:00  incomplete", "11 Nov 09:07", "3 archives")


async def test_the_path_of_an_archive_is_copied_unless_pasting_it_would_do_harm(
    source: Snapshots, tmp_path: Path
) -> None:
    app = await app_with_archives(source, tmp_path)
    new, old = file_of(tmp_path, "new"), file_of(tmp_path, "old")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("space", "A")
        await until_shown(pilot, "Archive new", "Archive old", "2 archives")
        await pilot.press("home", "y")
        await until(pilot, lambda: app.clipboard == "https://app.thousandeyes.com/s/1")
        await pilot.press("down", "y")
        await until(pilot, lambda: app.clipboard == str(new))
        assert [notice.replace("\n", "") for notice in notices(pilot)] == [
            f"Copied, if your terminal allows it:{new}"
        ]
        new.rename(tmp_path / "new\nrm.tesnap")
        await pilot.press("r", "home", "down", "y")
        await until(pilot, lambda: any("cannot be printed" in notice for notice in notices(pilot)))
        await pilot.press("down", "y")
        await until(pilot, lambda: app.clipboard == str(old))


async def test_a_live_snapshot_among_the_archives_opens_from_its_source(
    source: Snapshots, tmp_path: Path
) -> None:
    app = await app_with_archives(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("space", "A")
        await until_shown(pilot, "Archive old", "live")
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))
        await until(pilot, lambda: source.asked["live"])


async def test_an_archive_is_compared_with_the_live_snapshot_that_was_marked(
    source: Snapshots, tmp_path: Path
) -> None:
    app = await app_with_archives(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("space", "A")
        await until_shown(pilot, "Archive old", "live")
        await pilot.press("end", "space", "D")
        await until_shown(pilot, "before: Archive old", "after:  Snapshot live", "worse  Rome")


async def test_a_live_snapshot_is_put_in_order_beside_an_archive_once_its_window_is_known(
    source: Snapshots, tmp_path: Path
) -> None:
    app = await app_with_archives(source, tmp_path)
    await an_archive(tmp_path, source.host, "late", 15, 40.0)
    source.pages["1234"] = [page(source.opened["live"].row._replace(start=None, duration=None))]
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("space", "A")
        await until_shown(pilot, "Archive late", "live")
        await pilot.press("down", "space", "D")
        await until_shown(pilot, "before: Snapshot live · 10 Nov 2026", "after:  Archive late · 17 Nov 2026")


async def test_without_archives_it_says_where_they_would_be(source: Snapshots, tmp_path: Path) -> None:
    source.pages["1234"] = [page(source.put("live", latencies({"Oslo": quiet})))]
    app = explorer(source)
    app.session.places = Places(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("A")
        await until_shown(pilot, f"No archive of 1234 in {tmp_path}")


async def test_a_beginning_of_an_archives_name_opens_it_after_tab(source: Snapshots, tmp_path: Path) -> None:
    app = await app_with_archives(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot live")
        await pilot.press("colon", "question_mark")
        await until_shown(pilot, "Complete an archive's name")
        await pilot.press("escape", *file_of(tmp_path, "old").name[:9], "tab", "enter")
        await until_shown(pilot, "Archive old", "archive of 11 Nov")
