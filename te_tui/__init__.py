"""te-tui: a terminal explorer for dashboard snapshots of ThousandEyes and Grafana."""

__version__ = "0.1.0"
