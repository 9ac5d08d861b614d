"""No file imports, by whatever way, a file that imports it; imports in functions and for type checkers count.

import-linter looks for circles of folders (`pyproject.toml`).
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

ROOMS = ("account", "analysis", "changes", "groups", "making", "snapshot", "snapshots", "work")


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """All files of te-tui, and what each imports."""
    return grimp.build_graph("te_tui", cache_dir=None)


def test_no_circle_of_files(imports: grimp.ImportGraph) -> None:
    known = {module: imports.find_modules_directly_imported_by(module) for module in imports.modules}
    try:
        TopologicalSorter(known).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_only_the_routes_and_the_app_know_what_is_inside_a_room(imports: grimp.ImportGraph) -> None:
    rooms = {f"te_tui.screens.{room}" for room in ROOMS}
    assert rooms < imports.modules
    knowing = {"te_tui.screens.routes", "te_tui.app"}
    for room in rooms:
        importers = {
            importer
            for module in imports.find_descendants(room)
            for importer in imports.find_modules_that_directly_import(module)
        }
        assert {one for one in importers if not one.startswith(f"{room}.")} <= knowing


def test_imports_within_functions_and_for_type_checkers_are_seen(imports: grimp.ImportGraph) -> None:
    within_function = imports.find_modules_directly_imported_by("te_tui.sources.grafana")
    assert "te_tui.sources.grafana.source" in within_function
    for_type_checkers = imports.find_modules_directly_imported_by("te_tui.sources.base")
    assert "te_tui.models.panels" in for_type_checkers
