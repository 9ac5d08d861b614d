"""Before anything else, the ways by which libraries write secrets down are closed."""

from __future__ import annotations

import resource

from te_tui.cli.hardening import harden


def test_what_makes_libraries_write_secrets_is_dropped_from_the_environment() -> None:
    environment = {"TEXTUAL": "devtools", "TEXTUAL_LOG": "x", "SSLKEYLOGFILE": "y", "PATH": "/bin"}

    harden(environment)

    assert environment == {"PATH": "/bin"}


def test_a_crash_leaves_no_core_dump() -> None:
    harden({})

    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
