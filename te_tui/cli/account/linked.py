"""Finding the profile that an address belongs to, by host and base path, so that the right token is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from te_tui.cli.account.everywhere import access_of, profiles_everywhere
from te_tui.cli.exits import WrongUsage
from te_tui.settings.profile import DEFAULT
from te_tui.sources.vendor import NamesNoSnapshot

if TYPE_CHECKING:
    from te_tui.cli.account.access import Access, AccountOptions
    from te_tui.settings.file import Settings


def linked_account(account: AccountOptions, target: str | None) -> AccountOptions:
    """The options with the account of the profile that `target` belongs to, if it is a snapshot's address.

    If it is an id or a file, the options are returned as they are.

    Raises:
        WrongUsage: the address may belong to several profiles.
    """
    return account._replace(access=access_for(target or "", account.settings, account.access))


def access_for(target: str, settings: Settings, began_with: Access) -> Access:
    """The access to the account that a snapshot's address belongs to; for an id or a file, `began_with`.

    `began_with` is the access of the profile that the program started with. If the person named that profile,
    or set its token in the environment, it is preferred to others that the address may belong to.

    Raises:
        WrongUsage: the address may belong to several profiles.
    """
    address = target.strip()
    if "://" not in address:
        return began_with
    is_chosen = began_with.profile.name != DEFAULT or began_with.given is not None
    if is_chosen and owns(began_with, address):
        return began_with
    owners = [one for one in _all(settings, began_with) if owns(one, address)]
    if len(owners) > 1:
        names = ", ".join(one.profile.name for one in owners)
        raise WrongUsage(f"That address may be of {len(owners)} profiles: {names}. Name one with --profile.")
    return owners[0] if owners else began_with


def _all(settings: Settings, began_with: Access) -> list[Access]:
    """The accesses of all profiles that can list snapshots; profiles with wrong settings are left out."""
    found = []
    for name in profiles_everywhere(settings, began_with):
        try:
            found.append(access_of(name, settings, began_with))
        except WrongUsage:
            continue
    return found


def owns(access: Access, address: str) -> bool:
    """Whether an address names a snapshot on this account's host and below its base path."""
    origin, vendor = access.origin, access.vendor
    try:
        vendor.snapshot_id_in(address, origin.url)
        host = urlsplit(address).netloc.casefold().removesuffix(":443")
    except (NamesNoSnapshot, ValueError):
        return False
    return host == origin.label.casefold() or vendor.may_hand_on(address, origin.label) is not None
