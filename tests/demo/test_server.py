import asyncio
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from uvicorn.protocols.http.h11_impl import H11Protocol

from te_tui.demo import DemoOptions, Fault
from te_tui.demo.server import DemoServer
from tests.demo.conftest import OPTIONS, client_of

DEADLINE = 30.0  # seconds, for what takes milliseconds

SERVE = """
import sys
from te_tui.demo import DemoOptions
from te_tui.demo.server import serve
sys.exit(serve(DemoOptions(), 0))
"""


def test_a_server_listens_on_loopback_only_and_stops_listening() -> None:
    with DemoServer(OPTIONS) as server:
        assert server.url == f"http://127.0.0.1:{server.port}"
        with client_of(server) as client:
            assert client.get("/dashboards").is_success
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=1)


def test_a_taken_port_is_an_error_at_once() -> None:
    with DemoServer(OPTIONS) as server, pytest.raises(OSError, match="in use"):
        DemoServer(OPTIONS, server.port)


def test_stopping_cancels_a_slow_request_in_flight() -> None:
    arrived = threading.Event()
    outcome: list[object] = []
    server = DemoServer(DemoOptions(rate_limit=0, faults=(Fault("slow"),)))
    server.start()

    def ask() -> None:
        arrived.set()
        try:
            outcome.append(httpx.get(f"{server.url}/v7/tests", headers={"Authorization": "Bearer demo"}))
        except httpx.HTTPError as error:
            outcome.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    arrived.wait()
    with client_of(server) as idle, pytest.raises(httpx.ReadTimeout):
        idle.get("/dashboards", timeout=0.1)  # by now the first request is in flight, too
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    # The request alone would take far longer than anybody waits here.
    stopping.join(DEADLINE)
    asking.join(DEADLINE)
    assert not stopping.is_alive()
    assert not asking.is_alive()
    assert isinstance(outcome[0], httpx.HTTPError | httpx.Response)


def test_who_connects_while_a_server_stops_is_not_left_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    server = DemoServer(OPTIONS)
    made = H11Protocol.connection_made
    late: list[socket.socket] = []
    told = threading.Event()

    def connect_in_each_turn() -> None:
        with suppress(ConnectionRefusedError):
            late.append(socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE))
            asyncio.get_running_loop().call_soon(connect_in_each_turn)

    def connection_made(self: H11Protocol, transport: asyncio.Transport) -> None:
        made(self, transport)
        if not told.is_set():
            server._server.tell_to_stop()
            told.set()
            connect_in_each_turn()

    monkeypatch.setattr(H11Protocol, "connection_made", connection_made)
    server.start()
    with socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE) as first:
        assert told.wait(DEADLINE)
        server.stop()
        assert len(late) > 1
        for connection in (first, *late):
            with connection, suppress(ConnectionResetError):
                assert connection.recv(1) == b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_says_where_it_is_and_ends_cleanly_on_a_signal(number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("te-tui demo: serving http://127.0.0.1:")
    assert line.endswith(" (token: demo-token)\n")
    assert httpx.get(f"{line.split()[3]}/v7/account-groups").status_code == 401
    process.send_signal(number)
    rest, errors = process.communicate(timeout=10)
    assert (process.returncode, rest, errors) == (0, "", "")


def test_a_log_that_cannot_be_written_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DemoServer(OPTIONS._replace(log=tmp_path / "missing" / "log"))
