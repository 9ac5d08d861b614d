"""The words of a vendor for its things, and the names that it has in the environment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The names of a vendor and of its things.

    Attributes:
        vendor: the vendor itself.
        group: the vendor's word for an account group, in which snapshots lie.
        widget: one part of a dashboard.
        token: what a token is called where it is made.
        token_page: where it is made, as the page's menus say it.
        token_variable: the environment variable that holds the token.
        address_variable: the environment variable that holds the base address.
        password: what the secret of a user who logs in by name (Basic) is called; None: only tokens are
            taken.
        notice: what has to be known of its API before anything is sent, without full stop; empty if there is
            nothing.
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
