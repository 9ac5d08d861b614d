"""Grafana as a vendor: its requests, the reading of its dashboard snapshots, and the drawing of their panels.

Each module uses only the modules after it in this list:
`source` sends requests; `capture` sends the queries of live dashboards;
`opened` converts the answers to the classes that all vendors share; `shown` has the classes of a panel and
its content; `content` converts panels to drawings; `exact` converts panels to JSON for other programs;
`transformations` changes frames as a panel is configured; `fields` finds the names, texts and figures that
a panel shows; `body` finds panels and their frames; `frames` defines a frame (a table of columns); `values`
reads and writes single values.

This module is imported at each start, so its functions import the others only when they are called.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, Unpack

from te_tui.sources.grafana.abilities import ABILITIES
from te_tui.sources.grafana.words import WORDS
from te_tui.sources.vendor import Vendor

if TYPE_CHECKING:
    from te_tui.credentials.secret import Secret
    from te_tui.models.snapshot import Snapshot
    from te_tui.sources.base import LiveSource
    from te_tui.sources.errors import SourceError
    from te_tui.sources.http.live import Options
    from te_tui.sources.http.origin import Origin


def _open(
    origin: Origin, secret: Secret | Callable[[], Awaitable[Secret]], **options: Unpack[Options]
) -> LiveSource:
    from te_tui.sources.grafana.source import Grafana

    return Grafana(origin, secret, **options)


def _base_in(pasted: str) -> str:
    from te_tui.sources.grafana.address import base_in

    return base_in(pasted)


def _snapshot_id_in(address: str, base: str) -> str:
    from te_tui.sources.grafana.address import snapshot_id_in

    return snapshot_id_in(address, base)


def _failure(what: str, status: int, body: bytes, permission: str | None = None) -> SourceError:
    from te_tui.sources.grafana.problems import failure

    return failure(what, status, body, permission)


def _read_snapshot(body: bytes, snapshot_id: str) -> Snapshot:
    from te_tui.sources.grafana.opened import read_snapshot

    return read_snapshot(body, snapshot_id)


def _evidence_in(content: bytes) -> bytes:
    from te_tui.sources.grafana.written import evidence_in

    return evidence_in(content)


# Whoever has one deletes the snapshot with it.
_SECRET_FIELDS: Final = frozenset({"deleteKey", "deleteUrl"})

VENDOR: Final = Vendor(
    name="grafana",
    words=WORDS,
    default_address=None,
    base_in=_base_in,
    open=_open,
    snapshot_id_in=_snapshot_id_in,
    read_failure=_failure,
    secret_fields=_SECRET_FIELDS,
    abilities=ABILITIES,
    read_snapshot=_read_snapshot,
    evidence_in=_evidence_in,
)
