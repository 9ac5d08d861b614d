"""The content of a widget as plain values, before it is drawn."""

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
        times: Epoch seconds, ascending, one for each value; with fractions if the vendor has milliseconds.
        values: One value for each time; None is a missing value that the API reported.
    """

    label: str
    groups: tuple[tuple[str, str], ...]
    times: Sequence[float]
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class TimeChart:
    """A chart of series over a common time axis.

    Attributes:
        series: In the order of the legend; the index decides colour and marker.
        unit: Printed after figures; None if it is unknown, or if the values are counts.
        bin_size: Seconds between adjacent points; where points are further apart, the line has a gap. None:
            it is unknown, and a line has gaps only where values are None.
        start: The first second of the window, epoch; None: the first point. Points outside are not drawn.
        end: The last second of the window, epoch; None: the last point.
        stacked: Whether to draw stacked areas instead of lines.
        suppressed: (start, end) of each shaded period, in epoch seconds.
        shade_words: The words that say why the periods in `suppressed` are shaded.
        one_each: Whether the dashboard gives every series its own chart.
        baseline: A level to compare with; None if the widget has none.
        baseline_words: The name of the baseline; None if the baseline is the mean of all values shown.
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
    """One series of a bar chart: a value for each category; a missing value is None, not zero.

    `paints` says how the dashboard colours each value: good, warning or bad; it is empty without colours.
    """

    label: str
    values: tuple[float | None, ...]
    paints: tuple[Paint, ...] = ()


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar chart; each series has one value for each category.

    `left_out` counts the categories that the dashboard's own limit hides; `more` counts the bars that are
    beyond te-tui's size limit.
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
    """The heading and layout of one column of a table.

    If room is short, a column shrinks down to `least` terminal cells. A `snug` column may be narrower than
    that if all its texts are.
    """

    title: str
    align: Align = "left"
    least: int = 4
    snug: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of typed values; it becomes a `Grid`, a table of texts, once the time zone is known.

    `decimals` says which figures get the same number of decimals: those of a column, those of the whole
    table, or none ("own"). If all times of a column are in one zone, only the column's heading names the
    zone.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words | None, ...], ...]
    roles: tuple[str, ...] = ()
    more_rows: int = 0
    more_columns: int = 0
    decimals: Literal["own", "column", "table"] = "own"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of finished texts; None is a missing text, drawn blank.

    Columns are in order of importance: if there is no room, the last are left out first. `roles` gives the
    colour of the first cell in each row; if it is empty, all are plain. `more_rows` and `more_columns` count
    the rows and columns that are never drawn.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | None, ...], ...]
    roles: tuple[str, ...] = ()
    more_rows: int = 0
    more_columns: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a widget, with its previous value, and a status such as why the number is missing.

    `text` is the number as the vendor prints it, such as `2.3 weeks` or `down`; if None, value and unit are
    printed. `paint` says how the dashboard colours the number: good, warning or bad; empty if it does not.
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
    """The numbers of one number widget."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words that stay on one line; if they explain a symbol of a drawing (`mark`), it precedes them."""

    text: Words
    role: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """Phrases in a row, wrapped into as many lines as they need."""

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that is shown in place of a drawing, because the data are empty or damaged.

    If it is `written`, it is no remark but the widget's own text.
    """

    text: Words
    written: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """Several drawings, one below the other."""

    parts: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a list of widgets shows of one: its main number, and a sparkline of its most varied series.

    `spark` is None if the widget has no time axis. `far` is True if the number is an outlier on the side that
    is known to be bad for its metric.
    """

    figure: Words
    far: bool = False
    spark: Spark | None = None


Drawing: TypeAlias = TimeChart | BarChart | Table | Grid | Numbers | Headline | Form | WorldMap | Note | Stack
