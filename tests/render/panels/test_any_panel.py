"""Any widget with any data: drawn without an error, at any width, in lines of exactly that width."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from te_tui.render.pictures import draw, to_ansi, to_plain
from tests.render.bodies import data, panel, point
from tests.render.examples import FEW, assert_width
from tests.render.reading import drawing_of, glance

TYPES = (
    "Pie Chart", "Table", "Multi Metric Table", "Number", "Agent Status", "Color Grid", "Alert List", "List",
    "Test Table", "Map", "Box and Whiskers", "Heatmap", "Quantum Foam",
)  # fmt: skip

a_text = st.one_of(st.none(), st.sampled_from(["DE", "Europe", "東京", "دبي", "x" * 300, "", "online"]))
a_value = st.one_of(st.none(), st.integers(-5, 5), st.sampled_from([1e15, -1e15, 1e308, 5e-324, "7", True]))
a_point = st.builds(
    lambda time, value, names: point(
        time, value, **dict(zip(("COUNTRY", "TEST", "AGENT"), names, strict=False))
    ),
    st.sampled_from([None, 0, 300, 300.0, 1_794_268_800_000]),
    a_value,
    st.lists(a_text, max_size=3),
)
points = st.lists(a_point, max_size=12)
parts = st.fixed_dictionaries(
    {},
    optional={
        "status": a_text,
        "points": points,
        "columns": st.lists(
            st.fixed_dictionaries({"columnId": a_text, "status": a_text, "points": points}), max_size=3
        ),
        "cards": st.lists(
            st.fixed_dictionaries({"cardName": a_text, "value": a_value, "previousValue": a_value}),
            max_size=3,
        ),
        "totalAlerts": a_value,
        "alerts": st.lists(
            st.fixed_dictionaries(
                {"alertSource": a_text, "startTime": st.sampled_from([None, 0, "2026-11-01T00:00:00Z"])},
                optional={"active": st.booleans(), "durationInSeconds": a_value},
            ),
            max_size=4,
        ),
        "summary": st.fixed_dictionaries({}, optional={"online": a_value, "offline": a_value}),
        "agents": st.lists(
            st.fixed_dictionaries(
                {"agentName": a_text, "status": a_text},
                optional={"location": st.fixed_dictionaries({"latitude": a_value, "longitude": a_value})},
            ),
            max_size=4,
        ),
        "tests": st.lists(st.fixed_dictionaries({"testName": a_text, "target": a_text}), max_size=3),
        "rows": st.lists(st.dictionaries(st.sampled_from("abc"), a_text, max_size=3), max_size=4),
        "legend": st.dictionaries(st.sampled_from("abc"), a_value, max_size=3),
    },
)


@settings(FEW, max_examples=150)
@given(st.sampled_from(TYPES), parts, st.integers(20, 200), st.booleans())
def test_any_panel_fills_its_lines_exactly(
    type_: str, parts: dict[str, Any], width: int, ascii_only: bool
) -> None:
    one, its = panel(type_, metric="NET_LOSS"), data(**parts)
    drawing = drawing_of(one, its)
    picture = draw(drawing, width, ascii_only=ascii_only)

    assert_width(picture, width)
    assert not ascii_only or to_plain(picture, ascii_only=True).isascii()
    assert to_ansi(picture).count("\n") == picture.height
    assert glance(one, its, drawing).figure or not picture.height


@pytest.mark.parametrize("width", [20, 80, 200])
@pytest.mark.parametrize("type_", TYPES)
def test_of_500_groups_none_is_lost(type_: str, width: int) -> None:
    points = [point(0, index, AGENT=f"a{index:03}", TEST="t") for index in range(500)]
    text = to_plain(draw(drawing_of(panel(type_), data(points=points)), width))

    assert all(f"a{index:03}" in text for index in range(500))
