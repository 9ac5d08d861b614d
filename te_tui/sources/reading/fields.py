"""Field types that tolerate what the API sends: each reads a value in any of its notations, or gives None.

The API promises almost nothing (api.md, section 3): numbers arrive as text, identifiers as numbers, instants
in three notations. An unreadable value raises ValueError, so that decoding leaves out this one value and
lists it as damage.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

from pydantic_core import core_schema
from pydantic_core.core_schema import CoreSchema

from te_tui.models.clean import clean, visible
from te_tui.sources.reading.reader import Reads

_WHOLE = re.compile(r"[+-]?\d{1,18}")
# No two neighbouring parts match the same text: with them a long run of digits would take minutes.
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")

# An epoch of this size is in milliseconds: in seconds it would be the year 5138 (api.md, section 5).
MILLISECONDS_FROM = 100_000_000_000

# The years 1 to 9999, in seconds since 1970: nothing else can be written as a date.
_EPOCHS = range(-62_135_596_800, 253_402_300_800)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# JSON has integers of any size; beyond a double nothing can be computed or drawn.
LARGEST = 1e308

_CERTAIN = 2**53  # whole numbers of this size and less are exact in every notation


def text(value: object) -> str | None:
    """Read text, without control characters; numbers and booleans become text. None for anything else."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    return None


def scalar(value: object) -> str | int | float | bool | None:
    """Read a boolean, a number or text, keeping its type; a number beyond 1e308 becomes text."""
    if isinstance(value, (bool, int, float)):
        return value if isinstance(value, bool) or number(value) is not None else str(value)
    return text(value)


def flag(value: object) -> bool | None:
    """Read a boolean; 0, 1, "true" and "false" count as well. None for anything else."""
    if isinstance(value, bool):
        return value
    if value in (0, 1):
        return value == 1
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return None


def number(value: object) -> int | float | None:
    """Read a finite number, or a text that consists of one. None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < LARGEST else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        stripped = value.strip()
        if _WHOLE.fullmatch(stripped):
            return int(stripped)
        if _DECIMAL.fullmatch(stripped):
            return number(float(stripped))
    return None


def whole(value: object) -> int | None:
    """Read a whole number; 1.0 counts as 1, and 1.5 gives None."""
    read = number(value)
    if read is None or read != int(read):
        return None
    return int(read)


def epoch(value: object) -> int | None:
    """Read a point in time as whole seconds since 1970 UTC, from seconds, milliseconds or a date."""
    read = number(value)
    if read is not None:
        seconds = int(read // 1000) if abs(read) >= MILLISECONDS_FROM else int(read)
        return seconds if seconds in _EPOCHS else None
    date = _date(value)
    return None if date is None else int(date.timestamp() // 1)


def instant(value: object) -> datetime | None:
    """Read a point in time, in UTC, from ISO 8601, ``YYYY-MM-DD HH:MM:SS``, or epoch (milli)seconds."""
    # Anything else may be a number: Python would read one of thirteen digits as a date without hyphens.
    has_hyphens = isinstance(value, str) and value[4:5] == value[7:8] == "-"
    date = _date(value) if has_hyphens or number(value) is None else None
    if date is not None:
        return date
    seconds = epoch(value)
    return None if seconds is None else _EPOCH + timedelta(seconds=seconds)


def _date(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        if read.tzinfo is UTC:
            return read
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def lost(value: object, read: object) -> bool:
    """Whether a value was unreadable: `read`, the result, is None, but `value` is neither null nor blank."""
    return read is None and value is not None and not (isinstance(value, str) and not value.strip())


T = TypeVar("T")


def read_noting(read: Callable[[object], T | None], value: object, place: str, damage: list[str]) -> T | None:
    """Read a value with the function `read`; if that fails, add the value's JSON path `place` to `damage`."""
    found = read(value)
    if lost(value, found):
        damage.append(place)
    return found


def _complete(read: Callable[[object], T | None], unchanged: CoreSchema | None = None) -> Reads:
    def validate(value: object) -> T | None:
        found = read(value)
        if found is None and lost(value, found):
            raise ValueError
        return found

    return Reads(validate, unchanged)


# Texts of nothing but visible ASCII and inner blanks: `clean` and `visible` return them as they are.
# By Python's expressions: the engine's own take 0.4 MB more.
_PLAIN = core_schema.str_schema(strict=True, pattern=r"\A[!-~][ -~]*\Z", regex_engine="python-re")

Text = Annotated[str | None, _complete(text, _PLAIN)]
# A text that people call something by; one of which nothing can be seen names nothing, and is None.
Name = Annotated[str | None, Reads(lambda value: visible(_complete(text).function(value)), _PLAIN)]
Flag = Annotated[bool | None, _complete(flag, core_schema.bool_schema(strict=True))]
Number = Annotated[int | float | None, _complete(number)]
Whole = Annotated[
    int | None, _complete(whole, core_schema.int_schema(strict=True, ge=-_CERTAIN, le=_CERTAIN))
]
Epoch = Annotated[int | None, _complete(epoch)]
Instant = Annotated[datetime | None, _complete(instant)]
# Raw JSON, kept for a reader that knows more than a type can say.
Raw = Any
