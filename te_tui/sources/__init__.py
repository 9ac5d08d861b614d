"""Where snapshots come from; other layers know only the protocol in `base` and the errors in `errors`."""

import sys
from types import ModuleType

# httpx tries to import a command line of its own, and does without it where click is not installed. Here
# it always does: click, pygments and rich take half as long to import as httpx itself.
sys.modules.setdefault("httpx._main", ModuleType("httpx._main"))
