"""What the code cites can be read in the clone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
CITING = sorted(
    path
    for folder in ("te_tui", "tests", "docs", ".ci")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and path.suffix in {".py", ".tcss", ".md", ""} and path != Path(__file__)
) + [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "pyproject.toml")]

SECTION = re.compile(r"\b([a-z-]+\.md),\s+sections?\s+([0-9]+)(?:\s+(?:and|to)\s+([0-9]+))?")
RULE = re.compile(r"\bsafety\s+rules?\s+([0-9]+)(?:\s+(?:and|to)\s+([0-9]+))?", re.IGNORECASE)
PAGE = re.compile(r"\bdocs/[a-z-]+\.md\b")
NUMBERED = re.compile(r"\b(?:sections?|rules?)\s+[0-9]+", re.IGNORECASE)
MARKDOWN = re.compile(r"\b[A-Za-z-]+\.md\b")
PAGES = {path.name for pages in ("*.md", "docs/*.md", "tests/**/*.md") for path in ROOT.glob(pages)}


def numbers(match: re.Match[str], first: int) -> Iterator[int]:
    return (int(number) for number in match.groups()[first:] if number)


@cache
def sections(page: str) -> set[int]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    return {int(number) for number in re.findall(r"^## ([0-9]+)\.", text, re.MULTILINE)}


@cache
def rules() -> set[int]:
    text = (ROOT / "docs" / "safety.md").read_text("utf-8")
    return {int(number) for number in re.findall(r"^([0-9]+)\. ", text, re.MULTILINE)}


def text_of(path: Path) -> str:
    return re.sub(r"\n\s*#?\s*", " ", path.read_text("utf-8"))


def dangling(path: Path) -> Iterator[str]:
    """What a file cites that is not in the clone."""
    text = text_of(path)
    yield from (one[0] for one in SECTION.finditer(text) if not set(numbers(one, 1)) <= sections(one[1]))
    yield from (one[0] for one in RULE.finditer(text) if not set(numbers(one, 0)) <= rules())
    yield from (page for page in PAGE.findall(text) if not (ROOT / page).is_file())
    yield from set(MARKDOWN.findall(text)) - PAGES


def test_every_citation_resolves_inside_the_clone() -> None:
    assert len(CITING) > 1000
    assert [(path, cited) for path in CITING for cited in dangling(path)] == []


def test_a_section_or_a_rule_is_cited_with_its_page() -> None:
    code = [path for path in CITING if path.suffix != ".md"]
    bare = {path: NUMBERED.findall(RULE.sub("", SECTION.sub("", text_of(path)))) for path in code}
    assert {path: found for path, found in bare.items() if found} == {}


def test_the_rules_of_safety_are_numbered_without_a_gap() -> None:
    assert rules() == set(range(1, max(rules()) + 1))
