"""Parts of an answer that could not be read, in words."""

from __future__ import annotations

from collections.abc import Sequence

from te_tui.models.limits import parts_told


def describe_damage(paths: Sequence[str], whole: str = "") -> str:
    """A sentence on how many parts (of `whole`, such as ` of the list`) could not be read, and where."""
    parts = "1 part" if len(paths) == 1 else parts_told(paths, "parts")
    return f"{parts}{whole} could not be read: {', '.join(paths[:3])}"
