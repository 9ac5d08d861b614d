"""Embedded servers, a ThousandEyes and a Grafana, with invented data; they share no code with the client.

Importing this package is cheap and needs nothing but the standard library; the servers themselves, which
need the extra `demo`, are in `te_tui.demo.server`.
"""

from te_tui.demo.options import LOGIN_TOKEN, PERMISSIONS, TOKEN, DemoOptions, Fault, GrafanaOptions

__all__ = ["LOGIN_TOKEN", "PERMISSIONS", "TOKEN", "DemoOptions", "Fault", "GrafanaOptions"]
