"""The real program between pipes: streaming, signals, readers that leave."""

import array
import fcntl
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from te_tui.demo import TOKEN, DemoOptions, Fault
from te_tui.demo.server import DemoServer
from tests.cli.lying import Service, served
from tests.e2e.program import COMMAND, DEADLINE

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

_STANDING_CLOCK = f"""
import runpy
from datetime import datetime
from te_tui.sources import clock
clock.machine_now = lambda: datetime.fromisoformat("{NOW.isoformat()}")
runpy.run_module("te_tui", run_name="__main__")
"""
AT_THAT_TIME = (sys.executable, "-W", "error", "-c", _STANDING_CLOCK)
"""The real program, but for its clock: its tables tell what is left until an expiry."""

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start `te-tui` against a server, with both of its outputs in pipes."""
    with ExitStack() as stack:

        def begin(server: DemoServer | None, *argv: str, **environment: str) -> "subprocess.Popen[bytes]":
            leading = {"TE_BASE_URL": server.url, "TE_TOKEN": TOKEN} if server else {}
            process = subprocess.Popen(
                [*COMMAND, *argv],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env=os.environ | leading | environment, bufsize=0,
            )  # fmt: skip
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield begin


def serving(now: datetime | None = NOW, **options: object) -> DemoServer:
    return DemoServer(DemoOptions(now=now, rate_limit=0, **options))  # type: ignore[arg-type]


def first_line(process: "subprocess.Popen[bytes]") -> bytes:
    """The first line, and of what follows it as little as the pipe gives."""
    assert process.stdout is not None
    line = b""
    while b"\n" not in line:
        chunk = process.stdout.read(1024)
        assert chunk, "there was no line"
        line += chunk
    return line


def test_the_first_line_comes_out_before_the_second_page_is_asked_for(start: Start, tmp_path: Path) -> None:
    """A page is larger than a pipe holds, so that the program cannot run ahead of its reader."""
    log = tmp_path / "requests.jsonl"
    with serving(snapshots=1_000, page_size=400, log=log) as server:
        process = start(server, "ls", "--json", "--aid", "1234")
        line = first_line(process)
        assert json.loads(line.splitlines()[0])["aid"] == "1234"
        asked = [json.loads(entry) for entry in log.read_text().splitlines()]
        assert len(asked) == 1
        rest, errors = process.communicate(timeout=DEADLINE)
    assert (process.returncode, errors) == (0, b"")
    assert len((line + rest).splitlines()) == 876
    assert len(log.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("ls", "--json"), []),
        (("prune", "--filter", "expires<4d", "--no-archive", "--yes"), ["te-tui: Deleted "]),
    ],
    ids=["ls", "prune"],
)
def test_a_full_disk_behind_stdout_is_one_sentence_and_stops_no_run(
    argv: tuple[str, ...], said: list[str]
) -> None:
    """The server's time is this machine's: another one would be doubted."""
    with serving(now=None) as server, Path("/dev/full").open("wb") as full:
        environment = os.environ | {"TE_BASE_URL": server.url, "TE_TOKEN": TOKEN}
        ended = subprocess.run(
            [*COMMAND, *argv], stdout=full, stderr=subprocess.PIPE, env=environment,
            timeout=DEADLINE, text=True, check=False,
        )  # fmt: skip
    *before, last = ended.stderr.splitlines()
    assert last == "te-tui: Could not write to standard output: No space left on device. Make room."
    assert [line[: len(start)] for line, start in zip(before, said, strict=True)] == said
    assert ended.returncode == 1


@pytest.mark.parametrize("form", ["--json", "--csv", "--quiet"])
def test_every_line_comes_through_a_pipe_that_does_not_block(
    monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """It is not read before it is full: what does not fit would be lost."""
    monkeypatch.setattr("te_tui.demo.clock.Clock.now", lambda clock: clock.start)
    with serving(snapshots=1_500) as server:
        command = [*AT_THAT_TIME, "ls", form]
        environment = os.environ | {"TE_BASE_URL": server.url, "TE_TOKEN": TOKEN}
        expected = subprocess.run(
            command, stdin=subprocess.DEVNULL, env=environment, capture_output=True, check=True
        ).stdout
        outward, inward = os.pipe()
        os.set_blocking(inward, False)
        with (
            subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=inward, stderr=subprocess.PIPE, env=environment
            ) as process,
            os.fdopen(outward, "rb") as reader,
        ):
            os.close(inward)
            _until_full(reader.fileno())
            assert reader.read() == expected
            assert process.stderr is not None
            assert process.stderr.read() == b""
    assert process.returncode == 0


def _until_full(descriptor: int) -> None:
    """Wait until a pipe holds as much as it can, to a page."""
    waiting = array.array("i", [0])
    capacity = fcntl.fcntl(descriptor, fcntl.F_GETPIPE_SZ)
    while waiting[0] < capacity - 4096:
        fcntl.ioctl(descriptor, termios.FIONREAD, waiting)


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_descriptors_change_neither_the_work_nor_the_exit_code(tmp_path: Path, closed: str) -> None:
    with serving() as server:
        environment = os.environ | {
            "TE_BASE_URL": server.url,
            "TE_TOKEN": TOKEN,
            "TE_TUI_HOME": str(tmp_path),
        }

        def run(words: str) -> "subprocess.CompletedProcess[str]":
            command = f"exec {shlex.join(COMMAND)} {words}"
            return subprocess.run(
                ["sh", "-c", command],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=DEADLINE,
            )

        wanted = run("ls --aid 1234 --json --limit 1").stdout
        snapshot_id = json.loads(wanted)["snapshotId"]
        listed = run(f"ls --aid 1234 --json --limit 1 {closed}")
        assert (listed.returncode, listed.stderr) == (0, "")
        assert listed.stdout == ("" if ">&-" in closed.split() else wanted)
        removed = run(f"rm {snapshot_id} --yes {closed}")
        assert removed.returncode == 0
        assert "Deleted" not in removed.stdout
        assert run(f"show {snapshot_id}").returncode == 4
        missing = run(f"show nosuchid {closed}")
        assert (missing.returncode, missing.stdout) == (4, "")


@pytest.mark.parametrize(
    ("argv", "outputs"),
    [
        (("rm", "--yes"), ("gone", "read")),
        (("rm", "--yes", "--json"), ("gone", "gone")),
        (("rm", "--yes"), ("read", "full")),
        (("extend", "--until", "2030-01-01", "--yes"), ("read", "gone")),
        (("archive",), ("gone", "gone")),
    ],
    ids=" ".join,
)
def test_nobody_who_reads_changes_neither_the_work_nor_the_exit_code(
    tmp_path: Path, argv: tuple[str, ...], outputs: tuple[str, str]
) -> None:
    """Of three snapshots the first is not there, which is told on stderr before anything is changed."""
    service = Service("aaaa-1", "bbbb-2")
    with served(service) as url, ExitStack() as stack:

        def opened(output: str) -> int:
            if output == "full":
                return stack.enter_context(Path("/dev/full").open("wb")).fileno()
            outward, inward = os.pipe()
            stack.callback(os.close, inward)
            if output == "gone":
                os.close(outward)
            else:
                stack.callback(os.close, outward)
            return inward

        stdout, stderr = map(opened, outputs)
        environment = {"TE_BASE_URL": url, "TE_TOKEN": TOKEN, "TE_TUI_HOME": str(tmp_path)}
        ended = subprocess.run(
            [*COMMAND, *argv, "nosuchid", "aaaa-1", "bbbb-2"], stdin=subprocess.DEVNULL,
            stdout=stdout, stderr=stderr, env=os.environ | environment, timeout=DEADLINE, check=False,
        )  # fmt: skip
    assert ended.returncode == 5
    if argv[0] == "archive":
        assert len(list((tmp_path / "archives").iterdir())) == 2
    else:
        assert service.count("DELETE" if argv[0] == "rm" else "PATCH") == 2


@pytest.mark.parametrize("form", ["--json", "--csv", "--quiet"])
def test_a_reader_that_leaves_ends_the_program_without_a_word(start: Start, form: str) -> None:
    with serving(snapshots=1_000, page_size=1_000) as server:
        process = start(server, "ls", form)
        first_line(process)
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(DEADLINE) == 0


def test_a_reader_that_left_before_the_first_word_is_no_failure_either(start: Start) -> None:
    with serving() as server:
        process = start(server, "groups")
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(DEADLINE) == 0


@pytest.mark.parametrize("command", [("ls", "--json"), ("show", "x")])
def test_ctrl_c_ends_a_wait_at_once_with_130(start: Start, command: tuple[str, ...]) -> None:
    with serving(faults=(Fault("503"),)) as server:
        process = start(server, *command)
        assert process.stderr is not None
        line = b""
        while not line.endswith(b"(ctrl+c stops)\n"):
            line = process.stderr.readline()
            assert line, "it did not wait"
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=5)
    assert (process.returncode, out, errors) == (130, b"", b"")


def test_ctrl_c_ends_a_request_under_way_with_130(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        process = start(None, "ls", TE_BASE_URL=url, TE_TOKEN=TOKEN)
        silent.settimeout(DEADLINE)
        connection, _ = silent.accept()
        with connection:
            assert connection.recv(65_536).startswith(b"GET /v7/account-groups ")
            process.send_signal(signal.SIGINT)
            out, errors = process.communicate(timeout=5)
    assert (process.returncode, out, errors) == (130, b"", b"")


@pytest.mark.parametrize("kind", ["500:0.2", "truncate:0.2"])
def test_the_whole_program_lists_everything_through_faults(start: Start, kind: str) -> None:
    with serving(snapshots=500, faults=(Fault.parse(kind),)) as server:
        process = start(server, "ls", "--all-groups", "--json", "--quiet")
        out, errors = process.communicate(timeout=DEADLINE)
    assert (process.returncode, errors, len(out.splitlines())) == (0, b"", 500)


def test_the_zone_and_the_language_of_the_machine_change_no_byte(start: Start) -> None:
    machines: tuple[dict[str, str], ...] = (
        {},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8"},
    )
    with serving() as server:
        running = [start(server, "ls", **machine) for machine in machines]
        outputs = [process.communicate(timeout=DEADLINE) for process in running]
    assert outputs == [outputs[0]] * len(machines)
    assert len(outputs[0][0].splitlines()) == 211


def test_an_output_that_knows_no_unicode_gets_every_line_all_the_same(start: Start) -> None:
    with serving() as server:
        running = [
            start(server, "ls", PYTHONIOENCODING="ascii"),
            start(server, "ls", "--json", PYTHONIOENCODING="ascii"),
            start(server, "ls", "--json"),
        ]
        outputs = [process.communicate(timeout=DEADLINE) for process in running]
    assert [errors for _, errors in outputs] == [b""] * 3
    table, ascii_lines, unicode_lines = (out.splitlines() for out, _ in outputs)
    assert b"".join(table + ascii_lines).isascii()
    assert len(table) == 211
    assert list(map(json.loads, ascii_lines)) == list(map(json.loads, unicode_lines))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_served_demo_says_one_line_serves_and_ends_with_0(start: Start, number: signal.Signals) -> None:
    process = start(None, "demo", "--serve", "--now", "2026-11-21T09:00:00Z", "--snapshots", "5")
    assert process.stdout is not None
    said = process.stdout.readline().decode()
    assert said.startswith("te-tui demo: serving http://127.0.0.1:")
    assert said.endswith(" (token: demo-token)\n")
    client = start(None, "ls", "--json", TE_BASE_URL=said.split()[3], TE_TOKEN=TOKEN)
    listed, errors = client.communicate(timeout=DEADLINE)
    assert (client.returncode, errors, len(listed.splitlines())) == (0, b"", 5)
    process.send_signal(number)
    out, errors = process.communicate(timeout=DEADLINE)
    assert (process.returncode, out, errors) == (0, b"", b"")
