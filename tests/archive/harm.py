"""Archives of a few kilobytes that would become gigabytes, or keep a program busy for minutes."""

from __future__ import annotations

# ruff: noqa: E501 - a line a case, each of which can be read at once
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any, Final

_SNAPSHOT: Final = b'{"snapshotId":"s1","snapshotName":"Harm",%s}'
_ONE_WIDGET: Final = _SNAPSHOT % b'"widgets":[{"id":"w1","type":"%s","title":"W"}]'


def _many(item: bytes, times: int) -> bytes:
    return b"[" + b",".join([item] * times) + b"]"


def _numbered(item: str, times: int) -> bytes:
    return ("[" + ",".join(item.replace("#", str(number)) for number in range(times)) + "]").encode()


def _snapshots() -> dict[str, Callable[[], bytes]]:
    return {
        "widgets that are numbers": lambda: _SNAPSHOT % (b'"widgets":' + _many(b"1", 1_990_000)),
        "more numbers than any body has": lambda: _SNAPSHOT % (b'"widgets":' + _many(b"1", 3_000_000)),
        "widgets that are texts": lambda: _SNAPSHOT % (b'"widgets":' + _many(b'"x"', 1_990_000)),
        "widgets without anything": lambda: _SNAPSHOT % (b'"widgets":' + _many(b"{}", 990_000)),
        "widgets that are lists": lambda: _SNAPSHOT % (b'"widgets":' + _many(b"[]", 990_000)),
        "widgets of a dashboard": lambda: (
            _SNAPSHOT % (b'"dashboard":{"widgets":%s}' % _many(b"1", 1_990_000))
        ),
        "widgets with wrong parts": lambda: (
            _SNAPSHOT % (b'"widgets":' + _many(b'{"measure":1,"filters":2}', 490_000))
        ),
        "a widget with many cards": lambda: (
            _SNAPSHOT % (b'"widgets":[{"numberCards":%s}]' % _many(b"{}", 990_000))
        ),
        "a layout of numbers": lambda: (
            _SNAPSHOT
            % (b'"dashboard":{"layout":{"details":{"widgetPositioning":%s}}}' % _many(b"1", 1_990_000))
        ),
        "unknown objects": lambda: _SNAPSHOT % (b'"x":' + _many(b'{"a":{}}', 660_000)),
        "unknown names": lambda: _SNAPSHOT % (b'"x":' + _numbered('{"k#":#}', 660_000)),
        "lists in lists": lambda: b"[" * 200_000 + b"]" * 200_000,
        "lists that do not end": lambda: b"[" * 200_000,
        "objects in objects": lambda: b'{"a":' * 200_000 + b"1" + b"}" * 200_000,
        "lists behind escaped quotes": lambda: b'{"x":"\\"[{","y":%s}' % (b"[" * 200_000),
        "a very long text": lambda: _SNAPSHOT % (b'"x":"%s"' % (b"a" * 60_000_000)),
        "a very long number": lambda: _SNAPSHOT % (b'"aid":%s' % (b"9" * 20_000_000)),
        "very many escapes": lambda: _SNAPSHOT % (b'"x":"%s"' % (b"\\u0041" * 8_000_000)),
        "very many quotes": lambda: b'"' * 3_000_000,
        "nothing but zeros": lambda: bytes(60_000_000),
    }


_POINT: Final = '{"timestamp":1790000000,"value":1,"groups":[{"groupProperty":"AGENT","groupValue":"#"}]}'


def _data() -> dict[str, Callable[[], tuple[bytes, bytes]]]:
    line, table, number = b"Time Series: Line", b"Table", b"Number"
    names = ",".join(f'"c{column}":{column}' for column in range(20_000)).encode()
    return {
        "points that are numbers": lambda: (line, b'{"data":{"points":%s}}' % _many(b"1", 1_990_000)),
        "points without anything": lambda: (line, b'{"data":{"points":%s}}' % _many(b"{}", 990_000)),
        "points with wrong values": lambda: (
            line, b'{"data":{"points":%s}}' % _many(b'{"value":"x","timestamp":"y"}', 490_000)
        ),
        "points of as many series": lambda: (line, b'{"data":{"points":%s}}' % _numbered(_POINT, 100_000)),
        "points with many groups": lambda: (
            line, b'{"data":{"points":[{"value":1,"groups":%s}]}}' % _numbered('{"groupValue":"#"}', 300_000)
        ),
        "points far apart": lambda: (
            line, b'{"data":{"points":%s}}' % _numbered('{"timestamp":#000000,"value":1e#}', 200_000)
        ),
        "names of groups": lambda: (line, b'{"groupLabels":%s}' % _many(b'{"groupLabels":[{}]}', 400_000)),
        "a row of 20,000 columns": lambda: (table, b'{"data":{"rows":[{%s}]}}' % names),
        "a list of 20,000 columns": lambda: (b"List", b'{"data":{"rows":[{%s}]}}' % names),
        "rows of other columns each": lambda: (b"List", b'{"data":{"rows":%s}}' % _numbered('{"c#":#}', 100_000)),
        "rows without anything": lambda: (b"List", b'{"data":{"rows":%s}}' % _many(b"{}", 990_000)),
        "cells of 20,000 groups": lambda: (
            table,
            b'{"data":{"points":%s}}' % _numbered(
                '{"value":1,"groups":[{"groupProperty":"A","groupValue":"r"},'
                '{"groupProperty":"B","groupValue":"#"}]}', 20_000
            ),
        ),
        "20,000 metrics": lambda: (
            b"Multi Metric Table",
            b'{"data":{"columns":%s}}' % _numbered('{"columnId":"c#","points":[{"value":1}]}', 20_000),
        ),
        "cards": lambda: (number, b'{"data":{"cards":%s}}' % _many(b'{"value":1}', 660_000)),
        "alerts": lambda: (b"Alert List", b'{"data":{"alerts":%s}}' % _many(b"{}", 990_000)),
        "agents": lambda: (b"Agent Status", b'{"data":{"agents":%s}}' % _many(b'{"location":{}}', 490_000)),
        "tests": lambda: (
            b"Test Table", b'{"data":{"tests":%s}}' % _many(b'{"graphlets":[{"points":[{},{}]}]}', 200_000)
        ),
        "a legend": lambda: (b"Map", b'{"data":{"legend":{%s}}}' % names),
        "suppressed": lambda: (
            line, b'{"data":{"alertSuppressionWindows":[{"startTimes":%s}]}}' % _many(b"1", 1_990_000)
        ),
    }  # fmt: skip


