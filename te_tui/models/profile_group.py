"""An account group with its profile: where a row came from, in a list over several account groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from te_tui.models.account_group import AccountGroup


class ProfileGroup(NamedTuple):
    """An account group and the profile that reaches it; all rows from it share one such record.

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
        """Profile and account group as people read them: `work › Operations`."""
        return f"{self.profile} › {self.group.label}"
