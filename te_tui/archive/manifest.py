"""An archive's manifest: where its snapshot came from, and each member with its size and digest.

An archive is a zip file. Besides `manifest.json`, it has the API's answers: `snapshot.json`,
`widgets/*.json`, and `unfetched/*` for errors and other answers without data. The answers are kept byte for
byte, except for the secrets that the manifest names (see `secrets`). docs/archive-format.md describes the
format for other programs.

A complete archive of ThousandEyes has format 1. An incomplete one has format 2, so that it is not opened by
an older te-tui, which would take it for complete. An archive of format 3 names its vendor, and may be
incomplete.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AwareDatetime,
    FailFast,
    Field,
    NonNegativeInt,
    TypeAdapter,
    ValidationError,
)

from te_tui.archive.digest import ALGORITHM, agrees, with_digest
from te_tui.models.clean_text import CleanText
from te_tui.models.limits import TooMuch, check_elements
from te_tui.sources.vendors import DEFAULT_VENDOR, UnknownVendor, vendor_named

SUFFIX: Final = ".tesnap"
MANIFEST: Final = "manifest.json"

COMPLETE: Final = 1
WITH_GAPS: Final = 2
WITH_VENDOR: Final = 3
_FORMATS: Final = (COMPLETE, WITH_GAPS, WITH_VENDOR)

_Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class WrongManifest(ValueError):
    """The manifest cannot be used; the message says why, and `next_step` says what to do."""

    def __init__(self, why: str, next_step: str) -> None:
        super().__init__(why)
        self.next_step = next_step


class UnknownFormat(WrongManifest):
    """The archive has a format or a vendor that this te-tui does not know, but a newer one may."""


@dataclass(frozen=True, slots=True)
class Member:
    """The manifest's entry for one file of the archive, which holds an answer of the API.

    Attributes:
        name: its path in the zip.
        size: its size in bytes.
        sha256: its hash, in hexadecimal.
        widget_id: the id of the widget whose data the file holds; None for the snapshot itself.
        blanked: the names of the fields whose secret values were replaced by empty texts.
    """

    name: CleanText
    size: NonNegativeInt
    sha256: _Digest
    widget_id: Annotated[CleanText | None, Field(alias="widgetId")]
    blanked: Annotated[tuple[CleanText, ...], FailFast(), Field(alias="blankedFields")]


@dataclass(frozen=True, slots=True)
class AbsentPanel:
    """A widget that has no data according to the API, with the reason and a next step for people."""

    widget_id: Annotated[CleanText | None, Field(alias="widgetId")]
    sentence: Annotated[CleanText, Field(alias="reason")]
    next_step: Annotated[CleanText, Field(alias="nextStep")]


@dataclass(frozen=True, slots=True)
class UnfetchedPanel:
    """A widget whose data, if any, could not be fetched: the API's answer, the reason and a next step."""

    status: int
    sentence: Annotated[CleanText, Field(alias="reason")]
    next_step: Annotated[CleanText, Field(alias="nextStep")]
    answer: Member


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of one archive; its times are timezone-aware, in UTC.

    Attributes:
        vendor: the vendor of the API; formats 1 and 2 do not name it, which means ThousandEyes.
        host: the host that the snapshot came from.
        absent: widgets that have no data, according to the API.
        unfetched: widgets whose data could not be fetched, after all retries.
        unreadable: the places in the snapshot's answer where a widget cannot be read, such as `widgets[2]`.
    """

    version: Annotated[CleanText, Field(alias="teTuiVersion")]
    archived: Annotated[AwareDatetime, Field(alias="archivedAt")]
    host: Annotated[CleanText, Field(alias="sourceHost")]
    aid: CleanText
    group_name: Annotated[CleanText | None, Field(alias="accountGroupName")]
    snapshot_id: Annotated[CleanText, Field(alias="snapshotId")]
    snapshot_name: Annotated[CleanText | None, Field(alias="snapshotName")]
    created: Annotated[AwareDatetime | None, Field(alias="snapshotCreatedDate")]
    expires: Annotated[AwareDatetime | None, Field(alias="snapshotExpirationDate")]
    snapshot: Member
    panels: Annotated[tuple[Member, ...], FailFast(), Field(alias="widgets")]
    absent: Annotated[tuple[AbsentPanel, ...], FailFast(), Field(alias="absentWidgets")]
    unfetched: Annotated[tuple[UnfetchedPanel, ...], FailFast(), Field(alias="unfetchedWidgets")] = ()
    unreadable: Annotated[tuple[CleanText, ...], FailFast(), Field(alias="unreadableParts")] = ()
    format: Literal[1, 2, 3] = COMPLETE
    vendor: CleanText = DEFAULT_VENDOR

    @property
    def members(self) -> tuple[Member, ...]:
        """The entries of all files in the archive except the manifest; the snapshot's entry comes first."""
        return (self.snapshot, *self.panels, *(one.answer for one in self.unfetched))

    @property
    def widgets(self) -> int:
        """The number of widgets, with data and without."""
        return len(self.panels) + len(self.absent) + len(self.unfetched)

    @property
    def nameless(self) -> int:
        """The number of widgets without an id, whose data cannot be requested."""
        return sum(one.widget_id is None for one in self.absent)

    @property
    def gaps(self) -> int:
        """The number of gaps: unfetched widgets, unreadable places in the answer, widgets without an id."""
        return len(self.unfetched) + len(self.unreadable) + self.nameless


