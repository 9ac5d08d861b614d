"""The dialog that asks before snapshots are deleted (safety rules 13 and 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from te_tui.actions.deletion import WORD, plan_deletion, text_to_type
from te_tui.actions.doubt import is_doubtful
from te_tui.actions.lines import in_groups
from te_tui.actions.plan import Change, Plan, joined
from te_tui.models.clean import clean
from te_tui.models.snapshot_row import lasts_for_ever
from te_tui.models.words import counted
from te_tui.render.text.times import format_date
from te_tui.screens.changing import ChangeAsked
from te_tui.screens.dialog import SHOWN, Asking, AskingDialog, Names, how_to_confirm, more_than_shown
from te_tui.screens.selection import Selection
from te_tui.screens.session import Session
from te_tui.screens.sessions import Part
from te_tui.sources.abilities import Creation
from te_tui.sources.clock import server_now
from te_tui.sources.vendors import vendor_named
from te_tui.widgets.asked import Asked
from te_tui.widgets.bindings import bound, signs_of
from te_tui.widgets.form import Choice, Field
from te_tui.widgets.key_line import KeyLine

_ASKING: Final = Asking("Delete", "Nothing was deleted", "snapshots.delete")
_ARCHIVE, _NO_ARCHIVE = range(2)
_OPTIONS: Final = ("yes, then delete", "no, delete only")


def _plan_of(part: Part) -> Plan:
    source, selection = part.session.source, part.selection
    plan = plan_deletion(
        source.host,
        selection.changeable,
        now=server_now(source),
        reason="chosen",
        by_clock=selection.by_clock,
    )
    return replace(plan, left_out=(*plan.left_out, *selection.left_out))


def _label(part: Part) -> str:
    return vendor_named(part.session.source.vendor).label


def _what_stays(parts: Sequence[Part]) -> str:
    """A sentence on what an archive is good for after the deletion, such as making the snapshot again."""
    lost = [part for part in parts if not part.session.source.abilities.may_create(Creation.COPY)]
    if not lost:
        return (
            "te-tui can open the archive, and create --from makes a snapshot of it again, under a new link."
        )
    labels = " or ".join(dict.fromkeys(map(_label, lost)))
    return f"te-tui can open the archive, but a deleted snapshot cannot be restored to {labels}."


class DeleteScreen(AskingDialog):
    """The dialog that asks whether to delete snapshots.

    The key y deletes. Instead, the person has to type a number or a word and then press enter in three cases:
    if there are many snapshots, if they are not archived first, or if a filter on time chose them while a
    clock was wrong.
    """

    YES = "delete.run"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("delete.run", "delete"),
        bound("delete.typed", "delete_typed"),
        bound("delete.archive", "toggle_archive", priority=True),
        bound("dialog.no", "close"),
    ]

    def __init__(self, session: Session, selection: Selection, parts: Sequence[Part] = ()) -> None:
        super().__init__(session, selection, parts, asking=_ASKING)
        self._now = server_now(session.source)
        self._plans = tuple(map(_plan_of, self.parts))
        self._plan = joined(self._plans)
        self.add_class("-destroys")

    def compose(self) -> ComposeResult:
        """Compose the snapshots' names, the choice to archive first or not, and the field to type in."""
        with Vertical(id="dialog") as box:
            box.border_title = self.asking.title
            plan = self._plan
            number = len(plan.changes)
            question = Content.styled(self._question(), "bold") + self.describe_parts(self._plans)
            yield Asked(question + self.describe_surprises(), self.attention)
            with Names(classes="-apart"):
                yield Static(self._names(), classes="-one-line-each" if number > 1 else None)
            yield Choice("Archive", _OPTIONS, id="archive", ascii_only=self.session.display.ascii_only)
            yield Static(id="undone")
            yield Static(
                Content(f"To {clean(str(self.session.places.archives))}"),
                id="folder",
                classes="-one-line-each",
            )
            yield Field("Type", id="typed", only=f"[0-9{WORD}]*", passes_letters=True)
            yield Static(id="refused")
            yield KeyLine(first=("delete.run", "delete.typed", "delete.archive"))

    def on_mount(self) -> None:
        """Show whether the deletion can be undone, and, if required, the field for the number or word."""
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the key y if nothing has to be typed; otherwise enable the enter key."""
        if action in {"delete", "delete_typed"}:
            return self.is_mounted and bool(self._to_type) is (action == "delete_typed")
        return super().check_action(action, parameters)

    @property
    def _archives(self) -> bool:
        return self.query_one(Choice).chosen == _ARCHIVE

    @property
    def _to_type(self) -> str:
        """The number or word to type before enter deletes; empty if the key y is enough."""
        plan = replace(self._plan, archive=self._archives)
        return text_to_type(plan, doubtful=self._is_doubtful)

    @property
    def _is_doubtful(self) -> bool:
        """Whether the snapshots were chosen by a filter on time while a clock is over a day wrong."""
        doubts = (part.session.clock_doubt for part in self.parts)
        return any(map(is_doubtful, self._plans, doubts))

    @on(Choice.Changed)
    def _ask_anew(self) -> None:
        """Ask again after archiving was switched on or off; keys typed before that do not answer."""
        self._tell()
        self.query_one(Asked).ask_anew()

    def _tell(self) -> None:
        undone = self.query_one("#undone", Static)
        self.query_one("#folder").display = self._archives
        if self._archives:
            many = len(self._plan.changes) > 1
            kept = "Each snapshot is" if many else "It is"
            undone.update(Content(f"{kept} archived, then deleted. {_what_stays(self.parts)}"))
        else:
            undone.update(Content.styled("Not archived: this cannot be undone.", "bold $text-error"))
        field, word = self.query_one(Field), self._to_type
        field.display = bool(word)
        field.place_words(how_to_confirm(word))
        self.query_one("#refused", Static).display = False
        if word:
            field.begin()
        else:
            self.set_focus(self.query_one(Choice))
        self.refresh_bindings()

    def describe_answer(self) -> str:
        """A sentence to show if the enter key does not confirm: what to type or press to delete."""
        if self._to_type:
            return f"Not deleted. {how_to_confirm(self._to_type)}."
        return f"Not deleted: {signs_of(self, 'delete.run')} deletes, enter does not."

    def action_toggle_archive(self) -> None:
        """Switch archiving before the deletion off or on."""
        choice = self.query_one(Choice)
        choice.action_choose(1 + (_NO_ARCHIVE if self._archives else _ARCHIVE))

    def action_delete_typed(self) -> None:
        """Delete if the required text is typed; otherwise say what to type."""
        if self.query_one(Field).value.strip() == self._to_type:
            self.action_delete()
        else:
            self.refuse(self.describe_answer())

    def action_delete(self) -> None:
        """Close the dialog, and ask the app to delete the snapshots."""
        if self._plan.changes:
            self.dismiss()
            for part, plan in zip(self.parts, self._plans, strict=True):
                if plan.changes:
                    self.app.post_message(ChangeAsked(part.session, replace(plan, archive=self._archives)))

    def _question(self) -> str:
        """The question, which names a single snapshot, and counts several."""
        plan, number = self._plan, len(self._plan.changes)
        if len(self._plans) > 1:
            return f"Delete {counted(number, 'snapshot')} of {len(self._plans)} profiles?"
        what = f'"{plan.changes[0].label}"' if number == 1 else counted(number, "snapshot")
        return f"Delete {what}{in_groups(plan)} on {self.parts[0].session.source.name}?"

    def _names(self) -> Content:
        plan = self._plan
        shown = plan.changes[:SHOWN]
        width = max((len(self._expiry(change)) for change in shown), default=0)
        lines = [self._line(change, width) for change in shown]
        lines += more_than_shown(plan)
        lines += [
            Content.assemble(("Left out: ", "$text-warning"), f"{one.label}: {one.why}")
            for one in plan.left_out
        ]
        return Content("\n").join(lines)

    def _line(self, change: Change, width: int) -> Content:
        if len(self._plan.changes) == 1:
            return Content.styled(self._expiry(change), "$text-muted")  # the question has the name
        # In front, so that a long name does not push it off the line.
        return Content.assemble((f"{self._expiry(change):{width}}  ", "$text-muted"), (change.label, "bold"))

    def _expiry(self, change: Change) -> str:
        if change.old is None:
            return "expiry unknown"
        if lasts_for_ever(change.created or self._now, change.old):
            return "never expires"
        return f"expires {format_date(change.old, zone=self.session.display.zone, now=self._now)}"
