"""Panels as every vendor has them: where they stand on a dashboard, and what they showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from te_tui.analysis.series import PanelSeries, Quantity
    from te_tui.models.cells import Words
    from te_tui.models.content import Drawing, Glimpse

Kind: TypeAlias = Literal[
    "lines", "areas", "bars", "pie", "table", "numbers", "agents", "tiles",
    "alerts", "list", "tests", "map", "boxes", "heat map",
]  # fmt: skip
"""What a panel looks like."""


class Panel(Protocol):
    """One widget of an opened snapshot."""

    @property
    def widget_id(self) -> str | None:
        """Its id in its snapshot."""

    @property
    def title(self) -> str | None:
        """What people called it."""

    @property
    def type(self) -> str | None:
        """Its type, in the vendor's words."""

    @property
    def label(self) -> str:
        """What people call it: its title, its type, or its id."""

    @property
    def kind(self) -> Kind | None:
        """What it looks like; None where te-tui does not know its type."""

    @property
    def full(self) -> bool:
        """Whether it wants the whole width where its dashboard has no layout."""

    @property
    def metric(self) -> str | None:
        """What it measures, in the vendor's words; None where that is unknown, or several things."""

    @property
    def scope(self) -> dict[str, Any]:
        """What sets its data apart from its snapshot's, for other programs, as far as anything does."""


class PanelContent(Protocol):
    """What one panel showed; a drawing of it and the like may take long, and are made when asked for."""

    @property
    def damage(self) -> tuple[str, ...]:
        """The places in the answer that could not be read."""

    @property
    def size(self) -> int:
        """How many values there are."""

    @property
    def facts(self) -> tuple[Words, ...]:
        """What the figures are, such as metric, measure and unit."""

    @property
    def scope(self) -> str:
        """What it leaves out of its snapshot, in a few words; empty where it leaves out nothing."""

    @property
    def columns(self) -> int:
        """How many columns its rows have together."""

    @property
    def rows(self) -> int:
        """How many rows it has that may each have other columns."""

    def drawing(self) -> Drawing:
        """What is to be drawn."""

    def glimpse(self, drawing: Drawing) -> Glimpse:
        """What it says at a glance; `drawing` is its own."""

    def cells(self, columns: int | None = None) -> Iterator[tuple[object, ...]]:
        """Its exact values as lines of a table, the heading first, cut to the first `columns`."""

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        """Its exact values for other programs."""

    def series(self) -> PanelSeries:
        """Its series, for analysis."""

    def quantity(self) -> Quantity:
        """What its values are."""
