from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import keyring
import pytest
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, NoKeyringError

from te_tui.credentials.token import SERVICE, Account, NoToken, find_token

TOKEN = "canary-7f3a-token"
NULL = null.Keyring()  # type: ignore[no-untyped-call]
FAIL = fail.Keyring()  # type: ignore[no-untyped-call]
ACCOUNT = Account("work", "api.thousandeyes.com")


def backend(
    answer: Callable[[str, str], str | None], module: str = "keyring.backends.SecretService"
) -> object:
    """A keyring that answers as told and claims to be of a module."""
    return type("Keyring", (), {"__module__": module, "get_password": staticmethod(answer)})()


def holding(token: str | None) -> Callable[[str, str], str | None]:
    return lambda service, user: token


def raising(error: BaseException) -> Callable[[str, str], str | None]:
    def answer(service: str, user: str) -> str | None:
        raise error

    return answer


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], None]:
    return lambda instead: monkeypatch.setattr(keyring, "get_keyring", lambda: instead)


@pytest.fixture(autouse=True)
def _no_keyring_of_this_machine(use: Callable[[object], None]) -> None:
    use(backend(raising(AssertionError("nobody was to ask the keyring"))))


def refused(environment: dict[str, str] | None = None, deadline: float = 5.0) -> str:
    with pytest.raises(NoToken) as caught:
        find_token(environment or {}, ACCOUNT, loopback=False, deadline=deadline)
    assert "canary" not in str(caught.value)
    return str(caught.value)


def test_the_environment_goes_first_and_the_keyring_is_not_asked() -> None:
    assert find_token({"TE_TOKEN": f"{TOKEN}\n"}, ACCOUNT, loopback=False).reveal() == TOKEN


@pytest.mark.parametrize(
    "given", ["", "short", "canary with spaces", "x" * 5_000], ids=lambda given: given[:9]
)
def test_a_wrong_token_in_the_environment_is_said_and_nothing_else_is_tried(
    use: Callable[[object], None], given: str
) -> None:
    use(backend(holding(TOKEN)))
    assert "TE_TOKEN holds no token" in refused({"TE_TOKEN": given})


@pytest.mark.parametrize(
    "module",
    [
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    ],
)
def test_the_keyring_is_asked_for_the_profile_at_its_host(use: Callable[[object], None], module: str) -> None:
    asked: list[tuple[str, str]] = []

    def answer(service: str, user: str) -> str | None:
        asked.append((service, user))
        return TOKEN

    use(backend(answer, module))
    assert find_token({}, ACCOUNT, loopback=False).reveal() == TOKEN
    assert asked == [(SERVICE, "work@api.thousandeyes.com")]


def test_of_several_keyrings_only_the_trusted_ones_are_asked(
    use: Callable[[object], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = backend(raising(AssertionError("asked a plaintext file")), "keyrings.alt.file")
    parts = [plain, backend(holding(None)), backend(holding(TOKEN), "keyring.backends.kwallet")]
    monkeypatch.setattr(chainer.ChainerBackend, "backends", parts)
    use(chainer.ChainerBackend())  # type: ignore[no-untyped-call]
    assert find_token({}, ACCOUNT, loopback=False).reveal() == TOKEN


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        (backend(holding(None)), "the keyring holds none for work@api.thousandeyes.com"),
        (backend(holding("")), "the keyring holds none for work@api.thousandeyes.com"),
        (backend(holding("canary with spaces")), "the keyring holds no token for work@api.thousandeyes.com"),
        (backend(holding(TOKEN), "keyrings.alt.file"), "keyrings.alt.file"),
        (NULL, "keyring.backends.null"),
        (FAIL, "keyring.backends.fail"),
        (backend(raising(NoKeyringError("canary"))), "failed (NoKeyringError)"),
        (backend(raising(KeyringLocked("canary"))), "failed (KeyringLocked)"),
        (backend(raising(OSError("canary"))), "failed (OSError)"),
        (backend(raising(SystemExit("canary"))), "failed (SystemExit)"),
    ],
)
def test_a_keyring_without_the_token_says_why(
    use: Callable[[object], None], instead: object, why: str
) -> None:
    use(instead)
    said = refused()
    assert why in said
    assert "Set TE_TOKEN" in said


def test_a_keyring_that_cannot_be_chosen_or_imported_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", raising(RuntimeError("canary")))
    assert "failed" in refused()
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "failed (ModuleNotFoundError)" in refused()


def test_a_keyring_that_never_answers_is_left_behind(use: Callable[[object], None]) -> None:
    released = threading.Event()

    def block(service: str, user: str) -> str | None:
        released.wait()
        return None

    use(backend(block))
    assert "did not answer within 0.01 seconds" in refused(deadline=0.01)
    asking = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    assert [thread.daemon for thread in asking] == [True]
    released.set()
    asking[0].join()
