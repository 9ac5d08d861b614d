"""The configuration that a panel gives to its fields: defaults, then all matching overrides in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, NamedTuple

from te_tui.sources.grafana.fields.matchers import Matcher, matcher_of
from te_tui.sources.grafana.fields.names import Names, expanded
from te_tui.sources.grafana.frames import Field, Frame
from te_tui.sources.grafana.values.json_values import dictionaries, dictionary
from te_tui.sources.grafana.values.numbers import leading_number
from te_tui.sources.grafana.values.patterns import Effort
from te_tui.sources.reading.fields import text

_MOST_MATCHES: Final = 300_000
"""Fields times overrides of one panel; overrides beyond are left out."""

_NOT_FOR_TIMES: Final = ("unit", "mappings")
_FOR_NUMBERS: Final = ("decimals", "min", "max", "fieldMinMax")
_FOR_ALL: Final = ("displayName", "noValue", "thresholds", "color", "nullValueMode")
_NUMBERS: Final = frozenset({"decimals", "min", "max"})
_KNOWN: Final = frozenset({*_NOT_FOR_TIMES, *_FOR_NUMBERS, *_FOR_ALL})
_CUSTOM: Final = "custom."


class Rule(NamedTuple):
    """One override: a matcher of fields, and the properties that it sets for them."""

    matches: Matcher
    properties: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class FieldConfig:
    """The settings that a panel gives its fields: units, decimals, colours and the like.

    Attributes:
        sent: The panel's `fieldConfig`, with cleaned texts.
        expand: Replaces the dashboard's variables in a text.
        effort: Limits the time for the panel's regular expressions, by counting their steps.
    """

    sent: dict[str, Any]
    expand: Callable[[str], str]
    effort: Effort

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The panel's settings for all its fields; some of them apply to fields of certain types only."""
        return dictionary(self.sent.get("defaults"))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The panel's overrides: settings for the fields that a matcher selects.

        Overrides are left out if their matcher is unknown, or if they apply to something else than series,
        such as annotations.
        """
        rules = []
        for override in dictionaries(self.sent.get("overrides")):
            matcher = dictionary(override.get("matcher"))
            if matcher.get("scope", "series") not in ("series", None):
                continue
            matches = matcher_of(matcher.get("id"), matcher.get("options"), self.effort)
            if matches is not None:
                rules.append(Rule(matches, tuple(dictionaries(override.get("properties")))))
        return tuple(rules)

    def configured(self, frames: Sequence[Frame]) -> tuple[Frame, ...]:
        """Return the frames, with the settings and the legend name that each field has in this panel."""
        names = Names(frames)
        count = sum(len(frame.fields) for frame in frames)
        rules = self.rules[: _MOST_MATCHES // max(count, 1)]
        return tuple(
            replace(
                frame,
                fields=tuple(
                    self._configured(field, frame, index, names, rules)
                    for index, field in enumerate(frame.fields)
                ),
            )
            for frame in frames
        )

    def _configured(
        self, field: Field, frame: Frame, index: int, names: Names, rules: tuple[Rule, ...]
    ) -> Field:
        pending = _Pending(self, field, frame, index, names)
        pending.add_defaults()
        for rule in rules:
            if rule.matches(field, frame, pending.name):
                for prop in rule.properties:
                    pending.add(text(prop.get("id")) or "", prop.get("value"))
        label = names.name(field, frame, index, pending.config)
        return replace(field, config=pending.config, label=label)


class _Pending:
    """The settings of one field while they are put together from its own, the defaults and the overrides."""

    def __init__(self, panel: FieldConfig, field: Field, frame: Frame, index: int, names: Names) -> None:
        self.config = dict(field.config)
        self._panel = panel
        self._field = field
        self._frame = frame
        self._index = index
        self._names = names
        self._name: str | None = None

    def name(self) -> str:
        """The field's name in the legend, for the matchers; it stays as it was at the first call."""
        if self._name is None:
            self._name = self._names.name(self._field, self._frame, self._index, self.config)
        return self._name

    def add_defaults(self) -> None:
        """Add the panel's defaults for settings that the field does not have itself."""
        kind = self._field.type
        wanted = (
            *_FOR_ALL,
            *(_FOR_NUMBERS if kind == "number" else ()),
            *(_NOT_FOR_TIMES if kind != "time" else ()),
        )
        for name in wanted:
            if self.config.get(name) is None and self._panel.defaults.get(name) is not None:
                self.config[name] = self._processed(name, self._panel.defaults[name])
        custom = {**dictionary(self._panel.defaults.get("custom")), **dictionary(self.config.get("custom"))}
        if custom:
            self.config["custom"] = custom

    def add(self, name: str, value: Any) -> None:
        """Apply one setting of an override; None removes the setting.

        If the setting is a list and had a list before, the new list is put in front of the old one.
        """
        if name.startswith(_CUSTOM):
            custom = dictionary(self.config.get("custom"))
            self.config["custom"] = _with(custom, name.removeprefix(_CUSTOM).split("."), value)
        elif name in _KNOWN:
            if value is None:
                self.config.pop(name, None)
                return
            if isinstance(value, list) and isinstance(self.config.get(name), list):
                value = [*value, *self.config[name]]
            self.config[name] = self._processed(name, value)

    def _processed(self, name: str, value: Any) -> Any:
        if name in _NUMBERS:
            return leading_number(value)
        if name == "displayName" and isinstance(value, str):
            return self._panel.expand(expanded(value, self._field, self._frame, self.name))
        return value


def _with(values: dict[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    """A copy of nested dictionaries with the value at a path of names replaced; None removes it."""
    first, *rest = path
    if rest[:10]:
        return {**values, first: _with(dictionary(values.get(first)), rest[:10], value)}
    if value is None:
        return {key: one for key, one in values.items() if key != first}
    return {**values, first: value}
