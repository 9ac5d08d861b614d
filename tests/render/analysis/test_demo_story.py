"""The demo's quiet days are quiet, and its incidents begin when its story has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from te_tui.analysis.comparison import compare
from te_tui.analysis.series import PanelSeries, Series
from te_tui.analysis.timeline import timeline
from te_tui.analysis.trend import trends
from te_tui.analysis.weeks import WEEK, Part
from te_tui.demo import DemoOptions
from te_tui.demo.grafana.contents import Contents
from te_tui.demo.grafana.snapshots import Catalogue as GrafanaCatalogue
from te_tui.demo.options import GrafanaOptions
from te_tui.demo.story import Story, tell
from te_tui.demo.thousandeyes.bodies import snapshot_detail
from te_tui.demo.thousandeyes.snapshot_panels import PanelBodies, panels_of
from te_tui.demo.thousandeyes.snapshots import Catalogue, Snapshot
from te_tui.demo.thousandeyes.telling import story_of
from te_tui.sources.grafana.opened import read_snapshot as read_grafana
from te_tui.sources.thousandeyes.body.panel_data import read_panel_data
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from te_tui.sources.thousandeyes.panels.series import series_of_panel
from tests.render.reading import own

pytestmark = pytest.mark.long

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


def series_in(snapshot: Snapshot, *titles: str) -> Iterator[Series]:
    """The series of all its widgets, or of those of these titles."""
    detail = snapshot_detail(snapshot, panels_of(snapshot), URL)
    panel_bodies = PanelBodies(SEED)
    for panel in read_snapshot(json.dumps(detail).encode()).panels:
        if titles and panel.title not in titles:
            continue
        body = panel_bodies.data_of(snapshot, str(panel.widget_id), URL)
        if body is not None:
            yield from series_of_panel(own(panel), read_panel_data(body))


def of_kind(*kinds: str, now: datetime = NOW) -> list[Snapshot]:
    """The snapshots of some kinds, oldest first."""
    catalogue = Catalogue(DemoOptions(now=now), now)
    every = (catalogue.snapshot_at(AID, place) for place in range(catalogue.sizes[AID]))
    return [one for one in every if one.kind in kinds][::-1]


def panels_in(snapshot: Snapshot) -> list[PanelSeries]:
    panels: dict[tuple[str | None, str | None], list[Series]] = {}
    for one in series_in(snapshot):
        panels.setdefault((one.widget_id, one.title), []).append(one)
    return [PanelSeries(*key, None, None, tuple(some)) for key, some in panels.items()]


def verdicts(before: Snapshot, after: Snapshot) -> dict[str, set[str]]:
    """The words for each place."""
    found: dict[str, set[str]] = {}
    for one in compare(panels_in(before), panels_in(after)).series:
        found.setdefault(one.after.label, set()).add(one.verdict)
    return found


OUTAGE = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
NIGHT = datetime(2027, 3, 2, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("now", [NOW, NIGHT])
def test_the_incident_that_spreads_begins_in_its_place_at_its_time(now: datetime) -> None:
    (spreading,) = of_kind("spreading", now=now)
    story = story_of(spreading, SEED)
    found = timeline(list(series_in(spreading)))
    (incident,) = found.incidents
    assert incident.first == (story.centre.city,) == ("Singapore",)
    assert abs(incident.start - story.onset) <= 600
    assert incident.lead is not None
    assert 900 <= incident.lead <= 1800
    assert "Tokyo" in incident.followers


@pytest.mark.parametrize("kind", ["incident", "every-type"])
@pytest.mark.parametrize("hours", [0, 33, 96])
def test_the_outage_is_told_with_its_place_and_its_time_at_whatever_hour_it_was(
    hours: int, kind: str
) -> None:
    """Dallas, Tokyo and Ashburn have their busy hours around these, which begin nothing."""
    (one,) = of_kind(kind, now=OUTAGE + timedelta(hours=hours))
    story = story_of(one, SEED)
    found = timeline(list(series_in(one)))
    incident = max(found.incidents, key=lambda each: len(each.episodes))
    assert story.centre.city == "Frankfurt"
    assert "Frankfurt" in incident.first[:2] or kind == "every-type"
    assert "Frankfurt" in incident.first
    assert 0 <= incident.start - story.onset <= 600


@pytest.mark.parametrize("place", [0, 3], ids=["incident", "of versions 5 and 6"])
def test_the_servers_saw_the_same_outage(place: int) -> None:
    catalogue = GrafanaCatalogue(GrafanaOptions(now=NOW), NOW)
    one = catalogue.at(place)
    body = b'{"meta": {}, "dashboard": ' + Contents(catalogue).text_of(one) + b"}"
    panels = [panel.content.series() for panel in read_grafana(body, one.key).panels if panel.content]
    found = timeline([series for panel in panels for series in panel])
    incident = max(found.incidents, key=lambda each: len(each.episodes))
    assert "Frankfurt" in incident.first[:2]
    assert 0 <= incident.start - catalogue.story_of(one).onset <= 600
    verdicts = {each.verdict for each in found.episodes if "Latency" in (each.series.title or "")}
    assert verdicts <= {"worse"}


@pytest.mark.parametrize("now", [NOW, NIGHT])
def test_the_quiet_days_say_so_and_do_not_differ(now: datetime) -> None:
    tuesday, wednesday = of_kind("quiet", now=now)
    assert timeline(list(series_in(tuesday))).episodes == timeline(list(series_in(wednesday))).episodes == ()
    for one, other in ((tuesday, wednesday), (tuesday, tuesday)):
        words = set().union(*verdicts(one, other).values())
        assert "no clear change" in words
        assert words <= {"no clear change", "not comparable"}


@pytest.mark.parametrize("now", [NOW, NIGHT])
def test_after_the_change_europe_is_worse_and_america_better(now: datetime) -> None:
    before, after = of_kind("before", "after", now=now)
    assert before.dashboard == after.dashboard
    assert after.start - before.start == timedelta(days=7)
    found = verdicts(before, after)
    assert "worse" in found["Frankfurt"]
    assert "better" in found["Dallas"]
    assert found["Tokyo"] <= {"no clear change", "not comparable"}


def test_the_year_has_a_step_in_europe_a_drift_in_asia_and_no_trend_elsewhere() -> None:
    weekly = of_kind("weekly")
    assert len(weekly) == 52
    parts: dict[str, list[Part]] = {}
    for one in weekly:
        for series in series_in(one, "Latency, by agent"):
            end = int(one.start.timestamp()) + one.seconds
            parts.setdefault(series.label, []).append(Part(one.snapshot_id, end, series))
    found = {one.label: one for one in trends(parts, 3600)}
    assert [len(found["Frankfurt"].steps), len(found["Dallas"].steps)] == [1, 0]
    assert (found["Frankfurt"].steps[0] - found["Frankfurt"].weeks[0].start) // WEEK == 30
    assert found["Singapore"].verdict == "rising"
    assert (found["Dallas"].verdict, found["Singapore"].steps) == ("no clear trend", ())


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
