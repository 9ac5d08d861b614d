"""Accepting a new token: verify it, store it in one store, and delete older ones (safety rule 4)."""

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
    """Accepts a new token for one account: reads, verifies and stores it."""

    access: Access

    @property
    def user(self) -> str:
        """The user name under which token stores keep the token: it is made of the profile and the host."""
        return self.access.account.user

    @property
    def how(self) -> str:
        """A sentence that tells the person how to get a token, or which user's password to paste."""
        vendor = self.access.vendor
        if self.access.profile.user is not None:
            return f"Paste the {vendor.words.password} of {self.access.profile.user} in {vendor.label}."
        return f"Create a token in {vendor.label} under {vendor.words.token_page}."

    def read(self, text: str) -> Secret:
        """The secret in a pasted text, in the form in which it is sent.

        Raises:
            WrongToken: the text cannot be a token.
        """
        return self.access.as_sent(Secret.parse(text, loopback=self.access.origin.loopback))

    async def keepers(self) -> tuple[Keeper, ...]:
        """The token stores that the person can choose from, each with the reason if it cannot be used."""
        return await in_thread(keepers)

    async def keep(self, secret: Secret, keeper: str) -> tuple[str, ...]:
        """Put the token into the store named `keeper`; return warnings about other tokens of the account.

        The settings then name this store for the profile, unless the address is from the environment.

        Raises:
            Trouble: the store did not accept the token; nothing has changed then.
            FileTrouble: the settings could not be written; the token is stored nevertheless.
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
        """Send one request with the token; return the account groups that the token can see.

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
        """Put the token into a store, and the profile, if any, into the settings.

        The account's tokens in other stores are deleted; return a sentence for each token that may remain.

        Raises:
            Trouble: the store did not accept the token; nothing has changed then.
            FileTrouble: the settings could not be written; the token is stored nevertheless.
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
        """Delete the account's token from a store; return why it may still be there, or an empty text."""
        probe = store.probe()
        if not probe.ready:
            return "" if store.is_ruled_out(probe, self.access.profile.store) else probe.said
        try:
            store.erase(self.access.account)
        except Trouble as trouble:
            return trouble.said
        return ""
