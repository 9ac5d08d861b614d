"""Every panel type of a Grafana looks as in the pictures of it, which were looked at."""

from __future__ import annotations

import pytest

from tests.grafana_pictures import FOLDER, PANELS, SIZES, folder_of, pictures

# Lines are counted by smaller tests: here that would only take minutes.
pytestmark = [pytest.mark.no_cover, pytest.mark.long]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_panel_type_is_drawn_as_in_its_picture(size: tuple[int, int]) -> None:
    committed = {path.stem: path.read_text(encoding="utf-8") for path in folder_of(size).iterdir()}
    drawn = {name: svg async for name, svg in pictures(size)}

    assert len(drawn) == PANELS
    changed = {name for name in drawn.keys() | committed.keys() if drawn.get(name) != committed.get(name)}
    assert not changed, "run `python -m tests.pictures` and look at the pictures before you commit them"


def test_there_is_no_picture_of_a_size_that_is_not_drawn() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {folder_of(size).name for size in SIZES}
