"""An account group with its profile: the origin of a row in a list over several account groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from te_tui.models.account_group import AccountGroup


class ProfileGroup(NamedTuple):
    """An account group and the profile through which it is reached; all its rows share one such object.

    Attributes:
        profile: the profile's name.
        vendor: the vendor's name.
        host: the host of the vendor's server, with a base path if one host may have several servers.
        group: the account group.
    """

    profile: str
    vendor: str
    host: str
    group: AccountGroup

    @property
    def label(self) -> str:
        """Profile and account group as shown to people: `work › Operations`."""
        return f"{self.profile} › {self.group.label}"
