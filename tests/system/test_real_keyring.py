"""Tokens in a real GNOME keyring: kept, found, deleted, and what is said when it is not well."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from te_tui.demo import TOKEN
from tests.cli.answers import Answer, answering
from tests.e2e.program import Program
from tests.system.conftest import Run
from tests.system.secret_service import PASSWORD, SecretService

CANARY = "canary-7f3a-token"
IN_TIME = 6.0  # seconds: the promise itself, as people give up on what seems to hang; the probe waits for 3
LOOKUP = ("lookup", "service", "te-tui", "username")


def test_login_keeps_the_token_where_other_programs_find_it(
    te_tui: Run, service: SecretService, host: str
) -> None:
    done = te_tui("login", "--profile", "work", "--aid", "1234", typed=f"{TOKEN}\n")
    assert (done.returncode, done.stdout) == (0, "")
    assert (
        f"The token for work@{host} is accepted (4 account groups) and is in the OS keyring." in done.stderr
    )
    assert service.tool(*LOOKUP, f"work@{host}") == (0, TOKEN)
    assert service.tool(*LOOKUP, f"work (new)@{host}")[0] != 0

    listed = te_tui("ls", "--profile", "work", "--limit", "1", "--json", TE_BASE_URL="")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert json.loads(listed.stdout)["aid"] == "1234"


def test_a_token_that_secret_tool_stored_is_used(te_tui: Run, service: SecretService, host: str) -> None:
    service.tool("store", "--label=x", "service", "te-tui", "username", f"default@{host}", typed=TOKEN)
    assert te_tui("groups").returncode == 0
    said = json.loads(te_tui("status", "--json").stdout)
    assert said["source"] == "keyring"


def test_logout_deletes_it_and_proves_it(te_tui: Run, service: SecretService, host: str) -> None:
    te_tui("login", typed=TOKEN)
    service.tool(
        "store", "--label=x", "service", "te-tui", "username", f"default@{host}", "n", "2", typed=TOKEN
    )
    done = te_tui("logout")
    assert done.returncode == 0
    assert f"the OS keyring held the token for default@{host}; it is deleted." in done.stderr
    assert service.tool(*LOOKUP, f"default@{host}")[0] == 1
    assert te_tui("status").returncode == 3


def test_a_token_that_is_not_accepted_replaces_none(te_tui: Run, service: SecretService, host: str) -> None:
    te_tui("login", typed=TOKEN)
    done = te_tui("login", typed="canary-not-accepted")
    assert done.returncode == 3
    assert "The token is not accepted: HTTP 401" in done.stderr
    assert "canary" not in done.stderr
    assert service.tool(*LOOKUP, f"default@{host}") == (0, TOKEN)


def test_login_and_what_follows_leave_the_token_in_no_file_and_no_output(te_tui: Run, tmp_path: Path) -> None:
    environment = {"TE_TUI_HOME": str(tmp_path / "home")}
    with answering(lambda path: Answer('{"accountGroups": []}')) as url:
        for command in ("login", "groups", "status", "profiles"):
            done = te_tui(command, "--debug", typed=CANARY, TE_BASE_URL=url, **environment)
            assert done.returncode == 0
            assert CANARY not in done.stdout + done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"settings.toml", "login.keyring"} <= {path.name for path in files}
    assert [path for path in files if CANARY.encode() in path.read_bytes()] == []


def test_the_bus_is_found_where_only_its_folder_is_known(
    te_tui: Run, service: SecretService, host: str
) -> None:
    te_tui("login", typed=TOKEN)
    done = te_tui("groups", DBUS_SESSION_BUS_ADDRESS="")
    assert (done.returncode, done.stderr) == (0, "")


def lock_in_sight_of_a_display(service: SecretService) -> None:
    """Now getting a secret would wait for a prompt for ever."""
    service.environment["DISPLAY"] = ":99"
    service.lock()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (SecretService.lock, "the OS keyring is locked"),
        (lock_in_sight_of_a_display, "the OS keyring is locked"),
        (SecretService.freeze, "the OS keyring does not answer within 3 seconds"),
        (SecretService.kill, "the OS keyring is not there: no Secret Service runs in this session"),
        (SecretService.stop_bus, "the OS keyring is not there: no Secret Service runs in this session"),
        (SecretService.forget_collections, "the OS keyring has no collection to keep a token in"),
    ],
    ids=["locked", "locked with a display", "frozen", "killed", "absent", "no collection"],
)
@pytest.mark.parametrize("command", ["groups", "login", "status"])
def test_a_keyring_that_is_not_well_ends_every_command_in_time_with_the_reason(
    te_tui: Run, service: SecretService, happens: Callable[[SecretService], None], said: str, command: str
) -> None:
    happens(service)
    done = te_tui(command, typed=TOKEN)
    assert done.returncode == 3
    assert done.seconds < IN_TIME
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "TE_TOKEN" in done.stderr


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (SecretService.lock, "the OS keyring is locked"),
        (SecretService.freeze, "the OS keyring does not answer within 3 seconds"),
        (SecretService.kill, "the OS keyring is not there"),
        (SecretService.stop_bus, "the OS keyring is not there"),
    ],
    ids=["locked", "frozen", "killed", "absent"],
)
def test_logout_from_a_keyring_that_is_not_well_is_not_done_and_ends_in_time(
    te_tui: Run, service: SecretService, host: str, happens: Callable[[SecretService], None], said: str
) -> None:
    te_tui("login", typed=TOKEN)
    happens(service)
    done = te_tui("logout")
    assert done.returncode == 3
    assert done.seconds < IN_TIME
    assert said in done.stderr
    assert f"so that it may still hold the token for default@{host}" in done.stderr


def test_on_a_terminal_login_asks_for_the_token_and_then_for_the_password_of_a_locked_keyring(
    te_tui: Run, service: SecretService, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    te_tui("login", typed=TOKEN)
    service.lock()
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    for name, value in (service.environment | {"TE_BASE_URL": f"http://{host}"}).items():
        monkeypatch.setenv(name, value)
    with Program("login") as program:
        program.until(f"API token for default@{host}:")
        program.press(TOKEN, "enter")
        program.until("The keyring is locked. Its password:")
        program.press("canary of a password", "enter")
        program.until("was not unlocked", "Its password:")
        program.press(PASSWORD, "enter")
        assert program.end() == 0
        for typed in (TOKEN, "canary of a password", PASSWORD):
            assert typed not in program.written
    assert service.tool(*LOOKUP, f"default@{host}") == (0, TOKEN)


def test_a_frozen_keyring_leaves_the_explorer_responsive(
    service: SecretService, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.freeze()
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    for name, value in (service.environment | {"TE_BASE_URL": f"http://{host}"}).items():
        monkeypatch.setenv(name, value)
    with Program() as program:
        program.until("Loading account groups", without="Log in as")
        program.press("?")
        program.until("esc closes · ", without="Log in as")
        program.press("escape")
        program.until("Log in as default@", "the OS keyring does")
        program.press(TOKEN, "enter")
        program.until("Where is it to be kept?")
        program.answer("\x1b[F", "enter")
        program.until("4 account groups", without="Log in as")
        program.press("ctrl+c")
        assert program.end() == 0
