"""The vendor's own answers, where a checkout has them beside it: bodies with the decode that is expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

_CLONE: Final = Path(__file__).resolve().parents[3]
_PLACES: Final = [above / "shared/contract-grafana/fixtures" for above in _CLONE.parents[:2]]
FIXTURES: Final = next((place for place in _PLACES if place.is_dir()), None)
"""The folder with `bodies` and `golden`; None where it is not at hand."""


def names() -> list[str]:
    """The bodies that have an expected decode."""
    suffix = ".expected.json"
    found = (FIXTURES / "bodies").glob(f"*{suffix}") if FIXTURES else ()
    return sorted(path.name.removesuffix(suffix) for path in found)


def body(name: str) -> bytes:
    """The answer of a server."""
    assert FIXTURES
    return (FIXTURES / "bodies" / f"{name}.json").read_bytes()


def expected(name: str) -> dict[str, Any]:
    """What the vendor's library makes of a body."""
    assert FIXTURES
    found: dict[str, Any] = json.loads((FIXTURES / "bodies" / f"{name}.expected.json").read_bytes())
    return found


def golden(name: str) -> Any:
    """A table of inputs and the vendor's results."""
    assert FIXTURES
    return json.loads((FIXTURES / "golden" / f"{name}.json").read_bytes())
