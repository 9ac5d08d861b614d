"""Errors with a reason and a next step: refused requests, redirects, broken answers (api.md, section 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from te_tui.sources.errors import (
    Moved,
    NotFound,
    NotLoggedIn,
    Problem,
    Refused,
    Rejected,
    ServerFailed,
    SourceError,
    Unreachable,
    Unreadable,
)
from te_tui.sources.reading.decode import NotReadable, parse
from te_tui.sources.reading.fields import text

if TYPE_CHECKING:
    from te_tui.sources.words import Words

# More than this of a server's words helps nobody in one line.
_LONGEST = 300
_LARGEST = 1024 * 1024  # bytes; a page of words, and not what becomes gigabytes when it is read

PERHAPS_DONE = "It may have been done all the same: look before you repeat it."


class ReadFailure(Protocol):
    """Protocol of a function that turns an answer without a success status into an error."""

    def __call__(self, what: str, status: int, body: bytes, permission: str | None = None) -> SourceError:
        """Return the error for an answer; `what` completes "Could not …".

        `permission` is the permission that the request needs; a 403 may not name it.
        """


def may_be_done(error: SourceError) -> SourceError:
    """Mark an error: the change may have been made all the same, and the next step is to check; return it."""
    error.perhaps_done = True
    error.next_step = PERHAPS_DONE
    return error


def read_problem(status: int, body: bytes) -> Problem:
    """Read a server's description of a failure; if it has none of the usual formats, keep only the status."""
    said = read_said(body)
    if said is None:
        return Problem(status)
    errors = said.get("errors")
    return Problem(
        status=status,
        title=_short(said.get("title") or said.get("error")),
        detail=_short(said.get("detail") or said.get("error_description") or said.get("message")),
        fields=tuple(filter(None, map(_field, errors if isinstance(errors, list) else [])))[:10],
    )


def read_said(body: bytes) -> dict[str, Any] | None:
    """Parse the JSON object in a failure's body; None if it is something else, or larger than 1 MB."""
    try:
        said = parse(body) if len(body) <= _LARGEST else None
    except NotReadable:
        return None
    return said if isinstance(said, dict) else None


def failure(what: str, problem: Problem, words: Words, permission: str | None = None) -> SourceError:
    """Return the error for a status, such as `NotFound` for 404; `what` completes "Could not …".

    `permission` is the permission that the request needs; after a 403, the error says that it is missing.
    """
    status = problem.status or 0
    could_not = f"Could not {what}: {problem}"
    if status == 401:
        sentence = f"The token is not accepted: {problem}"
        next_step = f"Set {words.token_variable} to a valid {words.token}, or store one with te-tui login."
        return NotLoggedIn(sentence, next_step, problem)
    if status == 403:
        missing = "ask for the permission" if permission is None else f'probably "{permission}" is missing'
        return Refused(could_not, f"Check the {words.group} and the role: {missing}.", problem)
    if status == 404:
        return NotFound(could_not, f"Check the id and the {words.group}.", problem)
    if status >= 500 or status in {408, 425}:  # too slow, too early: not what was asked
        return ServerFailed(could_not, "The service has a problem; try again later.", problem)
    if 300 <= status < 400:
        return Rejected(could_not, "Redirects are not followed; check the base URL.", problem)
    return Rejected(could_not, f"Check the {words.group} and the values given.", problem)


def usual_failure(words: Words) -> ReadFailure:
    """Return a `ReadFailure` for vendors whose error bodies have one of the usual formats."""

    def read(what: str, status: int, body: bytes, permission: str | None = None) -> SourceError:
        return failure(what, read_problem(status, body), words, permission)

    return read


def redirected(what: str, status: int, location: str) -> Rejected:
    """Return the error for a redirect, which te-tui does not follow; it names only the target's host."""
    try:
        host = _short(urlsplit(location).hostname)
    except ValueError:
        host = None
    leads = f" leads to {host}" if host else " leads elsewhere" if location else " without an address"
    sentence = f"Could not {what}: HTTP {status}{leads}, so that this is not the API"
    return Rejected(sentence, "Redirects are not followed; check the base URL.", Problem(status))


def unreadable(what: str, why: str, next_step: str | None = None) -> Unreadable:
    """Return the error for an answer that cannot be used."""
    return Unreadable(f"Could not {what}: {why}", next_step or "Check the base URL and any proxy in between.")


def moved(what: str, aid: str) -> Moved:
    """Return the error for a snapshot that turns out to be in another account group, `aid`."""
    sentence = f"Could not {what}: the answer names another account group, it is about account group {aid}"
    return Moved(sentence, f"Look for it in that account group; on the command line that is --aid {aid}.")


def unreachable(what: str, host: str, why: str, next_step: str | None = None) -> Unreachable:
    """Return the error for a connection that failed, broke or took too long."""
    next_step = next_step or "Check the network, the proxy and the base URL."
    return Unreachable(f"Could not {what}: {host} {why}", next_step)


def _short(value: Any) -> str | None:
    said = text(value)
    if said is None or len(said) <= _LONGEST:
        return said
    return said[: _LONGEST - 1] + "…"


def _field(error: Any) -> str | None:
    if not isinstance(error, dict):
        return _short(error)
    name, message = _short(error.get("field")), _short(error.get("message"))
    message = message or _short(error.get("code"))
    return f"{name}: {message}" if name and message else message or name
