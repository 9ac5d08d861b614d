"""The demo's quiet days are quiet, and its incidents begin when its story has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from te_tui.analysis.series import Series
from te_tui.analysis.timeline import timeline
from te_tui.demo import DemoOptions
from te_tui.demo.story import Story, tell
from te_tui.demo.thousandeyes.bodies import snapshot_detail
from te_tui.demo.thousandeyes.exhibits import Exhibits, panels_of
from te_tui.demo.thousandeyes.snapshots import Catalogue, Snapshot
from te_tui.sources.thousandeyes.body.panel_data import read_panel_data
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from te_tui.sources.thousandeyes.panels.series import series_of_panel
from tests.render.reading import own

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
URL = "http://127.0.0.1"
AID = "1234"
SEED = DemoOptions().seed


def snapshots() -> Iterator[tuple[Snapshot, Story]]:
    """Snapshots of dashboards with the stories that their data tell."""
    catalogue = Catalogue(DemoOptions(now=NOW), NOW)
    for place in range(5, 65):
        one = catalogue.snapshot_at(AID, place)
        yield one, tell(one.start, one.seconds, SEED, one.snapshot_id)


def series_in(snapshot: Snapshot) -> Iterator[Series]:
    detail = snapshot_detail(snapshot, panels_of(snapshot), URL)
    exhibits = Exhibits(SEED)
    for panel in read_snapshot(json.dumps(detail).encode()).panels:
        body = exhibits.data_of(snapshot, str(panel.widget_id), URL)
        if body is not None:
            yield from series_of_panel(own(panel), read_panel_data(body)).series or ()


def test_a_snapshot_without_an_incident_has_no_episode() -> None:
    quiet = [one for one, story in snapshots() if story.force == 0]
    found = [timeline(list(series_in(one))) for one in quiet]
    assert sum(one.looked_at for one in found) > 100
    assert [one.episodes for one in found if one.episodes] == []


def test_what_changes_begins_at_the_storys_onset() -> None:
    near, all_of_them = 0, 0
    for snapshot, story in snapshots():
        if story.force >= 0.4 and snapshot.seconds <= 86_400:
            for episode in timeline(list(series_in(snapshot))).episodes:
                all_of_them += 1
                near += abs(episode.start - story.onset) <= max(4 * episode.bin_size, 900)
    assert all_of_them > 30
    assert near >= 0.9 * all_of_them
