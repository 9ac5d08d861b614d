"""Merging a snapshot's earlier archives and the API's present answers into one archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple, Protocol, TypeAlias

from te_tui import __version__
from te_tui.archive.collecting import Collected, Part, RefusedAnswer, panels_of
from te_tui.archive.manifest import WITH_GAPS, WITH_VENDOR, AbsentPanel, Manifest, Member, UnfetchedPanel
from te_tui.archive.reader import Archive
from te_tui.archive.standing import Identity
from te_tui.models.snapshot import Snapshot
from te_tui.sources.errors import NoId
from te_tui.sources.vendors import DEFAULT_VENDOR, vendor_named

_IsEmpty: TypeAlias = Callable[[bytes], bool]


class Content(Protocol):
    """Protocol for an answer of the API, either just fetched or from an archive."""

    @property
    def body(self) -> bytes:
        """The bytes of the answer, without its secrets."""

    def member(self, name: str) -> Member:
        """This answer's entry in the manifest; `name` is its file in the archive."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The manifest of a merged archive, and the contents of its files in the manifest's order.

    `manifest` describes the answer that names most widgets, which may be an archived one. `seen` is what the
    manifest would be if it described the API's present answer.
    """

    manifest: Manifest
    contents: tuple[Content, ...]
    seen: Manifest

    @property
    def bodies(self) -> Iterator[bytes]:
        """The bytes of each file of the archive except the manifest, in the manifest's order."""
        return (content.body for content in self.contents)

    def tells_more_than(self, archive: Archive) -> bool:
        """Whether this merge adds anything to `archive`: data that it lacks, more widgets, or fewer gaps."""
        ours, known = self.manifest, archive.manifest
        held = {(member.widget_id, member.sha256) for member in known.panels}
        adds_data = any((member.widget_id, member.sha256) not in held for member in ours.panels)
        return adds_data or ours.widgets > known.widgets or ours.gaps < known.gaps


class _Held(NamedTuple):
    """An answer of the API in an earlier archive, with its entry in that archive's manifest."""

    archive: Archive
    described: Member

    @property
    def body(self) -> bytes:
        return self.archive.body(self.described)

    def member(self, name: str) -> Member:
        return replace(self.described, name=name)


