"""The first screen of a source that can only make snapshots of monitoring tests."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from te_tui.models.account_group import AccountGroup
from te_tui.screens.destinations import NewTestSnapshot
from te_tui.screens.explorer import COMMON_KEYS, ExplorerScreen
from te_tui.screens.session import Session
from te_tui.sources.abilities import Creation
from te_tui.sources.errors import SourceError
from te_tui.widgets.bindings import bound
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.notice import Notice
from te_tui.widgets.top_line import TopLine


class OnlyMakingScreen(ExplorerScreen):
    """Says that this source can only make test snapshots, and names the profiles that can list snapshots."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("snapshots.new_test", "new_test", shown=True),
        bound("making.check", "check"),
    ]

    def __init__(self, session: Session, group: AccountGroup) -> None:
        super().__init__(session)
        self.group = group

    def compose(self) -> ComposeResult:
        """Compose the notice, which says all, and the line of keys."""
        yield TopLine()
        yield Notice()
        yield KeyLine(COMMON_KEYS)

    def on_mount(self) -> None:
        """Check whether the API answers."""
        self.action_check()

    def action_check(self) -> None:
        """Check again whether the API answers."""
        label = self.session.words.vendor
        self.query_one(Notice).say(f"Asking whether {label} answers…", f"{self.way_out}.")
        self._check()

    @work(exclusive=True, group="answers", description="ask whether the API answers")
    async def _check(self) -> None:
        try:
            await self.once_built(self.session.source.account_groups())
        except SourceError as error:
            self.say_failed(error)
            return
        self.query_one(Notice).say(self._what, f"{self._elsewhere}\n\n{self._warning}{self.way_out}.")

    @property
    def _what(self) -> str:
        can = f"{self.session.words.vendor} makes snapshots of tests, and nothing else"
        if not self.session.may_create(Creation.TEST):
            return f"{can}; this is read-only, so that none can be made."
        return f"{can}: N makes one."

    @property
    def _elsewhere(self) -> str:
        """Sentences on what this source cannot do, and on the profiles to switch to for that."""
        cannot = "It can neither list nor open snapshots, nor extend, delete or archive them."
        if not (names := self.session.profiles):
            return f"{cannot} te-tui login --profile NAME makes a profile that can."
        named = ", ".join(names)
        return f"{cannot} For that, switch to another profile (ctrl+p): {named}."

    @property
    def _warning(self) -> str:
        notice = self.session.words.notice
        return f"{notice}.\n" if notice else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable making a test snapshot only where it is allowed."""
        if action == "new_test" and not self.session.may_create(Creation.TEST):
            return False
        return super().check_action(action, parameters)

    def action_new_test(self) -> None:
        """Open the form for a snapshot of a test."""
        self.go(NewTestSnapshot(self.group))
