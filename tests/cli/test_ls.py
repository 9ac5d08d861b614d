import csv
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from te_tui.demo import TOKEN
from te_tui.models.clean import clean
from te_tui.render.export import SNAPSHOT_FIELDS
from te_tui.render.snapshots import SORT_KEYS
from te_tui.render.text.width import cell_width
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Run, Serve, access, raw_ids

pytestmark = pytest.mark.long

LOGIN, PLATFORM, RETAIL, EMPTY = "1234", "1307", "281474976710706", "5590"
EVERYWHERE = (LOGIN, PLATFORM, RETAIL, EMPTY)
LEGACY = "Capacity review before the migration"


@pytest.mark.parametrize("count", [0, 1, 240])
def test_json_gives_exactly_what_plain_paging_of_the_api_gives(serve: Serve, te_tui: Run, count: int) -> None:
    server = serve(snapshots=count)
    for aid in EVERYWHERE:
        listed = te_tui("ls", "--aid", aid, "--json", **access(server))
        assert (listed.code, listed.err) == (0, "")
        assert [row["snapshotId"] for row in listed.objects] == raw_ids(server, aid)
    listed = te_tui("ls", "--all-groups", "--json", **access(server))
    assert listed.code == 0
    assert [row["snapshotId"] for row in listed.objects] == raw_ids(server, *EVERYWHERE)
    assert len(listed.objects) == count


def test_json_of_100_000_snapshots_is_complete_and_in_order(te_tui: Run) -> None:
    ids = [str(UUID(int=number * 0x9E3779B97F4A7C15 % 2**128)) for number in range(100_000)]
    size = 20_000

    def page(path: str) -> Answer:
        first = int(parse_qs(urlsplit(path).query).get("cursor", ["0"])[0])
        rows = [{"snapshotId": one, "aid": LOGIN} for one in ids[first : first + size]]
        following = {"next": {"href": f"/v7/dashboard-snapshots?cursor={first + size}"}}
        links = following if first + size < len(ids) else {}
        return Answer(json.dumps({"dashboardSnapshots": rows, "_links": links}))

    with answering(page) as url:
        listed = te_tui("ls", "--aid", LOGIN, "--json", TE_BASE_URL=url, TE_TOKEN=TOKEN)
    assert (listed.code, listed.err) == (0, "")
    assert [line.split('"', 4)[3] for line in listed.lines] == ids


