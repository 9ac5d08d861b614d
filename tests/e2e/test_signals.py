"""How the explorer leaves a terminal, and comes back to it."""

from __future__ import annotations

import itertools
import os
import shlex
import signal
from pathlib import Path

import pytest

from tests.e2e.program import ALTERNATE_SCREEN, BRACKETED_PASTE, COMMAND, CURSOR, FOCUS, MOUSE, Program

DEMO = ("demo", "--now", "2026-11-21T09:00:00Z", "--aid", "1234")
SNAPSHOT = "HTTP Server Dashboard Snapshot"
SHELL = ("bash", "--norc", "--noprofile", "--noediting", "-i")
REDRAW = "\x0c"
ITS_OWN = {ALTERNATE_SCREEN, BRACKETED_PASTE, FOCUS, *MOUSE}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_the_explorer_and_leaves_the_terminal_as_it_was(number: signal.Signals) -> None:
    with Program(*DEMO) as program:
        program.until(SNAPSHOT, "Filter")
        program.send(number)
        assert program.end() == 128 + number
        program.assert_terminal_is_as_it_was()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_explorer_also_while_nobody_reads_its_terminal(number: signal.Signals) -> None:
    with Program(*DEMO) as program:
        program.until(SNAPSHOT, "Filter")
        program.press(REDRAW * 200)
        program.send(number)
        assert program.code == 128 + number
        program.look()
        program.assert_modes_are_as_they_were()


def test_a_terminal_that_does_not_block_gets_everything_once_somebody_reads_again() -> None:
    with Program(*DEMO) as program:
        program.block_nothing()
        program.until(SNAPSHOT, "Filter", "210 snapshots ·", without="Starting")
        program.press(REDRAW * 200, "/", "prod on fire")
        program.until("prod on fire", "Keep", "of 210")
        program.press("escape")
        program.until(
            SNAPSHOT, "Every widget type", "Handover from", "210 snapshots ·", without="prod on fire"
        )
        program.press("ctrl+c")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_the_size_is_the_terminals_own_whatever_a_shell_exported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("LINES", "60")
    with Program(*DEMO, columns=100, lines=30) as program:
        program.until("210 snapshots ·", last_line="? Help")
        program.resize(90, 24)
        program.until("210 snapshots ·", last_line="? Help")


@pytest.mark.parametrize("last", ["ctrl+c", "silence"])
def test_a_paste_without_an_end_holds_nothing_up(last: str) -> None:
    with Program(*DEMO) as program:
        program.until(SNAPSHOT, "Filter", "210 snapshots ·")
        program.press("/", "\x1b[200~prod on fire")
        if last == "silence":
            program.until("prod on fire", "of 210")
        program.press("ctrl+c")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_the_explorer_ends_with_its_terminal() -> None:
    with Program(*DEMO) as program:
        program.until(SNAPSHOT, "Filter")
        program.hang_up()
        assert program.code == 128 + signal.SIGHUP


def test_the_explorer_ends_with_its_terminal_also_where_no_signal_says_so() -> None:
    # The shell holds the terminal and is told; its child, in a session of its own, is not.
    silent = ("sh", "-c", 'trap "" HUP; setsid "$@"; exit $?', "sh", *COMMAND)
    with Program(*DEMO, command=silent) as program:
        program.until(SNAPSHOT, "Filter")
        program.hang_up()
        assert program.code == 128 + signal.SIGHUP


@pytest.mark.parametrize("how", ["ctrl+z", "kill"])
def test_the_explorer_goes_to_the_background_and_comes_back(how: str) -> None:
    with Program(command=SHELL) as shell:
        shell.press("PS1='ready'$((40 + 2))'$ '\r")
        shell.until("ready42$")
        shell.press(f"{shlex.join([*COMMAND, *DEMO])}\r")
        before = shell.until(SNAPSHOT, "Filter", "210 snapshots ·", without="Starting")

        if how == "ctrl+z":
            shell.press("ctrl+z")
        else:
            os.kill(_child_of(shell.pid), signal.SIGTSTP)
        shell.until_said("ready42$")
        assert shell.modes & ITS_OWN == set()
        assert CURSOR in shell.modes
        shell.press("echo $((1000 + 1))\r")
        shell.until_said("1001")
        shell.press("bg; echo $((1000 + 2))\r")
        shell.until_said("1002")
        # As long as the shell takes it for running, its fg does not continue it.
        for number in itertools.count(1003):
            shell.press(f"jobs; echo $(({number - 1} + 1))\r")
            if "Stopped" in shell.until_said(str(number)).rpartition("jobs;")[2]:
                break

        shell.clear()
        shell.press("fg\r")
        assert shell.until(SNAPSHOT, "Filter", "210 snapshots ·", without="fg") == before
        shell.press("/", "prod on fire")
        shell.until("prod on fire", "Keep", "of 210")
        shell.press("ctrl+c")
        shell.until_said("ready42$")
        shell.press("exit\r")
        shell.end()
        assert shell.modes & ITS_OWN == set()


def _child_of(pid: int) -> int:
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return int(child)
