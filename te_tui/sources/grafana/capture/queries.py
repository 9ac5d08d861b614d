"""The queries of a live dashboard's panels, or the reasons why te-tui cannot send them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from te_tui.sources.grafana.body.times import instant_of
from te_tui.sources.grafana.body.variables import Values, Variables, read_variables
from te_tui.sources.grafana.values.json_values import at, dictionaries, dictionary, items, text_at
from te_tui.sources.grafana.values.numbers import is_number

_MOST_POINTS: Final = 1_000
_SCRAPED: Final = 15_000
"""Milliseconds between two values of a Prometheus, where its data source does not say."""
_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200)
"""Seconds that Grafana rounds an interval to."""
_NAME: Final = re.compile(r"\$(\w+)|\$\{(\w+)|\[\[(\w+)", re.ASCII)
_DASHBOARD: Final = "-- Dashboard --"
_EXPRESSION: Final = "__expr__"
_OF_ITSELF: Final = frozenset({"grafana", "-- Grafana --", "-- Mixed --"})
_WITHOUT_DATA: Final = frozenset({"row", "text", "news", "dashlist", "alertlist", "annolist", "welcome"})


Query: TypeAlias = dict[str, Any]
"""A query as a panel has it, or as it is sent."""


class NotAsked(Exception):
    """The queries of a panel cannot be sent by te-tui; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The queries of one panel, and the time range to query, in milliseconds since 1970.

    `hidden` are the ids (`refId`) of the queries whose results the panel does not show.
    """

    queries: tuple[Query, ...]
    start: int
    end: int
    hidden: frozenset[str] = frozenset()

    @property
    def body(self) -> dict[str, Any]:
        """The body of POST /api/ds/query."""
        return {"queries": list(self.queries), "from": str(self.start), "to": str(self.end)}


class Asking:
    """Finds the queries of a dashboard's panels, for a time range in milliseconds since 1970."""

    def __init__(self, dashboard: Mapping[str, Any], start: int, end: int) -> None:
        self._variables = read_variables({**dashboard, "templating": {"list": [*_with_all(dashboard)]}})
        self._unknown = frozenset(_unknown(dashboard))
        self._start, self._end = start, end

    def title(self, panel: Mapping[str, Any]) -> str:
        """A panel's name for people: its title or its type, with variables replaced."""
        scoped = self._variables.with_scope(panel.get("scopedVars"))
        named = text_at(panel, "title") or text_at(panel, "type") or "a panel"
        return scoped.expand(named)

    def asked(self, panel: Mapping[str, Any]) -> Asked | None:
        """The queries of a panel; None if it shows no data, or the data of another panel.

        Raises:
            NotAsked: te-tui cannot send the panel's queries.
        """
        if "libraryPanel" in panel and not panel.get("type"):
            raise NotAsked("it is a library panel, whose queries are elsewhere")
        targets = dictionaries(panel.get("targets"))
        if text_at(panel, "type") in _WITHOUT_DATA or not targets or shown_panel(panel) is not None:
            return None
        start, end = self._range(panel)
        length = _points(panel.get("maxDataPoints"))
        interval = _interval(end - start, length)
        variables = self._variables.with_scope(_built_in(start, end, interval))
        variables = variables.with_scope(panel.get("scopedVars"))
        has_expression = any(_source(panel, one, variables)[0] == _EXPRESSION for one in targets)
        hidden = frozenset(_ref_id(one) for one in targets if one.get("hide") is True)
        wanted = [one for one in targets if has_expression or _ref_id(one) not in hidden]
        queries = tuple(self._query(panel, one, variables) for one in wanted)
        if not queries:
            return None
        points = {"intervalMs": interval, "maxDataPoints": length}
        return Asked(tuple(query | points for query in queries), start, end, hidden)

    def _range(self, panel: Mapping[str, Any]) -> tuple[int, int]:
        """The time range of a panel's queries: the dashboard's, changed by the panel's own range or shift.

        Raises:
            NotAsked: the panel's own range or shift cannot be read.
        """
        start, end = self._start, self._end
        if own := text_at(panel, "timeFrom"):
            begin = instant_of(own if own.startswith("now") else f"now-{own}", end)
            if begin is None or begin >= end:
                raise NotAsked(f"its time range {own} cannot be read")
            start = begin
        if shift := text_at(panel, "timeShift"):
            shifted = instant_of(f"now-{shift}", end)
            if shifted is None:
                raise NotAsked(f"its time shift {shift} cannot be read")
            start, end = start - (end - shifted), shifted
        return start, end

    def _query(self, panel: Mapping[str, Any], target: Query, variables: Variables) -> Query:
        uid, kind = _source(panel, target, variables)
        if uid in _OF_ITSELF:
            raise NotAsked("its data come from Grafana itself")
        if uid is None:
            raise NotAsked("it names no data source by its uid")
        if missing := self._unknown & set(_names_in(target)):
            raise NotAsked(f"${min(missing)} stands for all of its values, which are not known here")
        joined = variables.joined(_WRITERS.get(kind.rpartition("-")[0] or kind, _glob))
        known = {name: value for name, value in target.items() if name != "datasource"}
        source = {"uid": uid, "type": kind} if kind else {"uid": uid}
        query: Query = _expanded(known, joined)
        return query | {"refId": _ref_id(target), "datasource": source}


