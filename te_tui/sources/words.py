"""The words of a vendor for its things, and the names that it has in the environment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The names of a vendor and of its things.

    Attributes:
        vendor: the vendor itself.
        group: the vendor's word for an account group, in which snapshots lie.
        widget: the vendor's word for a widget, one part of a dashboard.
        token: the vendor's word for a token.
        token_page: the menus that lead to the page where a token is made.
        token_variable: the environment variable that holds the token.
        address_variable: the environment variable that holds the base address.
        password: the vendor's word for the secret of a user who logs in by name (Basic); None: only tokens
            are taken.
        notice: a warning about its API, to show before anything is sent, without full stop; empty for none.
    """

    vendor: str
    group: str
    widget: str
    token: str
    token_page: str
    token_variable: str
    address_variable: str
    password: str | None = None
    notice: str = ""
