"""A server that says what a test wants it to say, for what the embedded ThousandEyes would never say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """One answer."""

    body: str
    status: int = 200
    content_type: str = "application/hal+json"


@contextmanager
def answering(answer_to: Callable[[str], Answer]) -> Iterator[str]:
    """Answer each GET by its path and query; gives the base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answer_to(self.path)
            body = answer.body.encode()
            self.send_response_only(answer.status)  # without a date, the tests' clock counts
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body)))
            with suppress(ConnectionError):  # the other end has enough
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            serving.join()
