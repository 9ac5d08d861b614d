"""Writing new files without replacing existing ones: `write_new` picks a free name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Final

from te_tui.files.private import make_folder, sync_folder, trouble

_FILE: Final = 0o600


def write_new(folder: Path, stem: str, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files whose names differ only in their ending, such as `.txt` and `.svg`; return their paths.

    If any of the files exists already, all of them get a number, such as `-2`, before the ending.

    Args:
        folder: The folder to write to; it is made if it is missing.
        stem: The name of the files without ending.
        contents: The content of each file, by its ending including the dot.

    Raises:
        FileTrouble: a file could not be written; none of the files is left then.
    """
    with trouble("write", folder / stem):
        make_folder(folder)
    for number in count(1):
        name = stem if number == 1 else f"{stem}-{number}"
        paths = tuple(folder / f"{name}{ending}" for ending in contents)
        if _written(paths, tuple(contents.values())):
            return paths
    raise AssertionError  # there is always a number


def _written(paths: tuple[Path, ...], contents: tuple[bytes, ...]) -> bool:
    """Write all files and return True; if any of them exists already, write none and return False."""
    written: list[Path] = []
    try:
        for path, content in zip(paths, contents, strict=True):
            with trouble("write", path):
                try:
                    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE)
                except FileExistsError:
                    break
                written.append(path)
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
        else:
            with trouble("write", paths[0]):
                sync_folder(paths[0].parent)
            return True
    except BaseException:
        _remove(written)
        raise
    _remove(written)
    return False


def _remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
