"""Cases that take minutes, in parts: `pytest tests/sweep --part 3/8` takes the third of eight of them."""

from __future__ import annotations

import re

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--part", default="1/1", help="which part of the cases: 3/8 is the third of eight")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep every eighth case of eight parts, so that each part has cases of all kinds."""
    asked = re.fullmatch(r"(\d+)/(\d+)", config.getoption("--part"))
    if asked is None or not 1 <= (part := int(asked[1])) <= (parts := int(asked[2])):
        raise pytest.UsageError("--part is like 3/8: the third of eight")
    kept = items[part - 1 :: parts]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
