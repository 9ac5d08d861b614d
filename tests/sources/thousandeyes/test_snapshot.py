import gc
import sys
import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from te_tui.models.snapshot import Position
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.thousandeyes.body.saved_test import read_saved_test
from te_tui.sources.thousandeyes.body.snapshot import read_created_id, read_snapshot
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from tests.models.wire import encode, page, row
from tests.render.reading import own


def read_row(**changes: Any) -> SnapshotRow:
    return read_snapshot_page(page(row(**changes))).rows[0]


def test_a_row_holds_what_the_list_says() -> None:
    assert read_row() == SnapshotRow(
        snapshot_id="5b0f00000000-77aa-4c1e-9d42-0c2a51e3b9f1",
        name="Weekly review of branch 0",
        aid="1307",
        shared=False,
        scheduled=True,
        created=datetime(2026, 11, 1, 8, tzinfo=UTC),
        expires=datetime(2027, 11, 1, 8, tzinfo=UTC),
        start=datetime(2026, 11, 1, tzinfo=UTC),
        duration=86_400,
        dashboard_id="64aa00000000000000000000",
        dashboard_title="Branches 0",
        link_form="https://app.thousandeyes.com/dashboard/snapshot/00000000",
    )


def test_an_empty_snapshot_is_a_row_of_nones() -> None:
    found = read_snapshot_page(encode({"dashboardSnapshots": [{}]})).rows[0]
    assert found == SnapshotRow(*[None] * 12)  # type: ignore[arg-type]
    assert (found.label, found.end) == ("(unnamed)", None)


@pytest.mark.parametrize("missing", ["absent", None, ""])
@pytest.mark.parametrize(
    ("modern", "legacy", "attribute", "expected"),
    [
        ("aid", {"accountId": 42}, "aid", "42"),
        (
            "snapshotCreatedDate",
            {"createdDate": "2025-02-03 04:05:06"},
            "created",
            datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC),
        ),
        (
            "snapshotExpirationDate",
            {"expirationDate": "2026-02-03 04:05:06"},
            "expires",
            datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),
        ),
        (
            "_links",
            {"permalink": "https://app.thousandeyes.com/old"},
            "link",
            "https://app.thousandeyes.com/old",
        ),
    ],
)
def test_a_legacy_field_stands_in_for_a_modern_one(
    modern: str, legacy: dict[str, Any], attribute: str, expected: object, missing: str | None
) -> None:
    both = row(**legacy)
    if missing == "absent":
        del both[modern]
    else:
        both[modern] = missing
    found = read_snapshot_page(page(both)).rows[0]
    assert getattr(found, attribute) == expected


def test_a_modern_field_goes_before_its_legacy_twin() -> None:
    twins = {
        "accountId": 42,
        "createdDate": "2001-01-01 00:00:00",
        "expirationDate": "2001-01-01 00:00:00",
        "permalink": "https://app.thousandeyes.com/old",
    }
    assert read_row(**twins) == read_row()


@pytest.mark.parametrize("start", [{}, {"start": None}])
def test_a_legacy_start_stands_in_for_a_modern_one(start: dict[str, Any]) -> None:
    found = read_row(timeSpan={**start, "startDate": "2026-11-03 10:00:00", "duration": "3600"})
    assert (found.start, found.end) == (
        datetime(2026, 11, 3, 10, tzinfo=UTC),
        datetime(2026, 11, 3, 11, tzinfo=UTC),
    )


@pytest.mark.parametrize("duration", [None, 10**15, -(10**15), 10**300])
def test_a_span_without_a_sensible_length_has_no_end(duration: int | None) -> None:
    assert read_row(timeSpan={"start": "2026-11-03T10:00:00Z", "duration": duration}).end is None


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "Weekly review of branch 0"),
        ({"snapshotName": None, "snapshotId": "d2"}, "d2"),
        ({"snapshotName": "\x1b[1m\u202e", "snapshotId": "d2"}, "[1m"),
    ],
)
def test_a_snapshot_is_called_by_its_name_or_else_its_id(changes: dict[str, Any], label: str) -> None:
    assert read_row(**changes).label == label


@pytest.mark.parametrize(
    ("href", "cursor"),
    [
        (None, None),
        ("https://api.thousandeyes.com/v7/dashboard-snapshots?aid=1&cursor=WzEsMl0%3D", "WzEsMl0="),
        ("https://elsewhere.example/anything?cursor=abc#x", "abc"),
        ("/v7/dashboard-snapshots?cursor=abc", "abc"),
        ("?cursor=abc&cursor=def", "abc"),
        ("", None),
    ],
)
def test_only_the_cursor_is_taken_from_the_next_link(href: str | None, cursor: str | None) -> None:
    found = read_snapshot_page(page(next_href=href))
    assert (found.cursor, found.damage) == (cursor, ())


