"""How a keyring is found to be, without a real one; tests/system/ has those."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backends import chainer, fail, null

from te_tui.credentials import probe
from te_tui.credentials.probe import Condition, probe_keyring, trusted_backends
from tests.credentials.keyrings import backend, holding, raising

NULL = null.Keyring()  # type: ignore[no-untyped-call]
FAIL = fail.Keyring()  # type: ignore[no-untyped-call]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], None]:
    return lambda instead: monkeypatch.setattr(keyring, "get_keyring", lambda: instead)


@pytest.mark.parametrize("module", ["kwallet.DBusKeyring", "macOS", "Windows"])
def test_a_keyring_of_another_kind_is_taken_as_ready(use: Callable[[object], None], module: str) -> None:
    use(backend(holding(None), f"keyring.backends.{module}"))
    assert probe_keyring().ready


@pytest.mark.parametrize(
    ("instead", "named"),
    [
        (backend(holding(None), "keyrings.alt.file"), "keyrings.alt.file"),
        (NULL, "keyring.backends.null"),
        (backend(holding(None), "keyring_of_a_stranger"), "keyring_of_a_stranger"),
    ],
)
def test_a_backend_that_keeps_no_secrets_is_refused_by_name(
    use: Callable[[object], None], instead: object, named: str
) -> None:
    use(instead)
    found = probe_keyring()
    assert found.condition is Condition.REFUSED
    assert found.empty
    assert named in found.said
    assert "PYTHON_KEYRING_BACKEND" in found.next_step


@pytest.mark.parametrize(
    ("address", "why"), [(None, "no session bus"), ("unix:path=/none", "the session bus has none")]
)
def test_without_any_backend_the_keyring_is_absent(
    use: Callable[[object], None], monkeypatch: pytest.MonkeyPatch, address: str | None, why: str
) -> None:
    use(FAIL)
    if address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    found = probe_keyring()
    assert found.condition is Condition.ABSENT
    assert why in found.said
    assert "--store kernel" in found.next_step


def test_a_secret_service_that_nobody_can_connect_to_is_absent(use: Callable[[object], None]) -> None:
    use(backend(raising(AssertionError("asked without a probe")), "keyring.backends.SecretService"))
    assert probe_keyring().condition is Condition.ABSENT


@pytest.mark.parametrize("error", [RuntimeError("canary"), SystemExit("canary")])
def test_a_keyring_that_cannot_be_chosen_says_so(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", raising(error))
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    found = probe_keyring()
    assert (found.condition, found.said) == (Condition.FAILED, f"failed ({type(error).__name__})")
    assert not found.empty


def test_a_keyring_that_cannot_be_imported_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "failed (ModuleNotFoundError)" in probe_keyring().said


def test_a_keyring_that_never_answers_hangs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(probe, "DEADLINE", 0.01)
    monkeypatch.setattr(keyring, "get_keyring", released.wait)
    assert probe_keyring().condition is Condition.HUNG
    released.set()


def test_of_several_keyrings_only_the_trusted_ones_are_taken(
    use: Callable[[object], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    wallet = backend(holding(None))
    parts = [backend(holding(None), "keyrings.alt.file"), wallet, NULL]
    monkeypatch.setattr(chainer.ChainerBackend, "backends", parts)
    use(chainer.ChainerBackend())  # type: ignore[no-untyped-call]
    assert list(trusted_backends()) == [wallet]


def test_a_chain_of_no_keyrings_is_none(
    use: Callable[[object], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [])
    use(chainer.ChainerBackend())  # type: ignore[no-untyped-call]
    assert probe_keyring().condition is Condition.ABSENT


@pytest.mark.parametrize("backend", ["nosuch.Keyring", "", "keyring.backends.fail.Nosuch", "Keyring"])
def test_a_variable_that_names_no_backend_is_named(monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    probe = probe_keyring()
    assert probe.condition is Condition.FAILED
    assert probe.said == "cannot be used: PYTHON_KEYRING_BACKEND names no backend of keyring"
    assert probe.next_step.startswith("Correct or remove PYTHON_KEYRING_BACKEND;")


@pytest.mark.parametrize(
    "backend", ["keyring.backends.SecretService.Keyring", "keyring.backends.kwallet.DBusKeyring"]
)
def test_a_variable_that_names_a_backend_without_its_daemon_is_named(
    monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus")
    probe = probe_keyring()
    assert probe.condition is Condition.FAILED
    assert probe.said == "cannot be used: PYTHON_KEYRING_BACKEND names a backend that does not work here"
    assert probe.next_step.startswith("Correct or remove PYTHON_KEYRING_BACKEND;")


def test_a_user_without_a_home_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_line(_user: object) -> None:
        raise KeyError

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", no_line)
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    probe = probe_keyring()
    assert (probe.condition, probe.said) == (
        Condition.FAILED,
        "cannot be used: no home folder is known, in which its settings may be",
    )
    assert probe.next_step.startswith("Set HOME to a folder; te-tui login --store kernel")


@pytest.mark.parametrize(
    "content", [b"garbage", b"[backend]\ndefault-keyring=nosuch.Keyring\n", b"\xff\xfe[b"]
)
def test_a_damaged_file_that_names_the_backend_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "keyringrc.cfg").write_bytes(content)
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    for module in ("keyring.core.platform", "keyring.util.platform_"):
        monkeypatch.setattr(f"{module}.config_root", lambda: str(tmp_path))
    assert str(tmp_path / "keyringrc.cfg") in probe_keyring().said
