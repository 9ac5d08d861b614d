"""Which words on the command line are commands: read before anything else, so nothing is imported for it."""

from __future__ import annotations

COMMANDS = (
    "explore", "demo", "groups", "ls", "show", "data", "expiring",
    "extend", "rm", "prune", "archive", "create", "create-test-snapshot",
    "login", "logout", "profiles", "status",
)  # fmt: skip
WITH_VALUE = frozenset({"--profile", "--aid"})
"""Common options that take the next word."""

_DRAWING_NOTHING = frozenset({"-h", "--help", "--version", "--serve"})


def place_of_command(argv: list[str]) -> int | None:
    """Where the command stands, which is the first word that is no option and no option's value."""
    place = 0
    while place < len(argv) and argv[place].startswith("-") and argv[place] != "--":
        place += 2 if argv[place] in WITH_VALUE else 1
    return place if place < len(argv) and argv[place] in COMMANDS else None


def opens_explorer(argv: list[str]) -> bool:
    """Whether these words open the explorer, as far as that can be told without understanding all of them."""
    place = place_of_command(argv)
    command = "explore" if place is None else argv[place]
    return command in {"explore", "demo"} and _DRAWING_NOTHING.isdisjoint(argv)
