"""Making snapshots from the command line, against an embedded ThousandEyes that runs at the real time."""

import functools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from te_tui.actions.settling import until_readable
from te_tui.demo import Fault
from te_tui.demo.clock import Clock
from te_tui.demo.server import DemoServer
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Outcome, Run, Serve, access, client_of

LEAK = ("create", "--dashboard", "BGP", "--name", "Route leak")
EVIDENCE = ("create-test-snapshot", "--test", "202701", "--name", "Evidence")
DATES = ("--from", "2024-03-01T06:00Z", "--to", "2024-03-01T08:00Z")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time passes on the server, and at once, while a new snapshot is waited for."""
    slept, now = [0.0], Clock.now

    async def sleep(seconds: float) -> None:
        slept[0] += seconds

    monkeypatch.setattr(Clock, "now", lambda clock: now(clock) + timedelta(seconds=slept[0]))
    quick = functools.partial(until_readable, sleep=sleep)
    monkeypatch.setattr("te_tui.cli.commands.create.until_readable", quick)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "requests.jsonl"


@pytest.fixture
def server(serve: Serve, log: Path) -> DemoServer:
    return serve(now=None, log=log)


def sent(log: Path, method: str = "POST") -> list[dict[str, Any]]:
    """The requests of this kind that reached the server."""
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    return [entry for entry in entries if entry["method"] == method]


def opened(server: DemoServer, snapshot_id: str) -> dict[str, Any]:
    with client_of(server) as client:
        found: dict[str, Any] = client.get(f"/dashboard-snapshots/{snapshot_id}").raise_for_status().json()
    return found


def test_a_snapshot_has_the_name_the_window_and_the_expiry_that_were_asked_for(
    te_tui: Run, server: DemoServer
) -> None:
    made = te_tui(*LEAK, *DATES, "--expires", "30d", "--time-zone", "Europe/Berlin", **access(server))
    snapshot_id, link = made.lines
    assert made.code == 0
    body = opened(server, snapshot_id)
    assert body["snapshotName"] == "Route leak"
    assert body["dashboard"]["title"] == "BGP"
    assert body["timeSpan"] == {"start": "2024-03-01T06:00:00Z", "duration": 7200}
    assert body["_links"]["appLink"]["href"] == link
    left = datetime.fromisoformat(body["snapshotExpirationDate"]) - datetime.now(UTC)
    assert timedelta(days=29) < left <= timedelta(days=30)
    listed = te_tui("ls", "--json", "--limit", "1", **access(server)).objects
    assert listed[0]["snapshotId"] == snapshot_id
    assert 'creating "Route leak" of dashboard BGP, 1 Mar 2024 07:00 – 09:00 CET (2 h)' in made.err


def test_dates_without_an_offset_are_in_the_time_zone(te_tui: Run, server: DemoServer) -> None:
    window = ("--from", "2024-03-01 06:00", "--to", "2024-03-01 08:00", "--time-zone", "Europe/Berlin")
    made = te_tui(*LEAK, *window, **access(server))
    assert opened(server, made.lines[0])["timeSpan"]["start"] == "2024-03-01T05:00:00Z"


def test_a_dashboard_is_named_by_its_id_as_well(te_tui: Run, server: DemoServer) -> None:
    ids = ("--dashboard", "646f4d2ce3c99b0536c3821e")
    (made,) = te_tui("create", *ids, "--name", "x", "--last", "6h", "--json", **access(server)).objects
    assert (made["snapshotName"], made["timeSpan"]["duration"]) == ("x", 21_600)
    assert made["dashboard"]["title"] == "HTTP Server Widgets"
    assert made["link"].endswith(made["snapshotId"])


def test_a_snapshot_that_takes_a_moment_is_waited_for_and_the_wait_told(te_tui: Run, serve: Serve) -> None:
    server = serve(now=None, settle_ms=100)
    made = te_tui(*LEAK, *DATES, **access(server))
    assert (made.code, len(made.lines)) == (0, 2)
    assert "waiting 1 s: the new snapshot cannot be opened yet" in made.err


def test_without_waiting_the_id_comes_alone(te_tui: Run, serve: Serve, log: Path) -> None:
    server = serve(now=None, settle_ms=600_000, log=log)
    made = te_tui(*LEAK, *DATES, "--no-wait", **access(server))
    assert (made.code, len(made.lines)) == (0, 1)
    (other,) = te_tui(*LEAK, *DATES, "--no-wait", "--json", **access(server)).objects
    assert (other["snapshotName"], other["link"]) == ("Route leak", None)
    assert not [entry for entry in sent(log, "GET") if other["snapshotId"] in entry["path"]]


def test_one_that_cannot_be_opened_in_time_is_made_in_part(te_tui: Run, serve: Serve) -> None:
    server = serve(now=None, settle_ms=6_000_000)
    made = te_tui(*LEAK, *DATES, "--quiet", **access(server))
    assert (made.code, len(made.lines)) == (5, 1)
    assert made.err.startswith("te-tui: created, but could not be opened: ")
    assert made.lines[0] in made.err


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(
    te_tui: Run, server: DemoServer, log: Path
) -> None:
    told = te_tui(*LEAK, *DATES, "--dry-run", **access(server))
    assert told.out == (
        'would create "Route leak" of dashboard BGP, 1 Mar 2024 06:00 – 08:00 UTC (2 h), '
        "expires in a year, the API's default, not anonymised\n"
    )
    (body,) = te_tui(*LEAK, *DATES, "--anonymize", "--dry-run", "--json", **access(server)).objects
    assert (body["startDate"], body["anonymizeData"]) == ("2024-03-01T06:00:00Z", True)
    (body,) = te_tui(*EVIDENCE, "--window", "2h", "--public", "--dry-run", "--json", **access(server)).objects
    assert (body["isPublic"], body["testId"]) == (True, "202701")
    assert te_tui(*EVIDENCE, "--window", "2h", "--private", "--dry-run", **access(server)).code == 0
    assert sent(log) == []


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ((*LEAK, "--last", "6m"), "'6m' is not a length"),
        ((*LEAK, "--last", "6h", "--to", "2024-03-01"), "--last ends now"),
        ((*LEAK, "--from", "2024-03-02", "--to", "2024-03-01"), "begin before it ends"),
        ((*LEAK, "--from", "2024-03-01", "--to", "2024-03-01"), "begin before it ends"),
        ((*LEAK, "--from", "2024-03-01", "--to", "2999-03-01"), "in the future; now is "),
        ((*LEAK, "--from", "2999-03-01"), "begin before it ends"),
        ((*LEAK, "--from", "yesterday"), "'yesterday' is not a date and time such as"),
        ((*LEAK, "--from", "2024-03-31T02:30", "--time-zone", "Europe/Berlin"), "never; add the offset"),
        ((*LEAK, "--last", "6h", "--time-zone", "CEST"), "is no IANA time zone"),
        ((*LEAK, "--last", "6h", "--expires", "6y"), "at most 5 years from today, until 20"),
        ((*LEAK, "--last", "6h", "--expires", "2020-01-01"), "2020-01-01 is not ahead"),
        ((*LEAK, "--last", "6h", "--expires", "never"), "'never' is not a date"),
        ((*LEAK[:3], "--name", " ", "--last", "6h"), "needs a name"),
        ((*EVIDENCE, "--window", "3h", "--private"), "takes 1, 2, 4, 6, 12, 24 or 48 hours"),
        ((*EVIDENCE, "--window", "2h", "--end", "2999-01-01", "--private"), "in the future"),
        ((*EVIDENCE, "--window", "2h"), "--private --public is required"),
    ],
)
def test_what_is_wrong_says_what_is_right_and_never_reaches_the_server(
    te_tui: Run, server: DemoServer, log: Path, argv: tuple[str, ...], said: str
) -> None:
    answer = te_tui(*argv, **access(server))
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert log.read_text() == ""


def test_an_unknown_dashboard_or_test_is_not_found_and_what_there_is_is_told(
    te_tui: Run, server: DemoServer, log: Path
) -> None:
    answer = te_tui("create", "--dashboard", "nothing", "--name", "x", "--last", "1h", **access(server))
    assert answer.code == 4
    assert "It has: " in answer.err
    assert "Checkout overview (" in answer.err
    wanted = ("create-test-snapshot", "--test", "x", "--name", "x", "--window", "1h", "--private")
    assert te_tui(*wanted, **access(server)).code == 4
    assert sent(log) == []


def test_a_unique_part_of_a_title_names_a_dashboard(te_tui: Run, server: DemoServer) -> None:
    made = te_tui(
        "create", "--dashboard", "check", "--name", "x", "--last", "1h", "--dry-run", **access(server)
    )
    assert (made.code, made.err) == (0, "")
    assert "of dashboard Checkout overview" in made.out


def test_an_ambiguous_title_lists_the_candidates(te_tui: Run) -> None:
    def answer(path: str) -> Answer:
        if path.startswith("/v7/account-groups"):
            return Answer('{"accountGroups": [{"aid": "1"}]}')
        return Answer(
            '[{"dashboardId": "a1", "title": "BGP"}, {"dashboardId": "b2", "title": "bgp\\u001b[2J"},'
            ' {"dashboardId": "c3", "title": "bgp"}]'
        )

    with answering(answer) as url:
        said = te_tui(*LEAK, *DATES, TE_BASE_URL=url, TE_TOKEN="any-token")
    assert said.code == 2
    assert "2 dashboards are called BGP; name one by its id: BGP (a1), bgp (c3)." in said.err


def test_the_hundred_and_first_in_an_hour_says_so_and_how_long_it_lasts(
    te_tui: Run, server: DemoServer, log: Path
) -> None:
    body = {
        "dashboardId": "646f4d2ce3c99b0536c3821e",
        "displayName": "x",
        "startDate": "2024-03-01T06:00:00Z",
        "endDate": "2024-03-01T08:00:00Z",
    }
    with client_of(server) as client:
        for _ in range(98):
            client.post("/dashboard-snapshots", json=body).raise_for_status()
    near = te_tui(*LEAK, *DATES, **access(server))
    assert (near.code, "1 more snapshots may be made this hour" in near.err) == (0, True)
    assert te_tui(*LEAK, *DATES, **access(server)).code == 0
    refused = te_tui(*LEAK, *DATES, "--quiet", **access(server))
    assert (refused.code, refused.out) == (6, "")
    assert "at most 100 dashboard snapshots an hour. Try again in 3," in refused.err
    assert len(sent(log)) == 101


def make_evidence(te_tui: Run, server: DemoServer, privacy: str, *more: str) -> Outcome:
    return te_tui(*EVIDENCE, "--window", "2h", privacy, *more, **access(server))


def test_the_sixth_test_snapshot_in_five_minutes_says_so(te_tui: Run, server: DemoServer, log: Path) -> None:
    codes = [make_evidence(te_tui, server, "--private").code for _ in range(5)]
    refused = make_evidence(te_tui, server, "--private", "--quiet")
    assert (codes, refused.code, refused.out) == ([0] * 5, 6, "")
    assert refused.err.count("5 test snapshots in 5 minutes") == 1
    assert refused.err.endswith("Try again a little later.\n")
    assert len(sent(log)) == 6


@pytest.mark.parametrize("privacy", ["private", "public"])
def test_a_test_snapshot_is_as_private_as_was_asked_for(
    te_tui: Run, server: DemoServer, privacy: str
) -> None:
    made = make_evidence(te_tui, server, f"--{privacy}", "--end", "2024-03-01T08:00Z", "--json")
    (body,) = made.objects
    assert (made.code, body["privacy"], body["savedEvent"]) == (0, privacy, privacy == "private")
    assert (body["startRoundId"], body["endRoundId"]) == (1_709_272_800, 1_709_280_000)
    assert f"it is {privacy}, as the answer says" in made.err
    assert ("isPublic" in made.err) is (privacy == "private")


@pytest.mark.parametrize(("asked", "came"), [("private", "public"), ("public", "private")])
def test_one_that_is_not_as_private_as_was_asked_for_is_told_also_to_the_quiet(
    te_tui: Run, serve: Serve, asked: str, came: str
) -> None:
    server = serve(now=None, documented_is_public=True)
    made = make_evidence(te_tui, server, f"--{asked}", "--quiet")
    assert (made.code, len(made.lines)) == (5, 2)
    assert f"te-tui: {asked} was asked for, but the answer says {came}" in made.err


def test_a_region_without_public_snapshots_refuses(te_tui: Run, serve: Serve) -> None:
    server = serve(now=None, forbid_public=True)
    assert make_evidence(te_tui, server, "--public").code == 3
    assert make_evidence(te_tui, server, "--private").code == 0


def test_an_answer_that_is_lost_is_not_asked_for_again_but_says_how_to_look(
    te_tui: Run, serve: Serve, log: Path
) -> None:
    server = serve(now=None, log=log, faults=(Fault("drop", path="/v7/dashboard-snapshots"),))
    lost = te_tui(*LEAK, *DATES, "--quiet", **access(server))
    assert (lost.code, lost.out) == (6, "")
    look = "te-tui ls --aid 1234 --filter 'name:\"Route leak\"'"
    assert f"It may have been created all the same: check {look} before you repeat this." in lost.err
    assert len(sent(log)) == 1

    server = serve(now=None, faults=(Fault("drop", path="/v7/tests/"),))
    lost = make_evidence(te_tui, server, "--private", "--quiet")
    assert (lost.code, "look for it in the web application" in lost.err) == (6, True)
