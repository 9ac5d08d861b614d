"""The condition of the operating system's keyring, determined without a prompt and within a deadline."""

from __future__ import annotations

import configparser
import os
from collections.abc import Sequence
from contextlib import closing
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.credentials.bus import name_session_bus
from te_tui.credentials.deadline import Late, Threw, within

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SECRET_SERVICE = ("keyring.backends.SecretService", "keyring.backends.libsecret")
# Backends that keep a secret from other users; anything else, plaintext files first of all, is refused.
_TRUSTED = (
    *_SECRET_SERVICE,
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

DEADLINE: Final = 3.0
"""Seconds that a probe may take; a healthy keyring takes a hundredth of that."""

DEFAULT_COLLECTION: Final = "/org/freedesktop/secrets/aliases/default"
"""Where the Secret Service keeps what is put into no collection by name."""

_VARIABLE: Final = "PYTHON_KEYRING_BACKEND"
_ELSEWHERE = "te-tui login --store kernel keeps the token without one, and TE_TOKEN does for a single command"


class Condition(Enum):
    """The condition of a keyring; REFUSED means that te-tui does not trust it, or may not use it."""

    READY = auto()
    LOCKED = auto()
    NO_COLLECTION = auto()
    ABSENT = auto()
    HUNG = auto()
    REFUSED = auto()
    FAILED = auto()


class Probe(NamedTuple):
    """The condition of a keyring; `said` completes "the OS keyring …", `next_step` is a sentence."""

    condition: Condition
    said: str
    next_step: str = ""

    @property
    def ready(self) -> bool:
        """Whether the keyring can be asked for a token now."""
        return self.condition is Condition.READY

    @property
    def empty(self) -> bool:
        """Whether the keyring certainly has no token to give: it is absent, refused, or has no collection."""
        return self.condition in {Condition.NO_COLLECTION, Condition.ABSENT, Condition.REFUSED}


READY: Final = Probe(Condition.READY, "is ready")
_LOCKED = Probe(
    Condition.LOCKED,
    "is locked",
    f"te-tui login on a terminal asks for its password and unlocks it; {_ELSEWHERE}.",
)
_NO_COLLECTION = Probe(
    Condition.NO_COLLECTION,
    "has no collection to keep a token in",
    f"te-tui login on a terminal makes one, with a password that it asks for; {_ELSEWHERE}.",
)
_HUNG = Probe(
    Condition.HUNG,
    f"does not answer within {DEADLINE:g} seconds",
    f"Restart its daemon (gnome-keyring-daemon, for one); {_ELSEWHERE}.",
)


def probe_keyring() -> Probe:
    """Determine the condition of the OS keyring; this takes at most `DEADLINE` seconds."""
    name_session_bus(os.environ)
    try:
        return within(DEADLINE, _probe)
    except Late:
        return _HUNG
    except Threw as threw:
        return _failed(str(threw))


def trusted_backends() -> Sequence[KeyringBackend]:
    """The backends that the library `keyring` would use here, without those that do not protect secrets.

    Exceptions of backends are not caught.
    """
    return [part for part in _backends() if type(part).__module__.startswith(_TRUSTED)]


class NotChosen(Exception):
    """Raised when the library `keyring` could not choose a backend; the message says why.

    Attributes:
        remedy: a sentence, without its full stop, that says what a person can do.
    """

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.remedy = remedy


def _wrong(setting: str, names: str) -> NotChosen:
    return NotChosen(f"{setting} names {names}", f"Correct or remove {setting}")


def _has_home() -> bool:
    try:
        Path.home()
    except RuntimeError:
        return False
    return True


def _names_backend() -> str:
    """What chooses `keyring`'s backend: the name of the variable if that is set, else its settings' path."""
    from keyring.util.platform_ import config_root

    if _VARIABLE in os.environ:
        return _VARIABLE
    return str(Path(config_root(), "keyringrc.cfg"))


def _backends() -> Sequence[KeyringBackend]:
    import keyring
    from keyring.backends import chainer

    try:
        backend = keyring.get_keyring()
    except (ImportError, AttributeError, TypeError, ValueError, configparser.Error) as error:
        raise _wrong(_names_backend(), "no backend of keyring") from error
    except (RuntimeError, OSError) as error:  # keyring tries whether one that is named works
        if not _has_home():
            why = "no home folder is known, in which its settings may be"
            raise NotChosen(why, "Set HOME to a folder") from error
        setting = _names_backend()
        if setting != _VARIABLE and not Path(setting).exists():
            raise
        raise _wrong(setting, "a backend that does not work here") from error
    return backend.backends if isinstance(backend, chainer.ChainerBackend) else [backend]


def _probe() -> Probe:
    try:
        trusted = trusted_backends()
    except NotChosen as error:
        return Probe(Condition.FAILED, f"cannot be used: {error}", f"{error.remedy}; {_ELSEWHERE}.")
    if trusted:
        on_bus = type(trusted[0]).__module__.startswith(_SECRET_SERVICE)
        return _probe_secret_service() if on_bus else READY
    names = [type(part).__module__ for part in _backends()]
    if names in ([], ["keyring.backends.fail"]):  # a chain of several may have no part
        bus = "the session bus has none" if "DBUS_SESSION_BUS_ADDRESS" in os.environ else "and no session bus"
        return _absent(bus)
    return Probe(
        Condition.REFUSED,
        f"is {', '.join(names)}, which keeps no secrets",
        f"Choose another backend for keyring (PYTHON_KEYRING_BACKEND, keyringrc.cfg); {_ELSEWHERE}.",
    )


def _probe_secret_service() -> Probe:
    """Ask the Secret Service whether it is locked; unlike getting a secret, this never prompts."""
    import secretstorage

    try:
        with closing(secretstorage.dbus_init()) as connection:
            locked = secretstorage.Collection(connection, DEFAULT_COLLECTION).is_locked()
    except secretstorage.ItemNotFoundException:
        return _NO_COLLECTION
    except secretstorage.SecretServiceNotAvailableException:
        return _absent("its daemon has ended, or does not start")
    return _LOCKED if locked else READY


def _absent(why: str) -> Probe:
    said = f"is not there: no Secret Service runs in this session ({why})"
    return Probe(Condition.ABSENT, said, f"Start one, such as gnome-keyring; {_ELSEWHERE}.")


def _failed(kind: str) -> Probe:
    return Probe(Condition.FAILED, f"failed ({kind})", f"Look after its daemon; {_ELSEWHERE}.")
