"""URLs of the API and of the web application: finding the base URL and the snapshot's id in them.

See api.md, section 3.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from te_tui.sources.vendor import NamesNoSnapshot

# The first name is the API's own, the second one stands in links of the web application.
_IN_QUERY: Final = ("snapshotId", "reportSnapshotId")
_IN_PATH: Final = re.compile(r"/dashboard-snapshots/([^/]+)")

API_PATH: Final = "/v7"
"""The beginning of every path of the API, below the base address."""

_TEST_VIEW: Final = re.compile(r"/view/tests/?", re.IGNORECASE)
_SHARE: Final = re.compile(r"([a-z0-9-]+\.)+share\.([a-z0-9-]+\.)*thousandeyes\.com")
_OURS: Final = re.compile(r"([a-z0-9-]+\.)*thousandeyes\.com")


def base_in(pasted: str) -> str:
    """The base URL in a pasted URL: without a trailing slash, and without the API's own path `/v7`."""
    return pasted.strip().rstrip("/").removesuffix(API_PATH)


def snapshot_id_in(address: str) -> str:
    """The snapshot's id in a URL of the API or of the web application.

    Raises:
        NamesNoSnapshot: the URL has no such id, or leads to a test snapshot, which the API cannot open.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        raise NamesNoSnapshot("That is neither a snapshot's id nor an address.") from None
    query = parse_qs(parts.query)
    named = [*(value for name in _IN_QUERY for value in query.get(name, [])),
             *map(unquote, _IN_PATH.findall(parts.path))]  # fmt: skip
    host = parts.hostname or ""
    is_view = bool(_TEST_VIEW.fullmatch(parts.path) and _OURS.fullmatch(host))
    if is_view or (not named and _SHARE.fullmatch(host)):
        raise NamesNoSnapshot(
            "That is the link of a test snapshot. The API creates those and opens none: "
            "open it in a browser. te-tui ls --tests lists the private ones; shared ones are listed nowhere."
        )
    if not named:
        raise NamesNoSnapshot(
            f"That address names no snapshot: it has neither {'= nor '.join(_IN_QUERY)}= "
            "nor /dashboard-snapshots/ID."
        )
    return named[0]
