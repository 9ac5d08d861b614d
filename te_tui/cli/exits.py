"""`WrongUsage`, the error for a wrong command line, and the exit code of each error."""

from __future__ import annotations

from te_tui.credentials.token import NoToken
from te_tui.files.private import FileTrouble
from te_tui.filters import FilterError
from te_tui.sources.errors import Ambiguous, BadArchive, NotEnough, NotFound, Refused, Rejected


class WrongUsage(Exception):
    """The command line is wrong; the message says why, and how to correct it."""


def exit_code(error: Exception) -> int:
    """The exit code for an error; 6 if the error has no code of its own, as for an unreadable answer."""
    match error:
        case NoToken() | Refused():
            return 3
        case NotFound():
            return 4
        case NotEnough():
            return 5  # it is archived, as far as that goes, and not deleted
        case WrongUsage() | FilterError() | Ambiguous() | Rejected() | BadArchive():
            return 2
        case FileTrouble():
            return 1
        case _:
            return 6
