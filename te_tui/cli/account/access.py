"""How a profile gives access to an account: its vendor, its address, and where its token is found.

A token is searched for in the environment, by the profile's token command, or in the token stores.
"""

from __future__ import annotations

import argparse
import os
from typing import NamedTuple

from te_tui.cli.account.hardening import take_token
from te_tui.cli.exits import WrongUsage
from te_tui.credentials.account import Account
from te_tui.credentials.command import TokenCommand, end_with_signals
from te_tui.credentials.deadline import in_thread
from te_tui.credentials.secret import Secret
from te_tui.credentials.stores import stores
from te_tui.credentials.token import Given, LeftOut, Search, Stored, TokenSource, find_token
from te_tui.files.places import Places
from te_tui.settings.file import Settings, UnknownProfile, load_settings
from te_tui.settings.profile import DEFAULT as DEFAULT_PROFILE
from te_tui.settings.profile import Profile
from te_tui.sources.http.origin import Origin, WrongOrigin
from te_tui.sources.vendor import Vendor
from te_tui.sources.vendors import DEFAULT_VENDOR, UnknownVendor, all_vendors, vendor_named


class Access(NamedTuple):
    """A profile with the address and the token that give access to its account.

    Attributes:
        given: The token from the environment; only the profile that the program started with gets it.
        elsewhere: Whether an environment variable gave the address, in place of the profile's own.
    """

    profile: Profile
    origin: Origin
    given: Secret | None = None
    elsewhere: bool = False

    @property
    def vendor(self) -> Vendor:
        """The profile's vendor."""
        return vendor_of(self.profile)

    @property
    def account(self) -> Account:
        """The entry of the account's token in the token stores.

        It is named by profile, host with path, and vendor; for ThousandEyes, by profile and host alone.
        """
        if self.vendor.name == DEFAULT_VENDOR:
            return Account(self.profile.name, self.origin.label)
        return Account(self.profile.name, f"{self.origin.label}{self.origin.path}", self.vendor.name)

    @property
    def name(self) -> str:
        """The account's name for people: the profile's name, or the host for the default profile."""
        return self.origin.label if self.profile.name == DEFAULT_PROFILE else self.profile.name

    def token_sources(self) -> tuple[TokenSource, ...]:
        """The sources of the token, in the order in which they are asked (safety rule 1)."""
        loopback = self.origin.loopback
        given = Given(self.given, loopback, self.vendor.words.token_variable)
        if self.profile.token_command is not None:
            return given, TokenCommand(self.profile.token_command, loopback=loopback)
        kept = self.profile.store
        why = f'the profile says store = "{kept}"'
        return given, *(
            Stored(store, self.account, loopback)
            if kept in {None, store.name}
            else LeftOut(store.name, store.label, why)
            for store in stores()
        )

    def find_token(self) -> Search:
        """Ask the token sources in order; return the token, if any, and the sources' answers."""
        search = find_token(self.token_sources(), self.vendor.words.token_variable)
        return search._replace(secret=search.secret and self.as_sent(search.secret))

    def as_sent(self, secret: Secret) -> Secret:
        """The secret to send: the token, or the password together with the profile's user name."""
        return secret.of(self.profile.user)

    async def secret(self) -> Secret:
        """The token, searched for in a thread so that the event loop is not blocked.

        Raises:
            NoToken: no source has a token.
        """
        return (await in_thread(self.find_token)).required()


def settings_here() -> Settings:
    """The settings of this machine.

    Raises:
        FileTrouble: the settings cannot be read.
    """
    return load_settings(Places.of(os.environ).settings)


def take_access(name: str, settings: Settings, vendor: str | None = None) -> Access:
    """Make the `Access` of a profile by its name; remove all tokens from the environment.

    So child processes inherit no token. `vendor` is the vendor that the command line names, if any.

    Raises:
        WrongUsage: there is no such profile, its vendor is not `vendor`, it has a user although the vendor
            takes only tokens, or its base URL is not safe to send a token to.
    """
    try:
        profile = settings.profile(name)
    except UnknownProfile as unknown:
        raise WrongUsage(str(unknown)) from None
    profile = of_vendor(profile, vendor)
    check_user(profile)
    tokens = take_tokens()
    if any(one.token_command is not None for one in settings.profiles.values()):
        end_with_signals()
    words = vendor_of(profile).words
    instead = os.environ.get(words.address_variable)
    origin = origin_of(profile, instead, words.address_variable)
    return Access(profile, origin, tokens.get(words.token_variable), elsewhere=bool(instead))


