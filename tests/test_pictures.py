"""The pictures in `screenshots/` show the program as it is."""

from __future__ import annotations

import pytest

from te_tui.demo import DemoOptions
from te_tui.demo.server import DemoServer
from tests.pictures import FOLDER, NOW, SHOTS, Shot, take

# Lines are counted by smaller tests: here that would only take minutes.
pytestmark = [pytest.mark.no_cover, pytest.mark.long]


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_a_picture_is_what_the_explorer_draws_today(shot: Shot) -> None:
    with DemoServer(DemoOptions(now=NOW)) as server:
        drawn = await take(shot, server.url)

    committed = (FOLDER / f"{shot.name}.svg").read_text(encoding="utf-8")
    assert drawn == committed, (
        "run `python -m tests.pictures` and look at the pictures before you commit them"
    )


def test_there_is_no_picture_that_nothing_draws() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {shot.name for shot in SHOTS}
