"""A piece of text in a list or in a screen's first line, with a role such as `warning` that colours it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Align: TypeAlias = Literal["left", "right"]
"""The side on which the text of a cell begins."""

Role: TypeAlias = Literal["plain", "muted", "accent", "success", "warning", "error"]
"""The meaning of a cell's colour; the theme decides the colour, and the text must say it too."""


class Cell(NamedTuple):
    """A cell's text, and its role, such as `warning`, which decides on its colour."""

    text: str
    role: Role = "plain"
