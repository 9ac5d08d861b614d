"""What the tiny vendor has stored."""

from __future__ import annotations

import json

CANARY = "tiny-secret-canary"
STORED: dict[str, bytes] = {}


def store(*names: str) -> None:
    """Begin anew with snapshots of these names, which are their ids as well."""
    STORED.clear()
    for name in names:
        STORED[name] = json.dumps({"of": name, "door": CANARY, "dial": [3, 5, 4]}).encode()
