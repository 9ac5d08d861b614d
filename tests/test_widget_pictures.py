"""Every widget type looks as in the pictures of it, which somebody has looked at."""

from __future__ import annotations

import pytest

from tests.widget_pictures import FOLDER, LOOKS, TYPES, Look, pictures

# Lines are counted by smaller tests: here that would only take minutes.
pytestmark = [pytest.mark.no_cover, pytest.mark.long]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_every_widget_type_is_drawn_as_in_its_picture(look: Look) -> None:
    committed = {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / look.name).iterdir()}
    drawn = {name: svg async for name, svg in pictures(look)}

    assert len(drawn) == TYPES
    changed = {name for name in drawn.keys() | committed.keys() if drawn.get(name) != committed.get(name)}
    assert not changed, "run `python -m tests.pictures` and look at the pictures before you commit them"


def test_there_is_no_picture_of_a_look_that_nobody_draws() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {look.name for look in LOOKS}
