"""Words for the parts of a server's answer that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from te_tui.models.limits import parts_told


def describe_damage(paths: Sequence[str], whole: str = "") -> str:
    """Say what could not be read: `3 parts of the list could not be read: …`, with at most three paths.

    `whole` says what the parts are of: ` of the list`.
    """
    parts = "1 part" if len(paths) == 1 else parts_told(paths, "parts")
    return f"{parts}{whole} could not be read: {', '.join(paths[:3])}"
