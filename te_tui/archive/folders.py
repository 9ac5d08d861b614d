"""Finding the archive files in a folder and its subfolders, and one of them by its file name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from te_tui.archive.manifest import SUFFIX
from te_tui.files.private import FileTrouble


class Found(NamedTuple):
    """The archives found in a folder.

    Attributes:
        archives: their paths, sorted; they were found by their suffix, and none has been opened.
        links: how many symbolic links with an archive's name were passed over.
        troubles: an error for each folder that could not be read.
    """

    archives: tuple[Path, ...]
    links: int
    troubles: tuple[FileTrouble, ...]


def archives_in(folder: Path) -> Found:
    """Find the archives in a folder and its subfolders; symbolic links are not followed."""
    troubles = []

    def note(error: OSError) -> None:
        path = Path(error.filename or folder)
        troubles.append(FileTrouble("read", path, error.strerror or type(error).__name__))

    named = [
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=note)
        for name in names
        if name.lower().endswith(SUFFIX)
    ]
    archives = sorted(path for path in named if not path.is_symlink())
    return Found(tuple(archives), len(named) - len(archives), tuple(troubles))


def archive_named(name: str, folder: Path) -> Path | None:
    """The path of the archive with this file name, with or without its suffix; None if there is none."""
    return next((path for path in archives_in(folder).archives if path.name in {name, name + SUFFIX}), None)


def completed(beginning: str, folder: Path) -> str:
    """Extend `beginning` to the longest start that all matching archive file names share, as a shell does."""
    names = [path.name for path in archives_in(folder).archives if path.name.startswith(beginning)]
    common = os.path.commonprefix(list(filter(str.isprintable, names)))  # noqa: RUF071 - of letters
    return common or beginning
