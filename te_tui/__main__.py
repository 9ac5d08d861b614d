"""The entry point of `python -m te_tui`, which does the same as the command `te-tui`."""

import sys

from te_tui.cli.start import start

sys.exit(start())
