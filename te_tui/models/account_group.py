"""Account groups, the scope of all other calls to a vendor's API."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """A group that holds snapshots, and in which a token has rights; Grafana calls it an organization.

    A group without an id is damaged: it is shown, but cannot be opened. `kind` is the vendor's word for it.
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
