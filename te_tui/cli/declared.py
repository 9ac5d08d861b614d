"""The options that commands declare, as plain values for completion and the manual page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import NamedTuple

from te_tui.cli.parser import Parser, build_parser
from te_tui.cli.words import COMMANDS


class Option(NamedTuple):
    """One option or argument.

    Attributes:
        names: As they are typed, such as `--json`; empty for an argument that stands by its place.
        value: What its value is called; empty where it takes none.
        choices: The values that can be typed, where these are few and known.
        help: What `--help` says of it.
    """

    names: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    help: str


class Declared(NamedTuple):
    """A command: its name, what it does, and its options in the order of `--help`."""

    name: str
    help: str
    options: tuple[Option, ...]
    notes: str


def declared_commands() -> Iterator[Declared]:
    """Every command with its options, taken from its parser."""
    parser = build_parser(*COMMANDS)
    for name, words in COMMANDS.items():
        yield _declared(parser.commands[name], name, words)


def _declared(command: Parser, name: str, words: str) -> Declared:
    options = tuple(
        _option(action)
        for action in command._actions  # noqa: SLF001 - argparse has no public list of what was declared
        if action.help is not argparse.SUPPRESS
    )
    return Declared(name, words, options, command.epilog or "")


def _option(action: argparse.Action) -> Option:
    choices = tuple(map(str, action.choices or ()))
    if any(" " in choice for choice in choices):  # no shell could tell where one ends
        choices = ()
    takes_value = action.nargs != 0
    value = (action.metavar or "|".join(choices) or action.dest.upper()) if takes_value else ""
    return Option(tuple(action.option_strings), str(value), choices, (action.help or "").replace("%%", "%"))
