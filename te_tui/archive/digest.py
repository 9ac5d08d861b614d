"""The digest of a manifest, which is its own last field and covers every byte before that.

The first field names the algorithm, so that a manifest that lost its digest still says that it had one. A
te-tui of before passes over both. The digest finds bytes that changed, and edits by who does not know of it;
it is no signature: a forger can calculate it again.
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
    """Put the digest into a manifest, a JSON object whose fields are indented by two spaces."""
    covered = _FIRST + manifest.removeprefix(b"{").removesuffix(b"\n}")
    return covered + _LAST % sha256(covered).hexdigest().encode()


def agrees(manifest: bytes) -> bool:
    """Whether a manifest has its digest where it belongs, and that is the one of what stands before."""
    end = _END.fullmatch(manifest, max(len(manifest) - _END_LENGTH, 0))
    return bool(
        end
        and manifest.startswith(_FIRST)
        and sha256(memoryview(manifest)[: end.start()]).hexdigest().encode() == end[1]
    )
