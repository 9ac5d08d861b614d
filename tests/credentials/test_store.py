"""A store keeps a token in one piece or not at all, and what it throws is told in words."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from te_tui.credentials.account import Account
from te_tui.credentials.probe import READY
from te_tui.credentials.secret import Secret
from te_tui.credentials.store import Store, Trouble
from tests.credentials.keyrings import Memory, raising

OLD, NEW = "canary-old-token", "canary-new-token"
ACCOUNT = Account("work", "api.thousandeyes.com")


def store_of(*backends: Any, deadline: float = 20) -> Store:
    return Store("keyring", "the OS keyring", lambda: READY, lambda: backends, deadline)


@pytest.fixture
def memory() -> Memory:
    made = Memory()
    made.set_password("te-tui", ACCOUNT.user, OLD)
    return made


def trouble_of(action: Any) -> str:
    with pytest.raises(Trouble) as trouble:
        action()
    assert "canary" not in f"{trouble.value}{trouble.value.next_step}"
    return trouble.value.said


def test_a_token_is_stored_for_the_profile_at_its_host(memory: Memory) -> None:
    store = store_of(memory)
    store.write(ACCOUNT, Secret(NEW))
    assert memory.tokens() == {"work@api.thousandeyes.com": NEW}
    assert store.read(ACCOUNT) == NEW
    assert store.read(Account("work", "elsewhere.example")) is None


def test_the_old_token_is_replaced_only_after_the_new_one_was_read_back(memory: Memory) -> None:
    seen: list[dict[str, str]] = []
    memory.before_set = lambda user: seen.append(memory.tokens())
    store_of(memory).write(ACCOUNT, Secret(NEW))
    assert seen == [
        {"work@api.thousandeyes.com": OLD},
        {"work@api.thousandeyes.com": OLD, "work (new)@api.thousandeyes.com": NEW},
    ]


def test_a_store_that_forgets_what_it_is_given_is_found_out_and_the_old_token_stays() -> None:
    class Forgetful(Memory):
        def set_password(self, service: str, username: str, password: str) -> None:
            if password == OLD:
                super().set_password(service, username, password)

    forgetful = Forgetful()
    forgetful.set_password("te-tui", ACCOUNT.user, OLD)
    assert "did not give back" in trouble_of(lambda: store_of(forgetful).write(ACCOUNT, Secret(NEW)))
    assert forgetful.tokens() == {ACCOUNT.user: OLD}


def test_a_store_that_fails_half_way_keeps_the_old_token(memory: Memory) -> None:
    def fail(user: str) -> None:
        raise OSError("canary")

    memory.before_set = fail
    assert trouble_of(lambda: store_of(memory).write(ACCOUNT, Secret(NEW))) == "failed (OSError)"
    assert memory.tokens() == {ACCOUNT.user: OLD}


def test_every_entry_is_deleted_from_every_keyring(memory: Memory) -> None:
    memory.held["te-tui", ACCOUNT.user].append("another program's")
    other = Memory()
    other.set_password("te-tui", ACCOUNT.user, OLD)
    store = store_of(memory, other)
    assert store.erase(ACCOUNT)
    assert (memory.tokens(), other.tokens()) == ({}, {})
    assert not store.erase(ACCOUNT)


def test_a_token_that_cannot_be_deleted_is_told(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "delete_password", lambda service, user: None)
    assert "still holds the token" in trouble_of(lambda: store_of(memory).erase(ACCOUNT))


@pytest.mark.parametrize("error", [OSError("canary"), SystemExit("canary")])
def test_whatever_a_keyring_throws_is_told_without_its_words(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(memory, "get_password", raising(error))
    assert trouble_of(lambda: store_of(memory).read(ACCOUNT)) == f"failed ({type(error).__name__})"


def test_a_keyring_that_never_answers_is_left_behind(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(memory, "get_password", lambda service, user: released.wait())
    said = trouble_of(lambda: store_of(memory, deadline=0.01).read(ACCOUNT))
    assert said == "did not answer within 0.01 seconds"
    released.set()
