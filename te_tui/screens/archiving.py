"""Archiving from the explorer: a screen asks, and the app does it, because the work outlives the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from textual.binding import Binding
from textual.message import Message

from te_tui.files.private import FileTrouble
from te_tui.models.account_group import AccountGroup
from te_tui.screens.explorer_screen import Session
from te_tui.sources.errors import Refused, SourceError

if TYPE_CHECKING:
    from te_tui.archive.writer import Archived
    from te_tui.models.snapshot import Snapshot

# Not in the footer, which has no room for it at 80 columns.
ARCHIVE_KEY: Final = Binding(
    "a",
    "archive",
    "Archive",
    show=False,
    tooltip="Keep this snapshot, or the marked ones, in files",
    id="snapshots.archive",
)


class ArchiveAsked(Message):
    """Somebody wants snapshots of one account group in files."""

    def __init__(self, group: AccountGroup, snapshot_ids: Sequence[str]) -> None:
        super().__init__()
        self.group = group
        self.snapshot_ids = snapshot_ids


@dataclass(frozen=True, slots=True)
class Told:
    """What to say at the end of some work."""

    sentence: str
    severity: Literal["information", "warning", "error"]


async def archive_all(
    session: Session, folder: Path, asked: ArchiveAsked, tell: Callable[[str | None], None]
) -> Told:
    """Archive one snapshot after another, after all that was asked for before; `tell` is told of progress."""
    from te_tui.archive.writer import archive

    done: list[Archived] = []
    failures: list[SourceError | FileTrouble] = []
    count = len(asked.snapshot_ids)

    def told(snapshot: Snapshot, widgets: int) -> None:
        which = f"{len(done) + len(failures) + 1}/{count}: " if count > 1 else ""
        tell(f"archiving {which}{widgets}/{len(snapshot.panels)} widgets")

    async with session.archiving:
        for snapshot_id in asked.snapshot_ids:
            try:
                done.append(
                    await archive(
                        session.source,
                        str(asked.group.aid),
                        snapshot_id,
                        folder,
                        now=session.now(),
                        group_name=asked.group.name,
                        told=told,
                    )
                )
            except (SourceError, FileTrouble) as error:
                failures.append(error)
                if isinstance(error, Refused):  # the others would be refused as well
                    break
        tell(None)
    return _outcome(done, failures, count)


def _outcome(done: list[Archived], failures: list[SourceError | FileTrouble], count: int) -> Told:
    if failures:
        missed = f"{count - len(done):,} of {count:,} snapshots were not archived. " if count > 1 else ""
        return Told(f"{missed}{failures[0]}", "error")
    before = sum(archived.kept for archived in done)
    missing = sum(len(archived.manifest.absent) for archived in done)
    absent = f" ({missing:,} without data)" if missing else ""
    if count > 1:
        kept = f"; {before:,} had been before" if before else ""
        widgets = sum(len(archived.manifest.panels) for archived in done)
        said = f"{count:,} snapshots with {widgets:,} widgets{absent} are archived in"
        return Told(f"{said} {done[0].path.parent}{kept}.", "information")
    manifest = done[0].manifest
    said = "was archived before" if before else f"is archived with {len(manifest.panels):,} widgets{absent}"
    return Told(f"{manifest.snapshot_name or manifest.snapshot_id} {said}: {done[0].path}", "information")
