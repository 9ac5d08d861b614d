"""Reading of the list of live dashboards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from te_tui.models.clean import visible
from te_tui.models.dashboard import Dashboard
from te_tui.sources.grafana.values.json_values import dictionary, text_at
from te_tui.sources.reading.decode import NotReadable, parse


def read_dashboards(body: bytes) -> tuple[Dashboard, ...]:
    """Read an answer of GET /api/search; rows without the uid of a dashboard are left out.

    Raises:
        NotReadable: the answer is no JSON array.
    """
    sent = parse(body)
    if not isinstance(sent, list):
        raise NotReadable("the list of dashboards is no array")
    return tuple(_dashboards(sent))


def _dashboards(sent: list[Any]) -> Iterator[Dashboard]:
    for row in map(dictionary, sent):
        if uid := text_at(row, "uid"):
            yield Dashboard(uid, visible(text_at(row, "title")), visible(text_at(row, "folderTitle")))
