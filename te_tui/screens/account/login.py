"""The login dialog: the person pastes a token, te-tui verifies it and asks where to store it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from te_tui.credentials.secret import Secret, WrongToken
from te_tui.credentials.store import Trouble
from te_tui.credentials.stores import HOURS, Keeper
from te_tui.credentials.token import NoToken
from te_tui.files.private import FileTrouble
from te_tui.models.clean import clean
from te_tui.screens.account.question import Question
from te_tui.sources.errors import SourceError
from te_tui.terminal.attention import Attention
from te_tui.terminal.typed_ahead import Typed
from te_tui.widgets.asked import Asked
from te_tui.widgets.bindings import bound
from te_tui.widgets.secret_input import SecretInput

_SESSION = "Only for this session"


class TokenDesk(Protocol):
    """Interface through which the login dialog reads, verifies and stores a new token for one account."""

    @property
    def user(self) -> str:
        """The account's name: `PROFILE@HOST`."""

    @property
    def how(self) -> str:
        """A sentence that tells the person where to create a token, or which user's password to paste."""

    def read(self, text: str) -> Secret:
        """Return the token in a pasted text; raise `WrongToken` if the text is no token."""

    async def verify(self, secret: Secret) -> object:
        """Send one request with the token; raise `SourceError` if it is refused or not answered."""

    async def keepers(self) -> Sequence[Keeper]:
        """All token stores, such as keyrings, each with the reason if it cannot be used; may take seconds."""

    async def keep(self, secret: Secret, keeper: str) -> Sequence[str]:
        """Store the token in the store named `keeper`; return warnings about older tokens in other stores.

        Raises `Trouble` if the store fails, `FileTrouble` if the settings cannot be written.
        """


class LoginScreen(Question[Secret]):
    """The dialog that asks the person for a token; returns it, or None if the person cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("login.cancel", "give_up"),
    ]

    DEFAULT_CSS = """
    LoginScreen {
        & OptionList { display: none; margin-bottom: 1; }
        & #said.-wrong { color: $text-error; }
        &.-accepted OptionList { display: block; }
        &.-accepted SecretInput { display: none; }
    }
    """

    def __init__(self, desk: TokenDesk, why: NoToken) -> None:
        super().__init__()
        self._desk = desk
        self._why = why
        self._secret: Secret | None = None
        self._attention = Attention()

    @property
    def attention(self) -> Attention | None:
        """What ignores keys that were typed before there was time to read a question.

        The question is where to store the token; None until the dialog asks it.
        """
        return self._attention if self.has_class("-accepted") else None

    def counts_unread(self, typed: Typed) -> bool:
        """Whether a key is obeyed before the question could be read: only escape, which stores nothing."""
        return isinstance(typed, Key) and typed.key == "escape"

    def say_unread(self, typed: Typed) -> None:
        """Say nothing: the question stays."""

    def on_key(self, event: Key) -> None:
        """Let no enter key right behind a letter choose: somebody types a word, maybe meant for elsewhere."""
        if event.is_printable:
            self._attention.doubt(event.time)

    def compose(self) -> ComposeResult:
        """Compose the explanation, the field for the token, and the list of token stores."""
        with Vertical(id="question"):
            yield Static(Content.styled(f"Log in as {clean(self._desk.user)}", "bold"))
            yield Static(Content(f"{clean(self._why.sentence)}."), id="why")
            yield SecretInput("paste an API token, then enter")
            yield OptionList(Option(_SESSION, id=""), compact=True)
            yield Asked(self._desk.how, self._attention, id="said")
            yield Static(Content.styled("enter goes on, escape cancels", "$text-muted"))

    def on_mount(self) -> None:
        """Focus the token field, and begin to look for token stores while the person pastes."""
        self.query_one(SecretInput).focus()
        self._find_keepers()

    @work(group="keepers", description="look for places to keep a token")
    async def _find_keepers(self) -> None:
        keepers = await self._desk.keepers()
        options = self.query_one(OptionList)
        options.clear_options()
        for keeper in keepers:
            why = f": it {keeper.trouble}" if keeper.trouble else ""
            hours = f", for {HOURS} hours" if keeper.name == "kernel" else ""
            label = Content(f"In {keeper.label}{hours}{clean(why)}")
            options.add_option(Option(label, id=keeper.name, disabled=bool(keeper.trouble)))
        options.add_option(Option(_SESSION, id=""))
        # Who is about to choose what was the only choice so far does not get another one by that.
        if self.has_class("-accepted"):
            options.action_last()
        else:
            options.action_first()

    @on(Input.Submitted)
    def _take(self) -> None:
        """Read the pasted text, which is never shown, and verify the token in it.

        From now on, what is said is about this token.
        """
        self.query_one("#why").display = False
        try:
            self._secret = self._desk.read(self.query_one(SecretInput).take())
        except WrongToken as error:
            self._say(f"That is no API token: {error}.", wrong=True)
            return
        self._say("Verifying the token…")
        self._verify()

    @work(exclusive=True, group="login", description="verify a token")
    async def _verify(self) -> None:
        if self._secret is None:
            return
        try:
            await self._desk.verify(self._secret)
        except SourceError as error:
            self._secret = None
            self._say(str(error), wrong=True)
            return
        self.add_class("-accepted")
        self._say("The token is accepted. Where is it to be kept?")
        self.query_one(Asked).ask_anew()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        self._keep(message.option_id or "")

    @work(exclusive=True, group="login", description="keep a token")
    async def _keep(self, keeper: str) -> None:
        if self._secret is None:
            return
        if keeper:
            self._say("Keeping the token…")
            try:
                remaining = await self._desk.keep(self._secret, keeper)
            except (Trouble, FileTrouble) as trouble:
                self._say(f"The token was not stored there: {trouble}. Choose another place.", wrong=True)
                return
            self.app.call_later(self._tell, remaining)
        self.dismiss(self._secret)

    def _tell(self, sentences: Sequence[str]) -> None:
        """Show warnings once this dialog is closed, because its own notices would vanish with it."""
        for sentence in sentences:
            self.app.notify(clean(sentence), severity="warning", markup=False)

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        said = self.query_one(Asked)
        said.set_class(wrong, "-wrong")
        said.update(Content(clean(sentence)))


async def ask_for_token(app: App[None], desk: TokenDesk, why: NoToken) -> Secret:
    """Show the login dialog, and return the token that the person pastes.

    Args:
        app: The app that shows the dialog.
        desk: Verifies and stores the token.
        why: The reason why a token is needed, which the dialog shows.

    Raises:
        NoToken: the person cancels; the error raised is `why`.
    """
    answer: asyncio.Future[Secret | None] = asyncio.get_running_loop().create_future()

    def ask() -> None:
        if not answer.done():
            app.push_screen(LoginScreen(desk, why), take)

    def take(secret: Secret | None) -> None:
        if not answer.done():
            answer.set_result(secret)

    # The app itself asks: an answer is given to whoever asked, and a screen may be left by then.
    app.call_later(ask)
    secret = await answer
    if secret is None:
        raise why
    return secret
