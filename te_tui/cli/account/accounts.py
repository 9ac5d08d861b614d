"""The profiles that the explorer can switch between, and asking the person for a missing token."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from te_tui.cli.account.access import Access
from te_tui.cli.account.desk import Desk
from te_tui.cli.account.everywhere import access_of, profiles_everywhere, source_of
from te_tui.cli.account.linked import access_for, owns
from te_tui.cli.account.opening import source_at
from te_tui.cli.account.target import snapshot_id_of
from te_tui.cli.exits import WrongUsage
from te_tui.credentials.secret import Secret
from te_tui.credentials.token import NoToken
from te_tui.settings.file import Settings
from te_tui.sources.errors import NotLoggedIn, Rejected

if TYPE_CHECKING:
    from te_tui.app import TeTui
    from te_tui.sources.base import LiveSource, Observer


class Accounts:
    """The explorer's profiles.

    Only the profile that the explorer started with uses the token and the address from the environment.

    Args:
        settings: the settings with the profiles.
        access: the access of the profile to start with.
        read_only: whether changes are forbidden with all profiles.

    Attributes:
        current: The name of the profile in use.
    """

    def __init__(self, settings: Settings, access: Access, *, read_only: bool) -> None:
        self._read_only = read_only
        self._settings = settings
        self._began_with = access
        self._handed_in: dict[str, Secret] = {}
        self.current = access.profile.name

    @property
    def names(self) -> Sequence[str]:
        """The names of all profiles that can be switched to."""
        return self._settings.names

    def describe(self, name: str) -> Sequence[str]:
        """Words to show about a profile: its host, and "read-only" if it may change nothing."""
        try:
            access = self._access_of(name)
        except Rejected:
            return ("no usable base URL",)
        read_only = ("read-only",) if self._read_only or access.profile.read_only else ()
        return (access.origin.label, *read_only)

    @property
    def everywhere(self) -> tuple[str, ...]:
        """The names of the profiles whose snapshots the list over all profiles shows."""
        return profiles_everywhere(self._settings, self._began_with)

    def source_of(self, name: str, observer: Observer) -> LiveSource:
        """Open the source of a profile that is not in use, without asking the person for its token.

        Raises:
            Rejected: the profile's base URL is not safe to send a token to.
        """
        access = self._access_of(name)
        return source_of(access, observer, read_only=self._read_only, handed_in=self._handed_in.get(name))

    def linked(self, address: str) -> tuple[str, str]:
        """Find the profile that a snapshot's link belongs to; return its name and the snapshot's id.

        The profile in use is tried first.

        Raises:
            Rejected: the address names no snapshot, or may belong to several profiles.
        """
        in_use = self._access_of(self.current)
        try:
            access = (
                in_use if owns(in_use, address) else access_for(address, self._settings, self._began_with)
            )
            return access.profile.name, snapshot_id_of(address, access.vendor, access.origin.url)
        except WrongUsage as error:
            raise Rejected(str(error), "Or open it with te-tui and --profile in a shell.") from None

    def open(self, app: TeTui) -> LiveSource:
        """Open the source of the profile in use.

        The person is asked for a token when none is stored, or when the service refuses the stored one.
        """
        access = access_of(self.current, self._settings, self._began_with)
        in_use = Secret("")

        async def ask(why: NoToken) -> Secret:
            self._handed_in[access.profile.name] = given = await app.ask_for_token(Desk(access), why)
            return given

        async def secret() -> Secret:
            nonlocal in_use
            try:
                in_use = self._handed_in.get(access.profile.name) or await access.secret()
            except NoToken as nobody:
                in_use = await ask(nobody)
            return in_use

        async def renewed(refused: NotLoggedIn, again: bool) -> Secret:
            """Return a token in place of a refused one: from the token sources, or else from the person.

            `again` says that a second token was refused, too. Then only the person is asked, because a token
            command might return another wrong token each time.
            """
            nonlocal in_use
            if not again:
                with suppress(NoToken):
                    found = await access.secret()
                    if found.reveal() != in_use.reveal():
                        in_use = found
                        return in_use
            in_use = await ask(NoToken(refused.sentence, refused.next_step))
            return in_use

        read_only = self._read_only or access.profile.read_only
        return source_at(
            access.vendor, access.origin, secret, app, access.name, read_only=read_only, renew=renewed
        )

    def switch(self, name: str, app: TeTui) -> tuple[LiveSource, str | None]:
        """Switch to a profile; return its source, and the id of its account group if the settings name one.

        Raises:
            Rejected: the profile's base URL is not safe to send a token to.
        """
        access = self._access_of(name)
        self.current = name
        return self.open(app), access.profile.aid

    def _access_of(self, name: str) -> Access:
        try:
            return access_of(name, self._settings, self._began_with)
        except WrongUsage as error:
            raise Rejected(str(error), "Mend it in the settings.") from None
