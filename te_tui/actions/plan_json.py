"""Reading and writing a plan as JSON, including plans that older versions wrote."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, TypeAdapter

from te_tui.actions.plan import Plan


def undoing_by_its_reason(said: Any) -> Any:
    """Add the field `undoes` to a plan as JSON if its reason is "undo", as older versions wrote it."""
    if isinstance(said, dict) and said.get("reason") == "undo":
        return {"undoes": said.get("action") == "extend", **said}
    return said


PLAN: Final = TypeAdapter[Plan](Annotated[Plan, BeforeValidator(undoing_by_its_reason)])
"""Reads a plan from JSON and writes it."""
