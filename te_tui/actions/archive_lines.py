"""Describing the result of archiving, in sentences."""

from __future__ import annotations

from te_tui.actions.archive_run import ArchiveReport
from te_tui.archive.gaps import describe_gaps
from te_tui.archive.manifest import Manifest
from te_tui.archive.writer import Archived
from te_tui.models.words import counted


def describe_report(report: ArchiveReport) -> str:
    """Sentences on how many snapshots are archived and how many are not, with the first failure's reason."""
    if report.total == 1 and report.done:
        return _told_one(report.done[0])
    if report.total == 1 and report.failures:
        return str(report.failures[0])
    said = [_told_all(report.done)] if report.done else []
    of_all = f"of {counted(report.total, 'snapshot')}"
    if failed := len(report.failures):
        said.append(f"{failed:,} {of_all} could not be archived. {report.failures[0]}")
    if report.remains:
        said.append(f"{report.remains:,} {of_all} {'was' if report.remains == 1 else 'were'} not archived.")
    return " ".join(said)


def describe_incomplete(manifest: Manifest) -> str:
    """A sentence, without full stop, on what an archive lacks; empty if the archive is complete."""
    gaps = describe_gaps(manifest)
    return f"{_name(manifest)} is archived, but incompletely: {gaps}" if gaps else ""


def _told_one(archived: Archived) -> str:
    manifest = archived.manifest
    said = f"is archived with {len(manifest.panels):,} widgets{_without_data([archived])}"
    if archived.kept:
        said = "was archived before"
    return f"{describe_incomplete(manifest) or f'{_name(manifest)} {said}'}: {archived.path}"


def _told_all(done: tuple[Archived, ...]) -> str:
    widgets = sum(len(archived.manifest.panels) for archived in done)
    count = counted(len(done), "snapshot")
    said = (
        f"{count} with {widgets:,} widgets{_without_data(done)} {'are' if len(done) > 1 else 'is'} archived"
    )
    before = sum(archived.kept for archived in done)
    kept = f"; {before:,} had been before" if before else ""
    lacking = sum(archived.manifest.gaps > 0 for archived in done)
    incomplete = f"; {lacking:,} incomplete" if lacking else ""
    return f"{said} in {done[0].path.parent}{kept}{incomplete}."


def _without_data(done: tuple[Archived, ...] | list[Archived]) -> str:
    missing = sum(len(archived.manifest.absent) for archived in done)
    return f" ({missing:,} without data)" if missing else ""


def _name(manifest: Manifest) -> str:
    return manifest.snapshot_name or manifest.snapshot_id
