"""When the explorer's garbage is collected: in steps that nobody feels."""

from __future__ import annotations

import gc
from typing import Final

_YOUNG: Final = 5_000
"""New objects that are looked through at a time, which takes some milliseconds."""

_STEPS: Final = 100
"""Such steps until what they left is looked through again: that takes a hundred times as long."""


def collect_in_small_steps() -> None:
    """Begin to collect garbage, and leave alone for ever what a start has made: the modules above all."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _STEPS, _STEPS)
    gc.enable()