@dataclass(frozen=True, slots=True)
class _Outline:
    """The fields that are checked before the rest of a manifest is read: format, vendor and digest."""

    format: int
    vendor: Any = None
    algorithm: Annotated[Any, Field(alias="digestAlgorithm")] = None
    digest: Any = None


_MANIFEST: Final = TypeAdapter(Manifest)
_OUTLINE: Final = TypeAdapter(_Outline)
_KNOWN: Final = f"{', '.join(map(str, _FORMATS[:-1]))} or {_FORMATS[-1]}"
_NEWER: Final = "Open it with a newer te-tui."
_ANOTHER_COPY: Final = "Use another copy of it, or archive the snapshot again."


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as indented JSON, with its digest."""
    left_out = None if manifest.format == WITH_VENDOR else {"vendor"}
    return with_digest(_MANIFEST.dump_json(manifest, by_alias=True, indent=2, exclude=left_out))


def read_manifest(body: bytes) -> Manifest:
    """Read and check a manifest.

    Raises:
        WrongManifest: its format is unknown, or it is not as te-tui wrote it.
    """
    try:
        check_elements(body)
        outline = _OUTLINE.validate_json(body)
        if outline.format not in _FORMATS:
            raise UnknownFormat(f"its format is {outline.format}, not {_KNOWN}", _NEWER)
        _check_digest(outline, body)
        _check_vendor(outline)
        manifest = _MANIFEST.validate_json(body)
    except (ValidationError, TooMuch):
        raise WrongManifest("its manifest is wrong", _ANOTHER_COPY) from None
    names = {MANIFEST, *(member.name for member in manifest.members)}
    ids = {None, *(member.widget_id for member in manifest.members[1:])}
    if len(names) <= len(manifest.members) or len(ids) < len(manifest.members):
        raise WrongManifest("its manifest names a member or a widget twice, or not at all", _ANOTHER_COPY)
    return manifest


def _check_vendor(outline: _Outline) -> None:
    """Raise `WrongManifest` if the vendor is unknown, missing in format 3, or named in another format."""
    named = outline.vendor
    if (named is not None) != (outline.format == WITH_VENDOR):
        raise WrongManifest("its manifest does not name its vendor as its format does", _ANOTHER_COPY)
    if named is not None:
        try:
            vendor_named(str(named))
        except UnknownVendor:
            raise UnknownFormat("te-tui does not know its vendor", _NEWER) from None


def _check_digest(outline: _Outline, body: bytes) -> None:
    if outline.algorithm is None and outline.digest is None:
        return  # written before manifests had one
    if outline.algorithm not in (None, ALGORITHM):
        raise UnknownFormat("its manifest has a digest of an unknown kind", _NEWER)
    if not agrees(body):
        raise WrongManifest("its manifest is not as it was written", _ANOTHER_COPY)
