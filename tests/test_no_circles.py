"""No file imports, by whatever way, a file that imports it; type checkers' imports count."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp

ROOMS = ("account", "analysis", "changes", "groups", "making", "snapshot", "snapshots", "work")


def graph() -> grimp.ImportGraph:
    """All files of te-tui, and what each imports."""
    return grimp.build_graph("te_tui", cache_dir=None)


def test_no_circle_of_files() -> None:
    imports = graph()
    known = {module: imports.find_modules_directly_imported_by(module) for module in imports.modules}
    try:
        TopologicalSorter(known).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_only_the_routes_and_the_app_know_what_is_inside_a_room() -> None:
    imports = graph()
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
