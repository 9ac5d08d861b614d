"""Account groups; every other call to a vendor's API concerns one of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """A group that contains snapshots; a token has its rights in such groups. Grafana's word is organization.

    A group without an id was damaged in the answer: it is shown, but cannot be opened. `kind` is the vendor's
    word for such a group.
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
