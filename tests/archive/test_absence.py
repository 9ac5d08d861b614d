"""That a widget has no data takes more than one answer; what could not be confirmed is a gap."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from te_tui.archive.gaps import describe_gaps
from te_tui.archive.source import ArchiveSource
from te_tui.archive.writer import Archived, archive
from te_tui.sources.errors import NotFound, ServerFailed, SourceError
from tests.archive.fake import NOW, SNAPSHOT, Bodies, archived, at_once, contents, names_in, number
from tests.archive.test_gaps import failed

GONE = NotFound("Could not open snapshot s1: HTTP 404", "Check the id.")
UNCONFIRMED = "it could not be confirmed that there are no data (HTTP 404)"


class Lying(Bodies):
    """A source that answers differently from time to time.

    Attributes:
        openings: the snapshot's bodies, or failures, one after another; the last one stays.
        late: how often a widget is not found before it is there.
    """

    def __init__(self, *openings: object, late: dict[str, int] | None = None, **panels: bytes | SourceError):
        super().__init__(SNAPSHOT, **panels)
        self.openings = list(openings) or [SNAPSHOT]
        self.late = late or {}
        self.pauses: list[float] = []

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        await super().raw_snapshot(aid, snapshot_id)
        opening = self.openings.pop(0) if len(self.openings) > 1 else self.openings[0]
        if isinstance(opening, SourceError):
            raise opening
        return json.dumps(opening).encode()

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        answer = await super().raw_panel_data(aid, snapshot_id, widget_id)
        if self.late.get(widget_id, 0) > 0:
            self.late[widget_id] -= 1
            raise NotFound(f"Could not fetch widget {widget_id}", "Check the id.")
        return answer

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await at_once(seconds)


def snapshot(*ids: str, **changes: object) -> dict[str, Any]:
    return SNAPSHOT | {"widgets": [{"id": one, "type": "Number"} for one in ids]} | changes


def ids(done: Archived) -> tuple[list[str | None], list[str | None], list[str | None]]:
    """The widgets with data, those without, and those that nothing is known of."""
    manifest = done.manifest
    return (
        [one.widget_id for one in manifest.panels],
        [one.widget_id for one in manifest.absent],
        [one.answer.widget_id for one in manifest.unfetched],
    )


@pytest.mark.parametrize("late", [1, 2])
async def test_a_widget_that_a_node_does_not_know_yet_is_asked_for_again_with_pauses(
    tmp_path: Path, late: int
) -> None:
    source = Lying(late={"w2": late})
    done = await archived(tmp_path, source, sleep=source.pause)
    assert ids(done) == (["w1", "w2"], [], [])
    assert source.asked == ["s1", "w1", "w2", *["w2"] * late]
    assert len(source.pauses) == late
    assert min(source.pauses) > 0


async def test_where_nothing_is_missing_no_request_is_added_and_nothing_is_waited_for(tmp_path: Path) -> None:
    source = Lying()
    await archived(tmp_path, source, sleep=source.pause)
    assert (source.asked, source.pauses) == (["s1", "w1", "w2"], [])


async def test_a_widget_that_stays_away_is_absent_if_the_snapshot_still_opens_and_names_it(
    tmp_path: Path,
) -> None:
    source = Lying(w1=number(1))
    done = await archived(tmp_path, source)
    assert ids(done) == (["w1"], ["w2"], [])
    assert (done.manifest.format, source.asked.count("s1"), source.asked[-1]) == (1, 2, "s1")


@pytest.mark.parametrize("gone", [GONE, failed(410)], ids=["404", "410"])
async def test_a_snapshot_that_is_deleted_halfway_makes_an_incomplete_archive_with_what_was_fetched(
    tmp_path: Path, gone: SourceError
) -> None:
    done = await archived(tmp_path, Lying(SNAPSHOT, gone, w1=number(1)))
    assert ids(done) == (["w1"], [], ["w2"])
    assert done.manifest.format == 2
    assert describe_gaps(done.manifest) == f"1 of 2 widgets could not be fetched: {UNCONFIRMED}"
    assert "w2 has no data: the snapshot does not open any more" in done.manifest.unfetched[0].sentence


async def test_trouble_at_the_second_opening_makes_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ServerFailed):
        await archived(tmp_path, Lying(SNAPSHOT, ServerFailed("HTTP 503", "Later."), w1=number(1)))
    assert names_in(tmp_path) == []


async def test_a_second_answer_without_the_widget_confirms_nothing(tmp_path: Path) -> None:
    done = await archived(tmp_path, Lying(SNAPSHOT, snapshot("w1"), w1=number(1)))
    assert ids(done) == (["w1"], [], ["w2"])
    assert "w2 has no data: the snapshot does not name it any more" in done.manifest.unfetched[0].sentence
    assert b'"w2"' in contents(done.path)["snapshot.json"], "the answer that names more is kept"


async def test_what_only_the_second_answer_names_is_fetched_and_its_row_is_handed_on(tmp_path: Path) -> None:
    more = snapshot("w1", "w2", "w3", snapshotName="Renamed")
    done = await archived(tmp_path, Lying(SNAPSHOT, more, w1=number(1), w3=number(3)))
    assert ids(done) == (["w1", "w3"], ["w2"], [])
    assert done.snapshot.row.name == done.manifest.snapshot_name == "Renamed"


async def test_what_only_the_second_answer_names_is_not_confirmed_to_have_no_data(tmp_path: Path) -> None:
    done = await archived(tmp_path, Lying(SNAPSHOT, snapshot("w1", "w2", "w3"), w1=number(1)))
    assert ids(done) == (["w1"], ["w2"], ["w3"])
    assert "the snapshot did not name it at first" in done.manifest.unfetched[0].sentence


async def test_of_two_answers_that_name_as_many_widgets_the_second_is_kept(tmp_path: Path) -> None:
    renamed = SNAPSHOT | {"snapshotName": "Renamed"}
    done = await archived(tmp_path, Lying(SNAPSHOT, renamed, w1=number(1)))
    assert done.snapshot.row.name == done.manifest.snapshot_name == "Renamed"


async def test_one_empty_list_of_widgets_decides_nothing(tmp_path: Path) -> None:
    source = Lying(snapshot(), SNAPSHOT)
    done = await archived(tmp_path, source)
    assert ids(done) == (["w1", "w2"], [], [])
    assert source.asked.count("s1") == 2

    empty = await archived(tmp_path / "empty", Lying(snapshot()))
    assert (empty.manifest.gaps, empty.manifest.widgets) == (0, 0)
    gone = await archived(tmp_path / "gone", Lying(snapshot(), GONE))
    assert gone.manifest.unreadable == ("widgets",)


@pytest.mark.parametrize(
    "further",
    [
        {"widgets": [{"id": "w1"}, {"id": "w2"}, {"id": "w3"}]},
        {"widgets": [{"id": "w3"}, {"id": "w2"}]},
        {
            "widgets": [{"id": "w3"}],
            "layout": {"details": {"widgetPositioning": [{"id": "widgetId-w2"}, {"id": "widgetId-w1"}]}},
        },
    ],
    ids=["more", "others", "a layout"],
)
async def test_the_widgets_of_all_lists_are_asked_for(tmp_path: Path, further: object) -> None:
    answer = snapshot("w1", dashboard=further)
    done = await archived(tmp_path, Lying(answer, w1=number(1), w2=number(2), w3=number(3)))
    assert sorted(map(str, ids(done)[0])) == ["w1", "w2", "w3"]
    partly = await archived(tmp_path / "partly", Lying(answer, w1=number(1), w3=failed(500), w2=number(2)))
    assert ids(partly)[2] == ["w3"]


async def test_an_archive_of_an_archive_with_an_unconfirmed_widget_is_the_same_archive(
    tmp_path: Path,
) -> None:
    first = await archived(tmp_path / "one", Lying(SNAPSHOT, GONE, w1=number(1)))
    again = await archive(
        ArchiveSource.at(first.path), "1234", "s1", tmp_path / "two", now=NOW, sleep=at_once
    )
    assert again.path.read_bytes() == first.path.read_bytes()


async def test_what_archives_know_of_is_asked_for_though_no_answer_names_it_any_more(tmp_path: Path) -> None:
    await archived(tmp_path, Bodies(w1=number(1), w2=failed(500)))
    fewer = await archived(tmp_path, Lying(snapshot("w1")))
    assert ids(fewer) == (["w1", "w2"], [], [])
    assert fewer.manifest.gaps == 0


TELLING: list[Callable[[], Lying]] = [
    lambda: Lying(SNAPSHOT, GONE, w1=number(1)),
    lambda: Lying(SNAPSHOT, snapshot("w1"), w1=number(1)),
    lambda: Lying(snapshot(), GONE),
]


@pytest.mark.parametrize("lying", TELLING)
async def test_a_later_archive_completes_what_could_not_be_confirmed(
    tmp_path: Path, lying: Callable[[], Lying]
) -> None:
    assert (await archived(tmp_path, lying())).manifest.gaps == 1
    done = await archived(tmp_path, Bodies())
    assert (done.manifest.gaps, ids(done)[0]) == (0, ["w1", "w2"])
