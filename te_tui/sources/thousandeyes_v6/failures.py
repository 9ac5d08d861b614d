"""Errors for requests that API v6 refuses, with reason and next step."""

from __future__ import annotations

from typing import Final

from te_tui.sources.errors import Problem, SourceError, Unavailable
from te_tui.sources.http.problems import failure, read_problem, read_said
from te_tui.sources.reading.fields import text
from te_tui.sources.thousandeyes_v6.words import WORDS

_LONGEST: Final = 300
_USE_V7: Final = "Use a profile of API v7: te-tui create-test-snapshot --profile NAME."


def read_failure(what: str, status: int, body: bytes, permission: str | None = None) -> SourceError:
    """Return the error for an answer without a success status, even if its body is not JSON.

    `what` completes "Could not …"; `permission` is the permission that the operation needs.
    """
    problem = read_problem(status, body)
    if status in {404, 410}:
        return gone(what, status)
    told = text((read_said(body) or {}).get("errorMessage"))
    if told and problem.detail is None:
        problem = problem._replace(detail=told[:_LONGEST])
    return failure(what, problem, WORDS, permission)


def gone(what: str, status: int, location: str = "") -> Unavailable:  # noqa: ARG001 - wherever it leads
    """Make the error for a 404, a 410 or a redirect: API v6, or this part of it, was switched off."""
    sentence = f"Could not {what}: API v6 no longer answers here (HTTP {status})"
    return Unavailable(sentence, _USE_V7, Problem(status))
