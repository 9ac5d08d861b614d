"""`--accessible`: plain lines of text, and charts in sentences."""

from __future__ import annotations

import pytest

from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from te_tui.render.text.glyphs import to_ascii
from tests.cli.conftest import Run
from tests.cli.test_show import EVERY_TYPE

pytestmark = pytest.mark.usefixtures("without_waiting")


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--accessible` lasts as long as a program runs, which is here a test."""
    monkeypatch.setenv("TE_TUI_ACCESSIBLE", "")


@pytest.mark.parametrize(
    "command",
    [
        ("ls", "--all-groups"),
        ("expiring", "--within", "90d"),
        ("groups",),
        ("show", EVERY_TYPE),
        ("data", CONTRACT_SNAPSHOT, "unpmg"),
        ("timeline", CONTRACT_SNAPSHOT),
        ("compare", CONTRACT_SNAPSHOT, CONTRACT_SNAPSHOT, "--all"),
        ("trend", CONTRACT_SNAPSHOT, "--widget", "unpmg"),
        ("extend", CONTRACT_SNAPSHOT, "--by", "30d", "--dry-run"),
        ("extend", CONTRACT_SNAPSHOT, "--by", "30d", "--yes"),
        ("create", "--dashboard", "Checkout", "--name", "x", "--last", "6h", "--dry-run"),
        ("--help",),
        ("ls", "--filter", "expires<"),
    ],
)
def test_nothing_but_text_comes_out(demo: Run, command: tuple[str, ...]) -> None:
    answer = demo(*command, "--accessible")
    said = (answer.out + answer.err).replace("\n", "")
    assert said
    assert {char for char in said if not " " <= char <= "~"} == set()


def test_urgency_has_signs_that_are_read_and_sparklines_are_left_out(demo: Run) -> None:
    spoken = demo("ls", "--filter", "expires<30d", "--accessible").lines
    assert {line.partition("Expires: ")[2].partition(";")[0].split()[-1] for line in spoken} == {"!!", "!"}
    assert "Availability: 100; " in demo("show", CONTRACT_SNAPSHOT, "tests", "--accessible").out


def test_the_environment_says_it_as_well(demo: Run) -> None:
    spoken = demo("ls", "--limit", "3", TE_TUI_ACCESSIBLE="1")
    assert spoken.out == demo("ls", "--limit", "3", "--accessible").out
    assert all(line.startswith("Name: ") and "; ID: " in line for line in spoken.lines)


def test_a_chart_is_told_with_its_ends_their_times_and_where_it_stands(demo: Run) -> None:
    (data,) = demo("data", CONTRACT_SNAPSHOT, "unpmg", "--json").objects
    shown = demo("show", CONTRACT_SNAPSHOT, "unpmg", "--accessible", "--width", "1000").out
    for series in data["series"]:
        (line,) = [line for line in shown.splitlines() if line.startswith(f"{to_ascii(series['label'])}: ")]
        assert line.count(" at ") == 3
        for word in ("highest", "lowest", "at the end", "its median of", "since"):
            assert word in line


@pytest.mark.parametrize("command", [("explore",), ("demo",)])
def test_the_explorer_names_the_commands_that_do_the_same(te_tui: Run, command: tuple[str, ...]) -> None:
    answer = te_tui(*command, "--accessible")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "te-tui ls --accessible" in answer.err


def test_a_timeline_is_told_in_sentences_without_lanes(demo: Run) -> None:
    spoken = " ".join(demo("timeline", CONTRACT_SNAPSHOT, "--accessible").out.split())
    assert "Frankfurt, Page load time, by agent: worse from 19:15, until " in spoken
    assert "; clear. " in spoken
    for sign in ("##", "::", "^", " . . "):
        assert sign not in spoken


def test_a_trend_is_told_with_its_ends_and_no_strip(demo: Run) -> None:
    ids = [row["snapshotId"] for row in demo("ls", "--json", "--filter", "weekly").objects]
    command = ("trend", *ids[-10:], "--widget", "Latency, by agent")
    spoken = demo(*command, "--accessible").out
    told = " ".join(spoken.split())
    assert told.count("Dallas, week ") == 2
    assert "Dallas: no clear trend, " in told
    assert all(line.strip(" .:#|") for line in spoken.splitlines())
