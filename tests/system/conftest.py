"""The real program beside a real Secret Service, against an embedded ThousandEyes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from te_tui.demo import DemoOptions
from te_tui.demo.server import DemoServer
from tests.e2e.program import COMMAND, DEADLINE
from tests.system.secret_service import SecretService

Run = Callable[..., "subprocess.CompletedProcess[str]"]


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

    def run(*argv: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
        return subprocess.run(
            [*COMMAND, *argv], input=typed, capture_output=True, text=True, timeout=DEADLINE, check=False,
            env=inherited | service.environment | {"TE_BASE_URL": server.url} | environment,
        )  # fmt: skip

    return run
