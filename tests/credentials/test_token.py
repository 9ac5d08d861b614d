"""Who is asked for a token, in which order, and what is said when nobody has one."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.credentials.account import Account
from te_tui.credentials.command import TokenCommand
from te_tui.credentials.probe import READY, Condition, Probe
from te_tui.credentials.secret import Secret
from te_tui.credentials.store import Store
from te_tui.credentials.token import Given, LeftOut, NoToken, Search, Stored, TokenSource, find_token
from tests.credentials.keyrings import backend, holding, raising

TOKEN = "canary-7f3a-token"
ACCOUNT = Account("work", "api.thousandeyes.com")
VARIABLE = "TE_TOKEN"
UNSET = Given(None, loopback=False, label=VARIABLE)
NOBODY = backend(raising(AssertionError("nobody was to ask this keyring")))


def keyring(instead: object, label: str = "the OS keyring", probe: Probe = READY) -> Stored:
    def backends() -> Any:
        return [instead]

    return Stored(Store("keyring", label, lambda: probe, backends), ACCOUNT, loopback=False)


def refused(*sources: TokenSource) -> str:
    with pytest.raises(NoToken) as caught:
        find_token(sources, VARIABLE).required()
    assert "canary" not in str(caught.value)
    assert str(caught.value) == f"{caught.value.sentence}. {caught.value.next_step}"
    return str(caught.value)


def found_by(search: Search) -> tuple[str, str]:
    assert search.found_in is not None
    return search.required().reveal(), search.found_in.label


def test_the_environment_goes_first_and_nobody_else_is_asked() -> None:
    search = find_token(
        [Given(Secret(f"{TOKEN}\n"), loopback=False, label=VARIABLE), keyring(NOBODY)], "TE_TOKEN"
    )
    assert found_by(search) == (TOKEN, VARIABLE)


@pytest.mark.parametrize(
    "given", ["", "short", "canary with spaces", "canary\nbreak", "canäry-token", "canary" * 834],
    ids=lambda given: given[:9],
)  # fmt: skip
def test_a_wrong_token_in_the_environment_is_said_and_nothing_else_is_tried(given: str) -> None:
    assert "TE_TOKEN holds no token" in refused(
        Given(Secret(given), loopback=False, label=VARIABLE), keyring(NOBODY)
    )


def test_a_token_command_that_fails_is_said_and_nothing_else_is_tried() -> None:
    said = refused(UNSET, TokenCommand("false", loopback=False), keyring(NOBODY))
    assert "TE_TOKEN is not set, and token_command failed with exit code 1. Run it by hand" in said


def test_the_keyring_is_asked_for_the_profile_at_its_host() -> None:
    asked: list[tuple[str, str]] = []

    def answer(service: str, user: str) -> str | None:
        asked.append((service, user))
        return TOKEN

    assert found_by(find_token([UNSET, keyring(backend(answer))], VARIABLE)) == (TOKEN, "the OS keyring")
    assert asked == [("te-tui", "work@api.thousandeyes.com")]


def test_the_kernel_is_asked_where_the_keyring_is_empty_or_not_there() -> None:
    absent = Probe(Condition.ABSENT, "is not there")
    for first in (keyring(backend(holding(None))), keyring(NOBODY, probe=absent)):
        search = find_token(
            [UNSET, first, keyring(backend(holding(TOKEN)), "the kernel keyring")], "TE_TOKEN"
        )
        assert found_by(search) == (TOKEN, "the kernel keyring")


@pytest.mark.parametrize("condition", [Condition.LOCKED, Condition.HUNG, Condition.FAILED])
def test_nobody_steps_in_for_a_keyring_that_may_hold_the_token(condition: Condition) -> None:
    stuck = keyring(NOBODY, probe=Probe(condition, "is stuck", "Free it."))
    said = refused(UNSET, stuck, keyring(backend(holding(TOKEN)), "the kernel keyring"))
    assert said == "There is no API token: TE_TOKEN is not set, and the OS keyring is stuck. Free it."


def test_who_is_left_out_is_told_with_the_reason() -> None:
    left_out = LeftOut("keyring", "the OS keyring", "the profile says so")
    said = refused(UNSET, left_out)
    assert "the OS keyring is not asked: the profile says so. Set TE_TOKEN" in said


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        (backend(holding(None)), "holds none for work@api.thousandeyes.com"),
        (backend(holding("")), "holds none for work@api.thousandeyes.com"),
        (backend(holding("canary with spaces")), "holds no token for work@api.thousandeyes.com"),
        (backend(raising(OSError("canary"))), "failed (OSError)"),
    ],
)
def test_a_keyring_without_the_token_says_why(instead: object, why: str) -> None:
    said = refused(UNSET, keyring(instead))
    assert f"the OS keyring {why}" in said
    assert "TE_TOKEN" in said.rpartition(". ")[2]
