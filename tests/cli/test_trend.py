"""`te-tui trend`."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.render.text.width import cell_width
from tests.cli.answers import Answer
from tests.cli.conftest import Outcome, Run
from tests.cli.planted import MIDNIGHT, Panel, Snapshot, noisy, serving

pytestmark = pytest.mark.usefixtures("without_waiting")

TOKEN = {"TE_TOKEN": "a-token-of-mine"}
WEEK = 604_800


def week(number: int, widget: Panel | None = None, **changed: object) -> Snapshot:
    """One week in hours: one place rises, one steps, one stays."""
    series = {
        "Rising": noisy(100 + 2 * number, number, 168),
        "Stepped": noisy(50 if number < 6 else 80, 100 + number, 168),
        "Flat": noisy(70, 200 + number, 168),
    }
    one = (widget or Panel(series, bin_size=3600))._replace(**changed)  # type: ignore[arg-type]
    return Snapshot(f"s{number}", [one], MIDNIGHT + number * WEEK, WEEK)


def asked(te_tui: Run, snapshots: list[Snapshot], *options: str) -> Outcome:
    with serving(*snapshots) as url:
        return te_tui("trend", *options, TE_BASE_URL=url, **TOKEN)


YEAR = [week(number) for number in range(12)]


def test_all_snapshots_of_a_dashboard_tell_what_rises_and_what_steps(te_tui: Run) -> None:
    other = week(20)._replace(dashboard="d2")
    answer = asked(te_tui, [*YEAR, other], "--dashboard", "d1", "--widget", "w1", "--json")
    assert answer.code == 0
    assert answer.err == "te-tui: reading 12 snapshots\n"
    (found,) = answer.objects
    assert {name: found[name] for name in ("widgetId", "title", "metric", "unit", "binSize")} == {
        "widgetId": "w1", "title": "Latency", "metric": "NET_LATENCY", "unit": "ms", "binSize": 3600,
    }  # fmt: skip
    rows = {row["label"]: row for row in found["series"]}
    assert {label: row["verdict"] for label, row in rows.items()}["Rising"] == "rising"
    assert rows["Rising"]["low"] < 2 < rows["Rising"]["high"]
    assert rows["Stepped"]["steps"] == [MIDNIGHT + 6 * WEEK]
    assert (rows["Flat"]["verdict"], rows["Flat"]["steps"]) == ("no clear trend", [])
    assert [one["start"] for one in rows["Flat"]["weeks"]] == [MIDNIGHT + n * WEEK for n in range(12)]
    assert set(rows["Flat"]["weeks"][0]) == {"start", "n", "coverage", "mean", "median", "p95", "snapshots"}
    assert rows["Flat"]["weeks"][3]["snapshots"] == ["s3"]


def test_text_names_the_step_and_the_slope_within_80_columns(te_tui: Run) -> None:
    targets = [one.snapshot_id for one in YEAR]
    answer = asked(te_tui, YEAR, *targets, "--widget", "latency")
    text = " ".join(answer.out.split())
    assert answer.lines[0].rstrip() == "Latency · 12 snapshots, 12 weeks"
    assert "Rising: rising, +2" in text
    assert "(12 of 12 weeks used, 0 holes)" in text
    assert "Stepped: step at 2026-51 (14 Dec" in text
    assert all(cell_width(line) <= 80 for line in answer.lines)
    assert asked(te_tui, YEAR, *targets, "--widget", "w1", "--plain").out.isascii()


def test_archives_tell_what_the_snapshots_told(te_tui: Run, tmp_path: Path) -> None:
    targets = [one.snapshot_id for one in YEAR]
    with serving(*YEAR) as url:
        te_tui("archive", *targets, "--output", str(tmp_path), TE_BASE_URL=url, **TOKEN)
        live = te_tui("trend", *targets, "--widget", "w1", "--json", TE_BASE_URL=url, **TOKEN)
    archived = te_tui("trend", *map(str, sorted(tmp_path.glob("*.tesnap"))), "--widget", "w1", "--json")
    assert archived.code == 0
    assert archived.objects == live.objects


def test_a_week_without_a_snapshot_and_one_that_fails_are_holes_and_the_second_is_told(te_tui: Run) -> None:
    snapshots = [one for one in YEAR if one.snapshot_id not in {"s3", "s8"}]
    failing = Panel({}, bin_size=3600, answer=Answer("{}", 500))
    answer = asked(te_tui, [*snapshots, week(8, failing)], "--dashboard", "d1", "--widget", "w1", "--json")
    assert answer.code == 5
    assert "1 of 11 widgets could not be fetched" in answer.err
    weeks = answer.objects[0]["series"][0]["weeks"]
    assert [n for n, one in enumerate(weeks) if one["n"] == 0] == [3, 8]
    assert weeks[3]["median"] is None


@pytest.mark.parametrize(
    "changed",
    [
        {"bin_size": 7200},
        {"metric": "NET_LOSS"},
        {"measure": {"type": "MAXIMUM"}},
        {"measure": {"type": "PERCPOSITIVE"}},
    ],
)
def test_what_cannot_be_put_beside_the_rest_is_left_out_and_told(
    te_tui: Run, changed: dict[str, object]
) -> None:
    other = week(0)
    other = other._replace(widgets=[other.widgets[0]._replace(**changed)])  # type: ignore[arg-type]
    answer = asked(te_tui, [*YEAR[1:], other], "--dashboard", "d1", "--widget", "w1", "--json")
    assert answer.code == 5
    assert "1 of 12 snapshots are left out" in answer.err
    assert answer.objects[0]["series"][0]["weeks"][0]["start"] == MIDNIGHT + WEEK


def test_damaged_data_are_told_with_5_and_the_rest_is_answered(te_tui: Run) -> None:
    damaged = Panel({}, bin_size=3600, answer=Answer('{"binSize": 3600, "data": {"points": [7]}}'))
    answer = asked(te_tui, [*YEAR[1:], week(0, damaged)], "--dashboard", "d1", "--widget", "w1", "--json")
    assert answer.code == 5
    assert "1 part(s) could not be read and were left out: data.points[0]" in answer.err
    assert len(answer.objects[0]["series"][0]["weeks"]) == 11


def test_a_renamed_widget_is_followed_and_a_snapshot_without_it_is_told(te_tui: Run) -> None:
    looks = week(0, widget_id="old")
    renamed = week(1, title="Latency of old")
    without = week(2, widget_id="other", title="Another")
    answer = asked(
        te_tui, [looks, renamed, without, *YEAR[3:]], "--dashboard", "d1", "--widget", "Latency", "--json"
    )
    assert answer.code == 5
    assert "1 of 12 snapshots have no widget Latency" in answer.err
    assert [n for n, one in enumerate(answer.objects[0]["series"][0]["weeks"]) if one["n"] == 0] == [2]


def test_a_widget_without_values_over_time_says_so(te_tui: Run) -> None:
    empty = [week(number, Panel({}, bin_size=3600)) for number in range(3)]
    answer = asked(te_tui, empty, "--dashboard", "d1", "--widget", "w1")
    assert (answer.code, answer.lines[1]) == (0, "The widget has no values over time.")


def test_below_eight_weeks_it_is_not_comparable_and_says_why(te_tui: Run) -> None:
    answer = asked(te_tui, YEAR[:5], "--dashboard", "d1", "--widget", "w1", "--json")
    (first, *_) = answer.objects[0]["series"]
    assert (first["verdict"], first["why"]) == (
        "not comparable",
        "5 weeks of which half or more is known, 8 are needed",
    )
    assert (first["slope"], first["p"], first["steps"]) == (None, None, [])


def test_what_is_not_there_is_said_with_its_exit_code(te_tui: Run) -> None:
    nothing = asked(te_tui, YEAR, "--widget", "w1")
    assert (nothing.code, "Name snapshots or archives" in nothing.err) == (2, True)
    assert asked(te_tui, YEAR, "--dashboard", "d9", "--widget", "w1").code == 4
    assert asked(te_tui, YEAR, "s1", "--widget", "w9").code == 4
    assert asked(te_tui, YEAR, "gone", "--widget", "w1").code == 4
    assert asked(te_tui, YEAR, "s1", "gone", "--widget", "w1").code == 5


def test_widgets_of_another_dashboard_are_matched_by_their_looks_and_that_is_told(te_tui: Run) -> None:
    moved = week(0, widget_id="w9")._replace(dashboard="d2")
    foreign = week(1, title="Disk")._replace(dashboard="d2")
    snapshots = [moved, foreign, *YEAR[2:]]
    targets = [one.snapshot_id for one in snapshots]
    answer = asked(te_tui, snapshots, *targets, "--widget", "w1", "--json")
    assert "2 of 12 snapshots are of another dashboard than the newest" in " ".join(answer.err.split())
    assert "1 of 12 snapshots have no widget Latency" in answer.err
    weeks = answer.objects[0]["series"][0]["weeks"]
    assert [n for n, one in enumerate(weeks) if one["n"] == 0] == [1]
