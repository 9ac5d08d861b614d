"""Base class of the analysis screens, which fetch snapshot data, compute in a thread and show an answer."""

from __future__ import annotations

import asyncio
import os
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.pictures import to_plain
from te_tui.render.text.picture import Picture
from te_tui.screens.copying import copy_text
from te_tui.screens.explorer import COMMON_KEYS, EVIDENCE_KEYS, ZONE_KEY, ExplorerScreen
from te_tui.screens.session import Session
from te_tui.sources.errors import SourceError
from te_tui.terminal.clipboard import condition
from te_tui.widgets.bindings import bound
from te_tui.widgets.cursor_list import CursorList
from te_tui.widgets.frames import OneOf
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.notice import Banner, Notice
from te_tui.widgets.picture_view import PictureView
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.render.evidence import Evidence

_ON_THE_ANSWER: Final = frozenset({"copy", "why", "all", "week", "open", "series"})
"""Actions that need an answer."""


class AnswerScreen(ExplorerScreen):
    """Base class of a screen with the answer of an analysis; leaving the screen stops the analysis.

    Args:
        session: the session of the source.
        group: the account group of the snapshots.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("answer.copy", "copy"),
        bound("answer.retry", "retry"),
        *EVIDENCE_KEYS,
        ZONE_KEY,
    ]

    DEFAULT_CSS = """
    AnswerScreen {
        & #sentences { height: auto; max-height: 6; padding: 0 1; }
        & #remarks { height: auto; max-height: 5; padding: 0 1; color: $text-muted; }
        & #list { height: 1fr; }
        & #chart { height: 1fr; display: none; margin: 1 0 0 0; }
        &.-wide #chart { display: block; }
    }
    """

    failed: var[bool] = var(False, bindings=True)
    """Whether something could not be fetched."""

    answered: var[bool] = var(False, bindings=True)
    """Whether there is an answer."""

    def __init__(self, session: Session, group: AccountGroup) -> None:
        super().__init__(session)
        self.group = group
        self._under_way = ""

    def compose(self) -> ComposeResult:
        """Compose the area for the answer, and the notice that is shown until there is an answer."""
        yield TopLine()
        with OneOf(initial="notice"):
            yield Notice(id="notice")
            with Vertical(id="content"):
                yield Static(id="sentences")
                yield from self.compose_found()
                yield Static(id="remarks")
        yield Banner()
        yield KeyLine(COMMON_KEYS)

    @abstractmethod
    def compose_found(self) -> ComposeResult:
        """Compose what is shown below the answer's sentences, such as a list and a chart."""

    @abstractmethod
    async def find(self) -> None:
        """Fetch the data, compute the answer, and show it.

        Raises:
            SourceError: so much could not be fetched that there is no answer.
        """

    async def tell(self) -> None:
        """Show the computed answer as sentences and list rows; long work runs in a thread."""

    @work(exclusive=True, group="tell", description="put an answer into words")
    async def tell_anew(self) -> None:
        """Show the answer again after a change of time zone, screen size or shown rows."""
        if self.answered:
            await self.tell()

    def on_resize(self) -> None:
        """Show the answer again for the new screen size."""
        self.tell_anew()

    def zone_changed(self) -> None:
        """Show all times in the new zone."""
        self.tell_anew()

    @abstractmethod
    def as_picture(self) -> Picture | None:
        """The whole answer as text lines for copying; None while there is no answer. Called in a thread."""

    def about(self) -> SnapshotRow | None:
        """Facts about the analysed snapshot, such as its time span and link; None if they are not known."""
        return None

    async def evidence(self) -> Evidence | None:
        """The answer with the snapshot's time span and link, to copy or export; None without an answer."""
        from te_tui.render.evidence import Evidence
        from te_tui.screens.evidence import link_of, window_of

        if (picture := await asyncio.to_thread(self.as_picture)) is None:
            return None
        row = self.about()
        return Evidence(
            self.breadcrumb(), picture, window_of(row, self.session), link=link_of(row, self.session)
        )

    def on_compose(self) -> None:
        """Begin to fetch the data for the answer."""
        self._answer()

    def on_mount(self) -> None:
        """Show the latest progress text: the notice for it exists only now."""
        self.say(self._under_way)

    def action_retry(self) -> None:
        """Fetch the failed data again, and compute the answer anew."""
        self.query_one(Banner).hide()
        self.query_one(OneOf).current = "notice"
        self._answer()

    @work(exclusive=True, group="answer", description="compute an answer")
    async def _answer(self) -> None:
        self.failed = False
        try:
            await self.find()
        except SourceError as error:
            self.failed = not error.lasts
            self.query_one(OneOf).current = "notice"
            self.say_failed(error)

    def say(self, what: str) -> None:
        """Show a progress text, such as `Comparing…`, in place of the answer."""
        self._under_way = what
        for notice in self.query(Notice):
            notice.say(what, self.way_out)

    def count_fetched(self, there: int, of: int) -> None:
        """Show in the notice that `there` of `of` widgets have been fetched."""
        self.say(f"Reading widgets: {there:,} of {of:,}…")

    def reveal(self, sentences: list[str], remarks: list[str], trouble: str) -> None:
        """Show the answer: sentences above, remarks below, and a banner if `trouble` is not empty.

        `trouble` says which data are missing or damaged.
        """
        self.query_one("#sentences", Static).update(Content("\n".join(sentences)))
        self.query_one("#remarks", Static).update(Content("\n".join(remarks)))
        if trouble:
            self.query_one(Banner).show(trouble)
        self.answered = True
        switcher = self.query_one(OneOf)
        if switcher.current != "content":
            switcher.current = "content"
            self.set_focus(self.query(f"{CursorList.__name__}, {PictureView.__name__}").first())
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable `retry` only after a failure, and `copy` only if there is an answer."""
        if action == "retry":
            return self.failed
        if action == "copy":
            return self.answered
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """A sentence on why an action is disabled, such as that there is no answer yet."""
        if action in _ON_THE_ANSWER and not self.answered:
            return "There is no answer yet."
        return super().why_not(action)

    async def action_copy(self) -> None:
        """Copy the answer as text; later keys wait until it is copied."""
        if (text := await asyncio.to_thread(self._as_text)) is not None:
            copy_text(self, text, f"The answer is copied, {condition(os.environ)}.")

    def _as_text(self) -> str | None:
        picture = self.as_picture()
        return None if picture is None else to_plain(picture)
