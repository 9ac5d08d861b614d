"""Which account is meant: the profile, where its requests go, and who is asked for its token."""

from __future__ import annotations

import argparse
import os
from typing import NamedTuple

from te_tui.cli.account.hardening import take_token
from te_tui.cli.usage import WrongUsage
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
from te_tui.sources.http.origin import DEFAULT, Origin, WrongOrigin


class Access(NamedTuple):
    """One profile's way to its account.

    Attributes:
        given: What TE_TOKEN held; it counts for the profile that the program began with and for no other.
        elsewhere: Whether TE_BASE_URL leads elsewhere than the profile says.
    """

    profile: Profile
    origin: Origin
    given: Secret | None = None
    elsewhere: bool = False

    @property
    def account(self) -> Account:
        """Whose token it is."""
        return Account(self.profile.name, self.origin.label)

    @property
    def name(self) -> str:
        """What people call it: the profile, or the host where they named none."""
        return self.origin.label if self.profile.name == DEFAULT_PROFILE else self.profile.name

    def token_sources(self) -> tuple[TokenSource, ...]:
        """Who is asked for the token, in order (safety rule 1)."""
        loopback = self.origin.loopback
        given = Given(self.given, loopback)
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
        return find_token(self.token_sources())

    async def secret(self) -> Secret:
        """The token, without holding up the loop.

        Raises:
            NoToken: nobody has one.
        """
        return (await aside(self.find_token)).required()


def settings_here() -> Settings:
    """The settings of this machine.

    Raises:
        FileTrouble: they cannot be read.
    """
    return load_settings(Places.of(os.environ).settings)


def take_access(arguments: argparse.Namespace, settings: Settings) -> Access:
    """The account that the command line means; TE_TOKEN leaves the environment, so that no child inherits it.

    Raises:
        WrongUsage: there is no such profile, or its base URL is none to send a token to.
    """
    try:
        profile = settings.profile(arguments.profile)
    except UnknownProfile as unknown:
        raise WrongUsage(str(unknown)) from None
    instead = os.environ.get("TE_BASE_URL")
    return Access(profile, origin_of(profile, instead), take_token(os.environ), elsewhere=bool(instead))


def fill_in(arguments: argparse.Namespace) -> None:
    """Let the profile fill in what the command line leaves open.

    That is `settings`, `access` and `aid`; not `aid` where a snapshot is named, because that is looked for in
    all account groups.

    Raises:
        WrongUsage: there is no such profile, or its base URL is none to send a token to.
    """
    arguments.settings = settings_here()
    arguments.access = take_access(arguments, arguments.settings)
    everywhere = any(getattr(arguments, name, None) for name in ("target", "targets", "before", "all_groups"))
    if arguments.aid is None and not everywhere:
        arguments.aid = arguments.access.profile.aid


def origin_of(profile: Profile, instead: str | None, named: str = "TE_BASE_URL") -> Origin:
    """Where a profile's requests go, or `instead` of that where it is given; `named` says by what.

    Raises:
        WrongUsage: it is no address to send a token to.
    """
    text, named = (instead, named) if instead else (profile.base_url or DEFAULT, f"Profile {profile.name}")
    try:
        return Origin.parse(text)
    except WrongOrigin as error:
        raise WrongUsage(f"{named}: {error}.") from None
