"""A command is one file and one line: its module has what the parser and the program ask of it."""

from __future__ import annotations

import subprocess
import sys
from inspect import signature
from pathlib import Path

import pytest

import te_tui.cli.commands
from te_tui.cli.parser import load_command
from te_tui.cli.words import COMMANDS, module_of

FOLDER = Path(te_tui.cli.commands.__file__).parent


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_declares_its_options_and_runs(name: str) -> None:
    module = load_command(name)
    assert list(signature(module.add_options).parameters) == ["parser"]
    assert list(signature(module.run).parameters) == ["arguments"]


def test_every_file_in_the_folder_of_commands_is_a_command() -> None:
    named = {module_of(name).rpartition(".")[2] for name in COMMANDS}
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__"} == named


def test_a_command_is_imported_only_if_it_is_meant() -> None:
    script = (
        "import sys; from te_tui.cli.parser import build_parser; "
        "build_parser('--help'); build_parser('logout'); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    modules = {name for name in loaded.split() if name.startswith("te_tui.cli.commands.")}
    assert modules == {"te_tui.cli.commands.logout"}
