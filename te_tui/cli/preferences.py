"""The person's preferences for the explorer, read from the settings: keys and theme."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from te_tui.files.places import Places
from te_tui.files.private import FileTrouble
from te_tui.keys.keymap import AS_DELIVERED, KeyMap, WrongKeys, key_map
from te_tui.settings.file import load_settings, save_settings


class Preferences(NamedTuple):
    """The person's key bindings and theme.

    Attributes:
        path: The settings file, to which a newly chosen theme is written.
        keys: The key of each action: the person's own, else the one te-tui comes with.
        theme: The name of the chosen theme; None if none was chosen.
    """

    path: Path
    keys: KeyMap = AS_DELIVERED
    theme: str | None = None


def keep_theme(path: Path, name: str) -> None:
    """Write the name of the chosen theme into the settings file; the other settings stay as they are.

    Raises:
        FileTrouble: the settings cannot be read or written.
    """
    save_settings(path, load_settings(path)._replace(theme=name))


def preferences_here() -> Preferences:
    """The preferences in the settings of this machine.

    Raises:
        FileTrouble: the settings cannot be read, or name an unknown action or key, or clash in their keys.
    """
    path = Places.of(os.environ).settings
    settings = load_settings(path)
    try:
        keys = key_map(settings.keys)
    except WrongKeys as wrong:
        raise FileTrouble("read", path, f"[keys]: {wrong}") from None
    return Preferences(path, keys, settings.theme)
