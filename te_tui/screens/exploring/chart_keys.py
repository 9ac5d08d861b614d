"""The keys that explore a time chart: how each changes the chart's view, and when it is enabled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from textual.binding import Binding

from te_tui.render.charts import explore
from te_tui.screens.exploring.exploration import Exploration, Step
from te_tui.widgets.bindings import bound

_BIG_STEP: Final = 10  # bins
_DIGITS: Final = range(1, 10)


def _always(_exploration: Exploration) -> bool:
    return True


def _has_cursor(exploration: Exploration) -> bool:
    return exploration.has_cursor


def _is_zoomed(exploration: Exploration) -> bool:
    return exploration.view.window is not None


def _is_chart(exploration: Exploration) -> bool:
    return exploration.view.face == "chart"


def _is_table(exploration: Exploration) -> bool:
    return exploration.view.face == "table"


def _is_figures(exploration: Exploration) -> bool:
    return exploration.view.face == "figures"


def _has_several(exploration: Exploration) -> bool:
    return len(exploration.chart.series) > 1


def _has_several_charts(exploration: Exploration) -> bool:
    return _is_chart(exploration) and _has_several(exploration)


class ChartKey(NamedTuple):
    """A key that changes the view of a time chart.

    Attributes:
        name: The name of the change; with `chart.` in front, it is the key's id in the table of keys.
        step: The function that returns the changed view.
        applies: Whether the key can do something in the chart's present view.
        leads_to: What the key shows next if it switches between chart, table of values, and figures such as
            the mean; empty for other keys.
    """

    name: str
    step: Step
    applies: Callable[[Exploration], bool] = _always
    leads_to: str = ""

    @property
    def full_name(self) -> str:
        """The name, with `leads_to` added if there is one: `face to table`."""
        return f"{self.name} to {self.leads_to}" if self.leads_to else self.name

    @property
    def binding(self) -> Binding:
        """The Textual binding of the key to a screen's action `explore`."""
        return bound(f"chart.{self.name}", f"explore('{self.full_name}')", words=self.leads_to.capitalize())


def _moving(steps: int) -> Step:
    return partial(explore.step_cursor, steps=steps)


_KEYS: Final = (
    ChartKey("earlier", _moving(-1), _is_chart),
    ChartKey("later", _moving(1), _is_chart),
    ChartKey("much_earlier", _moving(-_BIG_STEP), _is_chart),
    ChartKey("much_later", _moving(_BIG_STEP), _is_chart),
    ChartKey("first", explore.cursor_home, _is_chart),
    ChartKey("last", explore.cursor_end, _is_chart),
    ChartKey("no_cursor", explore.without_cursor, _has_cursor),
    ChartKey("zoom_in", explore.zoom_in),
    ChartKey("zoom_out", explore.zoom_out, _is_zoomed),
    ChartKey("pan_earlier", partial(explore.pan, steps=-1), _is_zoomed),
    ChartKey("pan_later", partial(explore.pan, steps=1), _is_zoomed),
    ChartKey("everything", explore.show_everything, _is_zoomed),
    ChartKey("order", explore.next_order, _has_several),
    ChartKey("face", explore.next_face, _is_chart, leads_to="table"),
    ChartKey("face", explore.next_face, _is_table, leads_to="figures"),
    ChartKey("face", explore.next_face, _is_figures, leads_to="chart"),
    ChartKey("multiples", explore.toggle_multiples, _has_several_charts),
    ChartKey("logarithmic", explore.toggle_logarithmic, _is_chart),
)

CHART_KEYS: Final = {key.full_name: key for key in _KEYS}
"""The actions on a time chart, by full name."""

AT_KEY: Final = bound("chart.at", "at")
"""For an action `at`."""

LEGEND_KEYS: Final = tuple(
    bound(f"chart.legend_{name}", f"scroll_legend({lines})")
    for name, lines in (("down", 1), ("up", -1), ("page_down", _BIG_STEP), ("page_up", -_BIG_STEP))
)
"""The keys that scroll a legend in which not all series have room, for an action `scroll_legend`."""

SERIES_KEYS: Final = tuple(bound(f"chart.series_{place}", f"switch_series({place})") for place in _DIGITS)
"""The first nine series, for an action `switch_series`."""
