"""`te-tui timeline`."""

from __future__ import annotations

from datetime import datetime

import pytest

from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from te_tui.render.text.width import cell_width
from tests.cli.answers import Answer
from tests.cli.conftest import Run, client_of
from tests.cli.planted import MIDNIGHT, Panel, Snapshot, noisy, serving

pytestmark = pytest.mark.usefixtures("without_waiting")

TOKEN = {"TE_TOKEN": "a-token-of-mine"}
SPREADING = Panel(
    {
        "Frankfurt": noisy(100, 1, first=120, behind=160, size=80),
        "Amsterdam": noisy(90, 2, first=125, behind=160, size=40),
        "Tokyo": noisy(80, 3),
        "Constant": [7.0] * 288,
        "Short": [7.0] * 5,
    }
)


def start_of(server: DemoServer, snapshot_id: str) -> int:
    with client_of(server) as client:
        span = client.get(f"/dashboard-snapshots/{snapshot_id}").raise_for_status().json()["timeSpan"]
    return int(datetime.fromisoformat(span["start"]).timestamp())


def test_the_demos_incident_is_told_with_its_place_and_its_time(demo: Run, shared_server: DemoServer) -> None:
    answer = demo("timeline", CONTRACT_SNAPSHOT, "--json")
    assert answer.code == 0
    (found,) = answer.objects
    start = start_of(shared_server, CONTRACT_SNAPSHOT)
    (incident,) = found["incidents"]
    assert (found["snapshotId"], found["start"], found["series"]["lookedAt"]) == (
        CONTRACT_SNAPSHOT,
        start,
        27,
    )
    assert incident["start"] - start == 13 * 3600 + 15 * 60
    assert incident["largest"]["label"] == "Frankfurt"
    assert len(found["episodes"]) == 13
    assert {one["incident"] for one in found["episodes"]} == {0}
    assert all(one["start"] - start in {47_700, 48_000} for one in found["episodes"])


def test_an_archive_tells_what_the_snapshot_told(demo: Run) -> None:
    path = demo("archive", CONTRACT_SNAPSHOT, "--quiet").out.strip()
    live, archived = demo("timeline", CONTRACT_SNAPSHOT), demo("timeline", path)
    assert archived.out == live.out
    rows = {line.split()[0] for line in live.lines if "▲ worse" in line}
    (head,) = [line for line in live.lines if "began together" in line]
    assert rows == set(head.partition(": ")[0].split(" to "))
    assert "9 places began together, within one bin (5 min)" in live.out
    assert "the largest: Frankfurt · Spread of latency, by agent +" in " ".join(live.out.split())


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_text_is_no_wider_than_80_columns_and_plain_is_ascii(demo: Run, plain: tuple[str, ...]) -> None:
    answer = demo("timeline", CONTRACT_SNAPSHOT, *plain)
    assert all(cell_width(line) <= 80 for line in answer.lines)
    assert answer.out.isascii() == bool(plain)
    assert "worse" in answer.out


def test_the_json_has_every_field_of_episodes_and_incidents(te_tui: Run) -> None:
    with serving(Snapshot("s1", [SPREADING])) as url:
        answer = te_tui("timeline", "s1", "--json", TE_BASE_URL=url, **TOKEN)
    (found,) = answer.objects
    assert (answer.code, answer.err) == (0, "")
    first = found["episodes"][0]
    assert set(found) == {"snapshotId", "snapshotName", "start", "end", "series", "episodes", "incidents"}
    assert found["series"] == {"lookedAt": 4, "refused": {"constant": 1, "fewer than 24 values": 1}}
    assert set(first) == {
        "widgetId", "title", "metric", "unit", "label", "groups", "start", "startAfter", "end",
        "startedBefore", "direction", "verdict", "size", "relative", "baseline", "level", "peak", "bins",
        "binSize", "confidence", "incident",
    }  # fmt: skip
    assert {
        name: first[name] for name in ("widgetId", "label", "groups", "direction", "verdict", "binSize")
    } == {
        "widgetId": "w1",
        "label": "Frankfurt",
        "groups": [["AGENT", "Frankfurt"]],
        "direction": "up",
        "verdict": "worse",
        "binSize": 300,
    }
    assert found["incidents"] == [
        {
            "start": MIDNIGHT + 120 * 300,
            "end": MIDNIGHT + 160 * 300,
            "first": ["Frankfurt"],
            "together": False,
            "lead": 5 * 300,
            "episodes": 2,
            "largest": {"widgetId": "w1", "label": "Frankfurt"},
        }
    ]


def test_the_place_that_began_first_is_said_in_a_sentence(te_tui: Run) -> None:
    with serving(Snapshot("s1", [SPREADING])) as url:
        answer = te_tui("timeline", "s1", TE_BASE_URL=url, **TOKEN)
    text = " ".join(answer.out.split())
    assert "2 of 4 series changed. 10:00: Frankfurt began first, 25 min (5 bins) before Amsterdam" in text
    assert "over at about 13:20" in text
    assert "1 series not looked at: fewer than 24 values." in text


def test_a_quiet_snapshot_says_that_nothing_changed(te_tui: Run) -> None:
    with serving(Snapshot("s1", [Panel({"Tokyo": noisy(80, 3)})])) as url:
        answer = te_tui("timeline", "s1", TE_BASE_URL=url, **TOKEN)
    assert answer.lines[1:] == ["Nothing changed abruptly in 1 series."]


def test_a_widget_that_fails_and_damaged_data_are_told_with_5_and_the_rest_is_answered(te_tui: Run) -> None:
    failing = Panel({}, "w2", "Loss", answer=Answer("{}", 500))
    damaged = Panel({}, "w3", "Jitter", answer=Answer('{"data": {"points": [7]}}'))
    with serving(Snapshot("s1", [SPREADING, failing, damaged])) as url:
        answer = te_tui("timeline", "s1", "--json", TE_BASE_URL=url, **TOKEN)
    assert answer.code == 5
    assert "1 of 3 widgets of Snapshot s1 could not be fetched" in answer.err
    assert "1 part(s) could not be read" in answer.err
    assert len(answer.objects[0]["episodes"]) == 2


def test_without_any_series_no_claim_is_made(te_tui: Run) -> None:
    failing = Panel({}, "w2", "Loss", answer=Answer("{}", 500))
    with serving(Snapshot("s1", [failing])) as url:
        answer = te_tui("timeline", "s1", TE_BASE_URL=url, **TOKEN)
    assert answer.code == 5
    assert answer.lines[1:] == ["No series has 24 values or more: nothing can be said."]


def test_of_several_targets_one_that_is_not_there_is_told_and_the_others_go_on(te_tui: Run) -> None:
    with serving(Snapshot("s1", [SPREADING]), Snapshot("s2", [])) as url:
        answer = te_tui("timeline", "s1", "none.tesnap", "gone", "s2", "--json", TE_BASE_URL=url, **TOKEN)
        alone = te_tui("timeline", "gone", TE_BASE_URL=url, **TOKEN)
    assert [one["snapshotId"] for one in answer.objects] == ["s1", "s2"]
    assert answer.code == 5
    assert "none.tesnap: There is no archive" in answer.err
    assert alone.code == 4


def test_a_token_is_asked_for_once_for_all_targets(te_tui: Run) -> None:
    answer = te_tui("timeline", "a", "b", "c")
    assert answer.code == 3
    assert answer.err.count("There is no API token") == 1
