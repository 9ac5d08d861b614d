"""Programs that come from Debian packages: a test that misses one fails and names the package."""

from __future__ import annotations

import shutil

import pytest


def program(name: str, package: str) -> str:
    """Where a program is."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: apt-get install {package}")
    return found
