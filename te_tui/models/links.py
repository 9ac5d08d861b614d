"""HAL links: a place to take a cursor or an address to show from, never one to follow (security rule 8)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote, urlsplit

from te_tui.models.clean import clean
from te_tui.models.reader import Field, Reads

# A quote within a JSON text has a backslash before it, so that no text looks like this.
_NEXT = re.compile(rb'"next"\s*:\s*(?:\[\s*)?\{\s*"href"\s*:\s*("(?:[^"\\]|\\.)*")')
_ADDRESS = re.compile(r"[!-\[\]-~]+")  # no space, no control, nothing but ASCII, and no backslash
_CERTAIN = re.compile(r"https?://[A-Za-z0-9.-]+[/?][!-Z^-~]*")  # nothing that urlsplit could refuse
_OURS = re.compile(r"[a-z0-9.-]+\.thousandeyes\.com")


def _address(href: object) -> str | None:
    """Refuse what is no URL: a list whose next link is damaged must not look complete."""
    match href:
        case None:
            return None
        case str():
            href.encode()  # a lone surrogate is damage, too
            cleaned = clean(href)
            if not _CERTAIN.fullmatch(cleaned):
                urlsplit(cleaned)
            return cleaned
    raise ValueError


@dataclass(slots=True)
class Link:
    """One link; only its address is of use, and one that is no URL is damage."""

    href: Annotated[str | None, Reads(_address)] = None


def _first(link: object) -> Link | None:
    """Read a link; of several, which HAL allows for any name, the first."""
    if isinstance(link, list):
        link = link[0] if link else None
    match link:
        case None:
            return None
        case dict():
            return Link(_address(link.get("href")))
    raise ValueError


@dataclass(slots=True)
class Links:
    """The links that te-tui reads."""

    next: Annotated[Link | None, Reads(_first)] = None
    app_link: Annotated[Link | None, Field(alias="appLink")] = None


def cursor_of(links: Links | None) -> str | None:
    """Take the cursor from the link to the next page; no link, or one without a cursor, is the end."""
    href = links.next.href if links and links.next else None
    return _cursor_in(href) if href else None


def cursor_of_old(pages: object) -> str | None:
    """Take the cursor from `pages`, as lists have it that have no links; None is the end.

    Raises:
        ValueError: there is a next page, and no cursor that leads to it.
    """
    following = pages.get("next") if isinstance(pages, dict) else None
    if following in (None, ""):
        return None
    href = _address(following.get("href") if isinstance(following, dict) else following)
    cursor = _cursor_in(href or "")
    if cursor is None:
        raise ValueError
    return cursor


def find_cursor(body: bytes) -> str | None:
    """Guess the cursor of the next page from a body that is not decoded yet; None if it is not plain to see.

    A wrong guess does no harm: it only asks the same service for a page that is not used.
    """
    found = None
    for match in _NEXT.finditer(body):
        found = match
    try:
        return None if found is None else _cursor_in(json.loads(found[1]))
    except ValueError:
        return None


def _cursor_in(href: str) -> str | None:
    """The cursor as it stands in the address: it is opaque, and a plus in it is a plus."""
    for part in urlsplit(href).query.split("&"):
        name, _, value = part.partition("=")
        if name == "cursor" and value:
            return unquote(value)
    return None


def own_address(links: object) -> str | None:
    """The address that an answer gives as its own, from its links as they came; None where it gives none."""
    own = links.get("self") if isinstance(links, dict) else None
    href = own.get("href") if isinstance(own, dict) else None
    return href if isinstance(href, str) else None


def known_link(href: str | None, host: str) -> str | None:
    """The address, if it may be handed on: https, at `host` or at ThousandEyes (security rule 10).

    `host` is the one that the profile names, with its port where that is not the usual one.
    """
    if href is None or not _ADDRESS.fullmatch(href):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    named = parts.netloc.casefold().removesuffix(":443")
    return href if parts.scheme == "https" and (named == host.casefold() or _OURS.fullmatch(named)) else None
