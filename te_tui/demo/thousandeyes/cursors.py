"""Cursors for paging: opaque to clients, and valid only for the list they came from (api.md, section 8)."""

from __future__ import annotations

import base64
import binascii
import json

from te_tui.demo.chance import hex_id


def write_cursor(aid: str, dashboard_id: str | None, rank: int) -> str:
    """Return a cursor for the next page of a list, which begins after the snapshot with this rank."""
    text = json.dumps([rank, _seal(aid, dashboard_id, rank)])
    return base64.urlsafe_b64encode(text.encode()).decode()


def read_cursor(cursor: str, aid: str, dashboard_id: str | None) -> int:
    """Return the rank (place in the list) that a cursor contains.

    Raises:
        ValueError: the text is not a cursor, or the cursor is from another list.
    """
    try:
        content = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise ValueError("the cursor cannot be read") from error
    match content:
        case [int(rank), str(seal)] if seal == _seal(aid, dashboard_id, rank):
            return rank
        case _:
            raise ValueError("the cursor belongs to another list")


def _seal(aid: str, dashboard_id: str | None, rank: int) -> str:
    """Return a checksum of a rank and its list, so that a cursor from another list is refused."""
    return hex_id(8, "cursor", aid, dashboard_id, rank)
