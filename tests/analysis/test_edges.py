from te_tui.analysis.edges import edges_of, noise_of
from te_tui.analysis.statistics import smooth
from tests.analysis.planted import between, day_and_night, noisy


def test_the_noise_is_that_of_the_steps_and_a_few_edges_do_not_count() -> None:
    quiet = noisy(100, 2, 2_000, 1)
    assert 1.6 < noise_of(quiet) < 2.4
    changed = noisy(100, 2, 2_000, 1, between(500, 700, 80))
    assert noise_of(changed) < 2.5


def test_an_edge_stands_where_the_level_changes_and_has_the_size_of_the_change() -> None:
    values = smooth(noisy(100, 1, 288, 2, between(100, 150, 40)))
    begins, ends = edges_of(values, noise_of(values))
    assert (begins.position, ends.position) == (100, 150)
    assert 35 < begins.jump < 45
    assert -45 < ends.jump < -35


def test_noise_and_slopes_have_no_edge() -> None:
    for seed in range(20):
        values = smooth(noisy(100, 1, 288, seed, day_and_night(288, 30)))
        assert edges_of(values, max(noise_of(values), 1.0)) == []


def test_what_is_below_the_least_noise_is_no_edge() -> None:
    values = [0.0] * 50 + [1.0] * 50
    assert edges_of(values, 1.0) == []
    assert [edge.position for edge in edges_of(values, 0.01)] == [50]
