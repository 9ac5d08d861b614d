"""A widget's values over time, each with the agent, test or other groups that it belongs to.

A widget may have 100,000 points, so points with the same groups are stored together, as a sequence of times
and a sequence of values (api.md, section 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from te_tui.sources.reading.fields import (
    LARGEST,
    MILLISECONDS_FROM,
    Text,
    epoch,
    lost,
    number,
    read_noting,
    text,
)
from te_tui.sources.reading.reader import Field


class PointGroup(NamedTuple):
    """One group that points belong to, such as agent 2565.

    Attributes:
        property: the kind of group, such as `AGENT`.
        value: the group's id.
        label: the group's name for people; its id if the API sends no name.
    """

    property: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Points:
    """All points that belong to the same groups, in the API's order; `times` and `values` are equally long.

    Attributes:
        groups: The groups, such as one agent and one test.
        times: Epoch seconds; None where a point has no time.
        values: Finite numbers; None where the API sent null.
    """

    groups: tuple[PointGroup, ...]
    times: tuple[int | None, ...]
    values: tuple[int | float | None, ...]

    def __len__(self) -> int:
        """The number of points."""
        return len(self.times)


@dataclass(slots=True)
class GroupLabel:
    """The id and the name of one group, such as an agent's, as the API sends them."""

    group_id: Annotated[Text, Field(alias="groupId")] = None
    label: Annotated[Text, Field(alias="groupLabel")] = None


@dataclass(slots=True)
class GroupLabels:
    """The names of all groups of one kind, such as of all agents, as the API sends them."""

    group_property: Annotated[Text, Field(alias="groupProperty")] = None
    labels: Annotated[list[GroupLabel] | None, Field(alias="groupLabels")] = None


class PointReader:
    """Reads points, and finds the names of their groups.

    Known answers spell the kind of a group in two ways (`AGENT`, `Agents`) and omit some names. So the names
    are looked up by kind, or by position if no names are given for that kind; without a name, the id is used.

    Args:
        group_labels: the names of groups.
        damage: the list to which the JSON paths of unreadable values are added.
    """

    def __init__(self, group_labels: list[GroupLabels], damage: list[str]) -> None:
        self._damage = damage
        self._by_position = [_by_id(one) for one in group_labels]
        self._by_property: dict[str, dict[str, str]] = {}
        for one, labels in zip(group_labels, self._by_position, strict=True):
            self._by_property.setdefault((one.group_property or "").casefold(), {}).update(labels)
        self._known: dict[tuple[tuple[object, object], ...], tuple[PointGroup, ...]] = {}

    def read(self, raw: list[Any] | None, place: str) -> tuple[Points, ...] | None:
        """Read a list of points into a `Points` for each combination of groups; None if there is no list.

        The result has the combinations in the order in which they first appear. Items that are no points are
        left out, and their JSON paths, which begin with `place`, added to the damage. The list is emptied to
        free memory.
        """
        if raw is None:
            return None
        found: dict[tuple[PointGroup, ...], tuple[list[int | None], list[int | float | None]]] = {}
        for index, item in enumerate(raw):
            raw[index] = None  # freed one by one: 100,000 at once would hold up every thread
            if not isinstance(item, dict):
                self._damage.append(f"{place}[{index}]")
                continue
            value, time = item.get("value"), item.get("timestamp")
            # What is already a sound number is not read once more.
            if type(value) is not float or not -LARGEST < value < LARGEST:
                value = read_noting(number, value, f"{place}[{index}].value", self._damage)
            if type(time) is not int or not 0 <= time < MILLISECONDS_FROM:
                time = read_noting(epoch, time, f"{place}[{index}].timestamp", self._damage)
            times, values = found.setdefault(self._groups(item.get("groups"), place, index), ([], []))
            times.append(time)
            values.append(value)
        return tuple(Points(groups, tuple(times), tuple(values)) for groups, (times, values) in found.items())

    def _groups(self, raw: object, place: str, index: int) -> tuple[PointGroup, ...]:
        if not isinstance(raw, list):
            if lost(raw, None):
                self._damage.append(f"{place}[{index}].groups")
            return ()
        try:
            key = tuple([(group.get("groupProperty"), group.get("groupValue")) for group in raw])
            return self._known[key]
        except KeyError:
            found = self._read_groups(raw, f"{place}[{index}].groups")
            # Only by texts: 1, 1.0 and true are equal to Python, and still three names.
            if all(type(part) is str for pair in key for part in pair):
                self._known[key] = found
            return found
        except (AttributeError, TypeError):  # a group that is no object, or holds one
            return self._read_groups(raw, f"{place}[{index}].groups")

    def _read_groups(self, raw: list[Any], place: str) -> tuple[PointGroup, ...]:
        found = []
        for position, group in enumerate(raw):
            if isinstance(group, dict):
                found.append(self._label(position, group, f"{place}[{position}]"))
            else:
                self._damage.append(f"{place}[{position}]")
        return tuple(found)

    def _label(self, position: int, group: dict[str, Any], place: str) -> PointGroup:
        name, value = (
            read_noting(text, group.get(key), f"{place}.{key}", self._damage) or ""
            for key in ("groupProperty", "groupValue")
        )
        labels = self._by_property.get(name.casefold())
        if labels is None:
            labels = self._by_position[position] if position < len(self._by_position) else {}
        return PointGroup(name, value, labels.get(value) or value)


def _by_id(labels: GroupLabels) -> dict[str, str]:
    return {
        one.group_id: one.label
        for one in labels.labels or []
        if one.group_id is not None and one.label is not None
    }
