"""A comparison in words and lines: what is better or worse, by how much, and what is not comparable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from te_tui.analysis.comparison import Compared, Comparison, Verdict, in_order
from te_tui.analysis.series import Quantity, Series, known_of
from te_tui.figures.gate import finite_known_values
from te_tui.models.words import counted
from te_tui.render.analysis.amounts import amount, amounts, difference, differences
from te_tui.render.analysis.figures import listed, measured, name_of
from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.sparkline import sparkline
from te_tui.render.text.times import format_duration
from te_tui.render.text.width import cell_width, fit, wrap

ORDINARY_DAYS = (
    "Ordinary days differ, too: of two days of public series without an event, one pair in seven differs "
    "this clearly."
)
_SPARK = 5
_NAMED = 5
_LEAST_NAME = 20
_LEAST_PLACE = 8
_SHIFT = "shift (95 %)"
_FEW_VALUES = "fewer than 20 values in like bins"


def draw_comparison(comparison: Comparison, width: int, *, everything: bool = False) -> Picture:
    """Draw a comparison: counts of verdicts, a line for each changed series, and remarks on the others.

    Args:
        comparison: The findings.
        width: Cells, 60 at least.
        everything: Whether to also show series without a clear change, and name all not comparable.
    """
    ordered = in_order(comparison.series)
    told = [one for one in ordered if one.change and (everything or one.verdict != "no clear change")]
    lines: list[Line] = [
        (Span(line),)
        for sentence in (counts(comparison), nothing_clear(comparison))
        if sentence
        for line in wrap(sentence, width)
    ]
    if told:
        largest = told[0]
        if largest.verdict != "no clear change":
            lines += [(Span(line),) for line in wrap(describe_change(largest), width)]
        lines += [(), *_rows(told, width), ()]
    for sentence in remarks(comparison, everything=everything):
        lines += [(Span(line, "muted"),) for line in wrap(sentence, width)]
    return Picture(tuple(lines))


def counts(comparison: Comparison) -> str:
    """How many series have which verdict, in words: `2 worse · 1 better`; empty if there are no series."""
    words = Counter(one.verdict for one in comparison.series)
    order: tuple[Verdict, ...] = ("worse", "better", "higher", "lower", "no clear change", "not comparable")
    parts = [f"{words[word]:,} {word}" for word in order if words[word]]
    lost, new = len(comparison.only_before), len(comparison.only_after)
    if lost or new:
        parts.append(f"{lost:,} lost, {new:,} new")
    return " · ".join(parts)


def nothing_clear(comparison: Comparison) -> str:
    """If no series clearly changed, a sentence on what could be compared, and what could not; else empty."""
    series = comparison.series
    compared = [one for one in series if one.change]
    if any(one.verdict != "no clear change" for one in compared):
        return ""
    if not compared:
        return f"Nothing could be compared: {_main_reason(comparison)}."
    sentence = f"No clear change in {counted(len(compared), 'compared series', 'compared series')}"
    if left := len(series) - len(compared):
        return f"{sentence}; {left:,} could not be compared: {_main_reason(comparison)}."
    return f"{sentence}."


def _main_reason(comparison: Comparison) -> str:
    """The most frequent reason for which series could not be compared, and for how many of them it holds."""
    reasons = Counter(
        _FEW_VALUES if one.obstacle == "few values" else describe_obstacle(one)
        for one in comparison.series
        if one.obstacle
    )
    if reasons:
        ((reason, count),) = reasons.most_common(1)
        return reason if len(reasons) == 1 else f"{reason} ({count:,} of {reasons.total():,} series)"
    if comparison.unread:
        return f"{counted(comparison.unread, 'widget')} could not be fetched"
    if comparison.only_before or comparison.only_after:
        return "no series is in both snapshots"
    return "neither snapshot has values over time"


def describe_change(compared: Compared) -> str:
    """A sentence on how one series changed between the two time windows."""
    series, change = compared.after, compared.change
    if change is None:
        return f"{series.label}: {measured(series)} not comparable: {describe_obstacle(compared)}"
    where = "at other hours of the day" if change.hours == "other hours" else "in these two windows"
    return f"{series.label}: {measured(series)} {compared.verdict} {where}, {shift_words(compared)}"


def shift_words(compared: Compared) -> str:
    """The shift of a series with its 95 % confidence interval: `+139 ms (+121 … +158)`; empty if none."""
    change, quantity = compared.change, compared.after.quantity
    if change is None:
        return ""
    return differences(change.shift, change.low, change.high, quantity)


def shift_alone(compared: Compared) -> str:
    """The shift of a series without its interval: `+139 ms`; empty if none."""
    change = compared.change
    return "" if change is None else difference(change.shift, compared.after.quantity)


def describe_figures(compared: Compared) -> str:
    """More statistics, before and after: `p95 1,010 → 1,314 ms · maximum … · bad bins 5 → 63 % · q 0.02 · …`.

    Bad bins are those beyond the 95th percentile of the window before (or, if low values are bad, its 5th).
    Last are the q-value, the number of values compared, and which hours were compared with each other, such
    as "same hour of the day".
    """
    quantity, (old, new), change = compared.after.quantity, (compared.old, compared.new), compared.change
    parts = [
        f"p95 {amounts(old.p95, new.p95, quantity)}",
        f"maximum {amounts(old.maximum, new.maximum, quantity)}",
        f"bad bins {amounts(_percent(old.bad), _percent(new.bad), Quantity(unit='%'))}",
    ]
    if change is not None:
        q = "below 0.001" if change.q < 0.001 else f"{change.q:.2g}"
        parts += [f"q {q}", f"{counted(change.n, 'value')}, {change.hours}"]
    return " · ".join(parts)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def describe_obstacle(compared: Compared) -> str:
    """Why two series are not comparable; empty if they are."""
    old, new = compared.before.quantity, compared.after.quantity
    match compared.obstacle:
        case "metric":
            return f"another metric: {_metric_words(old)} before, {_metric_words(new)} after"
        case "unit":
            return f"another unit: {old.unit or 'none'} before, {new.unit or 'none'} after"
        case "measure":
            return f"another measure: {old.measure or 'none'} before, {new.measure or 'none'} after"
        case "bins":
            bins = (known_of(one).bin_size for one in (compared.before, compared.after))
            sizes = " before, ".join(format_duration(size) for size in bins)
            return f"bins of {sizes} after"
        case "few values":
            fewer, side = min((compared.old.n, "before"), (compared.new.n, "after"))
            return f"{counted(fewer, 'value')} {side}, 20 are needed in bins of one size"
        case "hours":
            return "the windows have no hours of the day in common"
        case None:
            return ""


def _metric_words(quantity: Quantity) -> str:
    name = quantity.name or "none"
    return f"{name} ({quantity.direction})" if quantity.direction else name


def _rows(told: Sequence[Compared], width: int) -> Iterator[Line]:
    """The lines of the table: titles, and for each series its verdict, name, two medians and shift."""
    shifts = [shift_words(one) for one in told]
    names = [name_of(one.after) for one in told]
    drawn = [sides(one, pictures=True) for one in told]
    shift = max(map(cell_width, (*shifts, _SHIFT)))
    word = max(len(one.verdict) for one in told)

    def room() -> int:
        return width - word - 2 * _widest(drawn) - shift - 4 * len("  ")

    if room() < _LEAST_NAME:
        drawn = [sides(one, pictures=False) for one in told]
    title = _SHIFT
    if room() < _LEAST_PLACE:
        title, shifts = "shift", [shift_alone(one) for one in told]
        shift = max(map(cell_width, (*shifts, title)))
    side = _widest(drawn)
    place = max(min(room(), max(map(cell_width, (*names, "where")))), _LEAST_PLACE)

    def line(where: str, before: str, after: str, size: str) -> str:
        return "  ".join(("", fit(where, place), fit(before, side, "right"), fit(after, side, "right"), size))

    yield fit_line((Span(" " * word + line("where", "before", "after", title), "title"),), width)
    for one, name, (before, after), size in zip(told, names, drawn, shifts, strict=True):
        role = {"worse": "bad", "better": "good"}.get(one.verdict, "")
        yield fit_line((Span(fit(one.verdict, word), role), Span(line(name, before, after, size))), width)


def _widest(sides: Sequence[tuple[str, str]]) -> int:
    return max(len("before"), *(cell_width(text) for pair in sides for text in pair))


def sides(compared: Compared, *, pictures: bool) -> tuple[str, str]:
    """The medians of the two time windows, before and after, as texts.

    With `pictures`, a sparkline of its window stands in front of each median. A unit that all medians of the
    quantity share is left out, but for percentages.
    """
    quantity = compared.after.quantity
    if quantity.unit != "%" and not quantity.steps:
        quantity = quantity._replace(unit=None)
    old, new = (amount(side.median, quantity) for side in (compared.old, compared.new))
    if not pictures:
        return old, new
    before, after = _sparks(compared)
    return f"{before} {old:>7}", f"{after} {new:>7}"


def _sparks(compared: Compared) -> tuple[str, str]:
    """The two time windows that are compared, before and after, as sparklines with a common scale."""
    both = [value for one in (compared.before, compared.after) for value in _fifths(one)]
    drawn = sparkline(both, 2 * _SPARK)
    return drawn[:_SPARK], drawn[_SPARK:]


def _fifths(series: Series) -> list[float | None]:
    """The values of a sparkline of five cells: the mean of each fifth of a series, None without values."""
    known = finite_known_values(series.values)
    parts = [known[len(known) * i // _SPARK : len(known) * (i + 1) // _SPARK] for i in range(_SPARK)]
    return [sum(value / len(part) for value in part) if part else None for part in parts]


def remarks(comparison: Comparison, *, everything: bool, how: str = "--all shows them") -> Iterator[str]:
    """Sentences on series that have no line: those unchanged, not comparable, lost or new.

    `how` says how to see the unchanged ones. The last sentences name the hours of the day that were compared.
    """
    ordered = in_order(comparison.series)
    unclear = sum(one.verdict == "no clear change" for one in comparison.series)
    if unclear and not everything:
        yield f"{counted(unclear, 'series', 'series')} without a clear change ({how})."
    few = 0
    names: dict[str, list[str]] = {}
    for one in ordered:
        if one.obstacle == "few values" and not everything:
            few += 1
        elif one.obstacle:
            names.setdefault(describe_obstacle(one), []).append(name_of(one.after))
    for why, some in names.items():
        yield f"not comparable: {listed(some, len(some) if everything else _NAMED)}, {why}."
    if few:
        yield f"not comparable: {counted(few, 'series', 'series')} with {_FEW_VALUES}."
    yield from _named("lost", comparison.only_before)
    yield from _named("new", comparison.only_after)
    hours = {one.change.hours for one in comparison.series if one.change}
    if hours:
        yield f"Hours compared: {', '.join(sorted(hours))}."
        yield ORDINARY_DAYS


def _named(word: str, series: Sequence[Series]) -> Iterator[str]:
    if series:
        yield f"{word}: {listed([name_of(one) for one in series], _NAMED)}"
