"""Differences between versions of Grafana."""

from __future__ import annotations

from typing import NamedTuple

_TEXTS = {6: "6.7.6", 8: "8.5.27", 9: "9.5.21", 11: "11.6.1", 13: "13.2.3"}


class Version(NamedTuple):
    """A version of Grafana that the server simulates, by its major number."""

    number: int

    @property
    def text(self) -> str:
        """The whole version, such as `9.5.21`."""
        return _TEXTS[self.number]

    @property
    def has_message_ids(self) -> bool:
        """Whether refusals have a `messageId` for programs, beside the message for people."""
        return self.number >= 9

    @property
    def needs_dashboard(self) -> bool:
        """Whether snapshots can be made only of dashboards that exist in the organization."""
        return self.number >= 11

    @property
    def tells_ids(self) -> bool:
        """Whether the answers to creating, and to deleting by delete key, hold the snapshot's number."""
        return self.number < 11

    @property
    def knows_existing_keys(self) -> bool:
        """Whether creating with an existing key is answered as a conflict (409), not as a failure (500)."""
        return self.number >= 13

    @property
    def editors_delete(self) -> bool:
        """Whether deleting needs the role of an editor; versions 9 and 10 need a login, 11 a permission."""
        return self.number <= 8

    @property
    def has_permissions(self) -> bool:
        """Whether the rights of a token are a list of permissions, and not a role."""
        return self.number >= 11

    @property
    def generations(self) -> tuple[str, ...]:
        """The formats in which this version's pages write data into panels; a repeated one is more likely."""
        return {
            6: ("first",),
            8: ("second", "second", "first"),
            9: ("second",),
            11: ("third",),
            13: ("third", "third", "fourth"),
        }[self.number]
