"""What te-tui can do with snapshots of ThousandEyes, and within which limits (api.md, sections 2 and 3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from te_tui.sources.abilities import Abilities, Creation, Extension, Limits

ABILITIES: Final = Abilities(
    changes=True,
    deletes=True,
    extends=(Extension.IN_PLACE,),
    creates=frozenset({Creation.DASHBOARD, Creation.TEST}),
    doubts_privacy=True,
)

LIMITS: Final = Limits(
    longest_years=5,
    test_lengths=tuple(timedelta(hours=hours) for hours in (1, 2, 4, 6, 12, 24, 48)),
    test_life=timedelta(days=30),
)
