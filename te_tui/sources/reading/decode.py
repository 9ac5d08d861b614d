"""Decoding of JSON bodies: fast if all of a body is valid, else slower, keeping all the parts that are."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic_core import SchemaValidator, ValidationError, from_json

from te_tui.models.clean import clean
from te_tui.models.limits import Damage, TooMuch, check_elements
from te_tui.sources.reading.fitting import MISFIT, fitted
from te_tui.sources.reading.reader import reader_of

T = TypeVar("T")

_LONGEST_INTEGER = 600  # digits
_LARGE_BODY = 256 * 1024  # bytes


class NotReadable(ValueError):
    """The body is not JSON, or not the object or array that it should be."""


class OtherThing(NotReadable):
    """The body can be read, but is about something that was not requested."""


class OtherGroup(OtherThing):
    """The answer is about the requested snapshot, but names another account group, `aid`."""

    def __init__(self, aid: str) -> None:
        super().__init__(f"it is about account group {aid}")
        self.aid = aid


class Decoded(NamedTuple, Generic[T]):
    """A decoded value, and the JSON paths left out as unreadable, such as ``widgets[2].measure``."""

    value: T
    damage: tuple[str, ...] = ()


class Shape(Generic[T]):
    """The type that a JSON body is decoded to; its reader is built at first use, to speed up the start."""

    def __init__(self, kind: type[T]) -> None:
        self.kind = kind

    @cached_property
    def reader(self) -> SchemaValidator:
        """The compiled reader for this type."""
        return reader_of(self.kind)


def decode(shape: Shape[T], body: bytes) -> Decoded[T]:
    """Decode a JSON body; parts of the wrong type are left out, and their JSON paths listed as damage.

    Raises:
        NotReadable: the body is not JSON, has the wrong outermost type, or too many values or levels.
    """
    _check(body)
    try:
        return Decoded(shape.reader.validate_json(body))
    except ValidationError:
        return fit(shape, _parse_leniently(body))


def parse(body: bytes) -> Any:
    """Parse a JSON body to dictionaries and lists, tolerating minor errors, but no encoding other than UTF-8.

    The token was masked in the body as UTF-8 bytes; in UTF-16 it would have been missed (safety rule 26).

    Raises:
        NotReadable: the body is not JSON, or has too many values or levels.
    """
    _check(body)
    try:
        if len(body) < _LARGE_BODY:
            return from_json(body)
        # Slower, but at each object other threads get their turn; 100,000 points held them up for 0.2 s.
        return json.loads(body.decode(), object_hook=_as_it_is)
    except (ValueError, RecursionError):
        return _parse_leniently(body)


def fit(shape: Shape[T], value: Any) -> Decoded[T]:
    """Convert parsed JSON to the type of `shape`; parts of the wrong type are left out and listed as damage.

    `value` itself is not changed.

    Raises:
        NotReadable: the outermost value has the wrong type.
    """
    with suppress(ValidationError):
        return Decoded(shape.reader.validate_python(value))
    damage = Damage()
    found = fitted(shape.kind, value, damage)
    if found is MISFIT:
        message = "the body is not an object"
        raise NotReadable(message)
    return Decoded(found, tuple(damage))


def _check(body: bytes) -> None:
    try:
        check_elements(body)
    except TooMuch as error:
        raise NotReadable(str(error)) from None


def lacks(member: str, listed: object, damage: tuple[str, ...]) -> tuple[str, ...]:
    """The damage to add if an answer lacks the list `member`: its name; nothing if the answer has the list.

    Args:
        member: the list's name in the answer.
        listed: the list as decoded, None if absent; an empty list is not absent.
        damage: the damage known so far, in which the name is not repeated.
    """
    return (member,) if listed is None and member not in damage else ()


def _parse_leniently(body: bytes) -> Any:
    """Parse JSON despite a byte order mark, invalid UTF-8, raw control characters, or lone surrogates."""
    try:
        return json.loads(
            body.decode("utf-8-sig", "replace"),
            strict=False,
            parse_int=_integer,
            object_pairs_hook=lambda pairs: {clean(key): value for key, value in pairs},
        )
    except (ValueError, RecursionError) as error:
        message = f"the body is not JSON ({error.args[0] if error.args else 'nested too deeply'})"
        raise NotReadable(message) from None


def _as_it_is(value: dict[str, Any]) -> dict[str, Any]:
    return value


def _integer(digits: str) -> int | str:
    # Python refuses to convert what is longer; as text it is still an identifier, and no number.
    return int(digits) if len(digits) < _LONGEST_INTEGER else digits
