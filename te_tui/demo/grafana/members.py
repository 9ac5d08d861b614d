"""Splitting a JSON object into the raw text of its members, so that a stored dashboard keeps every byte."""

from __future__ import annotations

import json
from typing import NoReturn

_SPACE = " \t\n\r"


def _no_constant(name: str) -> NoReturn:
    """Raise ValueError: NaN and the infinities, which Python's parser accepts, are not JSON."""
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def members(text: str) -> dict[str, str]:
    """Return the raw JSON text of each member of an object, by name; of equal names the last one counts.

    Raises:
        ValueError: the text is not one JSON object.
    """
    found: dict[str, str] = {}
    place = _expect(text, _past_space(text, 0), "{")
    if text[place : place + 1] == "}":
        _expect_end(text, place + 1)
        return found
    while True:
        if text[place : place + 1] != '"':
            raise ValueError(f"no name at {place}")
        name, place = _DECODER.raw_decode(text, place)
        start = _expect(text, _past_space(text, place), ":")
        _, place = _DECODER.raw_decode(text, start)
        found[name] = text[start:place]
        place = _past_space(text, place)
        if text[place : place + 1] == "}":
            _expect_end(text, place + 1)
            return found
        place = _expect(text, place, ",")


def join(parts: dict[str, str]) -> str:
    """Return the text of a JSON object; `parts` holds the JSON text of each member by name."""
    return "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in parts.items()) + "}"


def _expect(text: str, place: int, sign: str) -> int:
    """Return the index after `sign` and any white space; ValueError if `sign` is not at `place`."""
    if text[place : place + 1] != sign:
        raise ValueError(f"no {sign} at {place}")
    return _past_space(text, place + 1)


def _expect_end(text: str, place: int) -> None:
    """Raise ValueError if the text from index `place` on is not just white space."""
    if _past_space(text, place) != len(text):
        raise ValueError(f"more at {place}")


def _past_space(text: str, place: int) -> int:
    """Return the first index, from `place` on, that is not white space."""
    while text[place : place + 1] in _SPACE and place < len(text):
        place += 1
    return place
