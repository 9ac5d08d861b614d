"""The dialog that asks by how long to extend snapshots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from te_tui.actions.deletion import TYPED_ABOVE
from te_tui.actions.doubt import is_doubtful
from te_tui.actions.expiry import longest_life
from te_tui.actions.extension import By, Extension, Never, Until, plan_extension
from te_tui.actions.lines import counted_in_groups, describe_expiry, describe_side_effects, in_both_zones
from te_tui.actions.plan import Chosen, Plan, groups_of, joined
from te_tui.actions.windows import Missing, NotAllowed
from te_tui.models.words import counted
from te_tui.render.text.times import format_date
from te_tui.screens.changing import ChangeAsked
from te_tui.screens.confirming import ConfirmDialog
from te_tui.screens.cost import MANY, describe_cost
from te_tui.screens.dialog import SHOWN, Asking, AskingDialog, Names, more_than_shown
from te_tui.screens.selection import Selection
from te_tui.screens.session import Session
from te_tui.screens.sessions import Part
from te_tui.sources.abilities import Extension as Way
from te_tui.sources.clock import server_now
from te_tui.terminal.typed_ahead import Typed
from te_tui.widgets.asked import Asked
from te_tui.widgets.bindings import bound
from te_tui.widgets.form import Choice, Field
from te_tui.widgets.key_line import KeyLine

_ASKING: Final = Asking("Extend", "Nothing was extended", "snapshots.extend")
_PRESETS: Final[dict[str, Extension]] = {
    "7d": By(timedelta(days=7)),
    "30d": By(timedelta(days=30)),
    "90d": By(timedelta(days=90)),
    "1y": By(timedelta(days=365)),
    "max": Until(None),
    "never": Never(),
}
_LONGEST: Final = (Until(None), Never())
_BY_DATE: Final = "date"
_LETTERS: Final = "wmqyxd"
_NOTES: Final = {"7d": "week", "30d": "month", "90d": "quarter"}
_HOW_TO_BEGIN: Final = (
    "Type a number of days, or choose a length: week, month, quarter, year. "
    "It is added to the present expiry, or to now if that has passed."
)
_REQUESTS_EACH: Final = 2  # the change, and reading it back
_WAYS: Final = {Way.NEW_LINK: "a new one", Way.SAME_LINK: "the same, which replaces it"}
_TYPED_AHEAD: Final = frozenset({*"0123456789", "enter", "backspace", "escape"})
"""Keys that count as soon as they are typed: digits and enter can hardly mean anything else."""


def _plan_of(part: Part, extension: Extension, now: datetime, way: Way) -> Plan:
    """The changes of one part of the selection, whose source may differ from the others in what it allows.

    If the source cannot extend in this `way`, the first way that it has is taken. The choices `max` and
    `never` become `never`, or the source's maximum if its snapshots always expire.
    """
    source, selection = part.session.source, part.selection
    if extension in _LONGEST:
        extension = Never() if source.abilities.never_expires else Until(None)
    plan = plan_extension(
        source.host,
        selection.changeable,
        extension,
        now=now,
        limits=source.limits,
        reason="chosen",
        way=way if way in source.abilities.extends else source.abilities.extends[0],
    )
    return replace(plan, by_clock=plan.by_clock or selection.by_clock)


class ExtendScreen(AskingDialog):
    """The dialog that asks by how long to extend snapshots, and previews the new expiries.

    Digits are a number of days, and count even if typed before the dialog appears, as enter does; but enter
    changes nothing until a length is chosen. Some sources can only extend by making the snapshot again: under
    a new link, or under the same link, for which the old snapshot is deleted. If both are possible, the
    person chooses; before a deletion, te-tui asks once more.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("extend.run", "extend"),
        *(
            bound(f"extend.{letter}", f"preset({place})", priority=True)
            for place, letter in enumerate(_LETTERS)
        ),
        bound("extend.link", "toggle_link", priority=True),
        bound("extend.longer", "step(1)", priority=True),
        bound("extend.shorter", "step(-1)", priority=True),
    ]

    def __init__(self, session: Session, selection: Selection, parts: Sequence[Part] = ()) -> None:
        super().__init__(session, selection, parts, asking=_ASKING)
        self._chosen = selection.changeable
        self._now = server_now(session.source)
        self._nows = tuple(server_now(part.session.source) for part in self.parts)
        self._source = self.parts[0].session.source
        self._ways = self._source.abilities.extends

    def compose(self) -> ComposeResult:
        """Compose the field for days, the choice of lengths, the field for a date, and the preview."""
        with Vertical(id="dialog") as box:
            box.border_title = self.asking.title
            yield Asked(self._what(), self.attention)
            yield Field(
                "Days",
                id="days",
                placeholder="type a number of days",
                only=r"[0-9]{0,4}",
                passes_letters=True,
            )
            yield Choice(
                "or",
                self._lengths,
                id="by",
                chosen=None,
                letters=_LETTERS,
                notes=_NOTES,
                ascii_only=self.session.display.ascii_only,
            )
            yield Field(
                "Until",
                id="until",
                placeholder=self._day_example(),
                only="[0-9-]*",
            )
            yield Choice(
                "Link",
                tuple(_WAYS[way] for way in self._ways if way in _WAYS),
                id="link",
                ascii_only=self.session.display.ascii_only,
            )
            with Names(classes="-apart"):
                yield Static(id="preview")
                yield Static(id="each", classes="-one-line-each")
            yield Static(id="refused")
            yield KeyLine(first=("extend.run",))

    def on_mount(self) -> None:
        """Focus the field for the number of days; hide the fields that are not needed yet."""
        self._until.display = False
        self._link.display = len(self._ways) > 1
        self._days.begin()
        self._preview()

    def counts_unread(self, typed: Typed) -> bool:
        """Whether a key counts before the dialog could be read: digits, enter, backspace and escape do."""
        return super().counts_unread(typed) or (isinstance(typed, Key) and typed.key in _TYPED_AHEAD)

    def is_stray(self, typed: Key) -> bool:
        """Whether a key types a character that means nothing here; while a date is typed, none does.

        So `2027/01/31` does not close the dialog: there, only a whole date can change anything.
        """
        return super().is_stray(typed) and not self._types_date

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the arrow keys unless a date is typed; enable choosing the link if there is a choice."""
        if action == "step":
            return self.is_mounted and not self._types_date
        if action == "toggle_link":
            return self.is_mounted and len(self._ways) > 1
        return super().check_action(action, parameters)

    @property
    def _lengths(self) -> tuple[str, ...]:
        """The lengths to choose from; the longest is `never` if the source allows it, or else `max`."""
        skipped = "max" if self._source.abilities.never_expires else "never"
        return (*(length for length in _PRESETS if length != skipped), _BY_DATE)

    @property
    def _way(self) -> Way:
        """How to extend: under a new link or under the same one, as chosen, or the only way of the source."""
        return self._ways[self._link.chosen or 0]

    @property
    def _types_date(self) -> bool:
        """Whether the field for a date has the focus; False if it is not there any more."""
        return any(field.is_typed_in for field in self.query("#until").results(Field))

    @property
    def _link(self) -> Choice:
        return self.query_one("#link", Choice)

    @property
    def _days(self) -> Field:
        return self.query_one("#days", Field)

    @property
    def _until(self) -> Field:
        return self.query_one("#until", Field)

    @property
    def _by(self) -> Choice:
        return self.query_one("#by", Choice)

    def action_preset(self, place: int) -> None:
        """Choose the length at index `place`, counted from 0; the last one is a date, which is typed."""
        self._by.action_choose(place + 1)
        if self._by_date:
            self._until.begin()

    def action_step(self, by: int) -> None:
        """Choose the length `by` positions further; if negative, back."""
        self.set_focus(self._by)
        self._by.action_step(by)

    def on_key(self, event: Key) -> None:
        """Put a typed digit into the field for days, also while the choice of lengths has the focus."""
        if event.key.isdecimal() and self._by.has_focus:
            event.stop()
            event.prevent_default()
            self._days.begin()
            self._days.type_in(event.key)

    def action_toggle_link(self) -> None:
        """Switch between extending under a new link and under the same link."""
        self._link.action_choose(2 if self._link.chosen == 0 else 1)

    @on(Choice.Changed, "#link")
    def _choose_link(self) -> None:
        self._preview()

    @on(Choice.Changed, "#by")
    def _choose(self) -> None:
        self._days.propose("")
        self._until.display = self._by_date
        if self._by_date:
            self._until.begin()
        elif not self._by.has_focus:
            self.set_focus(self._by)
        self._preview()

    @on(Field.Changed, "#days")
    def _type_days(self) -> None:
        self._by.unchoose()
        self._until.display = False
        self._preview()

    @on(Field.Changed, "#until")
    def _type_date(self) -> None:
        self._preview()

    def action_extend(self) -> None:
        """Extend the snapshots as previewed.

        Ask for confirmation first if they are many, if old ones are deleted, or if a wrong clock matters.
        """
        plan = self._preview(refused="Not sent")
        if plan is None or not plan.changes:
            return
        number, plans = len(plan.changes), self._plans()
        ask = partial(self._ask_for, plans)
        deletes = any(one.deletes for one in plans)
        doubts = (part.session.clock_doubt for part in self.parts)
        if deletes and number > TYPED_ABOVE:
            instead = "te-tui extend --same-link asks for the number"
            words = f"Not sent: above {TYPED_ABOVE} under the same link, {instead}."
            self.query_one("#preview", Static).update(words)
            return
        if number <= MANY and not deletes and not any(map(is_doubtful, plans, doubts)):
            self.dismiss()
            ask()
            return
        cost = f", {describe_cost(_REQUESTS_EACH * number, self.session)}" if number > MANY else ""
        again = " by deleting and making again" if deletes else ""
        what = counted(number, "snapshot") if len(plans) > 1 else counted_in_groups(plan, number)
        question = f"Extend {what}{again}{cost}?"
        self.app.switch_screen(
            ConfirmDialog(self.session, self.asking, question, ask, self._told(plans), destroys=deletes)
        )

    @property
    def _by_date(self) -> bool:
        return self._by.option == _BY_DATE

    @property
    def _has_length(self) -> bool:
        """Whether a length is typed or chosen; it need not be valid."""
        return bool(self._days.value) or self._by.option is not None

    def _extension(self) -> Extension:
        if days := self._days.value:
            if not int(days):
                raise NotAllowed("Type 1 day or more")
            return By(timedelta(days=int(days)))
        if self._by.option is None:
            raise Missing("type a number of days, or choose a length")
        if not self._by_date:
            return _PRESETS[self._by.option]
        if not (day := self._until.value.strip()):
            raise Missing("Type a day such as 2027-01-31")
        try:
            return Until(date.fromisoformat(day))
        except ValueError:
            raise NotAllowed("Type a day such as 2027-01-31") from None

    def _plans(self) -> tuple[Plan, ...]:
        """The changes for each source; raises `NotAllowed` if the length is missing or not allowed."""
        extension = self._extension()
        return tuple(
            _plan_of(part, extension, now, self._way)
            for part, now in zip(self.parts, self._nows, strict=True)
        )

    def _ask_for(self, plans: Sequence[Plan]) -> None:
        for part, plan in zip(self.parts, plans, strict=True):
            if plan.changes:
                self.app.post_message(ChangeAsked(part.session, plan))

    def _preview(self, refused: str = "") -> Plan | None:
        """Show what the chosen length changes, and return that; None if the length is wrong or missing.

        A wrong length is shown as an error that begins with `refused`, such as `Not sent`. If `refused` is
        empty, a length not chosen yet is no error: the preview says how to choose one.
        """
        preview, each = self.query_one("#preview", Static), self.query_one("#each", Static)
        each.update("")
        self.query_one("#refused", Static).display = False
        if not (refused or self._has_length):
            preview.update(_HOW_TO_BEGIN)
            return None
        try:
            plans = self._plans()
        except NotAllowed as refusal:
            preview.update(
                Content.assemble((f"{refused or refusal.label}: ", "bold $text-error"), f"{refusal}.")
            )
            return None
        plan = joined(plans)
        preview.update(Content("\n").join(self._told(plans)))
        if len(plan.changes) > 1:
            each.update(Content("\n").join(self._each(plan)))
        return plan

    def _day_example(self) -> str:
        longest = longest_life(self._source.limits)
        return "2027-01-31, at 00:00 UTC" + (f"; at most {longest}" if longest else "")

    def _what(self) -> Content:
        only = self._chosen[0][1].label if len(self._chosen) == 1 else ""
        name = Content.styled(f"{only}\n", "bold") if only else Content()
        if len(self.parts) > 1:
            lines = (
                f"\n{part.session.source.name}: {self._counted(part.selection.changeable)}"
                for part in self.parts
            )
            what = f"{counted(len(self._chosen), 'snapshot')} of {len(self.parts)} profiles{''.join(lines)}"
        else:
            what = self._counted(self._chosen)
        return name + Content(what) + self.describe_surprises()

    def _counted(self, chosen: Sequence[Chosen]) -> str:
        """The snapshots counted, as text: `3 snapshots of account group Lab`."""
        plan = Plan("extend", self.session.source.host, self._now, "chosen", groups_of(chosen), ())
        return counted_in_groups(plan, len(chosen))

    def _told(self, plans: Sequence[Plan]) -> list[Content]:
        """Lines on the new expiries, the side effects, and the snapshots that are left out, with reasons."""
        plan = joined(plans)
        zone, changes = self.session.display.local, plan.changes
        lines = []
        if len(changes) == 1:
            lines.append(Content(describe_expiry(changes[0], self._now, zone)))
        elif changes:
            expiries = sorted(change.new for change in changes if change.new is not None)
            lines.append(Content.styled(f"{len(changes):,} will be extended", "bold"))
            lines.append(Content(f"new expiry: from {in_both_zones(expiries[0], self._now, zone)}"))
            lines.append(Content(f"              to {in_both_zones(expiries[-1], self._now, zone)}"))
        else:
            lines.append(Content.styled("There is nothing to extend.", "bold"))
        lines += map(Content, self._side_effects(plans))
        for why, count in Counter(one.why for one in plan.left_out).items():
            number = f"{count:,} left out: " if len(self._chosen) > 1 else "Left out: "
            lines.append(Content.assemble((number, "$text-warning"), why))
        lines += [
            Content.assemble(("Left out: ", "$text-warning"), f"{one.label}: {one.why}")
            for one in self.selection.left_out[:SHOWN]
        ]
        return lines

    def _side_effects(self, plans: Sequence[Plan]) -> Iterator[str]:
        """Sentences on the side effects of extending, such as a new link, by source if there are several."""
        for part, plan in zip(self.parts, plans, strict=True):
            where = f"{part.session.source.name}: " if len(plans) > 1 else ""
            if plan.changes:
                yield from (f"{where}{sentence}" for sentence in describe_side_effects(plan))

    def _each(self, plan: Plan) -> list[Content]:
        """A line with the new expiry date (UTC) for each of the first 200 snapshots, then how many more."""
        lines = []
        for change in plan.changes[:SHOWN]:
            until = format_date(change.new, zone=UTC, now=self._now) if change.new else ""
            lines.append(Content.assemble((f"until {until:11}  ", "$text-muted"), change.label))
        return [*lines, *more_than_shown(plan)]
