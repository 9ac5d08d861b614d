from te_tui.analysis.matching import Matches, match_series
from te_tui.analysis.series import PanelSeries, Series


def widget(widget_id: str | None, title: str, *labels: str, metric: str = "NET_LOSS") -> PanelSeries:
    series = tuple(
        Series(label, [0], [1.0], 60, groups=(("AGENT", label),), widget_id=widget_id, title=title)
        for label in labels
    )
    return PanelSeries(widget_id, title, "Time Series: Line", metric, series)


def names(matches: Matches) -> tuple[list[str], list[str], list[str]]:
    def name(one: Series) -> str:
        return f"{one.widget_id}/{one.label}"

    return (
        [f"{name(old)} {name(new)}" for old, new in matches.pairs],
        list(map(name, matches.only_before)),
        list(map(name, matches.only_after)),
    )


def test_widgets_of_one_id_belong_together_whatever_their_title_and_their_series_by_groups() -> None:
    before, after = widget("a", "Loss", "Paris", "Rome"), widget("a", "Packet loss", "Rome", "Oslo")
    assert names(match_series([before], [after])) == (["a/Rome a/Rome"], ["a/Paris"], ["a/Oslo"])


def test_without_the_id_the_only_widget_that_looks_the_same_is_taken() -> None:
    found = names(match_series([widget("a", "Loss", "Rome")], [widget("b", "Loss", "Rome")]))
    assert found == (["a/Rome b/Rome"], [], [])


def test_of_two_that_look_the_same_none_is_taken() -> None:
    twins = [widget("b", "Loss", "Rome"), widget("c", "Loss", "Rome")]
    assert names(match_series([widget("a", "Loss", "Rome")], twins)) == ([], ["a/Rome"], ["b/Rome", "c/Rome"])


def test_a_widget_that_has_its_id_is_no_candidate_for_its_looks() -> None:
    before = [widget("a", "Loss", "Rome"), widget("b", "Loss", "Rome")]
    found = names(match_series(before, [widget("b", "Loss", "Rome"), widget("c", "Loss", "Rome")]))
    assert found == (["a/Rome c/Rome", "b/Rome b/Rome"], [], [])


def test_another_metric_under_the_same_title_is_another_widget() -> None:
    after = widget("b", "Loss", "Rome", metric="NET_LATENCY")
    assert names(match_series([widget("a", "Loss", "Rome")], [after])) == ([], ["a/Rome"], ["b/Rome"])


def test_what_could_not_be_fetched_is_neither_lost_nor_new() -> None:
    failed = widget("a", "Loss")._replace(series=None)
    assert names(match_series([widget("a", "Loss", "Rome")], [failed])) == ([], [], [])
    assert names(match_series([failed], [widget("a", "Loss", "Rome")])) == ([], [], [])


def test_series_of_one_name_are_taken_in_their_order() -> None:
    twice = widget("a", "Loss", "Rome", "Rome")
    found = match_series([twice], [twice])
    assert [old is new for old, new in found.pairs] == [True, True]


def test_widgets_without_an_id_are_matched_by_their_looks() -> None:
    found = names(match_series([widget(None, "Loss", "Rome")], [widget(None, "Loss", "Rome")]))
    assert found == (["None/Rome None/Rome"], [], [])
