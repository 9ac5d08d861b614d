"""What te-tui can do with API v6, which is to create snapshots of tests, and within which limits."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from te_tui.sources.abilities import Abilities, Creation, Limits

ABILITIES: Final = Abilities(reads=False, changes=True, creates=frozenset({Creation.TEST}))

LIMITS: Final = Limits(
    test_lengths=tuple(timedelta(hours=hours) for hours in (1, 2, 4, 6, 12, 24, 48)),
    test_life=timedelta(days=30),
)
