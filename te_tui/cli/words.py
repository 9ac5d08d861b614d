"""Which words on the command line are commands: read before anything else, so nothing is imported for it."""

from __future__ import annotations

COMMANDS = (
    "explore", "demo", "groups", "ls", "show", "data", "expiring",
    "timeline", "compare", "trend",
    "extend", "rm", "prune", "archive", "verify", "create", "create-test-snapshot",
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


def no_target(word: str) -> str:
    """Why a word can hardly be meant for a target, and what it may be meant for; empty where it can.

    Ids have digits, addresses and archives other signs.
    """
    if not word.replace("-", "").isalpha():
        return ""
    from difflib import get_close_matches

    close = get_close_matches(word, COMMANDS, 1)
    meant = f"the nearest command is {close[0]}" if close else f"te-tui explore {word} takes it for an id"
    return f"{word} is neither a command nor like a snapshot's id; {meant}"


def opens_explorer(argv: list[str]) -> bool:
    """Whether these words open the explorer, as far as that can be told without understanding all of them."""
    place = place_of_command(argv)
    command = "explore" if place is None else argv[place]
    return command in {"explore", "demo"} and _DRAWING_NOTHING.isdisjoint(argv)
