"""Constants shared by the columns of the timeline's list and of the comparison's list."""

from __future__ import annotations

from typing import Final

from te_tui.widgets.cells import Role

ROLES: Final[dict[str, Role]] = {"worse": "error", "better": "success"}
"""The roles of verdicts; the others are plain."""

BESIDE: Final = 3
"""Cells beside the columns: the cursor's sign and the scrollbar."""
