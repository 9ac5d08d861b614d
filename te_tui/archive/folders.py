"""Finding archive files in a folder and its subfolders: all of them, or one by its file name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from te_tui.archive.manifest import SUFFIX
from te_tui.files.private import FileTrouble


class Found(NamedTuple):
    """The archives found in a folder.

    Attributes:
        archives: the sorted paths of all files with the suffix of archives; none has been opened.
        links: the number of symbolic links with this suffix, which are left out.
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
    """The path of the archive with the file name `name`, suffix optional; None if there is none."""
    return next((path for path in archives_in(folder).archives if path.name in {name, name + SUFFIX}), None)


def completed(beginning: str, folder: Path) -> str:
    """Complete the typed start of an archive's file name, like Tab in a shell.

    The result is the longest start that all matching file names in the folder have in common.
    """
    names = [path.name for path in archives_in(folder).archives if path.name.startswith(beginning)]
    common = os.path.commonprefix(list(filter(str.isprintable, names)))  # noqa: RUF071 - of letters
    return common or beginning