@pytest.mark.parametrize(
    ("links", "damage"),
    [
        ("gone", "_links"),
        ({"next": "https://x.example/?cursor=a"}, "_links.next"),
        ({"next": {"href": 5}}, "_links.next"),
        ({"next": {"href": {}}}, "_links.next"),
        ({"next": {"href": "http://[::1?cursor=a"}}, "_links.next"),
        ({"next": {"href": "https://api.thousandeyes.com/v7/dashboard-snapshots?aid=1"}}, "_links.next"),
        ({"next": {"href": "https://api.thousandeyes.com/v7/dashboard-snapshots?cursor="}}, "_links.next"),
    ],
)
def test_a_damaged_next_link_is_damage_and_no_quiet_end(links: object, damage: str) -> None:
    found = read_snapshot_page(encode({"dashboardSnapshots": [row()], "_links": links}))
    assert len(found.rows) == 1
    assert (found.cursor, found.damage) == (None, (damage,))


def test_a_listed_row_keeps_at_most_800_bytes() -> None:
    body = page(*map(row, range(1_000)))
    read_snapshot_page(body)  # what a first reading builds once is not the rows'
    # Threads of tests before may still keep something of their own meanwhile.
    assert min(kept_of(body) for _ in range(3)) / 1_000 <= 800


def kept_of(body: bytes) -> int:
    """The bytes that a page of 1,000 rows keeps."""
    gc.collect()
    tracemalloc.start()
    try:
        found = read_snapshot_page(body)
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.rows) == 1_000
    return kept


def test_rows_share_what_they_repeat() -> None:
    first, *others = read_snapshot_page(page(row(0), row(40), row(80))).rows
    for attribute in ("aid", "dashboard_id", "dashboard_title"):
        assert {id(getattr(other, attribute)) for other in others} == {id(getattr(first, attribute))}
    assert sys.getsizeof(first) < 200


WIDGETS = [{"id": "71lbb", "title": "Loss", "type": "Table"}, {"id": "u2", "type": "Map"}]
OTHERS = [{"id": "zz9", "title": "Other"}]


@pytest.mark.parametrize(
    ("opened", "ids"),
    [
        ({"widgets": WIDGETS}, ["71lbb", "u2"]),
        ({"dashboard": {"widgets": WIDGETS}}, ["71lbb", "u2"]),
        ({"widgets": WIDGETS, "dashboard": {"widgets": OTHERS}}, ["71lbb", "u2"]),
        ({"widgets": [], "dashboard": {"widgets": OTHERS}}, ["zz9"]),
        ({"widgets": None, "dashboard": {"widgets": OTHERS}}, ["zz9"]),
        ({"widgets": [None, 3], "dashboard": {"widgets": OTHERS}}, ["zz9"]),
        ({"widgets": [*WIDGETS, *WIDGETS, *OTHERS]}, ["71lbb", "u2", "zz9"]),
        ({"widgets": [{"title": "a"}, {"title": "b"}, *OTHERS]}, [None, None, "zz9"]),
        ({"widgets": [{"id": 5}, {"id": "5"}]}, ["5"]),
        ({}, []),
    ],
)
def test_panels_come_from_the_first_place_that_has_any_and_each_id_once(
    opened: dict[str, Any], ids: list[str | None]
) -> None:
    assert [panel.widget_id for panel in read_snapshot(encode(opened)).panels] == ids


def test_a_panel_keeps_unknown_types_and_names_word_for_word() -> None:
    widget = {
        "id": "a",
        "type": "Radar: Spinning",
        "metric": "QUANTUM_FLUX",
        "measure": {"type": "MODE"},
        "visualMode": "Floating",
        "direction": "SIDEWAYS",
        "groupBy": "PLANET",
        "filters": {"X": ["1"]},
    }
    panel = own(read_snapshot(encode({"widgets": [widget]})).panels[0])
    assert (panel.type, panel.metric, panel.visual_mode, panel.direction, panel.group_by) == (
        "Radar: Spinning",
        "QUANTUM_FLUX",
        "Floating",
        "SIDEWAYS",
        "PLANET",
    )
    assert panel.measure is not None
    assert panel.measure.type == "MODE"
    assert panel.filters == {"X": ["1"]}


def test_a_part_of_a_panel_is_found_by_its_id() -> None:
    widget = {
        "multiMetricColumns": [{"id": "c1", "metric": "LOSS"}],
        "numberCards": [{"id": "n1", "metric": "MOS"}],
    }
    panel = own(read_snapshot(encode({"widgets": [widget]})).panels[0])
    found = {part_id: panel.parts().get(part_id) for part_id in ("c1", "n1", "x", None)}
    assert {key: part and part.metric for key, part in found.items()} == {
        "c1": "LOSS",
        "n1": "MOS",
        "x": None,
        None: None,
    }


