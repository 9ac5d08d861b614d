"""A session bus and a GNOME keyring of a test's own, in a folder that goes away with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Self

import pytest
import secretstorage
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PASSWORD = "password of the test's keyring"

# The programs, and the Debian packages that bring them.
_NEEDED = {"dbus-daemon": "dbus", "gnome-keyring-daemon": "gnome-keyring", "secret-tool": "libsecret-tools"}

_BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


class SecretService:
    """A running Secret Service, unlocked at first; use it with `with`, which ends both daemons.

    Nothing is activated on its bus: a daemon that has ended stays away.
    """

    def __init__(self, folder: Path) -> None:
        missing = sorted(package for program, package in _NEEDED.items() if shutil.which(program) is None)
        if missing:
            pytest.fail(f"These tests need Debian packages: apt-get install -y {' '.join(missing)}")
        self._folder = folder
        self._stack = ExitStack()
        self.bus = folder / "run" / "bus"
        self.environment = {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(self.bus.parent),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.bus}",
        }

    def __enter__(self) -> Self:
        self.bus.parent.mkdir(mode=0o700)
        settings = self._folder / "bus.conf"
        settings.write_text(_BUS.format(path=self.bus))
        bus = self._start("dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address=1")
        assert bus.stdout is not None
        assert bus.stdout.readline()  # its address, which it prints when it is ready
        self._daemon = self._start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(PASSWORD.encode())
        self._daemon.stdin.close()
        with closing(self.connect()) as connection:
            while not secretstorage.check_service_availability(connection):
                assert self._daemon.poll() is None, "the keyring's daemon has ended"
        return self

    def __exit__(self, *_: object) -> None:
        self.go_on()
        self._stack.close()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | self.environment, bufsize=0,
        )  # fmt: skip
        self._stack.enter_context(process)
        self._stack.callback(process.kill)
        return process

    def connect(self) -> DBusConnection:
        """A connection to its bus."""
        return open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"])

    def lock(self) -> None:
        """Lock the default collection."""
        with closing(self.connect()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def forget_collections(self) -> None:
        """Leave no default collection."""
        with closing(self.connect()) as connection:
            secretstorage.get_default_collection(connection).delete()

    def freeze(self) -> None:
        """Let the daemon answer nobody."""
        self._daemon.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it answer again."""
        self._daemon.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End the daemon at once."""
        self._daemon.kill()
        self._daemon.wait()

    def stop_bus(self) -> None:
        """Leave neither daemon nor bus."""
        self._stack.close()

    def tool(self, *argv: str, typed: str = "") -> tuple[int, str]:
        """Run `secret-tool`: its exit code and what it printed."""
        done = subprocess.run(
            ["secret-tool", *argv], input=typed, capture_output=True, text=True,
            env=os.environ | self.environment, timeout=20, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout
