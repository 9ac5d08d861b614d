"""What screens share from which snapshots are extended and deleted: the keys, and the way to the dialogs."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from te_tui.screens.explorer_screen import ExplorerScreen, Session

if TYPE_CHECKING:
    from textual.screen import Screen

    from te_tui.actions.journals import Interrupted
    from te_tui.actions.plan import Chosen

EXTEND_KEY: Final = Binding(
    "e",
    "extend",
    "Extend",
    tooltip="Give this snapshot, or the marked ones, a later expiry",
    id="snapshots.extend",
)
DELETE_KEY: Final = Binding(
    "d",
    "delete",
    "Delete",
    tooltip="Archive and delete this snapshot, or the marked ones",
    id="snapshots.delete",
)
UNDO_KEY: Final = Binding(
    "U",
    "undo",
    "Undo extending",
    show=False,
    tooltip="Give the old expiries back that were extended last",
    id="snapshots.undo",
)


class ChangingScreen(ExplorerScreen):
    """A screen on which snapshots are chosen to be extended or deleted."""

    @abstractmethod
    def chosen(self) -> list[Chosen]:
        """What is to be changed: the marked rows, or else the one in question."""

    @property
    def hidden(self) -> int:
        """How many of those this screen does not show."""
        return 0

    @property
    def idle_negations(self) -> list[str]:
        """Sentences about the negated terms of this screen's filter that leave nothing out."""
        return []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer changes only where they can be made, and undoing only after something was extended."""
        if action in {"extend", "delete", "undo"} and not self.session.may_change:
            return False
        if action == "undo" and self.session.undoable is None:
            return False
        return super().check_action(action, parameters)

    def action_extend(self) -> None:
        """Ask for the new expiry."""
        from te_tui.screens.extending import ExtendScreen

        if chosen := self._chosen_or_told():
            self._ask(ExtendScreen(self.session, chosen, self.hidden))

    def action_delete(self) -> None:
        """Ask whether to delete."""
        from te_tui.screens.deleting import DeleteScreen

        if chosen := self._chosen_or_told():
            self._ask(DeleteScreen(self.session, chosen, self.hidden, self.idle_negations))

    def action_undo(self) -> None:
        """Give the old expiries back."""
        from te_tui.actions.journal import NoJournal, read_journal
        from te_tui.actions.undo import undo
        from te_tui.files.private import FileTrouble
        from te_tui.screens.running import RunScreen
        from te_tui.sources.clock import server_now

        if self.session.undoable is None:
            return
        try:
            record, _ = read_journal(self.session.undoable)
        except (NoJournal, FileTrouble) as error:
            self.notify(str(error), severity="error", markup=False)
            return
        plan = undo(record, now=server_now(self.session.source))
        for one in plan.left_out:
            self.notify(f"{one.label} is left out: {one.why}.", severity="warning", markup=False)
        if plan.changes:
            self._ask(RunScreen(self.session, plan))

    def _chosen_or_told(self) -> list[Chosen]:
        chosen = self.chosen()
        if not any(row.snapshot_id for _, row in chosen):
            self.notify("There is no snapshot here that can be changed.", severity="warning")
            return []
        return chosen

    def _ask(self, screen: Screen[None]) -> None:
        if self.is_active:
            self.app.push_screen(screen)


async def interrupted_here(session: Session) -> tuple[Interrupted, ...]:
    """What was begun on this host, was not brought to its end, and may be finished from here."""
    if not session.may_change or session.journals is None or not any(session.journals.glob("*")):
        return ()
    # Reading a journal takes a seventh of a start to import; most people have none.
    from te_tui.actions.journals import interrupted

    found = await asyncio.to_thread(interrupted, session.journals)
    return tuple(one for one in found if one.record.plan.host == session.source.host)
