"""The table of commands, and quick looks at a command line before the parser is imported."""

from __future__ import annotations

COMMANDS = {
    "explore": "the explorer (the same as no command)",
    "demo": "the explorer on an embedded ThousandEyes; no account, no network",
    "groups": "list the account groups",
    "ls": "list snapshots",
    "show": "show a snapshot and its widgets as text",
    "data": "print the exact values of one widget, or of all",
    "timeline": "what changed first in a snapshot, and where",
    "compare": "what is better or worse in the later of two snapshots",
    "trend": "where a widget drifts or steps over many snapshots",
    "create": "create a snapshot of a dashboard, or of what another one holds",
    "create-test-snapshot": "create a snapshot of a test",
    "archive": "archive snapshots to files; run again to complete an incomplete archive",
    "verify": "is each archive whole and unaltered",
    "extend": "move the expiry of snapshots",
    "rm": "archive and delete snapshots",
    "prune": "archive and delete all that a filter finds",
    "expiring": "list what expires soon, soonest first",
    "login": "store a token, and make a profile of it; with --read-only, one that changes nothing",
    "logout": "delete the token of a profile everywhere",
    "profiles": "list the profiles",
    "status": "where the token comes from, and why",
    "keys": "list what the explorer can do, by which keys, and their ids",
    "completion": "print a script that completes command lines in bash, zsh or fish",
    "man": "print the manual page (roff)",
}
"""The line of each command in `te-tui --help`, in this order; its module is `cli/commands/NAME.py`."""

WITH_VALUE = frozenset({"--profile", "--vendor", "--aid"})
"""Common options that take the next word."""

_DRAWING_NOTHING = frozenset({"-h", "--help", "--version", "--serve", "--accessible"})


def module_of(command: str) -> str:
    """The import path of a command's module."""
    return f"te_tui.cli.commands.{command.replace('-', '_')}"


def index_of_command(argv: list[str]) -> int | None:
    """The index in `argv` of the command's name, which may follow options; None if no command is named."""
    index = 0
    while index < len(argv) and argv[index].startswith("-") and argv[index] != "--":
        index += 2 if argv[index] in WITH_VALUE else 1
    return index if index < len(argv) and argv[index] in COMMANDS else None


def no_target(word: str) -> str:
    """An error message if a word looks like a mistyped command; empty if it can be a snapshot or archive.

    It looks like one if it has only letters and hyphens: ids, addresses and archive files have other
    characters, too. The message names the most similar command.
    """
    if not word.replace("-", "").isalpha():
        return ""
    from difflib import get_close_matches

    close = get_close_matches(word, COMMANDS, 1)
    meant = f"The nearest command is {close[0]}" if close else f"If it is an id: te-tui explore {word}"
    return f'Unknown command or id "{word}". {meant}'


def opens_explorer(argv: list[str]) -> bool:
    """Guess, without parsing all options, whether a command line opens the explorer."""
    index = index_of_command(argv)
    command = "explore" if index is None else argv[index]
    return command in {"explore", "demo"} and _DRAWING_NOTHING.isdisjoint(argv)
