"""What te-tui can do with Grafana's snapshots: delete them, and make new ones, but not change them."""

from __future__ import annotations

from typing import Final

from te_tui.sources.abilities import Abilities, Creation, Extension

ABILITIES: Final = Abilities(
    changes=True,
    deletes=True,
    extends=(Extension.NEW_LINK, Extension.SAME_LINK),
    creates=frozenset({Creation.COPY, Creation.CAPTURE}),
    embeds_data=True,
    has_delete_keys=True,
    ids_are_chosen=True,
    never_expires=True,
    opens_from_caches=True,
)
