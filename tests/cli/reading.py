"""A second reading of a widget's data, by nothing but the contract: it shares no line with te-tui's own."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from typing import Any

Json = dict[str, Any]

_EMBEDDINGS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_MARKS = {"\u061c", "\u200e", "\u200f"}
_MISSING = object()


class Reading:
    """What `te-tui data --json` owes for one body; `damaged` where a part of it had to be left out."""

    def __init__(self, config: Json, body: Json) -> None:
        self.damaged = False
        self._config = config
        self._labels = body.get("groupLabels") or []
        self._named: dict[tuple[int, str, str], str] = {}
        data: Json = body["data"]
        self.bin_size = self._number(body.get("binSize"))
        self.status = self._text(data.get("status"))
        self.series = self._lines(data.get("points") or [])
        for column in data.get("columns") or []:
            self.series += [
                self._of_column(column) | line for line in self._lines(column.get("points") or [])
            ]
        self.rows = [
            *map(self._card, data.get("cards") or []),
            *map(self._alert, data.get("alerts") or []),
            *map(self._agent, data.get("agents") or []),
            *map(self._test, data.get("tests") or []),
            *(
                {self._text(k): self._cell(v) for k, v in row.items() if k != "_links"}
                for row in data.get("rows") or []
            ),
        ]

        self.totals = self._totals(data)

    def _cell(self, value: Any) -> Any:
        """A value of a row, with its type."""
        return value if isinstance(value, (bool, int, float)) else self._text(value)

    def _totals(self, data: Json) -> Json:
        """What the body counts by itself, and nothing that it does not say."""
        counts: Json = {name: self._number(data.get(name)) for name in ("totalAlerts", "activeAlerts")}
        summary, legend = data.get("summary"), data.get("legend")
        if summary is not None:
            counts["summary"] = {
                state: self._number(summary.get(state)) for state in ("online", "offline", "disabled")
            }
        if legend is not None:
            counts["legend"] = {self._text(kind): self._cell(count) for kind, count in legend.items()}
        return {name: count for name, count in counts.items() if count is not None}

    def _lines(self, points: list[Any]) -> list[Json]:
        """Each combination of groups with its points, in the order of the body."""
        lines: dict[tuple[tuple[str, str, str], ...], list[list[Any]]] = {}
        for point in points:
            if not isinstance(point, dict):
                self.damaged = True
                continue
            groups = tuple(self._group(i, group) for i, group in enumerate(point.get("groups") or []))
            pair = [self._seconds(point.get("timestamp")), self._number(point.get("value"))]
            lines.setdefault(groups, []).append(pair)
        names = ("groupProperty", "groupValue", "groupLabel")
        return [
            {
                "label": " · ".join(label for _, _, label in groups if label) or "all",
                "groups": [dict(zip(names, group, strict=True)) for group in groups],
                "points": pairs,
            }
            for groups, pairs in lines.items()
        ]

    def _group(self, position: int, group: Json) -> tuple[str, str, str]:
        """Property, value and label of a group."""
        name, value = self._text(group["groupProperty"]) or "", self._text(group["groupValue"]) or ""
        key = position, name, value
        if key not in self._named:
            self._named[key] = self._label(*key) or value
        return name, value, self._named[key]

    def _label(self, position: int, name: str, value: str) -> str | None:
        """Looked up by the property, or by the position where no list has that property."""
        lists = [one for one in self._labels if one["groupProperty"].lower() == name.lower()]
        labels = [
            entry for one in lists or self._labels[position : position + 1] for entry in one["groupLabels"]
        ]
        found = [entry["groupLabel"] for entry in labels if str(entry["groupId"]) == value]
        return self._text(found[-1]) if found else None

    def _of_column(self, column: Json) -> Json:
        configured = self._config.get("multiMetricColumns") or []
        metric = [one.get("metric") for one in configured if one.get("id") == column["columnId"]]
        return {
            "columnId": self._text(column["columnId"]),
            "metric": metric[0] if metric else None,
            "binSize": self._number(column.get("binSize")),
            "status": self._text(column.get("status")),
        }

    def _card(self, card: Json) -> Json:
        return {
            "cardId": self._text(card.get("cardId")),
            "cardName": self._text(card.get("cardName")),
            "value": self._number(card.get("value")),
            "previousValue": self._number(card.get("previousValue")),
            "timestamp": self._seconds(card.get("timestamp")),
            "binSize": self._number(card.get("binSize")),
            "status": self._text(card.get("status")),
            "startDate": self._date(card.get("startDate")),
            "endDate": self._date(card.get("endDate")),
        }

    def _alert(self, alert: Json) -> Json:
        texts = ("alertId", "testId", "alertSource", "alertRule", "ruleId", "alertType")
        return {name: self._text(alert.get(name)) for name in texts} | {
            "startTime": self._date(alert.get("startTime")),
            "durationInSeconds": self._number(alert.get("durationInSeconds")),
            "active": alert.get("active"),
        }

    def _agent(self, agent: Json) -> Json:
        place = agent.get("location")
        numbers = ("latitude", "longitude")
        known = ("publicIp", "privateIp", "ipv6", "operativeSystemVersion")
        addresses = agent.get("ipInfo")
        return {name: self._text(agent.get(name)) for name in ("agentId", "agentName", "status")} | {
            "ipInfo": addresses and {name: self._text(addresses.get(name)) for name in known},
            "location": place
            and {"locationName": self._text(place.get("locationName"))}
            | {name: self._number(place.get(name)) for name in numbers},
        }

    def _test(self, test: Json) -> Json:
        return {name: self._text(test.get(name)) for name in ("testId", "testName", "target", "testType")} | {
            "alertCount": self._number(test.get("alertCount")),
            "isShared": test.get("isShared"),
            "graphlets": [
                {
                    "metric": self._text(graphlet.get("metric")),
                    "testId": self._text(graphlet.get("testId")),
                    "points": [[self._seconds(p["x"]), self._number(p["y"])] for p in graphlet["points"]],
                }
                for graphlet in test.get("graphlets") or []
            ],
        }

    def _number(self, raw: Any) -> float | int | None:
        if isinstance(raw, str):
            found: Any = float(raw) if re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", raw) else _MISSING
        else:
            found = raw
        if found is _MISSING or isinstance(found, bool):
            self.damaged = True
            return None
        assert found is None or math.isfinite(found)
        return found  # type: ignore[no-any-return]

    def _seconds(self, raw: Any) -> int | None:
        if isinstance(raw, str) and "-" in raw:
            return int(datetime.fromisoformat(raw).timestamp())
        found = self._number(raw)
        return None if found is None else int(found // 1000 if found >= 10**11 else found)

    def _date(self, raw: Any) -> str | None:
        seconds = self._seconds(raw)
        return None if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):%FT%TZ}"

    def _text(self, raw: Any) -> str | None:
        return None if raw is None else printable(raw)


def printable(raw: object) -> str:
    """Text as a terminal may see it: no controls, nothing that turns the direction of what follows."""
    if isinstance(raw, bool):
        return str(raw).lower()
    return _printable(str(raw))


@cache
def _printable(text: str) -> str:
    spaced = re.sub(r"[\t\r\n]+", " ", text)
    return "".join(
        char
        for char in spaced
        if unicodedata.category(char) != "Cc"
        and char not in _MARKS
        and unicodedata.bidirectional(char) not in _EMBEDDINGS
    )
