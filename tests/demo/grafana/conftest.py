"""Grafanas on real sockets, with a fixed clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from te_tui.demo.server import DemoServer
from tests.demo.grafana.servers import OPTIONS, client_of

Start = Callable[..., httpx.Client]


@pytest.fixture
def grafana() -> Iterator[Start]:
    """Start a server with its own options and return a client of it, an administrator."""
    with ExitStack() as stack:

        def begin(**changes: Any) -> httpx.Client:
            server = stack.enter_context(DemoServer(OPTIONS._replace(**changes)))
            return stack.enter_context(client_of(server))

        yield begin


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    """One server for all tests of a module that change nothing."""
    with DemoServer(OPTIONS) as running:
        yield running


@pytest.fixture(scope="module")
def reader(server: DemoServer) -> Iterator[httpx.Client]:
    """A client of the module's server, for tests that change nothing."""
    with client_of(server) as client:
        yield client
