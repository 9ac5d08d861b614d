"""Unlocking of the GNOME keyring where no desktop asks for its password."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Final

from te_tui.credentials.deadline import Late, Threw, within
from te_tui.credentials.probe import DEFAULT_COLLECTION
from te_tui.credentials.store import Trouble

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

_DEADLINE: Final = 5.0  # seconds
_INTERFACE: Final = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
_SERVICE: Final = "org.freedesktop.Secret.Service"
_LABEL: Final = "org.freedesktop.Secret.Collection.Label"


def unlock_keyring(password: str) -> None:
    """Unlock the keyring's default collection with its password, which is sent to the keyring encrypted.

    Raises:
        Trouble: the password is wrong, or the keyring is not GNOME's, or does not answer.
    """
    try:
        _in_time(lambda: _unlock(password))
    except Threw as threw:
        said = f"was not unlocked ({threw}): the password is wrong, or this is not GNOME's keyring"
        raise Trouble(said, "Try again, or unlock it in the desktop.") from None


def create_collection(password: str) -> None:
    """Create the keyring's default collection with a password, which is sent encrypted; leave it unlocked.

    Raises:
        Trouble: the keyring cannot create one in this way (only GNOME's can), or does not answer.
    """
    try:
        _in_time(lambda: _create(password))
    except Threw as threw:
        said = f"made no collection ({threw}): this may not be GNOME's keyring"
        raise Trouble(said, "Create a default one in the desktop's password manager.") from None


def _in_time(call: Callable[[], None]) -> None:
    try:
        within(_DEADLINE, call)
    except Late as late:
        raise Trouble(f"did not answer within {late} seconds", "Restart its daemon.") from None


def _unlock(password: str) -> None:
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        sealed = _sealed(connection, password)
        _call(connection, _INTERFACE, "UnlockWithMasterPassword", "o(oayays)", DEFAULT_COLLECTION, sealed)


def _create(password: str) -> None:
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        sealed, label = _sealed(connection, password), {_LABEL: ("s", "Default")}
        made = _call(connection, _INTERFACE, "CreateWithMasterPassword", "a{sv}(oayays)", label, sealed)
        _call(connection, _SERVICE, "SetAlias", "so", "default", made[0])


def _sealed(connection: DBusConnection, password: str) -> object:
    from secretstorage.util import format_secret, open_session

    return format_secret(open_session(connection), password.encode(), "text/plain")


def _call(
    connection: DBusConnection, interface: str, method: str, signature: str, *body: object
) -> tuple[str, ...]:
    from secretstorage.defines import SS_PATH
    from secretstorage.util import DBusAddressWrapper

    service = DBusAddressWrapper(SS_PATH, interface, connection)
    answer: tuple[str, ...] = service.call(method, signature, *body)
    return answer
