"""API v6's own terms and environment variables, and a notice that the vendor no longer supports it."""

from __future__ import annotations

from typing import Final

from te_tui.sources.words import Words

WORDS: Final = Words(
    vendor="ThousandEyes API v6",
    group="account group",
    widget="widget",
    token="API token",  # noqa: S106 - its name, not a token
    token_page="Account Settings › Users and Roles › Profile",  # noqa: S106 - where it is made
    token_variable="TE_TOKEN",  # noqa: S106 - its name, not a token
    address_variable="TE_BASE_URL",
    password="Basic authentication token",  # noqa: S106 - its name, not a token
    notice="ThousandEyes API v6 is unsupported by the vendor since 27 May 2025",
)
