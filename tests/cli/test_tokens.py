"""`te-tui login`, `logout`, `profiles` and `status`, with keyrings that do as told."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import pytest

from te_tui.credentials import stores
from te_tui.credentials.probe import READY, Condition, Probe
from te_tui.credentials.store import Trouble
from te_tui.demo import TOKEN
from te_tui.demo.server import DemoServer
from te_tui.settings.file import load_settings
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Outcome, Run
from tests.credentials.keyrings import Memory, trusted

CANARY = "canary-7f3a-token"
WRONG = ["", "seven77", "canary in words", "canary-one\ncanary-two", "canary-tökens", "canary" * 834]


@pytest.fixture
def os_keyring(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """What the operating system would keep."""
    memory = trusted(Memory())
    monkeypatch.setattr(keyring, "get_keyring", lambda: memory)
    return memory


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """What the kernel would keep."""
    memory = Memory()
    monkeypatch.setattr(stores, "_probe_kernel", lambda: READY)
    monkeypatch.setattr(stores, "_kernel_backends", lambda: [memory])
    monkeypatch.setattr(sys, "platform", "linux")
    return memory


@pytest.fixture
def host(shared_server: DemoServer) -> str:
    return shared_server.url.removeprefix("http://")


@pytest.fixture
def login(te_tui: Run, shared_server: DemoServer, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `te-tui login` with something on standard input, which is no terminal."""

    def run(typed: str, *argv: str, **environment: str) -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        return te_tui("login", *argv, **{"TE_BASE_URL": shared_server.url} | environment)

    return run


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Sit at a terminal and type what nobody sees where it is asked for; gives what was asked."""

    def sit(*secrets: str) -> list[str]:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        left, asked = iter(secrets), []

        def answer(words: str) -> str:
            asked.append(words)
            return next(left)

        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr("te_tui.cli.masked.getpass", answer)
        return asked

    return sit


def settings(tmp_path: Path) -> Any:
    return load_settings(tmp_path / "settings.toml")


def test_login_verifies_keeps_and_makes_a_profile(
    login: Run, os_keyring: Memory, kernel: Memory, host: str, tmp_path: Path
) -> None:
    done = login(f"{TOKEN}\n", "--profile", "work", "--aid", "1234", "--read-only")
    assert (done.code, done.out) == (0, "")
    assert "is accepted (4 account groups) and is in the OS keyring" in done.err
    assert os_keyring.tokens() == {f"work@{host}": TOKEN}
    assert kernel.tokens() == {}
    profile = settings(tmp_path).profile("work")
    assert (profile.base_url, profile.aid, profile.read_only, profile.store) == (
        f"http://{host}", "1234", True, "keyring",
    )  # fmt: skip
    assert TOKEN not in (tmp_path / "settings.toml").read_text()


def test_a_second_login_keeps_what_it_does_not_name(
    login: Run, os_keyring: Memory, kernel: Memory, host: str, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text('mood = "calm"\n[profiles.work]\naid = "7"\nread_only = true\n')
    assert login(TOKEN, "--profile", "work").code == 0
    assert login(TOKEN, "--profile", "work", "--store", "kernel").code == 0
    profile = settings(tmp_path).profile("work")
    assert (profile.aid, profile.read_only, profile.store) == ("7", True, "kernel")
    assert settings(tmp_path).others == {"mood": "calm"}
    assert (os_keyring.tokens(), kernel.tokens()) == ({}, {f"work@{host}": TOKEN})


def test_one_request_verifies_the_token_before_it_is_stored(login: Run, os_keyring: Memory) -> None:
    asked: list[tuple[str, dict[str, str]]] = []

    def answer(path: str) -> Answer:
        asked.append((path, os_keyring.tokens()))
        return Answer("", 503)

    with answering(answer) as url:
        done = login(CANARY, TE_BASE_URL=url)
    assert (done.code, os_keyring.tokens()) == (6, {})
    assert asked == [("/v7/account-groups", {})]


def test_a_token_that_is_not_accepted_changes_nothing(login: Run, os_keyring: Memory, tmp_path: Path) -> None:
    login(TOKEN)
    before = (os_keyring.tokens(), (tmp_path / "settings.toml").read_bytes())
    done = login(CANARY, "--read-only")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("te-tui: The token is not accepted: HTTP 401")
    assert CANARY not in done.err
    assert "te-tui login" not in done.err, "that is what was just done"
    assert (os_keyring.tokens(), (tmp_path / "settings.toml").read_bytes()) == before


@pytest.mark.parametrize("typed", WRONG, ids=lambda typed: typed[:12])
def test_what_cannot_be_a_token_is_refused_unsent_and_unsaid(
    login: Run, at: Callable[..., list[str]], te_tui: Run, os_keyring: Memory, typed: str
) -> None:
    at(typed)
    for done in (
        login(typed, TE_BASE_URL="https://api.example.invalid"),
        te_tui("login", TE_BASE_URL="https://api.example.invalid"),
    ):
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith(
            "te-tui: That is no API token: a token is 8 to 1,024 visible ASCII characters"
        )
        assert "canary" not in done.err
    assert os_keyring.tokens() == {}


@pytest.mark.parametrize("given", WRONG, ids=lambda given: given[:12])
def test_what_cannot_be_a_token_in_te_token_is_refused_unsent_and_unsaid(te_tui: Run, given: str) -> None:
    done = te_tui("ls", "--debug", TE_TOKEN=given, TE_BASE_URL="https://api.example.invalid")
    assert (done.code, done.out) == (3, "")
    assert "TE_TOKEN holds no token: a token is 8 to 1,024 visible ASCII characters" in done.err
    assert "canary" not in done.err
    assert "seven77" not in done.err


@pytest.mark.parametrize("typed", WRONG, ids=lambda typed: typed[:12])
def test_a_token_command_that_prints_no_token_is_refused_unsaid(
    te_tui: Run, tmp_path: Path, typed: str
) -> None:
    (tmp_path / "token").write_text(typed)
    (tmp_path / "settings.toml").write_text(f'[profiles.default]\ntoken_command = "cat {tmp_path}/token"\n')
    done = te_tui("ls")
    assert (done.code, done.out) == (3, "")
    assert "token_command printed no token: a token is 8 to 1,024 visible" in done.err
    assert "canary" not in done.err


def test_a_token_command_is_used_and_login_points_to_it(
    te_tui: Run, login: Run, host: str, tmp_path: Path
) -> None:
    text = f'[profiles.work]\nbase_url = "http://{host}"\naid = "1234"\ntoken_command = "echo {TOKEN}"\n'
    (tmp_path / "settings.toml").write_text(text)
    listed = te_tui("ls", "--profile", "work", "--limit", "1", "--json")
    assert (listed.code, listed.objects[0]["aid"]) == (0, "1234")
    assert te_tui("status", "--profile", "work", "--json").objects[0]["source"] == "command"
    done = login(TOKEN, "--profile", "work")
    assert done.code == 2
    assert "token_command" in done.err


def test_a_keyring_that_cannot_be_used_is_replaced_by_nothing(
    login: Run, kernel: Memory, tmp_path: Path
) -> None:
    done = login(TOKEN)
    assert (done.code, done.out) == (3, "")
    assert "The token was not stored: the OS keyring is not there" in done.err
    assert "--store kernel" in done.err
    assert kernel.tokens() == {}
    assert not (tmp_path / "settings.toml").exists()


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("", 3), (CANARY, 3)])
def test_on_a_terminal_the_kernel_is_offered_instead(
    te_tui: Run,
    at: Callable[..., list[str]],
    kernel: Memory,
    shared_server: DemoServer,
    answer: str,
    code: int,
) -> None:
    asked = at(TOKEN, answer)
    done = te_tui("login", TE_BASE_URL=shared_server.url)
    assert done.code == code
    assert [words.partition(" ")[0] for words in asked] == ["API", "Keep"], "the token comes first"
    assert asked[1] == "Keep the token in the kernel keyring for 12 hours instead? [y/N] "
    assert len(kernel.tokens()) == (1 if code == 0 else 0)
    assert CANARY not in done.err


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A keyring that `right` unlocks; gives the passwords that were tried."""
    tried: list[str] = []

    def unlock(password: str) -> None:
        tried.append(password)
        if password != "right":
            raise Trouble("was not unlocked: the password is wrong", "Try again.")

    def probe() -> Probe:
        return READY if "right" in tried else Probe(Condition.LOCKED, "is locked", "Unlock it.")

    monkeypatch.setattr(stores, "probe_keyring", probe)
    monkeypatch.setattr("te_tui.cli.commands.login.unlock_keyring", unlock)
    return tried


