"""Standard streams on which writing is safe: always open, and complete on non-blocking descriptors.

See safety rule 28.

Closed streams are opened on /dev/null. Otherwise the next file or socket would get the number of, say,
standard output, and be written to. Another process may have made a shared descriptor non-blocking: Python
would lose the text that does not fit, so writes wait. Text is dropped if standard error fails, as its reader
has ended or the disk is full. The module imports little, to be quick at the start.
"""

from __future__ import annotations

import codecs
import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_INPUT, _ERRORS = 0, 2
_STREAMS = (("stdin", "surrogateescape"), ("stdout", "replace"), ("stderr", "backslashreplace"))


def prepare_streams() -> None:
    """Open closed standard streams on /dev/null, and let writes wait; call it before any file is opened."""
    for number, (name, otherwise) in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
            os.set_inheritable(number, True)
        stream = _stream(
            number, getattr(sys, name), path_bytes_or(otherwise) if number != _INPUT else otherwise
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`; wait where a non-blocking descriptor takes no more."""
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(descriptor, rest) :]
        except BlockingIOError:
            _wait(descriptor)


def path_bytes_or(otherwise: str) -> str:
    """Register an error handler that encodes file names byte for byte, even those that are not valid text.

    Args:
        otherwise: the error handler for all other characters that the encoding lacks.

    Returns:
        The name of the registered error handler.
    """
    name, other = f"te-tui.{otherwise}", codecs.lookup_error(otherwise)

    def written(error: UnicodeError) -> tuple[str | bytes, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        first = ord(error.object[error.start])
        error.end = error.start + 1
        return (bytes([first - 0xDC00]), error.end) if 0xDC80 <= first <= 0xDCFF else other(error)

    codecs.register_error(name, written)
    return name


class _Waiting(io.RawIOBase):
    """A raw stream over a standard descriptor, which waits although the descriptor may be non-blocking."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return os.isatty(self._descriptor)

    def readable(self) -> bool:
        return self._descriptor == _INPUT

    def writable(self) -> bool:
        return self._descriptor != _INPUT

    def readinto(self, buffer: Any) -> int:
        while True:
            try:
                data = os.read(self._descriptor, len(buffer))
            except BlockingIOError:
                _wait(self._descriptor)
            else:
                buffer[: len(data)] = data
                return len(data)

    def write(self, data: Any) -> int:
        while True:
            try:
                return os.write(self._descriptor, data)
            except BlockingIOError:
                _wait(self._descriptor)
            except OSError:
                if self._descriptor != _ERRORS:
                    raise
                return len(data)


def _stream(number: int, before: Any, errors: str) -> io.TextIOWrapper:
    """A text stream on a descriptor; it waits where a non-blocking descriptor would fail.

    It has the settings of `before`, the standard stream that it replaces, which is None if it was closed.
    """
    raw = _Waiting(number)
    buffer = io.BufferedReader(raw) if number == _INPUT else io.BufferedWriter(raw)
    return io.TextIOWrapper(
        buffer,
        encoding=before.encoding if before else "utf-8",
        errors=errors,
        line_buffering=before.line_buffering if before else False,
        write_through=before.write_through if before else False,
    )


def _wait(descriptor: int) -> None:
    """Wait until the descriptor is ready: standard input to be read from, any other to be written to."""
    import select

    poll = select.poll()
    poll.register(descriptor, select.POLLIN if descriptor == _INPUT else select.POLLOUT)
    poll.poll()
