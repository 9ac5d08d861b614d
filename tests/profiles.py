"""Several profiles at once: servers of both vendors, and one that refuses, hangs or has no token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.settings.file import Settings, save_settings
from te_tui.settings.profile import Profile

if TYPE_CHECKING:
    from pathlib import Path


def profile(
    name: str, url: str, token: str | None, vendor: str | None = None, *, read_only: bool = False
) -> Profile:
    """A profile whose command prints its token; with None there is no token anywhere."""
    command = None if token is None else f"echo {token}"
    return Profile(name, url, token_command=command, vendor=vendor, read_only=read_only)


def write_profiles(home: Path, *profiles: Profile) -> None:
    """Make these all profiles of the settings below a home."""
    save_settings(home / "settings.toml", Settings({one.name: one for one in profiles}))
