"""Account groups: the scope of every other call."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """One account group as a list gives it.

    One without an id is damaged: it can be told, but not entered. `kind` is the vendor's word for it.
    """

    aid: str | None = None
    name: str | None = None
    organization: str | None = None
    current: bool | None = None
    default: bool | None = None
    kind: str = "account group"

    @property
    def label(self) -> str:
        """Its name for people, or its id where it has none."""
        return self.name or self.aid or "(unnamed)"
