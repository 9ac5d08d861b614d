"""A vendor's own terms, such as "organization" for an account group, and its environment variables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A vendor's name, its own terms, and its environment variables.

    Attributes:
        vendor: the vendor's name.
        group: the vendor's word for an account group, in which snapshots lie.
        widget: the vendor's word for a widget, one part of a dashboard.
        token: the vendor's word for a token.
        token_page: the path through the vendor's menus to the page where a token is made.
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
