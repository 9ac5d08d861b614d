"""ThousandEyes' old API v6 as a separate vendor, which can only create snapshots of tests.

`source` sends the request, `saved_test` encodes it and decodes the answer, `failures` decodes errors.

This module is imported at each start, so its functions import the other modules only when called.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final, NoReturn, Unpack

from te_tui.sources.thousandeyes_v6.abilities import ABILITIES, LIMITS
from te_tui.sources.thousandeyes_v6.words import WORDS
from te_tui.sources.vendor import NamesNoSnapshot, Vendor

if TYPE_CHECKING:
    from te_tui.credentials.secret import Secret
    from te_tui.models.request import SavedTestRequest
    from te_tui.sources.base import LiveSource
    from te_tui.sources.errors import SourceError
    from te_tui.sources.http.live import Options
    from te_tui.sources.http.origin import Origin


def _open(
    origin: Origin, secret: Secret | Callable[[], Awaitable[Secret]], **options: Unpack[Options]
) -> LiveSource:
    from te_tui.sources.thousandeyes_v6.source import ThousandEyesV6

    return ThousandEyesV6(origin, secret, **options)


def _base_in(pasted: str) -> str:
    """The base URL in a pasted URL: without a trailing slash, and without paths of the API."""
    address = pasted.strip().rstrip("/")
    return address.removesuffix("/snapshot.json").removesuffix("/snapshot").removesuffix("/v6")


def _snapshot_id_in(address: str, base: str) -> str:  # noqa: ARG001 - no address would do
    raise NamesNoSnapshot("API v6 opens no snapshots: open that address in a browser.")


def _may_hand_on(link: str | None, host: str) -> str | None:  # noqa: ARG001 - its links are ThousandEyes' own
    from te_tui.sources.thousandeyes_v6.saved_test import known_link

    return known_link(link)


def _failure(what: str, status: int, body: bytes, permission: str | None = None) -> SourceError:
    from te_tui.sources.thousandeyes_v6.failures import read_failure

    return read_failure(what, status, body, permission)


def _nothing_to_read(_evidence: bytes, snapshot_id: str) -> NoReturn:  # noqa: ARG001 - whichever it is
    from te_tui.sources.reading.decode import NotReadable

    raise NotReadable("API v6 opens no snapshots")


def _saved_test_body(request: SavedTestRequest) -> dict[str, Any]:
    from te_tui.sources.thousandeyes_v6.saved_test import saved_test_body

    return saved_test_body(request)


VENDOR: Final = Vendor(
    name="thousandeyes-v6",
    words=WORDS,
    default_address="https://api.thousandeyes.com",
    base_in=_base_in,
    open=_open,
    snapshot_id_in=_snapshot_id_in,
    may_hand_on=_may_hand_on,
    read_failure=_failure,
    abilities=ABILITIES,
    limits=LIMITS,
    read_snapshot=_nothing_to_read,
    saved_test_body=_saved_test_body,
)
