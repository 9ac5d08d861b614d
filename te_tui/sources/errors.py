"""The errors of sources: a small hierarchy, whose classes screens and commands catch by name.

SourceError
├── Refused        401, 403: the token is not accepted, or may not do this
│   ├── NotLoggedIn    there is no token, or it is not accepted (401): only another token helps
│   └── ReadOnlyMode   nothing was sent: te-tui is in read-only mode
├── NotFound       404: no such thing, or not in this account group
│   └── NoId           nothing was sent: the text cannot be an id
├── Ambiguous      several ids begin with the typed text; nothing was done
├── Rejected       400 and other 4xx: the request itself was wrong
├── BadArchive     the file is no archive, or a damaged one
│   └── NotEnough      the archive lacks too much for its snapshot to be deleted
└── Unavailable    nothing usable came back, after all retries
    ├── RateLimited    429 for longer than anyone should wait
    ├── Overdue        nothing was sent: a change had to wait too long
    ├── ServerFailed   5xx
    ├── Unreachable    no connection, or it broke, or time ran out
    └── Unreadable     not JSON, cut short, too large
        └── Moved          the requested snapshot is in another account group
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class Problem(NamedTuple):
    """A server's description of a failure (RFC 9457; api.md, section 9), without control characters.

    `fields` are its messages on single fields of the request.
    """

    status: int | None = None
    title: str | None = None
    detail: str | None = None
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The problem in one line: HTTP status, title, detail and fields, without repetitions."""
        said = [
            f"HTTP {self.status}" if self.status else "",
            self.title or "",
            self.detail or "",
            *self.fields,
        ]
        return ": ".join(dict.fromkeys(part for part in said if part))


class Answer(NamedTuple):
    """The answer that came with a failure: an HTTP status, and the body byte for byte."""

    status: int
    body: bytes


class SourceError(Exception):
    """A source could not do what was asked.

    `sentence` says what failed and why, `next_step` what a person can do about it; `str()` is both.
    `answer` is the answer to the last try, if it was a refusal or could not be read.
    `perhaps_done` is whether the change may have been made in spite of the error. It can be True only if the
    change must not be sent twice, or for `Overdue`: there, an earlier try may have made the change.
    `lasts` is whether a repetition would most likely fail, too, so that none is proposed to the person.
    """

    lasts: ClassVar[bool] = False

    def __init__(self, sentence: str, next_step: str, problem: Problem | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step
        self.problem = problem or Problem()
        self.answer: Answer | None = None
        self.perhaps_done = False

    def __str__(self) -> str:
        return f"{self.sentence.rstrip('.')}. {self.next_step}"

    def name(self, thing: str, identity: str, name: str) -> None:
        """Replace a thing's id by its name in the sentence: `widget 5f3a` becomes `widget "Loss"`."""
        self.sentence = self.sentence.replace(f"{thing} {identity}", f'{thing} "{name}"', 1)


class Refused(SourceError):
    """The token is not accepted (401), or may not do this (403)."""


class NotLoggedIn(Refused):
    """There is no token, or it is not accepted (401); only another token helps."""


class ReadOnlyMode(Refused):
    """te-tui is in read-only mode, so it did not send the request."""

    lasts = True


class NotFound(SourceError):
    """The thing does not exist, does not exist yet, or is in another account group (404)."""


class NoId(NotFound):
    """The text cannot be an id, so that no request was sent."""

    lasts = True

    @classmethod
    def of_widget(cls) -> NoId:
        """The error for a widget that the API sent without an id."""
        return cls("The API sent this widget without an id", "Its data cannot be loaded.")


class Ambiguous(SourceError):
    """The beginning of an id that a person typed fits several snapshots."""

    lasts = True


class Rejected(SourceError):
    """The request itself was refused by the server (400 and other 4xx), or is not supported."""


class BadArchive(SourceError):
    """The file is no archive of a snapshot, or a damaged one."""

    lasts = True


class NotEnough(BadArchive):
    """The archive lacks so much data that its snapshot must not be deleted."""


class Unavailable(SourceError):
    """No usable answer came, after all retries."""


class RateLimited(Unavailable):
    """The rate limit lasts longer than anyone should wait (429)."""


class Overdue(Unavailable):
    """A change was not sent: it had to wait so long that the snapshot may be different by now."""


class ServerFailed(Unavailable):
    """The server failed (5xx)."""


class Unreachable(Unavailable):
    """There was no connection, it broke, or time ran out."""


class Unreadable(Unavailable):
    """The answer is not JSON, was cut short, or is too large."""


class Moved(Unreadable):
    """The answer says that the requested snapshot is in an account group other than the requested one."""
