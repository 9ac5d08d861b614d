"""Unlocking the GNOME keyring where there is no desktop that would ask for its password."""

from __future__ import annotations

from contextlib import closing
from typing import Final

from te_tui.credentials.deadline import Late, Threw, within
from te_tui.credentials.probe import DEFAULT_COLLECTION
from te_tui.credentials.store import Trouble

_DEADLINE: Final = 5.0  # seconds
_INTERFACE: Final = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"


def unlock_keyring(password: str) -> None:
    """Unlock the default collection with its password, which goes to the daemon encrypted.

    Raises:
        Trouble: the password is wrong, or the keyring is another one than GNOME's.
    """
    try:
        within(_DEADLINE, lambda: _unlock(password))
    except Late as late:
        raise Trouble(f"did not answer within {late} seconds", "Restart its daemon.") from None
    except Threw as threw:
        said = f"was not unlocked ({threw}): the password is wrong, or this is not GNOME's keyring"
        raise Trouble(said, "Try again, or unlock it in the desktop.") from None


def _unlock(password: str) -> None:
    import secretstorage
    from secretstorage.defines import SS_PATH
    from secretstorage.util import DBusAddressWrapper, format_secret, open_session

    with closing(secretstorage.dbus_init()) as connection:
        sealed = format_secret(open_session(connection), password.encode(), "text/plain")
        service = DBusAddressWrapper(SS_PATH, _INTERFACE, connection)
        service.call("UnlockWithMasterPassword", "o(oayays)", DEFAULT_COLLECTION, sealed)
