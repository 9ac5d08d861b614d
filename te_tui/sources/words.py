"""A vendor's own terms, such as "organization" for an account group, and its environment variables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A vendor's name, the terms that messages to people use for it, and its environment variables.

    Attributes:
        vendor: the vendor's name.
        group: its term for an account group, which snapshots belong to.
        widget: its term for a widget, one chart or table of a dashboard.
        token: its term for the token that requests are authorized with.
        token_page: the path through its menus to the page where a token is made.
        token_variable: the environment variable that holds the token.
        address_variable: the environment variable that holds the base URL.
        password: its term for the secret that goes with a user name (Basic authentication); None: only tokens
            are accepted.
        notice: a warning about the API, without full stop, shown before anything is sent; empty for none.
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
