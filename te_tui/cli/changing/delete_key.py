"""`te-tui rm --delete-key`: deleting a snapshot by the secret key that Grafana gave to its creator.

The service does not say which snapshot a delete key belongs to. So the snapshot is not archived, and there is
no journal, which would have to hold the key. The key is read from a masked prompt or from standard input, and
is stored nowhere.
"""

from __future__ import annotations

import asyncio
import sys
from urllib.parse import unquote

from te_tui.cli.account.access import AccountOptions
from te_tui.cli.account.opening import open_source
from te_tui.cli.changing.confirming import agreed, need_answer
from te_tui.cli.exits import WrongUsage
from te_tui.cli.masked import NotAsked, typed_or_piped
from te_tui.cli.remarks import Remarks
from te_tui.credentials.secret import Secret
from te_tui.sources.errors import Rejected
from te_tui.sources.read_only import refused

NOT_AS_ARGUMENT = (
    "rm takes no delete key as an argument, where others could read it; it asks for it, or reads it from "
    "standard input. What was typed is not repeated here"
)
_NOT_ARCHIVED = "Which one that is cannot be told, so it is not archived: this cannot be undone."
_WHAT = "delete by delete key"
_PATH = "/api/snapshots-delete/"


def delete_by_delete_key(account: AccountOptions, remarks: Remarks, *, yes: bool) -> int:
    """Ask for a delete key, and delete the snapshot that it belongs to; return the exit code."""
    access = account.access
    if not access.vendor.abilities.has_delete_keys:
        raise Rejected(f"Could not {_WHAT}: {access.vendor.label} has none", "Name the snapshot by its id.")
    if account.read_only or access.profile.read_only:
        raise refused(_WHAT)
    need_answer(yes=yes)
    return asyncio.run(_delete(account, remarks, _read(access.origin.url), yes=yes))


def _read(base: str) -> Secret:
    """Read a delete key, or take it from a pasted deletion address; `base` is the profile's address.

    Raises:
        WrongUsage: nothing was typed, or a text that is no key, or an address of another Grafana; the
            message does not show the text.
    """
    try:
        typed = typed_or_piped("Delete key: ").strip()
    except NotAsked:
        raise WrongUsage("Nothing was typed, or typing cannot be hidden here: pipe the key in.") from None
    where, path, key = typed.rpartition(_PATH)
    if path and where.rstrip("/") != base.rstrip("/"):
        raise WrongUsage("That delete key is one of another Grafana: name its profile with --profile.")
    if not key or not key.isprintable():
        raise WrongUsage("That is no delete key; nothing was asked.")
    return Secret(unquote(key.partition("?")[0]) if path else key)


async def _delete(account: AccountOptions, remarks: Remarks, delete_key: Secret, *, yes: bool) -> int:
    async with open_source(account, remarks) as source:
        print(f"Delete on {source.host} the snapshot that this delete key is of.", file=sys.stderr)
        print(_NOT_ARCHIVED, file=sys.stderr)
        if not yes and not await agreed():
            remarks.say("Nothing was changed.")
            return 130
        if await source.delete_by_delete_key(delete_key):
            remarks.say("Deleted the snapshot of that delete key.")
            return 0
        remarks.warn("The service did not say that the snapshot is deleted: see whether it still opens.")
        return 5
