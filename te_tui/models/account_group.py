"""Account groups: the scope of every other call."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """One account group, as an entry of the vendor's list.

    A group without an id is damaged: it is shown, but cannot be opened. `kind` is the vendor's word for an
    account group.
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
