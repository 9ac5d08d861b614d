"""`te-tui status`: print which token source has the token, and what the other sources answered."""

from __future__ import annotations

import argparse
from typing import NamedTuple

from te_tui.cli.account.access import Access, settings_here, take_access
from te_tui.cli.output import Output, print_json, print_table
from te_tui.cli.parser import Parser
from te_tui.credentials.token import Search, TokenSource
from te_tui.models.content import Column, Grid


class Options(NamedTuple):
    """The options of `te-tui status`, as typed."""

    profile: str
    output: Output
    json: bool
    vendor: str | None


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.add_argument("--json", action="store_true", help="as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print what each token source answered, and which one has the token; send no request to the service.

    Raises:
        NoToken: no token source has a token; the answers are printed nevertheless.
    """
    options = Options(arguments.profile, Output(arguments.no_color), arguments.json, arguments.vendor)
    access = take_access(options.profile, settings_here(), options.vendor)
    search = access.find_token()
    said = _said(access, search)
    if options.json:
        print_json(_json(access, search, said))
    else:
        facts = (
            ("profile", access.profile.name),
            ("vendor", access.vendor.label),
            ("address", access.origin.url),
            (access.vendor.words.group, access.profile.aid or "not set"),
            ("read-only", "yes" if access.profile.read_only else "no"),
            *((source.label, told) for source, told in said),
        )
        print_table(Grid((Column("Setting"), Column("Value", least=20)), facts), options.output)
    search.required()
    return 0


def _said(access: Access, search: Search) -> tuple[tuple[TokenSource, str], ...]:
    """Each token source, and whether it has the token, or why it was not asked."""
    told = {source.name: said for source, said in search.said}
    if search.found_in is not None:
        told[search.found_in.name] = "token found, in use"
        why = f"skipped ({search.found_in.label} wins)"
    else:
        why = "skipped (the one before it failed)"
    return tuple((source, told.get(source.name, why)) for source in access.token_sources())


def _json(access: Access, search: Search, said: tuple[tuple[TokenSource, str], ...]) -> dict[str, object]:
    found = search.found_in.name if search.found_in else None
    return {
        "profile": access.profile.name,
        "vendor": access.vendor.name,
        "baseUrl": access.origin.url,
        "aid": access.profile.aid,
        "readOnly": access.profile.read_only,
        "source": found,
        "sources": [
            {"source": source.name, "used": source.name == found, "said": told} for source, told in said
        ],
    }
