"""Telling whether output is for a screen reader or Braille display: --accessible or TE_TUI_ACCESSIBLE=1."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:  # imported before the first screen, which cannot wait for typing
    from collections.abc import MutableMapping

ACCESSIBLE = "TE_TUI_ACCESSIBLE"


def is_accessible(environment: MutableMapping[str, str] = os.environ) -> bool:
    """Whether output must be plain lines, without boxes and Braille dots, and never redrawn."""
    return environment.get(ACCESSIBLE, "") not in {"", "0"}
