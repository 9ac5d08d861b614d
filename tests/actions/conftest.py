"""Remote sources, shelves of archives, and journals beside them."""

from __future__ import annotations

import pytest

from tests.actions.remote import Remote, Shelf

IDS = [f"s{number}" for number in range(6)]


@pytest.fixture
def remote() -> Remote:
    """A source of six snapshots."""
    return Remote(IDS)


@pytest.fixture
def shelf(remote: Remote) -> Shelf:
    """Where its snapshots are archived."""
    return Shelf(remote)
