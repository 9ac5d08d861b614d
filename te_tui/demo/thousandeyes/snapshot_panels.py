"""The panels of each snapshot and their data; data are computed on request and cached."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from te_tui.demo.thousandeyes.bodies import snapshot_detail
from te_tui.demo.thousandeyes.distortion import distort_detail, distorted_panels
from te_tui.demo.thousandeyes.organization import CONTRACT_DASHBOARD, Dashboard, tests
from te_tui.demo.thousandeyes.panels.boards import incident, of_topic
from te_tui.demo.thousandeyes.panels.dense import month
from te_tui.demo.thousandeyes.panels.difficult import every_type
from te_tui.demo.thousandeyes.panels.scene import AnyPanel, Scene
from te_tui.demo.thousandeyes.telling import story_of
from te_tui.demo.wire import Json, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.demo.thousandeyes.snapshots import Snapshot

_KEPT = 64
"""How many data bodies are kept: enough for a person who goes back and forth."""


def panels_of_dashboard(dashboard: Dashboard) -> Sequence[AnyPanel]:
    """Return the panels of a dashboard, which its snapshots have, too, unless their content is special."""
    if dashboard.dashboard_id == CONTRACT_DASHBOARD:
        return incident()
    return of_topic(dashboard.topic, dashboard.dashboard_id)


def panels_of(snapshot: Snapshot) -> Sequence[AnyPanel]:
    """Return the panels of a snapshot."""
    match snapshot.kind:
        case "every-type":
            return every_type()
        case "month":
            return month()
        case "distorted":
            return distorted_panels()
        case _:
            return panels_of_dashboard(snapshot.dashboard)


def detail_of(snapshot: Snapshot, base: str) -> Json:
    """Return the JSON body of an opened snapshot."""
    body = snapshot_detail(snapshot, panels_of(snapshot), base)
    return distort_detail(body) if snapshot.kind == "distorted" else body


class PanelBodies:
    """The encoded data of panels; the same panel of the same snapshot always gives the same bytes."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._draw = lru_cache(_KEPT)(self._draw_now)

    def data_of(self, snapshot: Snapshot, panel_id: str, href: str) -> bytes | None:
        """Return a panel's data as encoded JSON, with `href` as self link; None if there is no such panel."""
        body = self._draw(snapshot, panel_id)
        if body is None:
            return None
        # The link depends on the request's host, the rest does not: only the rest is worth keeping.
        return body[:-1] + b',"_links":' + encode({"self": {"href": href}}) + b"}"

    def _draw_now(self, snapshot: Snapshot, panel_id: str) -> bytes | None:
        """Compute a panel's data as encoded JSON, without a self link; None if there is no such panel."""
        panel = next((known for known in panels_of(snapshot) if known.panel_id == panel_id), None)
        if panel is None:
            return None
        return panel.body(Scene(story_of(snapshot, self._seed), tests(snapshot.aid)))
