"""The explorer's tests' own small organization."""

from tests.screens.conftest import source

__all__ = ["source"]
