"""Names of fields for legends and column heads, by Grafana's rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.frames import TIME_NAME, VALUE_NAME

if TYPE_CHECKING:
    from te_tui.sources.grafana.frames import Field, Frame

_TEMPLATE: Final = re.compile(
    r"\$\{(__field|__series|__value|__data|__cell_\d{1,4})"
    r"(?:\.(\w{1,40}))?(?:\.(\w{1,200})|\[(?:\"([^\"]{0,200})\"|'([^']{0,200})')\])?\}",
    re.ASCII,
)


class Names:
    """Names the fields of one panel's frames; a name depends on the other fields and frames."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        names = [frame.name for frame in frames]
        self._frame_names_differ = any(one != other for one, other in pairwise(names))
        self._only_label = _only_label(frames)
        self._counts = {id(frame): _counts(frame) for frame in frames}

    def name(self, field: Field, frame: Frame, index: int, config: Mapping[str, object]) -> str:
        """The name of a field in the legend; the `displayName` in `config` is used if there is one.

        `index` is the field's position in its frame.
        """
        given = config.get("displayName") or config.get("displayNameFromDS")
        if isinstance(given, str):
            return given
        if field.type == "time" and field.labels is None:
            return field.name or TIME_NAME
        parts = self._parts(field, frame)
        name = " ".join(parts) if parts else field.name or VALUE_NAME
        return self._numbered(field, frame, index) if name == field.name else name

    def _parts(self, field: Field, frame: Frame) -> list[str]:
        parts = []
        has_frame_name = self._frame_names_differ and bool(frame.name)
        if has_frame_name:
            parts.append(frame.name or "")
        if field.name != VALUE_NAME and field.name:
            parts.append(field.name)
        labels = self._labels(field)
        if labels:
            parts.append(labels)
        elif not has_frame_name and field.name == VALUE_NAME and frame.name:
            parts.append(frame.name)
        return parts

    def _labels(self, field: Field) -> str:
        if field.labels is None:
            return ""
        if self._only_label:
            return field.labels.get(self._only_label) or ""
        return f"{{{labels_text(field.labels)}}}" if field.labels else ""

    def _numbered(self, field: Field, frame: Frame, index: int) -> str:
        """The field's name, with a number (`Value 2`) if several fields of the frame have this name."""
        places = self._counts.get(id(frame), {}).get(field.name, ())
        return f"{field.name} {bisect_left(places, index) + 1}" if len(places) > 1 else field.name


def labels_text(labels: Mapping[str, str]) -> str:
    """Labels as the text `a="x", b="y"`, sorted by name."""
    return ", ".join(f'{name}="{labels[name]}"' for name in sorted(labels))


def expanded(template: str, field: Field, frame: Frame, name: Callable[[], str]) -> str:
    """The template with references such as `${__field.labels.host}` replaced; unknown references stay."""

    def part(found: re.Match[str]) -> str:
        kind, member, word, quoted, single = found.groups()
        key = next((text for text in (word, quoted, single) if text is not None), None)
        match kind, member:
            case "__field", "labels":
                labels = field.labels or {}
                return labels_text(labels) if key is None else labels.get(key, "")
            case "__field", "name" if key is None:
                return field.name
            case "__field", "displayName" if key is None:
                return name()
            case "__series", "name" if key is None:
                return frame.name or ""
        return found[0]

    return _TEMPLATE.sub(part, template[: LIMITS.text])[: LIMITS.text]


def _only_label(frames: Sequence[Frame]) -> str | None:
    """The key of the labels, if all labels of the fields have the same key; else None."""
    keys = {key for frame in frames for field in frame.fields for key in field.labels or ()}
    return keys.pop() if len(keys) == 1 else None


def _counts(frame: Frame) -> dict[str, list[int]]:
    """The indexes of the fields with the same name, by this name."""
    places: dict[str, list[int]] = {}
    for index, field in enumerate(frame.fields):
        places.setdefault(field.name, []).append(index)
    return places
