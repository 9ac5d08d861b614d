"""What can be typed after `te-tui login`, `logout`, `profiles` and `status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from te_tui.cli.arguments import Commands, Parser

NOT_AS_ARGUMENT: Final = (
    "login takes no token as an argument; it asks for it, or reads it from standard input. "
    "What was typed is not repeated here, as it may be one"
)


def add_token_commands(commands: Commands, common: Parser) -> None:
    """Declare the commands for tokens and profiles."""
    login = commands.add_parser(
        "login",
        parents=[common],
        help="store a token, and make a profile of it; with --read-only, one that changes nothing",
    )
    login.instead = NOT_AS_ARGUMENT
    login.add_argument(
        "--base-url",
        metavar="URL",
        help="the API's address (default: TE_BASE_URL, the profile's, the vendor's)",
    )
    login.add_argument(
        "--store", choices=("keyring", "kernel"), help="the OS keyring, or the Linux kernel's for 12 hours"
    )
    commands.add_parser("logout", parents=[common], help="delete the token of a profile everywhere")
    profiles = commands.add_parser("profiles", parents=[common], help="list the profiles")
    profiles.add_argument("--json", action="store_true", help="as JSON, one object a line")
    status = commands.add_parser("status", parents=[common], help="where the token comes from, and why")
    status.add_argument("--json", action="store_true", help="as one JSON object")
