"""The protocols of panels (the widgets of a snapshot) and of their content, which every vendor implements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from te_tui.analysis.series import Quantity
from te_tui.models.content import Glimpse
from te_tui.models.exact import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from te_tui.analysis.series import Series
    from te_tui.models.cells import Words
    from te_tui.models.content import Drawing

Kind: TypeAlias = Literal[
    "lines", "areas", "bars", "pie", "table", "numbers", "agents", "tiles",
    "alerts", "list", "tests", "map", "boxes", "heat map",
]  # fmt: skip
"""The shape of a panel."""


class Panel(Protocol):
    """Protocol of a widget of an opened snapshot; vendors' classes may inherit the defaults given here."""

    @property
    def widget_id(self) -> str | None:
        """The panel's id within its snapshot."""

    @property
    def title(self) -> str | None:
        """The panel's title, as a person wrote it; None if it has none."""

    @property
    def type(self) -> str | None:
        """The vendor's name of the panel's type."""

    @property
    def kind(self) -> Kind | None:
        """The form in which the panel is drawn; None if te-tui does not know its type."""

    @property
    def label(self) -> str:
        """The panel's name for people: its title, else its type, else its id."""
        return self.title or self.type or self.widget_id or "(untitled)"

    @property
    def content(self) -> PanelContent | None:
        """The panel's content if it came with the snapshot; None if it must be fetched for each panel."""
        return None

    @property
    def full(self) -> bool:
        """Whether the panel takes the full width if its dashboard has no layout."""
        return False

    @property
    def metric(self) -> str | None:
        """The vendor's name of the metric; None if it is unknown, or if there are several."""
        return None

    @property
    def own_settings(self) -> dict[str, Any]:
        """The panel's settings that differ from the snapshot's, as JSON for other programs."""
        return {}


class PanelContent(Protocol):
    """Protocol of a panel's content; methods may take long, because they compute their result when called.

    Vendors' classes may inherit the defaults given here.
    """

    @property
    def size(self) -> int:
        """The number of values in the content."""

    def drawing(self) -> Drawing:
        """The content in the form to be drawn, such as a chart or a table."""

    def glimpse(self, drawing: Drawing) -> Glimpse:  # noqa: ARG002 - for those who override it
        """The main figure and sparkline, for a list of panels; `drawing` is the result of `drawing()`.

        The default implementation has neither.
        """
        return Glimpse("")

    def cells(self, columns: int | None = None) -> Iterator[tuple[object, ...]]:
        """The exact values as lines of a table, the heading first, cut to the first `columns` columns.

        The default implementation takes them from the `rows` or the `series` that `json` returns.
        """
        return lines_of(self.json(None), columns)

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        """The exact values as a JSON object for other programs; it has the snapshot's id if that is given."""

    @property
    def damage(self) -> tuple[str, ...]:
        """The places in the API's answer that could not be read."""
        return ()

    @property
    def facts(self) -> tuple[Words, ...]:
        """Facts about the content's values, such as metric, measure and unit."""
        return ()

    @property
    def scope(self) -> str:
        """The panel's own time range or filters as text; empty if they are the dashboard's."""
        return ""

    @property
    def columns(self) -> int:
        """The number of columns that the content's rows need."""
        return 0

    @property
    def rows(self) -> int:
        """The number of the content's rows, to see whether a table with all columns gets too large.

        0 if all rows have the same columns.
        """
        return 0

    def series(self) -> tuple[Series, ...]:
        """The content's series over time, for analysis; empty if it has none."""
        return ()

    def quantity(self) -> Quantity:
        """The quantity that the content's values measure."""
        return Quantity()
