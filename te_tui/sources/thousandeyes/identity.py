"""Checks that an answer is about the requested snapshot or widget (safety rule 22)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from te_tui.models.clean import clean
from te_tui.sources.reading.decode import NotReadable, OtherGroup, OtherThing, parse

if TYPE_CHECKING:
    from te_tui.models.snapshot import Snapshot
    from te_tui.sources.thousandeyes.body.panel_data import PanelData

_PATH = re.compile(r"/dashboard-snapshots/([^/]+)/widgets/([^/]+)/?")
"""The end of the address that a widget's data has."""


def check_snapshot(snapshot: Snapshot, aid: str, snapshot_id: str) -> None:
    """Refuse an answer about another snapshot; an answer that names none is accepted.

    Raises:
        OtherThing: the answer has the id of another snapshot; or it has no id, but names another account
            group.
        OtherGroup: it is the requested snapshot, but in another account group.
    """
    _compare("snapshot", snapshot.row.snapshot_id, snapshot_id)
    if snapshot.row.snapshot_id is None:  # nothing tells it from the answer to another question
        _compare("account group", snapshot.row.aid, aid)
    elif _differs(snapshot.row.aid, aid):
        raise OtherGroup(_short(str(snapshot.row.aid)))


def check_panel_data(data: PanelData, snapshot_id: str, widget_id: str) -> None:
    """Refuse the data of another widget; data that names no widget is accepted.

    Raises:
        OtherThing: the data is of another widget.
    """
    named = _PATH.search(_path_of(data.address or ""))
    if named is not None:
        _compare("snapshot", unquote(named[1]), snapshot_id)
        _compare("widget", unquote(named[2]), widget_id)


def check_has_data(data: PanelData, snapshot_id: str, widget_id: str) -> None:
    """Refuse an answer about another widget, or without the field `data`; an empty `data` is accepted.

    Raises:
        OtherThing: the answer is about another widget.
        NotReadable: the answer has no field `data`.
    """
    check_panel_data(data, snapshot_id, widget_id)
    if not data.has_data:
        raise NotReadable("it has no data")


def check_list(damage: tuple[str, ...], member: str) -> None:
    """Refuse an answer without the list `member`; an empty list is accepted.

    `damage` names the parts of the answer that could not be read, and also this list if it is missing.

    Raises:
        NotReadable: the answer has no such list.
    """
    if member in damage:
        raise NotReadable(f"it has no list {member}")


def check_change(body: bytes, snapshot_id: str) -> None:
    """Check the answer to a change: it should be empty, or JSON that names no other snapshot.

    Raises:
        NotReadable: the answer is neither empty nor JSON, such as an HTML page from a proxy.
        OtherThing: the answer names another snapshot.
    """
    if not body.strip():
        return
    if body.lstrip()[:1] not in {b"{", b"["}:
        raise NotReadable("it should be empty")
    try:
        told = parse(body)
    except NotReadable:
        return
    named = told.get("snapshotId") if isinstance(told, dict) else None
    _compare("snapshot", named if isinstance(named, str) else None, snapshot_id)


def _compare(kind: str, named: str | None, asked: str) -> None:
    if _differs(named, asked):
        raise OtherThing(f"it is about {kind} {_short(str(named))}")


def _differs(named: str | None, asked: str) -> bool:
    return named is not None and named.casefold() != asked.casefold()


def _short(named: str) -> str:
    return clean(named)[:80]


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
