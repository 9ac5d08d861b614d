"""A vendor is found by the name of its folder, and no file outside of that imports it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import te_tui
from te_tui.cli.account.access import address_of
from te_tui.cli.exits import WrongUsage
from te_tui.settings.profile import Profile
from te_tui.sources.thousandeyes import permissions
from te_tui.sources.thousandeyes.body import panel
from te_tui.sources.vendor import Vendor
from te_tui.sources.vendors import DEFAULT_VENDOR, UnknownVendor, all_vendors, vendor_named

ROOT = Path(te_tui.__file__).parent
FOLDER = ROOT / "sources" / "thousandeyes"


def folder_of(vendor: Vendor) -> str:
    return vendor.name.replace("-", "_")


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


@pytest.mark.parametrize(
    "name", ["", "http", "base", "no_such", "thousandeyes.source", "../x", "thousandeyes_v6", "thousandeyes-"]
)
def test_what_is_no_vendor_is_unknown(name: str) -> None:
    with pytest.raises(UnknownVendor):
        vendor_named(name)


def test_a_profile_of_an_unknown_vendor_is_wrong_usage_and_does_not_repeat_it() -> None:
    with pytest.raises(WrongUsage, match="Profile ops: te-tui does not know its vendor") as wrong:
        address_of(Profile("ops", vendor="perhaps-a-token"))
    assert "perhaps" not in str(wrong.value)


def outside() -> list[Path]:
    """All files but those of the vendors and of the embedded servers."""
    inside = [ROOT / "demo", *(ROOT / "sources" / folder_of(vendor) for vendor in all_vendors())]
    return [path for path in ROOT.rglob("*.py") if not any(folder in path.parents for folder in inside)]


def test_each_vendor_is_the_folder_that_it_is_named_after() -> None:
    vendors = {vendor.name: vendor for vendor in all_vendors()}
    assert DEFAULT_VENDOR in vendors
    assert all(vendor_named(name) is vendor for name, vendor in vendors.items())


def test_no_file_outside_the_vendors_imports_one() -> None:
    files = outside()
    vendors = tuple(f"te_tui.sources.{folder_of(vendor)}" for vendor in all_vendors())
    importers = [path for path in files if any(name.startswith(vendors) for name in imported(path))]
    assert len(files) > 100
    assert importers == []


def test_no_vendor_imports_another_one() -> None:
    names = [folder_of(vendor) for vendor in all_vendors()]
    for own in names:
        others = tuple(f"te_tui.sources.{name}." for name in names if name != own)
        for path in (ROOT / "sources" / own).rglob("*.py"):
            assert not [name for name in imported(path) if name.startswith(others)], path


WORDS = (
    "x-organization", "x-dashboard", "/v7", "/dashboard-snapshots", "/account-groups", "/widgets",
    "Edit snapshots", "View snapshots", "Edit reports", "Create snapshot shares",
    "embedUrl", "accountToken", "thousandeyes.com", "ThousandEyes", "Account Settings",
    "TE_TOKEN", "TE_BASE_URL",
)  # fmt: skip
"""What only ThousandEyes' folder knows: headers, paths, permissions, fields, hosts and labels."""

ALLOWED = {
    "cli/parser.py": {"ThousandEyes", "thousandeyes.com", "/v7", "TE_TOKEN", "TE_BASE_URL"},
    "cli/words.py": {"ThousandEyes"},
    "cli/demo_options.py": {"ThousandEyes"},
    "cli/commands/login.py": {"TE_BASE_URL"},
    "credentials/command.py": {"TE_TOKEN"},
    "credentials/probe.py": {"TE_TOKEN"},
    "credentials/store.py": {"TE_TOKEN"},
    "credentials/stores.py": {"TE_TOKEN"},
    "sources/vendors.py": {"ThousandEyes"},
}
"""Help texts, the vendor that is meant where none is named, and the keyrings' advice, which is given before
it is known whose token is meant."""


def texts(path: Path) -> Iterator[str]:
    """Every text of a file but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_no_file_outside_thousandeyes_knows_its_headers_paths_permissions_or_words() -> None:
    found: dict[str, set[str]] = {}
    for path in outside():
        name, said = path.relative_to(ROOT).as_posix(), "\0".join(texts(path)).casefold()
        if words := {word for word in WORDS if word.casefold() in said} - ALLOWED.get(name, set()):
            found[name] = words
    assert found == {}


TYPES = [name for name in panel._KINDS if " " in name]
ENUMERATED = re.compile(
    r"\b(?:NET|WEB|BGP|DNS|DNSP|DNSSEC|VOIP|SIP|ENDPOINT|TRANSACTION|ONE_WAY|NETWORK|ALERT|DEVICE|NTH)_[A-Z_]+\b"
    r"|\bPERC(?:POSITIVE|ZERO)\b|\bSTDDEV\b|^(?:MEAN|MEDIAN|TOTAL|MINIMUM|MAXIMUM|VALUES)$"
)
"""Metrics and measures as the API writes them."""


def test_no_file_outside_thousandeyes_names_its_types_metrics_or_measures() -> None:
    found = []
    for path in outside():
        source = path.read_text(encoding="utf-8").casefold()
        found += [(path.name, name) for name in TYPES if name in source]
        found += [(path.name, text) for text in texts(path) if ENUMERATED.search(text)]
    assert found == []
    ours = [text for path in FOLDER.rglob("*.py") for text in texts(path)]
    assert len(TYPES) > 10
    assert any(ENUMERATED.search(text) for text in ours)


def test_the_permissions_that_are_looked_for_are_all_that_its_requests_name() -> None:
    named = {value for name, value in vars(permissions).items() if name.isupper()}
    assert [name for name in named if not any(word.casefold() in name.casefold() for word in WORDS)] == []


def test_the_words_that_are_looked_for_are_those_of_thousandeyes() -> None:
    said = "\0".join(text for path in FOLDER.rglob("*.py") for text in texts(path)).casefold()
    assert [word for word in WORDS if word.casefold() not in said] == []


def test_no_file_asks_whether_a_source_is_read_only_by_its_type() -> None:
    asking = [path for path in ROOT.rglob("*.py") if "isinstance(" in (said := path.read_text("utf-8"))
              and re.search(r"isinstance\([^)]*\bReadOnly\b", said)]  # fmt: skip
    assert asking == []
