import threading
from pathlib import Path

import pytest

from te_tui.demo import DemoOptions
from te_tui.demo.server import DemoServer
from tests.cli.answers import Answer, answering
from tests.e2e.forks import ForkedProgram as Program
from tests.e2e.program import ALTERNATE_SCREEN

DEMO = ("demo", "--now", "2026-11-21T09:00:00Z")
SIZES = [(120, 40), (80, 24)]
SNAPSHOT = "HTTP Server Dashboard Snapshot"
WIDGET = "Page load time, by agent"


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_from_the_account_groups_to_a_widget_and_back(columns: int, lines: int) -> None:
    with Program(*DEMO, columns=columns, lines=lines) as program:
        groups = program.until("Network Ops", "Lab (new)", "? Help")
        assert "demo" in groups.splitlines()[0]
        assert "4 account groups" in groups.splitlines()[0]
        assert columns < 80 or "files in " in groups.splitlines()[0]

        program.press("enter")
        listing = program.until(SNAPSHOT, "Every widget type", "Filter")
        assert "demo › Network Ops (1234)" in listing.splitlines()[0]
        assert "Network Ops" in listing

        program.press("enter")
        snapshot = program.until(WIDGET, "mean", "Checkout at ")
        assert SNAPSHOT in snapshot.splitlines()[0]

        program.press("enter")
        widget = program.until("widget 1 of", "Frankfurt", without="Checkout at ")
        assert WIDGET in widget

        program.press("escape")
        program.until("Checkout at ", without="widget 1 of")
        program.press("escape")
        program.until(SNAPSHOT, "Every widget type", "Filter", without=f"› {SNAPSHOT}")
        program.press("escape")
        program.until("Lab (new)", without="Every widget type")
        program.press("q")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_an_address_on_the_command_line_opens_its_snapshot() -> None:
    address = "https://app.thousandeyes.com/dashboard/?reportSnapshotId=d28bb71f-5a47-4783-8f12-d4b115e61b0c"
    with Program(*DEMO, address) as program:
        program.until(SNAPSHOT, WIDGET)
        program.press("ctrl+c")
        assert program.end() == 0


def test_ctrl_c_quits_from_anywhere_and_leaves_the_terminal_as_it_was() -> None:
    with Program(*DEMO) as program:
        program.until("Lab (new)")
        assert ALTERNATE_SCREEN in program.modes
        program.press("?")
        program.until("esc closes · ")
        program.press("ctrl+c")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
def test_quitting_while_loading_does_not_wait_for_the_answer(key: str) -> None:
    with Program(*DEMO, "--latency", "600000") as program:
        program.until("Loading account groups")
        program.press(key)
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_resizing_while_loading_draws_what_then_arrives_in_the_new_size() -> None:
    with Program(*DEMO, "--latency", "1500") as program:
        program.until("Loading account groups")
        for columns, lines in ((60, 15), (200, 50), (90, 30)):
            program.resize(columns, lines)
        shown = program.until("Lab (new)", "4 account groups", "? Help", without="Loading")
        assert len(shown.splitlines()) == 30
        assert "? Help" in shown.splitlines()[-1]
        program.press("q")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_a_dumb_terminal_is_pointed_to_the_text_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.e2e.program.TERMINAL", "dumb")
    with Program("demo", columns=200) as program:
        assert program.end() == 2
        assert program.text.strip().startswith(
            "te-tui: The explorer needs more than a dumb terminal (TERM=dumb)."
        )
        assert "\x1b" not in program.written


def test_without_a_token_escape_leaves_the_login_and_what_is_missing_is_told() -> None:
    with Program(columns=200) as program:
        program.until("Log in as default@api.thousandeyes.com", "TE_TOKEN is not set", "escape cancels")
        program.press("escape")
        program.until(
            "There is no API token", "store one with te-tui login", "Press r to log in",
            without="Log in as",
        )  # fmt: skip
        program.press("q")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_ctrl_c_quits_the_login_at_once() -> None:
    with Program() as program:
        program.until("Log in as", "There is no API token")
        program.press("ctrl+c")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_a_start_without_a_token_asks_for_one_and_shows_it_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with DemoServer(DemoOptions(rate_limit=0)) as server:
        monkeypatch.setenv("TE_BASE_URL", server.url)
        with Program() as program:
            program.until("Log in as default@127.0.0.1", "TE_TOKEN is not set", "escape cancels")
            program.press("not-the-right-one", "enter")
            program.until("The token is not accepted: HTTP 401")
            program.press("demo", "enter")
            program.until(
                "Where is it to be kept?", "the OS keyring: it is not there", "Only for this session"
            )
            program.answer("\x1b[F", "enter")
            program.until("4 account groups", "Lab (new)", without="Log in as")
            program.press("q")
            assert program.end() == 0
            assert "not-the-right-one" not in program.written
            program.assert_terminal_is_as_it_was()


