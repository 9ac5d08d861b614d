"""The error of the command line itself."""

from __future__ import annotations


class WrongUsage(Exception):
    """What was typed cannot be done; the message says why, and what would do."""
