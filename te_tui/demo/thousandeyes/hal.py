"""The media types, links and old date format of the ThousandEyes API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.demo.wire import Json, plain

if TYPE_CHECKING:
    from datetime import datetime

HAL = "application/hal+json"
PROBLEM = "application/problem+json"


def legacy(moment: datetime | int) -> str:
    """Format a moment in the deprecated form, UTC without zone: `2026-11-11 03:12:00` (api.md, section 3)."""
    return plain(moment).isoformat(" ")


def link(href: str) -> Json:
    """Return a HAL link."""
    return {"href": href}


def self_link(href: str) -> Json:
    """Return a value for `_links` with a single link, to the resource itself."""
    return {"self": link(href)}
