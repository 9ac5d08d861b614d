"""A profile: the settings of one account, under a name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

DEFAULT: Final = "default"
"""The profile that is meant when none is named; it need not be in the settings."""

STORES: Final = ("keyring", "kernel", "memory")
"""Where a profile's token can be: the OS keyring, the Linux kernel's, or nowhere from start to start."""


class Profile(NamedTuple):
    """The settings of one account. Its token is stored elsewhere (safety rules 1 and 3).

    Attributes:
        base_url: The API's address, without a version such as `/v7`; None: the vendor's default address.
        aid: The id of the account group to use if none is given.
        read_only: Whether te-tui refuses all changes with this profile.
        store: Where the token is, one of `STORES`; None: the desktop's keyring, or else the Linux kernel's.
        token_command: A command that prints the token; if set, the token is not looked for elsewhere.
        vendor: The vendor's name; None is ThousandEyes.
        user: The login name if the secret is a password (Basic); None: the secret is a token.
        others: Entries of the profile that te-tui does not know; they are kept.
    """

    name: str
    base_url: str | None = None
    aid: str | None = None
    read_only: bool = False
    store: str | None = None
    token_command: str | None = None
    vendor: str | None = None
    user: str | None = None
    others: Mapping[str, Any] = MappingProxyType({})
