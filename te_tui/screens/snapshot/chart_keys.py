"""The keys that explore a time chart: what each does to the look at it, and where it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from textual.binding import Binding

from te_tui.render.charts import explore
from te_tui.screens.snapshot.exploration import Exploration, Step

_BIG_STEP: Final = 10  # bins
_DIGITS: Final = range(1, 10)


def _always(_exploration: Exploration) -> bool:
    return True


def _has_cursor(exploration: Exploration) -> bool:
    """Figures are of the whole window: they have no place for a cursor."""
    return exploration.view.face != "figures" and exploration.view.cursor is not None


def _is_zoomed(exploration: Exploration) -> bool:
    return exploration.view.window is not None


def _is_chart(exploration: Exploration) -> bool:
    return exploration.view.face == "chart"


def _has_several(exploration: Exploration) -> bool:
    return len(exploration.chart.series) > 1


def _has_several_charts(exploration: Exploration) -> bool:
    return _is_chart(exploration) and _has_several(exploration)


class ChartKey(NamedTuple):
    """One thing to do with a chart: name, keys and words, what it does, and where it is offered."""

    name: str
    keys: str
    description: str
    tooltip: str
    step: Step
    applies: Callable[[Exploration], bool] = _always
    shown: bool = False

    @property
    def binding(self) -> Binding:
        """The declaration for a screen with an action `explore`."""
        return Binding(
            self.keys,
            f"explore('{self.name}')",
            self.description,
            show=self.shown,
            tooltip=self.tooltip,
            id=f"chart.{self.name}",
        )


def _moving(steps: int) -> Step:
    return partial(explore.step_cursor, steps=steps)


_KEYS: Final = (
    ChartKey("earlier", "left,h", "Cursor back", "The values one bin before", _moving(-1), _is_chart),
    ChartKey("later", "right,l", "Cursor", "The values one bin after", _moving(1), _is_chart, shown=True),
    ChartKey("much_earlier", "shift+left", "Ten earlier", "Ten bins before", _moving(-_BIG_STEP), _is_chart),
    ChartKey("much_later", "shift+right", "Ten later", "Ten bins after", _moving(_BIG_STEP), _is_chart),
    ChartKey("first", "home", "First values", "The first values", explore.cursor_home, _is_chart),
    ChartKey("last", "end", "Last values", "The last values", explore.cursor_end, _is_chart),
    ChartKey("no_cursor", "c", "No cursor", "Hide the cursor", explore.without_cursor, _has_cursor),
    ChartKey("zoom_in", "plus,equals_sign", "Zoom in", "Half of the time", explore.zoom_in, shown=True),
    ChartKey("zoom_out", "minus", "Zoom out", "Twice the time", explore.zoom_out, _is_zoomed),
    ChartKey(
        "pan_earlier",
        "less_than_sign",
        "Pan back",
        "Half a window earlier",
        partial(explore.pan, steps=-1),
        _is_zoomed,
    ),
    ChartKey(
        "pan_later",
        "greater_than_sign",
        "Pan on",
        "Half a window later",
        partial(explore.pan, steps=1),
        _is_zoomed,
    ),
    ChartKey("everything", "0", "All time", "The whole time again", explore.show_everything, _is_zoomed),
    ChartKey(
        "order", "o", "Order", "Order by last, mean, p95, max, as given", explore.next_order, _has_several
    ),
    ChartKey("face", "t", "Table", "Chart, table of values, figures", explore.next_face, shown=True),
    ChartKey(
        "multiples",
        "m",
        "Multiples",
        "A small chart for every series, or one for all",
        explore.toggle_multiples,
        _has_several_charts,
    ),
    ChartKey(
        "logarithmic",
        "L",
        "Logarithmic",
        "A logarithmic axis, or a linear one",
        explore.toggle_logarithmic,
        _is_chart,
    ),
)

CHART_KEYS: Final = {key.name: key for key in _KEYS}
"""The actions on a time chart, by name."""

AT_KEY: Final = Binding(
    "at", "at", "At…", show=False, tooltip="Go to a time: 22:30, 11 Nov 03:00", id="chart.at", key_display="@"
)
"""For an action `at`."""

LEGEND_KEYS: Final = tuple(
    Binding(
        keys, f"scroll_legend({lines})", description, show=False, tooltip=tooltip, id=f"chart.legend_{name}"
    )
    for name, keys, lines, description, tooltip in (
        ("down", "down,j", 1, "Legend down", "The next series of the legend"),
        ("up", "up,k", -1, "Legend up", "The series before in the legend"),
        ("page_down", "pagedown,ctrl+f", _BIG_STEP, "Legend on", "The legend's next ten series"),
        ("page_up", "pageup,ctrl+b", -_BIG_STEP, "Legend back", "The legend's ten series before"),
    )
)
"""The keys that scroll a legend in which not all series have room, for an action `scroll_legend`."""

SERIES_KEYS: Final = tuple(
    Binding(
        str(place),
        f"switch_series({place})",
        f"Series {place} on/off",
        show=False,
        tooltip="The series with this place in the legend, off or on",
        id=f"chart.series_{place}",
    )
    for place in _DIGITS
)
"""The first nine series, for an action `switch_series`."""
