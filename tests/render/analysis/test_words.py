"""What the answers can say: no claim that the data do not carry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import te_tui
from te_tui.cli.parser import build_parser
from te_tui.render.text.glyphs import to_ascii

ROOT = Path(te_tui.__file__).parent
COMMANDS = ("compare", "timeline", "trend")


def file_of(module: str) -> Path | None:
    path = ROOT.parent.joinpath(*module.split("."))
    found = (path.with_suffix(".py"), path / "__init__.py")
    return next((one for one in found if one.exists()), None)


def imported(path: Path) -> Iterator[Path]:
    """The modules of te-tui that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                if name.startswith("te_tui") and (found := file_of(name)) is not None:
                    yield found


@cache
def modules() -> list[Path]:
    """All that the three commands and screens are made of: each sentence that they can say is in there."""
    left = [*(ROOT / "screens" / "analysis").glob("*.py")]
    left += [ROOT / "cli" / "commands" / f"{name}.py" for name in COMMANDS]
    left += (ROOT / "sources").rglob("*.py")  # vendors are found by their folders
    found: set[Path] = set()
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            left += imported(path)
    return sorted(found)


CLAIMS = re.compile(r"cause|\broot\b|anomal|significan|\bprove", re.IGNORECASE)


@cache
def texts(path: Path) -> list[str]:
    """Every text of a module but docstrings, which nobody is shown."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shown_to_nobody = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [
        node.value for node in constants if isinstance(node.value, str) and id(node) not in shown_to_nobody
    ]


def test_no_sentence_speaks_of_reasons_or_proof() -> None:
    assert [(path, text) for path in modules() for text in texts(path) if CLAIMS.search(text)] == []


def test_the_sentences_are_read() -> None:
    everything = [text for path in modules() for text in texts(path)]
    assert any("began first" in text for text in everything)
    assert any("Ordinary days differ, too" in text for text in everything)
    assert any("could not be fetched" in text for text in everything)
    assert any("What changed first" in text for text in everything)
    assert any("the service failed" in text for text in everything)
    assert {ROOT / "sources" / name / "source.py" for name in ("thousandeyes", "grafana")} <= {*modules()}


def test_every_sign_of_the_answers_has_a_twin_in_ascii() -> None:
    folders = [ROOT / "render" / "analysis", ROOT / "screens" / "analysis", ROOT / "screens" / "exploring"]
    signs = {sign for path in modules() if path.parent in folders for sign in "".join(texts(path))}
    assert "◂" in signs
    assert [sign for sign in signs if not sign.isascii() and to_ascii(sign) == "?"] == []


def test_in_ascii_no_sign_between_two_values_compares_or_rounds_them() -> None:
    assert to_ascii("p95 1,015 → 1,303 ms (+202.7 … +290.2)") == "p95 1,015 ->1,303 ms (+202.7...+290.2)"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_the_commands_speaks_of_none_either(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser(command).parse_args([command, "--help"])
    said = capsys.readouterr().out
    assert "exit" in said or "options" in said
    assert not CLAIMS.search(said)
