"""`te-tui login`: read a pasted or piped token, verify it, and store it."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from typing import Final, NamedTuple

from te_tui.cli.account.access import (
    Access,
    check_user,
    of_vendor,
    origin_of,
    settings_here,
    take_tokens,
    vendor_of,
)
from te_tui.cli.account.desk import Desk
from te_tui.cli.exits import WrongUsage
from te_tui.cli.masked import NotAsked, typed_or_piped, typed_unseen
from te_tui.cli.parser import Parser
from te_tui.cli.remarks import Remarks
from te_tui.credentials.probe import Condition, Probe
from te_tui.credentials.secret import Secret, WrongToken
from te_tui.credentials.store import Store, Trouble
from te_tui.credentials.stores import HOURS, stores
from te_tui.credentials.token import NoToken
from te_tui.credentials.unlocking import create_collection, unlock_keyring
from te_tui.models.words import counted
from te_tui.settings.file import is_user
from te_tui.settings.profile import DEFAULT, Profile
from te_tui.sources.http.origin import Origin
from te_tui.sources.vendors import DEFAULT_VENDOR

_PASSWORDS: Final = 3  # tries, as with sudo and ssh

_NOT_AS_ARGUMENT: Final = (
    "login takes no token as an argument; it asks for it, or reads it from standard input. "
    "What was typed is not repeated here, as it may be one"
)


class Options(NamedTuple):
    """The options of `te-tui login`, as typed."""

    profile: str
    aid: str | None
    read_only: bool
    quiet: bool
    base_url: str | None
    store: str | None
    vendor: str | None
    user: str | None


def add_options(parser: Parser) -> None:
    """Add the command's arguments and options to its parser."""
    parser.instead = _NOT_AS_ARGUMENT
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="the API's address (default: TE_BASE_URL or GRAFANA_URL, the profile's, the vendor's)",
    )
    parser.add_argument(
        "--user",
        metavar="NAME",
        help="log in by name: what is kept is this user's password (default: the profile's; '' for a token)",
    )
    parser.add_argument(
        "--store", choices=("keyring", "kernel"), help="the OS keyring, or the Linux kernel's for 12 hours"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read, verify and store a token for a profile; make the profile if it does not exist; return 0."""
    options = Options(
        arguments.profile,
        arguments.aid,
        arguments.read_only,
        arguments.quiet,
        arguments.base_url,
        arguments.store,
        arguments.vendor,
        arguments.user,
    )
    if options.user and not is_user(options.user):
        raise WrongUsage("The name behind --user has a colon, or holds what cannot be printed.")
    remarks = Remarks(quiet=options.quiet)
    before = settings_here().profiles.get(options.profile)
    profile = of_vendor(before or Profile(options.profile), options.vendor)
    if before is None and profile.name == DEFAULT and vendor_of(profile).name != DEFAULT_VENDOR:
        # TE_TOKEN alone, without any settings, means the default profile.
        raise WrongUsage(f"Name the profile of this {vendor_of(profile).label} with --profile.")
    words = vendor_of(profile).words
    if profile.token_command is not None:
        raise WrongUsage(
            f"Profile {profile.name} takes its token from a token_command, so that one kept elsewhere would "
            "never be used; take it out of the settings first."
        )
    if words.token_variable in take_tokens():
        remarks.say(f"{words.token_variable} is set and goes before what is stored, as long as it is.")
    origin = _origin(options.base_url, profile)
    access = Access(_changed(profile, options, origin, new=before is None), origin)
    check_user(access.profile)
    store = _wanted(options.store or profile.store)
    offer = options.store is None and profile.store in {None, "memory"}
    # Nobody is to hand in a token that cannot be kept anyway. Questions come after it: whoever expects to be
    # asked for the token pastes it at once, and what was pasted is not lost by a mistyped password.
    probe = store.probe()
    if not (probe.ready or _may_open(probe) or _instead(offer=offer)):
        raise _no_token(store, probe.said, probe.next_step)
    secret = _read(access)
    groups = asyncio.run(Desk(access).verify(secret))
    store = _usable(store, probe, offer=offer)
    _keep(secret, store, access, remarks)
    if before is not None and before.base_url not in {None, access.profile.base_url}:
        remarks.say(
            f"A token kept for {before.base_url} stays where it is; "
            f"{words.address_variable}={before.base_url} te-tui logout --profile {profile.name} removes it."
        )
    kept = f"{store.label} for {HOURS} hours" if store.name == "kernel" else store.label
    said = f"is accepted ({counted(len(groups), words.group)}) and is in {kept}"
    if not access.vendor.abilities.reads:
        said = f"is in {kept}; it was not tried, because {access.vendor.label} has no request that only reads"
    remarks.say(f"The token for {access.account.user} {said}.")
    return 0


def _keep(secret: Secret, store: Store, access: Access, remarks: Remarks) -> None:
    try:
        remaining = Desk(access).store(secret, store, access.profile)
    except Trouble as trouble:
        raise _no_token(store, trouble.said, trouble.next_step) from None
    for sentence in remaining:
        remarks.say(sentence)


def _origin(base_url: str | None, profile: Profile) -> Origin:
    if base_url:
        return origin_of(profile, base_url, "--base-url")
    variable = vendor_of(profile).words.address_variable
    return origin_of(profile, os.environ.get(variable), variable)


def _changed(profile: Profile, options: Options, origin: Origin, *, new: bool) -> Profile:
    """The profile with the options that were typed; its other settings stay as they were.

    A base URL from an environment variable is stored in a new profile only.
    """
    remembered = new or options.base_url
    return profile._replace(
        base_url=origin.url if remembered else profile.base_url,
        aid=options.aid or profile.aid,
        read_only=options.read_only or profile.read_only,
        user=profile.user if options.user is None else options.user or None,
    )


def _wanted(name: str | None) -> Store:
    """The store with this name, even if it is locked or unusable; for None and "memory", the OS keyring.

    Raises:
        WrongUsage: this system has no such store.
    """
    store = _store("keyring" if name in {None, "memory"} else str(name))
    if store is None:
        raise WrongUsage(f"There is no {name} keyring on this system; leave out --store {name}.")
    return store


def _store(name: str) -> Store | None:
    return next((store for store in stores() if store.name == name), None)


def _may_open(probe: Probe) -> bool:
    return probe.condition in {Condition.LOCKED, Condition.NO_COLLECTION} and sys.stdin.isatty()


def _instead(*, offer: bool) -> Store | None:
    """The kernel's keyring, to offer to the person in place of another store.

    None if `offer` is False, stdin is no terminal, or the keyring is not ready.
    """
    kernel = _store("kernel") if offer and sys.stdin.isatty() else None
    return kernel if kernel is not None and kernel.probe().ready else None


def _usable(store: Store, probe: Probe, *, offer: bool) -> Store:
    """Return the store; on a terminal, the person may first unlock it, or create its first collection.

    If it cannot be used even so, a person on a terminal is offered the kernel's keyring, if `offer` is True.

    Raises:
        NoToken: the store is not usable, and the kernel's keyring was not offered or accepted.
    """
    if _may_open(probe):
        probe = (_unlocked if probe.condition is Condition.LOCKED else _with_collection)(store, probe)
    if probe.ready:
        return store
    if kernel := _instead(offer=offer):
        print(f"te-tui: {store.label} {probe.said}.", file=sys.stderr)
        if _agreed(f"Keep the token in {kernel.label} for {HOURS} hours instead? [y/N] "):
            return kernel
    raise _no_token(store, probe.said, probe.next_step)


def _unlocked(store: Store, probe: Probe) -> Probe:
    """Ask for the keyring's password, up to three times, and unlock the keyring; return its new condition."""
    words = "The keyring is locked. Its password: "
    for _ in range(_PASSWORDS):
        try:
            unlock_keyring(_prompt(words))
        except Trouble as trouble:
            probe = probe._replace(said=trouble.said, next_step=trouble.next_step)
            words = f"te-tui: {store.label} {trouble.said}.\nIts password: "
        else:
            return store.probe()
    return probe


def _with_collection(store: Store, probe: Probe) -> Probe:
    """Ask for a password, and create the keyring's first collection; return the keyring's new condition.

    A collection is the keyring's container for secrets. Without a password it would be an unencrypted file.
    """
    password = _prompt("The keyring has no collection to keep a token in. A password for a new one: ")
    if not password or password != _prompt("The same password again: "):
        return probe._replace(said="was given no password, or two that differ", next_step="Try again.")
    try:
        create_collection(password)
    except Trouble as trouble:
        return probe._replace(said=trouble.said, next_step=trouble.next_step)
    return store.probe()


def _read(access: Access) -> Secret:
    """Read the token from a masked prompt, or from standard input if that is no terminal.

    Raises:
        NoToken: nothing was typed, or a text that is no token; the message does not show the text.
    """
    words, user = access.vendor.words, access.profile.user
    asked = words.token if user is None else f"{words.password} of {user}"
    try:
        text = typed_or_piped(f"{asked} for {access.account.user}: ")
    except NotAsked:
        raise _nothing_typed() from None
    try:
        return Desk(access).read(text)
    except WrongToken as error:
        kind = "API token" if user is None else words.password
        raise NoToken(f"That is no {kind}: {error}", "Copy it again; nothing was stored.") from None


def _prompt(words: str) -> str:
    """Ask for a text without showing it; raise `NoToken` if none is typed, or it would be shown."""
    try:
        return typed_unseen(words)
    except NotAsked:
        raise _nothing_typed() from None


def _nothing_typed() -> NoToken:
    return NoToken("Nothing was typed, or typing cannot be hidden here", "Pipe the token in.")


def _agreed(question: str) -> bool:
    # Not shown either: whoever expects to be asked for the token pastes it here.
    return _prompt(question).strip().lower() in {"y", "yes"}


def _no_token(store: Store, said: str, next_step: str) -> NoToken:
    return NoToken(f"The token was not stored: {store.label} {said}", next_step)
