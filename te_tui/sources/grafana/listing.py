"""Reads Grafana's list of snapshots, a JSON array without a total.

The list is complete if it has fewer rows than were requested.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from te_tui.models.clean import clean
from te_tui.models.limits import Damage
from te_tui.models.snapshot_row import Publication, SnapshotRow
from te_tui.sources.grafana.address import link_form
from te_tui.sources.reading.decode import NotReadable, parse
from te_tui.sources.reading.fields import flag, instant, lost, text

FIRST_LIMIT: Final = 100_000
"""Rows that are asked for first: nothing caps it, and a smaller one would fetch a longer list twice."""
GROWTH: Final = 4
"""How many times as many are asked for next, where all of them came."""


class Listing(NamedTuple):
    """An answer that lists snapshots.

    Attributes:
        rows: the snapshots, newest first.
        sent: the number of rows in the answer, including unreadable ones.
        hosts: for each external snapshot, by its key, the host that has its content; None if unknown.
        damage: the places in the answer that could not be read.
        hides_rows: whether a whole row, or the key of a row, could not be read.
    """

    rows: tuple[SnapshotRow, ...]
    sent: int
    hosts: Mapping[str, str | None]
    damage: tuple[str, ...]
    hides_rows: bool


def read_listing(body: bytes, base: str) -> Listing:
    """Read an answer of GET /api/dashboard/snapshots; the links of rows begin with the `base` address.

    Raises:
        NotReadable: the answer is no JSON array.
    """
    sent = parse(body)
    if not isinstance(sent, list):
        raise NotReadable("the list of snapshots is no array")
    damage = Damage()
    rows: list[SnapshotRow] = []
    hosts: dict[str, str | None] = {}
    hides_rows = False
    for index, item in enumerate(sent):
        if not isinstance(item, dict):
            damage.append(f"[{index}]")
            hides_rows = True
            continue
        row = _row(item, base, index, damage)
        rows.append(row)
        if row.snapshot_id is None:
            damage.append(f"[{index}].key")
            hides_rows = True
        elif row.external and row.snapshot_id:
            hosts[row.snapshot_id] = _host(item.get("externalUrl"))
    rows.sort(key=_age, reverse=True)
    return Listing(tuple(rows), len(sent), hosts, tuple(damage), hides_rows)


def _stated(read: datetime | None) -> datetime | None:
    """Return the time; None for a time in the year 1, which Grafana sends if there is none."""
    return None if read is None or read.year == 1 else read


def _row(item: dict[str, Any], base: str, index: int, damage: Damage) -> SnapshotRow:
    key, name = text(item.get("key")), text(item.get("name"))
    created, expires = instant(item.get("created")), instant(item.get("expires"))
    row = SnapshotRow(
        snapshot_id=key,
        name=name,
        aid=_kept_once(item.get("orgId")),
        created=_stated(created),
        expires=_stated(expires),
        link_form=link_form(base, key),
        publication=_shared_publication(flag(item.get("external")), _kept_once(item.get("userId"))),
    )
    if name is not None and created is not None and expires is not None:
        return row
    read = {"name": name, "created": created, "expires": expires}
    unreadable = [field for field, value in read.items() if lost(item.get(field), value)]
    for field in unreadable:
        damage.append(f"[{index}].{field}")
    return row._replace(unreadable=frozenset(unreadable))


def _kept_once(value: object) -> str | None:
    """The value as a text, kept only once in memory for all rows; None for null, lists, "" and 0.

    Grafana writes the id 0 if there is no user or organization.
    """
    read = text(value)
    return intern(read) if read and read != "0" else None


@lru_cache
def _shared_publication(external: bool | None, creator: str | None) -> Publication:
    """Whether a snapshot's content is on another server, and who made the snapshot.

    Rows with the same values share one object, to save memory.
    """
    return Publication("grafana", external, creator)


def _host(address: object) -> str | None:
    try:
        return clean(urlsplit(address).hostname or "") or None if isinstance(address, str) else None
    except ValueError:
        return None


def _age(row: SnapshotRow) -> float:
    return row.created.timestamp() if row.created else float("-inf")
