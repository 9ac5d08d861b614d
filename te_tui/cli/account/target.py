"""What a person may name a snapshot by: its id, any address that holds it, or an archive file."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from te_tui.cli.exits import WrongUsage

# The first name is the API's own, the second one stands in links of the web application.
_IN_QUERY = ("snapshotId", "reportSnapshotId")
_IN_PATH = re.compile(r"/dashboard-snapshots/([^/]+)")


_TEST_VIEW = re.compile(r"/view/tests/?")
_VENDOR = re.compile(r"([a-z0-9-]+\.)*thousandeyes\.com")

_ARCHIVE = ".tesnap"


def archive_of(target: str) -> Path | None:
    """The archive file that a target names, by how its name ends; None if it names a snapshot elsewhere."""
    path = Path(target)
    return path if path.suffix.lower() == _ARCHIVE and "://" not in target else None


def snapshot_id_of(target: str) -> str:
    """Take the id out of an address of the application or of the API; anything without a scheme is an id.

    Raises:
        WrongUsage: it is no id, or an address that names no snapshot.
    """
    named = _named_by(target.strip())
    # Looked at last, because an address can spell anything in %-codes.
    if not named or not named.isprintable():
        raise WrongUsage("A snapshot's id is neither empty nor holds what cannot be printed.")
    return named


def _named_by(target: str) -> str:
    if "://" not in target:
        return target
    try:
        parts = urlsplit(target)
    except ValueError:
        raise WrongUsage("That is neither a snapshot's id nor an address.") from None
    if _TEST_VIEW.fullmatch(parts.path) and _VENDOR.fullmatch(parts.hostname or ""):
        raise WrongUsage(
            "That is the link of a test snapshot. The API creates those and opens none: "
            "open it in a browser. te-tui ls --tests lists the private ones; shared ones are listed nowhere."
        )
    query = parse_qs(parts.query)
    named = [*(value for name in _IN_QUERY for value in query.get(name, [])),
             *map(unquote, _IN_PATH.findall(parts.path))]  # fmt: skip
    if not named:
        raise WrongUsage(
            f"That address names no snapshot: it has neither {'= nor '.join(_IN_QUERY)}= "
            "nor /dashboard-snapshots/ID."
        )
    return named[0]
