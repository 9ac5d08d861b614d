"""Finding a token: the environment first, then the operating system's keyring (security rules 1 to 3)."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from te_tui.credentials.secret import Secret, WrongToken

SERVICE = "te-tui"

# Backends that keep a secret from other users; anything else, plaintext files first of all, is refused.
_TRUSTED = ("keyring.backends.SecretService", "keyring.backends.libsecret", "keyring.backends.kwallet",
            "keyring.backends.macOS", "keyring.backends.Windows")  # fmt: skip


class NoToken(Exception):
    """No source has a usable token; the message says which were asked and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose token: a profile at a host, so that a changed URL does not take the token along."""

    profile: str
    host: str

    @property
    def user(self) -> str:
        """The user name in the keyring."""
        return f"{self.profile}@{self.host}"


def find_token(
    environment: Mapping[str, str], account: Account, *, loopback: bool, deadline: float = 5.0
) -> Secret:
    """Take TE_TOKEN, or ask the keyring, which has `deadline` seconds: a locked one would block for ever.

    Raises:
        NoToken: neither has a usable one.
    """
    given = environment.get("TE_TOKEN")
    if given is not None:
        try:
            return Secret.parse(given, loopback=loopback)
        except WrongToken as error:
            message = f"TE_TOKEN holds no token: {error}. Set it to an API token of ThousandEyes."
            raise NoToken(message) from None
    stored, reason = _from_keyring(account, deadline)
    if stored is not None:
        try:
            return Secret.parse(stored, loopback=loopback)
        except WrongToken as error:
            reason = f"holds no token for {account.user}: {error}"
    message = f"There is no API token: TE_TOKEN is not set, and the keyring {reason}. Set TE_TOKEN to one."
    raise NoToken(message)


def _from_keyring(account: Account, deadline: float) -> tuple[str | None, str]:
    """Ask in a daemon thread, because a backend may never come back: the token, or why there is none."""
    answer: list[tuple[str | None, str]] = []
    asking = threading.Thread(target=lambda: answer.append(_ask(account)), daemon=True, name="keyring")
    asking.start()
    asking.join(deadline)
    return answer[0] if answer else (None, f"did not answer within {deadline:g} seconds")


def _ask(account: Account) -> tuple[str | None, str]:
    try:
        import keyring
        from keyring.backends import chainer

        backend = keyring.get_keyring()
        parts = backend.backends if isinstance(backend, chainer.ChainerBackend) else [backend]
        trusted = [part for part in parts if type(part).__module__.startswith(_TRUSTED)]
        if not trusted:
            return None, f"backend here ({type(backend).__module__}) is not one that keeps secrets"
        found = next(filter(None, (part.get_password(SERVICE, account.user) for part in trusted)), None)
    except BaseException as error:  # noqa: BLE001 - backends throw anything (D-Bus, a panic); it is said, not swallowed
        return None, f"failed ({type(error).__name__})"
    return found, f"holds none for {account.user}"
