import random

import pytest

from te_tui.analysis.series import Series
from te_tui.analysis.timeline import timeline
from tests.analysis.planted import MIDNIGHT, between, noisy, series


def changed(label: str, first: int, behind: int, size: float, widget: str = "w1", seed: int = 0) -> Series:
    values = noisy(100, 2, 288, hash_of(label, widget) + seed, between(first, behind, size))
    return series(values, label, widget=widget)


def hash_of(*texts: str) -> int:
    return sum(map(ord, "".join(texts)))


SPREADING = (
    changed("Frankfurt", 120, 170, 60),
    changed("Frankfurt", 120, 170, 200, "w2"),
    changed("Amsterdam", 123, 170, 50),
    changed("London", 128, 171, 40),
    series(noisy(100, 2, 288, 9), "Tokyo"),
    series([5.0] * 288, "Constant"),
    series([5.0] * 8, "Short"),
)


def test_the_place_that_began_first_is_named_with_its_lead() -> None:
    (incident,) = timeline(SPREADING).incidents
    assert incident.first == ("Frankfurt",)
    assert not incident.together
    assert (incident.lead, incident.followers) == (3 * 300, ("Amsterdam",))
    assert incident.start == MIDNIGHT + 120 * 300
    assert incident.end == MIDNIGHT + 170 * 300
    assert len(incident.episodes) == 4


def test_places_within_one_bin_began_together() -> None:
    places = ("Frankfurt", "Amsterdam", "London")
    found = timeline([changed(name, 120 + i % 2, 170, 60) for i, name in enumerate(places)])
    (incident,) = found.incidents
    assert sorted(incident.first) == ["Amsterdam", "Frankfurt", "London"]
    assert incident.first[0] == found.episodes[incident.largest].series.label
    assert incident.together
    assert incident.lead is None
    assert incident.starts == (MIDNIGHT + 120 * 300, MIDNIGHT + 121 * 300)


def test_episodes_come_by_start_and_the_larger_first() -> None:
    found = timeline(SPREADING)
    assert [(one.series.label, one.series.widget_id) for one in found.episodes] == [
        ("Frankfurt", "w2"), ("Frankfurt", "w1"), ("Amsterdam", "w1"), ("London", "w1"),
    ]  # fmt: skip
    assert found.episodes[found.incidents[0].largest].series.widget_id == "w2"


def test_all_that_was_looked_at_and_refused_is_counted() -> None:
    found = timeline(SPREADING)
    assert found.looked_at == 6
    assert found.refused == {"constant": 1, "fewer than 24 values": 1}


def test_the_order_of_the_series_changes_nothing() -> None:
    mixed = list(SPREADING)
    random.Random(3).shuffle(mixed)
    assert timeline(mixed) == timeline(SPREADING)


def test_starts_far_apart_are_two_incidents() -> None:
    found = timeline([changed("Frankfurt", 60, 90, 60), changed("Tokyo", 200, 240, 60)])
    assert [one.first for one in found.incidents] == [("Frankfurt",), ("Tokyo",)]
    assert [found.incident_of(index) for index in range(2)] == [0, 1]


def test_what_was_under_way_at_the_start_begins_no_incident() -> None:
    found = timeline([changed("Frankfurt", 0, 60, 60)])
    assert len(found.episodes) == 1
    assert found.incidents == ()
    assert found.incident_of(0) is None


def test_an_incident_that_is_not_over_has_no_end() -> None:
    (incident,) = timeline([changed("Frankfurt", 200, 288, 60)]).incidents
    assert incident.end is None
    assert incident.lead is None


def test_the_work_ends_between_two_series_when_the_check_raises() -> None:
    left = [2]

    def check() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        timeline(SPREADING, check)
    assert left == [-1]


def test_a_small_early_start_leads_no_place_that_was_half_way_before_it() -> None:
    """A start told two bins early, as on a slope, names nobody alone where all broke at once."""
    early = noisy(100, 1, 288, 7, lambda index: 12.0 * (index >= 117) + 48.0 * (index >= 121))
    places = [changed(name, 120, 288, 60) for name in ("Frankfurt", "Amsterdam", "London")]
    found = timeline([*places, series(early, "Dallas")])
    (incident,) = found.incidents
    assert found.episodes[0].series.label == "Dallas"
    assert sorted(incident.first) == ["Amsterdam", "Dallas", "Frankfurt", "London"]
    assert incident.start == MIDNIGHT + 120 * 300
    assert incident.lead is None
