"""Base class of the forms for new snapshots: pick a subject, the dashboard or test, and fill in the form."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import ContentSwitcher, Footer, Static

from te_tui.actions.subjects import Subject, narrowed
from te_tui.actions.windows import Missing, NotAllowed
from te_tui.keys.table import BY_ID
from te_tui.models.account_group import AccountGroup
from te_tui.screens.confirming import ConfirmDialog
from te_tui.screens.destinations import OneSnapshot
from te_tui.screens.dialog import Asking
from te_tui.screens.explorer import ExplorerScreen
from te_tui.screens.session import Session
from te_tui.sources.errors import SourceError
from te_tui.widgets.bindings import bound, own_keys_of
from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import Column
from te_tui.widgets.form import Choice, Field, label
from te_tui.widgets.notice import Banner, Notice
from te_tui.widgets.picker import Picker
from te_tui.widgets.top_line import TopLine

RequestT = TypeVar("RequestT")
MadeT = TypeVar("MadeT")


class MakingScreen(ExplorerScreen, Generic[RequestT, MadeT]):
    """Base class of a form for a new snapshot of a subject, such as a dashboard; the enter key makes it.

    The request is sent only once, as a repetition could make a second snapshot. Relative times, such as the
    last 24 hours, count from `begun`, when the form was opened, so that the summary stays the same. `near` is
    the id of the subject on which the cursor starts.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("go.up", "up", shown=True),
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
        self._changed = False
        self._opened: OneSnapshot | None = None

    # What a dialog is

    @property
    def picks(self) -> bool:
        """Whether the person picks a subject, such as a dashboard; False if there is only one."""
        return True

    @abstractmethod
    def compose_lines(self) -> ComposeResult:
        """Compose the lines of the form that the person fills in, such as name and expiry."""

    @abstractmethod
    async def subjects(self) -> tuple[Subject, ...]:
        """The subjects, such as dashboards, that a snapshot can be made of."""

    @abstractmethod
    def request(self, subject: Subject) -> RequestT:
        """The request typed into the form.

        Raises:
            NotAllowed: the typed values are wrong or not allowed.
        """

    @abstractmethod
    def told(self, subject: Subject, request: RequestT) -> str:
        """The exact request in words, for the person to read before it is sent."""

    def question(self, subject: Subject, request: RequestT) -> str | None:  # noqa: ARG002 - most need none
        """The question that the person has to answer with yes before the request is sent; None for none."""
        return None

    def remarks(self) -> tuple[str, ...]:
        """Lines shown with that question, to read before answering it."""
        return ()

    @abstractmethod
    def send(self, request: RequestT) -> Awaitable[MadeT]:
        """Send the request, and return the answer."""

    @abstractmethod
    def made(self, subject: Subject, request: RequestT, made: MadeT) -> None:
        """Show the snapshot that was made, for example by opening it."""

    @abstractmethod
    def limits(self) -> tuple[Cell, ...]:
        """How many more snapshots may be made, for the screen's first line; empty if unknown."""

    @abstractmethod
    def lines_changed(self, subject: Subject) -> None:
        """Update the lines that follow from other lines, such as the proposed name."""

    # How it looks

    def compose(self) -> ComposeResult:
        """Compose the notice, the list of subjects, and the form; one of them is shown at a time."""
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
                placeholder=f"Which {self.KIND}? Type a part of its name",
                id="picker",
            )
            with Vertical(id="form"):
                with Horizontal(id="subject"):
                    yield Static(label(self.KIND.capitalize(), focused=False), classes="-label")
                    yield Static(id="title", markup=False)
                yield from self.compose_lines()
                yield Static("", id="summary")
        yield Banner()
        yield Footer(show_command_palette=False)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: profile or host, account group, and the form's title."""
        return (*super().breadcrumb(), self.group.label, self.TITLE_WORDS)

    def watch_stage(self, stage: str) -> None:
        """Show and focus the part named by `stage`: notice, list of subjects or form."""
        self.query_one(ContentSwitcher).current = stage
        if stage == "picker":
            self.query_one(Picker).begin()
        elif stage == "form":
            self.query(Field).first().begin()
        else:
            self.set_focus(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys of the shown part; disable going back while a request is under way."""
        if action in {"make", "line"} and self.stage != "form":
            return False
        if action == "reload" and (self.stage != "notice" or self.subject is not None):
            return False
        if action == "leave" or (action == "up" and self.sending):  # q is typed here; escape goes back
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """A sentence on why an action is disabled, such as that a request is under way."""
        if self.sending:
            return "The request is under way; ctrl+c quits, and it may be made all the same."
        return super().why_not(action)

    def field_keys(self) -> Sequence[tuple[str, str]]:
        """The keys and the label of each line of the form, for the help; empty unless the form is shown."""
        if self.stage != "form":
            return ()
        return [(line.keys, line.title) for line in self._lines if line.display]

    @property
    def _lines(self) -> list[Field | Choice]:
        return [line for line in self.query("*") if isinstance(line, Field | Choice)]

    # Picking

    def on_mount(self) -> None:
        """Load the subjects to pick from, such as dashboards."""
        self.action_reload()

    def action_reload(self) -> None:
        """Load the subjects, such as dashboards, again."""
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
        self.subject, self.begun, self._proposing, self._changed = subject, self.session.now(), True, False
        for line in self._lines:
            line.begin_anew()
        self.query_one("#title", Static).update(Content.styled(subject.title, "bold"))
        self.query_one("#subject").display = bool(subject.title)
        self._sum_up()
        self.stage = "form"

    # Filling in

    def action_line(self, by: int) -> None:
        """Focus the next line of the form, or the line before if `by` is negative."""
        self.focus_next() if by > 0 else self.focus_previous()

    @property
    def _name_line(self) -> Field:
        return self.query_one("#name", Field)

    def propose(self, name: str) -> None:
        """Propose a name, unless the person has typed one."""
        if self._proposing:
            self._name_line.propose(name)

    @on(Field.Changed, "#name")
    def _name_it(self) -> None:
        """Stop proposing names once the person has typed one; go on if the field is emptied."""
        self._proposing = not self._name_line.value

    @on(Field.Changed)
    @on(Choice.Changed)
    def _change(self) -> None:
        self.query_one(Banner).hide()
        self._changed = True
        self._sum_up()

    def _sum_up(self, refused: str = "") -> RequestT | None:
        """Show the request in words, and return it; None if it is not valid.

        If it is not valid, the reason is shown instead, as an error that begins with `refused`, if given.
        """
        if self.subject is None:
            return None
        self.lines_changed(self.subject)
        summary = self.query_one("#summary", Static)
        try:
            request = self.request(self.subject)
        except NotAllowed as refusal:
            if isinstance(refusal, Missing) and not (self._changed or refused):
                summary.update(Content.styled(f"{refusal}.", "$text-muted"))  # nothing is wrong yet
                return None
            summary.update(
                Content.assemble((f"{refused or refusal.label}: ", "bold $text-error"), f"{refusal}.")
            )
            return None
        told = self.told(self.subject, request)
        summary.update(Content.assemble(("Enter creates ", "bold $text-success"), f"{told}."))
        return request

    # Making

    def action_make(self) -> None:
        """Send the request if it is valid, after the person has confirmed the form's question, if any."""
        request = self._sum_up(refused="Not sent")
        if self.subject is None or request is None or self.sending:
            return
        subject = self.subject
        if (question := self.question(subject, request)) is None:
            self._begin(subject, request)
        else:
            begin = partial(self._begin, subject, request)
            asking = Asking(self.TITLE_WORDS, "Nothing was created", "new.make")
            self.go_into(ConfirmDialog(self.session, asking, question, begin, self.remarks()))

    def _begin(self, subject: Subject, request: RequestT) -> None:
        self.query_one(Banner).hide()
        self.sending = True
        self.query_one(Notice).say(
            f"Creating {self.told(subject, request)}…",
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
        """Go back from the form to the list of subjects; from the list, clear the typed search, or leave."""
        if self.stage == "form" and self.picks:
            self.subject = None
            self.query_one(Banner).hide()
            self.stage = "picker"
        elif self.stage != "picker" or not self.query_one(Picker).clear():
            super().action_up()

    # Opening it

    def describe_link(self, link: str | None) -> str:
        """A sentence with the new snapshot's link, and with the key that copies the link later."""
        return f"Link: {link} ({self.copy_key} copies it)." if link else "Link: the API gave none."

    @property
    def copy_key(self) -> str:
        """The key that copies a link, as it is shown to the person."""
        key = own_keys_of(self.app).keys_of(BY_ID["snapshot.copy_link"])[0]
        return self.app.get_key_display(Binding(key, ""))

    def open_made(self, snapshot: OneSnapshot) -> None:
        """Open the new snapshot, once neither the help nor the command palette covers this screen."""
        self._opened = snapshot
        self._go_on()

    def on_screen_resume(self) -> None:
        """Open the new snapshot if it was made while another screen covered this one."""
        self._go_on()

    def _go_on(self) -> None:
        if self._opened is not None and self.is_active:
            self.go(self._opened, instead=True)
