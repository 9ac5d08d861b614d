"""A plan as JSON: the first line of a journal, and the head of a plan file."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, TypeAdapter

from te_tui.actions.plan import Plan


def undoing_by_its_reason(said: Any) -> Any:
    """Add the field `undoes` to the JSON of a plan of an older te-tui, which told it by the reason."""
    if isinstance(said, dict) and said.get("reason") == "undo":
        return {"undoes": said.get("action") == "extend", **said}
    return said


PLAN: Final = TypeAdapter[Plan](Annotated[Plan, BeforeValidator(undoing_by_its_reason)])
"""Reads a plan from JSON and writes it."""
