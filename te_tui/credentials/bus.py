"""The address of the D-Bus session bus, which the environment of a login over SSH often lacks."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from urllib.parse import quote

_ADDRESS = "DBUS_SESSION_BUS_ADDRESS"


def name_session_bus(environment: MutableMapping[str, str]) -> None:
    """Add the address of this login's bus to an environment that lacks it, as libraries look only there."""
    runtime = environment.get("XDG_RUNTIME_DIR")
    if environment.get(_ADDRESS) or not runtime:
        return
    bus = Path(runtime, "bus")
    if bus.is_socket():
        environment[_ADDRESS] = f"unix:path={quote(str(bus), safe='/')}"
