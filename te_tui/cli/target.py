"""What a person may name a snapshot by: its id, or any address that holds it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from te_tui.cli.usage import WrongUsage

_IN_PATH = re.compile(r"/dashboard-snapshots/([^/]+)")


def snapshot_id_of(target: str) -> str:
    """Take the id out of an address of the application or of the API; anything without a scheme is an id.

    Raises:
        WrongUsage: it is an address that names no snapshot.
    """
    if "://" not in target:
        return target
    try:
        parts = urlsplit(target)
    except ValueError:
        raise WrongUsage(f"{target} is not an address") from None
    named = parse_qs(parts.query).get("snapshotId") or _IN_PATH.findall(parts.path)
    if not named:
        raise WrongUsage(
            "That address names no snapshot: it has neither snapshotId= nor /dashboard-snapshots/ID"
        )
    return unquote(named[0])
