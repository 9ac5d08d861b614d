"""`te-tui archive`, and archive files in the place of ids."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from te_tui.archive.reader import verify
from te_tui.demo.options import Fault
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Outcome, Run, Serve, access, client_of

EVERY_TYPE = "e93ef5f2-6a08-41de-8c44-58e206084bae"
LEGACY = "773667a4-9b88-4408-aa86-22a4d980d71d"
DISTORTED = "749bb5f3-6a2e-4e48-b3d6-6f73da5c4754"

pytestmark = pytest.mark.usefixtures("without_waiting")


def path_of(answer: Outcome) -> Path:
    assert answer.code == 0, answer.err
    return Path(answer.out.removesuffix("\n"))


def test_the_path_is_all_that_is_printed_and_the_file_is_in_te_tuis_own_folder(
    demo: Run, tmp_path: Path
) -> None:
    answer = demo("archive", CONTRACT_SNAPSHOT)
    path = path_of(answer)
    assert path.parent == tmp_path / "archives"
    assert verify(path).snapshot_id == CONTRACT_SNAPSHOT
    assert verify(path).group_name == "Network Ops"
    assert "archiving HTTP Server Dashboard Snapshot: 15 widgets" in answer.err


def test_another_folder_can_be_chosen_and_remarks_silenced(demo: Run, tmp_path: Path) -> None:
    answer = demo("archive", LEGACY, "--aid", "1234", "--output", str(tmp_path / "mine"), "--quiet")
    assert path_of(answer).parent == tmp_path / "mine"
    assert answer.err == ""


def test_a_snapshot_that_was_archived_before_keeps_its_archive(demo: Run) -> None:
    first = path_of(demo("archive", LEGACY))
    content = first.read_bytes()
    again = demo("archive", LEGACY)
    assert path_of(again) == first
    assert "was archived before" in again.err
    assert first.read_bytes() == content


def test_json_says_what_there_is_of_each(demo: Run, tmp_path: Path) -> None:
    answer = demo("archive", LEGACY, CONTRACT_SNAPSHOT, LEGACY, "--json")
    assert answer.code == 0
    first, second = answer.objects
    assert first == {
        "snapshotId": LEGACY,
        "aid": "1234",
        "path": first["path"],
        "kept": False,
        "widgets": 15,
        "absentWidgets": [],
        "unfetchedWidgets": [],
        "unreadableParts": [],
    }
    assert (second["snapshotId"], second["absentWidgets"]) == (CONTRACT_SNAPSHOT, [])


@pytest.mark.parametrize(
    ("snapshot_id", "said"),
    [
        (EVERY_TYPE, "is archived, but incompletely: 1 of 35 widgets could not be fetched: HTTP 500\n"),
        (DISTORTED, "2 part(s) of the answer cannot be read: widgets[0], widgets[7]\n"),
    ],
)
def test_an_archive_that_lacks_something_says_so_in_a_sentence_and_ends_with_5(
    demo: Run, te_tui: Run, snapshot_id: str, said: str
) -> None:
    answer = demo("archive", snapshot_id, "--quiet")
    assert answer.code == 5
    assert answer.err.endswith(said)
    assert answer.err.count("\n") == 1
    path = answer.out.removesuffix("\n")
    again = demo("archive", snapshot_id)
    assert (again.code, again.out) == (5, answer.out)
    assert "was kept" in again.err
    live, offline = demo("show", snapshot_id), te_tui("show", path)
    assert (offline.code, _timeless(offline.out)) == (live.code, _timeless(live.out))
    assert "is incomplete: " in offline.err


def test_json_names_what_an_archive_lacks(demo: Run) -> None:
    every, distorted = demo("archive", EVERY_TYPE, DISTORTED, "--json", "--quiet").objects
    assert (every["unfetchedWidgets"], every["unreadableParts"]) == (["err50"], [])
    assert (distorted["unfetchedWidgets"], distorted["absentWidgets"]) == ([], [None])
    assert distorted["unreadableParts"] == ["widgets[0]", "widgets[7]"]


def test_a_widget_that_failed_fails_offline_with_the_same_sentence_and_exit_code(
    demo: Run, te_tui: Run
) -> None:
    path = demo("archive", EVERY_TYPE, "--quiet").out.removesuffix("\n")
    live, offline = demo("data", EVERY_TYPE, "err50", "--quiet"), te_tui("data", path, "err50", "--quiet")
    assert (offline.code, offline.out, offline.err) == (live.code, live.out, live.err)
    assert "Could not fetch widget err50: HTTP 500" in offline.err


def test_the_only_one_that_is_not_there_is_exit_code_4(demo: Run, tmp_path: Path) -> None:
    answer = demo("archive", "nope")
    assert (answer.code, answer.out) == (4, "")
    assert "not found in any account group you can access" in answer.err
    assert not (tmp_path / "archives").exists()


def test_one_of_several_that_fails_is_told_the_others_go_on_and_the_exit_code_is_5(demo: Run) -> None:
    answer = demo("archive", "nope", LEGACY, "--quiet")
    assert answer.code == 5
    assert len(answer.lines) == 1
    assert answer.err.startswith("te-tui: nope: Could not open snapshot nope")


def test_when_all_fail_the_exit_code_is_that_of_the_last(demo: Run) -> None:
    answer = demo("archive", "nada", "nope", "--quiet")
    assert (answer.code, answer.out) == (4, "")
    assert len(answer.err.splitlines()) == 2


def test_a_service_that_is_away_makes_no_archive(te_tui: Run, serve: Serve, tmp_path: Path) -> None:
    server = serve(faults=(Fault("503", path=f"/v7/dashboard-snapshots/{LEGACY}/widgets"),))
    answer = te_tui("archive", LEGACY, "--quiet", **access(server))
    assert (answer.code, answer.out) == (6, "")
    assert "HTTP 503" in answer.err
    assert not (tmp_path / "archives").exists()


def test_an_incomplete_archive_is_no_ground_to_delete_and_the_way_is_named(te_tui: Run, serve: Serve) -> None:
    server = serve()
    for snapshot_id in (EVERY_TYPE, DISTORTED):
        answer = te_tui("rm", snapshot_id, "--yes", "--quiet", **access(server))
        assert answer.code != 0
        assert "is not enough to delete it: " in answer.err
        assert "only --no-archive, or the key a in the dialog, deletes it." in answer.err
        assert te_tui("show", snapshot_id, "--quiet", **access(server)).code == 5, "it is still there"


def test_a_wrong_token_is_used_once(te_tui: Run) -> None:
    asked: list[str] = []

    def refuse(path: str) -> Answer:
        asked.append(path)
        return Answer("{}", 401)

    with answering(refuse) as url:
        answer = te_tui("archive", "a", "b", "c", "--aid", "1", TE_BASE_URL=url, TE_TOKEN="long-enough")
    assert answer.code == 3
    assert len(asked) == 1


def test_a_folder_that_cannot_be_written_is_exit_code_1(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    answer = demo("archive", LEGACY, "--output", str(tmp_path / "file"))
    assert (answer.code, answer.out) == (1, "")
    assert "Not a directory" in answer.err


# Archive files in the place of ids


@pytest.mark.parametrize("snapshot_id", [CONTRACT_SNAPSHOT, LEGACY])
def test_show_and_data_print_the_same_from_an_archive_without_token_or_network(
    demo: Run, te_tui: Run, snapshot_id: str
) -> None:
    path = str(path_of(demo("archive", snapshot_id)))
    live = demo("show", snapshot_id, "--json")
    offline = te_tui("show", path, "--json")
    assert (offline.code, offline.out) == (live.code, live.out)
    widget = str(json.loads(live.out)["widgets"][1]["widgetId"])
    for form in ("--json", "--csv"):
        assert te_tui("data", path, widget, form).out == demo("data", snapshot_id, widget, form).out


def test_a_snapshot_shown_as_text_is_the_same_from_an_archive(demo: Run, te_tui: Run) -> None:
    path = str(path_of(demo("archive", CONTRACT_SNAPSHOT)))
    assert te_tui("show", path, "--width", "90").out == demo("show", CONTRACT_SNAPSHOT, "--width", "90").out


def test_another_account_group_than_the_archives_own_is_not_found(demo: Run, te_tui: Run) -> None:
    answer = te_tui("show", str(path_of(demo("archive", LEGACY))), "--aid", "99")
    assert answer.code == 4
    assert "Its own is 1234." in answer.err


@pytest.mark.parametrize("command", [("show",), ("data",)])
def test_a_damaged_archive_is_exit_code_2_and_a_missing_one_4(
    te_tui: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    damaged = tmp_path / "damaged.tesnap"
    damaged.write_bytes(b"PK\x03\x04 and nothing else")
    widget = ("w1",) if command == ("data",) else ()
    for path, code in ((damaged, 2), (tmp_path / "none.tesnap", 4)):
        answer = te_tui(*command, str(path), *widget)
        assert (answer.code, answer.out) == (code, ""), path
        assert answer.err.startswith("te-tui: ")
        assert answer.err.count("\n") == 1


def test_nothing_of_a_hostile_archive_reaches_the_terminal_as_control(te_tui: Run, tmp_path: Path) -> None:
    path = tmp_path / "x\x1b[2J\u202e.tesnap"
    path.write_bytes(b"PK")
    answer = te_tui("show", str(path))
    assert answer.code == 2
    assert answer.err.rstrip("\n").isprintable()


def test_the_deletion_of_a_snapshot_leaves_its_archive(te_tui: Run, serve: Serve) -> None:
    server = serve()
    path = path_of(te_tui("archive", LEGACY, **access(server)))
    shown = te_tui("show", LEGACY, "--json", **access(server))
    delete(server)
    assert te_tui("show", LEGACY, **access(server)).code == 4
    assert te_tui("show", str(path), "--json").out == shown.out


def delete(server: DemoServer) -> None:
    with client_of(server) as client:
        client.delete(f"/dashboard-snapshots/{LEGACY}?aid=1234").raise_for_status()


def _timeless(text: str) -> str:
    """Without how long it is until the expiry: archives are shown at the machine's time, not the server's."""
    return re.sub(r"expire[sd] .*", "", text)
