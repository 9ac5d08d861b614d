"""How far some work is, as a bar."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from te_tui.actions.outcome import Progress

_BAR: Final = 40  # cells


def bar(progress: Progress) -> Content:
    """What is done, what failed, and what remains; one failure among thousands is seen as well."""
    bad = _BAR * progress.failed // max(progress.total, 1) or min(progress.failed, 1)
    full = max(_BAR * (progress.done + progress.failed) // max(progress.total, 1), bad)
    return Content.assemble(
        ("█" * (full - bad), "$text-success"), ("█" * bad, "$text-error"), ("░" * (_BAR - full), "dim")
    )
