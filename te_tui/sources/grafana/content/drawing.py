"""Drawing of a panel: in the form that suits its type, else as charts and tables, which suit any data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, tzinfo
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, TypeAlias

from te_tui.models.clean import clean
from te_tui.models.content import Drawing, Headline, Note, Phrase, Stack
from te_tui.models.limits import LIMITS, parts_told
from te_tui.sources.grafana.content.data import PanelData, data_of
from te_tui.sources.grafana.content.figures import bar_gauge, bars, histogram, numbers, pie
from te_tui.sources.grafana.content.series import lines_of, time_chart
from te_tui.sources.grafana.content.shades import heat_map, world
from te_tui.sources.grafana.content.tables import grid, logs, node_graph, states, tables
from te_tui.sources.grafana.exact import content_text

if TYPE_CHECKING:
    from te_tui.models.panels import Kind
    from te_tui.sources.grafana.body.panels import Panel
    from te_tui.sources.grafana.body.snapshot import GrafanaSnapshot

Form: TypeAlias = Callable[[PanelData], Drawing | None]

NEVER_CAPTURED: Final = frozenset(
    {
        "canvas",
        "news",
        "dashlist",
        "alertlist",
        "alertGroups",
        "annolist",
        "annotationslist",
        "welcome",
        "gettingstarted",
    }
)
"""Types that show nothing that a snapshot holds."""


def drawing_of(panel: Panel, snapshot: GrafanaSnapshot, zone: tzinfo = UTC) -> Drawing:
    """Draw a panel in the way of its type, else as charts and tables; a text if there is nothing to draw."""
    if panel.type == "text":
        return _text(content_text(panel) or "")
    data = data_of(panel, snapshot, zone)
    drawing = None if data is None else _form(data)
    if data is None or drawing is None:
        return Note(" ".join((_emptiness(panel, data), *_remarks(panel, data))))
    remarks = [Note(remark) for remark in _remarks(panel, data)]
    return Stack((drawing, *remarks)) if remarks else drawing


def _text(written: str) -> Drawing:
    """Draw a text panel, line by line."""
    lines = [Note(line, written=True) for line in plain_lines(written)[: LIMITS.columns]]
    return Stack(tuple(lines)) if len(lines) > 1 else lines[0] if lines else Note("(empty text)")


def is_known(panel_type: str) -> bool:
    """Whether te-tui knows this type of panel; unknown types are drawn as charts and tables."""
    return panel_type in _FORMS or panel_type in NEVER_CAPTURED or panel_type == "text"


def _form(data: PanelData) -> Drawing | None:
    form = _FORMS.get(data.panel.type or "")
    drawing = form(data) if form else None
    return drawing or _any(data)


def _any(data: PanelData) -> Drawing | None:
    """Draw any data: all frames of only times and numbers in one chart, each other frame as a table."""
    charted = [frame for frame in data.frames if all(one.type in ("time", "number") for one in frame.fields)]
    charted = [frame for frame in charted if lines_of((frame,))]
    chart = time_chart(data, lines_of(charted))
    others = [frame for frame in data.frames if frame not in charted or chart is None]
    parts: list[Drawing] = [chart] if chart else []
    for frame in others[: LIMITS.columns]:
        table = grid(data, frame)
        if table.columns:
            name = frame.name or frame.ref_id
            parts += ([Headline((Phrase(name, "title"),))] if name and len(others) > 1 else []) + [table]
    if len(parts) < 2:
        return parts[0] if parts else None
    return Stack(tuple(parts))


def _chart(data: PanelData) -> Drawing | None:
    return time_chart(data)


def _candles(data: PanelData) -> Drawing | None:
    """Draw prices as lines, the closing price first; the volume is left out, as its scale differs."""
    lines = [line for line in lines_of(data.frames) if line.field.name.lower() != "volume"]
    lines.sort(key=lambda line: line.field.name.lower() != "close")
    chart = time_chart(data, lines)
    if chart is None:
        return None
    return chart


def _emptiness(panel: Panel, data: PanelData | None) -> str:
    """Say why there is nothing to draw."""
    if panel.damage:
        return "This panel's data could not be read."
    if panel.type in NEVER_CAPTURED:
        return f"A panel of type {panel.type} shows nothing that a snapshot holds."
    if data is not None:
        return "No data."
    if panel.library is not None and panel.type is None:
        return f"Library panel {panel.library}, not part of the snapshot.".replace("  ", " ")
    if panel.is_collapsed:
        return "No data: its row was collapsed when the snapshot was made."
    return "No data was captured for this panel."


def _remarks(panel: Panel, data: PanelData | None) -> list[str]:
    """Remarks below a drawing: transformations not applied, the panel's own time range, and damage."""
    found = []
    if data is not None and data.untransformed:
        names = ", ".join(dict.fromkeys(data.untransformed))
        count = len(data.untransformed)
        found.append(f"raw: {count} transformation{'' if count == 1 else 's'} not applied ({names})")
    if panel.time_words:
        found.append(f"time of its own: {panel.time_words}")
    if panel.damage:
        found.append(f"{parts_told(panel.damage)} could not be read: {', '.join(panel.damage[:3])}")
    return found


class _Text(HTMLParser):
    """Collects the text of HTML, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """Begin a new line for a block, and skip scripts and styles."""
        self._silent += tag in ("script", "style")
        self.parts.append("\n" if tag in ("br", "p", "div", "li", "tr", "td", "h1", "h2", "h3") else "")

    def handle_endtag(self, tag: str) -> None:
        """End the skipping of a script or a style."""
        self._silent -= self._silent > 0 and tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        """Keep text, unless it is inside a script or a style."""
        if not self._silent:
            self.parts.append(data)


def plain_lines(written: str) -> list[str]:
    """The lines of Markdown or HTML as plain text, without tags and blank lines."""
    reader = _Text()
    reader.feed(written[: LIMITS.text])
    reader.close()
    lines = ("".join(reader.parts)).splitlines()
    return [told for line in lines if (told := clean(" ".join(line.split())))]


_FORMS: Final[dict[str, Form]] = {
    "timeseries": _chart,
    "graph": _chart,
    "trend": _chart,
    "candlestick": _candles,
    "stat": numbers,
    "singlestat": numbers,
    "gauge": numbers,
    "bargauge": bar_gauge,
    "gauge-old": numbers,
    "table": tables,
    "table-old": tables,
    "datagrid": tables,
    "xychart": tables,
    "piechart": pie,
    "grafana-piechart-panel": pie,
    "barchart": bars,
    "heatmap": heat_map,
    "histogram": histogram,
    "state-timeline": states,
    "status-history": states,
    "logs": logs,
    "geomap": world,
    "grafana-worldmap-panel": world,
    "nodeGraph": node_graph,
}

KINDS: Final[dict[str, Kind]] = {
    "timeseries": "lines",
    "graph": "lines",
    "trend": "lines",
    "candlestick": "lines",
    "stat": "numbers",
    "singlestat": "numbers",
    "gauge": "numbers",
    "bargauge": "bars",
    "barchart": "bars",
    "histogram": "bars",
    "piechart": "pie",
    "grafana-piechart-panel": "pie",
    "table": "table",
    "table-old": "table",
    "datagrid": "table",
    "xychart": "table",
    "nodeGraph": "table",
    "heatmap": "heat map",
    "state-timeline": "tiles",
    "status-history": "tiles",
    "logs": "list",
    "text": "list",
    "geomap": "map",
    "grafana-worldmap-panel": "map",
    "alertlist": "alerts",
}
"""The shape of each type, as tiles and lists name it."""
