"""A real Secret Service as the probe finds it, and unlocking it."""

from __future__ import annotations

from collections.abc import Callable

import keyring
import keyring.backends.SecretService
import pytest

from te_tui.credentials import unlocking
from te_tui.credentials.probe import Condition, probe_keyring
from te_tui.credentials.store import Trouble
from te_tui.credentials.unlocking import create_collection, unlock_keyring
from tests.system.secret_service import PASSWORD, SecretService


@pytest.fixture(autouse=True)
def _in_its_session(service: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in service.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.SecretService.Keyring)


@pytest.mark.parametrize(
    ("happens", "condition"),
    [
        (lambda service: None, Condition.READY),
        (SecretService.lock, Condition.LOCKED),
        (SecretService.freeze, Condition.HUNG),
        (SecretService.kill, Condition.ABSENT),
        (SecretService.stop_bus, Condition.ABSENT),
        (SecretService.forget_collections, Condition.NO_COLLECTION),
    ],
    ids=["ready", "locked", "frozen", "killed", "without a bus", "no collection"],
)
def test_the_probe_tells_apart_how_a_keyring_is(
    service: SecretService, happens: Callable[[SecretService], None], condition: Condition
) -> None:
    happens(service)
    assert probe_keyring().condition is condition


def test_a_locked_keyring_is_unlocked_by_its_password_and_by_no_other(service: SecretService) -> None:
    service.lock()
    with pytest.raises(Trouble, match="the password is wrong"):
        unlock_keyring("canary of a password")
    assert probe_keyring().condition is Condition.LOCKED
    unlock_keyring(PASSWORD)
    assert probe_keyring().ready


def test_a_keyring_without_a_collection_gets_one_that_its_password_unlocks(service: SecretService) -> None:
    service.forget_collections()
    create_collection("password of the new one")
    assert probe_keyring().ready
    service.lock()
    with pytest.raises(Trouble, match="the password is wrong"):
        unlock_keyring(PASSWORD)
    unlock_keyring("password of the new one")
    assert probe_keyring().ready


def test_a_frozen_keyring_is_not_waited_for(service: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlocking, "_DEADLINE", 0.1)
    service.freeze()
    with pytest.raises(Trouble, match=r"did not answer within 0\.1 seconds"):
        unlock_keyring(PASSWORD)
