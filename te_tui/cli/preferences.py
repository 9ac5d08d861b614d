"""How a person uses the explorer, from the settings: keys and colours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from te_tui.files.places import Places
from te_tui.files.private import FileTrouble
from te_tui.keys.keymap import AS_DELIVERED, KeyMap, WrongKeys, key_map
from te_tui.settings.file import load_settings, save_settings


class Preferences(NamedTuple):
    """Keys and colours of one's own.

    Attributes:
        path: The settings, where a theme that is chosen is kept.
        keys: The keys that the person has.
        theme: The name of the colours that were chosen once.
    """

    path: Path
    keys: KeyMap = AS_DELIVERED
    theme: str | None = None


def keep_theme(path: Path, name: str) -> None:
    """Write the name of the colours that were chosen into the settings, which else stay as they are.

    Raises:
        FileTrouble: they cannot be read, or not be written.
    """
    save_settings(path, load_settings(path)._replace(theme=name))


def preferences_here() -> Preferences:
    """The preferences of this machine.

    Raises:
        FileTrouble: the settings cannot be read, or hold keys that cannot be had.
    """
    path = Places.of(os.environ).settings
    settings = load_settings(path)
    try:
        keys = key_map(settings.keys)
    except WrongKeys as wrong:
        raise FileTrouble("read", path, f"[keys]: {wrong}") from None
    return Preferences(path, keys, settings.theme)