def _manifests() -> dict[str, Callable[[dict[str, Any]], bytes]]:
    def with_list(field: str, item: bytes, times: int) -> Callable[[dict[str, Any]], bytes]:
        return with_value(field, lambda: _many(item, times))

    def with_value(field: str, value: Callable[[], bytes]) -> Callable[[dict[str, Any]], bytes]:
        return lambda said: (
            json.dumps({k: v for k, v in said.items() if k != field}).encode()[:-1]
            + (b',"%s":%s}' % (field.encode(), value()))
        )

    return {
        "a manifest of numbers": lambda said: _many(b"1", 4_000_000),
        "a manifest of members that are numbers": with_list("widgets", b"1", 1_990_000),
        "a manifest of wrong members": with_list("widgets", b"{}", 990_000),
        "a manifest of unreadable parts": with_list("unreadableParts", b'"x"', 1_990_000),
        "a manifest of wrong texts": with_list("unreadableParts", b"1", 1_990_000),
        "a manifest of lists in lists": lambda said: b"[" * 8_000_000,
        "a manifest of objects in objects": with_value("x", lambda: b'{"a":' * 1_000_000),
        "a manifest with a long text": with_value("aid", lambda: b'"%s"' % (b"x" * 8_000_000)),
    }


def built(name: str) -> bytes:
    """The archive of this name: each is sound, but for what its name says."""
    snapshots, data, manifests = _snapshots(), _data(), _manifests()
    if name in snapshots:
        return _packed(snapshots[name](), b'{"data":{}}')
    if name in data:
        kind, body = data[name]()
        return _packed(_ONE_WIDGET % kind, body)
    if name in manifests:
        return _packed(_ONE_WIDGET % b"Number", b'{"data":{}}', manifests[name])
    return _many_members()


def answers(name: str) -> dict[str, bytes]:
    """The answers of a service with such a snapshot, or with such data of its only widget, by their paths."""
    snapshots, data = _snapshots(), _data()
    kind, body = data[name]() if name in data else (b"Number", b'{"data":{}}')
    snapshot = snapshots[name]() if name in snapshots else _ONE_WIDGET % kind
    path = "/v7/dashboard-snapshots/s1"
    return {path: snapshot, f"{path}/widgets/w1": body}


ANSWERS: Final = (*_snapshots(), *_data())
NAMES: Final = (*_snapshots(), *_data(), *_manifests(), "too many members")


def _packed(snapshot: bytes, data: bytes, manifest: Callable[[dict[str, Any]], bytes] | None = None) -> bytes:
    members = {"snapshot.json": snapshot, "widgets/0001.json": data}
    described: list[dict[str, Any]] = [
        {"name": name, "size": len(body), "sha256": hashlib.sha256(body).hexdigest(), "widgetId": widget,
         "blankedFields": []}
        for (name, body), widget in zip(members.items(), (None, "w1"), strict=True)
    ]  # fmt: skip
    said = {
        "teTuiVersion": "0.1.0", "archivedAt": "2026-11-21T09:00:00Z", "sourceHost": "api.example.com",
        "aid": "1234", "accountGroupName": None, "snapshotId": "s1", "snapshotName": "Harm",
        "snapshotCreatedDate": None, "snapshotExpirationDate": None, "snapshot": described[0],
        "widgets": described[1:], "absentWidgets": [{"widgetId": None, "reason": "", "nextStep": ""}],
        "format": 1,
    }  # fmt: skip
    body = manifest(said) if manifest else json.dumps(said).encode()
    return _zipped({"manifest.json": body} | members)


def _many_members() -> bytes:
    return _zipped({f"{number:x}": b"" for number in range(50_001)})


def _zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, body in members.items():
            zipped.writestr(name, body)
    return file.getvalue()
