"""Readers of JSON, made from dataclasses whose annotations describe the expected body.

They use pydantic's engine, pydantic_core, but not pydantic itself: its import takes a fifth of a whole start,
and it supports many kinds of annotations where the models need a few.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from pydantic_core import SchemaValidator, core_schema
from pydantic_core.core_schema import CoreSchema

from te_tui.models.limits import LIMITS


class Field(NamedTuple):
    """An annotation: the name of a field in JSON, where it differs from the name in Python."""

    alias: str


class Reads(NamedTuple):
    """An annotation: the function that reads a value of any type, and raises ValueError to leave it out.

    Attributes:
        function: the function.
        unchanged: a schema of values that the function would return as they are. It is tried first, because
            pydantic_core reads a value faster than it calls a Python function.
    """

    function: Callable[[Any], Any]
    unchanged: CoreSchema | None = None


def reader_of(kind: Any) -> SchemaValidator:
    """Make the reader that turns JSON into values of a type.

    The type is a dataclass whose fields have defaults and readable types, a list, a dictionary with text
    keys, `Any`, any of these or None, or any type that is annotated with `Reads`.

    Raises:
        TypeError: there is no reader for this type.
    """
    return SchemaValidator(_schema(kind))


def longest(item: Any) -> int | None:
    """The most items that a list with this type of items may have; None (no limit) for plain JSON.

    The items of plain JSON have been counted before.
    """
    return None if item is Any else LIMITS.entries


def field_name(hint: Any) -> str | None:
    """The JSON name in a field's annotation; None if it is the same as the field's own name."""
    return next((mark.alias for mark in get_args(hint) if isinstance(mark, Field)), None)


def function_of(hint: Any) -> Callable[[Any], Any] | None:
    """The function that an annotation names to read its values; None if it names none."""
    reads = _reads_of(hint)
    return reads.function if reads else None


def _reads_of(hint: Any) -> Reads | None:
    """The `Reads` among the marks of an annotation; None if there is none."""
    return next((mark for mark in get_args(hint) if isinstance(mark, Reads)), None)


def _schema(kind: Any) -> CoreSchema:
    if kind is Any:
        return core_schema.any_schema()
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_schema(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        reads = _reads_of(kind)
        return _schema(parts[0]) if reads is None else _reading_schema(reads)
    if origin is list:
        # Once one item does not fit, all are read in another way: pydantic would keep a million errors.
        return core_schema.list_schema(_schema(parts[0]), max_length=longest(parts[0]), fail_fast=True)
    if origin is dict and parts[0] is str:
        return core_schema.dict_schema(core_schema.str_schema(), _schema(parts[1]))
    if len(parts) == 2 and parts[1] is NoneType:
        return core_schema.nullable_schema(_schema(parts[0]))
    raise TypeError(kind)


def _reading_schema(reads: Reads) -> CoreSchema:
    """The schema of values that a function reads, unless they may stay as they are."""
    called = core_schema.no_info_plain_validator_function(reads.function)
    if reads.unchanged is None:
        return called
    return core_schema.union_schema([reads.unchanged, called], mode="left_to_right")


def _dataclass_schema(kind: type) -> CoreSchema:
    hints = get_type_hints(kind, include_extras=True)
    arguments = [
        core_schema.dataclass_field(
            field.name,
            core_schema.with_default_schema(_schema(hints[field.name]), default=field.default),
            validation_alias=field_name(hints[field.name]),
        )
        for field in fields(kind)
    ]
    return core_schema.dataclass_schema(
        kind,
        core_schema.dataclass_args_schema(kind.__name__, arguments),
        [field.name for field in fields(kind)],
        slots=True,
    )