def take_tokens() -> dict[str, Secret]:
    """Remove the tokens of all vendors from the environment; return them by the name of their variable."""
    variables = [vendor.words.token_variable for vendor in all_vendors()]
    return {name: token for name in variables if (token := take_token(os.environ, name)) is not None}


def of_vendor(profile: Profile, vendor: str | None) -> Profile:
    """Return the profile with the vendor that the command line names; unchanged if `vendor` is None.

    Raises:
        WrongUsage: the settings give the profile another vendor.
    """
    if vendor is None:
        return profile
    if profile != Profile(profile.name) and vendor_of(profile).name != vendor:
        label = vendor_of(profile).label
        raise WrongUsage(f"Profile {profile.name} is of {label}; name another one with --profile.")
    return profile._replace(vendor=None if vendor == DEFAULT_VENDOR else vendor)


def check_user(profile: Profile) -> None:
    """Check that a profile with a user name is of a vendor that takes passwords.

    Raises:
        WrongUsage: the profile has a user name, but the vendor takes tokens only.
    """
    vendor = vendor_of(profile)
    if profile.user is not None and vendor.words.password is None:
        raise WrongUsage(f"Profile {profile.name}: {vendor.label} takes tokens only, so that it has no user.")


def check_reads(access: Access, settings: Settings) -> None:
    """Check, before any request, that the vendor can list and open snapshots.

    Raises:
        WrongUsage: the vendor can only create snapshots.
    """
    if access.vendor.abilities.reads:
        return
    usual = vendor_named(DEFAULT_VENDOR)
    named = (name for name in settings.names if vendor_of(settings.profile(name)) is usual)
    such = f", such as --profile {name}" if (name := next(named, None)) else ""
    raise WrongUsage(
        f"{access.vendor.label} can only create snapshots of tests (te-tui create-test-snapshot). For "
        f"everything else, use a profile of {usual.label}{such}."
    )


class AccountOptions(NamedTuple):
    """The account that a command works with, from the command line and the profile.

    Attributes:
        settings: All profiles of this machine.
        access: The profile with its address and token.
        aid: The account group's id. None means the token's own group; if the command names snapshots by id,
            it means any group.
        read_only: Whether the command line forbids every change.
    """

    settings: Settings
    access: Access
    aid: str | None
    read_only: bool

    @classmethod
    def of(cls, arguments: argparse.Namespace, *, everywhere: bool = False) -> AccountOptions:
        """Make the options from the command line, and from the profile for options that are not typed.

        With `everywhere`, the profile's account group is ignored: for commands that name snapshots by id,
        which may be in any group, or that work on all groups.

        Raises:
            WrongUsage: there is no such profile, or its base URL is not safe to send a token to.
            FileTrouble: the settings cannot be read.
        """
        settings = settings_here()
        access = take_access(arguments.profile, settings, arguments.vendor)
        aid: str | None = arguments.aid
        if aid is None and not everywhere:
            aid = access.profile.aid
        return cls(settings, access, aid, arguments.read_only)


def vendor_of(profile: Profile) -> Vendor:
    """The vendor that a profile names.

    Raises:
        WrongUsage: te-tui knows no vendor with this name.
    """
    try:
        return vendor_named(profile.vendor or DEFAULT_VENDOR)
    except UnknownVendor:
        raise WrongUsage(f"Profile {profile.name}: te-tui does not know its vendor.") from None


def address_of(profile: Profile) -> str:
    """The address of a profile's API: its base URL, or else the vendor's default address.

    Raises:
        WrongUsage: the profile has no base URL, and the vendor no default address.
    """
    vendor = vendor_of(profile)
    address = profile.base_url or vendor.default_address
    if address is None:
        said = f"Profile {profile.name} needs a base URL: each {vendor.label} has its own. "
        raise WrongUsage(f"{said}Set {vendor.words.address_variable}, or base_url in the profile.")
    return address


def origin_of(profile: Profile, instead: str | None = None, named: str = "") -> Origin:
    """The origin that a profile's requests go to: `instead` if given, else the profile's address.

    `named` says in error messages where `instead` comes from, such as an environment variable.

    Raises:
        WrongUsage: the address is not safe to send a token to.
    """
    text, named = (instead, named) if instead else (address_of(profile), f"Profile {profile.name}")
    try:
        return Origin.parse(vendor_of(profile).base_in(text))
    except WrongOrigin as error:
        raise WrongUsage(f"{named}: {error}.") from None
