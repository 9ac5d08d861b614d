"""Panels, the widgets of a snapshot, as every vendor has them, and the content of a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from te_tui.analysis.series import Quantity
from te_tui.models.exact import lines_of

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
    """One widget of an opened snapshot; vendors' classes may inherit the defaults given here."""

    @property
    def widget_id(self) -> str | None:
        """The panel's id in its snapshot."""

    @property
    def title(self) -> str | None:
        """The panel's title, as a person wrote it; None if it has none."""

    @property
    def type(self) -> str | None:
        """The panel's type, in the vendor's words."""

    @property
    def kind(self) -> Kind | None:
        """The shape of the panel's drawing; None where te-tui does not know its type."""

    @property
    def label(self) -> str:
        """The panel's name for people: its title, else its type, else its id."""
        return self.title or self.type or self.widget_id or "(untitled)"

    @property
    def content(self) -> PanelContent | None:
        """The panel's content, where it came with the snapshot; None where it is fetched for each panel."""
        return None

    @property
    def full(self) -> bool:
        """Whether the panel takes the whole width where its dashboard has no layout."""
        return False

    @property
    def metric(self) -> str | None:
        """The metric in the vendor's words; None where it is unknown, or there are several."""
        return None

    @property
    def own_settings(self) -> dict[str, Any]:
        """The panel's settings that differ from the snapshot's, as JSON for other programs."""
        return {}


class PanelContent(Protocol):
    """The content of one panel; its methods may take long, because they work out their result when called.

    Vendors' classes may inherit the defaults given here.
    """

    @property
    def size(self) -> int:
        """The number of values in the content."""

    def drawing(self) -> Drawing:
        """The content to be drawn, such as a chart or a table."""

    def glimpse(self, drawing: Drawing) -> Glimpse:
        """The figure and sparkline for a list of panels; `drawing` is what `drawing()` returned."""

    def cells(self, columns: int | None = None) -> Iterator[tuple[object, ...]]:
        """The exact values as lines of a table, the heading first, cut to the first `columns` columns.

        The default makes the lines from the `rows` or the `series` that `json` returns.
        """
        return lines_of(self.json(None), columns)

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        """The exact values as a JSON object for other programs, with the snapshot's id if it is given."""

    @property
    def damage(self) -> tuple[str, ...]:
        """The places in the answer that could not be read."""
        return ()

    @property
    def facts(self) -> tuple[Words, ...]:
        """Facts about the content's values, such as metric, measure and unit."""
        return ()

    @property
    def scope(self) -> str:
        """The panel's own time range or filters, where they differ from the dashboard's; else empty."""
        return ""

    @property
    def columns(self) -> int:
        """The number of columns that the content's rows have together."""
        return 0

    @property
    def rows(self) -> int:
        """The number of the content's rows, where rows may differ in their columns; else 0."""
        return 0

    def series(self) -> tuple[Series, ...]:
        """The content's series over time, for analysis; empty if it has none."""
        return ()

    def quantity(self) -> Quantity:
        """The quantity that the content's values measure."""
        return Quantity()
