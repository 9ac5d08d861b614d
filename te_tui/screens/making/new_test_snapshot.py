"""The form for a snapshot of a monitoring test, such as ThousandEyes has."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final, get_args

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var
from textual.widgets import Static

from te_tui.actions.creation import about_expiry, describe_saved_test, saved_test_request
from te_tui.actions.names import proposed_name
from te_tui.actions.privacy import CONTRADICTION, Privacy, privacy_of, privacy_trouble
from te_tui.actions.subjects import Subject, of_tests
from te_tui.actions.windows import (
    Missing,
    NotAllowed,
    Window,
    hours_in,
    last_minute,
    length_until,
    read_instant,
)
from te_tui.models.request import SavedTestRequest
from te_tui.models.saved_test import SavedTest
from te_tui.render.text.times import format_time
from te_tui.screens.copying import COPY_KEYS, copy
from te_tui.screens.making.form import MakingScreen
from te_tui.widgets.cells import Cell
from te_tui.widgets.form import Choice, Field
from te_tui.widgets.notice import Notice

_LIMIT: Final = 5
_IN: Final = timedelta(minutes=5)


class NewTestSnapshotScreen(MakingScreen[SavedTestRequest, SavedTest]):
    """The form for a snapshot of a test; afterwards it shows the link, which no list shows later."""

    BINDINGS: ClassVar[list[BindingType]] = [*COPY_KEYS]

    TITLE_WORDS: ClassVar[str] = "New test snapshot"
    KIND: ClassVar[str] = "test"
    LOOK: ClassVar[str] = (
        "It may have been made all the same, and the API cannot list test snapshots: "
        "look in the web application."
    )

    saved: var[SavedTest | None] = var(None, bindings=True)
    """The snapshot that was made last."""

    @property
    def picks(self) -> bool:
        """Whether the person picks a test from a list; False if only a test's id can be typed."""
        return self.session.source.abilities.reads

    def compose_lines(self) -> ComposeResult:
        """Compose the lines for name, time window, its end, and privacy.

        If the API contradicts itself on which value means private, neither is chosen at first.
        """
        plain = self.session.display.ascii_only
        is_in_doubt = self.session.source.abilities.doubts_privacy
        if notice := self.session.words.notice:
            yield Static(f"{notice}.", id="warning", markup=False)
        if not self.picks:
            yield Field("Test", id="test", placeholder="its id; the tests cannot be listed here")
        yield Field("Name", id="name")
        yield Choice("Window", tuple(self._lengths), id="window", chosen=1, ascii_only=plain)
        yield Field("Ends (UTC)", id="end", placeholder="now, or a date such as 2026-11-11 09:00")
        chosen = None if is_in_doubt else 0
        yield Choice("Seen by", get_args(Privacy), id="privacy", chosen=chosen, ascii_only=plain)
        doubt = f" {CONTRADICTION}. te-tui goes by the name, and shows what came back." if is_in_doubt else ""
        yield Static(
            f"private: the account group. public: anyone with the link.{doubt}", id="hint", markup=False
        )

    async def subjects(self) -> tuple[Subject, ...]:
        """The tests of the account group; if they cannot be listed, a single test without an id.

        The person then types the id into the form.
        """
        if not self.picks:
            return (Subject("test", "", ""),)
        return of_tests(await self.session.source.tests(str(self.group.aid)))

    def limits(self) -> tuple[Cell, ...]:
        """How many of the 5 test snapshots allowed in 5 minutes this session has made; empty if none."""
        since = self.session.now() - _IN
        lately = sum(made > since for made in self.session.saved_tests)
        told = f"{lately} of {_LIMIT} test snapshots in 5 minutes made"
        return (Cell(told, "warning" if lately >= _LIMIT else "muted"),) if lately else ()

    # The lines

    def lines_changed(self, subject: Subject) -> None:
        """Propose a name from the test and the time window."""
        try:
            window = self._window()
        except NotAllowed:
            return
        title = subject.title or f"Test {self._test_id(subject)}".strip()
        self.propose(proposed_name(title, window, zone=UTC, now=self.begun))

    def request(self, subject: Subject) -> SavedTestRequest:
        """The request typed into the form; raises `NotAllowed` if it is not valid."""
        if not (test_id := self._test_id(subject)):
            raise Missing("Name the test by its id")
        window = self._window()
        option = self.query_one("#privacy", Choice).option
        privacy = next((known for known in get_args(Privacy) if known == option), None)
        if privacy is None:
            raise Missing("Choose who sees it: private or public")
        name = self.query_one("#name", Field).value
        return saved_test_request(test_id, name, window, self.session.now(), privacy)

    def told(self, subject: Subject, request: SavedTestRequest) -> str:
        """The exact request in words, for the person to read before it is sent."""
        return describe_saved_test(
            request, subject.title or request.test_id, zone=UTC, now=self.session.now()
        )

    def question(self, subject: Subject, request: SavedTestRequest) -> str | None:
        """The question whether to make a snapshot that is public; None for a private one."""
        if not request.public:
            return None
        test = subject.title or request.test_id
        return f'Create "{request.name}" of test {test} so that anyone with the link can see it?'

    def _test_id(self, subject: Subject) -> str:
        return subject.subject_id if self.picks else self.query_one("#test", Field).value.strip()

    def _window(self) -> Window:
        length = self._lengths[self.query_one("#window", Choice).option or ""]
        return length_until(length, self._end(), self.session.now(), self.session.source.limits)

    @property
    def _lengths(self) -> dict[str, timedelta]:
        return {f"{hours_in(length)} h": length for length in self.session.source.limits.test_lengths}

    def _end(self) -> datetime:
        text = self.query_one("#end", Field).value.strip()
        return last_minute(self.begun) if text.lower() in {"", "now"} else read_instant(text, UTC)

    # Making it

    def send(self, request: SavedTestRequest) -> Awaitable[SavedTest]:
        """Make the test snapshot, and return the service's answer."""
        return self.session.source.create_test_snapshot(self.group.aid or "", request)

    def made(self, subject: Subject, request: SavedTestRequest, made: SavedTest) -> None:
        """Show the new snapshot, its privacy and its link, as the service's answer states them."""
        self.session.saved_tests.append(self.session.now())
        self.subject, self.saved = None, made
        self.facts = self.limits()
        notice = self.query_one(Notice)
        identity = made.snapshot_id or "without an id"
        what = f"{made.name or request.name} ({identity}), of test {subject.title or request.test_id},"
        after = f"The answer has no link. {self.way_out.capitalize()}."
        if made.link:
            keep = f"The API has no list of test snapshots: keep the link.{self._expiry(made)}"
            after = f"{made.link}\n\n{keep}\n{self.copy_key} copies it, {self.way_out}."
        if trouble := privacy_trouble(request, made):
            notice.say_failed(f"{what} is created, but {trouble}.", after)
        else:
            notice.say(f"{what} is created, and it is {privacy_of(made)}, as the answer says.", after)

    def _expiry(self, made: SavedTest) -> str:
        expires = about_expiry(made, self.session.source.limits)
        told = expires and format_time(expires, zone=UTC, now=self.session.now())
        return f" It expires about {told}." if told else ""

    # Afterwards

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys that copy link or id only while the new snapshot is shown."""
        if action == "copy":
            return self.saved is not None and self.stage == "notice"
        return super().check_action(action, parameters)

    def action_copy(self, what: str) -> None:
        """Copy the new snapshot's link or id; `what` is `link` or `id`."""
        copy(self, self.saved, what, self.session.source)
