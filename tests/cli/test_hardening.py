"""Before anything else, the ways by which libraries write secrets down are closed."""

from __future__ import annotations

import logging
import resource
import subprocess
import sys

import pytest

from te_tui.cli.account.hardening import harden, take_token
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Run

CANARY = "canary-7f3a-token"

# Shows what the system shows of it as its environment, before and after.
LOOK = """
import os, sys
from pathlib import Path
from te_tui.cli.account.hardening import take_token
environment = Path("/proc/self/environ")
before = environment.read_bytes()
assert take_token(os.environ, "TE_TOKEN").reveal() == sys.argv[1]
print(sys.argv[1].encode() in before, sys.argv[1].encode() in environment.read_bytes())
"""


def test_the_size_that_a_shell_exported_is_not_believed() -> None:
    environment = {"COLUMNS": "200", "LINES": "60", "TERM": "xterm"}
    harden(environment)
    assert environment == {"TERM": "xterm"}


def test_what_makes_libraries_write_secrets_is_dropped_from_the_environment() -> None:
    environment = {"TEXTUAL": "devtools", "TEXTUAL_LOG": "x", "SSLKEYLOGFILE": "y", "PATH": "/bin"}

    harden(environment)

    assert environment == {"PATH": "/bin"}


def test_a_crash_leaves_no_core_dump() -> None:
    harden({})

    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_the_token_is_taken_out_of_the_environment() -> None:
    environment = {"TE_TOKEN": CANARY, "PATH": "/bin"}

    token = take_token(environment, "TE_TOKEN")

    assert token is not None
    assert (token.reveal(), environment) == (CANARY, {"PATH": "/bin"})
    assert take_token(environment, "TE_TOKEN") is None


def test_the_system_does_not_show_the_token_in_the_environment_any_more() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", LOOK, CANARY], env={"TE_TOKEN": CANARY}, capture_output=True, text=True,
        check=True, timeout=20,
    )  # fmt: skip
    assert shown.stdout.split() == ["True", "False"]


def test_logs_at_debug_level_hold_no_token(te_tui: Run, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with answering(lambda path: Answer('{"accountGroups": []}')) as url:
        assert te_tui("groups", "--debug", TE_BASE_URL=url, TE_TOKEN=CANARY).code == 0
    assert {"httpcore.http11", "httpx"} <= {record.name for record in caplog.records}
    assert CANARY not in caplog.text