def shown_panel(panel: Mapping[str, Any]) -> int | None:
    """The number of the panel whose data this panel shows, or -1 if it is not stated; None for own data."""
    sent = panel.get("datasource")
    uid = sent if isinstance(sent, str) else text_at(sent, "uid")
    if uid != _DASHBOARD:
        return None
    number = at(next(iter(dictionaries(panel.get("targets"))), None), "panelId")
    return number if isinstance(number, int) else -1


def _ref_id(target: Mapping[str, Any]) -> str:
    return text_at(target, "refId") or "A"


def _source(panel: Mapping[str, Any], target: Query, variables: Variables) -> tuple[str | None, str]:
    """The uid and type of a query's data source; the uid is None if neither query nor panel states one."""
    for sent in (target.get("datasource"), panel.get("datasource")):
        if isinstance(sent, dict) and text_at(sent, "uid"):
            return variables.expand(text_at(sent, "uid") or "", "raw"), text_at(sent, "type") or ""
        if isinstance(sent, str) and sent in {_EXPRESSION, *_OF_ITSELF}:
            return sent, sent
    return None, ""


def _expanded(value: Any, variables: Variables) -> Any:
    if isinstance(value, str):
        return variables.expand(value, "raw")
    if isinstance(value, dict):
        return {name: _expanded(part, variables) for name, part in value.items()}
    if isinstance(value, list):
        return [_expanded(part, variables) for part in value]
    return value


def _names_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        for found in _NAME.finditer(value):
            yield next(filter(None, found.groups()))
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _names_in(part)


def _values_of_all(sent: Mapping[str, Any]) -> list[Any]:
    """The values that the choice "All" of a variable stands for; empty if the dashboard lists none."""
    if allowed := text_at(sent, "allValue"):
        return [allowed]
    values = [at(option, "value") for option in dictionaries(sent.get("options"))]
    return [value for value in values if value != "$__all"]


def _is_all(sent: Mapping[str, Any]) -> bool:
    value = at(sent, "current", "value")
    return value == "$__all" or (isinstance(value, list) and "$__all" in value)


def _with_all(dashboard: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the dashboard's variables; "All" is replaced by the variable's values, if they are known."""
    for sent in dictionaries(at(dashboard, "templating", "list")):
        known = _values_of_all(sent) if _is_all(sent) else []
        current = dictionary(sent.get("current"))
        yield sent | {"current": current | {"value": known}} if known else sent


def _unknown(dashboard: Mapping[str, Any]) -> Iterator[str]:
    for sent in dictionaries(at(dashboard, "templating", "list")):
        if _is_all(sent) and not _values_of_all(sent):
            yield text_at(sent, "name") or ""


def _interval(span: int, points: int) -> int:
    """The step in milliseconds with which a range of `span` milliseconds has at most `points` points."""
    least = max(1, -(-span // (points * 1000)))
    return 1000 * next((step for step in _STEPS if step >= least), least)


def _points(sent: Any) -> int:
    return int(sent) if is_number(sent) and 1 <= sent < 100_000 else _MOST_POINTS


def _built_in(start: int, end: int, interval: int) -> dict[str, dict[str, str]]:
    """The values of the variables that Grafana itself defines, such as `__interval`."""
    seconds = (end - start) // 1000
    rate = max(interval + _SCRAPED, 4 * _SCRAPED) // 1000
    values = {
        "__interval": f"{interval // 1000}s",
        "__interval_ms": str(interval),
        "__rate_interval": f"{rate}s",
        "__range": f"{seconds}s",
        "__range_s": str(seconds),
        "__range_ms": str(end - start),
        "__from": str(start),
        "__to": str(end),
    }
    return {name: {"text": value, "value": value} for name, value in values.items()}


def _glob(values: Values) -> str:
    return f"{{{','.join(values)}}}"


def _pattern(values: Values) -> str:
    return f"({'|'.join(map(re.escape, values))})"


def _sql(values: Values) -> str:
    return ",".join("'" + value.replace("'", "''") + "'" for value in values)


_WRITERS: Final[dict[str, Callable[[Values], str]]] = {
    "prometheus": _pattern,
    "loki": _pattern,
    "mysql": _sql,
    "mssql": _sql,
    "postgres": _sql,
    "grafana-postgresql": _sql,
}
"""How several values of a variable are written, by the type of the data source, without `-datasource`."""


def panels_in(dashboard: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """All panels of a live dashboard in Grafana's older schema, even those in collapsed rows."""
    for panel in dictionaries(dashboard.get("panels")):
        yield panel
        yield from dictionaries(panel.get("panels"))
    for row in dictionaries(dashboard.get("rows")):
        yield from dictionaries(row.get("panels"))


def has_annotations(dashboard: Mapping[str, Any]) -> bool:
    """Whether a dashboard has enabled annotations other than Grafana's own."""
    listed = items(at(dashboard, "annotations", "list"))
    return any(one.get("enable") is True and not one.get("builtIn") for one in dictionaries(listed))
