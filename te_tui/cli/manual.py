"""Making the manual page, in roff, from the declared commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from te_tui import __version__
from te_tui.cli.declared import Declared, Option

_SYNOPSIS: Final = (
    "te-tui [TARGET] [options]",
    "te-tui COMMAND [options]",
)


def manual_page(commands: Sequence[Declared], closing: str) -> str:
    """The manual page in roff; `closing` is the text on exit codes and environment variables at its end."""
    return "\n".join(_lines(commands, closing)) + "\n"


def _lines(commands: Sequence[Declared], closing: str) -> Iterator[str]:
    yield f'.TH TE\\-TUI 1 "" "te\\-tui {__version__}" "User Commands"'
    yield from (".SH NAME", "te\\-tui \\- a terminal explorer for dashboard snapshots", ".SH SYNOPSIS")
    for index, line in enumerate(_SYNOPSIS):
        yield from ([".br"] if index else [])
        yield roff(line)
    yield ".SH DESCRIPTION"
    yield "Without a command, the explorer opens."
    yield ".SH COMMANDS"
    for command in commands:
        yield from (".SS " + roff(command.name), roff(f"{command.help[:1].upper()}{command.help[1:]}."))
        for option in command.options:
            yield from (".TP", _term(option), roff(option.help))
        if command.notes:
            yield from _as_it_is(command.notes)
    yield ".SH EXIT STATUS AND ENVIRONMENT"
    yield from _as_it_is(closing)


def _as_it_is(text: str) -> Iterator[str]:
    yield from (".PP", ".nf", *map(roff, text.strip("\n").splitlines()), ".fi")


def _term(option: Option) -> str:
    names = ", ".join(f"\\fB{roff(name)}\\fR" for name in option.names)
    value = f"\\fI{roff(option.value)}\\fR" if option.value else ""
    return " ".join(filter(None, (names, value)))


def roff(text: str) -> str:
    """A line of text, escaped so that roff prints it as it is."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in {".", "'"} else escaped
