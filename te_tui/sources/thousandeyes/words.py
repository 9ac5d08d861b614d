"""ThousandEyes' own terms for messages to people, and the environment variables for its token and URL."""

from __future__ import annotations

from typing import Final

from te_tui.sources.words import Words

WORDS: Final = Words(
    vendor="ThousandEyes",
    group="account group",
    widget="widget",
    token="API token",  # noqa: S106 - its name, not a token
    token_page="Account Settings › Users and Roles › Profile",  # noqa: S106 - where it is made
    token_variable="TE_TOKEN",  # noqa: S106 - its name, not a token
    address_variable="TE_BASE_URL",
)
