"""`te-tui completion`: print a script that completes command lines in a shell."""

from __future__ import annotations

import argparse

from te_tui.cli.completion_scripts import SCRIPTS
from te_tui.cli.declared import declared_commands
from te_tui.cli.parser import Parser

_EPILOG = """\
bash: eval "$(te-tui completion bash)" in ~/.bashrc
zsh:  eval "$(te-tui completion zsh)" in ~/.zshrc, after compinit
fish: te-tui completion fish > ~/.config/fish/completions/te-tui.fish
"""


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.explain(_EPILOG)
    parser.add_argument("shell", choices=tuple(SCRIPTS), metavar="bash|zsh|fish", help="the shell")


def run(arguments: argparse.Namespace) -> int:
    """Print the completion script for the named shell; return the exit code."""
    print(SCRIPTS[arguments.shell](tuple(declared_commands())), end="")
    return 0
