"""Differences between versions of Grafana."""

from __future__ import annotations

from typing import NamedTuple

_TEXTS = {6: "6.7.6", 8: "8.5.27", 9: "9.5.21", 11: "11.6.1", 13: "13.2.3"}


class Version(NamedTuple):
    """A version of Grafana that the server can simulate; `number` is its major version."""

    number: int

    @property
    def text(self) -> str:
        """The full version, such as `9.5.21`."""
        return _TEXTS[self.number]

    @property
    def has_message_ids(self) -> bool:
        """Whether error responses have a `messageId` for programs besides the message for people."""
        return self.number >= 9

    @property
    def needs_dashboard(self) -> bool:
        """Whether a snapshot can be created only from a dashboard that exists in the organization."""
        return self.number >= 11

    @property
    def tells_ids(self) -> bool:
        """Whether the responses to create, and to delete by delete key, contain the snapshot's numeric id."""
        return self.number < 11

    @property
    def knows_existing_keys(self) -> bool:
        """Whether creating a snapshot with an existing key is answered with a conflict (409), not a 500."""
        return self.number >= 13

    @property
    def editors_delete(self) -> bool:
        """Whether only editors may delete a snapshot: up to version 8."""
        return self.number <= 8

    @property
    def has_permissions(self) -> bool:
        """Whether the rights of a token are a list of permissions instead of a role."""
        return self.number >= 11

    @property
    def generations(self) -> tuple[str, ...]:
        """The formats of panel data in snapshots of this version, each one of "first" (oldest) to "fourth".

        A format that is listed twice is used twice as often.
        """
        return {
            6: ("first",),
            8: ("second", "second", "first"),
            9: ("second",),
            11: ("third",),
            13: ("third", "third", "fourth"),
        }[self.number]
