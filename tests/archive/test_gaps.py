"""An archive may be incomplete, and then it is honest: it keeps what was answered instead, and says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from te_tui.archive.gaps import describe_gaps
from te_tui.archive.reader import open_archive, verify
from te_tui.archive.source import ArchiveSource
from te_tui.archive.writer import archive
from te_tui.sources.errors import (
    Answer,
    NoId,
    NotFound,
    RateLimited,
    Refused,
    Rejected,
    ServerFailed,
    SourceError,
    Unreachable,
    Unreadable,
)
from te_tui.sources.thousandeyes.body.panel import Panel
from tests.archive.fake import EMBED, NOW, SNAPSHOT, Bodies, archived, contents, number
from tests.archive.test_reader import with_manifest
from tests.archive.test_writer import nothing_in

_KINDS: dict[int, type[SourceError]] = {
    200: Unreadable, 299: Unreadable, 400: Rejected, 403: Refused, 410: Rejected, 422: Rejected,
    500: ServerFailed, 501: ServerFailed,
}  # fmt: skip


def failed(
    status: int, body: bytes = b"<html>no</html>", kind: type[SourceError] | None = None
) -> SourceError:
    """What a source raises after this answer."""
    error = (kind or _KINDS[status])(f"Could not fetch widget w2: HTTP {status}", "Try again later.")
    error.answer = Answer(status, body)
    return error


@pytest.mark.parametrize("status", _KINDS)
@pytest.mark.parametrize("body", [b"", b'{"title": "No", "status": 500}', b"\x00\xff PK", b"<html>"])
async def test_what_was_answered_instead_is_kept_and_comes_back_as_the_same_failure(
    tmp_path: Path, status: int, body: bytes
) -> None:
    error = failed(status, body)
    done = await archived(tmp_path, Bodies(w1=number(1), w2=error))
    assert contents(done.path)["unfetched/0001"] == body
    assert verify(done.path) == done.manifest
    with pytest.raises(type(error)) as again:
        await ArchiveSource.at(done.path).panel_content("1234", "s1", Panel(widget_id="w2"))
    assert type(again.value) is type(error)
    assert (str(again.value), again.value.answer) == (str(error), error.answer)


async def test_the_manifest_names_what_is_missing_and_why(tmp_path: Path) -> None:
    done = await archived(tmp_path, Bodies(w1=number(1), w2=failed(500, b"oops")))
    said = json.loads(contents(done.path)["manifest.json"])
    assert said["format"] == 2
    (unfetched,) = said["unfetchedWidgets"]
    answer = unfetched.pop("answer")
    assert unfetched == {
        "status": 500,
        "reason": "Could not fetch widget w2: HTTP 500",
        "nextStep": "Try again later.",
    }
    assert (answer["name"], answer["widgetId"], answer["size"]) == ("unfetched/0001", "w2", 4)
    assert describe_gaps(done.manifest) == "1 of 2 widgets could not be fetched: HTTP 500"


async def test_a_complete_archive_keeps_its_format_and_lacks_nothing(tmp_path: Path) -> None:
    done = await archived(tmp_path, Bodies(w1=number(1)))
    assert (done.manifest.format, describe_gaps(done.manifest)) == (1, "")


async def test_an_archive_of_the_first_format_is_opened_as_ever(tmp_path: Path) -> None:
    def as_it_was(said: dict[str, Any]) -> None:
        del said["unfetchedWidgets"], said["unreadableParts"]

    path = with_manifest((await archived(tmp_path)).path, as_it_was)
    assert open_archive(path).manifest.gaps == 0


@pytest.mark.parametrize(
    "error",
    [
        Unreachable("Could not fetch widget w2: connection refused", "Check the network."),
        failed(401, kind=Refused),
        failed(429, kind=RateLimited),
        *(
            failed(status, kind=Rejected)
            for status in (199, 300, 302, 399, 402, 405, 407, 409, 411, 421, 423)
        ),
        *(failed(status, kind=ServerFailed) for status in (499, 502, 503, 504, 511)),
    ],
    ids=str,
)
async def test_trouble_that_passes_makes_no_archive(tmp_path: Path, error: SourceError) -> None:
    with pytest.raises(type(error)) as raised:
        await archived(tmp_path, Bodies(w1=number(1), w2=error))
    assert raised.value is error
    assert nothing_in(tmp_path)


@pytest.mark.parametrize(
    ("damaged", "place"),
    [
        ({"widgets": {"w1": {}}}, "widgets"),
        ({"widgets": ["oops"]}, "widgets[0]"),
        ({"widgets": [{"id": ["w1"], "type": "Number"}]}, "widgets[0].id"),
        ({"widgets": None, "dashboard": "oops"}, "dashboard"),
        ({"widgets": None, "dashboard": {"widgets": {}}}, "dashboard.widgets"),
        ({"widgets": [], "dashboard": {"widgets": [None]}}, "dashboard.widgets[0]"),
    ],
)
async def test_an_answer_that_does_not_say_which_widgets_there_are_makes_an_incomplete_archive(
    tmp_path: Path, damaged: dict[str, Any], place: str
) -> None:
    source = Bodies(SNAPSHOT | damaged)
    done = await archived(tmp_path, source)
    assert contents(done.path)["snapshot.json"] == source.snapshot
    assert (done.manifest.unreadable, done.manifest.format) == ((place,), 2)
    assert f"1 part(s) of the answer cannot be read: {place}" in describe_gaps(done.manifest)


async def test_an_archive_of_an_answer_with_more_damage_than_is_named_is_incomplete(tmp_path: Path) -> None:
    cards = [{"compareToPreviousValue": "?"}] * 1_500
    source = Bodies(SNAPSHOT | {"widgets": [SNAPSHOT["widgets"][0] | {"numberCards": cards}, "lost"]})
    done = await archived(tmp_path, source)
    assert (done.manifest.unreadable, done.manifest.format) == (("and more",), 2)


async def test_a_widget_without_an_id_is_a_gap_as_well(tmp_path: Path) -> None:
    manifest = (
        await archived(tmp_path, Bodies(SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], {"type": "Number"}]}))
    ).manifest
    assert manifest.format == 2
    assert describe_gaps(manifest) == "1 of 3 widgets without an id, so its data could not be asked for"


async def test_a_widget_whose_id_no_request_can_name_is_a_gap_that_was_not_confirmed(tmp_path: Path) -> None:
    error = NoId("Could not fetch widget w2: its id cannot be asked for", "Report it.")
    done = await archived(tmp_path, Bodies(w1=number(1), w2=error))
    assert [(one.status, one.sentence) for one in done.manifest.unfetched] == [(404, error.sentence)]
    assert contents(done.path)["unfetched/0001"] == b""
    with pytest.raises(Rejected, match="its id cannot be asked for"):
        await ArchiveSource.at(done.path).panel_content("1234", "s1", Panel(widget_id="w2"))


async def test_no_secret_is_in_what_was_answered_instead(tmp_path: Path) -> None:
    body = b'{"title": "No", "embedUrl": "%s"' % EMBED.encode()
    done = await archived(tmp_path, Bodies(w1=number(1), w2=failed(500, body)))
    assert contents(done.path)["unfetched/0001"] == b'{"title": "No", "embedUrl": ""'
    assert done.manifest.unfetched[0].answer.blanked == ("embedUrl",)


async def test_an_archive_of_an_incomplete_archive_is_the_same_archive(tmp_path: Path) -> None:
    source = Bodies(SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], None]}, w1=number(1), w2=failed(500))
    first = await archived(tmp_path / "one", source)
    again = await archive(ArchiveSource.at(first.path), "1234", "s1", tmp_path / "two", now=NOW)
    assert again.path.read_bytes() == first.path.read_bytes()


# What is there already


async def test_what_was_missing_is_asked_for_again_and_completes_the_archive(tmp_path: Path) -> None:
    first = await archived(tmp_path, Bodies(w1=number(1), w2=failed(500)))
    again = Bodies(w2=number(2))
    second = await archived(tmp_path, again)
    assert again.asked == ["s1", "w2"]
    assert (second.path, second.kept, second.manifest.gaps) == (first.path, False, 0)
    assert set(contents(second.path)) == {
        "manifest.json", "snapshot.json", "widgets/0001.json", "widgets/0002.json",
    }  # fmt: skip


async def test_the_same_gaps_leave_the_archive_as_it_is(tmp_path: Path) -> None:
    first = await archived(tmp_path, Bodies(w1=number(1), w2=failed(500)))
    content = first.path.read_bytes()
    second = await archived(tmp_path, Bodies(w2=failed(500, b"other words")))
    assert (second.kept, second.manifest) == (True, first.manifest)
    assert first.path.read_bytes() == content


@pytest.mark.parametrize("passing", [ServerFailed("HTTP 503", "Later."), Unreachable("No", "Network.")])
async def test_trouble_that_passes_leaves_the_archive_as_it_is(tmp_path: Path, passing: SourceError) -> None:
    first = await archived(tmp_path, Bodies(w1=number(1), w2=failed(500)))
    with pytest.raises(type(passing)):
        await archived(tmp_path, Bodies(w2=passing))
    assert verify(first.path) == first.manifest


async def test_a_widget_that_turns_out_to_have_no_data_is_no_gap_any_more(tmp_path: Path) -> None:
    await archived(tmp_path, Bodies(w1=number(1), w2=failed(500)))
    second = await archived(tmp_path, Bodies(w2=NotFound("Could not fetch widget w2: HTTP 404", "Check.")))
    assert (second.kept, second.manifest.gaps, len(second.manifest.absent)) == (False, 0, 1)


@pytest.mark.parametrize(
    "worse",
    [
        Bodies(w1=number(1), w2=failed(500)),
        Bodies(SNAPSHOT | {"widgets": [{"id": "w1"}, None]}, w1=number(1)),
    ],
)
async def test_a_complete_archive_is_not_replaced_by_an_incomplete_one_without_more_data(
    tmp_path: Path, worse: Bodies
) -> None:
    first = await archived(tmp_path, Bodies(w1=number(1)))  # the API has no data of w2
    second = await archived(tmp_path, worse)
    assert (second.kept, second.manifest) == (True, first.manifest)
    assert second.seen.gaps > 0
    assert verify(first.path) == first.manifest


@pytest.mark.parametrize(
    "more",
    [
        Bodies(SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], {"id": "w3"}, None]}, w3=number(3)),
        Bodies(SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], {"id": "w3"}]}, w3=failed(500)),
        Bodies(SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], {"id": "w3"}]}, w2=number(2), w3=failed(500)),
    ],
)
async def test_what_the_api_has_by_now_makes_an_archive_that_was_complete_incomplete(
    tmp_path: Path, more: Bodies
) -> None:
    await archived(tmp_path, Bodies(w1=number(1)))
    second = await archived(tmp_path, more)
    assert (second.kept, second.seen) == (False, second.manifest)
    assert second.manifest.gaps == 1
    assert contents(second.path)["widgets/0001.json"] == number(1)
    assert verify(second.path) == second.manifest


async def test_more_data_is_kept_beside_the_answer_that_tells_more_widgets(tmp_path: Path) -> None:
    first = await archived(tmp_path, Bodies(w1=number(1), w2=failed(500)))
    widgets = [*SNAPSHOT["widgets"][:1], None, {"id": "w3"}]
    second = await archived(tmp_path, Bodies(SNAPSHOT | {"widgets": widgets}, w3=number(3)))
    assert (second.path, second.manifest.snapshot.sha256) == (first.path, first.manifest.snapshot.sha256)
    assert [one.widget_id for one in second.manifest.panels] == ["w1", "w3"]
    assert [one.answer.widget_id for one in second.manifest.unfetched] == ["w2"]
    assert second.seen.unreadable == ("widgets[1]",)
