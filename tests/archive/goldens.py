"""Archives that each te-tui so far has written, in `golden/`: read for ever.

They hold a few widgets of the embedded server's "Every widget type" and are never written again:

- `format-1-first`: of the first te-tui that archived; its manifest has no lists of what is missing;
- `format-1`, `format-2`: a complete one, and one that lacks things, before manifests had a digest;
- `format-1-digest`, `format-2-digest`: the same with a digest;
- `format-3-digest`: the first of these under its vendor's name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "golden"
GOLDEN: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.tesnap")))
COMPLETE: Final = tuple(name for name in GOLDEN if not name.startswith("format-2"))
WITH_DIGEST: Final = tuple(name for name in GOLDEN if name.endswith("digest"))


def golden(name: str) -> Path:
    """Where it is."""
    return FOLDER / f"{name}.tesnap"
