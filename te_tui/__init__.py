"""te-tui: a terminal explorer for ThousandEyes dashboard snapshots."""

__version__ = "0.1.0"
