"""JSON readers generated from dataclasses, whose annotated fields describe the expected body.

They use pydantic's engine, pydantic_core, without pydantic itself: importing that takes a fifth of te-tui's
starting time, and the models need few of its features.
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
    """Annotates a dataclass field with its name in JSON, if that differs from its name in Python."""

    alias: str


class Reads(NamedTuple):
    """Annotates a type with the function that reads its values from parsed JSON.

    Attributes:
        function: reads one value of any type; raises ValueError if it is unreadable and to be left out.
        unchanged: a schema that accepts only values that `function` returns unchanged. It is tried first,
            because it is faster than a call of a Python function; None: no such schema.
    """

    function: Callable[[Any], Any]
    unchanged: CoreSchema | None = None


def reader_of(kind: Any) -> SchemaValidator:
    """Build the reader that turns JSON into values of the type `kind`.

    Supported are dataclasses whose fields all have defaults, lists, dictionaries with text keys, `Any`,
    each of these or None, and every type annotated with `Reads`.

    Raises:
        TypeError: the type is not supported.
    """
    return SchemaValidator(_schema(kind))


def longest(item: Any) -> int | None:
    """The most items that a list with items of this type may have; None: any number.

    None is for untyped JSON (`Any`), whose values are already counted before parsing.
    """
    return None if item is Any else LIMITS.entries


def field_name(hint: Any) -> str | None:
    """The JSON name that a type is annotated with by `Field`; None if it has no such annotation."""
    return next((mark.alias for mark in get_args(hint) if isinstance(mark, Field)), None)


def function_of(hint: Any) -> Callable[[Any], Any] | None:
    """The function that a type is annotated with by `Reads`; None if it has no such annotation."""
    reads = _reads_of(hint)
    return reads.function if reads else None


def _reads_of(hint: Any) -> Reads | None:
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
    """A schema that calls the function of `reads`, except for values that it would return unchanged."""
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
