"""Vendors of the tests, each a folder as those of te-tui are."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui import sources

FOLDER = str(Path(__file__).parent)


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the folders here beside those of `te_tui.sources`; nothing else is told of them."""
    monkeypatch.setattr(sources, "__path__", [*sources.__path__, FOLDER])
