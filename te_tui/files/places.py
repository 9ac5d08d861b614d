"""Where the files are: below TE_TUI_HOME when that is set, in the platform's own folders otherwise."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

_LONGEST_SLUG: Final = 48


class Places(NamedTuple):
    """Everything that te-tui reads or writes by itself.

    Attributes:
        settings: The file of profiles; it holds no secret.
        journals: The folder of journals of work in flight.
        archives: The folder of archived snapshots.
    """

    settings: Path
    journals: Path
    archives: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Places:
        """The places for a process with this environment."""
        if home := environment.get("TE_TUI_HOME"):
            root = Path(home).expanduser().absolute()
            return cls(root / "settings.toml", root / "journals", root / "archives")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("te-tui", appauthor=False)
        return cls(
            dirs.user_config_path / "settings.toml",
            dirs.user_state_path / "journals",
            dirs.user_data_path / "archives",
        )


def file_stem(name: str, identity: str) -> str:
    """A file name for something that a stranger named: a slug, and a hash of its id, so that no two meet."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug}-{digest}" if slug else digest
