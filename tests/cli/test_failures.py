import os
import socket
import sys
from pathlib import Path

import pytest

from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Outcome, Run, Serve, access

MAINTENANCE = Answer("<html><body>Sign in</body></html>", content_type="text/html")


def assert_fails(answer: Outcome, code: int, *said: str) -> None:
    """One line on stderr that says so, nothing on stdout."""
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("te-tui: ")
    assert answer.err.count("\n") == 1
    for words in said:
        assert words in answer.err


@pytest.mark.parametrize("command", [("groups",), ("ls",), ("show", "x"), ("data", "x", "y")])
def test_without_a_token_every_command_says_how_to_give_one(te_tui: Run, command: tuple[str, ...]) -> None:
    assert_fails(te_tui(*command), 3, "There is no API token", "Set TE_TOKEN")


@pytest.mark.parametrize(
    "token", ["", "   ", "sevench", "two words here", "line\nbreak-in-it", "tëtëtëtëtë", "x" * 1025]
)
def test_what_cannot_be_a_token_is_refused_unsent_and_unsaid(te_tui: Run, token: str) -> None:
    answer = te_tui("ls", TE_TOKEN=token)
    assert_fails(answer, 3, "TE_TOKEN holds no token", "8 to 1,024 visible ASCII characters")
    assert not token.strip() or token not in answer.err


def test_a_refused_token_is_exit_code_3_and_is_not_said(demo: Run) -> None:
    answer = demo("ls", TE_TOKEN="not-the-right-one")
    assert_fails(answer, 3, "The token is not accepted: HTTP 401", "Set TE_TOKEN to a valid API token")
    assert "not-the-right-one" not in answer.err


def test_the_token_leaves_the_environment_before_anything_is_asked(te_tui: Run) -> None:
    seen: list[str | None] = []

    def look(path: str) -> Answer:
        seen.append(os.environ.get("TE_TOKEN"))
        return Answer("{}", 401)

    with answering(look) as url:
        te_tui("groups", TE_BASE_URL=url, TE_TOKEN="a-token-to-hide")
    assert seen == [None]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://api.example.com", "http is for loopback only"),
        ("ftp://api.example.com", "does not begin with https://"),
        ("api.example.com", "does not begin with https://"),
        ("https://", "does not begin with https://"),
        ("https://[::1", "is not a URL"),
        ("https://host:port", "is not a URL"),
        ("https://alice:secret@api.example.com", "leave out user"),
        ("https://api.example.com?token=secret", "leave out user, query"),
    ],
)
def test_a_base_url_that_no_token_may_go_to_is_wrong_usage(te_tui: Run, url: str, said: str) -> None:
    answer = te_tui("ls", TE_BASE_URL=url, TE_TOKEN="long-enough")
    assert_fails(answer, 2, "TE_BASE_URL", said)
    assert "secret" not in answer.err


@pytest.mark.usefixtures("without_waiting")
def test_an_unknown_host_is_said_to_be_unknown(te_tui: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*arguments: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    answer = te_tui("ls", "--quiet", TE_BASE_URL="https://api.example.invalid", TE_TOKEN="long-enough")
    assert_fails(answer, 6, "api.example.invalid cannot be reached (unknown host)")


@pytest.mark.usefixtures("without_waiting")
def test_a_host_that_takes_no_connection_is_said_to_refuse(te_tui: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: nobody else gets the port
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        answer = te_tui("ls", "--quiet", TE_BASE_URL=url, TE_TOKEN="long-enough")
    assert_fails(answer, 6, "cannot be reached (connection refused)", "Check the network")


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize(
    "answer",
    [MAINTENANCE, *map(Answer, ("", '{"accountGroups": [', "[]", "null", "[" * 100_000))],
    ids=["html", "nothing", "cut short", "a list", "null", "nested too deeply"],
)
def test_an_answer_that_is_no_data_is_exit_code_6(te_tui: Run, answer: Answer) -> None:
    with answering(lambda path: answer) as url:
        said = te_tui("groups", "--quiet", TE_BASE_URL=url, TE_TOKEN="long-enough")
    assert_fails(said, 6, "sent something else than data")


def test_a_redirect_is_not_followed(te_tui: Run) -> None:
    with answering(lambda path: Answer("", 302)) as url:
        answer = te_tui("groups", TE_BASE_URL=url, TE_TOKEN="long-enough")
    assert_fails(answer, 2, "HTTP 302", "Redirects are not followed")


def test_what_a_server_says_reaches_stderr_as_one_clean_line(te_tui: Run) -> None:
    body = '{"title": "Bad\\u001b[2J\\nnews", "detail": "\\u202etwo\\r\\nlines"}'
    with answering(lambda path: Answer(body, 400)) as url:
        answer = te_tui("groups", TE_BASE_URL=url, TE_TOKEN="long-enough")
    assert_fails(answer, 2, "Bad[2J news", "two lines")
    assert answer.err.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    "command", [("ls",), ("show", CONTRACT_SNAPSHOT), ("data", CONTRACT_SNAPSHOT, "unpmg")]
)
def test_an_account_group_that_is_not_ours_is_exit_code_3(demo: Run, command: tuple[str, ...]) -> None:
    assert_fails(
        demo(*command, "--aid", "99"), 3, "HTTP 403", "The account group does not exist or is not yours"
    )


@pytest.mark.parametrize(
    "command", [("show", "nope"), ("data", "nope", "unpmg"), ("show", ".."), ("show", "a/../b")]
)
def test_an_unknown_snapshot_is_exit_code_4(demo: Run, command: tuple[str, ...]) -> None:
    assert_fails(demo(*command), 4, "not found in any account group you can access")


def test_a_snapshot_that_another_account_group_has_is_not_in_this_one(demo: Run) -> None:
    assert_fails(demo("show", CONTRACT_SNAPSHOT, "--aid", "1307"), 4, "HTTP 404", "Check the id")


def test_an_unknown_widget_is_exit_code_4_and_the_known_ones_are_listed(demo: Run) -> None:
    answer = demo("data", CONTRACT_SNAPSHOT, "nope")
    assert_fails(answer, 4, "There is no widget nope in HTTP Server Dashboard Snapshot", "It has: unpmg (")


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("expires<soon", '"expires<soon" has no meaning at character 1; write expires<7d'),
        ("checkout exires<7d", 'unknown field "exires" at character 10; did you mean "expires"?'),
        ('name:"checkout', "a quote is opened at character 6; close it"),
        ("-", "nothing to look for at character 1"),
    ],
)
def test_a_wrong_filter_says_where_it_is_wrong_before_anything_is_asked(
    te_tui: Run, expression: str, said: str
) -> None:
    assert_fails(te_tui("ls", "--filter", expression), 2, said)


