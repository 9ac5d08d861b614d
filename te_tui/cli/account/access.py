"""From a profile to its vendor, base URL and token sources: the environment, a command, or the stores."""

from __future__ import annotations

import argparse
import os
from typing import NamedTuple

from te_tui.cli.account.hardening import take_token
from te_tui.cli.exits import WrongUsage
from te_tui.credentials.account import Account
from te_tui.credentials.command import TokenCommand
from te_tui.credentials.deadline import aside
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
    """One profile's way to its account.

    Attributes:
        given: What the environment held; it counts for the profile that the program began with and for no
            other.
        elsewhere: Whether the environment leads elsewhere than the profile says.
    """

    profile: Profile
    origin: Origin
    given: Secret | None = None
    elsewhere: bool = False

    @property
    def vendor(self) -> Vendor:
        """The vendor of the API."""
        return vendor_of(self.profile)

    @property
    def account(self) -> Account:
        """The account of the token."""
        if self.vendor.name == DEFAULT_VENDOR:
            return Account(self.profile.name, self.origin.label)
        return Account(self.profile.name, f"{self.origin.label}{self.origin.path}", self.vendor.name)

    @property
    def name(self) -> str:
        """Its name for people: the profile, or the host where none was named."""
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
        """Ask them; a command or a keyring may take its time."""
        search = find_token(self.token_sources(), self.vendor.words.token_variable)
        return search._replace(secret=search.secret and self.as_sent(search.secret))

    def as_sent(self, secret: Secret) -> Secret:
        """The secret as the profile has it sent: with its user where it names one."""
        return secret.of(self.profile.user)

    async def secret(self) -> Secret:
        """The token, without holding up the loop.

        Raises:
            NoToken: there is none.
        """
        return (await aside(self.find_token)).required()


def settings_here() -> Settings:
    """The settings of this machine.

    Raises:
        FileTrouble: they cannot be read.
    """
    return load_settings(Places.of(os.environ).settings)


def take_access(name: str, settings: Settings, vendor: str | None = None) -> Access:
    """The account of a profile; all tokens leave the environment, so that no child inherits one.

    Raises:
        WrongUsage: there is no such profile, it is of another vendor than the one that is named, it names a
            user where only tokens are taken, or its base URL is not safe to send a token to.
    """
    try:
        profile = settings.profile(name)
    except UnknownProfile as unknown:
        raise WrongUsage(str(unknown)) from None
    profile = of_vendor(profile, vendor)
    check_user(profile)
    tokens = take_tokens()
    words = vendor_of(profile).words
    instead = os.environ.get(words.address_variable)
    origin = origin_of(profile, instead, words.address_variable)
    return Access(profile, origin, tokens.get(words.token_variable), elsewhere=bool(instead))


def take_tokens() -> dict[str, Secret]:
    """Take the tokens of all vendors out of the environment; by the names of the variables."""
    variables = [vendor.words.token_variable for vendor in all_vendors()]
    return {name: token for name in variables if (token := take_token(os.environ, name)) is not None}


def of_vendor(profile: Profile, vendor: str | None) -> Profile:
    """The profile as one of the vendor that the command line names, if it names one.

    Raises:
        WrongUsage: the settings say that it is of another one.
    """
    if vendor is None:
        return profile
    if profile != Profile(profile.name) and vendor_of(profile).name != vendor:
        label = vendor_of(profile).label
        raise WrongUsage(f"Profile {profile.name} is of {label}; name another one with --profile.")
    return profile._replace(vendor=None if vendor == DEFAULT_VENDOR else vendor)


def check_user(profile: Profile) -> None:
    """Refuse a user where the vendor knows none.

    Raises:
        WrongUsage: it takes tokens only.
    """
    vendor = vendor_of(profile)
    if profile.user is not None and vendor.words.password is None:
        raise WrongUsage(f"Profile {profile.name}: {vendor.label} takes tokens only, so that it has no user.")


def check_reads(access: Access, settings: Settings) -> None:
    """Refuse a vendor whose snapshots can be neither listed nor opened, before anything is asked.

    Raises:
        WrongUsage: it is one.
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
    """The account that a command works for, as the command line and its profile say.

    Attributes:
        settings: All profiles of this machine.
        access: The way to the account.
        aid: The account group; None is the one the token logs in to, or any that has what is named.
        read_only: Whether the command line forbids every change.
    """

    settings: Settings
    access: Access
    aid: str | None
    read_only: bool

    @classmethod
    def of(cls, arguments: argparse.Namespace, *, everywhere: bool = False) -> AccountOptions:
        """Let the profile fill in what the command line leaves open.

        Where a snapshot is named or all account groups are meant (`everywhere`), the profile's account group
        does not count.

        Raises:
            WrongUsage: there is no such profile, or its base URL is none to send a token to.
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
        WrongUsage: te-tui knows none of that name.
    """
    try:
        return vendor_named(profile.vendor or DEFAULT_VENDOR)
    except UnknownVendor:
        raise WrongUsage(f"Profile {profile.name}: te-tui does not know its vendor.") from None


def address_of(profile: Profile) -> str:
    """Where a profile's API is: at its base URL, or at its vendor's.

    Raises:
        WrongUsage: it names no base URL, and its vendor has no address that is the same for all.
    """
    vendor = vendor_of(profile)
    address = profile.base_url or vendor.default_address
    if address is None:
        said = f"Profile {profile.name} needs a base URL: each {vendor.label} has its own. "
        raise WrongUsage(f"{said}Set {vendor.words.address_variable}, or base_url in the profile.")
    return address


def origin_of(profile: Profile, instead: str | None = None, named: str = "") -> Origin:
    """Where a profile's requests go, or `instead` of that where it is given; `named` says by what.

    Raises:
        WrongUsage: it is no address to send a token to.
    """
    text, named = (instead, named) if instead else (address_of(profile), f"Profile {profile.name}")
    try:
        return Origin.parse(vendor_of(profile).base_in(text))
    except WrongOrigin as error:
        raise WrongUsage(f"{named}: {error}.") from None
