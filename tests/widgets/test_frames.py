from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from te_tui.widgets.frames import OneOf, SideBySide


class Frames(App[None]):
    CSS = "Horizontal, ContentSwitcher { height: 5; background: $panel 50%; }"

    def compose(self) -> ComposeResult:
        yield from (Horizontal(), SideBySide(), ContentSwitcher(), OneOf())


@pytest.mark.parametrize(("own", "textuals"), [(SideBySide, Horizontal), (OneOf, ContentSwitcher)])
@pytest.mark.parametrize("colours", [True, False])
async def test_a_frame_looks_as_textual_draws_it(
    monkeypatch: pytest.MonkeyPatch, own: type[Widget], textuals: type[Widget], colours: bool
) -> None:
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Frames()
    async with app.run_test():
        crop = Region(2, 1, 30, 3)
        drawn, expected = (app.query(kind).first().render_lines(crop) for kind in (own, textuals))

        assert [list(line) for line in drawn] == [list(line) for line in expected]
