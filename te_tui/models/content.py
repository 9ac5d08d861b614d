"""The plain values that a widget's data becomes before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from te_tui.models.forms import Form, WorldMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.cells import Spark, Words
    from te_tui.models.forms import Mark

Align: TypeAlias = Literal["left", "right"]
Paint: TypeAlias = Literal["", "good", "warning", "bad"]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart over time.

    Attributes:
        label: The name of the series in the legend.
        groups: (property, value) pairs that distinguish the series, for example `("AGENT", "Frankfurt")`.
        times: Epoch seconds, ascending, as long as `values`; fractions where the vendor has milliseconds.
        values: One value for each time; None is a gap that the API stated.
    """

    label: str
    groups: tuple[tuple[str, str], ...]
    times: Sequence[float]
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Series over a common time axis.

    Attributes:
        series: In legend order; the index decides colour and marker.
        unit: Printed after figures; None where it is unknown or a count.
        bin_size: Seconds between neighbouring points; points further apart leave a hole. None: unknown,
            only values of None are gaps.
        start: First second of the window, epoch; None: the first point. Points outside are not drawn.
        end: Last second of the window, epoch; None: the last point.
        stacked: Areas on top of each other instead of lines.
        suppressed: (start, end) epoch seconds that are shaded.
        shade_words: The words that say why the suppressed times are shaded.
        one_each: Whether the dashboard gives every series a chart of its own.
        baseline: A level to compare with; None where the widget has none.
        baseline_words: The name of the level; None: it is the mean of all values shown.
        more: The number of further series, which are never drawn.
    """

    series: tuple[Series, ...]
    unit: str | None = None
    bin_size: int | None = None
    start: float | None = None
    end: float | None = None
    stacked: bool = False
    suppressed: tuple[tuple[float, float], ...] = ()
    shade_words: str = "alerts suppressed"
    one_each: bool = False
    baseline: float | None = None
    baseline_words: str | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One value for each category of a bar chart; None is absent, not zero.

    `paints` are the dashboard's verdicts (good, warning, bad) on the values: one for each value, or none.
    """

    label: str
    values: tuple[float | None, ...]
    paints: tuple[Paint, ...] = ()


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars by category; each series is as long as `categories`.

    `left_out` counts categories beyond the dashboard's limit, `more` the bars that are never drawn.
    """

    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    stacked: bool = False
    horizontal: bool = True
    unit: str | None = None
    left_out: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """The head of one column of a table.

    `least` is the smallest width worth drawing, in terminal cells; a `snug` column may be as narrow as its
    widest text, even below that.
    """

    title: str
    align: Align = "left"
    least: int = 4
    snug: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells are typed values; it becomes a `Grid` of texts once the time zone is known.

    `decimals` says which figures share a number of decimals: those of a column, or of the whole table; with
    "own", each figure has its own. If all instants of a column are in one zone, its head names the zone.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words | None, ...], ...]
    roles: tuple[str, ...] = ()
    more_rows: int = 0
    more_columns: int = 0
    decimals: Literal["own", "column", "table"] = "own"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of finished texts; None is absent and drawn blank.

    Columns are in order of importance: the last ones are left out first where there is no room.
    `roles` are the colour roles of each row's first cell; if empty, all are plain. `more_rows` and
    `more_columns` count the rows and columns that are never drawn.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | None, ...], ...]
    roles: tuple[str, ...] = ()
    more_rows: int = 0
    more_columns: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """One figure of a number widget, with its previous value and a status, such as why it is missing.

    `text` is the figure as the vendor prints it, such as `2.3 weeks` or `down`; None: value and unit. `paint`
    is the dashboard's verdict on it, known by the colour that it gives the figure; empty if there is none.
    """

    label: str
    value: float | None
    unit: str | None = None
    previous: float | None = None
    status: str | None = None
    text: str | None = None
    paint: Paint = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of one number widget."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words that no line break separates, preceded by the mark that they explain, if there is one."""

    text: Words
    role: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """Phrases one after another, wrapped into as many lines as they need."""

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence in the place of a drawing that is empty or damaged."""

    text: Words


@dataclass(frozen=True, slots=True)
class Stack:
    """Several drawings below one another."""

    parts: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The main figure of a widget, and a sparkline of the series that moved most.

    `spark` is None if the widget has no time axis. `far` says that the metric's bad end is known, and that
    the figure lies far from the usual values on that side.
    """

    figure: Words
    far: bool = False
    spark: Spark | None = None


Drawing: TypeAlias = TimeChart | BarChart | Table | Grid | Numbers | Headline | Form | WorldMap | Note | Stack
