"""Links in answers (HAL's `_links`): read for the next page's cursor and for display, never followed.

See safety rule 8.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated, TypeAlias
from urllib.parse import unquote, urlsplit

from te_tui.models.clean import clean
from te_tui.sources.reading.reader import Field, Reads

# A quote within a JSON text has a backslash before it, so that no text looks like this.
_NEXT = re.compile(rb'"next"\s*:\s*(?:\[\s*)?(?:\{\s*"href"\s*:\s*)?("(?:[^"\\]|\\.)*")')
_ADDRESS = re.compile(r"[!-\[\]-~]+")  # no space, no control, nothing but ASCII, and no backslash
_CERTAIN = re.compile(r"https?://[A-Za-z0-9.-]+[/?][!-Z^-~]*")  # nothing that urlsplit could refuse
_OURS = re.compile(r"[a-z0-9.-]+\.thousandeyes\.com")


def _address(href: object) -> str | None:
    """Read a link's URL; raise ValueError if it is malformed, as an unread next page must be noticed."""
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
    """One link, of which only the URL is read; a malformed URL counts as damage."""

    href: Annotated[str | None, Reads(_address)] = None


def _first(link: object) -> Link | None:
    """Read a link, or the first of several, as HAL allows a list; raise ValueError for one without `href`."""
    match _alone(link):
        case None:
            return None
        case dict() as found if "href" in found or not found:
            return Link(_address(found.get("href")))
    raise ValueError


def _alone(link: object) -> object:
    """The link itself, or the first of a list of links; None if the list is empty."""
    return next(iter(link), None) if isinstance(link, list) else link


_FirstLink: TypeAlias = Annotated[Link | None, Reads(_first)]


@dataclass(slots=True)
class Links:
    """The links that te-tui reads from an answer: the next page, and the web application's page."""

    next: _FirstLink = None
    app_link: Annotated[_FirstLink, Field(alias="appLink")] = None


class PageNumber(str):
    """The number of the next page, from a service that numbers pages instead of using cursors."""

    __slots__ = ()


def find_next(links: Links | None, pages: object) -> tuple[str | None, tuple[str, ...]]:
    """Find the cursor of the next page, in the link or in the deprecated `pages` (api.md, section 8).

    Returns:
        The cursor, None on the last page; and the damage: links to a next page that name no cursor.
    """
    href = links.next.href if links and links.next else None
    if href and (cursor := _cursor_in(href)):
        return cursor, ()
    damage = ("_links.next",) if href else ()
    if pages is None or pages == []:
        return None, damage
    if not isinstance(pages, dict):
        return None, (*damage, "pages")
    following = pages.get("next")
    try:
        older = _address(following) if isinstance(following, str) else _first_address(following)
        cursor = _cursor_in(older) if older else None
    except ValueError:
        return None, (*damage, "pages.next")
    if cursor is not None:
        return cursor, ()
    return None, (*damage, "pages.next") if older else damage


def _first_address(link: object) -> str | None:
    found = _first(link)
    return found.href if found else None


def find_cursor(body: bytes) -> str | None:
    """Find the next page's cursor by a text search in a body that is not decoded yet; None if there is none.

    A wrong result is harmless: it only makes te-tui request a page that it then does not use.
    """
    found = None
    for match in _NEXT.finditer(body):
        found = match
    try:
        return None if found is None else _cursor_in(json.loads(found[1]))
    except ValueError:
        return None


def _cursor_in(href: str) -> str | None:
    """The parameter `cursor` of a URL, else its parameter `page`; None without either.

    A plus sign in it is not decoded to a space: cursors are opaque.
    """
    parts = [part.partition("=") for part in urlsplit(href).query.split("&")]
    cursor = next((unquote(value) for name, _, value in parts if name == "cursor" and value), None)
    if cursor is not None:
        return cursor
    return next((PageNumber(unquote(value)) for name, _, value in parts if name == "page" and value), None)


def own_address(links: object) -> str | None:
    """The URL that an answer gives for itself (`self` in its `_links`); None if it gives none."""
    own = _alone(links.get("self")) if isinstance(links, dict) else None
    href = own.get("href") if isinstance(own, dict) else None
    return href if isinstance(href, str) else None


def known_link(href: str | None, host: str) -> str | None:
    """The URL if it is safe to show and open, else None: https, at `host` or ThousandEyes (safety rule 10).

    `host` is the profile's host, with the port if that is not 443.
    """
    if href is None or not _ADDRESS.fullmatch(href):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    named = parts.netloc.casefold().removesuffix(":443")
    return href if parts.scheme == "https" and (named == host.casefold() or _OURS.fullmatch(named)) else None
