"""Account groups, which contain the snapshots; nearly every call to a vendor's API is about one of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """A group that contains snapshots, and in which a token has rights; Grafana calls it an organization.

    If its id could not be read from the answer, a group is shown, but cannot be opened. `kind` is the
    vendor's word for such a group.
    """

    aid: str | None = None
    name: str | None = None
    organization: str | None = None
    current: bool | None = None
    default: bool | None = None
    kind: str = "account group"

    @property
    def label(self) -> str:
        """The group's name, else its id, else `(unnamed)`."""
        return self.name or self.aid or "(unnamed)"
