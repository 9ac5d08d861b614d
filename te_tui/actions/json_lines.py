"""Writing and reading values as lines of JSON, in which paths keep their bytes even if they are not UTF-8."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

T = TypeVar("T")


def to_line(kind: TypeAdapter[T], value: T, *, exclude_none: bool = False) -> bytes:
    """Write a value as one line of JSON, without the line end; a path keeps even bytes that are not UTF-8."""
    try:
        return kind.dump_json(value, exclude_none=exclude_none)
    except PydanticSerializationError:
        plain = kind.dump_python(value, mode="json", exclude_none=exclude_none)
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "surrogateescape")


def from_line(kind: TypeAdapter[T], line: bytes) -> T:
    """Read a value that `to_line` wrote.

    Raises:
        ValidationError: the line holds no such value.
    """
    try:
        return kind.validate_json(line)
    except ValidationError:
        try:
            plain = json.loads(line.decode("utf-8", "surrogateescape"))
        except (ValueError, RecursionError):
            plain = None
        if plain is None or line.isascii():
            raise
        return kind.validate_python(plain)
