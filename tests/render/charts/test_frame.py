"""Which time a cell of a drawn chart stands for."""

from __future__ import annotations

from datetime import UTC

import pytest

from te_tui.render.charts.chart import draw_time_chart
from te_tui.render.charts.explore import ChartView
from te_tui.render.charts.explored import draw_explored
from te_tui.render.charts.frame import pointed_share
from te_tui.render.text.picture import Picture
from tests.render.examples import BIN, DAY, MIDNIGHT, incident, texts

END = DAY - BIN


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("hour", [1, 7, 18, 23])
def test_a_cell_of_the_cursors_column_stands_for_the_cursors_time(hour: int, ascii_only: bool) -> None:
    picture = draw_time_chart(incident(), 80, 20, cursor=MIDNIGHT + hour * 3_600, ascii_only=ascii_only)
    mark = "^" if ascii_only else "▲"
    [(y, x)] = [(y, text.index(mark)) for y, text in enumerate(texts(picture)) if mark in text and y > 15]
    for line in (0, 9, y):
        share = pointed_share(picture, x, line, ascii_only=ascii_only)
        assert share is not None
        assert abs(share * END - hour * 3_600) <= END / 60


def test_of_several_charts_it_is_the_one_that_was_pointed_at() -> None:
    view = ChartView(multiples=True)
    picture = draw_explored(incident(), view, 120, 20, zone=UTC)
    corners = [
        at for at, sign in enumerate(next(text for text in texts(picture) if "└" in text)) if sign == "└"
    ]
    assert len(corners) == 2
    for corner in corners:
        assert pointed_share(picture, corner + 1, 3) == 0


def test_what_lies_beside_or_below_a_canvas_stands_for_no_time() -> None:
    picture = draw_time_chart(incident(), 80, 20)
    assert pointed_share(picture, 0, 3) is None
    assert pointed_share(picture, 40, 19) is None
    assert pointed_share(Picture(), 40, 3) is None
