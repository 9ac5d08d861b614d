"""HAL links: a place to take a cursor or an address to show from, never one to follow (security rule 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs, urlsplit

from pydantic import AfterValidator, Field

from te_tui.models.clean import clean


def _address(href: str) -> str:
    """Refuse what is no URL: a list whose next link is damaged must not look complete."""
    cleaned = clean(href)
    urlsplit(cleaned)
    return cleaned


@dataclass(slots=True)
class Link:
    """One link; only its address is of use, and one that is no URL is damage."""

    href: Annotated[str, AfterValidator(_address)] | None = None


@dataclass(slots=True)
class Links:
    """The links that te-tui reads."""

    next: Link | None = None
    app_link: Annotated[Link | None, Field(alias="appLink")] = None


def cursor_of(links: Links | None) -> str | None:
    """Take the cursor from the link to the next page; no link, or one without a cursor, is the end."""
    href = links.next.href if links and links.next else None
    return next(iter(parse_qs(urlsplit(href).query).get("cursor", [])), None) if href else None
