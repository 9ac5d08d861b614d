"""The real program beside a real Secret Service, against an embedded ThousandEyes."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from te_tui.demo import DemoOptions
from te_tui.demo.server import DemoServer
from tests.e2e.program import COMMAND, DEADLINE
from tests.system.pace import seconds_until_end
from tests.system.secret_service import SecretService


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and after how many seconds of its own."""

    returncode: int
    stdout: str
    stderr: str
    seconds: float


Run = Callable[..., Done]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SecretService]:
    """An unlocked Secret Service."""
    folder = tmp_path / "session"
    folder.mkdir()
    with SecretService(folder) as running:
        yield running


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    """An embedded ThousandEyes."""
    with DemoServer(DemoOptions(now=datetime(2026, 11, 21, 9, 0, tzinfo=UTC), rate_limit=0)) as running:
        yield running


@pytest.fixture
def host(server: DemoServer) -> str:
    """What tokens are bound to."""
    return server.url.removeprefix("http://")


@pytest.fixture
def te_tui(service: SecretService, server: DemoServer) -> Run:
    """Run `te-tui` in the session of the service, and `typed` on its standard input."""

    def run(*argv: str, typed: str = "", **environment: str) -> Done:
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
        with tempfile.TemporaryFile("w+") as keys:
            keys.write(typed)
            keys.seek(0)
            process = subprocess.Popen(
                [*COMMAND, *argv], stdin=keys, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                env=inherited | service.environment | {"TE_BASE_URL": server.url} | environment,
            )  # fmt: skip
        with process:
            seconds = seconds_until_end(process, DEADLINE)
            said = process.communicate()
            return Done(process.returncode, *said, seconds)

    return run
