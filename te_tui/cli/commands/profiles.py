"""`te-tui profiles`: list the profiles in the settings."""

from __future__ import annotations

import argparse
from typing import NamedTuple

from te_tui.cli.account.access import settings_here, vendor_of
from te_tui.cli.output import Output, print_json, print_table
from te_tui.cli.parser import Parser
from te_tui.models.content import Column, Grid
from te_tui.settings.profile import Profile


class Options(NamedTuple):
    """The options of `te-tui profiles`, as typed."""

    output: Output
    json: bool


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.add_argument("--json", action="store_true", help="as JSON, one object a line")


def run(arguments: argparse.Namespace) -> int:
    """List the profiles in the settings, without their tokens; return the exit code."""
    options = Options(Output(arguments.no_color), arguments.json)
    settings = settings_here()
    profiles = [settings.profile(name) for name in settings.names]
    if options.json:
        for profile in profiles:
            print_json(
                {
                    "profile": profile.name,
                    "vendor": vendor_of(profile).name,
                    "baseUrl": _address(profile),
                    "aid": profile.aid,
                    "readOnly": profile.read_only,
                    "token": _token(profile),
                }
            )
        return 0
    columns = (
        Column("Profile"),
        Column("Vendor"),
        Column("Address"),
        Column("AID"),
        Column("Read-only"),
        Column("Token in"),
    )
    cells = tuple(
        (
            profile.name,
            vendor_of(profile).label,
            _address(profile),
            profile.aid,
            "read-only" if profile.read_only else None,
            _token(profile),
        )
        for profile in profiles
    )
    print_table(Grid(columns, cells), options.output)
    return 0


def _address(profile: Profile) -> str | None:
    return profile.base_url or vendor_of(profile).default_address


def _token(profile: Profile) -> str | None:
    return "command" if profile.token_command is not None else profile.store
