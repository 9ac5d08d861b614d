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
    """Opens the live source of a vendor."""

    def __call__(
        self, origin: Origin, secret: Secret | Callable[[], Awaitable[Secret]], **options: Unpack[Options]
    ) -> LiveSource:
        """Open it; nothing is asked before the first request.

        Args:
            origin: where requests go, and the only place where the token goes.
            secret: the token, or how to get it when the first request needs it.
            options: further options, each with a default.
        """


def no_body(request: SnapshotRequest | SavedTestRequest) -> NoReturn:
    """Refuse to write a request that the vendor does not take."""
    raise Rejected(
        f"Could not create the snapshot {request.name}: te-tui cannot do that there", "Do without."
    )


def at_own_host(link: str | None, host: str) -> str | None:
    """The link if it may be given to people, else None: at the profile's host, https or this machine."""
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
    """Read nothing: the vendor has no evidence of single panels."""
    from te_tui.sources.reading.decode import NotReadable

    raise NotReadable(f"there is none of widget {panel.widget_id} alone")


def never_empty(_evidence: bytes) -> bool:
    """False: the vendor has no evidence of single panels that could be empty."""
    return False


@dataclass(frozen=True, slots=True)
class Vendor:
    """One vendor: its facts, and the functions that open its sources and read its answers.

    Attributes:
        name: the name of its folder, as profiles and manifests have it.
        words: the names that people use for it and for its things.
        default_address: where its API is, unless a profile says otherwise; None: each has its own.
        abilities: the abilities of its sources; a source that may do less has fewer of its own.
        open: opens the live source.
        snapshot_id_in: the id that an address of its API or its application holds, given the profile's base
            address; else NamesNoSnapshot.
        read_snapshot: reads the evidence of an opened snapshot, given its id, which some answers do not
            repeat; NotReadable if it is no snapshot.
        read_content: reads the evidence of what a panel showed; NotReadable if it is something else. Not
            needed where snapshots come with all data.
        is_empty: whether the evidence of what a panel showed holds no value, or cannot be read.
        may_hand_on: a link, if it may be given to people; the second argument is the profile's host, where
            links have to be unless this says otherwise.
        limits: the limits of its sources, such as the longest life of a snapshot.
        base_in: the base address in what a person may paste for it, without paths of the API or the pages.
        read_failure: reads an answer that is not a success, if the usual reader does not fit.
        secret_fields: names of fields in its answers whose values are never kept.
        evidence_in: finds the evidence of a snapshot in a file that may be written by hand; NotReadable if
            there is none.
        snapshot_body: the body of a request for a new snapshot.
        saved_test_body: the body of a request for a new test snapshot.
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