def test_a_reader_that_has_enough_ends_a_long_list_without_a_word(
    te_tui: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    printed: list[str] = []

    def print_until_the_second_page(row: dict[str, str]) -> None:
        if row["snapshotId"] == "2":
            raise BrokenPipeError
        printed.append(row["snapshotId"])

    def page(path: str) -> Answer:
        number = int(parse_qs(urlsplit(path).query).get("cursor", ["1"])[0])
        following = {"next": {"href": f"/v7/dashboard-snapshots?cursor={number + 1}"}}
        rows = [{"snapshotId": str(number), "aid": LOGIN}]
        return Answer(json.dumps({"dashboardSnapshots": rows, "_links": following}))

    monkeypatch.setattr("te_tui.cli.commands.ls.print_json", print_until_the_second_page)
    monkeypatch.setattr("te_tui.cli.main._forget", lambda _stream: None)
    with answering(page) as url:
        listed = te_tui("ls", "--aid", LOGIN, "--json", TE_BASE_URL=url, TE_TOKEN=TOKEN)
    assert (listed.code, listed.err, printed) == (0, "", ["1"])
    assert not [record for record in caplog.records if record.name == "asyncio"]


def test_the_group_that_the_token_logs_in_to_is_listed_without_aid(demo: Run) -> None:
    assert demo("ls", "--json").out == demo("ls", "--json", "--aid", LOGIN).out


def test_json_carries_the_api_s_field_names_and_nothing_else(demo: Run) -> None:
    for row in demo("ls", "--all-groups", "--json").objects:
        assert list(row) == [
            "snapshotId", "snapshotName", "aid", "snapshotCreatedDate", "snapshotExpirationDate",
            "isShared", "isScheduled", "timeSpan", "dashboard", "link",
        ]  # fmt: skip
        assert list(row["timeSpan"]) == ["start", "duration"]
        assert list(row["dashboard"]) == ["dashboardId", "title"]


def test_a_snapshot_with_legacy_fields_alone_comes_out_under_the_modern_names(demo: Run) -> None:
    (row,) = demo("ls", "--json", "--filter", f'"{LEGACY}"').objects
    assert row == {
        "snapshotId": "773667a4-9b88-4408-aa86-22a4d980d71d",
        "snapshotName": LEGACY,
        "aid": LOGIN,
        "snapshotCreatedDate": "2026-11-20T04:00:29Z",
        "snapshotExpirationDate": "2031-06-06T08:46:57Z",
        "isShared": None,
        "isScheduled": None,
        "timeSpan": {"start": "2026-11-19T15:10:00Z", "duration": 43200},
        "dashboard": {"dashboardId": "646f4d2ce3c99b0536c3821e", "title": "HTTP Server Widgets"},
        "link": "https://app.thousandeyes.com/dashboard/"
        "?reportSnapshotId=773667a4-9b88-4408-aa86-22a4d980d71d",
    }


def test_csv_has_a_heading_and_the_same_snapshots(demo: Run) -> None:
    heading, *rows = csv.reader(demo("ls", "--csv").lines)
    assert heading == list(SNAPSHOT_FIELDS)
    assert [row[0] for row in rows] == [row["snapshotId"] for row in demo("ls", "--json").objects]


def test_csv_disarms_names_that_a_spreadsheet_would_run(demo: Run) -> None:
    names = [row["snapshotName"] for row in demo("ls", "--json").objects]
    dangerous = [name for name in names if name[:1] in set("=+-@")]
    assert dangerous
    written = {row["snapshotName"] for row in csv.DictReader(demo("ls", "--csv").lines)}
    assert {f"'{name}" for name in dangerous} <= written


def test_the_table_has_a_line_for_each_snapshot_with_its_whole_name_and_the_beginning_of_its_id(
    demo: Run,
) -> None:
    heading, *lines = demo("ls").lines
    assert heading.split()[:3] == ["Name", "ID", "Expires"]
    rows = demo("ls", "--json").objects
    for row, line in zip(rows, lines, strict=True):
        assert re.match(rf"{re.escape(row['snapshotName'])} +{row['snapshotId'][:8]}  ", line)


@pytest.mark.parametrize("command", [("ls",), ("expiring", "--within", "90d")])
def test_a_long_name_makes_no_other_line_long(demo: Run, command: tuple[str, ...]) -> None:
    names = {row["snapshotName"] for row in demo(*command, "--all-groups", "--json").objects}
    for line in demo(*command, "--all-groups").lines[1:]:
        name = max((name for name in names if line.startswith(name)), key=len)
        assert cell_width(line) <= 80 or cell_width(name) > 20


def test_wide_has_every_column_with_whole_ids_and_links(demo: Run) -> None:
    heading, *lines = demo("ls", "--wide", "--all-groups").lines
    assert heading.split() == [
        "Name", "ID", "Group", "Expires", "Created", "(UTC)", "Span", "Flags", "Dashboard", "Link",
    ]  # fmt: skip
    for row, line in zip(demo("ls", "--json", "--all-groups").objects, lines, strict=True):
        assert f"  {row['snapshotId']}  " in line
        assert line.endswith(f"  {row['link']}")


def test_ids_that_begin_alike_are_whole_in_the_table(te_tui: Run) -> None:
    ids = ["d28bb71f-0001", "D28BB71F-0002", "5a47d28b-0003"]
    rows = [{"snapshotId": one, "snapshotName": "n"} for one in ids]
    with answering(lambda path: Answer(json.dumps({"dashboardSnapshots": rows}))) as url:
        listed = te_tui("ls", "--aid", "1", TE_BASE_URL=url, TE_TOKEN=TOKEN)
    assert [line.split()[1] for line in listed.lines[1:]] == [*ids[:2], "5a47d28b"]


@pytest.mark.parametrize("command", [("ls",), ("expiring", "--within", "90d")])
def test_groups_are_named_where_all_are_listed(demo: Run, command: tuple[str, ...]) -> None:
    names = {group["aid"]: group["accountGroupName"] for group in demo("groups", "--json").objects}
    rows = demo(*command, "--all-groups", "--json").objects
    for row, line in zip(rows, demo(*command, "--all-groups").lines[1:], strict=True):
        assert f"{row['snapshotId'][:8]}  {names[row['aid']]}  " in line
    assert "Group" not in demo(*command).lines[0]


@pytest.mark.parametrize("form", [(), ("--csv",), ("--json",)])
def test_no_output_holds_an_escape_sequence_or_a_control_character(demo: Run, form: tuple[str, ...]) -> None:
    for line in demo("ls", "--all-groups", *form).lines:
        assert line == clean(line)


def _sort_value(row: dict[str, object], key: str) -> object:
    dashboard, span = row["dashboard"], row["timeSpan"]
    assert isinstance(dashboard, dict)
    assert isinstance(span, dict)
    return {
        "name": str(row["snapshotName"]).casefold(),
        "dashboard": str(dashboard["title"]).casefold(),
        "created": row["snapshotCreatedDate"],
        "expires": row["snapshotExpirationDate"],
        "span": span["duration"],
    }[key]


@pytest.mark.parametrize("key", SORT_KEYS)
def test_sort_orders_all_groups_together_and_puts_the_unknown_last(demo: Run, key: str) -> None:
    rows = demo("ls", "--all-groups", "--json", "--sort", key).objects
    assert len(rows) == 240
    values = [_sort_value(row, key) for row in rows]
    known = [value for value in values if value is not None]
    assert known == sorted(known)  # type: ignore[type-var]
    assert values[len(known) :] == [None] * (240 - len(known))


@pytest.mark.parametrize("form", ["--csv", "--json"])
def test_sort_and_limit_give_the_first_of_the_sorted(demo: Run, form: str) -> None:
    everything = demo("ls", form, "--sort", "expires").lines
    size = 3 + (form == "--csv")
    assert demo("ls", form, "--sort", "expires", "--limit", "3").lines == everything[:size]


@pytest.mark.parametrize(("limit", "pages"), [(0, {0}), (1, {1}), (10, {1}), (11, {2, 3}), (25, {3, 4})])
def test_limit_asks_for_no_page_more_than_it_takes_and_the_one_that_is_fetched_ahead(
    serve: Serve, te_tui: Run, tmp_path: Path, limit: int, pages: set[int]
) -> None:
    log = tmp_path / "requests.jsonl"
    server = serve(page_size=10, log=log)
    listed = te_tui("ls", "--aid", LOGIN, "--json", "--limit", str(limit), **access(server))
    assert len(listed.lines) == limit
    requests = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    assert len(requests) in pages


def test_a_filter_lets_through_what_matches_in_the_order_of_the_api(demo: Run) -> None:
    rows = demo("ls", "--json").objects
    shared = [row for row in rows if row["isShared"] is True]
    assert 0 < len(shared) < len(rows)
    assert demo("ls", "--json", "--filter", "shared:yes").objects == shared
    known_not = [row for row in rows if row["isShared"] is False]  # what is not known matches neither
    assert demo("ls", "--json", "--filter", "-shared:yes").objects == known_not


def test_a_filter_that_nothing_matches_gives_nothing_and_succeeds(demo: Run) -> None:
    assert demo("ls", "--json", "--filter", "nowhere-to-be-found").out == ""


def test_what_could_not_be_read_of_a_list_is_said_and_makes_exit_code_5(
    serve: Serve, te_tui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "te_tui.demo.thousandeyes.operations.dashboard_snapshots.snapshot_row",
        lambda snapshot, base: None if snapshot.rank == 1 else {"snapshotId": snapshot.snapshot_id},
    )
    server = serve(snapshots=10, page_size=3)
    listed = te_tui("ls", "--json", **access(server))
    assert (listed.code, len(listed.lines)) == (5, 9)
    assert listed.err == "te-tui: 1 part(s) could not be read and were left out: dashboardSnapshots[1]\n"
    quiet = te_tui("ls", "--json", "--quiet", **access(server))
    assert (quiet.code, len(quiet.lines), quiet.err) == (5, 9, "")


def test_groups_come_as_table_json_and_csv(demo: Run) -> None:
    groups = demo("groups", "--json").objects
    assert [group["aid"] for group in groups] == list(EVERYWHERE)
    assert [group["isCurrentAccountGroup"] for group in groups] == [True, False, False, False]
    assert [row["aid"] for row in csv.DictReader(demo("groups", "--csv").lines)] == list(EVERYWHERE)
    heading, *lines = demo("groups").lines
    assert heading.split() == ["AID", "Account", "group", "Organization", "Note"]
    assert lines[0].split("  ", 1)[0] == LOGIN
    assert lines[0].endswith("current")
    assert len(lines) == 4


def test_a_group_that_cannot_be_listed_does_not_hide_the_others(te_tui: Run) -> None:
    def answer(path: str) -> Answer:
        if path.startswith("/v7/account-groups"):
            return Answer('{"accountGroups": [{"aid": "1"}, {"aid": "2"}]}')
        if "aid=1" in path:
            return Answer('{"title": "Forbidden"}', status=403)
        return Answer('{"dashboardSnapshots": [{"snapshotId": "s"}]}')

    with answering(answer) as url:
        listed = te_tui("ls", "--all-groups", "--json", TE_BASE_URL=url, TE_TOKEN=TOKEN)
        alone = te_tui("ls", "--aid", "1", TE_BASE_URL=url, TE_TOKEN=TOKEN)

    assert [row["snapshotId"] for row in listed.objects] == ["s"]
    assert listed.code == 5
    assert "account group 1" in listed.err
    assert alone.code == 3


def test_groups_that_cannot_be_entered_are_told_and_the_others_listed(te_tui: Run) -> None:
    def answer(path: str) -> Answer:
        if path.startswith("/v7/account-groups"):
            return Answer('{"accountGroups": [{"accountGroupName": "Lost"}, null, {"aid": "2"}]}')
        return Answer('{"dashboardSnapshots": [{"snapshotId": "s"}]}')

    with answering(answer) as url:
        groups = te_tui("groups", "--json", TE_BASE_URL=url, TE_TOKEN=TOKEN)
        listed = te_tui("ls", "--all-groups", "--json", TE_BASE_URL=url, TE_TOKEN=TOKEN)

    assert [(row["aid"], row["accountGroupName"]) for row in groups.objects] == [
        ("2", None), (None, "Lost"), (None, None),
    ]  # fmt: skip
    assert [row["snapshotId"] for row in listed.objects] == ["s"]
    for said in (groups, listed):
        assert said.code == 5
        assert "2 account groups could not be read" in said.err
