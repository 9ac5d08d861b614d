"""Who can see a test snapshot: what was requested, and what the API's answer says (api.md, section 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from te_tui.models.request import SavedTestRequest
    from te_tui.models.saved_test import SavedTest

Privacy: TypeAlias = Literal["private", "public"]

CONTRADICTION: Final = (
    "The API contradicts itself about isPublic: by its name, false is private; by its description, "
    "false is a share link that anyone can open"
)
"""A warning to be given before a private test snapshot is asked for (api.md, section 3)."""


def privacy_of(saved: SavedTest) -> Privacy | None:
    """Who can see a test snapshot by the API's answer; None if that is silent or contradicts itself.

    A snapshot is private if it is a "saved event", and public if its link has a `share` host.
    """
    host = (urlsplit(saved.link).hostname or "") if saved.link else ""
    says_private = saved.saved_event is True
    says_public = saved.saved_event is False or "share" in host.split(".")
    if says_private == says_public:
        return None
    return "private" if says_private else "public"


def privacy_trouble(asked: SavedTestRequest, saved: SavedTest) -> str | None:
    """A sentence on how the answer's privacy differs from the requested privacy; None if it does not."""
    wanted: Privacy = "public" if asked.public else "private"
    came = privacy_of(saved)
    if came == wanted:
        return None
    if came is None:
        return f"{wanted} was asked for, but the answer does not say who can see it"
    who = "anyone with the link can see it" if came == "public" else "only the account group can see it"
    return f"{wanted} was asked for, but the answer says {came}: {who}"
