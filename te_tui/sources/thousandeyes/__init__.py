"""The vendor ThousandEyes, by its API v7: requests, decoding of the answers, and drawings of its widgets.

This module is imported at each start, so its functions import the other modules only when called.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final, Unpack

from te_tui.sources.thousandeyes.abilities import ABILITIES, LIMITS
from te_tui.sources.thousandeyes.words import WORDS
from te_tui.sources.vendor import Vendor

if TYPE_CHECKING:
    from te_tui.credentials.secret import Secret
    from te_tui.models.panels import Panel, PanelContent
    from te_tui.models.request import SavedTestRequest, SnapshotRequest
    from te_tui.models.snapshot import Snapshot
    from te_tui.sources.base import LiveSource
    from te_tui.sources.http.live import Options
    from te_tui.sources.http.origin import Origin


def _open(
    origin: Origin, secret: Secret | Callable[[], Awaitable[Secret]], **options: Unpack[Options]
) -> LiveSource:
    from te_tui.sources.thousandeyes.source import ThousandEyes

    return ThousandEyes(origin, secret, **options)


def _snapshot_id_in(address: str, base: str) -> str:  # noqa: ARG001 - ids are unique in all accounts
    from te_tui.sources.thousandeyes.address import snapshot_id_in

    return snapshot_id_in(address)


def _base_in(pasted: str) -> str:
    from te_tui.sources.thousandeyes.address import base_in

    return base_in(pasted)


def _may_hand_on(link: str | None, host: str) -> str | None:
    from te_tui.sources.thousandeyes.links import known_link

    return known_link(link, host)


def _read_snapshot(body: bytes, snapshot_id: str) -> Snapshot:  # noqa: ARG001 - the answer repeats it
    from te_tui.sources.thousandeyes.body.snapshot import read_snapshot

    return read_snapshot(body)


def _read_content(panel: Panel, body: bytes) -> PanelContent:
    from te_tui.sources.thousandeyes.evidence import read_content

    return read_content(panel, body)


def _is_empty(body: bytes) -> bool:
    from te_tui.sources.thousandeyes.evidence import is_empty

    return is_empty(body)


def _snapshot_body(request: SnapshotRequest) -> dict[str, Any]:
    from te_tui.sources.thousandeyes.body.requests import snapshot_body

    return snapshot_body(request)


def _saved_test_body(request: SavedTestRequest) -> dict[str, Any]:
    from te_tui.sources.thousandeyes.body.requests import saved_test_body

    return saved_test_body(request)


# `embedUrl` shows data to anybody without a login; `accountToken` is a token.
_SECRET_FIELDS: Final = frozenset({"embedUrl", "accountToken"})

VENDOR: Final = Vendor(
    name="thousandeyes",
    words=WORDS,
    default_address="https://api.thousandeyes.com",
    base_in=_base_in,
    open=_open,
    snapshot_id_in=_snapshot_id_in,
    may_hand_on=_may_hand_on,
    secret_fields=_SECRET_FIELDS,
    abilities=ABILITIES,
    limits=LIMITS,
    read_snapshot=_read_snapshot,
    read_content=_read_content,
    is_empty=_is_empty,
    snapshot_body=_snapshot_body,
    saved_test_body=_saved_test_body,
)
