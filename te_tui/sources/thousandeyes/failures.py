"""From an answer that says no to the error that says why (api.md, section 9)."""

from __future__ import annotations

from te_tui.sources.errors import SourceError
from te_tui.sources.http.problems import failure, read_problem
from te_tui.sources.thousandeyes.words import WORDS


def read_failure(what: str, status: int, body: bytes, permission: str | None = None) -> SourceError:
    """Make the error for an answer in any of the four documented shapes, or in none.

    `what` completes "Could not …"; `permission` is the one that the operation asks for.
    """
    return failure(what, read_problem(status, body), WORDS, permission)
