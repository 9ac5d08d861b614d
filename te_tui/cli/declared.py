"""The commands and their options, as plain values for shell completion and the manual page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import NamedTuple

from te_tui.cli.parser import Parser, build_parser
from te_tui.cli.words import COMMANDS


class Option(NamedTuple):
    """One option or argument of a command.

    Attributes:
        names: The option's names as typed, such as `--json`; empty for a positional argument.
        value: The placeholder of its value in the help, such as `FILE`; empty if it takes no value.
        choices: The allowed values if there is a fixed list of them; else empty.
        help: Its text in `--help`.
    """

    names: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    help: str


class Declared(NamedTuple):
    """A command: its name, its help, its options in the order of `--help`, and the notes below them."""

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
