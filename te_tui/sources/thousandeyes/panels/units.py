"""The readable name and the unit of a metric.

The API does not say units; these rules follow api.md, section 6, and each names its source there: `S` the
OpenAPI document, `TE` the vendor's documentation, `INF` inference from the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.sources.thousandeyes.panels.naming import describe_measure, humanise

if TYPE_CHECKING:
    from te_tui.analysis.series import WorstEnd


@dataclass(frozen=True, slots=True)
class MetricLabel:
    """A metric for a heading: its name, how it was aggregated, and its unit; counts have none (None)."""

    name: str
    unit: str | None
    measure: str | None


class _UnitRule(NamedTuple):
    """A pattern for whole metric names, the unit of such metrics, and the source of the rule."""

    pattern: re.Pattern[str]
    unit: str | None
    source: str


def _rule(words: str, unit: str | None, source: str) -> _UnitRule:
    """The rule for metric names with one of `words`, such as `LOSS|VALIDITY`, as a whole word."""
    return _UnitRule(re.compile(rf"(?:.*_)?(?:{words})(?:_.*)?"), unit, source)


_UNIT_RULES: Final = (
    # Counts and scores come first: DNS_ERROR_COUNT is no time, and ALERT_COUNT_DNSP no duration.
    _rule("COUNT|ERRORS?|FAILURES|TIMEOUT|PATH_CHANGES|EVENTS", None, "S"),
    _rule("OUTAGES|LOCATIONS|INTERFACES|SERVERS|AFFECTED_TESTS|DISCARDS_(?:INPUT|OUTPUT)", None, "S"),
    _rule("MOS|SCORE", None, "INF"),
    _rule("PERCENT", "%", "S"),
    _rule("LOSS|AVAILABILITY|REACHABILITY|VALIDITY", "%", "S, TE"),
    _rule("COMPLETION|COMPLETION_RATE|VOIP_DISCARDS", "%", "S, TE"),
    _rule("RETRANSMISSION_RATE|SIGNAL_QUALITY", "%", "INF"),
    _rule("RSSI|RSRP", "dBm", "INF"),
    _rule("RSRQ|SINR", "dB", "INF"),
    _rule("NET_BANDWIDTH|NET_CAPACITY", "Mbps", "S, TE"),
    # Bytes or bits, per second or not: unspecified in widget data, so nothing is claimed.
    _rule("THROUGHPUT|TRANSMISSION_RATE", None, "S"),
    _rule("LATENCY|JITTER|PDV|TTFB|TIME|WAIT|CONNECT|DNS|SSL|RECEIVE|REDIRECT|FETCH", "ms", "S"),
    _rule("DNS_LOOKUP|PAGE_LOAD|NEGOTIATION|TRANSFER|INVITE|REGISTER|OPTIONS", "ms", "S"),
)

_SHARES: Final = frozenset({"PERCPOSITIVE", "PERCZERO"})
"""Measures that turn any metric into a share of its points, in %."""


_ASIDE: Final = frozenset({"PERCZERO", "STDDEV", "VALUES"})
"""Measures after which high and low no longer mean what they mean for the metric."""

_WORST_ENDS: Final[tuple[tuple[str, WorstEnd], ...]] = (
    ("ERRORS?|FAILURES|TIMEOUT|OUTAGES|ALERT|ALERTS|AFFECTED_TESTS|PATH_CHANGES|EVENTS", "high"),
    ("LOSS|DISCARDS|RETRANSMISSION_RATE", "high"),
    # Before the times: DNS_SERVER_AVAILABILITY is no time of a lookup.
    ("AVAILABILITY|REACHABILITY|VALIDITY|COMPLETION|COMPLETION_RATE|SIGNAL_QUALITY", "low"),
    ("MOS|SCORE|THROUGHPUT|NET_BANDWIDTH|NET_CAPACITY|RSSI|RSRP|RSRQ|SINR", "low"),
    ("LATENCY|JITTER|PDV|TTFB|TIME|WAIT|CONNECT|DNS|SSL|RECEIVE|REDIRECT|FETCH", "high"),
    ("DNS_LOOKUP|PAGE_LOAD|NEGOTIATION|TRANSFER|INVITE|REGISTER|OPTIONS", "high"),
)
_WORST_RULES: Final = tuple((_rule(words, None, "INF").pattern, end) for words, end in _WORST_ENDS)
"""The first one that a name matches decides; all are inferred from the name."""


_COUNTS: Final = _rule(
    "COUNT|ERRORS?|FAILURES|TIMEOUT|PATH_CHANGES|EVENTS|ALERTS?|OUTAGES", None, "INF"
).pattern


def describe_metric(
    metric: str | None, measure_type: str | None = None, percentile: float | None = None
) -> MetricLabel:
    """Name, unit and measure of a widget's metric, from the API's enumerations in upper or lower case.

    Args:
        metric: For example `WEB_TTFB`; an unknown metric is made readable, and its words decide on a unit.
        measure_type: For example `MEAN` or `NTH_PERCENTILE`.
        percentile: The percentile of `NTH_PERCENTILE`, 0 to 100.
    """
    share = (measure_type or "").upper() in _SHARES
    return MetricLabel(
        name=humanise(metric or ""),
        unit="%" if share else unit_of(metric or ""),
        measure=describe_measure(measure_type, percentile),
    )


def unit_of(metric: str) -> str | None:
    """The unit of a metric by its name; None for counts and scores, and if no source gives a unit."""
    name = _enumerated(metric)
    return next((rule.unit for rule in _UNIT_RULES if rule.pattern.fullmatch(name)), None)


def worst_end(metric: str, measure_type: str | None = None) -> WorstEnd | None:
    """Whether low or high values of a metric are bad, judged by its name: low availability, high latency.

    None if the name does not tell. None, too, if values are aggregated to a standard deviation, or to the
    percentage of values that are zero: of these, high values are not bad in the same sense.
    """
    if (measure_type or "").upper() in _ASIDE:
        return None
    name = _enumerated(metric)
    return next((end for pattern, end in _WORST_RULES if pattern.fullmatch(name)), None)


def _enumerated(name: str) -> str:
    """A metric's name as the API's enumerations write it: `RESPONSE_TIME` for `Response Time`."""
    return name.strip().upper().replace(" ", "_")


def counts_events(metric: str) -> bool:
    """Whether a metric counts events in each time bin, inferred from its name."""
    return _COUNTS.fullmatch(metric.upper()) is not None
