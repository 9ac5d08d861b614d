"""Reading keys of snapshots from addresses of Grafana, and writing links to snapshots."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from te_tui.models.clean import clean
from te_tui.models.snapshot_row import ID
from te_tui.sources.errors import NoId
from te_tui.sources.vendor import NamesNoSnapshot

API_PATH: Final = "/api"
"""The beginning of every path of the API, below the base address."""

_KEY: Final = re.compile(r"/(?:dashboard/snapshot|api/snapshots)/([^/]+)/?$")
_DELETES: Final = re.compile(r"/api/snapshots-delete(/|$)")
_PAGES: Final = re.compile(
    r"/(login|dashboards|d/[^/]+/[^/]+|dashboard/(snapshots?|db|new)(/[^/]*)?"
    r"|api(/(org|health|snapshots?|dashboard|frontend)(/.*)?)?)$"
)
"""Pages of Grafana and its API, below the base address."""


def snapshot_id_in(address: str, base: str) -> str:
    """The key of the snapshot whose web or API address a person pasted.

    The address has to begin with `base`: in another Grafana, the key may belong to a different snapshot.

    Raises:
        NamesNoSnapshot: the address names no snapshot, is not below `base`, or would delete a snapshot.
    """
    try:
        path = urlsplit(address).path
    except ValueError:
        raise NamesNoSnapshot("That is neither a snapshot's key nor an address.") from None
    if _DELETES.search(path):
        raise NamesNoSnapshot(
            "That address deletes a snapshot for whoever opens it: te-tui does not follow it, and it should "
            "not be passed on. Name the snapshot by its key or its link."
        )
    named = _KEY.search(path)
    if named is None:
        raise NamesNoSnapshot(
            "That address names no snapshot: it has neither /dashboard/snapshot/KEY nor /api/snapshots/KEY."
        )
    if _exact(base_in(address)) != _exact(base):
        raise NamesNoSnapshot(
            f"That address is not below {base}, the Grafana of this profile: name the profile of its Grafana "
            "with --profile."
        )
    return unquote(named[1])


def base_in(address: str) -> str:
    """The base address in a pasted address: without the page or API path, query and fragment."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not parts.scheme or not parts.netloc:
        return address
    return f"{parts.scheme}://{parts.netloc}{_PAGES.sub('', parts.path.rstrip('/')).rstrip('/')}"


def _exact(base: str) -> tuple[str, str, str]:
    """Split a base address into scheme, host and path, with the host in lower case, to compare addresses."""
    parts = urlsplit(base)
    return parts.scheme, parts.netloc.casefold(), parts.path


def link_form(base: str, key: str | None) -> str | None:
    """The link that opens a snapshot without a login; None without a key.

    If the key is alphanumeric, the link has the placeholder `ID` instead, and the row puts the key in later:
    so all rows share one text, which saves memory.
    """
    if not key:
        return None
    quoted = key if key.isalnum() and key.isascii() else quote(key, safe="")
    return f"{base}/dashboard/snapshot/{ID if quoted == key else quoted}"


def quoted_key(what: str, key: str) -> str:
    """A key encoded as one segment of a URL path; `what` completes "Could not …" in the error.

    Raises:
        NoId: the text cannot be a key, for example as it begins with `:`, which matches any snapshot in some
            versions of Grafana.
    """
    if key in {"", ".", ".."} or key.startswith(":") or "/" in key or clean(key) != key:
        raise NoId(f"Could not {what}: this is no key of a snapshot", "Check the key.")
    return quote(key, safe="")
