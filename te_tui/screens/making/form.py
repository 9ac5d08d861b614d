"""Base of the forms for new snapshots: pick of what, fill in a few lines, make it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import ContentSwitcher, Footer, Static

from te_tui.actions.subjects import Subject, narrowed
from te_tui.actions.windows import NotAllowed
from te_tui.models.account_group import AccountGroup
from te_tui.screens.confirming import ConfirmDialog
from te_tui.screens.destinations import OneSnapshot
from te_tui.screens.explorer import ExplorerScreen
from te_tui.screens.session import Session
from te_tui.sources.errors import SourceError
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import Column
from te_tui.widgets.form import Choice, Field, label
from te_tui.widgets.notice import Banner, Notice
from te_tui.widgets.picker import Picker
from te_tui.widgets.top_line import TopLine

RequestT = TypeVar("RequestT")
MadeT = TypeVar("MadeT")


class MakingScreen(ExplorerScreen, Generic[RequestT, MadeT]):
    """A dialog; nothing is sent before enter, and a request that makes something is sent once.

    Presets count from `begun`, when the form was opened, so that what is summed up does not change by itself.
    `near` is the id of what the cursor of the list begins at.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("go.up", "up", shown=True),  # q is typed here
        bound("new.make", "make"),
        bound("new.next", "line(1)"),
        bound("new.up", "line(-1)"),
        bound("new.reload", "reload"),
    ]

    TITLE_WORDS: ClassVar[str]
    """The dialog's name in the first line."""

    KIND: ClassVar[str]
    """The kind of subject that snapshots are made of, in a word."""

    LOOK: ClassVar[str]
    """How to find out whether something was made whose answer was lost."""

    stage: var[str] = var("notice", bindings=True)
    """The part that is shown: `notice`, `picker` or `form`."""

    sending: var[bool] = var(False, bindings=True)
    """Whether a request is under way that must not be left alone."""

    def __init__(self, session: Session, group: AccountGroup, near: str | None = None) -> None:
        super().__init__(session)
        self.group = group
        self.subject: Subject | None = None
        self.begun = session.now()
        self._near = near
        self._proposing = True
        self._opened: OneSnapshot | None = None

    # What a dialog is

    @property
    def picks(self) -> bool:
        """Whether there are several to pick from; else the only one is taken."""
        return True

    @abstractmethod
    def compose_lines(self) -> ComposeResult:
        """Compose the lines of the form."""

    @abstractmethod
    async def subjects(self) -> tuple[Subject, ...]:
        """The subjects that snapshots can be made of."""

    @abstractmethod
    def request(self, subject: Subject) -> RequestT:
        """The request that is typed in the form.

        Raises:
            NotAllowed: that cannot be made.
        """

    @abstractmethod
    def told(self, subject: Subject, request: RequestT) -> str:
        """Describe the request exactly, before it is sent."""

    def question(self, subject: Subject, request: RequestT) -> str | None:  # noqa: ARG002 - most need none
        """The question before it is made; None where it can be taken back."""
        return None

    def remarks(self) -> tuple[str, ...]:
        """What there is to know before that question is answered."""
        return ()

    @abstractmethod
    def send(self, request: RequestT) -> Awaitable[MadeT]:
        """Make it."""

    @abstractmethod
    def made(self, subject: Subject, request: RequestT, made: MadeT) -> None:
        """Go on, now that it is made."""

    @abstractmethod
    def limits(self) -> tuple[Cell, ...]:
        """How many more may be made, as far as is known."""

    @abstractmethod
    def lines_changed(self, subject: Subject) -> None:
        """Bring up to date what follows from other lines."""

    # How it looks

    def compose(self) -> ComposeResult:
        """Compose the list to pick from, the form, and the words for everything else."""
        yield TopLine()
        with ContentSwitcher(initial="notice"):
            yield Notice(id="notice")
            yield Picker(
                (
                    Column[Subject](
                        title=self.KIND.capitalize(),
                        cell=lambda subject: subject.title,
                        min_width=32,
                        weight=3,
                    ),
                    Column[Subject](
                        title="",
                        cell=lambda subject: Cell(subject.note, "muted"),
                        min_width=24,
                        weight=2,
                        drop=2,
                    ),
                    Column[Subject](
                        title="Id", cell=lambda subject: Cell(subject.subject_id, "muted"), width=24, drop=1
                    ),
                ),
                key=lambda subject: subject.subject_id,
                narrow=narrowed,
                placeholder=f"of which {self.KIND}? type a part of its name",
                id="picker",
            )
            with Vertical(id="form"):
                yield Static("", id="subject")
                yield from self.compose_lines()
                yield Static("", id="summary")
        yield Banner()
        yield Footer(show_command_palette=False)

    def breadcrumb(self) -> tuple[str, ...]:
        """Profile or host, account group and dialog."""
        return (*super().breadcrumb(), self.group.label, self.TITLE_WORDS)

    def watch_stage(self, stage: str) -> None:
        """Show what it is about, and give it the keys."""
        self.query_one(ContentSwitcher).current = stage
        if stage == "picker":
            self.query_one(Picker).begin()
        elif stage == "form":
            self.query(Field).first().begin()
        else:
            self.set_focus(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to what is shown; a request under way is not left."""
        if action in {"make", "line"} and self.stage != "form":
            return False
        if action == "reload" and (self.stage != "notice" or self.subject is not None):
            return False
        if action in {"up", "leave"} and self.sending:
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """Why something cannot be done now: a request under way is waited for."""
        if self.sending:
            return "The request is under way; ctrl+c quits, and it may be made all the same."
        return super().why_not(action)

    # Picking

    def on_mount(self) -> None:
        """Ask what there is."""
        self.action_reload()

    def action_reload(self) -> None:
        """Ask again what there is."""
        self.facts = self.limits()
        if self.picks:
            # What is typed ahead narrows the list as soon as it is there.
            self.query_one(Picker).wait(f"Loading the {self.KIND}s of {self.group.label}…")
            self.stage = "picker"
        else:
            self.query_one(Notice).say(f"Loading the {self.KIND}…", f"{self.way_out.capitalize()}.")
        self._load()

    @work(exclusive=True, group="subjects", description="load what a snapshot can be made of")
    async def _load(self) -> None:
        try:
            subjects = await self.subjects()
        except SourceError as error:
            self.stage = "notice"
            self.say_failed(error)
            return
        if subjects and not self.picks:
            self._begin_form(subjects[0])
        elif subjects:
            self.query_one(Picker).offer(subjects, self._near)
        else:
            self.stage = "notice"
            self.query_one(Notice).say(
                f"{self.group.label} has no {self.KIND} to make a snapshot of.",
                f"r looks again, {self.way_out}.",
            )

    @on(Picker.Picked)
    def _fill_in(self, message: Picker.Picked[Subject]) -> None:
        self._begin_form(message.row)

    def _begin_form(self, subject: Subject) -> None:
        self.subject, self.begun = subject, self.session.now()
        self._proposing = self._proposing or not self._name_line.value.strip()
        shown = self.query_one("#subject", Static)
        shown.update(Content.assemble(label(self.KIND.capitalize(), focused=False), (subject.title, "bold")))
        shown.display = bool(subject.title)
        self._sum_up()
        self.stage = "form"

    # Filling in

    def action_line(self, by: int) -> None:
        """Go to another line."""
        self.focus_next() if by > 0 else self.focus_previous()

    @property
    def _name_line(self) -> Field:
        return self.query_one("#name", Field)

    def propose(self, name: str) -> None:
        """Propose a name, unless another one was typed."""
        if self._proposing:
            self._name_line.propose(name)

    @on(Field.Changed, "#name")
    def _name_it(self) -> None:
        self._proposing = False

    @on(Field.Changed)
    @on(Choice.Changed)
    def _change(self) -> None:
        self.query_one(Banner).hide()
        self._sum_up()

    def _sum_up(self, refused: str = "Missing") -> RequestT | None:
        """Say what will be made, or after the word `refused` why that cannot be."""
        if self.subject is None:
            return None
        self.lines_changed(self.subject)
        summary = self.query_one("#summary", Static)
        try:
            request = self.request(self.subject)
        except NotAllowed as refusal:
            summary.update(Content.assemble((f"{refused}: ", "bold $text-error"), f"{refusal}."))
            return None
        told = self.told(self.subject, request)
        summary.update(Content.assemble(("Enter makes ", "bold $text-success"), f"{told}."))
        return request

    # Making

    def action_make(self) -> None:
        """Make it, if it can be made; ask first where that cannot be taken back."""
        request = self._sum_up(refused="Not sent")
        if self.subject is None or request is None or self.sending:
            return
        subject = self.subject
        if (question := self.question(subject, request)) is None:
            self._begin(subject, request)
        else:
            begin = partial(self._begin, subject, request)
            self.go_into(ConfirmDialog(self.session, self.TITLE_WORDS, question, begin, self.remarks()))

    def _begin(self, subject: Subject, request: RequestT) -> None:
        self.query_one(Banner).hide()
        self.sending = True
        self.query_one(Notice).say(
            f"Making {self.told(subject, request)}…",
            "The request is sent once. ctrl+c quits, and it may be made all the same.",
        )
        self.stage = "notice"
        self._make(subject, request)

    @work(exclusive=True, group="making", description="make a snapshot")
    async def _make(self, subject: Subject, request: RequestT) -> None:
        try:
            made = await self.send(request)
        except SourceError as error:
            self.sending = False
            self.stage = "form"
            next_step = self.LOOK if error.perhaps_done else error.next_step
            self.query_one(Banner).show(f"{error.sentence.rstrip('.')}. {next_step}")
            self.facts = self.limits()
            return
        self.sending = False
        self.made(subject, request, made)

    def action_up(self) -> None:
        """Back to the list, then drop what is typed there, then leave."""
        if self.stage == "form" and self.picks:
            self.subject = None
            self.query_one(Banner).hide()
            self.stage = "picker"
        elif self.stage != "picker" or not self.query_one(Picker).clear():
            super().action_up()

    # Opening it

    def open_made(self, snapshot: OneSnapshot) -> None:
        """Open what was made; as long as help or palette is open, that has to wait."""
        self._opened = snapshot
        self._go_on()

    def on_screen_resume(self) -> None:
        """Go on, if it has become ready in the meantime."""
        self._go_on()

    def _go_on(self) -> None:
        if self._opened is not None and self.is_active:
            self.go(self._opened, instead=True)
