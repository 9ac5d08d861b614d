"""`python -m te_tui` is `te-tui`."""

import sys

from te_tui.cli.start import start

sys.exit(start())
