"""An embedded ThousandEyes: a small server with its own data that shares no code with the client.

Importing this package is cheap and needs nothing but the standard library; the server itself, which
needs the extra `demo`, is in `te_tui.demo.server`.
"""

from te_tui.demo.options import LOGIN_TOKEN, PERMISSIONS, TOKEN, DemoOptions, Fault

__all__ = ["LOGIN_TOKEN", "PERMISSIONS", "TOKEN", "DemoOptions", "Fault"]
