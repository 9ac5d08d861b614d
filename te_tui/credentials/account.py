"""Whose token: what a keyring knows it by."""

from __future__ import annotations

from typing import Final, NamedTuple

SERVICE: Final = "te-tui"
"""The service that every token is stored for."""


class Account(NamedTuple):
    """A profile at a host, so that a changed URL does not take the token along (safety rule 3)."""

    profile: str
    host: str

    @property
    def user(self) -> str:
        """The user name in the keyring."""
        return f"{self.profile}@{self.host}"
