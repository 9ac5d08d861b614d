import csv
import json
from datetime import datetime
from itertools import cycle

import pytest

from te_tui.demo import TOKEN
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Run, client_of
from tests.cli.test_show import EVERY_TYPE, widgets_of

pytestmark = pytest.mark.usefixtures("without_waiting")

POINTS = "unpmg"


def test_points_come_out_as_series_of_exact_values(demo: Run, shared_server: DemoServer) -> None:
    (data,) = demo("data", CONTRACT_SNAPSHOT, POINTS, "--json").objects
    assert {"snapshotId", "widgetId", "type", "title", "metric", "unit", "binSize", "series"} <= set(data)
    assert (data["snapshotId"], data["widgetId"]) == (CONTRACT_SNAPSHOT, POINTS)
    assert (data["type"], data["title"]) == ("Time Series: Line", "Page load time, by agent")
    with client_of(shared_server) as client:
        url = f"/dashboard-snapshots/{CONTRACT_SNAPSHOT}/widgets/{POINTS}"
        sent = client.get(url).raise_for_status().json()
    assert data["binSize"] == sent["binSize"]
    written = {
        (series["groups"][0]["groupValue"], *point) for series in data["series"] for point in series["points"]
    }
    assert written == {
        (point["groups"][0]["groupValue"], point["timestamp"], point["value"])
        for point in sent["data"]["points"]
    }
    for series in data["series"]:
        assert set(series) == {"label", "groups", "points"}


def test_tabular_kinds_come_out_as_rows(demo: Run, shared_server: DemoServer) -> None:
    kinds = {"Alert List", "Agent Status", "Number", "Test Table", "List"}
    ids = [widget["id"] for widget in widgets_of(shared_server, EVERY_TYPE) if widget["type"] in kinds]
    assert len(ids) >= len(kinds)
    answers = [demo("data", EVERY_TYPE, widget_id, "--json", "--quiet") for widget_id in ids]
    filled = [answer.objects[0] for answer in answers if answer.out and answer.objects[0]["rows"]]
    assert {data["type"] for data in filled} == kinds
    assert all(data["series"] == [] for data in filled)


def test_every_type_of_widget_comes_out_as_table_and_csv(demo: Run, shared_server: DemoServer) -> None:
    forms = cycle([(), ("--csv",)])
    for widget, form in zip(widgets_of(shared_server, EVERY_TYPE), forms, strict=False):
        answer = demo("data", EVERY_TYPE, widget["id"], "--aid", "1234", *form, "--quiet")
        if answer.code in {0, 5}:
            assert answer.err == ""
            assert answer.lines
        else:
            assert answer.code in {4, 6}
            assert answer.err.startswith("te-tui: Could not fetch widget ")


def test_csv_has_a_line_for_each_point_under_a_heading(demo: Run) -> None:
    (data,) = demo("data", CONTRACT_SNAPSHOT, POINTS, "--json").objects
    heading, *rows = csv.reader(demo("data", CONTRACT_SNAPSHOT, POINTS, "--csv").lines)
    assert heading == ["label", "time", "value"]
    expected = [
        [series["label"], str(time), "" if value is None else str(value)]
        for series in data["series"]
        for time, value in series["points"]
    ]
    assert rows == expected


def test_the_table_says_what_the_csv_says_with_dates_and_figures_below_each_other(demo: Run) -> None:
    _, *rows = csv.reader(demo("data", CONTRACT_SNAPSHOT, POINTS, "--csv").lines)
    heading, *lines = demo("data", CONTRACT_SNAPSHOT, POINTS).lines
    assert heading.split() == ["label", "time", "value"]
    for (label, time, value), line in zip(rows, lines, strict=True):
        said = line.removeprefix(label).split()
        assert said[0].endswith("Z")
        assert datetime.fromisoformat(said[0]).timestamp() == int(time)
        assert [float(figure) for figure in said[1:]] == [float(value)] * bool(value)
    assert len({len(line) for line in lines if line[-1] != "Z"}) == 1


@pytest.mark.parametrize("title", ["Page load time, by agent", "PAGE LOAD TIME, BY AGENT"])
def test_a_title_names_a_widget_as_its_id_does(demo: Run, title: str) -> None:
    by_id = demo("data", CONTRACT_SNAPSHOT, POINTS, "--json")
    assert demo("data", CONTRACT_SNAPSHOT, title, "--json") == by_id


def test_a_title_that_several_widgets_have_is_wrong_usage_and_their_ids_are_listed(te_tui: Run) -> None:
    twins = [{"id": name, "title": "Twin", "type": "Table"} for name in ("first", "second")]
    with answering(lambda path: Answer(json.dumps({"snapshotId": "x", "widgets": twins}))) as url:
        answer = te_tui("data", "x", "twin", "--aid", "1", TE_BASE_URL=url, TE_TOKEN=TOKEN)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "te-tui: 2 widgets have twin in their title; name one by its id: first, second.\n"


def test_a_part_of_a_title_that_only_one_widget_has_is_enough(demo: Run) -> None:
    answer = demo("data", CONTRACT_SNAPSHOT, "LOAD TIME, BY AG", "--json")
    assert (answer.code, answer.objects[0]["title"]) == (0, "Page load time, by agent")


def test_without_a_widget_every_widget_is_one_object_a_line(demo: Run, shared_server: DemoServer) -> None:
    every = demo("data", CONTRACT_SNAPSHOT, "--json", "--quiet")
    ids = [widget["id"] for widget in widgets_of(shared_server, CONTRACT_SNAPSHOT)]
    assert [data["widgetId"] for data in every.objects] == ids
    assert demo("data", CONTRACT_SNAPSHOT, POINTS, "--json").objects[0] in every.objects


def test_without_a_widget_csv_has_one_heading_and_the_widget_of_each_row(demo: Run) -> None:
    rows = list(csv.DictReader(demo("data", CONTRACT_SNAPSHOT, "--csv", "--quiet").lines))
    one = list(csv.DictReader(demo("data", CONTRACT_SNAPSHOT, POINTS, "--csv").lines))
    mine = [row for row in rows if row["widgetId"] == POINTS]
    assert [{name: row[name] for name in one[0]} for row in mine] == one
    assert len({row["widgetId"] for row in rows}) > 1


def test_widgets_that_cannot_be_fetched_are_told_and_the_others_printed(
    demo: Run, shared_server: DemoServer
) -> None:
    every = demo("data", EVERY_TYPE, "--json")
    assert every.code == 5
    assert "could not be fetched" in every.err
    assert 1 < len(every.objects) < len(widgets_of(shared_server, EVERY_TYPE))


@pytest.mark.parametrize("widget", [POINTS, "LOAD TIME, BY AG"])
def test_show_prints_only_the_widgets_that_are_named(demo: Run, widget: str) -> None:
    shown = demo("show", CONTRACT_SNAPSHOT, widget, "--json").objects[0]
    assert [one["widgetId"] for one in shown["widgets"]] == [POINTS]


def test_show_of_an_unknown_widget_ends_with_4_and_lists_what_there_is(demo: Run) -> None:
    shown = demo("show", CONTRACT_SNAPSHOT, "no such widget")
    assert (shown.code, shown.out) == (4, "")
    assert POINTS in shown.err


@pytest.mark.parametrize("command", ["show", "data"])
def test_the_beginning_of_an_id_is_enough(demo: Run, command: str) -> None:
    whole = demo(command, CONTRACT_SNAPSHOT, POINTS, "--json")
    assert demo(command, CONTRACT_SNAPSHOT[:8], POINTS, "--json") == whole
