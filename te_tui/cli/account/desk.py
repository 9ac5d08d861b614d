"""Taking a new token: it is verified, stored in one place, and removed from the others (safety rule 4)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from te_tui.cli.account.access import Access
from te_tui.credentials.deadline import in_thread
from te_tui.credentials.secret import Secret
from te_tui.credentials.store import Store, Trouble
from te_tui.credentials.stores import Keeper, keepers, stores
from te_tui.files.places import Places
from te_tui.settings.file import load_settings, save_settings
from te_tui.settings.profile import Profile

if TYPE_CHECKING:
    from te_tui.models.account_group import AccountGroup


class Desk(NamedTuple):
    """Takes a new token for one account: reads, verifies and stores it."""

    access: Access

    @property
    def user(self) -> str:
        """The account's name in the stores, made of profile and host."""
        return self.access.account.user

    @property
    def how(self) -> str:
        """A sentence on how to make a token, or on whose password to paste."""
        vendor = self.access.vendor
        if self.access.profile.user is not None:
            return f"Paste the {vendor.words.password} of {self.access.profile.user} in {vendor.label}."
        return f"Create a token in {vendor.label} under {vendor.words.token_page}."

    def read(self, text: str) -> Secret:
        """The secret that a pasted text holds.

        Raises:
            WrongToken: the text is no token.
        """
        return self.access.as_sent(Secret.parse(text, loopback=self.access.origin.loopback))

    async def keepers(self) -> tuple[Keeper, ...]:
        """The stores in which the token can be kept, and those in which it cannot, with reasons."""
        return await in_thread(keepers)

    async def keep(self, secret: Secret, keeper: str) -> tuple[str, ...]:
        """Put the token into the store named `keeper`; return sentences on older tokens that remain.

        The profile remembers the store, unless the address is from the environment.

        Raises:
            Trouble: the store could not take it; then nothing has changed.
            FileTrouble: the settings could not be written; the token is stored all the same.
        """
        store = next(store for store in stores() if store.name == keeper)
        profile = None if self.access.elsewhere else self.access.profile
        remaining = await in_thread(lambda: self.store(secret, store, profile))
        if self.access.given is not None:
            variable = self.access.vendor.words.token_variable
            said = f"{variable} is set in the shell and goes before what is stored, as long as it is."
            return (*remaining, said)
        return remaining

    async def verify(self, secret: Secret) -> tuple[AccountGroup, ...]:
        """Send one request with the token; return the account groups that it can see.

        Raises:
            SourceError: the token is not accepted, or the service did not answer.
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
        """Put the token into a store, and a profile (if any) into the settings.

        Tokens of the account in other stores are deleted; sentences on those that may remain are returned.

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
        """Delete the account's token from a store; return why that may have failed, or an empty text."""
        probe = store.probe()
        if not probe.ready:
            return "" if store.is_ruled_out(probe, self.access.profile.store) else probe.said
        try:
            store.erase(self.access.account)
        except Trouble as trouble:
            return trouble.said
        return ""
