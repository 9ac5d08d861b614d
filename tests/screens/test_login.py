"""The first start without a token, and switching between profiles."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.credentials.store import Trouble
from te_tui.credentials.stores import Keeper
from te_tui.credentials.token import NoToken
from te_tui.models.account_group import AccountGroup
from te_tui.screens.account.login import LoginScreen
from te_tui.screens.explorer import ExplorerScreen
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.errors import Refused, Rejected
from te_tui.widgets.secret_input import SecretInput
from tests.screens.conftest import NOW, SIZES, explorer, screen, until, until_shown
from tests.screens.fake_source import FakeSource

CANARY = "canary-7f3a-token"
WHY = NoToken("There is no API token: TE_TOKEN is not set, and the OS keyring holds none for it", "Log in.")


class Desk:
    """A desk that does as told."""

    user = "default@api.thousandeyes.com"

    def __init__(self) -> None:
        self.refusal: Refused | None = None
        self.trouble: Trouble | None = None
        self.remaining: tuple[str, ...] = ()
        self.kept: dict[str, str] = {}
        self.verified: list[str] = []
        self.looked = asyncio.Event()
        self.looked.set()

    how = "Create a token in Some Service under Settings."

    def read(self, text: str) -> Secret:
        return Secret.parse(text)

    async def verify(self, secret: Secret) -> None:
        self.verified.append(secret.reveal())
        if self.refusal is not None:
            raise self.refusal

    async def keepers(self) -> Sequence[Keeper]:
        await self.looked.wait()
        return (
            Keeper("keyring", "the OS keyring", "is locked"),
            Keeper("kernel", "the kernel keyring"),
        )

    async def keep(self, secret: Secret, keeper: str) -> Sequence[str]:
        if self.trouble is not None:
            raise self.trouble
        self.kept[keeper] = secret.reveal()
        return self.remaining


class Asking(FakeSource):
    """A source whose token nobody has, until the person gives one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.app: TeTui | None = None
        self.token: Secret | None = None
        self.groups = (AccountGroup("1", "One"), AccountGroup("2", "Two"))

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        assert self.app is not None
        try:
            self.token = self.token or await self.app.ask_for_token(self.desk, WHY)
        except NoToken as nobody:
            raise Refused(nobody.sentence, nobody.next_step) from None
        return await super().account_groups()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def asking(desk: Desk) -> TeTui:
    source = Asking(desk)

    def opened(app: TeTui) -> FakeSource:
        source.app = app
        return source

    return TeTui(opened, now=lambda: NOW)


async def paste(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.focused, SecretInput))
    await pilot.press(*text, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_start_without_a_token_leads_to_the_account_groups(desk: Desk, size: tuple[int, int]) -> None:
    async with asking(desk).run_test(size=size) as pilot:
        await until_shown(
            pilot, "Log in as default@api.thousandeyes.com", "TE_TOKEN is not set", "escape cancels"
        )
        await paste(pilot, CANARY)
        await until_shown(pilot, "The token is accepted.", "the OS keyring: it is locked", "for 12 hours")
        await pilot.press("enter")
        await until_shown(pilot, "2 account groups")
    assert (desk.verified, desk.kept) == ([CANARY], {"kernel": CANARY})


async def test_a_token_for_this_session_is_kept_nowhere(desk: Desk) -> None:
    async with asking(desk).run_test() as pilot:
        await paste(pilot, CANARY)
        await until_shown(pilot, "Only for this session", "The token is accepted.")
        await pilot.press("end", "enter")
        await until_shown(pilot, "2 account groups")
    assert desk.kept == {}


async def test_a_keyring_that_hangs_leaves_everything_else_to_be_used(desk: Desk) -> None:
    desk.looked.clear()
    async with asking(desk).run_test() as pilot:
        await paste(pilot, CANARY)
        await until_shown(pilot, "The token is accepted.", "Only for this session")
        desk.looked.set()
        await until_shown(pilot, "for 12 hours")
        await pilot.press("enter")
        await until_shown(pilot, "2 account groups")
    assert desk.kept == {}


@pytest.mark.parametrize(
    "typed", ["", "canary", "canary token", "canary-one\ncanary-two", "canary-tökens", "canary" * 834]
)
async def test_what_is_no_token_is_not_sent_and_not_shown(desk: Desk, typed: str) -> None:
    async with asking(desk).run_test() as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, SecretInput))
        pilot.app.screen.query_one(SecretInput).value = typed
        await pilot.press("enter")
        await until_shown(pilot, "That is no API token: a token is 8 to 1,024 visible ASCII")
        assert pilot.app.screen.query_one(SecretInput).value == ""
        assert "canary" not in screen(pilot)
    assert desk.verified == []


async def test_a_token_that_is_not_accepted_can_be_pasted_again(desk: Desk) -> None:
    desk.refusal = Refused("The token is not accepted: HTTP 401", "Paste another one.")
    async with asking(desk).run_test() as pilot:
        await until_shown(pilot, "There is no API token")
        await paste(pilot, CANARY)
        await until_shown(pilot, "The token is not accepted: HTTP 401. Paste another one.")
        assert "There is no API token" not in screen(pilot)
        desk.refusal = None
        await paste(pilot, CANARY)
        await until_shown(pilot, "The token is accepted.")


async def test_a_place_that_cannot_keep_it_leaves_the_choice(desk: Desk) -> None:
    desk.trouble = Trouble("failed (OSError)", "Look after it.")
    async with asking(desk).run_test() as pilot:
        await paste(pilot, CANARY)
        await until_shown(pilot, "for 12 hours", "The token is accepted.")
        await pilot.press("enter")
        await until_shown(pilot, "was not stored there: failed (OSError). Choose another")
        await pilot.press("end", "enter")
        await until_shown(pilot, "2 account groups")


