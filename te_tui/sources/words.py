"""The words of a vendor for its things, and the names that it has in the environment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The names of a vendor and of its things.

    Attributes:
        vendor: the vendor itself.
        group: what a token's rights are given for, and snapshots lie in.
        widget: one part of a dashboard.
        token: what a token is called where it is made.
        token_page: where it is made, as the page's menus say it.
        token_variable: the environment variable that holds the token.
        address_variable: the environment variable that holds the base address.
    """

    vendor: str
    group: str
    widget: str
    token: str
    token_page: str
    token_variable: str
    address_variable: str
