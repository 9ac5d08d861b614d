"""What te-tui keeps in the kernel's keyring is where keyctl finds it."""

from __future__ import annotations

import os
import subprocess
import uuid
from pathlib import Path

import pytest

from te_tui.credentials import kernel_calls
from te_tui.credentials.account import SERVICE, Account
from te_tui.credentials.secret import Secret
from te_tui.credentials.stores import HOURS, stores
from tests.credentials.test_kernel import NUMBERS, TOKEN, refuses
from tests.system.packages import program


def test_keyctl_sees_the_key_in_the_users_keyring_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_calls, "_NUMBERS", NUMBERS)
    store = next(store for store in stores() if store.name == "kernel")
    account = Account(f"test-{uuid.uuid4()}", "api.thousandeyes.com")
    if refuses(store, account):
        return
    store.write(account, Secret(TOKEN))

    def keyctl(*words: str) -> str:
        command = [program("keyctl", "keyutils"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout.strip()

    try:
        key = keyctl("search", "@u", "user", f"{SERVICE}:{account.user}")
        assert keyctl("print", key) == TOKEN
        assert keyctl("rdescribe", key).split(";")[1] == str(os.getuid())
        known = Path("/proc/keys").read_text().splitlines()
        left = next(line.split()[3] for line in known if line.startswith(f"{int(key):08x}"))
        assert left in {f"{HOURS}h", f"{HOURS - 1}h"}
    finally:
        store.erase(account)
