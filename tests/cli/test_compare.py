"""`te-tui compare`."""

from __future__ import annotations

import pytest

from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from te_tui.render.text.width import cell_width
from tests.cli.answers import Answer
from tests.cli.conftest import Outcome, Run
from tests.cli.planted import DAY, MIDNIGHT, Panel, Snapshot, noisy, serving

pytestmark = pytest.mark.usefixtures("without_waiting")

QUIET = "773667a4-9b88-4408-aa86-22a4d980d71d"
TOKEN = {"TE_TOKEN": "a-token-of-mine"}


def compared(
    te_tui: Run, before: list[Panel], after: list[Panel], *options: str, start: int = DAY
) -> Outcome:
    with serving(Snapshot("b", before), Snapshot("a", after, start=MIDNIGHT + start)) as url:
        return te_tui("compare", "b", "a", *options, TE_BASE_URL=url, **TOKEN)


BEFORE = Panel({"Paris": noisy(100, 1), "Rome": noisy(50, 2), "Oslo": noisy(70, 3), "Old": noisy(70, 4)})
AFTER = Panel({"Paris": noisy(140, 5), "Rome": noisy(40, 6), "Oslo": noisy(70, 7), "New": noisy(70, 8)})


def test_each_word_is_said_of_its_series_and_lost_and_new_ones_are_named(te_tui: Run) -> None:
    answer = compared(te_tui, [BEFORE], [AFTER], "--json")
    assert (answer.code, answer.err) == (0, "")
    (found,) = answer.objects
    rows = {row["label"]: row for row in found["series"]}
    assert {label: row["verdict"] for label, row in rows.items()} == {
        "Paris": "worse", "Rome": "better", "Oslo": "no clear change",
    }  # fmt: skip
    paris = rows["Paris"]
    assert set(paris) == {
        "widgetId", "widgetIdAfter", "title", "metric", "unit", "label", "align", "n", "before", "after",
        "shift", "low", "high", "relative", "p", "q", "verdict",
    }  # fmt: skip
    assert set(paris["before"]) == {"n", "median", "p95", "max", "bad"}
    assert paris["low"] < 40 < paris["high"]
    assert (paris["align"], paris["n"]) == ("same hour of the day", 288)
    assert found["onlyBefore"] == [{"widgetId": "w1", "title": "Latency", "label": "Old"}]
    assert found["onlyAfter"] == [{"widgetId": "w1", "title": "Latency", "label": "New"}]
    assert found["before"]["snapshotId"] == "b"
    assert found["after"]["start"] == MIDNIGHT + DAY


def test_the_earlier_window_is_before_whichever_is_named_first(te_tui: Run) -> None:
    with serving(Snapshot("b", [BEFORE]), Snapshot("a", [AFTER], start=MIDNIGHT + DAY)) as url:
        answer = te_tui("compare", "a", "b", "--json", TE_BASE_URL=url, **TOKEN)
        text = te_tui("compare", "a", "b", "--quiet", TE_BASE_URL=url, **TOKEN)
    told = " ".join(answer.err.split())
    assert told == "te-tui: the snapshot named second is the earlier one, so it is compared as before"
    (found,) = answer.objects
    assert (found["before"]["snapshotId"], found["after"]["snapshotId"]) == ("b", "a")
    assert (found["orderedBy"], found["sameDashboard"]) == ("window", True)
    assert (text.code, text.err) == (0, "")
    assert text.out.index("before: Snapshot b") < text.out.index("after: Snapshot a")
    assert "1 worse · 1 better" in text.out


def test_windows_that_are_equal_leave_the_order_as_named_and_that_is_said(te_tui: Run) -> None:
    answer = compared(te_tui, [BEFORE], [AFTER], start=0)
    text = " ".join(answer.out.split())
    assert text.startswith("before: Snapshot b")
    assert "Both windows are equal: before is the snapshot named or listed first." in text


def test_different_dashboards_are_told_and_nothing_is_better_or_worse(te_tui: Run) -> None:
    other = Snapshot("a", [AFTER._replace(widget_id="w9"), BEFORE], MIDNIGHT + DAY, dashboard="d2")
    with serving(Snapshot("b", [BEFORE]), other._replace(widgets=other.widgets[:1])) as url:
        text = " ".join(te_tui("compare", "b", "a", TE_BASE_URL=url, **TOKEN).out.split())
        as_json = te_tui("compare", "b", "a", "--json", TE_BASE_URL=url, **TOKEN).objects[0]
    assert "Two dashboards: Checkout (d1) and Checkout (d2). Nothing is called better or worse." in text
    assert "1 higher · 1 lower · 1 no clear change" in text
    assert as_json["sameDashboard"] is False


def test_an_equal_id_does_not_match_widgets_of_different_dashboards(te_tui: Run) -> None:
    other = Snapshot("a", [AFTER._replace(title="Disk")], MIDNIGHT + DAY, dashboard="d2")
    with serving(Snapshot("b", [BEFORE]), other) as url:
        answer = te_tui("compare", "b", "a", TE_BASE_URL=url, **TOKEN)
    assert "4 lost, 4 new" in answer.out
    assert "Nothing could be compared: no series is in both snapshots." in answer.out


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([BEFORE._replace(bin_size=420)], [AFTER], "Nothing could be compared: bins of 7 min before, 5 min"),
        ([], [], "Nothing could be compared: neither snapshot has values over time."),
        ([BEFORE], [BEFORE], "No clear change in 4 compared series."),
    ],
)
def test_without_a_clear_change_it_says_what_was_compared(
    te_tui: Run, before: list[Panel], after: list[Panel], said: str
) -> None:
    assert said in " ".join(compared(te_tui, before, after).out.split())
    spoken = compared(te_tui, before, after, "--accessible")
    assert said in " ".join(spoken.out.split())


