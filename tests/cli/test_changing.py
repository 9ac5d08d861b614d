"""`extend`, `rm` and `prune`: what they say they would do is what they do, and nothing else."""

from __future__ import annotations

import io
import json
import os
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from te_tui.actions.journal import Journal, name_of, read_journal
from te_tui.actions.journals import interrupted
from te_tui.archive.reader import verify
from te_tui.demo import Fault
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from te_tui.models.clean import clean
from te_tui.sources.errors import Problem, Refused
from te_tui.sources.thousandeyes.source import ThousandEyes
from te_tui.terminal.streams import path_bytes_or
from tests.cli.conftest import NOW, OPTIONS, Outcome, Run, Serve, access, client_of, raw_ids
from tests.cli.lying import Service, served
from tests.cli.test_failures import assert_fails

FILTER = "expires<4d"
EACH = (
    ("extend", CONTRACT_SNAPSHOT, "--by", "7d"),
    ("rm", CONTRACT_SNAPSHOT),
    ("prune", "--filter", FILTER),
)


class Site:
    """A server, its log, and te-tui on it."""

    def __init__(self, server: DemoServer, log: Path, te_tui: Run) -> None:
        self.server = server
        self._log = log
        self._te_tui = te_tui

    def run(self, *argv: str, **environment: str) -> Outcome:
        return self._te_tui(*argv, **access(self.server) | environment)

    @property
    def requests(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._log.read_text().splitlines()]

    @property
    def methods(self) -> Counter[str]:
        return Counter(request["method"] for request in self.requests)

    def expiry(self, snapshot_id: str) -> str:
        with client_of(self.server) as client:
            body = client.get(f"/dashboard-snapshots/{snapshot_id}").raise_for_status().json()
        return str(body["snapshotExpirationDate"])

    def ids(self) -> list[str]:
        return raw_ids(self.server, "1234")


@pytest.fixture
def site(te_tui: Run, serve: Serve, tmp_path: Path) -> Site:
    return site_with(te_tui, serve, tmp_path)


def site_with(te_tui: Run, serve: Serve, tmp_path: Path, **options: Any) -> Site:
    log = tmp_path / "requests.jsonl"
    return Site(serve(log=log, **options), log, te_tui)


def made(dry: Outcome) -> list[str]:
    """The lines of a run that does all that its dry run has said."""
    done = {"delete": "deleted", "archive, delete": "deleted", "extend": "extended"}
    parted = [line.partition("  ") for line in dry.lines]
    return [f"{done.get(verb, verb)}{gap}{rest}" for verb, gap, rest in parted]


def found(site: Site, *more: str) -> list[str]:
    """What `ls` finds, which is not how `prune` does."""
    return [row["snapshotId"] for row in site.run("ls", "--json", "--filter", FILTER, *more).objects]


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize(
    "command",
    [
        ("extend", CONTRACT_SNAPSHOT, "--by", "30d"),
        ("extend", CONTRACT_SNAPSHOT, "--until", "max"),
        ("rm", CONTRACT_SNAPSHOT),
        ("rm", CONTRACT_SNAPSHOT, "--no-archive"),
        ("prune", "--filter", FILTER),
        ("prune", "--filter", "expires<2d", "--all-groups", "--no-archive"),
    ],
    ids=lambda command: " ".join(command).replace(CONTRACT_SNAPSHOT, "ID"),
)
def test_a_dry_run_only_reads_and_prints_what_the_run_then_says_as_done(
    site: Site, tmp_path: Path, command: tuple[str, ...], form: tuple[str, ...]
) -> None:
    dry = site.run(*command, *form, "--dry-run")
    word = "extended" if command[0] == "extend" else "deleted"
    assert dry.code == 0
    assert dry.err == f"te-tui: {len(dry.lines)} would be {word}, nothing was changed.\n"
    assert set(site.methods) == {"GET"}
    assert not (tmp_path / "journals").exists()
    done = site.run(*command, *form, "--yes")
    assert done.code == 0
    assert done.lines == (dry.lines if form else made(dry))
    assert site.methods["PATCH" if command[0] == "extend" else "DELETE"] == len(dry.lines)


