"""The Linux kernel's keyring as a backend of the library `keyring`, for hosts without a Secret Service."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from te_tui.credentials.kernel_calls import open_user_keyring, read_key, remove_key, write_key


class KernelKeyring(KeyringBackend):
    """Keyring backend that keeps each secret in kernel memory for a limited time, as a key `SERVICE:USER`."""

    # Below every other one's: keyring is never to choose it by itself, because it forgets.
    priority = -1.0

    def __init__(self, seconds: int) -> None:
        # Without the properties that other backends take from the environment.
        self._seconds = seconds

    def get_password(self, service: str, username: str) -> str | None:
        """The secret of a user name; None if there is none, or if it has expired."""
        open_user_keyring()
        content = read_key(f"{service}:{username}")
        return None if content is None else content.decode(errors="replace")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a secret; the kernel forgets it after the number of seconds that was given to the backend."""
        open_user_keyring()
        write_key(f"{service}:{username}", password.encode(), self._seconds)

    def delete_password(self, service: str, username: str) -> None:
        """Delete the secret of a user name; PasswordDeleteError if there is none or the kernel refuses."""
        open_user_keyring()
        try:
            remove_key(f"{service}:{username}")
        except OSError as error:
            raise PasswordDeleteError(error.strerror) from None
