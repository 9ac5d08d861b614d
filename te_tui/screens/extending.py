"""The dialog that gives snapshots a later expiry."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, timedelta
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from te_tui.actions.expiry import LONGEST
from te_tui.actions.extension import By, Extension, Until, plan_extension
from te_tui.actions.lines import counted, told_both, told_expiry
from te_tui.actions.plan import Chosen, Plan
from te_tui.actions.windows import NotAllowed
from te_tui.render.text.times import format_date
from te_tui.screens.dialog import SHOWN, Dialog, Names, more_than_shown, told_hidden
from te_tui.screens.explorer_screen import Session
from te_tui.screens.running import RunScreen
from te_tui.sources.clock import server_now
from te_tui.widgets.form import Choice, Field
from te_tui.widgets.key_line import KeyLine

_PRESETS: Final[dict[str, Extension]] = {
    "+7 d": By(timedelta(days=7)),
    "+30 d": By(timedelta(days=30)),
    "+90 d": By(timedelta(days=90)),
    "+1 y": By(timedelta(days=365)),
    "longest": Until(None),
}
_BY_DATE: Final = "date"
_FIRST: Final = 1  # +30 d


class ExtendScreen(Dialog):
    """Asks how long, and shows what that means before anything is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "extend", "Extend", tooltip="Extend as shown", id="extend.run"),
    ]

    def __init__(self, session: Session, chosen: list[Chosen], hidden: int = 0) -> None:
        super().__init__(session)
        self._hidden = hidden
        self._chosen = chosen
        self._now = server_now(session.source)

    def compose(self) -> ComposeResult:
        """Compose presets, date and preview."""
        with Vertical(id="dialog") as box:
            box.border_title = "Extend"
            yield Static(id="what")
            yield Choice(
                "By",
                (*_PRESETS, _BY_DATE),
                id="by",
                chosen=_FIRST,
                ascii_only=self.session.ascii_only,
            )
            yield Field("Until", id="until", placeholder=f"2027-01-31, at 00:00 UTC; at most {LONGEST}")
            with Names(classes="-apart"):
                yield Static(id="preview")
                yield Static(id="each", classes="-one-line-each")
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the presets."""
        self.query_one(Field).display = False
        self.set_focus(self.query_one(Choice))
        self._preview()

    @on(Choice.Changed)
    def _choose(self) -> None:
        field = self.query_one(Field)
        field.display = self._by_date
        if self._by_date:
            field.begin()
        self._preview()

    @on(Field.Changed)
    def _type(self) -> None:
        self._preview()

    def action_extend(self) -> None:
        """Do what the preview says."""
        plan = self._preview(refused="Nothing is sent")
        if plan is not None and plan.changes:
            self.app.switch_screen(RunScreen(self.session, plan))

    @property
    def _by_date(self) -> bool:
        return self.query_one(Choice).option == _BY_DATE

    def _extension(self) -> Extension:
        if not self._by_date:
            return _PRESETS[self.query_one(Choice).option or ""]
        typed = self.query_one(Field).value.strip()
        try:
            return Until(date.fromisoformat(typed))
        except ValueError:
            raise NotAllowed("Type a day such as 2027-01-31") from None

    def _preview(self, refused: str = "Not yet") -> Plan | None:
        """Say what will be done, or after the word `refused` why that cannot be."""
        preview, each = self.query_one("#preview", Static), self.query_one("#each", Static)
        each.update("")
        try:
            plan = plan_extension(
                self.session.source.host, self._chosen, self._extension(), now=self._now, reason="chosen"
            )
        except NotAllowed as refusal:
            preview.update(Content.assemble((f"{refused}: ", "bold $text-error"), f"{refusal}."))
            return None
        self.query_one("#what", Static).update(self._what(plan))
        preview.update(Content("\n").join(self._told(plan)))
        if len(plan.changes) > 1:
            each.update(Content("\n").join(self._each(plan)))
        return plan

    def _what(self, plan: Plan) -> Content:
        only = self._chosen[0][1].label if len(self._chosen) == 1 else ""
        name = Content.styled(f"{only}\n", "bold") if only else Content()
        return name + Content(counted(plan, len(self._chosen))) + told_hidden(self._hidden)

    def _told(self, plan: Plan) -> list[Content]:
        """What changes, and what is left out and why."""
        zone, changes = self.session.local, plan.changes
        lines = []
        if len(changes) == 1:
            lines.append(Content(told_expiry(changes[0], self._now, zone)))
        elif changes:
            expiries = sorted(change.new for change in changes if change.new is not None)
            lines.append(Content.styled(f"{len(changes):,} will be extended", "bold"))
            lines.append(Content(f"the earliest until {told_both(expiries[0], self._now, zone)}"))
            lines.append(Content(f"the latest until   {told_both(expiries[-1], self._now, zone)}"))
        else:
            lines.append(Content.styled("There is nothing to extend.", "bold"))
        for why, count in Counter(one.why for one in plan.left_out).items():
            number = f"{count:,} left out: " if len(self._chosen) > 1 else "Left out: "
            lines.append(Content.assemble((number, "$text-warning"), why))
        return lines

    def _each(self, plan: Plan) -> list[Content]:
        """The day until which each of several is extended."""
        lines = []
        for change in plan.changes[:SHOWN]:
            until = format_date(change.new, zone=UTC, now=self._now) if change.new else ""
            lines.append(Content.assemble((f"until {until:11}  ", "$text-muted"), change.label))
        return [*lines, *more_than_shown(plan)]