async def test_who_goes_without_is_told_what_to_do_and_can_change_their_mind(desk: Desk) -> None:
    async with asking(desk).run_test() as pilot:
        await until_shown(pilot, "Log in as")
        await pilot.press("escape")
        await until_shown(pilot, "There is no API token", "Log in.", "Press r to try again")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(pilot.app.screen, LoginScreen))


async def test_what_is_typed_is_in_no_picture_and_cannot_be_copied(desk: Desk) -> None:
    async with asking(desk).run_test() as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, SecretInput))
        await pilot.press(*CANARY)
        typed = pilot.app.screen.query_one(SecretInput)
        assert typed.value == CANARY
        assert CANARY not in pilot.app.export_screenshot()
        assert CANARY not in screen(pilot)
        typed.select_all()
        typed.action_copy()
        typed.action_cut()
        assert pilot.app.clipboard == ""
        assert typed.take() == CANARY
        assert typed.value == ""


async def test_what_remains_of_an_older_token_is_told(desk: Desk) -> None:
    desk.remaining = ("An older token may remain, because the OS keyring is locked.",)
    async with asking(desk).run_test(notifications=True) as pilot:
        await paste(pilot, CANARY)
        await until_shown(pilot, "The token is accepted.", "for 12 hours")
        await pilot.press("enter")
        await until_shown(pilot, "An older token may remain", "2 account groups")


async def test_the_answer_arrives_also_when_the_screen_that_needed_it_was_left(
    desk: Desk, source: FakeSource
) -> None:
    left = asyncio.Event()
    asked: list[asyncio.Task[Secret]] = []
    app = explorer(source)

    async def ask() -> Secret:
        await left.wait()
        return await app.ask_for_token(desk, WHY)

    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        opened = ExplorerScreen(app.session)
        await app.push_screen(opened)
        opened.call_next(lambda: asked.append(asyncio.create_task(ask())))
        await until(pilot, lambda: asked)
        await pilot.press("escape")
        await until(pilot, lambda: not opened.is_running)
        left.set()
        await paste(pilot, CANARY)
        await until_shown(pilot, "The token is accepted.", "Only for this session")
        await pilot.press("end", "enter")
        await until(pilot, asked[0].done)
        assert asked[0].result().reveal() == CANARY


class Accounts:
    """Profiles whose sources are given."""

    def __init__(self, **sources: FakeSource) -> None:
        self.sources = sources
        self.current = next(iter(sources))
        self.names = (*sources, "broken")

    def describe(self, name: str) -> tuple[str, ...]:
        return (f"{name}.example.com", "read-only") if name == "lab" else (f"{name}.example.com",)

    def switch(self, name: str, app: TeTui) -> tuple[FakeSource, str | None]:
        if name == "broken":
            raise Rejected("Profile broken: [no] URL", "Mend it.")
        self.current = name
        return self.sources[name], "1234" if name == "lab" else None


async def test_profiles_are_told_apart_by_host_and_whether_they_are_read_only(accounts: Accounts) -> None:
    app = TeTui(lambda app: accounts.sources["work"], aid="1234", now=lambda: NOW, profiles=accounts)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await switch(pilot)
        await until_shown(
            pilot, "work    work.example.com  in use", "lab     lab.example.com  read-only", "esc Cancel"
        )


@pytest.fixture
def accounts(source: FakeSource) -> Accounts:
    lab = FakeSource()
    lab.name = "lab"
    lab.pages = {"1234": []}
    return Accounts(work=source, lab=lab)


async def switch(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press("ctrl+p", *"Switch")
    await until_shown(pilot, "Switch profile…")
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.query("#question"))
    await pilot.press(*keys)


async def test_another_profile_begins_anew_with_its_own_source(accounts: Accounts) -> None:
    work = accounts.sources["work"]
    app = TeTui(lambda app: work, aid="1234", snapshot_id="a", now=lambda: NOW, profiles=accounts)
    async with app.run_test() as pilot:
        await until_shown(pilot, "Snapshot a", "32")
        await pilot.press("z")
        await switch(pilot, "j", "k", "down", "enter")
        await until_shown(pilot, "lab › 1234", "1234 has no dashboard snapshots")
        await until(pilot, lambda: work.closed)
        assert isinstance(pilot.app.screen, SnapshotListScreen)
        assert app.session.panels == {}
        assert app.session.display.zone is app.session.display.local
        await switch(pilot, "up", "enter")
        await until_shown(pilot, "2 account groups")


@pytest.mark.parametrize("keys", [("escape",), ("q",)])
async def test_the_profile_stays_when_none_is_chosen(accounts: Accounts, keys: tuple[str, ...]) -> None:
    app = TeTui(lambda app: accounts.sources["work"], now=lambda: NOW, profiles=accounts)
    async with app.run_test() as pilot:
        await until_shown(pilot, "2 account groups")
        await switch(pilot, *keys)
        await until_shown(pilot, "2 account groups", "Network Ops")
        assert accounts.current == "work"


async def test_a_profile_that_cannot_be_used_is_told_and_changes_nothing(accounts: Accounts) -> None:
    app = TeTui(lambda app: accounts.sources["work"], now=lambda: NOW, profiles=accounts)
    async with app.run_test(notifications=True) as pilot:
        await until_shown(pilot, "2 account groups")
        await switch(pilot, "end", "enter")
        await until_shown(pilot, "Profile broken: [no] URL. Mend it.", "Network Ops")
        assert app.session.source is accounts.sources["work"]


async def test_where_there_is_one_profile_none_is_offered(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Switch profile…" not in titles
