"""The fields of filter terms; each has a file of its own, which holds everything about it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.filters.condition import Field


@cache
def all_fields() -> dict[str, Field]:
    """All fields by name, in alphabetical order; the first call imports their modules."""
    modules = sorted(module.name for module in iter_modules(__path__))
    fields: list[Field] = [import_module(f"{__name__}.{module}").FIELD for module in modules]
    return {field.name: field for field in fields}
