"""The places on this machine where a token can be kept."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.credentials.kernel_calls import open_user_keyring
from te_tui.credentials.probe import READY, Condition, Probe, probe_keyring, trusted_backends
from te_tui.credentials.store import Store

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

HOURS: Final = 12
"""How long the kernel keeps a token."""

_INSTEAD: Final = "Keep the token in the OS keyring, or set TE_TOKEN for a single command."


def stores() -> tuple[Store, ...]:
    """The OS keyring and, on Linux, the kernel's keyring; they are asked for a token in this order."""
    keyring = Store("keyring", "the OS keyring", probe_keyring, trusted_backends)
    kernel = Store("kernel", "the kernel keyring", _probe_kernel, _kernel_backends)
    return (keyring, kernel) if sys.platform == "linux" else (keyring,)


class Keeper(NamedTuple):
    """A store that a person can choose: its short name, its name in a sentence, and why it cannot be used.

    `trouble` is that reason; it is empty if the store can be used.
    """

    name: str
    label: str
    trouble: str = ""


def keepers() -> tuple[Keeper, ...]:
    """The stores that a person can choose from, each checked for whether it works, which may take seconds."""
    return tuple(map(_keeper, stores()))


def _keeper(store: Store) -> Keeper:
    probe = store.probe()
    return Keeper(store.name, store.label, "" if probe.ready else probe.said)


def _kernel_backends() -> Sequence[KeyringBackend]:
    from te_tui.credentials.kernel import KernelKeyring

    return [KernelKeyring(HOURS * 3600)]


def _probe_kernel() -> Probe:
    try:
        open_user_keyring()
    except OSError as error:
        if error.errno == errno.ENOSYS:
            return Probe(Condition.ABSENT, "is not there: this kernel has none", _INSTEAD)
        said = f"is not for this process ({error.strerror}), as in many containers"
        return Probe(Condition.REFUSED, said, _INSTEAD)
    return READY
