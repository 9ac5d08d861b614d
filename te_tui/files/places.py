"""The paths of te-tui's files: below TE_TUI_HOME if that is set, else in the platform's own folders."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from te_tui.files.private import NO_HOME

_LONGEST_SLUG: Final = 48


class Places(NamedTuple):
    """The paths of the files and folders that te-tui keeps for itself.

    Attributes:
        settings: The settings file with the profiles; it holds no secret.
        journals: The folder for journals, which record every change made to snapshots.
        archives: The folder for archived snapshots.
        evidence: The folder for the screenshots (text and SVG) that people save.
    """

    settings: Path
    journals: Path
    archives: Path
    evidence: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Places:
        """The paths below TE_TUI_HOME if `environment` sets it, else in the platform's own folders."""
        if home := environment.get("TE_TUI_HOME"):
            root = _known(lambda: Path(home).expanduser().absolute())
            return cls(root / "settings.toml", root / "journals", root / "archives", root / "evidence")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("te-tui", appauthor=False)
        return cls(
            _known(lambda: dirs.user_config_path) / "settings.toml",
            _known(lambda: dirs.user_state_path) / "journals",
            _known(lambda: dirs.user_data_path) / "archives",
            _known(lambda: dirs.user_data_path) / "evidence",
        )

    @property
    def of_demo(self) -> Places:
        """The paths for the demo: the same settings file, and all else in the demo's own folder."""
        return Places(self.settings, self.demo / "journals", self.demo / "archives", self.demo / "evidence")

    @property
    def demo(self) -> Path:
        """The folder of the demo's files, beside the folder of the archives."""
        return self.archives.parent / "demo"


def _known(find: Callable[[], Path]) -> Path:
    """The folder that `find` returns; `NO_HOME` if it needs a home or working directory that is not known.

    For a user without a home, old versions of platformdirs return a path with `~`, and new ones raise.
    """
    try:
        folder = find()
    except (RuntimeError, OSError):
        return NO_HOME
    return folder if folder.is_absolute() else NO_HOME


def file_stem(name: str, identity: str) -> str:
    """A safe file name without suffix: a slug of `name`, and a hash of `identity` that makes it unique."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug}-{digest}" if slug else digest