@pytest.mark.parametrize(
    "passwords", [["right"], ["wrong", "right"], ["wrong", "wrong again", "still wrong"]], ids=len
)
def test_on_a_terminal_a_locked_keyring_is_unlocked_after_the_token_is_verified(
    te_tui: Run,
    at: Callable[..., list[str]],
    os_keyring: Memory,
    locked: list[str],
    host: str,
    passwords: list[str],
) -> None:
    asked = at(TOKEN, *passwords)
    code = 0 if passwords[-1] == "right" else 3
    done = te_tui("login", "--store", "keyring", TE_BASE_URL=f"http://{host}")
    assert (done.code, locked) == (code, passwords)
    assert asked[:2] == [f"API token for default@{host}: ", "The keyring is locked. Its password: "]
    assert all("the password is wrong" in words for words in asked[2:])
    assert list(os_keyring.tokens().values()) == ([TOKEN] if code == 0 else [])
    assert ("The token was not stored: the OS keyring was not unlocked" in done.err) == (code != 0)
    assert "wrong again" not in done.err


@pytest.mark.parametrize("passwords", [["new", "new"], ["new", "other"], [""]], ids=["alike", "two", "none"])
def test_on_a_terminal_a_keyring_without_a_collection_gets_one_with_a_password(
    te_tui: Run,
    at: Callable[..., list[str]],
    os_keyring: Memory,
    host: str,
    monkeypatch: pytest.MonkeyPatch,
    passwords: list[str],
) -> None:
    made: list[str] = []
    empty = Probe(Condition.NO_COLLECTION, "has no collection", "Make one.")
    monkeypatch.setattr(stores, "probe_keyring", lambda: READY if made else empty)
    monkeypatch.setattr("te_tui.cli.commands.login.create_collection", made.append)
    at(TOKEN, *passwords)
    done = te_tui("login", "--store", "keyring", TE_BASE_URL=f"http://{host}")
    is_made = passwords == ["new", "new"]
    assert (done.code, made) == ((0, ["new"]) if is_made else (3, []))
    assert list(os_keyring.tokens().values()) == ([TOKEN] if is_made else [])
    assert ("was given no password, or two that differ" in done.err) != is_made


