"""A text type that pydantic cleans when it reads a file (safety rule 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic_core import core_schema

from te_tui.models.clean import clean

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


class _Cleaned:
    """Makes pydantic clean a text that it reads, without the 6 MB of memory that its AfterValidator takes."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(clean, handler(source))


CleanText: TypeAlias = Annotated[str, _Cleaned]
"""A field for text that a service or a person gave."""
