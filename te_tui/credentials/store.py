"""A keyring that keeps tokens. Its exceptions, whose text may contain the secret, become plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from te_tui.credentials.account import SERVICE, Account
from te_tui.credentials.deadline import Late, Threw, within
from te_tui.credentials.probe import Condition, Probe
from te_tui.credentials.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

_DEADLINE: Final = 5.0  # seconds for one call
_MOST_ENTRIES: Final = 10  # of one user: other programs may have stored more than one


class Trouble(Exception):
    """Raised when a token source, such as a keyring or a command, failed.

    `said` completes "the keyring …"; `next_step` is a sentence that says what to do.
    """

    def __init__(self, said: str, next_step: str) -> None:
        super().__init__(said)
        self.said = said
        self.next_step = next_step


class Store:
    """One keyring; each call has a deadline. Call it only if its probe says that it is ready.

    Args:
        name: the name by which people choose the keyring.
        label: the keyring's name in a sentence.
        probe: a function that determines the keyring's condition, without a prompt.
        backends: a function that returns the keyring's backends; all their exceptions are caught.
        deadline: how long each call may take, in seconds.
    """

    def __init__(
        self,
        name: str,
        label: str,
        probe: Callable[[], Probe],
        backends: Callable[[], Sequence[KeyringBackend]],
        deadline: float = _DEADLINE,
    ) -> None:
        self.name = name
        self.label = label
        self.probe = probe
        self._backends = backends
        self._deadline = deadline

    def read(self, account: Account) -> str | None:
        """The secret that is stored for an account; None if there is none.

        Raises:
            Trouble: the keyring failed, or did not answer.
        """
        return self._call(lambda: _get(self._backends(), account))

    def write(self, account: Account, secret: Secret) -> None:
        """Store a token in place of the account's old one.

        To be safe, the token is first stored in a second entry and read back from there.

        Raises:
            Trouble: the keyring failed, did not answer, or gave back another text than the token.
        """
        if not self._call(lambda: _put(self._backends()[0], account, secret)):
            raise self._trouble("did not give back the token that it was given")

    def erase(self, account: Account) -> bool:
        """Delete the token of an account, and check that it is gone; return whether there was a token.

        Raises:
            Trouble: the keyring failed, did not answer, or still holds a token.
        """
        found = self.read(account) is not None
        if found and not self._call(lambda: _delete(self._backends(), account)):
            raise self._trouble("still holds the token after it was deleted")
        return found

    def _call(self, call: Callable[[], T]) -> T:
        try:
            return within(self._deadline, call)
        except Late as late:
            raise self._trouble(f"did not answer within {late} seconds") from None
        except Threw as threw:
            raise self._trouble(f"failed ({threw})") from None

    def is_ruled_out(self, probe: Probe, kept: str | None) -> bool:
        """Whether the store certainly holds no token; `kept` is the store that the profile names, or None.

        If the profile names an absent or refused store, that store may still hold a token: a session without
        a bus, for instance, does not see the desktop's keyring. If the profile names no store, a refused OS
        keyring may hold one, too: the settings of the library `keyring` may keep te-tui from seeing it.
        """
        if probe.condition is Condition.NO_COLLECTION:
            return True
        hidden = probe.condition is Condition.REFUSED and self.name == "keyring"
        return probe.empty and kept != self.name and not (hidden and kept is None)

    @staticmethod
    def _trouble(said: str) -> Trouble:
        return Trouble(said, "Look after it; TE_TOKEN does for a single command.")


def _get(backends: Sequence[KeyringBackend], account: Account) -> str | None:
    return next(filter(None, (each.get_password(SERVICE, account.user) for each in backends)), None)


def _put(backend: KeyringBackend, account: Account, secret: Secret) -> bool:
    """Store a token and read it back, first in a second entry, then in the account's own.

    Return whether the token came back unchanged both times.
    """
    beside = account._replace(profile=f"{account.profile} (new)")
    try:
        return all(_read_back(backend, each, secret) for each in (beside, account))
    finally:
        _delete([backend], beside)


def _read_back(backend: KeyringBackend, account: Account, secret: Secret) -> bool:
    backend.set_password(SERVICE, account.user, secret.reveal())
    return backend.get_password(SERVICE, account.user) == secret.reveal()


def _delete(backends: Sequence[KeyringBackend], account: Account) -> bool:
    for backend in backends:
        for _ in range(_MOST_ENTRIES):
            if backend.get_password(SERVICE, account.user) is None:
                break
            backend.delete_password(SERVICE, account.user)
    return _get(backends, account) is None
