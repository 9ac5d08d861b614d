"""The start of `te-tui`, which draws the explorer's first screen before any slow import."""

from __future__ import annotations

import gc
import os
import sys

from te_tui.cli.accessible import is_accessible
from te_tui.cli.words import opens_explorer
from te_tui.terminal.streams import prepare_streams

_INTERRUPTED = 130


def start() -> int:
    """Run `te-tui` and return its exit code."""
    prepare_streams()
    try:
        return _run(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(argv: list[str]) -> int:
    if opens_explorer(argv) and not is_accessible():
        from te_tui.terminal.first_frame import FirstFrame, is_possible, may_ask

        if is_possible(os.environ):
            with FirstFrame(asks=may_ask(os.environ)) as frame:
                # Nothing that a start makes is garbage; looking for some takes a fifteenth of it.
                gc.disable()
                from te_tui.cli.main import main

                return main(argv, frame)
    from te_tui.cli.main import main

    return main(argv)