def test_one_account_group_and_all_of_them_is_wrong_usage(te_tui: Run) -> None:
    assert_fails(te_tui("ls", "--aid", "1234", "--all-groups"), 2, "--aid", "--all-groups", "not both")


@pytest.mark.parametrize("command", [(), ("--aid", "1234"), (CONTRACT_SNAPSHOT,), ("demo",), ("explore",)])
def test_the_explorer_without_a_terminal_points_to_the_text_commands(
    te_tui: Run, command: tuple[str, ...]
) -> None:
    assert_fails(te_tui(*command), 2, "The explorer needs a terminal", "groups, ls, show or data")


@pytest.mark.parametrize("argv", [("ls", "--debug"), ("--debug", "ls")])
def test_debug_adds_the_traceback(te_tui: Run, argv: tuple[str, ...]) -> None:
    answer = te_tui(*argv)
    assert (answer.code, answer.out) == (3, "")
    first, *rest = answer.err.splitlines()
    assert first.startswith("te-tui: There is no API token")
    assert rest[0] == "Traceback (most recent call last):"
    assert rest[-1].startswith("te_tui.sources.errors.NotLoggedIn: There is no API token")


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["rm", "--help"], ["completion", "bash"]])
def test_a_full_disk_behind_what_is_printed_without_a_service_is_one_sentence(
    te_tui: Run, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr("sys.stdout", full)
        answer = te_tui(*argv)
    assert answer.code == 1
    assert answer.err == "te-tui: Could not write to standard output: No space left on device. Make room.\n"


@pytest.mark.parametrize(("argv", "code"), [(["--version"], 0), (["rm", "--help"], 0), (["groups"], 0)])
def test_a_reader_that_left_changes_no_exit_code(
    demo: Run, monkeypatch: pytest.MonkeyPatch, argv: list[str], code: int
) -> None:
    outward, inward = os.pipe()
    os.close(outward)
    with os.fdopen(inward, "w") as gone:
        monkeypatch.setattr("sys.stdout", gone)
        answer = demo(*argv)
    assert (answer.code, answer.err) == (code, "")


def test_the_port_of_the_demo_may_be_taken(te_tui: Run, serve: Serve) -> None:
    assert_fails(te_tui("demo", "--serve", "--port", str(serve().port)), 2, "The demo cannot start", "in use")


def test_a_defect_is_one_line_and_stays_loud(
    te_tui: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("te_tui.cli.output.to_plain", broken)
    with pytest.raises(RuntimeError) as defect:
        te_tui("groups", **access(serve()))
    sys.excepthook(RuntimeError, defect.value, None)
    assert capsys.readouterr().err == (
        "te-tui: unexpected failure: RuntimeError: two lines. Run it again with --debug.\n"
    )


@pytest.mark.parametrize("command", [("ls",), ("rm", "x", "--yes"), ("archive", "x")])
def test_a_socks_proxy_without_its_package_is_one_sentence_with_what_to_install(
    te_tui: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.delitem(sys.modules, "te_tui.sources.http.socks", raising=False)
    answer = te_tui(
        *command, "--aid", "1", TE_TOKEN="a-token-to-send", ALL_PROXY="socks5://me:s3cret@proxy.example"
    )
    assert_fails(answer, 6, "ALL_PROXY names a SOCKS proxy", "pip install 'te-tui[socks]'")
    assert "s3cret" not in answer.err
