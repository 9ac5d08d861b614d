"""`python -m te_tui` is `te-tui`."""

import sys

from te_tui.cli.main import main

sys.exit(main())
