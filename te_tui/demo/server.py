"""The running embedded server: uvicorn in its own thread, listening on loopback."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from te_tui.demo.faults import HANG_UP
from te_tui.demo.options import LOGIN_TOKEN, DemoOptions, GrafanaOptions

if TYPE_CHECKING:
    from types import FrameType, TracebackType
    from typing import Self

    from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = "127.0.0.1"
_BACKLOG = 128


class DemoServer:
    """An embedded ThousandEyes or Grafana; as a context manager it runs until the block ends.

    Args:
        options: the options of the server; their class decides which vendor it simulates.
        port: the port on loopback to listen on; 0 chooses a free port.

    Raises:
        OSError: the port is taken, or the log cannot be written.
    """

    def __init__(self, options: DemoOptions | GrafanaOptions, port: int = 0) -> None:
        self._server = _Server(_configure(_app_of(options)))
        self._path = options.base_path if isinstance(options, GrafanaOptions) else ""
        self._socket = _listen(port)
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, name="te-tui-demo", daemon=True)

    @property
    def url(self) -> str:
        """The base URL for clients; it includes Grafana's base path, but not ThousandEyes' `/v7`."""
        return f"http://{_HOST}:{self.port}{self._path}"

    def start(self) -> None:
        """Start the server's thread; return as soon as the server accepts requests."""
        self._thread.start()
        self._server.ready.wait()

    def stop(self) -> None:
        """Stop the server at once: close all connections and cancel running requests."""
        self._server.tell_to_stop()
        self._thread.join()

    def _run(self) -> None:
        """Serve until the server is told to stop; this is the function of the server's thread."""
        try:
            self._server.run([self._socket])
        finally:
            self._socket.close()
            self._server.ready.set()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(options: DemoOptions | GrafanaOptions, port: int) -> int:
    """Serve until SIGINT or SIGTERM, and return the exit code, 0."""
    stopped = threading.Event()

    def stop(_: int, __: FrameType | None) -> None:
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with DemoServer(options, port) as server:
            sys.stdout.write(f"te-tui demo: serving {server.url} (token: {LOGIN_TOKEN})\n")
            sys.stdout.flush()
            stopped.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _app_of(options: DemoOptions | GrafanaOptions) -> ASGIApp:
    """Return the ASGI application for these options; their class decides the vendor."""
    if isinstance(options, GrafanaOptions):
        from te_tui.demo.grafana.app import create_app as create_grafana

        return create_grafana(options)
    from te_tui.demo.thousandeyes.app import create_app as create_thousandeyes

    return create_thousandeyes(options)


def _listen(port: int) -> socket.socket:
    """Return a socket that listens on a port of loopback.

    It names its protocol, TCP, because asyncio switches Nagle's algorithm off for such sockets only; that
    algorithm would delay each small response by 40 ms.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
    except OSError:
        listener.close()
        raise
    listener.listen(_BACKLOG)
    return listener


class _Server(uvicorn.Server):
    """A uvicorn server that signals when it is ready for connections; another thread can stop it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the sockets, then tell the waiting thread that connections are accepted."""
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self.ready.set()

    async def main_loop(self) -> None:
        """Wait until the server is told to stop; uvicorn's own loop would wake up ten times a second."""
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop accepting connections, then close every open connection and cancel running requests.

        Unlike uvicorn's method, it does not wait a tenth of a second for responses. It first lets asyncio
        register any connection that was just accepted, which would otherwise never be closed.
        """
        for listener in sockets or ():
            asyncio.get_running_loop().remove_reader(listener)
        for _ in ("a transport is made", "its connection is registered"):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        for task in self.server_state.tasks:
            task.cancel()
        for _ in ("connections are closed", "their ends are told"):
            await asyncio.sleep(0)

    def tell_to_stop(self) -> None:
        """Stop the server from another thread; do nothing if it failed to start."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stopping.set)


class _Protocol(H11Protocol):
    """HTTP protocol with an addition to ASGI: the application can close a connection without an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Pass the application a function that closes this connection, as an ASGI extension."""
        super().connection_made(transport)
        inner: ASGIApp = self.app

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope["extensions"] = {HANG_UP: {"close": transport.close}}
            await inner(scope, receive, send)

        self.app = app


def _configure(app: ASGIApp) -> uvicorn.Config:
    """Return uvicorn's settings: it logs nothing, adds no headers of its own, and stops quickly."""
    return uvicorn.Config(
        app,
        http=_Protocol,
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level=logging.CRITICAL + 1,  # the terminal belongs to the screens
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=0,
    )
