"""Panels as every vendor has them: where they stand on a dashboard, and what they showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from te_tui.analysis.series import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from te_tui.analysis.series import Series
    from te_tui.models.cells import Words
    from te_tui.models.content import Drawing, Glimpse

Kind: TypeAlias = Literal[
    "lines", "areas", "bars", "pie", "table", "numbers", "agents", "tiles",
    "alerts", "list", "tests", "map", "boxes", "heat map",
]  # fmt: skip
"""The shape of a panel."""


class Panel(Protocol):
    """One widget of an opened snapshot; a vendor's class may inherit the defaults."""

    @property
    def widget_id(self) -> str | None:
        """Its id in its snapshot."""

    @property
    def title(self) -> str | None:
        """Its title, as people gave it."""

    @property
    def type(self) -> str | None:
        """Its type, in the vendor's words."""

    @property
    def kind(self) -> Kind | None:
        """Its shape; None where te-tui does not know its type."""

    @property
    def label(self) -> str:
        """Its name for people: its title, its type, or its id."""
        return self.title or self.type or self.widget_id or "(untitled)"

    @property
    def full(self) -> bool:
        """Whether it wants the whole width where its dashboard has no layout."""
        return False

    @property
    def metric(self) -> str | None:
        """The metric in the vendor's words; None where it is unknown, or there are several."""
        return None

    @property
    def own_settings(self) -> dict[str, Any]:
        """The settings of its own that its data do not share with the snapshot, for other programs."""
        return {}


class PanelContent(Protocol):
    """The content of one panel; its drawing and the like may take long, and are made when asked for.

    A vendor's class may inherit the defaults.
    """

    @property
    def size(self) -> int:
        """How many values there are."""

    def drawing(self) -> Drawing:
        """The drawing."""

    def glimpse(self, drawing: Drawing) -> Glimpse:
        """The figure and sparkline for a list; `drawing` is its own."""

    def cells(self, columns: int | None = None) -> Iterator[tuple[object, ...]]:
        """Its exact values as lines of a table, the heading first, cut to the first `columns`."""

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        """Its exact values for other programs."""

    @property
    def damage(self) -> tuple[str, ...]:
        """The places in the answer that could not be read."""
        return ()

    @property
    def facts(self) -> tuple[Words, ...]:
        """Facts about the figures, such as metric, measure and unit."""
        return ()

    @property
    def scope(self) -> str:
        """The part of the snapshot that it leaves out, in a few words; empty where there is none."""
        return ""

    @property
    def columns(self) -> int:
        """How many different columns its rows have in all."""
        return 0

    @property
    def rows(self) -> int:
        """How many rows it has that may each have other columns."""
        return 0

    def series(self) -> tuple[Series, ...]:
        """Its series over time, for analysis."""
        return ()

    def quantity(self) -> Quantity:
        """The quantity of its values."""
        return Quantity()
