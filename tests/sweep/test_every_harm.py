"""Every body and archive that was made to do harm, through the real program, in little memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive import harm
from tests.archive.test_harm import assert_bounded, commands_for, serving
from tests.measured import run_each


@pytest.mark.parametrize("name", harm.NAMES)
def test_an_archive_is_refused_or_shown(tmp_path: Path, name: str) -> None:
    path = tmp_path / "harm.tesnap"
    path.write_bytes(harm.built(name))
    assert_bounded(name, run_each(commands_for(path)))


@pytest.mark.parametrize("name", harm.ANSWERS)
def test_an_answer_is_refused_or_shown(name: str) -> None:
    with serving(harm.answers(name)) as environment:
        assert_bounded(name, run_each([["show", "s1", "--aid", "7"]], environment))
