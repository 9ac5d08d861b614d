"""Matching of widgets and series between two snapshots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from te_tui.analysis.series import PanelSeries, Series


class Matches(NamedTuple):
    """The series that both snapshots have, as pairs, and those that only one has.

    Widgets whose series could not be fetched are left out; `unread` counts them, a pair of widgets as one.
    """

    pairs: tuple[tuple[Series, Series], ...]
    only_before: tuple[Series, ...]
    only_after: tuple[Series, ...]
    unread: int = 0


def match_series(
    before: Sequence[PanelSeries], after: Sequence[PanelSeries], *, by_id: bool = True
) -> Matches:
    """Match the widgets of two snapshots, then the series within each pair of widgets.

    Two series match if they are of the same groups, such as the same agent and test. `by_id` is as in
    `match_panels`.
    """
    pairs: list[tuple[Series, Series]] = []
    only_before: list[Series] = []
    only_after: list[Series] = []
    unread = 0
    for old, new in match_panels(before, after, by_id=by_id):
        if (old and old.series is None) or (new and new.series is None):
            unread += 1
            continue
        olds, news = (old and old.series) or (), (new and new.series) or ()
        matched = _paired(_by_groups(olds), _by_groups(news))
        pairs += [(olds[i], news[j]) for i, j in matched.items()]
        only_before += [one for i, one in enumerate(olds) if i not in matched]
        taken = set(matched.values())
        only_after += [one for j, one in enumerate(news) if j not in taken]
    return Matches(tuple(pairs), tuple(only_before), tuple(only_after), unread)


def match_panels(
    before: Sequence[PanelSeries], after: Sequence[PanelSeries], *, by_id: bool = True
) -> Iterator[tuple[PanelSeries | None, PanelSeries | None]]:
    """Yield pairs of widgets (before, after) with the same id, else with the same title, type and metric.

    Widgets that share all three of these with another widget of their snapshot match only by id. A widget
    without a partner is paired with None. Without `by_id`, ids do not count: those of different dashboards
    may be equal by chance, as Grafana numbers the widgets of each dashboard from 1.
    """
    matched = _paired(_by_id(before), _by_id(after)) if by_id else {}
    left = [i for i in range(len(before)) if i not in matched]
    taken = set(matched.values())
    unmatched = [j for j in range(len(after)) if j not in taken]
    matched |= _paired(_by_looks(before, left), _by_looks(after, unmatched))
    for i, old in enumerate(before):
        yield old, after[matched[i]] if i in matched else None
    taken = set(matched.values())
    for j, new in enumerate(after):
        if j not in taken:
            yield None, new


def _paired(before: Mapping[Hashable, int], after: Mapping[Hashable, int]) -> dict[int, int]:
    """Map the index in `before` to the index in `after`, for each key that both have."""
    return {index: after[key] for key, index in before.items() if key in after}


def _by_id(panels: Sequence[PanelSeries]) -> dict[Hashable, int]:
    """The index of the first widget with each id."""
    found: dict[Hashable, int] = {}
    for index, panel in enumerate(panels):
        if panel.widget_id is not None:
            found.setdefault(panel.widget_id, index)
    return found


def _by_looks(panels: Sequence[PanelSeries], indexes: Iterable[int]) -> dict[Hashable, int]:
    """The index of each widget by title, type and metric; widgets that share all three are left out."""
    looks = {index: (panels[index].title, panels[index].type, panels[index].metric) for index in indexes}
    counts = Counter(looks.values())
    return {look: index for index, look in looks.items() if counts[look] == 1}


def _by_groups(series: Iterable[Series]) -> dict[Hashable, int]:
    """The index of each series by its metric (`part`) and groups, numbered where several share these."""
    counts: Counter[Hashable] = Counter()
    found: dict[Hashable, int] = {}
    for index, one in enumerate(series):
        key = (one.part, one.groups)
        found[key, counts[key]] = index
        counts[key] += 1
    return found
