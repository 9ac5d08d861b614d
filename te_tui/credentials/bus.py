"""The address of the D-Bus session bus, which is often missing in the environment of an SSH session."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from urllib.parse import quote

_ADDRESS = "DBUS_SESSION_BUS_ADDRESS"


def name_session_bus(environment: MutableMapping[str, str]) -> None:
    """Add the session bus's address to the environment, where libraries look for it, if it is missing."""
    runtime = environment.get("XDG_RUNTIME_DIR")
    if environment.get(_ADDRESS) or not runtime:
        return
    bus = Path(runtime, "bus")
    if bus.is_socket():
        environment[_ADDRESS] = f"unix:path={quote(str(bus), safe='/')}"
