"""The session bus, which a login over SSH often has without naming it."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from urllib.parse import quote

_ADDRESS = "DBUS_SESSION_BUS_ADDRESS"


def name_session_bus(environment: MutableMapping[str, str]) -> None:
    """Add the address of this login's bus to an environment that lacks it; libraries look nowhere else."""
    runtime = environment.get("XDG_RUNTIME_DIR")
    if environment.get(_ADDRESS) or not runtime:
        return
    bus = Path(runtime, "bus")
    if bus.is_socket():
        environment[_ADDRESS] = f"unix:path={quote(str(bus), safe='/')}"
