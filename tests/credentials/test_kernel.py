"""Tokens in the kernel's own keyring, seen from other processes; and a kernel that says no.

Many containers have a kernel that says no. There, what te-tui says of it is tested.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest
from keyring.errors import PasswordDeleteError

from te_tui.credentials import kernel_calls
from te_tui.credentials.account import SERVICE, Account
from te_tui.credentials.kernel import KernelKeyring
from te_tui.credentials.probe import Condition
from te_tui.credentials.secret import Secret
from te_tui.credentials.store import Store, Trouble
from te_tui.credentials.stores import stores

TOKEN = "canary-kernel-token"
NUMBERS = dict(kernel_calls._NUMBERS)

READ = """
import sys
from te_tui.credentials.kernel import KernelKeyring
print(KernelKeyring(60).get_password("te-tui", sys.argv[1]))
"""


def kernel_store() -> Store:
    return next(store for store in stores() if store.name == "kernel")


@pytest.fixture
def account() -> Iterator[Account]:
    """An account that nobody else has, whose key is gone afterwards."""
    made = Account(f"test-{uuid.uuid4()}", "api.thousandeyes.com")
    yield made
    if kernel_store().probe().ready:
        kernel_store().erase(made)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    """The keyring of the kernel that the tests run on."""
    monkeypatch.setattr(kernel_calls, "_NUMBERS", NUMBERS)
    return kernel_store()


def refuses(store: Store, account: Account) -> bool:
    """Whether this kernel says no, which is told and then meant."""
    probe = store.probe()
    if probe.ready:
        return False
    assert probe.condition in {Condition.REFUSED, Condition.ABSENT}
    assert "TE_TOKEN" in probe.next_step
    with pytest.raises(Trouble):
        store.write(account, Secret(TOKEN))
    return True


def test_what_is_kept_is_read_by_another_process_until_it_is_erased(store: Store, account: Account) -> None:
    if refuses(store, account):
        return
    store.write(account, Secret(TOKEN))
    for token in (TOKEN, "None"):
        read = subprocess.run(
            [sys.executable, "-c", READ, account.user], capture_output=True, text=True, check=True, timeout=20
        )
        assert read.stdout.strip() == token
        store.erase(account)
    assert store.read(account) is None


def test_a_token_is_replaced_and_only_its_own_account_has_it(store: Store, account: Account) -> None:
    if refuses(store, account):
        return
    store.write(account, Secret("canary-the-old-one"))
    store.write(account, Secret(TOKEN))
    assert store.read(account) == TOKEN
    assert store.read(Account(account.profile, "elsewhere.example")) is None
    assert store.read(Account(f"{account.profile} (new)", account.host)) is None


@pytest.mark.parametrize(
    ("code", "condition", "said"),
    [
        (errno.ENOSYS, Condition.ABSENT, "is not there: this kernel has none"),
        (errno.EPERM, Condition.REFUSED, "is not for this process (Operation not permitted)"),
        (errno.EACCES, Condition.REFUSED, "is not for this process (Permission denied)"),
    ],
)
def test_a_kernel_that_says_no_is_told(
    monkeypatch: pytest.MonkeyPatch, code: int, condition: Condition, said: str
) -> None:
    def refuse(number: int, *arguments: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(kernel_calls, "_NUMBERS", NUMBERS)
    monkeypatch.setattr(kernel_calls, "_call", refuse)
    probe = kernel_store().probe()
    assert probe.condition is condition
    assert said in probe.said
    monkeypatch.setattr("te_tui.credentials.kernel.open_user_keyring", lambda: None)
    with pytest.raises(PasswordDeleteError):
        KernelKeyring(60).delete_password(SERVICE, "nobody")


def test_a_machine_with_unknown_system_calls_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kernel_store().probe().condition is Condition.ABSENT


def test_keyring_never_chooses_it_by_itself() -> None:
    assert KernelKeyring.priority < 0
