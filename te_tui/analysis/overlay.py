"""Drawing an earlier window over a later one: its values are moved to the later window's times."""

from __future__ import annotations

from te_tui.analysis.comparison import Compared
from te_tui.analysis.rhythm import DAY, HOUR
from te_tui.analysis.series import known_of

_WEEK = 7 * DAY


def before_over_after(compared: Compared) -> tuple[list[int], list[float]]:
    """The earlier window's values, at times (epoch seconds) of the later window.

    They are moved by whole days, or by whole weeks if hours of the week were compared. If the earlier window
    lasts at least two days and twice as long as the later one, the result is instead its mean for the hour of
    the day, at each time of the later window.
    """
    old, new = known_of(compared.before), known_of(compared.after)
    if not old.times or not new.times:
        return [], []
    old_length, new_length = (one.times[-1] - one.times[0] + one.bin_size for one in (old, new))
    if old_length >= 2 * DAY and old_length >= 2 * new_length:
        hours: dict[int, list[float]] = {}
        for time, value in zip(old.times, old.values, strict=True):
            hours.setdefault(time // HOUR % 24, []).append(value)
        found = [(time, hours[time // HOUR % 24]) for time in new.times if time // HOUR % 24 in hours]
        return [time for time, _ in found], [sum(some) / len(some) for _, some in found]
    change = compared.change
    unit = _WEEK if change is not None and change.hours == "same hour of the week" else DAY
    lag = round((new.times[0] - old.times[0]) / unit) * unit
    return [time + lag for time in old.times], list(old.values)
