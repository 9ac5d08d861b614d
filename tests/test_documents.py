"""README, reference and CONTRIBUTING agree with the program."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from te_tui.cli.parser import build_parser
from te_tui.cli.words import COMMANDS
from te_tui.filters import examples, parse

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = "\n".join(
    [README]
    + [
        (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        for name in ("keys", "commands", "tokens", "files", "services", "safety", "install")
    ]
)
"""What people read who use te-tui."""


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Every command's parser."""
    return dict(build_parser(*COMMANDS).commands)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "explore"])
def test_the_reference_names_every_command(command: str) -> None:
    assert f"`te-tui {command}" in REFERENCE


def test_the_reference_names_no_option_that_no_command_has() -> None:
    known = {option for parser in parsers().values() for option in parser._option_string_actions}
    known |= set(build_parser()._option_string_actions)

    named = set(re.findall(r"`(?:te-tui [^`]*)?(--[a-z][a-z-]*)", REFERENCE))

    assert named, "the reference names options"
    assert named <= known


@pytest.mark.parametrize("name", ["TE_TOKEN", "TE_BASE_URL", "NO_COLOR"])
def test_the_environment_is_told_in_reference_and_help(name: str) -> None:
    assert name in REFERENCE
    assert name in build_parser().format_help()


def test_every_exit_code_is_told_in_reference_and_help() -> None:
    for text in (REFERENCE, build_parser().format_help()):
        for code in (0, 1, 2, 3, 4, 5, 6, 130):
            assert re.search(rf"(?:^|[\s·]){code} [a-z]", text), code


@pytest.mark.parametrize("example", [example for example, _ in examples()])
def test_every_filter_that_is_offered_as_an_example_is_one(example: str) -> None:
    assert str(parse(example))


@pytest.mark.parametrize(
    "filter_", re.findall(r"`((?:expires|age|created|shared|scheduled|dashboard|id)[<>:][^`]*)`", REFERENCE)
)
def test_every_filter_in_the_reference_is_one(filter_: str) -> None:
    assert str(parse(filter_))


@pytest.mark.parametrize(
    "folder", sorted(p.name for p in (ROOT / "te_tui").iterdir() if (p / "__init__.py").exists())
)
def test_contributing_names_every_folder(folder: str) -> None:
    assert re.search(rf"^  {folder}/ ", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_file_that_the_architecture_names_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:te_tui|tests)/[^`]*)`", text))
    assert len(named) > 40
    assert not {path for path in named if not (ROOT / path).exists()}
    rooms = set(re.findall(r"`([a-z]+/)`", text))
    assert {f"{room.name}/" for room in (ROOT / "te_tui" / "screens").iterdir() if room.is_dir()} - rooms <= {
        "__pycache__/"
    }


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_links_to_a_file_that_is_not_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in link]
    folder = (ROOT / document).parent
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_readme_can_be_read_in_three_minutes() -> None:
    assert len(README.split()) <= 800
    assert "![" in README
