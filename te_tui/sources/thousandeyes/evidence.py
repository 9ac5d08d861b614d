"""Reading the API's answers from an archive, where they are stored byte for byte as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.sources.reading.decode import NotReadable
from te_tui.sources.thousandeyes.body.panel_data import read_panel_data
from te_tui.sources.thousandeyes.panels.shown import shown

if TYPE_CHECKING:
    from te_tui.models.panels import Panel, PanelContent


def read_content(panel: Panel, body: bytes) -> PanelContent:
    """Read the content of a panel from the stored answer for it.

    Raises:
        NotReadable: the body holds no data of a widget.
    """
    return shown(panel, read_panel_data(body))


def is_empty(body: bytes) -> bool:
    """Whether the stored answer for a panel holds no value, or cannot be read."""
    try:
        return read_panel_data(body).is_empty
    except NotReadable:
        return True
