"""One snapshot: its widgets on the left, the chosen one drawn on the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import ContentSwitcher, Footer

from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot, SnapshotRow
from te_tui.render.times import expiry, format_window
from te_tui.screens.explorer_screen import ExplorerScreen, Session
from te_tui.screens.panel_columns import PanelLine, panel_columns, panel_line
from te_tui.screens.widget_detail import WidgetDetailScreen
from te_tui.sources.errors import SourceError
from te_tui.sources.finding import find_snapshot
from te_tui.sources.panel_loader import PanelLoader
from te_tui.widgets.cells import Cell
from te_tui.widgets.notice import Banner, Notice
from te_tui.widgets.panel_view import PanelView
from te_tui.widgets.row_list import RowList
from te_tui.widgets.top_line import TopLine


class SnapshotScreen(ExplorerScreen):
    """One snapshot; without `group` it is looked for in every account group.

    Args:
        session: what every screen works with.
        group: the account group of the snapshot, where it is known.
        snapshot_id: the snapshot.
        row: what the list knows of it, to show while the rest is loading.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "l,right", "choose", "Large", show=False, tooltip="Show the widget large", id="snapshot.large"
        ),
        Binding(
            "tab",
            "app.focus_next",
            "Next pane",
            show=False,
            tooltip="Between list and widget",
            id="snapshot.pane",
        ),
        Binding("r", "retry", "Try again", tooltip="Fetch again what failed", id="snapshot.retry"),
    ]

    @dataclass
    class PanelLoaded(Message):
        """The data of a panel is there, or the reason why not."""

        index: int

    def __init__(
        self, session: Session, group: AccountGroup | None, snapshot_id: str, row: SnapshotRow | None = None
    ) -> None:
        super().__init__(session)
        self._group = group
        self._snapshot_id = snapshot_id
        self._row = row
        self._loader: PanelLoader | None = None

    def compose(self) -> ComposeResult:
        """Compose the list of widgets, the chosen one, and the words for when something is missing."""
        yield TopLine()
        with ContentSwitcher(initial="notice"):
            yield Notice(id="notice")
            with Horizontal(id="content"):
                yield RowList(panel_columns(), key=lambda line: line.index, marks=False, id="panels")
                yield PanelView(id="panel", ascii_only=self.session.ascii_only)
        yield Banner()
        yield Footer(show_command_palette=False)

    def place(self) -> tuple[str, ...]:
        """Host, account group and snapshot."""
        group = (self._group.label,) if self._group else ()
        return (*super().place(), *group, self._row.label if self._row else self._snapshot_id)

    def parent_screen(self) -> ExplorerScreen | None:
        """The list of its account group."""
        from te_tui.screens.snapshot_list import SnapshotListScreen

        return SnapshotListScreen(self.session, self._group) if self._group else None

    def on_mount(self) -> None:
        """Begin to load."""
        self._tell()
        self._open()

    # Opening the snapshot

    def _open(self) -> None:
        self.query_one(ContentSwitcher).current = "notice"
        self.query_one(Notice).say_loading(f"Opening {self._row.label if self._row else self._snapshot_id}…")
        self._fetch_snapshot()

    @work(exclusive=True, group="snapshot", description="open the snapshot")
    async def _fetch_snapshot(self) -> None:
        known_aid = self._group.aid if self._group else None
        try:
            aid, snapshot = await find_snapshot(self.session.source, known_aid, self._snapshot_id)
        except SourceError as error:
            self.query_one(Notice).say_failed(
                error.sentence, f"{error.next_step} Press r to try again, escape to go back."
            )
            return
        self._show(aid, snapshot)

    def _show(self, aid: str, snapshot: Snapshot) -> None:
        self._group = self._group or AccountGroup(aid=aid)
        self._row = snapshot.row
        self._loader = PanelLoader(self.session.source, aid, snapshot, self.session.panels)
        self._tell()
        if not snapshot.panels:
            self.query_one(Notice).say_empty("This snapshot has no widgets.", "escape goes back.")
            return
        if snapshot.damage:
            shown = ", ".join(snapshot.damage[:3])
            self.query_one(Banner).show(
                f"{len(snapshot.damage)} parts of this snapshot could not be read: {shown}"
            )
        self._panels.set_rows(
            [
                panel_line(index, panel, self._loader.outcomes[index])
                for index, panel in enumerate(snapshot.panels)
            ]
        )
        self.query_one(ContentSwitcher).current = "content"
        self._panels.focus()
        self._fetch_panels()

    def _tell(self) -> None:
        row, now = self._row, self.session.now()
        facts: list[Cell] = []
        if row and row.start and row.end:
            facts.append(Cell(format_window(row.start, row.end, zone=UTC, now=now)))
        if row and row.expires:
            shown = expiry(row.expires, now)
            text = shown.text if shown.text.startswith("expired") else f"expires {shown.text}"
            facts.append(Cell(f"{text} {shown.glyph}".rstrip(), "warning" if shown.glyph else "muted"))
        self.facts = tuple(facts)
        self.refresh_top_line()

    # The panels

    @property
    def _panels(self) -> RowList[PanelLine]:
        return self.query_one("#panels", RowList)

    @work(exclusive=True, group="panels", description="fetch the widgets' data")
    async def _fetch_panels(self) -> None:
        if self._loader is not None:
            await self._loader.run(self._announce, all_of_them=lambda: not self.session.budget_is_low)

    def _announce(self, index: int) -> None:
        self.post_message(self.PanelLoaded(index))

    @on(PanelLoaded)
    def _take_in(self, message: PanelLoaded) -> None:
        if self._loader is None:
            return
        panel, outcome = self._loader.snapshot.panels[message.index], self._loader.outcomes[message.index]
        lines = list(self._panels.rows)
        lines[message.index] = panel_line(message.index, panel, outcome)
        self._panels.set_rows(lines)

    @on(RowList.Highlighted, "#panels")
    def _highlight(self, message: RowList.Highlighted[PanelLine]) -> None:
        if message.row is None or self._loader is None:
            return
        self._loader.prefer(message.row.index)
        self._show_panel(message.row.index)
        if self._loader.outcomes[message.row.index] is None:
            self._fetch_panels()

    def _show_panel(self, index: int) -> None:
        if self._loader is not None:
            self.query_one(PanelView).show_panel(
                self._loader.snapshot.panels[index], self._loader.outcomes[index]
            )

    def action_retry(self) -> None:
        """Fetch again what failed: the snapshot, or the widgets that have no data."""
        if self._loader is None:
            self._open()
            return
        failed = [index for index in range(len(self._loader.outcomes)) if self._loader.forget_failure(index)]
        for index in failed:
            self._take_in(self.PanelLoaded(index))
        if failed:
            self._fetch_panels()
        else:
            self.notify("Nothing to try again: no widget of this snapshot has failed.")

    # Going on

    def action_choose(self) -> None:
        """Show the chosen widget large."""
        self._panels.action_choose()

    @on(RowList.Chosen, "#panels")
    def _enlarge(self, message: RowList.Chosen[PanelLine]) -> None:
        if self._loader is not None:
            self.app.push_screen(
                WidgetDetailScreen(self.session, self.place(), self._loader, message.row.index)
            )
