from __future__ import annotations

import asyncio
import errno
import os
import signal
import termios
from typing import Any

import pytest

from te_tui.terminal.signals import Signals


class Recorder:
    """Stands for the app and for its driver, and notes what they are asked for."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def exit(self, return_code: int) -> None:
        self.asked.append(return_code)

    def suspend_application_mode(self) -> None:
        self.asked.append("suspend")

    def resume_application_mode(self) -> None:
        self.asked.append("resume")


@pytest.mark.parametrize(
    ("errors", "asked"),
    [
        ([], ["suspend", "resume"]),
        # It was stopped in the background, and continued there.
        ([errno.EINTR, errno.EINTR], ["suspend", "resume"]),
        ([errno.EINTR, errno.EIO], ["suspend", 128 + signal.SIGHUP]),
    ],
)
async def test_what_cannot_be_stopped_goes_on_in_the_foreground_and_ends_elsewhere(
    monkeypatch: pytest.MonkeyPatch, errors: list[int], asked: list[object]
) -> None:
    coming = iter(errors)

    def tcdrain(_: int) -> None:
        if (number := next(coming, None)) is not None:
            raise termios.error(number, os.strerror(number))

    monkeypatch.setattr(os, "kill", lambda *_: None)  # the kernel stops no job that nobody could continue
    monkeypatch.setattr(termios, "tcdrain", tcdrain)
    monkeypatch.setattr("te_tui.terminal.signals._terminal_is_there", lambda: True)
    recorder: Any = Recorder()
    loop = asyncio.get_running_loop()

    Signals(recorder, recorder)._suspend()

    loop.remove_signal_handler(signal.SIGTSTP)
    assert recorder.asked == asked
