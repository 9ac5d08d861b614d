"""Every key of the explorer is in the one table, with the screens that have it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.widgets import Input

import te_tui.app
import te_tui.screens
import te_tui.widgets
from te_tui.keys.keymap import key_map
from te_tui.keys.table import BY_ID, KEYS, PAIRS
from te_tui.widgets.bindings import bound, rebound


def _classes(base: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for below in base.__subclasses__():
        yield below
        yield from _classes(below)


def _declared() -> list[tuple[type[DOMNode], Binding]]:
    for package in (te_tui.screens, te_tui.widgets):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    ours = (one for one in dict.fromkeys(_classes(DOMNode)) if one.__module__.startswith("te_tui."))
    return [
        (one, binding)
        for one in ours
        for binding in one.__dict__.get("BINDINGS", ())
        if binding not in Input.BINDINGS
    ]


def test_every_binding_of_every_screen_comes_from_the_table_and_all_of_the_table_is_bound() -> None:
    declared = _declared()
    strangers = [(one.__name__, each.key) for one, each in declared if each.id not in BY_ID]
    assert not strangers
    assert {each.id for _, each in declared} == set(BY_ID)


def test_what_the_help_tells_in_one_line_is_in_the_table_and_on_the_same_screens() -> None:
    for first, second, _words in PAIRS:
        assert BY_ID[first].places & BY_ID[second].places
    assert len({key.id for key in KEYS}) == len(KEYS)


def test_an_action_that_gets_another_key_leaves_its_old_one_to_the_others() -> None:
    both = BindingsMap(
        [bound("chart.earlier", "explore('earlier')"), bound("table.left", "move_in_table('left')")]
    )
    changed = rebound(both, key_map({"chart.earlier": ("b",)})).key_to_bindings
    assert [each.id for each in changed["left"]] == ["table.left"]
    assert [each.id for each in changed["b"]] == ["chart.earlier"]
    assert [each.id for each in both.key_to_bindings["left"]] == ["chart.earlier", "table.left"]
