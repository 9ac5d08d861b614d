"""te-tui in processes of its own, one for each command line: how each ended, and how much memory it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

# Forked from one program that has imported everything, because importing takes longer than most cases.
_PROGRAM = """
import json, os, sys, tempfile, traceback
import te_tui.archive.source, te_tui.sources.thousandeyes.source
import te_tui.cli.commands.show, te_tui.cli.commands.verify
from te_tui.cli.main import main
from te_tui.sources.http import funnel, retry

funnel.back_off = funnel.after_failure = lambda *_: retry.Wait(0, "")
for line in sys.stdin:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            code = 99
            try:
                code = main(json.loads(line))
                sys.stdout.flush()
            except SystemExit as ended:
                code = ended.code
            except BaseException:
                traceback.print_exc()
            os._exit(code)
        _, status, used = os.wait4(child, 0)
        sizes = out.seek(0, 2)
        err.seek(0)
        said = err.read().decode()
    told = [os.waitstatus_to_exitcode(status), sizes, said, used.ru_maxrss // 1024]
    print(json.dumps([*told, round(used.ru_utime + used.ru_stime, 1)]), flush=True)
"""


class Ended(NamedTuple):
    """How a command ended, the bytes it printed, what it said, its peak memory in MB, and its CPU seconds."""

    code: int
    printed: int
    said: str
    peak: int
    seconds: float


def run_each(commands: Sequence[Sequence[str]], environment: Mapping[str, str] | None = None) -> list[Ended]:
    """Run command lines one after the other; a file is no terminal, so nothing is drawn for one."""
    program = subprocess.run(
        [sys.executable, "-W", "error", "-c", _PROGRAM],
        input="".join(f"{json.dumps(command)}\n" for command in commands),
        env=os.environ | dict(environment or {}),
        capture_output=True,
        text=True,
        timeout=60 * len(commands),
        check=False,
    )
    assert program.returncode == 0, program.stderr
    return [Ended(*json.loads(line)) for line in program.stdout.splitlines()]
