"""The digest of a manifest: its last field, which has a hash of all bytes before that field.

The manifest's first field names the algorithm, so that it shows if a digest has been cut off. An older te-tui
ignores both fields. The digest reveals damage, and edits by people who do not know of it. It is no signature:
a forger can calculate it again.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

ALGORITHM: Final = "sha256"

_FIRST: Final = b'{\n  "digestAlgorithm": "sha256",'
_LAST: Final = b',\n  "digest": "%s"\n}\n'
_END: Final = re.compile(_LAST % b"([0-9a-f]{64})")
_END_LENGTH: Final = len(_LAST % bytes(64))


def with_digest(manifest: bytes) -> bytes:
    """Return a manifest, a JSON object indented by two spaces, with the digest and its algorithm added."""
    covered = _FIRST + manifest.removeprefix(b"{").removesuffix(b"\n}")
    return covered + _LAST % sha256(covered).hexdigest().encode()


def agrees(manifest: bytes) -> bool:
    """Whether a manifest names the algorithm and ends with the right digest; False if it has no digest."""
    end = _END.fullmatch(manifest, max(len(manifest) - _END_LENGTH, 0))
    return bool(
        end
        and manifest.startswith(_FIRST)
        and sha256(memoryview(manifest)[: end.start()]).hexdigest().encode() == end[1]
    )
