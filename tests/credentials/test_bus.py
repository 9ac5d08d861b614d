"""The session bus of a login that does not name it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from te_tui.credentials.bus import name_session_bus

NAME = "DBUS_SESSION_BUS_ADDRESS"


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    folder = tmp_path / "run;1"
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(folder / "bus"))
    return folder


def test_the_bus_in_the_runtime_folder_is_named(runtime: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": str(runtime)}
    name_session_bus(environment)
    assert environment[NAME] == f"unix:path={runtime.parent}/run%3B1/bus"


def test_a_bus_that_is_named_already_stays(runtime: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": str(runtime), NAME: "unix:path=/elsewhere"}
    name_session_bus(environment)
    assert environment[NAME] == "unix:path=/elsewhere"


def test_without_a_socket_or_a_folder_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "bus").touch()
    for environment in ({}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": str(tmp_path)}):
        name_session_bus(environment)
        assert NAME not in environment
