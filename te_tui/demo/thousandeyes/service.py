"""The state of one running simulated ThousandEyes server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from te_tui.demo.clock import Clock
from te_tui.demo.thousandeyes.budgets import Budgets
from te_tui.demo.thousandeyes.snapshot_panels import PanelBodies
from te_tui.demo.thousandeyes.snapshots import Catalogue
from te_tui.demo.thousandeyes.store import Store

if TYPE_CHECKING:
    from te_tui.demo.options import DemoOptions


@dataclass(frozen=True)
class Service:
    """The state that all operations of one simulated ThousandEyes server share."""

    options: DemoOptions
    clock: Clock
    store: Store
    panel_bodies: PanelBodies
    budgets: Budgets

    @classmethod
    def start(cls, options: DemoOptions) -> Service:
        """Return the state of a server that starts now; no snapshot is generated yet."""
        clock = Clock(options.now)
        return cls(
            options=options,
            clock=clock,
            store=Store(Catalogue(options, clock.start)),
            panel_bodies=PanelBodies(options.seed),
            budgets=Budgets(clock, options.rate_limit),
        )
