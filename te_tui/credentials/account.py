"""The account of a token, as keyrings name it."""

from __future__ import annotations

from typing import Final, NamedTuple

SERVICE: Final = "te-tui"
"""The service that every token is stored for."""


class Account(NamedTuple):
    """The profile and host for which a token is kept: another host never gets it (safety rule 3).

    `vendor` is empty for the default vendor: two vendors may be behind one gateway.
    """

    profile: str
    host: str
    vendor: str = ""

    @property
    def user(self) -> str:
        """The user name in the keyring."""
        return f"{self.profile}@{self.host}{f'#{self.vendor}' if self.vendor else ''}"