class _Answer(NamedTuple):
    """An answer of the API for a snapshot, and the places in it where a widget could not be read."""

    snapshot: Snapshot
    content: Content
    unreadable: tuple[str, ...]

    @property
    def tells(self) -> tuple[int, int, int]:
        """A sort key, greater for answers that name more widgets, because some answers omit widgets."""
        panels = panels_of(self.snapshot)
        with_id = sum(panel.widget_id is not None for panel in panels)
        return len(panels), with_id, -len(self.unreadable)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the manifest of a new archive says of where and when it was made.

    `embeds_data` says that the snapshot's answer has all widgets' data, so none are fetched separately.
    """

    identity: Identity
    vendor: str
    embeds_data: bool
    group_name: str | None
    now: datetime


def merge(collected: Collected, archives: Sequence[Archive], labels: Labels) -> Merged:
    """Merge the API's present answers with the snapshot's earlier archives, the fullest archive first.

    Archived data of a widget are kept unless they are empty. Empty data are replaced by what the API returned
    now: by data with values, or by an error, as the widget may have data by now that could not be fetched.
    The reason why a widget has no data is taken from an archive only if the API was not asked about the
    widget this time.
    """
    parts = _Parts.of(collected, archives, vendor_named(labels.vendor).is_empty)
    answers = [_Answer(collected.snapshot, collected.part, _unreadable(collected.snapshot, collected))]
    answers += [
        _Answer(one.snapshot, _Held(one, one.manifest.snapshot), _unreadable(one.snapshot))
        for one in archives
    ]
    best = max(answers, key=lambda answer: answer.tells)
    contents = (best.content, *parts.data.values(), *(content for _, content in parts.unfetched.values()))
    return Merged(parts.described(best, labels), contents, parts.described(answers[0], labels))


class _Parts(NamedTuple):
    """The data of widgets, and the reasons why other widgets have no data, all by widget id."""

    data: dict[str | None, Content]
    absent: dict[str | None, AbsentPanel]
    unfetched: dict[str | None, tuple[UnfetchedPanel, Content]]

    @classmethod
    def of(cls, collected: Collected, archives: Sequence[Archive], is_empty: _IsEmpty) -> _Parts:
        """Collect what is known of each widget: its data, or why it has none.

        The reason is what the API answered now, or else the reason that an archive gives.
        """
        parts = cls(_data(collected, archives, is_empty), {}, {})
        for widget_id, piece in collected.pieces.items():
            known = parts.data.get(widget_id)
            if isinstance(piece, RefusedAnswer) and (known is None or is_empty(known.body)):
                parts.data.pop(widget_id, None)
                parts.unfetched[widget_id] = piece.described("unfetched"), piece.part
            elif widget_id not in parts.data and isinstance(piece, AbsentPanel):
                parts.absent[widget_id] = piece
        for archive in archives:
            for gap in archive.manifest.unfetched:
                if not parts.knows(gap.answer.widget_id):
                    parts.unfetched[gap.answer.widget_id] = gap, _Held(archive, gap.answer)
            for absent in archive.manifest.absent:
                if absent.widget_id is not None and not parts.knows(absent.widget_id):
                    parts.absent[absent.widget_id] = absent
        return parts

    def knows(self, widget_id: str | None) -> bool:
        """Whether anything is known of the widget: its data, or why it has none."""
        return widget_id in self.data or widget_id in self.absent or widget_id in self.unfetched

    def described(self, answer: _Answer, labels: Labels) -> Manifest:
        """The manifest of the archive: its data, why some are missing, and the snapshot's `answer`."""
        row = answer.snapshot.row
        manifest = Manifest(
            version=__version__,
            archived=labels.now.astimezone(UTC).replace(microsecond=0),
            host=labels.identity.host,
            aid=labels.identity.aid,
            group_name=labels.group_name,
            snapshot_id=labels.identity.snapshot_id,
            snapshot_name=row.name,
            created=row.created,
            expires=row.expires,
            snapshot=answer.content.member("snapshot.json"),
            # Names of strangers never become paths.
            panels=tuple(_numbered("widgets/{:04}.json", self.data.values())),
            absent=(*self.absent.values(), *(() if labels.embeds_data else _nameless(answer.snapshot))),
            unfetched=tuple(
                replace(gap, answer=content.member(f"unfetched/{number:04}"))
                for number, (gap, content) in enumerate(self.unfetched.values(), 1)
            ),
            unreadable=answer.unreadable,
            vendor=labels.vendor,
        )
        if labels.vendor != DEFAULT_VENDOR:
            return replace(manifest, format=WITH_VENDOR)
        return replace(manifest, format=WITH_GAPS) if manifest.gaps else manifest


def _data(collected: Collected, archives: Sequence[Archive], is_empty: _IsEmpty) -> dict[str | None, Content]:
    """Each widget's data, by widget id: the first data with values, or else the first data.

    The archives come first, in the given order, and then what the API returned now.
    """
    contents: list[tuple[str | None, Content]] = [
        (member.widget_id, _Held(archive, member))
        for archive in archives
        for member in archive.manifest.panels
    ]
    contents += [(one, piece) for one, piece in collected.pieces.items() if isinstance(piece, Part)]
    data: dict[str | None, Content] = {}
    for widget_id, content in contents:
        known = data.setdefault(widget_id, content)
        if known is not content and is_empty(known.body) and not is_empty(content.body):
            data[widget_id] = content
    return data


def _numbered(name: str, contents: Iterable[Content]) -> Iterator[Member]:
    return (content.member(name.format(number)) for number, content in enumerate(contents, 1))


def _nameless(snapshot: Snapshot) -> Iterator[AbsentPanel]:
    for panel in snapshot.panels:
        if panel.widget_id is None:
            error = NoId.of_widget()
            yield AbsentPanel(None, error.sentence, error.next_step)


def _unreadable(snapshot: Snapshot, collected: Collected | None = None) -> tuple[str, ...]:
    """The places in a snapshot's answer, such as `widgets[2]`, that cannot be read and may hold widgets."""
    listed_none = snapshot.layout and not snapshot.panels  # they have their places, but are not listed
    if listed_none or (collected is not None and collected.doubtful):
        return ("widgets",)
    places = snapshot.hides_panels
    return places if places or collected is None or snapshot.has_list else ("widgets",)
