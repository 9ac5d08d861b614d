"""The servers of `te-tui demo`: a simulated ThousandEyes and a simulated Grafana, with invented data.

They share no code with the client. Importing this package is quick and needs the standard library only;
the servers themselves, which need the extra `demo`, are in `te_tui.demo.server`.
"""

from te_tui.demo.options import LOGIN_TOKEN, PERMISSIONS, TOKEN, DemoOptions, Fault, GrafanaOptions

__all__ = ["LOGIN_TOKEN", "PERMISSIONS", "TOKEN", "DemoOptions", "Fault", "GrafanaOptions"]
