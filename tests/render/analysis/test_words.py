"""What the answers can say: no claim that the data do not carry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import te_tui
from te_tui.cli.parser import build_parser

ROOT = Path(te_tui.__file__).parent
COMMANDS = {"compare", "snapshot_reading", "timeline", "trend"}
MODULES = sorted(
    [
        *(ROOT / "analysis").glob("*.py"),
        *(ROOT / "render" / "analysis").glob("*.py"),
        *(ROOT / "screens" / "analysis").glob("*.py"),
        *(path for path in (ROOT / "cli").rglob("*.py") if path.stem in COMMANDS),
    ]
)
CLAIMS = re.compile(r"cause|\broot\b|anomal|significan|\bprove", re.IGNORECASE)


def texts(path: Path) -> Iterator[str]:
    """Every text of a module but docstrings, which nobody is shown."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shown_to_nobody = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown_to_nobody:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_sentence_speaks_of_reasons_or_proof(path: Path) -> None:
    assert [text for text in texts(path) if CLAIMS.search(text)] == []


def test_the_sentences_are_read() -> None:
    everything = [text for path in MODULES for text in texts(path)]
    assert any("began first" in text for text in everything)
    assert any("Ordinary days differ, too" in text for text in everything)


@pytest.mark.parametrize("command", ["timeline", "compare", "trend"])
def test_the_help_of_the_commands_speaks_of_none_either(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser(command).parse_args([command, "--help"])
    said = capsys.readouterr().out
    assert "exit" in said or "options" in said
    assert not CLAIMS.search(said)