def test_an_extension_is_made_and_can_be_taken_back(site: Site) -> None:
    before = site.expiry(CONTRACT_SNAPSHOT)
    done = site.run("extend", CONTRACT_SNAPSHOT, "--by", "30d", "--yes")
    assert "Extended 1 snapshot of account group Network Ops (1234). te-tui extend --undo " in done.err
    after = datetime.fromisoformat(site.expiry(CONTRACT_SNAPSHOT))
    assert after == datetime.fromisoformat(before) + timedelta(days=30)
    back = site.run("extend", "--undo", "--yes")
    assert back.code == 0
    assert back.out.startswith("put back  ")
    assert "Put back the expiry of 1 snapshot of account group Network Ops (1234)." in back.err
    assert site.expiry(CONTRACT_SNAPSHOT) == before


def test_old_and_new_expiry_are_told_in_utc_and_in_local_time(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        told = site.run("extend", CONTRACT_SNAPSHOT, "--until", "max", "--dry-run").out
    time.tzset()
    assert " → 21 Nov 2031 00:00 UTC (05:30 IST) · Network Ops (1234)" in told


def test_what_lasts_longer_already_is_told_and_nothing_is_done(site: Site) -> None:
    answer = site.run("extend", CONTRACT_SNAPSHOT, "--until", "2026-12-01", "--yes")
    assert (answer.code, answer.out) == (0, "")
    assert "is left out: it lasts until" in answer.err
    assert "There is nothing to do." in answer.err
    assert set(site.methods) == {"GET"}


def test_what_has_no_known_expiry_is_extended_to_a_named_day_only(site: Site) -> None:
    (row, *_) = site.run("ls", "--json", "--filter", "expires:never").objects
    left_alone = site.run("extend", row["snapshotId"], "--by", "30d", "--yes")
    assert left_alone.code == 5
    assert "its expiry is not known" in left_alone.err
    assert site.run("extend", row["snapshotId"], "--until", "2027-01-31", "--yes").code == 0
    assert site.expiry(row["snapshotId"]) == "2027-01-31T00:00:00Z"
    back = site.run("extend", "--undo", "--yes")
    assert back.code == 5
    assert "its old expiry is not known" in back.err


@pytest.mark.parametrize(
    ("day", "said"), [("2026-11-21", "is not ahead"), ("2031-11-22", "5 years from today, until 2031-11-21")]
)
def test_a_day_that_the_service_would_refuse_is_wrong_usage(site: Site, day: str, said: str) -> None:
    assert_fails(site.run("extend", CONTRACT_SNAPSHOT, "--until", day, "--yes"), 2, day, said)
    assert set(site.methods) == {"GET"}


def test_what_is_deleted_is_archived_before(site: Site, tmp_path: Path) -> None:
    victims = site.ids()[5:8]
    answer = site.run("rm", *victims, "--yes")
    assert answer.code == 0
    assert (
        f"Deleted 3 snapshots of account group Network Ops (1234). The archives are in {tmp_path}"
        in answer.err
    )
    assert set(victims).isdisjoint(site.ids())
    archives = [verify(path) for path in (tmp_path / "archives").iterdir()]
    assert sorted(archive.snapshot_id for archive in archives) == sorted(victims)


def test_archives_can_be_declined(site: Site, tmp_path: Path) -> None:
    assert site.run("rm", CONTRACT_SNAPSHOT, "--no-archive", "--yes", "--quiet").err == ""
    assert CONTRACT_SNAPSHOT not in site.ids()
    assert not (tmp_path / "archives").exists()


def test_snapshots_may_be_named_by_addresses_and_by_lines_of_standard_input(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = site.ids()[5:8]
    typed = f"https://app.thousandeyes.com/dashboard/?snapshotId={first}\n\n  {second}  \n{first}\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    planned = site.run("rm", "-", third, "--dry-run", "--json").objects
    assert [change["snapshotId"] for change in planned] == [first, second, third]


def listed_on_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize("written", ["\ufeff{}\r\n{}\r\n", "\ufeff{}\n\ufeff{}", "{}\n\n{}\n"])
def test_a_byte_order_mark_is_none_of_an_id(
    site: Site, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    wanted = site.ids()[:2]
    listed_on_input(monkeypatch, written.format(*wanted).encode())
    planned = site.run("rm", "-", "--dry-run", "--json").objects
    assert [change["snapshotId"] for change in planned] == wanted


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a\n\nb\x01c\nd\n", ("Line 3 of standard input", "cannot be printed")),
        (b"a\nb\nhttps://app.thousandeyes.com/x\n", ("Line 3 of standard input", "names no snapshot")),
        (b"a\ncaf\xe9\n", ("Line 2 of standard input is not UTF-8",)),
        ("a\nb\n".encode("utf-16"), ("UTF-16", "save it as UTF-8")),
        ("a\nb\n".encode("utf-16-be"), ("UTF-16",)),
        (b"\xfe\xff\x00a", ("UTF-16",)),
    ],
)
def test_a_list_of_ids_that_cannot_be_read_is_refused_with_the_line(
    site: Site, monkeypatch: pytest.MonkeyPatch, content: bytes, words: tuple[str, ...]
) -> None:
    listed_on_input(monkeypatch, content)
    assert_fails(site.run("rm", "-", "--dry-run"), 2, *words)
    assert not site.requests


@pytest.mark.parametrize("command", [("ls",), ("prune", "--dry-run")], ids=" ".join)
@pytest.mark.parametrize("expression", ["-name:“weekly”", "-weekly*", "NOT weekly", "-week\u200bly"])
def test_a_filter_in_the_notation_of_another_tool_is_refused_before_anything_is_asked(
    site: Site, command: tuple[str, ...], expression: str
) -> None:
    assert_fails(site.run(*command, f"--filter={expression}"), 2, " at ", "; ")
    assert not site.requests


@pytest.mark.parametrize("mode", [("--dry-run",), ("--yes", "--quiet", "--no-archive")], ids=" ".join)
def test_a_prune_names_each_negated_term_that_leaves_nothing_out(site: Site, mode: tuple[str, ...]) -> None:
    answer = site.run("prune", "--filter", f"{FILTER} -nosuchname -shared:yes", *mode)
    assert answer.code == 0
    assert (
        "-nosuchname: no snapshot that the other terms find matches it, so it leaves nothing out"
        in answer.err
    )
    assert "-shared:yes" not in answer.err


def test_a_prune_deletes_what_its_filter_finds_and_nothing_else(site: Site) -> None:
    victims, before = found(site), site.ids()
    assert len(victims) > 5
    answer = site.run("prune", "--filter", FILTER, "--yes", "--json")
    assert answer.code == 0
    assert [change["snapshotId"] for change in answer.objects] == victims
    assert [one for one in before if one not in victims] == site.ids()


def test_hostile_names_reach_no_terminal(site: Site) -> None:
    for form in ((), ("--json",)):
        planned = site.run("prune", "--filter", "created>2000-01-01", "--dry-run", *form)
        assert len(planned.lines) > 200
        assert all(clean(line) == line for line in planned.lines)


def test_each_deletion_names_the_account_group_that_its_row_came_from(site: Site) -> None:
    planned = site.run("prune", "--filter", FILTER, "--all-groups", "--no-archive", "--yes", "--json").objects
    assert len({change["aid"] for change in planned}) > 1
    deleted = {r["path"].rpartition("/")[2]: r["query"] for r in site.requests if r["method"] == "DELETE"}
    assert deleted == {change["snapshotId"]: f"aid={change['aid']}" for change in planned}


@pytest.mark.parametrize("expression", [(), ("--filter", ""), ("--filter", "  ")])
def test_a_prune_without_a_filter_is_refused(te_tui: Run, expression: tuple[str, ...]) -> None:
    assert_fails(te_tui("prune", *expression, "--yes"), 2, "--filter", "it would be everything")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("extend", "x", "--yes"), "Say how long: --by 30d"),
        (("extend", "--by", "7d", "--yes"), "Name at least one snapshot"),
        (("extend", "x", "--undo", "x", "--yes"), "takes back a whole extend"),
        (("extend", "--undo", "--yes"), "There is no journal"),
        (("rm", "--yes"), "Name at least one snapshot"),
        (("rm", "", "--yes"), "A snapshot's id is neither empty"),
        (("rm", "x", "--resume", "y"), "name no snapshots with it"),
        (("rm", "--resume"), "There is nothing to resume"),
        (("prune", "--resume", "nope"), "There is no journal nope"),
        (("prune", "--filter", "nope<7d", "--yes"), 'unknown field "nope"'),
        (("prune", "--filter", "x", "--aid", "1", "--all-groups", "--yes"), "not both"),
        (("expiring", "--aid", "1", "--all-groups"), "not both"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_makes_no_sense_is_refused_before_anything_is_asked(
    te_tui: Run, argv: tuple[str, ...], said: str
) -> None:
    assert_fails(te_tui(*argv), 2, said)


@pytest.mark.parametrize(
    "command",
    [("extend", CONTRACT_SNAPSHOT, "--by", "7d"), ("rm", CONTRACT_SNAPSHOT), ("prune", "--filter", "x")],
)
def test_without_a_terminal_and_without_yes_nothing_is_asked_of_the_service(
    site: Site, command: tuple[str, ...]
) -> None:
    assert_fails(site.run(*command), 2, "Cannot ask for confirmation (no terminal)", "--dry-run", "--yes")
    assert site.requests == []


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("rm",), "Name at least one snapshot"),
        (("extend", "--by", "7d"), "Name at least one snapshot"),
        (("extend", "x"), "Say how long"),
        (("prune",), "it would be everything"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistake_is_told_before_a_terminal_is_asked_for(
    te_tui: Run, argv: tuple[str, ...], said: str
) -> None:
    assert_fails(te_tui(*argv), 2, said)


@pytest.mark.parametrize(
    "command", [("extend", "nope", "--by", "7d"), ("rm", "nope"), ("rm", "nope", "--aid", "1234")]
)
def test_a_snapshot_that_is_not_there_is_exit_code_4(site: Site, command: tuple[str, ...]) -> None:
    assert_fails(site.run(*command, "--yes"), 4, "nope")


def test_a_snapshot_that_is_not_there_does_not_keep_the_others(site: Site) -> None:
    answer = site.run("rm", "nope", CONTRACT_SNAPSHOT, "--yes", "--no-archive")
    assert answer.code == 5
    assert "Could not open snapshot nope" in answer.err
    assert CONTRACT_SNAPSHOT not in site.ids()


def test_the_name_of_the_account_group_is_said_also_where_its_id_was_given(site: Site) -> None:
    assert "Network Ops (1234)" in site.run("rm", CONTRACT_SNAPSHOT, "--aid", "1234", "--dry-run").out


@pytest.mark.parametrize(
    "command",
    [("extend", CONTRACT_SNAPSHOT, "--by", "7d"), ("rm", CONTRACT_SNAPSHOT), ("prune", "--filter", FILTER)],
)
def test_read_only_mode_changes_nothing_and_says_so(site: Site, command: tuple[str, ...]) -> None:
    assert_fails(site.run(*command, "--yes", "--read-only"), 3, "te-tui is in read-only mode")
    assert site.requests == []
    assert site.run("--read-only", *command, "--dry-run").code == 0


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize("kind", ["429", "500", "503", "drop", "html", "truncate"])
def test_faults_that_pass_are_waited_for_and_everything_is_done(
    te_tui: Run, serve: Serve, tmp_path: Path, kind: str
) -> None:
    site = site_with(te_tui, serve, tmp_path, faults=(Fault(kind, 0.1),))
    answer = site.run("prune", "--filter", FILTER, "--no-archive", "--yes", "--quiet", "--json")
    assert (answer.code, answer.err) == (0, "")
    calm = Site(serve(), tmp_path / "none", te_tui)
    assert [change["snapshotId"] for change in answer.objects] == found(calm)
    assert not set(found(calm)) & {row["snapshotId"] for row in site.run("ls", "--json").objects}


@pytest.mark.usefixtures("without_waiting")
def test_what_fails_is_listed_with_its_reason_and_is_exit_code_5(
    te_tui: Run, serve: Serve, tmp_path: Path
) -> None:
    bad = found(Site(serve(), tmp_path / "none", te_tui))[3]
    path = f"/v7/dashboard-snapshots/{bad}"
    site = site_with(te_tui, serve, tmp_path, faults=(Fault("500", 1.0, path),))
    planned = site.run("prune", "--filter", FILTER, "--no-archive", "--dry-run")
    answer = site.run("prune", "--filter", FILTER, "--no-archive", "--yes")
    assert answer.code == 5
    assert [line for line in made(planned) if bad not in line] == answer.lines
    assert f"Could not open snapshot {bad}: HTTP 500" in answer.err
    assert f"1 of {len(planned.lines)} remain. Finish with te-tui rm --resume " in answer.err
    name = answer.err.rpartition("--resume ")[2].strip(".\n")
    again = site.run("rm", "--resume", name, "--json")
    (failed,) = again.objects
    assert failed["snapshotId"] == bad
    assert "HTTP 500" in failed["error"]
    assert again.code == 5


def test_what_all_fails_for_one_reason_ends_with_the_code_of_that_reason(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(source: ThousandEyes, aid: str, snapshot_id: str) -> bool:
        raise Refused(f"Could not delete snapshot {snapshot_id}", "Ask for the right to.", Problem(403))

    monkeypatch.setattr(ThousandEyes, "delete_snapshot", refuse)
    answer = site.run("rm", *site.ids()[5:7], "--no-archive", "--yes")
    assert (answer.code, answer.out) == (3, "")


def test_a_line_says_what_its_date_is(site: Site) -> None:
    (line,) = site.run("rm", CONTRACT_SNAPSHOT, "--dry-run").lines
    assert "  expires " in line


@pytest.mark.usefixtures("without_waiting")
def test_a_rate_limit_that_lasts_stops_the_run_which_can_be_finished_later(
    te_tui: Run, serve: Serve, tmp_path: Path
) -> None:
    limit = Fault("429", 1.0, "/v7/dashboard-snapshots/")
    site = site_with(te_tui, serve, tmp_path, faults=(limit,))
    answer = site.run("prune", "--filter", FILTER, "--no-archive", "--yes")
    assert (answer.code, answer.out) == (6, "")
    assert "remain. Finish with te-tui rm --resume " in answer.err
    (left,) = interrupted(tmp_path / "journals")
    elsewhere = te_tui("extend", CONTRACT_SNAPSHOT, "--by", "7d", "--dry-run", **access(serve()))
    assert (elsewhere.code, elsewhere.err) == (0, "te-tui: 1 would be extended, nothing was changed.\n")
    port = site.server.port
    site.server.stop()
    with DemoServer(OPTIONS, port) as server:
        calm = Site(server, tmp_path / "none", te_tui)
        told = calm.run("extend", CONTRACT_SNAPSHOT, "--by", "7d", "--yes")
        assert str(left) in told.err
        planned = calm.run("prune", "--resume", "--dry-run")
        finished = calm.run("prune", "--resume")
        assert (finished.code, finished.lines) == (0, made(planned))
        assert len(planned.lines) == len(left.record.plan.changes)
        assert found(calm) == []


def test_a_journal_is_for_one_process_and_one_source(
    site: Site, serve: Serve, te_tui: Run, tmp_path: Path
) -> None:
    site.run("extend", CONTRACT_SNAPSHOT, "--by", "7d", "--yes")
    (path,) = (tmp_path / "journals").iterdir()
    with Journal.resume(path) as journal:
        assert_fails(site.run("extend", "--resume", name_of(journal.path)), 2, "is in use by another te-tui")
    assert_fails(site.run("rm", "--resume", name_of(journal.path)), 2, "is no journal of te-tui rm")
    elsewhere = te_tui("extend", "--resume", name_of(journal.path), **access(serve()))
    assert_fails(elsewhere, 2, f"This plan is one for 127.0.0.1:{site.server.port}")


def test_an_undo_is_for_one_source_and_leaves_no_journal_on_another(
    site: Site, serve: Serve, te_tui: Run, tmp_path: Path
) -> None:
    site.run("extend", CONTRACT_SNAPSHOT, "--by", "7d", "--yes")
    (path,) = (tmp_path / "journals").iterdir()
    elsewhere = access(serve())
    named = te_tui("extend", "--undo", path.name.removesuffix(".done.jsonl"), "--yes", **elsewhere)
    assert_fails(named, 2, "This plan is one for")
    assert_fails(te_tui("extend", "--undo", "--yes", **elsewhere), 2, "There is no journal")
    assert list((tmp_path / "journals").iterdir()) == [path]


def test_several_journals_to_resume_are_listed_and_none_is_chosen(site: Site, tmp_path: Path) -> None:
    for _ in range(2):
        site.run("extend", CONTRACT_SNAPSHOT, "--by", "7d", "--yes")
    for path in (tmp_path / "journals").iterdir():
        plan_alone = path.read_bytes().partition(b"\n")[0] + b"\n"
        path.with_name(path.name.replace(".done", "")).write_bytes(plan_alone)
    answer = site.run("extend", "--resume")
    assert_fails(answer, 2, "There are 2 to resume; name one.")
    assert answer.err.count("1 of 1 remain") == 2


def test_expiring_lists_what_expires_soon_first_things_first(site: Site) -> None:
    answer = site.run("expiring", "--within", "4d", "--json")
    assert answer.code == 0
    assert sorted(row["snapshotId"] for row in answer.objects) == sorted(found(site))
    expiries = [row["snapshotExpirationDate"] for row in answer.objects]
    assert expiries == sorted(expiries)
    assert "more expired already: te-tui ls --filter expires:past" in answer.err
    assert "more never expire, or do not say when: te-tui ls --filter expires:never" in answer.err


def test_expiring_counts_by_the_clock_of_the_service(te_tui: Run, serve: Serve, tmp_path: Path) -> None:
    site = site_with(te_tui, serve, tmp_path, now=NOW + timedelta(days=700))
    rows = site.run("expiring", "--within", "1w", "--all-groups", "--json", "--quiet").objects
    assert rows
    for row in rows:
        left = datetime.fromisoformat(row["snapshotExpirationDate"]) - NOW - timedelta(days=700)
        assert timedelta(minutes=-1) < left < timedelta(days=7)
    assert len(site.run("expiring", "--csv", "--quiet").lines) > 1
    assert "Expires" in site.run("expiring").lines[0]


def test_filters_count_by_the_clock_of_the_service_wherever_they_are_used(
    te_tui: Run, serve: Serve, tmp_path: Path
) -> None:
    ahead = timedelta(days=700)
    site = site_with(te_tui, serve, tmp_path, now=NOW + ahead)
    listed = site.run("ls", "--filter", "expires<7d age<800d", "--json").objects
    assert listed
    for row in listed:
        left = datetime.fromisoformat(row["snapshotExpirationDate"]) - NOW - ahead
        assert timedelta(minutes=-1) < left < timedelta(days=7)
    planned = site.run("prune", "--filter", "expires<7d age<800d", "--dry-run", "--json").objects
    assert [row["snapshotId"] for row in planned] == [row["snapshotId"] for row in listed]
    table = site.run("ls", "--filter", "expires<7d age<800d").out
    assert "expired" not in table
    assert "in 5 d" in table


@pytest.mark.parametrize("folder", [b"caf\xe9", b"\xff\xfe home", b"caf\xe9 \x1b[31m"])
def test_a_home_that_is_no_utf_8_goes_into_journals_and_messages_as_it_is(
    site: Site, tmp_path: Path, folder: bytes
) -> None:
    home = tmp_path / os.fsdecode(folder)
    first, second = site.ids()[5:7]
    removed = site.run("rm", first, "--yes", TE_TUI_HOME=str(home))
    assert removed.code == 0
    assert "\x1b" not in removed.err
    (journal,) = (home / "journals").glob("*.done.jsonl")
    assert folder.partition(b"\x1b")[0] in journal.read_bytes()
    record, whole = read_journal(journal)
    assert whole
    assert [trace.archive for trace in record.traces] == [*(home / "archives").iterdir()]
    archived = site.run("archive", second, "--json", TE_TUI_HOME=str(home)).objects
    assert Path(archived[0]["path"]).parent == home / "archives"
    assert site.run("extend", CONTRACT_SNAPSHOT, "--by", "7d", "--yes", TE_TUI_HOME=str(home)).code == 0
    assert site.run("extend", "--undo", "--yes", TE_TUI_HOME=str(home)).code == 0


def test_a_path_that_is_no_utf_8_is_written_with_its_bytes() -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="ascii", errors=path_bytes_or("backslashreplace"))
    stream.write(f"caf{os.fsdecode(bytes([0xE9]))} é")
    stream.flush()
    assert written.getvalue() == b"caf\xe9 \\xe9"


def test_undo_names_what_it_cannot_give_back(te_tui: Run, without_waiting: None) -> None:
    service = Service("known", "unknown", "over")
    del service.snapshots["unknown"]["snapshotExpirationDate"]
    service.snapshots["over"]["snapshotExpirationDate"] = "2026-01-01T00:00:00Z"
    with served(service) as url:
        environment = {"TE_BASE_URL": url, "TE_TOKEN": "demo-token"}
        extended = te_tui("extend", *service.snapshots, "--until", "2030-01-01", "--yes", **environment)
        undone = te_tui("extend", "--undo", "--yes", **environment)
    assert (extended.code, undone.code) == (0, 5)
    assert "Weekly unknown unknown is left out: its old expiry is not known" in undone.err
    assert "Weekly over over is left out: its old expiry, 2026-01-01 00:00 UTC, has passed" in undone.err
    ends = {one: said["snapshotExpirationDate"] for one, said in service.snapshots.items()}
    kept = "2030-01-01T00:00:00Z"
    assert ends == {"known": "2029-01-01T00:00:00Z", "unknown": kept, "over": kept}
