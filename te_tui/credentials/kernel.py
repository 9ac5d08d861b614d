"""The Linux kernel's keyring as a backend of keyring, for hosts without a Secret Service."""

from __future__ import annotations

from typing import Final

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from te_tui.credentials.kernel_calls import open_user_keyring, read_key, remove_key, write_key

HOURS: Final = 12
"""How long the kernel keeps a token."""


class KernelKeyring(KeyringBackend):
    """Keeps each secret as a key `SERVICE:USER` of this user, in memory, for `HOURS`."""

    # Below every other one's: keyring is never to choose it by itself, because it forgets.
    priority = -1.0

    def __init__(self) -> None:
        """Take no properties from the environment, as others do."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None where there is none any longer."""
        open_user_keyring()
        content = read_key(f"{service}:{username}")
        return None if content is None else content.decode(errors="replace")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret, from now on for `HOURS`."""
        open_user_keyring()
        write_key(f"{service}:{username}", password.encode(), HOURS * 3600)

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        open_user_keyring()
        try:
            remove_key(f"{service}:{username}")
        except OSError as error:
            raise PasswordDeleteError(error.strerror) from None
