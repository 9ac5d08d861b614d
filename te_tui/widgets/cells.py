"""A cell of a row list or of a screen's first line: a text, and the role that colours it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Align: TypeAlias = Literal["left", "right"]
"""The side on which the text of a cell begins."""

Role: TypeAlias = Literal["plain", "muted", "accent", "success", "warning", "error"]
"""The meaning of a cell's colour; the theme decides the colour, and the text must say it too."""


class Cell(NamedTuple):
    """The text of one cell and the role that colours it."""

    text: str
    role: Role = "plain"
