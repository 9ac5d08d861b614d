"""Readers of JSON, made from dataclasses that say by their annotations what a body should look like.

They are pydantic's own engine. What is left out is pydantic's way from annotations to that engine: importing
it takes a fifth of a whole start, and it knows many kinds of annotations where the models need a few.
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
    """The name that a field has in JSON, where that is not its own."""

    alias: str


class Reads(NamedTuple):
    """The function that reads a value, whatever it is; ValueError where the value is to be left out."""

    function: Callable[[Any], Any]


def reader_of(kind: Any) -> SchemaValidator:
    """Make the reader of a type.

    The type is a dataclass whose fields have defaults and readable types, a list, a dictionary by text,
    `Any`, any of these or None, or any type that is annotated with `Reads`.

    Raises:
        TypeError: there is no reader for this type.
    """
    return SchemaValidator(_schema(kind))


def longest(item: Any) -> int | None:
    """How many items of this type a list may have; None for plain JSON, which was counted before."""
    return None if item is Any else LIMITS.entries


def field_name(hint: Any) -> str | None:
    """The JSON name of a field with this annotation; None where it is the field's own name."""
    return next((mark.alias for mark in get_args(hint) if isinstance(mark, Field)), None)


def function_of(hint: Any) -> Callable[[Any], Any] | None:
    """The function that an annotation names to read its value."""
    return next((mark.function for mark in get_args(hint) if isinstance(mark, Reads)), None)


def _schema(kind: Any) -> CoreSchema:
    if kind is Any:
        return core_schema.any_schema()
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_schema(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        function = function_of(kind)
        if function is not None:
            return core_schema.no_info_plain_validator_function(function)
        return _schema(parts[0])
    if origin is list:
        # Once one item does not fit, all are read in another way: pydantic would keep a million errors.
        return core_schema.list_schema(_schema(parts[0]), max_length=longest(parts[0]), fail_fast=True)
    if origin is dict and parts[0] is str:
        return core_schema.dict_schema(core_schema.str_schema(), _schema(parts[1]))
    if len(parts) == 2 and parts[1] is NoneType:
        return core_schema.nullable_schema(_schema(parts[0]))
    raise TypeError(kind)


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
