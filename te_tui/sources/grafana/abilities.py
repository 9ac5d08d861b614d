"""The abilities of Grafana: snapshots never change, and are deleted by their keys."""

from __future__ import annotations

from typing import Final

from te_tui.sources.abilities import Abilities, Creation, Limits

ABILITIES: Final = Abilities(
    changes=True,
    deletes=True,
    creates=frozenset({Creation.COPY}),
    embeds_data=True,
    has_delete_keys=True,
    readable_by_link=True,
    ids_are_chosen=True,
    never_expires=True,
)

LIMITS: Final = Limits()
