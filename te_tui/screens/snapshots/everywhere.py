"""The snapshots of all account groups of all profiles in one list; each row is changed at its own source."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import on, work

from te_tui.models.account_group import AccountGroup
from te_tui.models.words import counted
from te_tui.render.text.damage import describe_damage
from te_tui.render.text.width import shortened
from te_tui.screens.archiving import ask_to_archive
from te_tui.screens.destinations import AccountGroups, Deleting, Destination, Extending
from te_tui.screens.news import ChangeSettled, News, SnapshotMade, StandingChanged
from te_tui.screens.snapshots.listing import key_of
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.errors import SourceError
from te_tui.sources.everywhere import Arrived, Damaged, Failed, ProfileSource, everywhere
from te_tui.sources.vendors import vendor_named
from te_tui.widgets.cells import Cell
from te_tui.widgets.notice import Banner, Notice
from te_tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from te_tui.models.profile_group import ProfileGroup
    from te_tui.models.snapshot_row import SnapshotRow
    from te_tui.screens.selection import Selection
    from te_tui.screens.session import Session
    from te_tui.screens.sessions import Part, Sessions
    from te_tui.widgets.columns import Column

_CUT: Final = 8
"""Cells that two lines of a banner lose at the edges, and where words are folded."""

_ALL: Final = AccountGroup(name="Everywhere")


class EverywhereScreen(SnapshotListScreen):
    """The list over all profiles; the screen's first line is about the source of the row under the cursor.

    Args:
        session: the session of the profile in use.
        sessions: the sessions of all profiles.
    """

    DEFAULT_CSS = """
    EverywhereScreen > Banner { max-height: 8; }
    """

    def __init__(self, session: Session, sessions: Sessions) -> None:
        super().__init__(session, _ALL)
        self._sessions = sessions
        self._failures: list[Failed | Damaged] = []
        self._listed: set[ProfileGroup] = set()

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: Everywhere, and the profile of the row under the cursor."""
        return (_ALL.label, *((self.session.source.name,) if self._listing.total else ()))

    def parent_destination(self) -> Destination | None:
        """The account groups of the profile in use."""
        return AccountGroups()

    @property
    def listed(self) -> str:
        """What the list is about, as text: the number of profiles."""
        return counted(len(self._sessions.names), "profile")

    def group_of(self, row: SnapshotRow) -> AccountGroup:
        """The account group that a row is from."""
        return row.where.group if row.where else _ALL

    def session_of(self, row: SnapshotRow) -> Session:
        """The session of the profile that a row is from."""
        return self._sessions.of_row(row)

    def _columns(self, *, where: bool = True) -> tuple[Column[SnapshotRow], ...]:
        return super()._columns(where=where)

    def _remember_expiring(self) -> None:
        """Do nothing: expiring snapshots are counted for each account group, not for all together."""

    # Loading

    @work(exclusive=True, group="pages", description="stream the snapshot lists of all profiles")
    async def _stream(self) -> None:
        self._failures.clear()
        fresh = True
        self._look_for_interrupted()
        async with aclosing(everywhere(self._open_all())) as events:
            while (event := await self.once_built(anext(events, None))) is not None:
                if isinstance(event, Arrived):
                    self._listed.add(event.where)
                    self._add(event.page, fresh=fresh)
                    fresh = False
                    await self._typing_pauses(event.page)
                else:
                    self._failures.append(event)
                    self._say_troubles()
        self._finish()

    def _open_all(self) -> list[ProfileSource]:
        sources = []
        for name in self._sessions.names:
            try:
                sources.append(ProfileSource(name, self._sessions.of(name).source))
            except SourceError as error:
                self._failures.append(Failed(name, error))
        return sources

    @work(group="journals", description="look for interrupted changes of all profiles")
    async def _look_for_interrupted(self) -> None:
        for session in self._sessions.opened:
            await session.find_interrupted()
        self.refresh_top_line()

    def _finish(self) -> None:
        super()._finish()
        self._say_troubles()

    def _say_troubles(self) -> None:
        """Show a line for each profile that has failed, is pausing or has not answered for long."""
        lines = [str(failure) for failure in self._failures]
        if self._loading:
            lines += [
                f"{session.source.name}: {session.wait.wait.reason or 'no answer yet'}; the others are listed"
                for session in self._sessions.opened
                if session.wait is not None
            ]
        elif self._listing.damage:
            lines.append(describe_damage(self._listing.damage, " of the list"))
        if not self._listing.total and not self._loading and self._failures:
            self.query_one(Notice).say_failed(
                "No profile could be listed.", f"r to try again; {self.way_out}."
            )
        banner = self.query_one(Banner)
        if lines:
            two_lines = 2 * self.size.width - _CUT
            banner.show("\n".join(shortened(line, two_lines) for line in lines))
        else:
            banner.hide()

    # The source of a row

    @on(RowList.Highlighted, "#snapshots")
    def _follow_source(self, message: RowList.Highlighted[SnapshotRow]) -> None:
        """Adapt the screen's first line and its keys to the source of the row under the cursor."""
        if message.row is None:
            return
        session = self.session_of(message.row)
        if session is not self.session:
            self.session = session
            self.refresh_top_line()
            self.refresh_bindings()

    def _work(self) -> tuple[Cell, ...]:
        """Facts for the screen's first line on the work under way at any of the sources."""
        under_way = tuple(Cell(f"{one.work} (w)", "accent") for one in self._sessions.opened if one.work)
        return under_way or super()._work()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable changes if any source allows them; disable new snapshots, as their source is unclear."""
        if action in {"new", "new_capture", "new_test"}:
            return False
        if action == "archives" and not self._listing.total:
            return False
        if action == "extend":
            may = any(session.may_extend for session in self._sessions.opened)
            return may and not self._lacks_snapshot(action)
        if action == "delete":
            may = any(session.may_delete for session in self._sessions.opened)
            return may and not self._lacks_snapshot(action)
        return super().check_action(action, parameters)

    def action_extend(self) -> None:
        """Ask for the new expiry of the chosen snapshots, except those whose source allows no extension."""
        if found := self._changeable(lambda session: session.may_extend, "extend"):
            selection, parts = found
            self.go(Extending(selection, parts), session=self._session_of_instead(selection, parts))

    def action_delete(self) -> None:
        """Ask whether to delete the chosen snapshots, except those whose source allows no deletion."""
        if found := self._changeable(lambda session: session.may_delete, "delete"):
            selection, parts = found
            self.go(Deleting(selection, parts), session=self._session_of_instead(selection, parts))

    def action_archive(self) -> None:
        """Ask whether to archive the marked snapshots, or else the snapshot under the cursor."""
        selection = self.selection()
        parts = self._sessions.parts(selection)
        session = self._session_of_instead(selection, parts) if parts else self.session
        ask_to_archive(self, session, selection, parts)

    def _session_of_instead(self, selection: Selection, parts: Sequence[Part]) -> Session:
        """The session in which a dialog opens.

        It is that of the row under the cursor if the dialog may offer to change that row in place of the
        chosen ones. Otherwise it is the session of the first part.
        """
        instead = selection.instead
        return self.session_of(instead.chosen[0][1]) if instead else parts[0].session

    def _changeable(
        self, may: Callable[[Session], bool], verb: str
    ) -> tuple[Selection, tuple[Part, ...]] | None:
        """The selected snapshots whose sources allow a change, as one selection and divided by source.

        `may` says whether a session's source allows the change. If none does, or nothing is selected, a
        notice says so, and None is returned. The selection's `refusals` say which sources do not allow it.
        """
        selection = self._selection_or_said()
        if selection is None:
            return None
        every = self._sessions.parts(selection)
        parts = tuple(part for part in every if may(part.session))
        refusals = tuple(_refusal(part, verb) for part in every if not may(part.session))
        if not parts:
            self.notify(f"{'. '.join(refusals)}.", severity="warning", markup=False)
            return None
        under_cursor = selection.under_cursor if selection.leaves_cursor_out else None
        may_instead = under_cursor is None or may(self.session_of(under_cursor[1]))
        chosen = [one for part in parts for one in part.selection.chosen]
        return replace(
            selection,
            chosen=chosen,
            refusals=refusals,
            under_cursor=under_cursor,
            offers_instead=may_instead,
        ), parts

    # News

    def take_news(self, news: News) -> None:
        """Update the list after a change that any of its sources reports."""
        match news:
            case ChangeSettled(plan, change, outcome) as settled:
                if outcome.kind != "failed":
                    rows = self._rows_at(plan.host, change.aid, change.snapshot_id)
                    for key in map(key_of, rows):
                        if settled.is_gone:
                            self._listing.drop(key)
                        elif settled.is_extended:
                            self._listing.renew(key, settled.extended)
                    self._rows.unmark(map(key_of, rows))
                    self._reorder_soon()
            case SnapshotMade(aid, row, host):
                for where in self._wheres(host, aid):
                    self._listing.put(row._replace(where=where))
                self._reorder()
            case StandingChanged():
                super().take_news(news)
                if self._loading:
                    self._say_troubles()
            case _:
                super().take_news(news)

    def _rows_at(self, host: str, aid: str, snapshot_id: str) -> list[SnapshotRow]:
        """The rows of a snapshot: one for each profile that lists it."""
        return self._listing.rows_among({(w.profile, aid, snapshot_id) for w in self._wheres(host, aid)})

    def _wheres(self, host: str, aid: str | None) -> set[ProfileGroup]:
        """The account groups with this id on this host, one for each profile in which they are listed."""
        return {where for where in self._listed if (where.host, where.group.aid) == (host, aid)}


def _refusal(part: Part, verb: str) -> str:
    """A sentence, without full stop, on why the snapshots of one source are left out of a change."""
    session, number = part.session, counted(len(part.selection.chosen), "snapshot")
    if session.read_only:
        return f"{session.source.name} is read-only: {number} left alone"
    label = vendor_named(session.source.vendor).label
    what = "the expiry cannot be moved" if verb == "extend" else "snapshots cannot be deleted"
    return f"{session.source.name}: {what} with {label}, {number} left alone"
