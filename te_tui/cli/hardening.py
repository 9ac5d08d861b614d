"""What is done before anything else, so that a token can leak through no back door (security rule 6)."""

from __future__ import annotations

import resource
from collections.abc import MutableMapping

# Each of these makes a library write secrets to a file: what is typed, what is shown, the keys of TLS.
_LEAKING = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEVTOOLS", "SSLKEYLOGFILE")


def harden(environment: MutableMapping[str, str]) -> None:
    """Drop what makes libraries write secrets down, and leave no core dump behind a crash."""
    for name in _LEAKING:
        environment.pop(name, None)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
