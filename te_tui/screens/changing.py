"""Base class of the screens with keys to extend and delete snapshots; the keys open dialogs."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message

from te_tui.screens.destinations import Deleting, Extending
from te_tui.screens.explorer import ExplorerScreen
from te_tui.screens.selection import Selection
from te_tui.screens.session import Session
from te_tui.widgets.bindings import bound

if TYPE_CHECKING:
    from textual.app import App

    from te_tui.actions.journals import Interrupted
    from te_tui.actions.plan import Plan

_NAMED: Final = 8  # snapshots, in a question about those that were chosen before

EXTEND_KEY: Final = bound("snapshots.extend", "extend")
DELETE_KEY: Final = bound("snapshots.delete", "delete")
UNDO_KEY: Final = bound("snapshots.undo", "undo")


class ChangeAsked(Message):
    """Asks the app to extend or delete snapshots, as planned, at the source of a session.

    `journal` is the file in which an interrupted run recorded what it had done; with it, that run is resumed.
    """

    def __init__(self, session: Session, plan: Plan, journal: Path | None = None) -> None:
        super().__init__()
        self.session = session
        self.plan = plan
        self.journal = journal


class ChangingScreen(ExplorerScreen):
    """Base class of a screen on which snapshots are chosen to be extended or deleted."""

    @abstractmethod
    def selection(self) -> Selection:
        """The snapshots to change: the marked rows, or else the row under the cursor."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable extending and deleting only where the source allows it, and undo after an extension."""
        if action in {"extend", "undo"} and not self.session.may_extend:
            return False
        if action == "delete" and not self.session.may_delete:
            return False
        if action == "undo" and self.session.undoable is None:
            return False
        return super().check_action(action, parameters)

    def action_extend(self) -> None:
        """Open the dialog that asks for the new expiry."""
        if selection := self._selection_or_said():
            self.go(Extending(selection))

    def action_delete(self) -> None:
        """Open the dialog that asks whether to delete."""
        if selection := self._selection_or_said():
            self.go(Deleting(selection))

    def action_undo(self) -> None:
        """Ask whether to undo the last extension, which gives the snapshots their old expiries back."""
        from te_tui.actions.deletion import TYPED_ABOVE, asks_for_number
        from te_tui.actions.journal import NoJournal, read_journal
        from te_tui.actions.lines import describe_side_effects
        from te_tui.actions.undo import undo
        from te_tui.files.private import FileTrouble
        from te_tui.screens.confirming import ConfirmDialog
        from te_tui.screens.dialog import Asking
        from te_tui.sources.clock import server_now

        if self.session.undoable is None:
            return
        try:
            record, _ = read_journal(self.session.undoable)
        except (NoJournal, FileTrouble) as error:
            self.notify(str(error), severity="error", markup=False)
            return
        plan = undo(record, now=server_now(self.session.source))
        left_out = [f"Left out: {one.label}: {one.why}." for one in plan.left_out]
        if not plan.changes:
            self.notify("\n".join(left_out), severity="warning", markup=False)
            return
        if asks_for_number(plan):
            self.notify(f"Above {TYPED_ABOVE}, te-tui extend --undo asks for the number.", severity="warning")
            return
        self.go_into(
            ConfirmDialog(
                self.session,
                Asking("Undo", key="snapshots.undo"),
                f"Give {old_expiries(len(plan.changes))} back?",
                partial(self.app.post_message, ChangeAsked(self.session, plan)),
                [
                    *(Content(change.label) for change in plan.changes[:_NAMED]),
                    *map(Content, (*describe_side_effects(plan), *left_out)),
                ],
                destroys=plan.deletes,
            )
        )

    def _selection_or_said(self) -> Selection | None:
        selection = self.selection()
        if any(row.snapshot_id for _, row in selection.chosen):
            return selection
        self.notify("There is no snapshot here that can be changed.", severity="warning")
        return None


def old_expiries(number: int) -> str:
    """A number of old expiries as text: `1 old expiry`, `2 old expiries`."""
    return f"{number:,} old {'expiry' if number == 1 else 'expiries'}"


def ask_to_resume(app: App[None], session: Session, interrupted: Interrupted) -> None:
    """Open the dialog that asks whether to make the changes that an interrupted run did not get to."""
    from te_tui.actions.deletion import text_to_type
    from te_tui.actions.doubt import doubt_about, is_doubtful
    from te_tui.actions.lines import describe_side_effects
    from te_tui.screens.confirming import ConfirmDialog
    from te_tui.screens.dialog import Asking

    plan = interrupted.record.plan
    doubt = doubt_about(plan, session.source) if session.doubts_clocks else None
    changes = tuple(plan.changes[place] for place in interrupted.record.remaining)
    left, deletes = replace(plan, changes=changes), plan.action == "delete"
    verb = "Delete" if deletes else "Extend"
    kept = "Each is archived first." if plan.archive else "Not archived: this cannot be undone."
    app.push_screen(
        ConfirmDialog(
            session,
            Asking("Resume", key="app.work"),
            f"{verb} the {len(changes):,} of {len(plan.changes):,} snapshots that are left?",
            lambda: app.post_message(ChangeAsked(session, plan, interrupted.path)),
            [
                f"{interrupted.path.stem}, begun {plan.made:%Y-%m-%d %H:%M} UTC",
                *([f"{doubt}."] if doubt not in {None, session.clock_doubt} else []),
                *([kept] if deletes else describe_side_effects(plan)),
                *(Content(change.label) for change in changes[:_NAMED]),
            ],
            destroys=plan.deletes,
            to_type=text_to_type(left, doubtful=is_doubtful(left, doubt)),
        )
    )
