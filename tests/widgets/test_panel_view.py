"""A widget shows its data, or in words why there is none, within the size it has."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from te_tui.screens.snapshot.panel_view import PanelState, draw_panel
from te_tui.sources.errors import NotFound
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import Card, PanelData
from te_tui.sources.thousandeyes.panels.shown import ShownPanel
from tests.render.reading import drawing_of

PANEL = Panel(widget_id="w", title="Loss", type="Number")


def text_of(outcome: PanelData | NotFound | None, width: int = 40) -> str:
    drawing = drawing_of(PANEL, outcome) if isinstance(outcome, PanelData) else None
    content = ShownPanel(PANEL, outcome) if isinstance(outcome, PanelData) else outcome
    picture = draw_panel(PanelState(PANEL, content, drawing), width, 10, now=lambda: datetime.now(UTC))
    return "\n".join("".join(span.text for span in line) for line in picture.lines)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (None, "Loading…"),
        (NotFound("It is gone", "Check the id."), "It is gone. Check the id. Press r to try\nagain."),
        (PanelData(), "ThousandEyes sent no data"),
        (PanelData(cards=(Card(name="Agents", value=7),)), "7"),
        (PanelData(cards=(Card(value=7),), damage=("cards[1]",)), "1 part could not be read: cards[1]"),
    ],
)
def test_data_absence_failure_and_damage_are_different_words(
    outcome: PanelData | NotFound | None, words: str
) -> None:
    shown = "\n".join(line.rstrip() for line in text_of(outcome).splitlines())
    assert shown.startswith("Loss")
    assert words in shown


@pytest.mark.parametrize("width", [1, 8, 200])
def test_every_line_is_as_wide_as_asked_for(width: int) -> None:
    lines = text_of(PanelData(cards=(Card(name="Agents", value=7),)), width).splitlines()
    assert {len(line) for line in lines} == {width}
