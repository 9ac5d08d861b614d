"""Grafana's own terms, and its environment variables."""

from __future__ import annotations

from typing import Final

from te_tui.sources.words import Words

WORDS: Final = Words(
    vendor="Grafana",
    group="organization",
    widget="panel",
    token="service account token",  # noqa: S106 - its name, not a token
    token_page="Administration › Users and access › Service accounts",  # noqa: S106 - where it is made
    token_variable="GRAFANA_TOKEN",  # noqa: S106 - its name, not a token
    address_variable="GRAFANA_URL",
    password="password",  # noqa: S106 - its name, not a password
)