def test_text_tells_the_same_within_80_columns_with_the_caution_about_ordinary_days(te_tui: Run) -> None:
    answer = compared(te_tui, [BEFORE], [AFTER])
    text = " ".join(answer.out.split())
    assert "1 worse · 1 better · 1 no clear change · 1 lost, 1 new" in text
    assert "Paris: Latency worse in these two windows, +" in text
    assert "lost: Old · Latency new: New · Latency" in text
    assert "Ordinary days differ, too" in text
    assert "Oslo" not in text
    assert all(cell_width(line) <= 80 for line in answer.lines)
    assert compared(te_tui, [BEFORE], [AFTER], "--plain").out.isascii()


def test_all_shows_series_without_a_clear_change(te_tui: Run) -> None:
    assert "no clear change  Oslo" in compared(te_tui, [BEFORE], [AFTER], "--all").out


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"metric": "NET_LOSS"}, "another metric: Network latency before, Network loss after"),
        ({"measure": {"type": "MAXIMUM"}}, "another measure: mean before, max after"),
        ({"measure": {"type": "PERCPOSITIVE"}}, "another unit: ms before, % after"),
        ({"bin_size": 420}, "bins of 5 min before, 7 min after"),
    ],
)
def test_what_is_not_comparable_says_why_with_5_and_the_rest_is_compared(
    te_tui: Run, changed: dict[str, object], why: str
) -> None:
    other = BEFORE._replace(widget_id="w2")
    before, after = [BEFORE, other], [AFTER, other._replace(**changed)]  # type: ignore[arg-type]
    answer = compared(te_tui, before, after, "--json")
    rows = [row for row in answer.objects[0]["series"] if row["widgetId"] == "w2"]
    assert answer.code == 5
    assert [(row["verdict"], row["why"]) for row in rows] == [("not comparable", why)] * 4
    assert "shift" not in rows[0]
    assert sum(row["verdict"] == "worse" for row in answer.objects[0]["series"]) == 1
    text = " ".join(compared(te_tui, before, after).out.split())
    assert why in text
    assert text.count("not comparable:") == 1


def test_too_few_values_are_not_comparable_and_no_reason_for_5(te_tui: Run) -> None:
    short = Panel({"Paris": [1.0, 2.0, 3.0]}, "w2")
    answer = compared(te_tui, [BEFORE, short], [AFTER, short], "--json")
    assert answer.code == 0
    assert answer.objects[0]["series"][-1]["why"] == "3 values after, 20 are needed in bins of one size"


def test_a_renamed_widget_is_matched_by_its_id_and_one_with_another_id_by_its_looks(te_tui: Run) -> None:
    before = [BEFORE, BEFORE._replace(widget_id="w2", title="Loss")]
    after = [AFTER._replace(title="Renamed"), AFTER._replace(widget_id="w3", title="Loss")]
    rows = compared(te_tui, before, after, "--json").objects[0]["series"]
    assert {(row["widgetId"], row["widgetIdAfter"]) for row in rows} == {("w1", "w1"), ("w2", "w3")}


def test_damaged_data_are_told_with_5_and_the_rest_is_compared(te_tui: Run) -> None:
    damaged = Panel({}, "w3", "Jitter", answer=Answer('{"data": {"points": [7]}}'))
    answer = compared(te_tui, [BEFORE, damaged], [AFTER], "--json")
    assert answer.code == 5
    assert "1 part(s) could not be read and were left out: data.points[0]" in answer.err
    assert {row["label"] for row in answer.objects[0]["series"]} == {"Paris", "Rome", "Oslo"}


def test_a_widget_that_fails_is_told_and_its_series_are_not_lost(te_tui: Run) -> None:
    failing = BEFORE._replace(widget_id="w2", answer=Answer("{}", 500))
    answer = compared(te_tui, [BEFORE, BEFORE._replace(widget_id="w2")], [AFTER, failing], "--json")
    assert answer.code == 5
    assert "1 of 2 widgets of Snapshot a could not be fetched" in answer.err
    assert {row["widgetId"] for row in answer.objects[0]["onlyBefore"]} == {"w1"}


def test_at_other_hours_it_is_higher_or_lower_and_hours_can_be_insisted_on(te_tui: Run) -> None:
    before, after = Panel({"Paris": noisy(100, 1, 72)}), Panel({"Paris": noisy(150, 2, 72)})
    answer = compared(te_tui, [before], [after], start=12 * 3600)
    assert "higher at other hours of the day" in " ".join(answer.out.split())
    insisted = compared(te_tui, [before], [after], "--align", "hours", start=12 * 3600)
    assert insisted.code == 5
    assert "the windows have no hours of the day in common" in " ".join(insisted.out.split())


def test_a_snapshot_compared_with_itself_and_with_its_archive_has_no_clear_change(demo: Run) -> None:
    path = demo("archive", CONTRACT_SNAPSHOT, "--quiet").out.strip()
    for after in (CONTRACT_SNAPSHOT, path):
        answer = demo("compare", CONTRACT_SNAPSHOT, after, "--json")
        assert answer.code == 0
        words = {row["verdict"] for row in answer.objects[0]["series"]}
        assert words == {"no clear change", "not comparable"}


def test_one_that_is_not_there_is_exit_code_4(demo: Run) -> None:
    assert demo("compare", QUIET, "00000000-0000-4000-8000-000000000000").code == 4
