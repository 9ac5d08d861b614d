"""The archive files in a folder and in the folders inside it, and finding one of them by its file name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from te_tui.archive.manifest import SUFFIX
from te_tui.files.private import FileTrouble


class Found(NamedTuple):
    """The archives found in a folder.

    Attributes:
        archives: their paths, sorted; chosen by name alone, nothing has been opened.
        links: how many symbolic links with an archive's name were passed over.
        troubles: folders that could not be read.
    """

    archives: tuple[Path, ...]
    links: int
    troubles: tuple[FileTrouble, ...]


def archives_in(folder: Path) -> Found:
    """Look for archives in a folder and the folders inside it; symbolic links are not followed."""
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
    """The archive in a folder that has this file name, or has it with the suffix; None if there is none."""
    return next((path for path in archives_in(folder).archives if path.name in {name, name + SUFFIX}), None)


def completed(beginning: str, folder: Path) -> str:
    """The beginning of a file name, completed as far as the names of all archives that have it agree."""
    names = [path.name for path in archives_in(folder).archives if path.name.startswith(beginning)]
    common = os.path.commonprefix(list(filter(str.isprintable, names)))  # noqa: RUF071 - of letters
    return common or beginning