@pytest.mark.parametrize(
    ("widget", "label"),
    [
        ({"id": "a", "type": "Map", "title": "Where"}, "Where"),
        ({"id": "a", "type": "Map"}, "Map"),
        ({"id": "a"}, "a"),
        ({}, "(untitled)"),
    ],
)
def test_a_panel_is_called_by_its_title_its_type_or_its_id(widget: dict[str, Any], label: str) -> None:
    assert read_snapshot(encode({"widgets": [widget]})).panels[0].label == label


def test_a_damaged_panel_leaves_the_others() -> None:
    opened = read_snapshot(encode({"widgets": ["x", {"id": "a", "fixedTimespan": 5}, {"id": "b"}]}))
    assert [panel.widget_id for panel in opened.panels] == ["a", "b"]
    assert opened.damage == ("widgets[0]", "widgets[1].fixedTimespan")
    assert opened.panel("b") is opened.panels[1]
    assert opened.panel("c") is None


def test_a_layout_names_widgets_as_the_widgets_do() -> None:
    places = [{"id": "widgetId-71lbb", "x": 0, "y": "2", "w": 6, "h": 4.0}, {"id": "u2"}, 7, {"x": 1}]
    opened = read_snapshot(encode({"dashboard": {"layout": {"details": {"widgetPositioning": places}}}}))
    assert opened.layout == (
        Position("71lbb", 0, 2, 6, 4),
        Position("u2", None, None, None, None),
        Position(None, 1, None, None, None),
    )


def test_widgets_that_only_the_other_list_or_the_layout_names_are_known_as_well() -> None:
    places = [{"id": f"widgetId-{one}"} for one in ("w4", "w1", "w2", "w4")]
    layout = {"details": {"widgetPositioning": places}}
    dashboard = {"widgets": [{"id": "w1"}, {"id": "w2", "type": "Number"}, {}], "layout": layout}
    opened = read_snapshot(encode({"widgets": [{"id": "w1"}], "dashboard": dashboard}))
    assert [panel.widget_id for panel in opened.panels] == ["w1"]
    assert [(panel.widget_id, panel.type) for panel in opened.further] == [("w2", "Number"), ("w4", None)]


@pytest.mark.parametrize("layout", [None, {}, {"details": None}, {"details": {"widgetPositioning": None}}])
def test_a_dashboard_may_have_no_layout(layout: object) -> None:
    assert read_snapshot(encode({"dashboard": {"layout": layout}})).layout == ()


@pytest.mark.parametrize(
    ("body", "snapshot_id"), [({"snapshotId": "n1"}, "n1"), ({"snapshotId": 7}, "7"), ({}, None)]
)
def test_the_id_of_a_new_snapshot_is_read(body: object, snapshot_id: str | None) -> None:
    assert read_created_id(encode(body)) == snapshot_id


def test_the_end_is_the_start_and_the_length() -> None:
    found = read_row()
    assert found.start is not None
    assert found.end == found.start + timedelta(days=1)


def test_rows_share_what_their_links_have_in_common() -> None:
    rows = [
        read_row(snapshotId=one, _links={"appLink": {"href": f"https://app.thousandeyes.com/?id={one}"}})
        for one in ("d28b", "d28c")
    ]
    assert [one.link for one in rows] == [
        "https://app.thousandeyes.com/?id=d28b",
        "https://app.thousandeyes.com/?id=d28c",
    ]
    assert rows[0].link_form is rows[1].link_form


@pytest.mark.parametrize("snapshot_id", ["d28b", "t", "/", "", None])
@pytest.mark.parametrize(
    "link", ["https://ab.share.thousandeyes.com", "t", "ttt", "d28bd28bd28b", "https://a/d28b/d28b?t=t"]
)
def test_a_link_is_what_the_list_says_whatever_the_id(snapshot_id: str | None, link: str) -> None:
    assert read_row(snapshotId=snapshot_id, _links=None, permalink=link).link == link


@pytest.mark.parametrize("link", ["https://ab.share.thousandeyes.com", None])
def test_of_several_links_to_the_application_the_first_is_taken(link: str | None) -> None:
    links = {"appLink": [{"href": link}, {"href": "https://elsewhere.example"}]}
    body = row(_links=links)
    assert read_row(_links=links).link == link
    assert read_snapshot_page(encode({"dashboardSnapshots": [body]})).damage == ()
    assert read_snapshot(encode(body)).row.link == link
    assert read_saved_test(encode({"id": "q1", "_links": links})).link == link
