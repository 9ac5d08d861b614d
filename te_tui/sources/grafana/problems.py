"""Makes te-tui's errors from Grafana's failed answers, by their status, their `messageId` and their text."""

from __future__ import annotations

from typing import Final

from te_tui.sources.errors import NotFound, Problem, Refused, Rejected, SourceError
from te_tui.sources.grafana.words import WORDS
from te_tui.sources.http.problems import failure as usual_failure
from te_tui.sources.http.problems import read_problem, read_said

_OTHER_ORGANIZATION: Final = "api-key.organization-mismatch"
_OLD_OTHER_ORGANIZATION: Final = "OrgID mismatch"
_OLD_NOT_FOUND: Final = "Failed to get dashboard snapshot"
"""The text with status 500 of Grafana 6 and 7 for an unknown key."""

_NO_GRAFANA: Final = "this is not Grafana's API"


CHECK_ADDRESS: Final = (
    "Check the base URL: it is everything before /api, with Grafana's own path if it has one."
)
"""The next step where something else answers than Grafana's API."""


class PerhapsNotFound(NotFound):
    """HTTP 500, which means "unknown key" in Grafana 6 and 7, but a failed server in newer versions."""


def failure(what: str, status: int, body: bytes, permission: str | None = None) -> SourceError:
    """Make the error for an answer that is not a success; `what` completes "Could not …" in it.

    `permission` is the permission that the request needs; the error names it if the token lacks it.
    """
    problem, said = read_problem(status, body), read_said(body)
    could_not = f"Could not {what}: {problem}"
    if said is None and status in {401, 403, 404, 405, 410}:
        return Rejected(f"{could_not}: {_NO_GRAFANA}", CHECK_ADDRESS, problem)
    message_id = (said or {}).get("messageId")
    if status == 401:
        return _not_accepted(problem, could_not, str(message_id or ""))
    if status == 403:
        missing = "ask for the permission" if permission is None else f'it needs "{permission}"'
        return Refused(could_not, f"Check the role of the token: {missing}.", problem)
    if status in {404, 410}:
        return NotFound(could_not, "It may have expired or been deleted; check the key.", problem)
    if status == 500 and message_id is None and problem.detail == _OLD_NOT_FOUND:
        return PerhapsNotFound(could_not, "It may have expired or been deleted; check the key.", problem)
    return usual_failure(what, problem, WORDS, permission)


def without_its_words(error: SourceError, what: str) -> SourceError:
    """Remove the service's own text from an error: it may repeat a secret that is too short to be masked."""
    if error.problem.status is not None:
        error.sentence = f"Could not {what}: HTTP {error.problem.status}"
    error.args, error.problem, error.answer = (error.sentence,), Problem(error.problem.status), None
    return error


def _not_accepted(problem: Problem, could_not: str, message_id: str) -> SourceError:
    is_old = not message_id and problem.detail == _OLD_OTHER_ORGANIZATION
    if message_id == _OTHER_ORGANIZATION or is_old:
        return Refused(
            f"{could_not}: the token is of another organization",
            "Use the profile of that organization: each token is of one.",
            problem,
        )
    return usual_failure("", problem, WORDS)
