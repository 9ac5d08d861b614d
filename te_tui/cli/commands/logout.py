"""`te-tui logout`: delete the token of a profile from every store."""

from __future__ import annotations

import argparse
import sys
from typing import NamedTuple

from te_tui.cli.account.access import Access, settings_here, take_access
from te_tui.cli.parser import Parser
from te_tui.cli.remarks import Remarks
from te_tui.credentials.store import Store, Trouble
from te_tui.credentials.stores import stores
from te_tui.sources.vendors import DEFAULT_VENDOR

_NOT_DONE, _DONE_IN_PART = 3, 5


class Options(NamedTuple):
    """The options of `te-tui logout`, as typed."""

    profile: str
    quiet: bool
    vendor: str | None


def add_options(parser: Parser) -> None:
    """Add nothing to the parser: the command has the common options only."""


def run(arguments: argparse.Namespace) -> int:
    """Delete a profile's token from every store, and check that it is gone; return the exit code.

    If a store could not answer, the exit code is 3, or 5 if the token was deleted from another store.
    """
    options = Options(arguments.profile, arguments.quiet, arguments.vendor)
    remarks = Remarks(quiet=options.quiet)
    access = take_access(options.profile, settings_here(), options.vendor)
    user = _told(access)
    deleted = unknown = False
    for store in stores():
        try:
            held, said = _erased(store, access)
            deleted |= held
            remarks.say(f"{store.label} {said}.")
        except Trouble as trouble:
            unknown = True
            sentence = f"{store.label} {trouble.said}, so that it may still hold the token for {user}."
            print(f"te-tui: {sentence} {trouble.next_step}", file=sys.stderr)
    if access.given is not None:
        remarks.say(f"{access.vendor.words.token_variable} is still set in this shell; unset it.")
    if access.profile.token_command is not None:
        remarks.say("The profile's token_command stays in the settings.")
    if unknown:
        return _DONE_IN_PART if deleted else _NOT_DONE
    return 0


def _told(access: Access) -> str:
    """The account for messages, such as `work@api.example.com`; the vendor follows if not ThousandEyes."""
    user = access.account.user
    return user if access.vendor.name == DEFAULT_VENDOR else f"{user} ({access.vendor.label})"


def _erased(store: Store, access: Access) -> tuple[bool, str]:
    """Delete an account's token from a store; return whether there was one, and the result in words.

    The words follow the store's name in a sentence, such as "holds none for work@api.example.com".
    """
    probe = store.probe()
    if store.is_ruled_out(probe, access.profile.store):
        return False, probe.said
    if probe.empty:
        label = access.vendor.label
        raise Trouble(probe.said, f"Log out again where it can be asked, or revoke the token in {label}.")
    if not probe.ready:
        raise Trouble(probe.said, probe.next_step)
    user = _told(access)
    if store.erase(access.account):
        return True, f"held the token for {user}; it is deleted"
    return False, f"holds none for {user}"
