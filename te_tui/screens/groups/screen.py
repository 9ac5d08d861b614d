"""The list of the token's account groups: the first screen, skipped if there is only one group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from te_tui.models.account_group import AccountGroup
from te_tui.models.words import counted
from te_tui.render.text.times import LATER, SOON, expiry_marks
from te_tui.render.text.width import cell_width
from te_tui.screens.destinations import Everywhere, SnapshotList
from te_tui.screens.explorer import COMMON_KEYS, ExplorerScreen
from te_tui.screens.session import Session
from te_tui.sources.errors import SourceError
from te_tui.sources.finding import damaged_groups, groups_by_nearness
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import Column
from te_tui.widgets.frames import OneOf
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.notice import Banner, Notice
from te_tui.widgets.row_list import RowList
from te_tui.widgets.top_line import TopLine

_EVERYWHERE: Final = AccountGroup(name="Everywhere")
"""The row that stands for all account groups of all profiles."""

_USUAL: Final = 14
"""Cells that are enough for most names; what is left over goes to the names that need more."""


def _columns(groups: Sequence[AccountGroup]) -> tuple[Column[AccountGroup], ...]:
    """The columns of the list, as wide as these groups need; no organization column if no group has one."""

    def organization(of: AccountGroup) -> str:
        return of.organization or ""

    def text(title: str, cell: Callable[[AccountGroup], str], drop: int = 0) -> Column[AccountGroup]:
        widest = max(map(cell_width, (title, *map(cell, groups))))
        return Column(
            title=title, cell=cell, min_width=min(widest, _USUAL), weight=max(widest - _USUAL, 0), drop=drop
        )

    aid = max(map(cell_width, ("AID", *(group.aid or "" for group in groups))))
    return (
        text("Name", lambda group: group.label),
        Column(title="AID", cell=lambda group: Cell(group.aid or "", "muted"), width=aid),
        *([text("Organization", organization, drop=2)] if any(map(organization, groups)) else []),
        Column(title="", cell=lambda group: "current" if group.current else "", width=7, drop=1),
    )


class AccountGroupsScreen(ExplorerScreen):
    """The list of account groups to choose from; with `skip_single`, the only group is opened at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("groups.refresh", "reload"),
    ]

    def __init__(self, session: Session, *, skip_single: bool = False) -> None:
        super().__init__(session)
        self._skip_single = skip_single
        self._single: AccountGroup | None = None

    def compose(self) -> ComposeResult:
        """Compose the list, and the notice that takes its place while there is no list."""
        yield TopLine()
        with OneOf(initial="notice"):
            yield Notice(id="notice")
            yield RowList(_columns(()), key=lambda group: group.aid, marks=False, id="groups")
        yield Banner()
        yield KeyLine(COMMON_KEYS)

    def on_compose(self) -> None:
        """Begin to load the account groups."""
        self._load()

    def on_mount(self) -> None:
        """Show that the account groups are loading."""
        self._say_loading()

    def action_reload(self) -> None:
        """Load the account groups again."""
        self._say_loading()
        self._load()

    def _say_loading(self) -> None:
        self.facts = ()
        self.query_one(Banner).hide()
        self.query_one(Notice).say(f"Loading {self.session.words.group}s…", self.way_out)
        self.query_one(OneOf).current = "notice"

    @work(exclusive=True, group="account groups", description="load account groups")
    async def _load(self) -> None:
        try:
            groups = await self.once_built(self.session.source.account_groups())
        except SourceError as error:
            self.say_failed(error)
            return
        self._show(groups)

    def _show(self, found: tuple[AccountGroup, ...]) -> None:
        groups = groups_by_nearness(found)
        if damaged := damaged_groups(found):
            self.query_one(Banner).show(f"{damaged}.")
        kind = self.session.words.group
        self.facts = (Cell(counted(len(groups), kind)),)
        if not groups:
            self.query_one(Notice).say(
                f"This token sees no {kind}.", f"Ask for a role in one; r asks again, {self.way_out}."
            )
        elif len(found) == 1 and self._skip_single:
            self._single = groups[0]
            self._enter_single()
        else:
            rows = self.query_one(RowList)
            listed = [_EVERYWHERE, *groups] if self._has_everywhere(groups) else groups
            rows.columns = (*_columns(listed), self._expiring_column())
            rows.set_rows(listed)
            rows.move_to_key(groups[0].aid)
            self.query_one(OneOf).current = "groups"
            self.set_focus(rows)

    def _has_everywhere(self, groups: list[AccountGroup]) -> bool:
        """Whether to offer the row *Everywhere*, which lists the snapshots of all account groups.

        That makes sense with several profiles, or with one profile that has several account groups.
        """
        profiles = len(self.session.profiles)
        return profiles > 1 or (profiles == 1 and len(groups) > 1)

    @property
    def content_is_coming(self) -> bool:
        """Whether the list is still loading, or the only account group is about to open."""
        return self._single is not None or super().content_is_coming

    def _enter_single(self) -> None:
        """Open the only account group, unless the help or the command palette covers this screen."""
        if self._single is not None and self.is_active:
            self.go(SnapshotList(self._single, has_parent=len(self.session.profiles) > 1), instead=True)

    def on_screen_resume(self) -> None:
        """Open the only account group if it arrived while this screen was covered; draw the list again."""
        self._enter_single()
        self.query_one(RowList).refresh()

    def _expiring_column(self) -> Column[AccountGroup]:
        """The column that counts the snapshots that expire within 7 and 30 days; `?` if not counted yet."""

        def cell(group: AccountGroup) -> Cell:
            known = self.session.expiring.get(group.aid or "")
            if known is None:
                return Cell("?", "muted")
            soon, later = known
            urgent, near, _ = expiry_marks(ascii_only=self.session.display.ascii_only)
            told = [f"{urgent} {soon:,}"] if soon else []
            told += [f"{near} {later:,}"] if later else []
            return Cell(" ".join(told), "warning" if soon else "muted")

        return Column[AccountGroup](title=f"Expiring {SOON.days}/{LATER.days} d", cell=cell, width=15, drop=1)

    @on(RowList.Chosen, "#groups")
    def _open(self, message: RowList.Chosen[AccountGroup]) -> None:
        self.go(Everywhere() if message.row is _EVERYWHERE else SnapshotList(message.row))
