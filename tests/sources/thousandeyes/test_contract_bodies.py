"""Whatever a body is, it is read, drawn and exported; what had to be left out is named, the rest is there."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage
from te_tui.render.export import csv_cell, snapshot_cells, snapshot_json
from te_tui.render.pictures import draw, to_plain
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData, read_panel_data
from te_tui.sources.thousandeyes.body.points import Points
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from te_tui.sources.thousandeyes.panels.export import panel_json
from te_tui.sources.thousandeyes.panels.shown import ShownPanel
from tests.models.bodies import (
    Json,
    Path,
    distorted,
    encode,
    pages,
    panels,
    paths,
    replaced,
    snapshots,
    widgets,
)
from tests.render.reading import drawing_of, own

SETTINGS = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
UNREAD = {"numberOfDataPoints", "visualMode"}
PARTS = ("points", "columns", "cards", "alerts", "agents", "tests", "rows")


def assert_printable(text: str) -> None:
    """No control, no half of a character, nothing that turns the direction of what follows."""
    for char in set(text):
        assert unicodedata.category(char) not in {"Cc", "Cs"}, repr(char)
        assert unicodedata.bidirectional(char) not in {
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }
        assert char not in "\u061c\u200e\u200f"


def texts(value: Any) -> Iterator[str]:
    """Every text in a value, the names of fields included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (str(key), *texts(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def assert_told(panel: Panel, data: PanelData) -> None:
    """Drawn at any width, and exported as JSON and CSV, without an error and without an unsafe character."""
    drawing = drawing_of(panel, data)
    for width in (20, 80, 200):
        for ascii_only in (False, True):
            picture = draw(drawing, width, ascii_only=ascii_only)
            assert picture.height
            plain = to_plain(picture, ascii_only=ascii_only)
            assert not ascii_only or plain.isascii()
            assert_printable(plain.replace("\n", ""))
    exported = panel_json("s", panel, data)
    json.dumps(exported, allow_nan=False)
    for text in texts(exported):
        assert_printable(text)
    for row in ShownPanel(panel, data).cells():
        for cell in row:
            assert_printable(csv_cell(cell))


def read_panel(config: Json) -> Panel:
    return own(read_snapshot(encode({"widgets": [config]})).panels[0])


@SETTINGS
@given(panels, widgets)
def test_a_sound_widget_is_told_without_damage(config: Json, body: Json) -> None:
    data = read_panel_data(encode(body))
    assert data.damage == ()
    assert_told(read_panel(config), data)


@SETTINGS
@given(distorted(panels), distorted(widgets))
def test_a_distorted_widget_is_told(config: Json, body: Json) -> None:
    assert_told(read_panel(config), read_panel_data(encode(body)))


@SETTINGS
@given(st.one_of(pages, distorted(pages)))
def test_a_page_is_listed_whatever_it_holds(body: Json) -> None:
    for row in read_snapshot_page(encode(body)).rows:
        for text in texts([snapshot_json(row), list(snapshot_cells(row)), row.label]):
            assert_printable(text)
        json.dumps(snapshot_json(row), allow_nan=False)


@SETTINGS
@given(st.one_of(snapshots, distorted(snapshots)))
def test_a_snapshot_is_opened_whatever_it_holds(body: Json) -> None:
    snapshot = read_snapshot(encode(body))
    for panel in snapshot.panels:
        assert_told(own(panel), PanelData())
    for text in texts([snapshot.row.label, *(panel.label for panel in snapshot.panels)]):
        assert_printable(text)


@SETTINGS
@given(pages, snapshots, widgets)
def test_sound_bodies_are_read_without_damage(page: Json, snapshot: Json, widget: Json) -> None:
    assert read_snapshot_page(encode(page)).damage == ()
    assert read_snapshot(encode(snapshot)).damage == ()
    assert read_panel_data(encode(widget)).damage == ()


def at(body: Any, path: Path) -> Any:
    for step in path:
        body = body[step]
    return body


def unreadable(value: Any) -> Any:
    """What nothing can be read from in this place: an object for a scalar, a truth value for others."""
    return True if isinstance(value, dict | list) else {"odd": 1}


def broken(body: Json, data: st.DataObject, *prefix: str | int) -> tuple[Json, Path]:
    """The body with one place below a prefix that cannot be read any more, and the place."""
    places = [
        path
        for path in paths(body)
        if path[: len(prefix)] == prefix and not UNREAD & set(path) and path[-1] != "filters"
    ]
    assume(places)
    path = data.draw(st.sampled_from(places))
    return replaced(body, path, unreadable(at(body, path))), path


def others(items: tuple[Any, ...], index: int) -> list[Any]:
    return [item for position, item in enumerate(items) if position != index]


def left(items: tuple[Any, ...] | None, path: Path, index_at: int) -> list[Any]:
    """The elements besides the broken one, which itself is gone where it was broken as a whole."""
    whole = len(path) == index_at + 1
    return list(items or ()) if whole else others(items or (), int(path[index_at]))


@SETTINGS
@given(pages, st.data())
def test_one_broken_element_of_a_page_is_named_and_leaves_the_other_rows(
    body: Json, data: st.DataObject
) -> None:
    sound: SnapshotPage = read_snapshot_page(encode(body))
    spoiled, path = broken(body, data, "dashboardSnapshots")
    page = read_snapshot_page(encode(spoiled))
    assert page.damage
    assert page.cursor == sound.cursor
    if len(path) > 1:
        assert left(page.rows, path, 1) == others(sound.rows, int(path[1]))


@SETTINGS
@given(snapshots, st.data())
def test_one_broken_element_of_a_snapshot_is_named_and_leaves_the_other_widgets(
    body: Json, data: st.DataObject
) -> None:
    configs = [config | {"id": f"w{i}"} for i, config in enumerate(body.get("widgets", []))]
    # Two more, so that the list is never empty: then the dashboard's own would be taken.
    body = body | {"widgets": [*configs, {"id": "next to last"}, {"id": "last"}]}
    sound: Snapshot = read_snapshot(encode(body))
    spoiled, path = broken(body, data)
    snapshot = read_snapshot(encode(spoiled))
    assert snapshot.damage
    if path[0] != "widgets":
        assert snapshot.panels == sound.panels
    elif len(path) > 1:
        assert snapshot.row == sound.row
        assert left(snapshot.panels, path, 1) == others(sound.panels, int(path[1]))


@pytest.mark.parametrize("part", PARTS)
@settings(SETTINGS, max_examples=15)
@given(body=widgets, data=st.data())
def test_one_broken_element_of_a_widget_is_named_and_leaves_the_others(
    part: str, body: Json, data: st.DataObject
) -> None:
    sound = read_panel_data(encode(body))
    spoiled, path = broken(body, data, "data", part)
    found = read_panel_data(encode(spoiled))
    assert found.damage
    for name in PanelData.__slots__:
        if name not in {part, "damage"}:
            assert getattr(found, name) == getattr(sound, name)
    if len(path) > 2 and part == "points":
        # They are sorted by their groups: one may be missing, and a damaged one stand elsewhere instead.
        before, after = one_by_one(sound.points), one_by_one(found.points)
        assert (before - after).total() <= 1
        assert (after - before).total() <= 1
    elif len(path) > 2:
        assert left(getattr(found, part), path, 2) == others(getattr(sound, part), int(path[2]))


def one_by_one(points: tuple[Points, ...] | None) -> Counter[tuple[object, ...]]:
    return Counter(
        (one.groups, time, value)
        for one in points or ()
        for time, value in zip(one.times, one.values, strict=True)
    )
