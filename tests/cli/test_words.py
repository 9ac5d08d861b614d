import pytest

from te_tui.cli.words import COMMANDS, opens_explorer


@pytest.mark.parametrize(
    "line",
    [
        "", "demo", "explore", "d28bb71f", "--aid 1234", "--profile ls --plain", "demo --snapshots 3",
        "--aid 1 demo", "https://app.thousandeyes.com/?reportSnapshotId=1",
    ],
)  # fmt: skip
def test_what_opens_the_explorer_is_told_from_the_words_alone(line: str) -> None:
    assert opens_explorer(line.split())


@pytest.mark.parametrize(
    "line",
    [
        *(command for command in COMMANDS if command not in {"explore", "demo"}),
        "--aid 1234 ls", "--help", "demo --help", "-h", "--version", "demo --serve --port 0",
    ],
)  # fmt: skip
def test_nothing_is_drawn_for_any_other_command(line: str) -> None:
    assert not opens_explorer(line.split())
