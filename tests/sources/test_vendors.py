"""A vendor is found by the name of its folder, and no file outside of that imports it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import te_tui
from te_tui.cli.account.access import address_of
from te_tui.cli.exits import WrongUsage
from te_tui.settings.profile import Profile
from te_tui.sources.vendors import UnknownVendor, vendor_named

ROOT = Path(te_tui.__file__).parent
FOLDER = ROOT / "sources" / "thousandeyes"


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions as well."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_a_profile_that_names_no_vendor_means_thousandeyes() -> None:
    assert vendor_named().name == FOLDER.name
    assert address_of(Profile("default")) == "https://api.thousandeyes.com"


@pytest.mark.parametrize("name", ["", "http", "base", "no_such", "thousandeyes.source", "../x"])
def test_what_is_no_vendor_is_unknown(name: str) -> None:
    with pytest.raises(UnknownVendor):
        vendor_named(name)


def test_a_profile_of_an_unknown_vendor_is_wrong_usage_and_does_not_repeat_it() -> None:
    with pytest.raises(WrongUsage, match="Profile ops: te-tui does not know its vendor") as wrong:
        address_of(Profile("ops", vendor="perhaps-a-token"))
    assert "perhaps" not in str(wrong.value)


def test_no_file_outside_the_vendor_imports_it() -> None:
    files = [path for path in ROOT.rglob("*.py") if FOLDER not in path.parents]
    vendor = f"te_tui.sources.{FOLDER.name}"
    importers = [path for path in files if any(name.startswith(vendor) for name in imported(path))]
    assert len(files) > 100
    assert importers == []