def test_a_token_that_is_not_accepted_leaves_a_locked_keyring_alone(
    te_tui: Run, at: Callable[..., list[str]], os_keyring: Memory, locked: list[str], host: str
) -> None:
    at(CANARY)
    assert (te_tui("login", TE_BASE_URL=f"http://{host}").code, locked) == (3, [])


@pytest.mark.parametrize("condition", [Condition.HUNG, Condition.ABSENT, Condition.FAILED])
def test_a_token_that_nothing_could_keep_is_not_asked_for(
    te_tui: Run, at: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, condition: Condition
) -> None:
    monkeypatch.setattr(stores, "probe_keyring", lambda: Probe(condition, "is out of reach", "Mend it."))
    asked = at()
    done = te_tui("login", "--store", "keyring", TE_BASE_URL="https://api.example.invalid")
    assert (done.code, asked) == (3, [])
    assert done.err == "te-tui: The token was not stored: the OS keyring is out of reach. Mend it.\n"


def test_a_keyring_of_another_system_is_replaced_by_none(login: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    done = login(TOKEN, "--store", "kernel")
    assert (done.code, "There is no kernel keyring on this system" in done.err) == (2, True)


def test_typing_that_cannot_be_hidden_is_not_asked_for(
    te_tui: Run, at: Callable[..., list[str]], os_keyring: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(words: str) -> str:
        raise EOFError

    at()
    monkeypatch.setattr("te_tui.cli.masked.getpass", fail)
    done = te_tui("login")
    assert (done.code, os_keyring.tokens()) == (3, {})
    assert "typing cannot be hidden here" in done.err


def test_a_keyring_that_does_not_give_the_token_back_is_told(
    login: Run, os_keyring: Memory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os_keyring, "set_password", lambda service, user, password: None)
    done = login(TOKEN)
    assert done.code == 3
    assert "The token was not stored: the OS keyring did not give back the token" in done.err
    assert not (tmp_path / "settings.toml").exists()


def test_what_remains_of_older_tokens_is_told(
    login: Run, os_keyring: Memory, kernel: Memory, host: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text('[profiles.default]\nbase_url = "https://api.thousandeyes.com"\n')

    def stuck(service: str, user: str) -> None:
        raise OSError

    monkeypatch.setattr(kernel, "get_password", stuck)
    done = login(TOKEN, "--base-url", f"http://{host}", TE_TOKEN=CANARY)
    assert done.code == 0
    assert "An older token may remain, because the kernel keyring failed (OSError)." in done.err
    assert "TE_BASE_URL=https://api.thousandeyes.com te-tui logout --profile default removes it" in done.err
    assert "TE_TOKEN is set and goes before what is stored" in done.err
    assert CANARY not in done.err


def test_a_base_url_named_on_the_command_line_goes_first(login: Run, os_keyring: Memory, host: str) -> None:
    done = login(TOKEN, "--base-url", f"http://{host}/v7", TE_BASE_URL="https://api.example.invalid")
    assert (done.code, list(os_keyring.tokens())) == (0, [f"default@{host}"])
    wrong = login(TOKEN, "--base-url", "http://api.example.com")
    assert (wrong.code, wrong.err.startswith("te-tui: --base-url: http://api.example.com")) == (2, True)


def test_a_token_does_not_follow_its_profile_to_another_host(
    te_tui: Run, login: Run, os_keyring: Memory, tmp_path: Path
) -> None:
    login(TOKEN)
    (tmp_path / "settings.toml").write_text('[profiles.default]\nbase_url = "https://evil.example"\n')
    done = te_tui("ls")
    assert done.code == 3
    assert "the OS keyring holds none for default@evil.example" in done.err


def test_logout_deletes_the_token_everywhere(
    te_tui: Run, login: Run, os_keyring: Memory, kernel: Memory, host: str
) -> None:
    for memory in (os_keyring, kernel):
        memory.set_password("te-tui", f"default@{host}", TOKEN)
    done = te_tui("logout", TE_BASE_URL=f"http://{host}", TE_TOKEN=CANARY)
    assert (done.code, done.out) == (0, "")
    assert "the OS keyring held the token" in done.err
    assert "the kernel keyring held the token" in done.err
    assert "TE_TOKEN is still set in this shell" in done.err
    assert (os_keyring.tokens(), kernel.tokens()) == ({}, {})
    assert "holds none" in te_tui("logout", TE_BASE_URL=f"http://{host}").err


@pytest.mark.parametrize(("kernel_held", "code"), [(False, 3), (True, 5)], ids=["nothing else", "the kernel"])
def test_logout_from_a_keyring_that_cannot_say_is_not_done_or_in_part(
    te_tui: Run,
    kernel: Memory,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    kernel_held: bool,
    code: int,
) -> None:
    (tmp_path / "settings.toml").write_text('[profiles.default]\ntoken_command = "echo x"\n')
    monkeypatch.setattr(stores, "probe_keyring", lambda: Probe(Condition.LOCKED, "is locked", "Unlock it."))
    if kernel_held:
        kernel.set_password("te-tui", "default@api.thousandeyes.com", TOKEN)
    done = te_tui("logout")
    assert done.code == code
    assert "te-tui: the OS keyring is locked, so that it may still hold the token" in done.err
    assert "token_command stays" in done.err


UNREACHABLE = [
    Probe(Condition.ABSENT, "is not there", "Start one."),
    Probe(Condition.REFUSED, "is a file, which keeps no secrets", "Choose another."),
]


@pytest.mark.parametrize("probe", UNREACHABLE, ids=lambda probe: probe.condition.name)
def test_logout_claims_nothing_of_the_keyring_of_a_profile_that_is_out_of_reach(
    te_tui: Run, kernel: Memory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, probe: Probe
) -> None:
    (tmp_path / "settings.toml").write_text('[profiles.default]\nstore = "keyring"\n')
    monkeypatch.setattr(stores, "probe_keyring", lambda: probe)
    done = te_tui("logout")
    assert done.code == 3
    assert f"the OS keyring {probe.said}, so that it may still hold the token for default@" in done.err
    assert "Log out again where it can be asked" in done.err


@pytest.mark.parametrize("probe", UNREACHABLE, ids=lambda probe: probe.condition.name)
@pytest.mark.parametrize("kept", ["kernel", "memory"])
def test_logout_is_done_where_the_profile_keeps_its_token_elsewhere(
    te_tui: Run, kernel: Memory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: str, probe: Probe
) -> None:
    (tmp_path / "settings.toml").write_text(f'[profiles.default]\nstore = "{kept}"\n')
    monkeypatch.setattr(stores, "probe_keyring", lambda: probe)
    kernel.set_password("te-tui", "default@api.thousandeyes.com", TOKEN)
    assert te_tui("logout").code == 0
    assert kernel.tokens() == {}


def test_without_any_keyring_who_never_logged_in_can_log_out(te_tui: Run) -> None:
    done = te_tui("logout")
    assert (done.code, "the OS keyring is not there" in done.err) == (0, True)


@pytest.mark.parametrize("condition", [Condition.LOCKED, Condition.HUNG, Condition.FAILED, Condition.ABSENT])
def test_login_says_that_a_store_it_could_not_look_into_may_hold_an_older_token(
    login: Run, kernel: Memory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, condition: Condition
) -> None:
    (tmp_path / "settings.toml").write_text('[profiles.default]\nstore = "keyring"\n')
    monkeypatch.setattr(stores, "probe_keyring", lambda: Probe(condition, "is out of reach"))
    done = login(TOKEN, "--store", "kernel")
    assert done.code == 0
    assert "An older token may remain, because the OS keyring is out of reach." in done.err


def test_a_base_url_of_one_shell_is_not_written_into_a_profile_that_exists(
    login: Run, os_keyring: Memory, host: str, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text('[profiles.work]\nbase_url = "https://gate.example"\n')
    assert login(TOKEN, "--profile", "work").code == 0
    assert settings(tmp_path).profile("work").base_url == "https://gate.example"
    assert list(os_keyring.tokens()) == [f"work@{host}"]


@pytest.mark.parametrize(
    "argv", [(CANARY,), ("--token", CANARY), (f"--token={CANARY}",), ("--store", CANARY), ("-x", CANARY)]
)
def test_login_repeats_no_argument_that_may_be_a_token(te_tui: Run, argv: tuple[str, ...]) -> None:
    done = te_tui("login", *argv)
    assert (done.code, done.out) == (2, "")
    assert "login takes no token as an argument; it asks for it, or reads it from standard input" in done.err
    assert CANARY not in done.err


def test_status_says_where_the_token_comes_from_and_why_from_nowhere_else(
    te_tui: Run, login: Run, os_keyring: Memory, kernel: Memory
) -> None:
    login(TOKEN, "--profile", "work", "--store", "kernel")
    shown = te_tui("status", "--profile", "work")
    assert (shown.code, shown.err) == (0, "")
    for line in (
        r"TE_TOKEN            is not set",
        'the OS keyring      is not asked: the profile says store = "kernel"',
        "the kernel keyring  token found, in use",
    ):
        assert line in shown.out
    given = te_tui("status", "--profile", "work", "--json", TE_TOKEN=CANARY)
    assert (given.code, given.objects[0]["source"]) == (0, "environment")
    assert given.objects[0]["sources"][2] == {
        "source": "kernel", "used": False, "said": "skipped (TE_TOKEN wins)",
    }  # fmt: skip
    assert CANARY not in given.out


def test_status_without_a_token_is_exit_code_3(te_tui: Run, os_keyring: Memory) -> None:
    for environment, said in (
        ({}, "holds none for default@"),
        ({"TE_TOKEN": "x"}, "TE_TOKEN holds no token"),
    ):
        shown = te_tui("status", **environment)
        assert shown.code == 3
        assert said in shown.err
        assert "read-only" in shown.out


def test_profiles_are_listed_without_asking_for_a_token(te_tui: Run, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        '[profiles.work]\nbase_url = "https://gate.example"\naid = "7"\nread_only = true\nstore = "kernel"\n'
        '[profiles.vault]\ntoken_command = "vault"\n[profiles.graphs]\nvendor = "grafana"\n'
    )
    assert [tuple(each.values()) for each in te_tui("profiles", "--json").objects] == [
        ("default", "thousandeyes", "https://api.thousandeyes.com", None, False, None),
        ("work", "thousandeyes", "https://gate.example", "7", True, "kernel"),
        ("vault", "thousandeyes", "https://api.thousandeyes.com", None, False, "command"),
        ("graphs", "grafana", None, None, False, None),
    ]
    table = te_tui("profiles").out
    for word in ("work", "https://gate.example", "read-only", "kernel", "vault", "command", "Grafana"):
        assert word in table


@pytest.mark.parametrize("command", ["ls", "status", "logout"])
def test_an_unknown_profile_is_wrong_usage_and_the_known_ones_are_named(te_tui: Run, command: str) -> None:
    done = te_tui(command, "--profile", "wrok")
    assert (done.code, done.out) == (2, "")
    assert 'There is no profile "wrok"; there are: default.' in done.err


@pytest.mark.parametrize("command", ["ls", "status", "logout", "profiles", "login"])
def test_damaged_settings_end_every_command_with_the_line(te_tui: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "settings.toml").write_text("[profiles.default]\naid = 7\n")
    done = te_tui(command)
    assert (done.code, done.out) == (1, "")
    assert "settings.toml: line 2: aid is not a text." in done.err


def test_the_account_group_of_a_profile_is_the_default_but_hides_no_snapshot(
    te_tui: Run, host: str, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text(f'[profiles.default]\nbase_url = "http://{host}"\naid = "1307"\n')
    listed = te_tui("ls", "--json", TE_TOKEN=TOKEN)
    assert {row["aid"] for row in listed.objects} == {"1307"}
    everything = te_tui("ls", "--all-groups", "--json", TE_TOKEN=TOKEN)
    elsewhere = next(row for row in everything.objects if row["aid"] != "1307")
    assert te_tui("show", elsewhere["snapshotId"], "--json", TE_TOKEN=TOKEN).code == 0


def test_te_base_url_goes_before_the_profiles_own(te_tui: Run, host: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[profiles.work]\nbase_url = "https://api.example.invalid"\n')
    done = te_tui("groups", "--profile", "work", TE_BASE_URL=f"http://{host}", TE_TOKEN=TOKEN)
    assert done.code == 0
    shown = te_tui("status", "--profile", "work", "--json", TE_TOKEN=CANARY)
    assert json.loads(shown.out)["baseUrl"] == "https://api.example.invalid"


def test_a_base_url_of_a_profile_that_no_token_may_go_to_is_told_with_the_profile(
    te_tui: Run, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text('[profiles.work]\nbase_url = "http://user:canary@example.com"\n')
    done = te_tui("ls", "--profile", "work")
    assert done.code == 2
    assert done.err.startswith("te-tui: Profile work: The base URL holds more")
    assert "canary" not in done.err
