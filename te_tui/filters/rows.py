"""The rows that a filter looks at, and the tests that it puts them to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Row(Protocol):
    """The properties of a row that a filter can ask for; None is unknown. Times are aware, in UTC."""

    @property
    def name(self) -> str | None:
        """The snapshot's name."""

    @property
    def dashboard_title(self) -> str | None:
        """The title of the dashboard it shows."""

    @property
    def dashboard_id(self) -> str | None:
        """The id of the dashboard it shows."""

    @property
    def snapshot_id(self) -> str | None:
        """The snapshot's own id."""

    @property
    def created(self) -> datetime | None:
        """When it was made."""

    @property
    def expires(self) -> datetime | None:
        """When it expires; None also when it never does."""

    @property
    def shared(self) -> bool | None:
        """Whether others can open it with a link."""

    @property
    def scheduled(self) -> bool | None:
        """Whether a schedule made it."""


Test: TypeAlias = "Callable[[Row], bool | None]"
"""True where the row matches; None where the property is unknown, which matches no more than False does."""
