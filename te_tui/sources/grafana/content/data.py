"""The data of one panel, transformed and configured, ready to be drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from te_tui.sources.grafana.body.annotations import Annotation, frame_annotations
from te_tui.sources.grafana.content.old_panels import with_old_settings
from te_tui.sources.grafana.fields.config import FieldConfig
from te_tui.sources.grafana.fields.display import Display
from te_tui.sources.grafana.transformations.apply import transformed
from te_tui.sources.grafana.values.patterns import Effort

if TYPE_CHECKING:
    from te_tui.sources.grafana.body.panels import Panel
    from te_tui.sources.grafana.body.snapshot import GrafanaSnapshot
    from te_tui.sources.grafana.frames import Field, Frame


@dataclass(frozen=True)
class PanelData:
    """A panel, and its frames after transformation and configuration.

    Attributes:
        untransformed: The ids of the panel's transformations if they could not be applied, so that the
            frames are as sent; else empty.
        start: Epoch seconds of the start of the dashboard's range; None if it is unknown, or the panel has a
            range of its own.
        end: Epoch seconds of the end of that range; None in the same cases.
        now: When the snapshot was made, in milliseconds since 1970; NaN if unknown.
    """

    panel: Panel
    frames: tuple[Frame, ...]
    config: FieldConfig
    untransformed: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    start: float | None = None
    end: float | None = None
    now: float = math.nan
    zone: tzinfo = UTC

    def display(self, field: Field) -> Display:
        """The formatter that turns a field's values into texts and colours."""
        return Display(field, self.config.effort, self.zone, self.now)


def data_of(panel: Panel, snapshot: GrafanaSnapshot, zone: tzinfo) -> PanelData | None:
    """The data that a panel shows, its own or another panel's; None if no data was captured."""
    source = panel if panel.frames is not None else snapshot.source_of(panel)
    if source is None or source.frames is None:
        return None
    effort = Effort()
    frames = source.frames
    untransformed: tuple[str, ...] = ()
    if panel.transformations and not source.is_transformed:
        done = transformed(frames, panel.transformations, effort)
        if done is None:
            untransformed = tuple(str(one["id"]) for one in panel.transformations)
        else:
            frames = done
    config = FieldConfig(with_old_settings(panel), panel.variables.expand, effort)
    has_own_time = panel.time_words is not None
    start, end = (None, None) if has_own_time else snapshot.time[:2]
    return PanelData(
        panel,
        config.configured(frames),
        config,
        untransformed,
        (*snapshot.annotations, *frame_annotations(source.annotations)),
        None if start is None else start / 1000,
        None if end is None else end / 1000,
        math.nan if snapshot.now is None else float(snapshot.now),
        zone,
    )
