"""The accounts of the explorer: whose token is asked for, and where it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import keyring
import pytest

from te_tui.app import TeTui
from te_tui.cli.account.access import Access
from te_tui.cli.account.accounts import Accounts
from te_tui.cli.account.desk import Desk
from te_tui.credentials.secret import Secret, WrongToken
from te_tui.credentials.token import NoToken
from te_tui.demo import TOKEN
from te_tui.demo.server import DemoServer
from te_tui.settings.file import Settings, load_settings
from te_tui.settings.profile import Profile
from te_tui.sources.base import Budget, Wait
from te_tui.sources.errors import Refused, Rejected
from te_tui.sources.http.origin import Origin
from tests.credentials.keyrings import Memory, trusted


class Person:
    """An app with somebody in front of it, who has a token or not."""

    def __init__(self, token: str | None = TOKEN) -> None:
        self._token = token
        self.asked: list[str] = []

    async def ask_for_token(self, desk: Desk, why: NoToken) -> Secret:
        self.asked.append(desk.user)
        if self._token is None:
            raise why
        return desk.read(self._token)

    def budget_seen(self, budget: Budget) -> None:
        pass

    def waiting(self, wait: Wait | None) -> None:
        pass

    async def give_way(self) -> None:
        pass


@pytest.fixture
def access(shared_server: DemoServer) -> Access:
    return Access(Profile("default"), Origin.parse(shared_server.url))


@pytest.fixture
def settings(shared_server: DemoServer) -> Settings:
    profiles = (
        Profile("given", shared_server.url, token_command=f"echo {TOKEN}", aid="1234"),
        Profile("broken", "http://example.com"),
    )
    return Settings({profile.name: profile for profile in profiles})


async def test_a_token_that_nobody_has_is_asked_for_once(access: Access, settings: Settings) -> None:
    person = Person()
    app = cast("TeTui", person)
    accounts = Accounts(settings, access, read_only=False)
    async with accounts.open(app) as source:
        assert len(await source.account_groups()) == 4
    other, aid = accounts.switch("given", app)
    async with other:
        assert len(await other.account_groups()) == 4
    assert (accounts.current, aid) == ("given", "1234")
    again, _ = accounts.switch("default", app)
    async with again:
        assert len(await again.account_groups()) == 4
    assert person.asked == [access.account.user]


async def test_te_token_counts_for_the_profile_that_was_started_with_alone(
    access: Access, settings: Settings, shared_server: DemoServer
) -> None:
    person = Person(None)
    app = cast("TeTui", person)
    lab = settings.with_profile(Profile("lab", shared_server.url))
    accounts = Accounts(lab, access._replace(given=Secret(TOKEN)), read_only=False)
    async with accounts.open(app) as source:
        await source.account_groups()
    other, _ = accounts.switch("lab", app)
    async with other:
        with pytest.raises(Refused, match="There is no API token"):
            await other.account_groups()
    assert len(person.asked) == 1


@pytest.mark.parametrize("is_renewed", [True, False])
async def test_a_token_that_is_refused_is_looked_for_again_before_the_person_is_asked(
    access: Access, settings: Settings, tmp_path: Path, is_renewed: bool
) -> None:
    # A command that gives another token when it runs again, as vaults do; or the same one.
    second, ran = TOKEN if is_renewed else "expired", tmp_path / "ran"
    command = f"sh -c 'test -e {ran} && echo {second} || {{ touch {ran}; echo expired; }}'"
    person = Person()
    lab = settings.profile("given")._replace(name="lab", token_command=command)
    accounts = Accounts(settings.with_profile(lab), access, read_only=False)
    source, _ = accounts.switch("lab", cast("TeTui", person))
    async with source:
        assert len(await source.account_groups()) == 4
    assert len(person.asked) == (0 if is_renewed else 1)


async def test_a_command_that_gives_another_wrong_token_each_time_is_not_run_for_ever(
    access: Access, settings: Settings, tmp_path: Path
) -> None:
    runs = tmp_path / "runs"
    command = f"sh -c 'echo x >> {runs}; wc -l < {runs} | xargs echo | sed s/^/wrong-/'"
    person = Person()
    lab = settings.profile("given")._replace(name="lab", token_command=command)
    accounts = Accounts(settings.with_profile(lab), access, read_only=False)
    source, _ = accounts.switch("lab", cast("TeTui", person))
    async with source:
        assert len(await source.account_groups()) == 4
    assert len(person.asked) == 1
    assert len(runs.read_text().splitlines()) == 2


def test_a_profile_that_no_token_may_go_to_cannot_be_switched_to(access: Access, settings: Settings) -> None:
    accounts = Accounts(settings, access, read_only=False)
    assert list(accounts.names) == ["default", "given", "broken"]
    with pytest.raises(Rejected, match=r"Profile broken: http://example\.com"):
        accounts.switch("broken", cast("TeTui", Person()))
    assert accounts.current == "default"


async def test_a_profile_that_can_only_make_snapshots_can_be_switched_to(access: Access) -> None:
    legacy = Profile("legacy", access.origin.url, vendor="thousandeyes-v6")
    accounts = Accounts(Settings({"legacy": legacy}), access, read_only=False)
    source, _ = accounts.switch("legacy", cast(TeTui, Person()))
    assert (source.vendor, source.abilities.reads) == ("thousandeyes-v6", False)
    await source.aclose()


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_a_token_that_was_pasted_is_kept_and_the_profile_knows_where(
    access: Access, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    memory = trusted(Memory())
    monkeypatch.setattr(keyring, "get_keyring", lambda: memory)
    desk = Desk(access._replace(elsewhere=elsewhere))
    assert [keeper.name for keeper in await desk.keepers() if not keeper.trouble] == ["keyring"]
    await desk.keep(desk.read(TOKEN), "keyring")
    assert memory.tokens() == {access.account.user: TOKEN}
    known = load_settings(tmp_path / "settings.toml").profile("default")
    assert known.store == (None if elsewhere else "keyring")


def test_on_another_host_than_loopback_a_token_has_its_full_length(access: Access) -> None:
    desk = Desk(access._replace(origin=Origin.parse("https://api.thousandeyes.com")))
    with pytest.raises(WrongToken):
        desk.read(TOKEN)


def test_two_vendors_and_two_grafanas_behind_one_gateway_have_tokens_of_their_own() -> None:
    users = [
        Access(Profile("default", vendor=vendor), Origin.parse(f"https://gate.example/{path}")).account.user
        for vendor, path in ((None, "te"), ("grafana", "a"), ("grafana", "b"))
    ]
    assert users == [
        "default@gate.example",
        "default@gate.example/a#grafana",
        "default@gate.example/b#grafana",
    ]
