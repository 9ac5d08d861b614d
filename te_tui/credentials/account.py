"""The account that a token belongs to, and its name in keyrings."""

from __future__ import annotations

from typing import Final, NamedTuple

SERVICE: Final = "te-tui"
"""The service that every token is stored for."""


class Account(NamedTuple):
    """The profile and host that a token belongs to; no other host ever gets the token (safety rule 3).

    `vendor` is empty for the default vendor. It is needed because one host, a gateway, may serve two vendors.
    """

    profile: str
    host: str
    vendor: str = ""

    @property
    def user(self) -> str:
        """The user name of the token's entry in a keyring, such as `work@api.example.com`."""
        return f"{self.profile}@{self.host}{f'#{self.vendor}' if self.vendor else ''}"
