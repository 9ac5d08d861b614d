"""`WrongUsage`, the error for a wrong command line, and the exit code of each error."""

from __future__ import annotations

from te_tui.credentials.token import NoToken
from te_tui.files.private import FileTrouble
from te_tui.filters import FilterError
from te_tui.sources.errors import Ambiguous, BadArchive, NotEnough, NotFound, Refused, Rejected


class WrongUsage(Exception):
    """The command line is wrong; the message says why, and how to correct it."""


def exit_code(error: Exception) -> int:
    """The exit code for an error, 1 to 5 by its kind; 6 for every kind that has no code of its own."""
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
