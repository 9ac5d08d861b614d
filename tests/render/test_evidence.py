"""Evidence: all of a screen as text and SVG, and nothing that a terminal or a viewer would obey."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.content import Series, TimeChart
from te_tui.render.charts.explore import ChartView
from te_tui.render.evidence import Evidence, Values, evidence_svg, evidence_text, values_at_cursor
from te_tui.render.palettes import DARK, LIGHT, Palette
from te_tui.render.text.picture import Picture, Span

NOW = datetime(2026, 11, 11, 3, 12, tzinfo=UTC)
CHART = TimeChart(
    (
        Series("Dallas", (), times=(0, 60, 120), values=(81.25, 82.0, 83.0)),
        Series("Frankfurt", (), times=(0, 60, 120), values=(90.0, 4018.5, None)),
        Series("Tokyo", (), times=(0, 60, 120), values=(1.0, 1.0, 1.0)),
    ),
    unit="ms",
)
HOSTILE = "\x1b]52;c;ZXZpbA==\x07\x1b[31mred\u202e\x9b2J\u0085]\x00"


def _of(text: str) -> Evidence:
    return Evidence(
        (text, text),
        Picture(((Span(text, "series-1"),),)),
        text,
        Values("1 value", Picture(((Span(text),),))),
        text,
    )


def test_the_values_at_the_cursor_are_exact_highest_first_and_without_hidden_series() -> None:
    values = values_at_cursor(CHART, ChartView(cursor=60, hidden=frozenset({2})), UTC, NOW)
    assert values is not None
    assert ["".join(span.text for span in line) for line in values.picture.lines] == [
        "Values at 1 Jan 1970 00:01:00 UTC",
        "  4018.5 ms  Frankfurt",
        "    82.0 ms  Dallas",
    ]


def test_a_gap_at_the_cursor_is_told_and_without_a_cursor_there_are_no_values() -> None:
    values = values_at_cursor(CHART, ChartView(cursor=120), UTC, NOW)
    assert values is not None
    assert values.picture.lines[-1][-1].text.strip() == "Frankfurt"
    assert "no value" in values.picture.lines[-1][0].text
    assert values_at_cursor(CHART, ChartView(), UTC, NOW) is None


def test_its_contents_are_named_and_nothing_that_is_not_there() -> None:
    picture = Picture(((Span("▂▃▂▇"),),))
    values = values_at_cursor(CHART, ChartView(cursor=120), UTC, NOW)  # Frankfurt has none
    place, link = ("demo",), "https://app.thousandeyes.com/s/1"
    at_cursor = "2 values at 1 Jan 1970 00:02:00 UTC"
    assert Evidence(place, picture).contents == "the screen"
    assert Evidence(place, picture, link=link).contents == "the screen and the link"
    assert Evidence(place, picture, values=values).contents == f"the screen and {at_cursor}"
    assert Evidence(place, picture, "", values, link).contents == f"the screen, {at_cursor} and the link"
    hidden = ChartView(cursor=60, hidden=frozenset({0, 1, 2}))
    assert values_at_cursor(CHART, hidden, UTC, NOW) is None


def test_its_text_has_place_window_picture_values_and_link_a_line_apart() -> None:
    evidence = Evidence(
        ("demo", "Page load"),
        Picture(((Span("▂▃▂▇", "series-0"),),)),
        "10 Nov 21:00 – 11 Nov 03:00 UTC (6 h)",
        Values("1 value", Picture(((Span("4018 ms  Frankfurt"),),))),
        "https://app.thousandeyes.com/s/1",
    )
    assert evidence_text(evidence) == (
        "demo › Page load\n10 Nov 21:00 – 11 Nov 03:00 UTC (6 h)\n\n▂▃▂▇\n\n4018 ms  Frankfurt\n\n"
        "https://app.thousandeyes.com/s/1\n"
    )
    assert evidence_text(evidence, ascii_only=True).isascii()


def test_nothing_that_a_terminal_obeys_is_in_its_text() -> None:
    text = evidence_text(_of(HOSTILE))
    assert text.isprintable() or all(sign.isprintable() or sign == "\n" for sign in text)
    assert "red" in text


@pytest.mark.parametrize("palette", [DARK, LIGHT])
@given(text=st.text())
def test_its_svg_is_well_formed_whatever_names_hold(palette: Palette, text: str) -> None:
    root = ElementTree.fromstring(evidence_svg(_of(f"</text><script>{HOSTILE}{text}"), palette))
    assert not root.findall(".//{*}script")


def test_its_svg_has_the_words_in_the_colours_of_their_roles() -> None:
    root = ElementTree.fromstring(evidence_svg(_of("Frankfurt & Köln"), DARK))
    fills = {text.get("fill") for text in root.findall(".//{*}text") if text.text == "Frankfurt & Köln"}
    assert {DARK.series[1], DARK.text} <= fills
