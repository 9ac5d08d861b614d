"""The properties of snapshots that filters test, and the type of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from te_tui.models.profile_group import ProfileGroup


class Row(Protocol):
    """Protocol of what a filter tests: a snapshot's properties, None where unknown. Times are in UTC."""

    @property
    def name(self) -> str | None:
        """The snapshot's name."""

    @property
    def dashboard_title(self) -> str | None:
        """The title of the snapshot's dashboard."""

    @property
    def dashboard_id(self) -> str | None:
        """The id of the snapshot's dashboard."""

    @property
    def snapshot_id(self) -> str | None:
        """The snapshot's id."""

    @property
    def created(self) -> datetime | None:
        """When the snapshot was made."""

    @property
    def expires(self) -> datetime | None:
        """When the snapshot expires; None if it never does, or if that is unknown."""

    @property
    def shared(self) -> bool | None:
        """Whether other people can open the snapshot with a link."""

    @property
    def scheduled(self) -> bool | None:
        """Whether a schedule made the snapshot."""

    @property
    def vendor(self) -> str | None:
        """The name of the snapshot's vendor; None means ThousandEyes."""

    @property
    def where(self) -> ProfileGroup | None:
        """The snapshot's account group and profile; None unless the list is over several account groups."""


Test: TypeAlias = "Callable[[Row], bool | None]"
"""True where the row matches; None where the property is unknown, which matches no more than False does."""
