"""The digest of a manifest, which is its own last field and covers every byte before that.

The first field names the algorithm, so that a manifest that lost its digest still says that it had one. An
older te-tui ignores both. The digest finds bytes that changed, and edits by people who do not know of it; it
is no signature: a forger can calculate it again.
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
    """Add the digest to a manifest, a JSON object whose fields are indented by two spaces."""
    covered = _FIRST + manifest.removeprefix(b"{").removesuffix(b"\n}")
    return covered + _LAST % sha256(covered).hexdigest().encode()


def agrees(manifest: bytes) -> bool:
    """Whether a manifest ends with its digest, and the digest is that of all bytes before it."""
    end = _END.fullmatch(manifest, max(len(manifest) - _END_LENGTH, 0))
    return bool(
        end
        and manifest.startswith(_FIRST)
        and sha256(memoryview(manifest)[: end.start()]).hexdigest().encode() == end[1]
    )
