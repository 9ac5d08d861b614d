"""The id of a new snapshot, from the header `Location` of the answer to its creation (api.md, section 3)."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from te_tui.models.clean import clean

_PATH: Final = re.compile(r"/v7/dashboard-snapshots/([^/]+)/?")


def located_id(location: str, base_path: str) -> str | None:
    """The snapshot's id in a header `Location`; None if that is not the URL of a snapshot in this API.

    `base_path` is the part of the base URL's path before `/v7`; it may be missing in the header if the
    service is behind a proxy. A relative URL is resolved against that of the list of snapshots.
    """
    try:
        path = urlsplit(urljoin("/v7/dashboard-snapshots", location)).path
    except ValueError:
        return None
    found = _PATH.fullmatch(path) or _PATH.fullmatch(path.removeprefix(base_path))
    snapshot_id = unquote(found[1]) if found else ""
    usable = snapshot_id not in {"", ".", ".."} and clean(snapshot_id) == snapshot_id
    return snapshot_id if usable else None
