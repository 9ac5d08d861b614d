"""The errors of sources: a small family, caught by name at the edge.

SourceError
├── Refused        401, 403: the token is not accepted, or may not do this
│   ├── NotLoggedIn    there is no token, or it is not accepted (401): the same token helps nobody
│   └── ReadOnlyMode   nothing was asked: te-tui was told to change nothing
├── NotFound       404: no such thing, or not in this account group
│   └── NoId           nothing was asked: no request can name it
├── Ambiguous      several snapshots are meant by a part of an id; nothing was done
├── Rejected       400 and other 4xx: the request itself was wrong
├── BadArchive     a file that is no archive, or a damaged one
│   └── NotEnough      one that lacks too much for its snapshot to be deleted
└── Unavailable    nothing usable came back, after all retries
    ├── RateLimited    429 for longer than anyone should wait
    ├── Overdue        nothing was asked: what a change goes by would have been too old
    ├── ServerFailed   5xx
    ├── Unreachable    no connection, or it broke, or time ran out
    └── Unreadable     not JSON, cut short, too large
        └── Moved          about the snapshot that was asked for, but in another account group
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class Problem(NamedTuple):
    """A server's description of a failure (RFC 9457; api.md, section 9); every text is clean."""

    status: int | None = None
    title: str | None = None
    detail: str | None = None
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The problem in one line, nothing told twice."""
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
    `answer` is the answer to the last try, where that was a refusal or could not be read.
    `perhaps_done` is whether a change that must not be repeated may have been made all the same.
    `lasts` is whether asking again is not proposed, because the answer would most likely be the same.
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
        """Say a thing's name in the sentence in the place of its id: `widget "Loss"` for `widget 5f3a`."""
        self.sentence = self.sentence.replace(f"{thing} {identity}", f'{thing} "{name}"', 1)


class Refused(SourceError):
    """The token is not accepted (401), or may not do this (403)."""


class NotLoggedIn(Refused):
    """There is no token, or it is not accepted (401); only another one helps."""


class ReadOnlyMode(Refused):
    """te-tui was told to change nothing, so it did not even ask."""

    lasts = True


class NotFound(SourceError):
    """There is no such thing, not in this account group, or not yet (404)."""


class NoId(NotFound):
    """A text that is no id, so that no request can name it; nothing was asked."""

    lasts = True

    @classmethod
    def of_widget(cls) -> NoId:
        """The error for a widget that the API sent without an id."""
        return cls("The API sent this widget without an id", "Its data cannot be loaded.")


class Ambiguous(SourceError):
    """Several snapshots have an id that begins with what was typed."""

    lasts = True


class Rejected(SourceError):
    """The server understood and said no (400 and other 4xx)."""


class BadArchive(SourceError):
    """The file is no archive of a snapshot, or a damaged one."""

    lasts = True


class NotEnough(BadArchive):
    """The archive lacks too much for its snapshot to be deleted."""


class Unavailable(SourceError):
    """No usable answer came, after all retries."""


class RateLimited(Unavailable):
    """The rate limit lasts longer than anyone should wait (429)."""


class Overdue(Unavailable):
    """A change had to wait so long that the snapshot may have changed meanwhile; it was not sent."""


class ServerFailed(Unavailable):
    """The server failed (5xx)."""


class Unreachable(Unavailable):
    """There was no connection, it broke, or time ran out."""


class Unreadable(Unavailable):
    """The answer is not JSON, was cut short, or is too large."""


class Moved(Unreadable):
    """The answer is about the snapshot that was asked for, and says that it is in another account group."""
