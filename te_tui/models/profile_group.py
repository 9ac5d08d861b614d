"""An account group as one profile reaches it: where a row came from, in a list over many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from te_tui.models.account_group import AccountGroup


class ProfileGroup(NamedTuple):
    """An account group of a profile; all rows of its list share one.

    Attributes:
        profile: the profile's name.
        vendor: the vendor's name.
        host: the source's host, with the base path where several sources may be below one.
        group: the account group.
    """

    profile: str
    vendor: str
    host: str
    group: AccountGroup

    @property
    def label(self) -> str:
        """Its name for people: the profile, and the account group."""
        return f"{self.profile} › {self.group.label}"
