"""Checking, describing and proposing the names of new snapshots."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Final

from te_tui.actions.windows import Missing, NotAllowed, Window
from te_tui.models.clean import clean
from te_tui.render.text.times import format_window

LONGEST_NAME: Final = 255
"""Characters; the API's documentation names no limit. A longer name is refused, not cut."""


def read_name(text: str) -> str:
    """Check the name that a person typed for a snapshot, and return it without surrounding spaces.

    Raises:
        NotAllowed: the name is empty, too long, or has characters that cannot be printed.
    """
    name = text.strip()
    if not name:
        raise Missing("The snapshot needs a name")
    if len(name) > LONGEST_NAME:
        raise NotAllowed(f"The name has {len(name):,} characters; {LONGEST_NAME} are allowed")
    if clean(name) != name:
        raise NotAllowed("The name holds characters that cannot be printed")
    return name


def describe_name(name: str, subject: str, title: str, window: str) -> str:
    """Describe a new snapshot for people, without repeating what its name says already.

    For example, `"Friday" of dashboard Checkout, 1 to 2 May`.
    """
    about = "" if name.startswith(f"{title}, ") else f" of {subject} {title}"
    return f'"{name}"{about}' if window in name else f'"{name}"{about}, {window}'


def proposed_name(title: str, window: Window, *, zone: tzinfo, now: datetime) -> str:
    """A proposed name: the title, cut if the name would get too long, and the window in words."""
    when = format_window(window.start, window.end, zone=zone, now=now)
    return f"{title[: LONGEST_NAME - len(when) - 2]}, {when}"
