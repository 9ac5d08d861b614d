"""`te-tui logout`: the token of a profile is deleted everywhere."""

from __future__ import annotations

import argparse
import sys

from te_tui.cli.access import Access, settings_here, take_access
from te_tui.cli.output import Remarks
from te_tui.credentials.store import Store, Trouble
from te_tui.credentials.stores import stores

_DONE_IN_PART = 5


def logout(arguments: argparse.Namespace) -> int:
    """Delete the token from every store, and look that it is gone; 5 where a store could not say."""
    remarks = Remarks(quiet=arguments.quiet)
    access = take_access(arguments, settings_here())
    user = access.account.user
    unknown = False
    for store in stores():
        try:
            remarks.say(f"{store.label} {_erased(store, access)}.")
        except Trouble as trouble:
            unknown = True
            sentence = f"{store.label} {trouble.said}, so that it may still hold the token for {user}."
            print(f"te-tui: {sentence} {trouble.next_step}", file=sys.stderr)
    if access.given is not None:
        remarks.say("TE_TOKEN is still set in this shell; unset it.")
    if access.profile.token_command is not None:
        remarks.say("The profile's token_command stays in the settings.")
    return _DONE_IN_PART if unknown else 0


def _erased(store: Store, access: Access) -> str:
    """Delete what a store holds for an account; what came of it completes its label."""
    probe = store.probe()
    if store.is_ruled_out(probe, access.profile.store):
        return probe.said
    if probe.empty:
        raise Trouble(probe.said, "Log out again where it can be asked, or revoke the token in ThousandEyes.")
    if not probe.ready:
        raise Trouble(probe.said, probe.next_step)
    user = access.account.user
    deleted = store.erase(access.account)
    return f"held the token for {user}; it is deleted" if deleted else f"holds none for {user}"
