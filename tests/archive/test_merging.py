"""What a valid archive holds is never lost, whoever writes meanwhile, and whatever it is called."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from te_tui.archive.reader import verify
from te_tui.files.drafts import Draft
from te_tui.files.private import FileTrouble
from te_tui.sources.errors import NotFound, SourceError
from tests.archive.fake import SNAPSHOT, Bodies, archived, contents, names_in, number
from tests.archive.test_gaps import failed
from tests.archive.test_reader import with_manifest

GONE = NotFound("There is no such snapshot", "Check the id.")
RENAMED = SNAPSHOT | {"snapshotName": "KEEP legal hold"}


class Meanwhile(Bodies):
    """A source that lets something happen before it answers what a widget showed."""

    def __init__(self, happens: Callable[[], Awaitable[object]], **panels: bytes | SourceError) -> None:
        super().__init__(**panels)
        self._happens: Callable[[], Awaitable[object]] | None = happens
        self.gone = False

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        if self.gone:
            raise GONE
        return await super().raw_snapshot(aid, snapshot_id)

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        happens, self._happens = self._happens, None
        if happens is not None:
            await happens()
        if self.gone:
            raise GONE
        return await super().raw_panel_data(aid, snapshot_id, widget_id)


def bodies(path: Path) -> dict[str | None, bytes]:
    held = contents(path)
    return {member.widget_id: held[member.name] for member in verify(path).panels}


async def test_an_archiver_that_is_overtaken_by_a_deletion_leaves_the_archive_that_was_made_for_that(
    tmp_path: Path,
) -> None:
    async def archive_and_delete() -> None:
        await archived(tmp_path)
        slow.gone = True

    slow = Meanwhile(archive_and_delete)
    done = await archived(tmp_path, slow)
    assert (done.kept, done.manifest.gaps, done.seen.gaps) == (True, 0, 0)
    assert bodies(done.path) == {"w1": number(1.5), "w2": number(2.5)}


async def test_what_two_archivers_got_is_in_one_archive(tmp_path: Path) -> None:
    async def others() -> None:
        await archived(tmp_path, Bodies(w1=failed(500), w2=number(2)))

    done = await archived(tmp_path, Meanwhile(others, w1=number(1), w2=failed(500)))
    assert (bodies(done.path), done.manifest.gaps) == ({"w1": number(1), "w2": number(2)}, 0)
    assert names_in(tmp_path) == [done.path.name]


async def test_a_gap_that_only_the_other_archive_knows_of_stays_a_gap(tmp_path: Path) -> None:
    more = SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], {"id": "w3"}]}

    async def others() -> None:
        await archived(tmp_path, Bodies(more, w1=number(1), w2=failed(500), w3=failed(500, b"oops")))

    done = await archived(tmp_path, Meanwhile(others, w1=number(1), w2=number(2)))
    assert bodies(done.path) == {"w1": number(1), "w2": number(2)}
    assert [one.answer.widget_id for one in done.manifest.unfetched] == ["w3"]
    assert contents(done.path)["unfetched/0001"] == b"oops"
    assert b"w3" in contents(done.path)["snapshot.json"]


async def test_a_widget_that_only_the_other_archive_knows_to_have_no_data_stays_one_without_data(
    tmp_path: Path,
) -> None:
    more = SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], {"id": "w3"}]}

    async def others() -> None:
        await archived(tmp_path, Bodies(more, w1=number(1), w2=number(2)))

    done = await archived(tmp_path, Meanwhile(others, w1=number(1), w2=number(2)))
    assert [one.widget_id for one in done.manifest.absent] == ["w3"]
    assert (done.manifest.widgets, done.manifest.gaps) == (3, 0)


@pytest.mark.parametrize(
    ("widget", "absent"),
    [({"id": "w3"}, ["w3"]), ({"type": "Number"}, [None])],
    ids=["without data", "without an id"],
)
async def test_what_only_the_other_archive_knows_of_is_told_once_beside_new_data(
    tmp_path: Path, widget: dict[str, str], absent: list[str | None]
) -> None:
    more = SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], widget]}

    async def others() -> None:
        await archived(tmp_path, Bodies(more, w1=number(1)))

    done = await archived(tmp_path, Meanwhile(others, w1=number(1), w2=number(2)))
    assert bodies(done.path) == {"w1": number(1), "w2": number(2)}
    assert [one.widget_id for one in done.manifest.absent] == absent
    assert (done.kept, done.manifest.widgets) == (False, 3)


W1, W2, NAMELESS = {"id": "w1"}, {"id": "w2"}, {"type": "Number"}


@pytest.mark.parametrize("worse", [[W1], [W1, NAMELESS], [W1, W2, None]], ids=["fewer", "no id", "damage"])
@pytest.mark.parametrize("worse_is_first", [True, False])
async def test_the_answer_that_tells_most_of_the_widgets_is_kept(
    tmp_path: Path, worse: list[Any], *, worse_is_first: bool
) -> None:
    """More widgets first, then more ids, then fewer places that cannot be read."""
    answers = [SNAPSHOT | {"widgets": worse}, SNAPSHOT | {"widgets": [W1, W2]}]
    first, second = answers if worse_is_first else reversed(answers)
    await archived(tmp_path, Bodies(first, w1=number(1), w2=failed(500)))
    done = await archived(tmp_path, Bodies(second, w1=number(1), w2=number(2)))
    said = json.loads(contents(done.path)["snapshot.json"])
    assert said["widgets"] == [W1, W2]
    assert (done.manifest.gaps, bodies(done.path)) == (0, {"w1": number(1), "w2": number(2)})


async def test_of_two_bodies_of_one_widget_the_one_that_is_held_stays(tmp_path: Path) -> None:
    async def others() -> None:
        await archived(tmp_path, Bodies(w1=number(1)))

    done = await archived(tmp_path, Meanwhile(others, w1=number(9), w2=number(2)))
    assert bodies(done.path) == {"w1": number(1), "w2": number(2)}


EMPTY = b'{"data": {"cards": []}}'


async def test_an_archived_widget_whose_data_were_empty_is_asked_for_again(tmp_path: Path) -> None:
    before = await archived(tmp_path, Bodies(w1=number(1), w2=EMPTY))
    again = Bodies(w1=number(9), w2=EMPTY)
    assert ((await archived(tmp_path, again)).kept, again.asked) == (True, ["s1", "w2"])
    unnamed = Bodies(SNAPSHOT | {"widgets": [W1]}, w1=number(9), w2=number(2))
    done = await archived(tmp_path, unnamed)
    assert (done.path, unnamed.asked) == (before.path, ["s1", "w2"])
    assert bodies(done.path) == {"w1": number(1), "w2": number(2)}


@pytest.mark.parametrize("now", [NotFound("No", "Check."), EMPTY], ids=["no data", "empty"])
async def test_an_empty_answer_that_is_confirmed_stays(tmp_path: Path, now: SourceError | bytes) -> None:
    before = await archived(tmp_path, Bodies(w1=number(1), w2=EMPTY))
    content = before.path.read_bytes()
    done = await archived(tmp_path, Bodies(w2=now))
    assert (done.kept, done.seen.gaps, done.path.read_bytes()) == (True, 0, content)


@pytest.mark.parametrize("names", ["ab", "ba"])
async def test_of_two_archives_the_data_go_before_the_empty_answer(tmp_path: Path, names: str) -> None:
    await beside(tmp_path, names[0], Bodies(w1=number(1), w2=EMPTY))
    await beside(tmp_path, names[1], Bodies(w1=EMPTY, w2=number(2)))
    done = await archived(tmp_path, Bodies(w3=number(3)))
    assert bodies(done.path) == {"w1": number(1), "w2": number(2)}


async def test_a_snapshot_that_was_renamed_keeps_its_one_archive_under_its_first_name(tmp_path: Path) -> None:
    first = await archived(tmp_path, Bodies(w1=number(1), w2=failed(500)))
    second = await archived(tmp_path, Bodies(RENAMED, w2=number(2)))
    assert (second.path, second.manifest.snapshot_name) == (first.path, "KEEP legal hold")
    assert bodies(second.path) == {"w1": number(1), "w2": number(2)}
    assert names_in(tmp_path) == [first.path.name]


async def test_archives_of_one_snapshot_under_two_names_are_merged_and_none_is_removed(
    tmp_path: Path,
) -> None:
    first = await archived(tmp_path / "other", Bodies(w1=number(1), w2=failed(500)))
    second = await archived(tmp_path, Bodies(RENAMED, w1=failed(500), w2=number(2)))
    both = [tmp_path / first.path.name, second.path]
    both[0].write_bytes(first.path.read_bytes())
    third = Bodies(w3=number(3))
    done = await archived(tmp_path, third)
    assert third.asked == ["s1"]
    assert (done.path in both, done.manifest.gaps) == (True, 0)
    assert bodies(done.path) == {"w1": number(1), "w2": number(2)}
    assert names_in(tmp_path) == sorted(["other", *(path.name for path in both)])


async def beside(folder: Path, name: str, source: Bodies) -> Path:
    """Put an archive that was made elsewhere into a folder, as one of another name."""
    made = (await archived(folder / name, source)).path
    return Path(shutil.move(made, folder / f"{name}-{made.name}"))


MORE = SNAPSHOT | {"widgets": [*SNAPSHOT["widgets"], {"id": "w3"}]}


@pytest.mark.parametrize(
    ("fuller", "other"),
    [
        (Bodies(), Bodies(w1=number(1))),
        (Bodies(), Bodies(w1=number(1), w2=failed(500))),
        (Bodies(w1=number(1)), Bodies(w1=number(1), w2=failed(500))),
        (Bodies(MORE, w1=number(1)), Bodies(w1=number(1))),
        (Bodies(MORE, w1=number(1), w2=number(2), w3=failed(500)), Bodies(w1=number(1))),
    ],
    ids=["data", "data and gaps", "no gap", "more widgets", "more data and a gap"],
)
@pytest.mark.parametrize("names", ["ab", "ba"])
async def test_of_two_archives_the_fuller_one_is_gone_on_with(
    tmp_path: Path, fuller: Bodies, other: Bodies, names: str
) -> None:
    """More data first, then fewer gaps, then more widgets."""
    full = await beside(tmp_path, names[0], fuller)
    await beside(tmp_path, names[1], other)
    content = full.read_bytes()
    done = await archived(tmp_path, fuller)
    assert (done.path, done.kept, done.path.read_bytes()) == (full, True, content)


async def test_a_damaged_archive_is_put_aside_and_not_thrown_away(tmp_path: Path) -> None:
    first = await archived(tmp_path)
    damaged = first.path.read_bytes()[:-40]
    first.path.write_bytes(damaged)
    second = await archived(tmp_path, Bodies(w1=number(1)))
    assert (second.path, second.kept) == (first.path, False)
    assert first.path.with_suffix(".damaged").read_bytes() == damaged


async def test_the_archive_of_another_snapshot_that_is_not_in_the_way_stays(tmp_path: Path) -> None:
    other = await archived(tmp_path / "other", Bodies(SNAPSHOT | {"snapshotId": "s2"}), "s2")
    done = await archived(tmp_path)
    content = other.path.read_bytes()
    beside = tmp_path / f"called-{done.path.name}"
    beside.write_bytes(content)
    in_the_way = done.path
    again = await archived(tmp_path)
    assert (again.kept, again.path, beside.read_bytes()) == (True, in_the_way, content)
    in_the_way.write_bytes(content)
    with pytest.raises(FileTrouble, match="the archive of another snapshot is there"):
        await archived(tmp_path)
    assert in_the_way.read_bytes() == content


async def test_the_archive_of_a_newer_te_tui_is_not_replaced(tmp_path: Path) -> None:
    def newer(said: dict[str, Any]) -> None:
        said["format"] = 99

    standing = await archived(tmp_path)
    before = with_manifest(standing.path, newer).read_bytes()
    standing.path.write_bytes(before)
    with pytest.raises(FileTrouble, match="the archive of a newer te-tui is there"):
        await archived(tmp_path)
    assert standing.path.read_bytes() == before


async def test_the_archive_of_a_newer_te_tui_under_another_name_is_not_in_the_way(tmp_path: Path) -> None:
    def newer(said: dict[str, Any]) -> None:
        said["format"] = 99

    first = await archived(tmp_path)
    beside = tmp_path / f"called-{first.path.name}"
    beside.write_bytes(with_manifest(first.path, newer).read_bytes())
    before = beside.read_bytes()
    first.path.unlink()
    done = await archived(tmp_path)
    assert (done.path, beside.read_bytes()) == (first.path, before)


async def test_who_writes_waits_while_another_one_does_and_may_be_cancelled(tmp_path: Path) -> None:
    waiting = asyncio.Event()

    async def wait(seconds: float) -> None:
        waiting.set()
        await asyncio.sleep(0.001)

    done = await archived(tmp_path)
    draft = Draft(tmp_path / f".{done.path.stem.rpartition('-')[2]}.tesnap.part")
    done.path.unlink()
    task = asyncio.create_task(archived(tmp_path, sleep=wait))
    await waiting.wait()
    assert names_in(tmp_path) == [f".{done.path.stem.rpartition('-')[2]}.tesnap.part"]
    other = asyncio.create_task(archived(tmp_path, sleep=wait))
    await asyncio.sleep(0)
    other.cancel()
    with pytest.raises(asyncio.CancelledError):
        await other
    draft.__exit__(None, None, None)
    assert verify((await task).path) == done.manifest
    assert names_in(tmp_path) == [done.path.name]


async def test_an_archive_that_a_stopped_te_tui_is_writing_is_not_waited_for_in_silence_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("te_tui.archive.writer._LOOKS", 3)
    done = await archived(tmp_path)
    done.path.unlink()
    draft = Draft(tmp_path / f".{done.path.stem.rpartition('-')[2]}.tesnap.part")
    with draft, pytest.raises(FileTrouble, match="has been writing this archive there for a minute"):
        await archived(tmp_path)
    assert (await archived(tmp_path)).manifest == done.manifest


async def test_a_complete_archive_in_a_folder_that_cannot_be_written_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await archived(tmp_path)

    def refuse(*_: object) -> None:
        raise AssertionError("nothing is to be written")

    monkeypatch.setattr("te_tui.archive.writer.draft_of", refuse)
    assert (await archived(tmp_path)).kept
    assert verify(first.path) == first.manifest


@pytest.mark.parametrize("seed", range(20))
async def test_however_archivers_meet_nothing_of_what_they_got_is_lost(tmp_path: Path, seed: int) -> None:
    """Six at once, each of which gets some of the widgets, after a while that chance decides."""
    chance = random.Random(seed)
    widgets = [f"w{index}" for index in range(5)]
    answer = SNAPSHOT | {"widgets": [{"id": one} for one in widgets]}

    class Slow(Bodies):
        async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
            await asyncio.sleep(chance.random() / 100)
            return await super().raw_panel_data(aid, snapshot_id, widget_id)

    async def some(number_of: int) -> set[str]:
        got = set(chance.sample(widgets, number_of))
        name = chance.choice(["Checkout latency", "KEEP legal hold"])
        parts = {one: number(int(one[1])) if one in got else failed(500) for one in widgets}
        await archived(tmp_path, Slow(answer | {"snapshotName": name}, **parts), sleep=asyncio.sleep)
        return got

    got = await asyncio.gather(*(some(chance.randrange(4)) for _ in range(6)))
    (name,) = names_in(tmp_path)
    assert bodies(tmp_path / name) == {one: number(int(one[1])) for one in sorted(set().union(*got))}
