"""Five jobs of the night, over a slow line with faults, in 80×24: what they take is counted in keys."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from te_tui.archive.reader import verify
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.files.places import Places
from tests.e2e.forks import ForkedProgram as Program
from tests.e2e.program import COMMAND

FAULTS = ("--fault", "500:0.05")
DEMO = ("demo", "--now", "2026-11-21T09:00:00Z", "--latency", "300", *FAULTS)
NEWEST = "d28bb71f-5a47-4783-8f12-d4b115e61b0c"


class Hands:
    """Types keys and counts them; what is typed into a field is a key a letter.

    Args:
        program: what they type into.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Press keys; `enter` is one, and so is each letter of a text."""
        for key in keys:
            self._program.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        self.press(*text)

    def answer(self, key: str) -> None:
        """Answer a question after reading it."""
        self._program.answer(key)
        self.keys += 1


@pytest.fixture
def program() -> Iterator[Program]:
    with Program(*DEMO, columns=80, lines=24) as running:
        yield running


def test_which_agent_made_checkout_slow_at_half_past_ten_takes_15_keys_and_one_copies_it(
    program: Program,
) -> None:
    hands = Hands(program)
    program.until("Network Ops", "? Help")
    hands.press("enter")
    program.until("Checkout", "⏎ Open")
    hands.press("enter")
    program.until("Page load", "ms")
    hands.press("enter")
    program.until("widget 1 of", "Zoom in")
    hands.type("@")
    program.until("Go")
    hands.type("22:30")
    hands.press("enter")
    program.until("22:30:00")
    hands.press("C")
    text = program.until_copied()
    values = text.partition("Values at ")[2].splitlines()
    assert values[0].endswith("22:30:00 UTC")
    slowest = values[1]
    assert "Frankfurt" in slowest
    assert "https://" in text
    assert hands.keys <= 15


def test_extending_by_90_days_what_expires_this_week_of_a_dashboard_takes_12_keys(program: Program) -> None:
    hands = Hands(program)
    program.until("Network Ops", "? Help")
    hands.press("enter")
    program.until("210 snapshots", "? Help")
    hands.press("f")
    program.until("expires<7d", " of 210")
    hands.press("/")
    hands.type(" noc")
    program.until("esc Clear", "expires<7d noc")
    hands.press("enter", "*", "e")
    program.until("type a number of days")
    hands.answer("q")
    program.until("new expiry")
    hands.press("enter")
    program.until("extended")
    assert hands.keys <= 12


def test_deleting_what_is_old_scheduled_and_unshared_takes_30_keys_and_leaves_archives() -> None:
    # Of fewer snapshots, and without a rate limit, or it took two minutes; the keys are the same.
    with Program(*DEMO, "--snapshots", "165", "--rate-limit", "0", columns=80, lines=24) as program:
        hands = Hands(program)
        program.until("Network Ops", "? Help")
        hands.press("enter")
        program.until("146 snapshots", "? Help")
        hands.press("/")
        hands.type("age>1y sch")
        hands.press("\t")
        hands.type("yes sha")
        hands.press("\t")
        hands.type("no")
        program.until("age>1y scheduled:yes shared:no", " of ")
        hands.press("enter", "*", "d")
        asked = program.until("marked", "snapshots of account group", " to confirm")
        number = asked.partition(" snapshots of account group")[0].rpartition("Delete ")[2]
        hands.answer(number[0])
        hands.type(number[1:])
        hands.press("enter")
        program.until(f"Deleted {number} snapshots")
    archives = list(Places.of(os.environ).of_demo.archives.glob("*.tesnap"))
    assert len(archives) == int(number)
    assert verify(archives[0]).snapshot_id
    assert hands.keys <= 30


def test_a_snapshot_of_the_last_six_hours_of_a_dashboard_takes_10_keys_and_its_link_one(
    program: Program,
) -> None:
    hands = Hands(program)
    program.until("Network Ops", "? Help")
    hands.press("enter")
    program.until("210 snapshots", "? Help")
    hands.press("n")
    program.until("Checkout overview", "13")
    hands.type("check")
    program.until("1 of 13")
    hands.press("enter")
    program.until("Create")
    hands.press("enter")
    program.until("ink:", "https://")
    hands.press("y")
    assert program.until_copied().startswith("https://")
    assert hands.keys <= 10


def test_a_value_in_the_archive_of_a_colleague_takes_12_keys_and_one_copies_it(archive: Path) -> None:
    with Program(str(archive), columns=80, lines=24) as program:
        hands = Hands(program)
        program.until("archive of", "Page load")
        hands.press("enter")
        program.until("widget 1 of", "Zoom in")
        hands.type("@")
        program.until("Go")
        hands.type("23:05")
        hands.press("enter")
        program.until("23:05:00")
        hands.press("C")
        text = program.until_copied()
    assert any(
        "Frankfurt" in line and " ms " in line for line in text.partition("23:05:00 UTC")[2].splitlines()
    )
    assert hands.keys <= 12


@pytest.fixture
def archive() -> Path:
    """The archive of the newest snapshot, as a colleague has sent it."""
    with DemoServer(DemoOptions(now=datetime(2026, 11, 21, 9, tzinfo=UTC))) as server:
        environment = os.environ | {"TE_TOKEN": TOKEN, "TE_BASE_URL": server.url}
        subprocess.run([*COMMAND, "archive", NEWEST], env=environment, check=True, capture_output=True)
    [path] = Places.of(os.environ).archives.glob("*.tesnap")
    return path
