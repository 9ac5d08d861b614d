"""How long a command takes by itself, whatever else the machine is busy with."""

from __future__ import annotations

import os
import select
import subprocess
import time
from contextlib import closing
from pathlib import Path


def seconds_until_end(process: subprocess.Popen[str], at_most: float) -> float:
    """Wait for the end of a process that has just been started; leaves its output and exit code to be read.

    The seconds in which the process was ready and the processors worked for others are not counted.
    """
    began = time.monotonic()
    with closing(os.fdopen(os.pidfd_open(process.pid))) as ended:
        assert select.select([ended], [], [], at_most)[0], f"{process.args!r} goes on and on"
    return time.monotonic() - began - _in_the_queue(process.pid)


def _in_the_queue(pid: int) -> float:
    _, waited, _ = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()
    return int(waited) / 1e9
