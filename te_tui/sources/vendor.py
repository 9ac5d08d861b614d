"""The facts and functions of one vendor: all that the rest of te-tui needs before a source is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol, Unpack

from te_tui.sources.abilities import NO_LIMITS
from te_tui.sources.errors import Rejected

if TYPE_CHECKING:
    from te_tui.credentials.secret import Secret
    from te_tui.models.panels import Panel, PanelContent
    from te_tui.models.request import SavedTestRequest, SnapshotRequest
    from te_tui.models.snapshot import Snapshot
    from te_tui.sources.abilities import Abilities, Limits
    from te_tui.sources.base import LiveSource
    from te_tui.sources.errors import SourceError
    from te_tui.sources.http.live import Options
    from te_tui.sources.http.origin import Origin
    from te_tui.sources.http.problems import ReadFailure
    from te_tui.sources.words import Words


_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class NamesNoSnapshot(ValueError):
    """An address names no snapshot; the message says why, and what to do, in whole sentences."""


class Open(Protocol):
    """Protocol of a function that opens the live source of a vendor."""

    def __call__(
        self, origin: Origin, secret: Secret | Callable[[], Awaitable[Secret]], **options: Unpack[Options]
    ) -> LiveSource:
        """Open the source; this sends nothing.

        Args:
            origin: the base address, and the only address that gets the token.
            secret: the token, or a function that gets it when the first request needs it.
            options: further options, each with a default.
        """


def no_body(request: SnapshotRequest | SavedTestRequest) -> NoReturn:
    """Refuse to write the body of a request that the vendor does not support."""
    raise Rejected(
        f"Could not create the snapshot {request.name}: te-tui cannot do that there", "Do without."
    )


def at_own_host(link: str | None, host: str) -> str | None:
    """The link if it is at the profile's host `host`, and is https or leads to this machine; else None."""
    from urllib.parse import urlsplit

    if link is None or not link.isprintable():
        return None
    try:
        parts = urlsplit(link)
        is_here = parts.hostname in _LOOPBACK
    except ValueError:
        return None
    named = parts.netloc.casefold().removesuffix(":443")
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_here)
    return link if is_safe and named == host.partition("/")[0].casefold() else None


def no_content(panel: Panel, _evidence: bytes) -> NoReturn:
    """Raise NotReadable: the vendor has no stored answers for single panels."""
    from te_tui.sources.reading.decode import NotReadable

    raise NotReadable(f"there is none of widget {panel.widget_id} alone")


def never_empty(_evidence: bytes) -> bool:
    """Always False: the vendor has no stored answers for single panels that could be empty."""
    return False


@dataclass(frozen=True, slots=True)
class Vendor:
    """One vendor: its facts, and the functions that open its sources and read its answers.

    Attributes:
        name: the name of its folder, as profiles and manifests have it.
        words: the vendor's own terms, such as "organization" for an account group.
        default_address: the base address of its API, unless a profile gives another; None: no default.
        abilities: the abilities of its sources; a source that may do less states its own.
        open: opens the live source.
        snapshot_id_in: finds the snapshot's id in an address of the API or the application, given the
            profile's base address; raises NamesNoSnapshot.
        read_snapshot: reads the stored answer for a snapshot, given its id, which some answers do not
            repeat; raises NotReadable if it is no snapshot.
        read_content: reads the stored answer for one panel; raises NotReadable if it is something else. Not
            needed where snapshots come with the data of all panels.
        is_empty: whether the stored answer for one panel holds no value, or cannot be read.
        may_hand_on: returns a link if it may be given to people, else None; the second argument is the
            profile's host, where links have to be by default.
        limits: the limits of its sources, such as the longest life of a snapshot.
        base_in: finds the base address in pasted text, without paths of the API or of web pages.
        read_failure: reads an answer that is not a success, if the usual reader does not fit.
        secret_fields: names of fields in its answers whose values are never kept.
        evidence_in: finds the stored answer for a snapshot in a file that may be written by hand; raises
            NotReadable if there is none.
        snapshot_body: writes the body of a request for a new snapshot.
        saved_test_body: writes the body of a request for a new test snapshot.
    """

    name: str
    words: Words
    default_address: str | None
    abilities: Abilities
    open: Open
    snapshot_id_in: Callable[[str, str], str]
    read_snapshot: Callable[[bytes, str], Snapshot]
    read_content: Callable[[Panel, bytes], PanelContent] = no_content
    is_empty: Callable[[bytes], bool] = never_empty
    may_hand_on: Callable[[str | None, str], str | None] = at_own_host
    limits: Limits = NO_LIMITS
    base_in: Callable[[str], str] = str.strip
    read_failure: ReadFailure | None = None
    secret_fields: frozenset[str] = frozenset()
    evidence_in: Callable[[bytes], bytes] = bytes
    snapshot_body: Callable[[SnapshotRequest], dict[str, Any]] = no_body
    saved_test_body: Callable[[SavedTestRequest], dict[str, Any]] = no_body

    @property
    def label(self) -> str:
        """The vendor's name for people."""
        return self.words.vendor

    def failure(self, what: str, status: int, body: bytes) -> SourceError:
        """The error for an answer that is not a success; `what` completes "Could not …"."""
        from te_tui.sources.http.problems import usual_failure

        return (self.read_failure or usual_failure(self.words))(what, status, body)
