"""`te-tui verify`: check whether archives are undamaged and unaltered."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from te_tui.actions.outcome import Progress
from te_tui.archive.folders import archives_in
from te_tui.archive.gaps import describe_gaps
from te_tui.archive.manifest import Manifest
from te_tui.archive.reader import open_archive
from te_tui.cli.changing.progress import ChangeRemarks
from te_tui.cli.output import print_json
from te_tui.cli.parser import Parser
from te_tui.files.private import FileTrouble
from te_tui.models.clean import clean
from te_tui.models.instants import iso
from te_tui.models.words import counted
from te_tui.sources.errors import BadArchive, NotFound

_EPILOG = """\
Needs no token, no settings and no network. Symbolic links are not followed. An incomplete archive that is
unaltered is sound; it is named, and what it lacks. Prints a line for each archive that is not sound.

exit codes:
  0 every archive is sound · 5 one is not, or cannot be read
  4 nothing worse, but a path is not there, or there is no archive in it · 130 interrupted
"""


class Options(NamedTuple):
    """The options of `te-tui verify`, as typed."""

    quiet: bool
    paths: list[Path]
    json: bool


class _Verdict(NamedTuple):
    """The result of checking one path: the manifest of a sound archive, or the error."""

    path: Path
    manifest: Manifest | None = None
    has_digest: bool = False
    error: BadArchive | NotFound | FileTrouble | None = None

    @property
    def gaps(self) -> str:
        """What the archive lacks, in words; empty if it lacks nothing, or is not sound."""
        return describe_gaps(self.manifest) if self.manifest else ""


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain(_EPILOG)
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="ARCHIVE|FOLDER",
        help="an archive file, or a folder: all *.tesnap in it and in its folders",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="as JSON, one object an archive")


def run(arguments: argparse.Namespace) -> int:
    """Check archives one at a time, and print the damaged ones; return the exit code."""
    options = Options(arguments.quiet, arguments.paths, arguments.json)
    remarks = ChangeRemarks(quiet=options.quiet)
    verification = _Verification(remarks, as_json=options.json)
    paths = list(dict.fromkeys(verification.look_for(options.paths)))
    try:
        for number, path in enumerate(paths):
            remarks.show(Progress(len(paths), number - verification.bad, verification.bad), _printable(path))
            verification.add(_judge(path))
    except KeyboardInterrupt:
        remarks.warn(f"stopped after {verification.checked:,} of {len(paths):,} archives")
        raise
    finally:
        remarks.clear()
    verification.close()
    if verification.bad:
        return 5
    return 4 if verification.missing else 0


def _judge(path: Path) -> _Verdict:
    try:
        archive = open_archive(path)
    except (BadArchive, NotFound, FileTrouble) as error:
        return _Verdict(path, error=error)
    return _Verdict(path, archive.manifest, archive.has_digest)


class _Verification:
    """Prints and counts the results of checking archives.

    Attributes:
        checked: the number of archives that were checked.
        bad: the number of damaged archives, and of folders and files that cannot be read.
        missing: the number of paths that do not exist, and of folders without archives.
    """

    def __init__(self, remarks: ChangeRemarks, *, as_json: bool) -> None:
        self._remarks = remarks
        self._as_json = as_json
        self.checked = self.bad = self.missing = 0
        self._incomplete = self._without_digest = self._links = 0

    def look_for(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Yield each file, and in place of a folder the archives in it; report folders without archives."""
        for path in paths:
            if path.is_symlink() or not path.is_dir():
                yield path
                continue
            found = archives_in(path)
            self._links += found.links
            for trouble in found.troubles:
                self.bad += 1
                self._print(_Verdict(trouble.path, error=trouble))
            if not found.archives and not found.troubles:
                self.missing += 1
                self._remarks.warn(f"there is no archive in {_printable(path)}")
            yield from found.archives

    def add(self, verdict: _Verdict) -> None:
        """Count a result, and print it; without --json, a sound and complete archive is not printed."""
        if isinstance(verdict.error, NotFound):
            self.missing += 1
        else:
            self.checked += 1
            self.bad += verdict.error is not None
            self._incomplete += bool(verdict.gaps)
            self._without_digest += verdict.error is None and not verdict.has_digest
        self._print(verdict)

    def close(self) -> None:
        """Print the totals on stderr."""
        if not self.checked:
            return
        links = f"{counted(self._links, 'symbolic link')} not followed"
        bad = f"{self.bad:,} of {counted(self.checked, 'archive')} not sound"
        sound = (
            f"{counted(self.checked, 'archive')} {'are' if self.checked > 1 else 'is'} whole and unaltered"
        )
        facts = (
            f"{self._incomplete:,} incomplete" if self._incomplete else "",
            f"{self._without_digest:,} without a digest of the manifest" if self._without_digest else "",
            links if self._links else "",
        )
        (self._remarks.warn if self.bad else self._remarks.say)(
            "; ".join(filter(None, (bad if self.bad else sound, *facts)))
        )

    def _print(self, verdict: _Verdict) -> None:
        self._remarks.clear()
        if self._as_json:
            print_json(_json(verdict))
        elif verdict.error is not None:
            print(f"{_printable(verdict.path)}: {clean(str(verdict.error))}", flush=True)
        elif verdict.gaps:
            self._remarks.say(f"{_printable(verdict.path)} is sound, but incomplete: {clean(verdict.gaps)}")


def _json(verdict: _Verdict) -> dict[str, object]:
    manifest, sound = verdict.manifest, verdict.error is None
    return {
        "path": str(verdict.path),
        "ok": sound,
        "error": None if sound else clean(str(verdict.error)),
        "format": manifest and manifest.format,
        "manifestDigest": verdict.has_digest if sound else None,
        "snapshotId": manifest and manifest.snapshot_id,
        "snapshotName": manifest and manifest.snapshot_name,
        "aid": manifest and manifest.aid,
        "host": manifest and manifest.host,
        "archivedAt": manifest and iso(manifest.archived),
        "widgets": manifest and manifest.widgets,
        "complete": manifest and not manifest.gaps,
        "lacks": verdict.gaps or None,
        "absentWidgets": manifest and [one.widget_id for one in manifest.absent],
        "unfetchedWidgets": manifest and [one.answer.widget_id for one in manifest.unfetched],
        "unreadableParts": manifest and manifest.unreadable,
    }


def _printable(path: Path) -> str:
    """A path as text that is safe on a terminal; bytes that are not UTF-8 are written as `\\xNN`."""
    return clean(os.fsencode(path).decode("utf-8", "backslashreplace"))
