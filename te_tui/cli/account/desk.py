"""Taking in a token: verified, kept in one place, and removed from the others (safety rule 4)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from te_tui.cli.account.access import Access
from te_tui.credentials.deadline import aside
from te_tui.credentials.secret import Secret
from te_tui.credentials.store import Store, Trouble
from te_tui.credentials.stores import Keeper, keepers, stores
from te_tui.files.places import Places
from te_tui.settings.file import load_settings, save_settings
from te_tui.settings.profile import Profile

if TYPE_CHECKING:
    from te_tui.models.account_group import AccountGroup


class Desk(NamedTuple):
    """Where a token for one account is handed in."""

    access: Access

    @property
    def user(self) -> str:
        """The account of the token."""
        return self.access.account.user

    @property
    def how(self) -> str:
        """How a token is made, as a sentence; or whose password is wanted."""
        vendor = self.access.vendor
        if self.access.profile.user is not None:
            return f"Paste the {vendor.words.password} of {self.access.profile.user} in {vendor.label}."
        return f"Create a token in {vendor.label} under {vendor.words.token_page}."

    def read(self, text: str) -> Secret:
        """Take a text as a token.

        Raises:
            WrongToken: it is none.
        """
        return self.access.as_sent(Secret.parse(text, loopback=self.access.origin.loopback))

    async def keepers(self) -> tuple[Keeper, ...]:
        """Where it can be kept, and where not."""
        return await aside(keepers)

    async def keep(self, secret: Secret, keeper: str) -> tuple[str, ...]:
        """Put the token into the store with this name; says what of older tokens remains.

        The profile remembers which one that was, unless the environment leads elsewhere.

        Raises:
            Trouble: the store could not take it; then nothing has changed.
            FileTrouble: the settings could not be written; the token is stored all the same.
        """
        store = next(store for store in stores() if store.name == keeper)
        profile = None if self.access.elsewhere else self.access.profile
        remaining = await aside(lambda: self.store(secret, store, profile))
        if self.access.given is not None:
            variable = self.access.vendor.words.token_variable
            said = f"{variable} is set in the shell and goes before what is stored, as long as it is."
            return (*remaining, said)
        return remaining

    async def verify(self, secret: Secret) -> tuple[AccountGroup, ...]:
        """Send one request with the token; the account groups that it sees.

        Raises:
            SourceError: it is not accepted, or the service did not answer.
        """
        from te_tui.sources.errors import Refused
        from te_tui.sources.http.retry import Patience

        once = Patience(tries=1, tries_to_connect=1, longest_wait=0)
        async with self.access.vendor.open(self.access.origin, secret, patience=once) as source:
            try:
                return await source.account_groups()
            except Refused as refused:
                # What the API's answer advises otherwise is what is being done.
                next_step = f"Copy it again, or make another one in {self.access.vendor.label}."
                raise Refused(refused.sentence, next_step, refused.problem) from None

    def store(self, secret: Secret, store: Store, profile: Profile | None) -> tuple[str, ...]:
        """Put the token into a store and a profile into the settings; says what of older tokens remains.

        Raises:
            Trouble: the store could not take it; then nothing has changed.
            FileTrouble: the settings could not be written; the token is stored all the same.
        """
        account = self.access.account
        store.write(account, secret)
        if profile is not None:
            path = Places.of(os.environ).settings
            save_settings(path, load_settings(path).with_profile(profile._replace(store=store.name)))
        return tuple(
            f"An older token may remain, because {other.label} {why}."
            for other in stores()
            if other.name != store.name and (why := self._not_erased(other))
        )

    def _not_erased(self, store: Store) -> str:
        """Delete the account's token from a store; why that may have failed, or nothing."""
        probe = store.probe()
        if not probe.ready:
            return "" if store.is_ruled_out(probe, self.access.profile.store) else probe.said
        try:
            store.erase(self.access.account)
        except Trouble as trouble:
            return trouble.said
        return ""
