import json
from typing import Any

import pytest

from te_tui.demo import TOKEN
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from te_tui.models.clean import clean
from te_tui.render.text.width import cell_width
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Run, Serve, access, client_of, raw_ids

pytestmark = pytest.mark.usefixtures("without_waiting")

EVERY_TYPE = "e93ef5f2-6a08-41de-8c44-58e206084bae"
LINK = "https://app.thousandeyes.com/dashboard/?reportSnapshotId="


def widgets_of(server: DemoServer, snapshot_id: str) -> list[dict[str, Any]]:
    with client_of(server) as client:
        body: dict[str, Any] = client.get(f"/dashboard-snapshots/{snapshot_id}").raise_for_status().json()
    widgets: list[dict[str, Any]] = body.get("widgets") or body["dashboard"]["widgets"]
    return widgets


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("snapshot_id", [CONTRACT_SNAPSHOT, EVERY_TYPE])
def test_lines_are_no_wider_than_asked_hold_no_escape_sequence_and_the_link_is_never_cut(
    demo: Run, snapshot_id: str, width: int
) -> None:
    shown = demo("show", snapshot_id, "--width", str(width))
    assert shown.lines.count(f"{LINK}{snapshot_id}") == 1
    for line in shown.lines:
        assert cell_width(line) <= width or line == f"{LINK}{snapshot_id}"
        assert line == clean(line)


def test_nothing_of_the_heading_is_lost_in_a_narrow_place(demo: Run) -> None:
    head = demo("show", CONTRACT_SNAPSHOT, "--width", "20").out.partition(LINK)[0]
    facts = "HTTP Server Widgets · 20 Nov 06:00 – 21 Nov 06:00 UTC (1 d) · expires in "
    assert " ".join(head.split()).startswith(f"HTTP Server Dashboard Snapshot {facts}")


def test_every_widget_is_shown_in_order_with_its_title(demo: Run, shared_server: DemoServer) -> None:
    text = demo("show", CONTRACT_SNAPSHOT, "--width", "200").out
    places = [text.find(f"\n\n{widget['title']}") for widget in widgets_of(shared_server, CONTRACT_SNAPSHOT)]
    assert places == sorted(places)
    assert min(places) > 0


def test_a_dashboard_with_one_chart_for_each_line_is_shown_with_all_of_them(te_tui: Run) -> None:
    points = [
        {
            "timestamp": 300 * step,
            "value": agent,
            "groups": [{"groupProperty": "AGENT", "groupValue": f"a{agent}"}],
        }
        for agent in range(5)
        for step in range(20)
    ]
    widget = {"id": "w", "title": "Loss", "type": "Time Series: Line", "isTimeseriesOneChartPerLine": True}

    def answer(path: str) -> Answer:
        return Answer(
            json.dumps({"data": {"points": points}} if "/widgets/" in path else {"widgets": [widget]})
        )

    with answering(answer) as url:
        shown = te_tui("show", "s", "--aid", "1", "--width", "80", TE_BASE_URL=url, TE_TOKEN=TOKEN)
    assert shown.code == 0
    heads = [line for line in shown.lines if "max" in line]
    assert [heads[0].count("max"), len(heads)] == [2, 3]
    assert "a0 " in heads[0]
    assert "more" not in shown.out
    assert shown.out.count("└") == 5


def test_plain_is_ascii_and_nothing_else(demo: Run) -> None:
    shown = demo("show", EVERY_TYPE, "--plain", "--width", "60")
    assert shown.out.isascii()
    assert f"{LINK}{EVERY_TYPE}" in shown.lines


def test_a_widget_that_fails_is_shown_in_its_place_and_makes_exit_code_5(demo: Run) -> None:
    shown = demo("show", EVERY_TYPE, "--quiet", "--width", "60")
    assert (shown.code, shown.err) == (5, "")
    assert "Could not fetch widget" in shown.out
    assert "HTTP 404" in shown.out
    assert "HTTP 500" in shown.out
    assert "Traceback" not in shown.out


def test_a_snapshot_whose_widgets_all_came_is_exit_code_0(demo: Run) -> None:
    shown = demo("show", CONTRACT_SNAPSHOT)
    assert (shown.code, shown.err) == (0, "")


def test_json_is_one_object_with_every_widget_and_its_data_or_its_error(
    demo: Run, shared_server: DemoServer
) -> None:
    shown = demo("show", EVERY_TYPE, "--json", "--quiet")
    assert shown.out.rstrip("\n") == clean(shown.out.rstrip("\n"))
    assert shown.code == 5
    (snapshot,) = shown.objects
    assert snapshot["snapshotId"] == EVERY_TYPE
    expected = widgets_of(shared_server, EVERY_TYPE)
    assert [widget["widgetId"] for widget in snapshot["widgets"]] == [widget["id"] for widget in expected]
    assert sum("error" in widget for widget in snapshot["widgets"]) == 2
    assert all({"series", "rows"} <= set(widget) for widget in snapshot["widgets"] if "error" not in widget)


@pytest.mark.parametrize(
    "address",
    [
        f"https://app.thousandeyes.com/dashboard/?snapshotId={CONTRACT_SNAPSHOT}",
        f"{LINK}{CONTRACT_SNAPSHOT}",
        f"https://api.thousandeyes.com/v7/dashboard-snapshots/{CONTRACT_SNAPSHOT}?aid=1234",
    ],
)
def test_an_address_shows_what_its_id_shows(demo: Run, address: str) -> None:
    assert demo("show", address, "--json").objects == demo("show", CONTRACT_SNAPSHOT, "--json").objects


@pytest.mark.parametrize("aid", ["1307", "281474976710706"])
def test_a_snapshot_of_another_account_group_is_found_without_aid(
    demo: Run, shared_server: DemoServer, aid: str
) -> None:
    snapshot_id = raw_ids(shared_server, aid)[0]
    (snapshot,) = demo("show", snapshot_id, "--json").objects
    assert (snapshot["snapshotId"], snapshot["aid"]) == (snapshot_id, aid)


def test_json_and_text_show_the_same_widgets_wherever_the_api_puts_them(
    demo: Run, shared_server: DemoServer
) -> None:
    for snapshot_id in raw_ids(shared_server, "1234")[5:9]:
        (snapshot,) = demo("show", snapshot_id, "--json").objects
        titles = [widget["title"] for widget in widgets_of(shared_server, snapshot_id)]
        assert [widget["title"] for widget in snapshot["widgets"]] == titles


def test_a_few_widgets_are_fetched_at_once_and_each_once(serve: Serve, te_tui: Run, tmp_path: Any) -> None:
    log = tmp_path / "requests.jsonl"
    te_tui("show", CONTRACT_SNAPSHOT, "--aid", "1234", **access(server := serve(log=log)))
    asked = [json.loads(line)["path"] for line in log.read_text().splitlines()]
    one = f"/v7/dashboard-snapshots/{CONTRACT_SNAPSHOT}"
    ids = [widget["id"] for widget in widgets_of(server, CONTRACT_SNAPSHOT)]
    assert sorted(asked) == sorted([one, *(f"{one}/widgets/{widget}" for widget in ids)])
