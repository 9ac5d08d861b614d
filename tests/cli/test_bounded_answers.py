"""Small answers that become gigabytes: one sentence, and little memory."""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

pytestmark = pytest.mark.long

MEGABYTE = 2**20
COMMAND = """
import re, sys
from pathlib import Path
from te_tui.cli.main import main
code = main(["ls", "--aid", "7"])
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
sys.exit(code)
"""
"""It tells its own peak: ru_maxrss begins at the peak of the process that started it."""


def packed(layers: int, megabytes: int) -> bytes:
    packer = zlib.compressobj(1, wbits=16 + zlib.MAX_WBITS)
    body = b"".join(packer.compress(b"0" * MEGABYTE) for _ in range(megabytes)) + packer.flush()
    for _ in range(layers - 1):
        body = gzip.compress(body)
    return body


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = (f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}", *headers)
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


ANSWERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "gzip": (lambda: answer(packed(1, 400), "Content-Encoding: gzip"), "larger than 64 MiB"),
    "gzip twice": (lambda: answer(packed(2, 400), "Content-Encoding: gzip, gzip"), "packed as gzip, gzip"),
    "deflate": (
        lambda: answer(zlib.compress(b"0" * 200 * MEGABYTE), "Content-Encoding: deflate"),
        "larger than 64 MiB",
    ),
    "an error": (
        lambda: answer(packed(1, 400), "Content-Encoding: gzip", status="403 No"),
        "larger than 64 MiB",
    ),
    "an error of numbers": (
        lambda: answer(b"[" + b"1," * 8 * MEGABYTE + b"1]", status="403 No"),
        "HTTP 403",
    ),
    "not offered": (lambda: answer(b"", "Content-Encoding: br"), "packed as br"),
    "not packed": (lambda: answer(b"0" * 80 * MEGABYTE), "larger than 64 MiB"),
    "a long head": (lambda: answer(b"", "X: " + "0" * 20 * MEGABYTE), "dropped the connection"),
}
"""Built when they are asked for: all together they hold 300 MB, and take a second to pack."""


@contextmanager
def answering(data: bytes) -> Iterator[str]:
    """Send the same bytes on each connection, until the other end has enough."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    try:
                        connection.recv(65_536)
                        connection.sendall(data)
                    except OSError:
                        pass

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_that_would_become_huge_is_one_sentence_and_little_memory(kind: str) -> None:
    build, said = ANSWERS[kind]
    with answering(build()) as url:
        ended = subprocess.run(
            [sys.executable, "-c", COMMAND],
            env=os.environ | {"TE_BASE_URL": url, "TE_TOKEN": "canary-7f3a-token"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert ended.returncode in {3, 6}, ended.stderr
    assert said in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr
    assert int(ended.stdout) <= 300, "megabytes"