def test_a_token_that_expires_meanwhile_is_asked_for_right_there(monkeypatch: pytest.MonkeyPatch) -> None:
    accepting = threading.Event()
    accepting.set()
    body = '{"dashboardSnapshots": [], "accountGroups": [{"aid": "1", "accountGroupName": "One"}]}'

    def answer(path: str) -> Answer:
        return Answer(body) if accepting.is_set() else Answer("{}", 401)

    with answering(answer) as url:
        monkeypatch.setenv("TE_BASE_URL", url)
        monkeypatch.setenv("TE_TOKEN", "first-token")
        with Program("--aid", "1", columns=200) as program:
            program.until("1 has no dashboard snapshots")
            accepting.clear()
            program.press("r")
            program.until("Log in as default@127.0.0.1", "The token is not accepted: HTTP 401")
            program.press("escape")
            program.until("The token is not accepted", "Press r to log in", without="Log in as")
            program.press("r")
            program.until("Log in as default@127.0.0.1")
            accepting.set()
            program.press("second-token", "enter")
            program.until("Where is it to be kept?", "Only for this session")
            program.answer("\x1b[F", "enter")
            program.until("1 has no dashboard snapshots", without="Log in as")
            program.press("q")
            assert program.end() == 0
            assert "second-token" not in program.written


def test_an_account_group_named_on_the_command_line_opens_at_once_and_can_be_filtered() -> None:
    with Program("--aid", "1234", *DEMO) as program:
        program.until("demo › 1234", SNAPSHOT, "210 snapshots ·")
        program.press("/")
        program.until("Keep")
        program.press("id:45ce6453", "enter")
        program.until("Prod on fire", "1 of 2", without=SNAPSHOT)
        program.press("ctrl+c")
        assert program.end() == 0


def test_keys_that_arrive_together_each_act_on_what_the_one_before_has_left() -> None:
    with Program("--aid", "1234", *DEMO) as program:
        program.until("demo › 1234", SNAPSHOT, "210 snapshots ·")
        program.press("/id:45ce6453", "enter", " ", "/45ce", "escape", "j", " ")
        program.until("2 marked", "210 snapshots ·", without="Keep")
        program.press("ctrl+c")
        assert program.end() == 0


def test_an_archive_is_made_and_opens_without_token_or_network(tmp_path: Path) -> None:
    address = "d28bb71f-5a47-4783-8f12-d4b115e61b0c"
    with Program(*DEMO, address) as program:
        program.until(SNAPSHOT, WIDGET)
        program.press("a")
        program.until('Archive "', "y Yes")
        program.answer("y")
        program.until("is archived with")
        program.press("ctrl+c")
        assert program.end() == 0
    (path,) = (tmp_path / "demo" / "archives").iterdir()
    with Program(str(path)) as program:
        shown = program.until(WIDGET, "Frankfurt", "archive of")
        assert "archive of" in shown.splitlines()[0]
        program.press("q")
        assert program.end() == 0


def test_a_new_snapshot_is_waited_for_opens_with_its_link_and_is_in_the_list() -> None:
    with Program("--aid", "1234", *DEMO, "--settle", "1500", columns=80, lines=24) as program:
        program.until("210 snapshots ·")
        program.press("n")
        program.press("bgp")
        program.until("1 of 13")
        program.press("enter")
        program.until("Enter creates", "21 Nov 02:59 – 08:59 UTC (6 h)")
        program.press("enter")
        program.until("Asked so far: 1", "cannot be opened yet")
        program.until("Created. Link:", "reportSnapshotId=")
        program.press("escape")
        program.until("211 snapshots", "▸  BGP, 21 Nov 02:59")
        program.press("ctrl+c")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()
