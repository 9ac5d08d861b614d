"""Collecting one widget's series from many snapshots, as far as their units and bins agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from te_tui.analysis.rebinning import in_larger_bins
from te_tui.analysis.series import Quantity, Series, known_of
from te_tui.analysis.weeks import Part


class Showing(NamedTuple):
    """A widget's series in one snapshot, whose window ends at `end` (epoch seconds)."""

    snapshot_id: str
    end: int
    series: Sequence[Series]
    quantity: Quantity


class Gathered(NamedTuple):
    """The values of a widget's series from many snapshots.

    `parts` has, for each series name, one `Part` (values) per snapshot that shows the series. `left_out`
    counts the snapshots that differ from the others in metric, direction of the measured path, unit, measure
    or bins.
    """

    bin_size: int
    quantity: Quantity
    parts: dict[str, list[Part]]
    left_out: int


def gather(showings: Sequence[Showing], name: Callable[[Series], str]) -> Gathered:
    """Collect the values of each series of a widget from all snapshots that can be compared with the newest.

    A snapshot is left out if its widget or a series has another metric, direction of the measured path, unit
    or measure, or bins that cannot be merged. Bins smaller than the usual size are merged into bins of that
    size, where the measure allows it. If two series of one snapshot have the same name, a number is added to
    the second.

    Args:
        showings: The widget in each snapshot, at least one, in any order.
        name: A function that returns the name of a series.
    """
    ordered = sorted(showings, key=lambda one: one.end)
    quantity = ordered[-1].quantity
    scales: dict[str, tuple[str | None, ...]] = {}
    fitting: list[Showing] = []
    for showing in reversed(ordered):
        own = {label: one.quantity.scale for label, one in _named(showing.series, name)}
        if showing.quantity.scale == quantity.scale and all(
            scales.get(label, scale) == scale for label, scale in own.items()
        ):
            scales |= own
            fitting.insert(0, showing)
    bin_size = _usual_bin(fitting)
    parts: dict[str, list[Part]] = {}
    left_out = len(ordered) - len(fitting)
    for showing in fitting:
        series = [_in_bins(one, bin_size) for one in showing.series]
        known = [one for one in series if one is not None]
        if len(known) < len(series):
            left_out += 1
            continue
        for label, one in _named(known, name):
            parts.setdefault(label, []).append(Part(showing.snapshot_id, showing.end, one))
    return Gathered(bin_size, quantity, parts, left_out)


def _named(series: Sequence[Series], name: Callable[[Series], str]) -> Iterator[tuple[str, Series]]:
    """Each series with its name; from the second series of the same name on, a number follows the name."""
    counts: Counter[str] = Counter()
    for one in series:
        label = name(one)
        counts[label] += 1
        yield label if counts[label] == 1 else f"{label} ({counts[label]})", one


def _usual_bin(ordered: Sequence[Showing]) -> int:
    """The bin size, in seconds, that covers most time: a long snapshot counts for more than a short one."""
    known_time: Counter[int] = Counter()
    # The newest first, because it decides between equals.
    for showing in reversed(ordered):
        for one in map(known_of, showing.series[:1]):
            known_time[one.bin_size] += len(one.times) * one.bin_size
    return known_time.most_common(1)[0][0] if known_time else 1


def _in_bins(series: Series, bin_size: int) -> Series | None:
    """Merge a series into bins of `bin_size` seconds; None if its measure or bin size does not allow it."""
    if series.bin_size in {None, bin_size}:
        return series
    known = in_larger_bins(known_of(series), bin_size, series.quantity.measure)
    return known and series._replace(times=known.times, values=known.values, bin_size=bin_size)
